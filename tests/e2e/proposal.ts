import type { Page } from '@playwright/test';
import { expectAccessible } from './people.ts';

/**
 * Proposes a pilot step by step, as its lead would, and submits it with a double click.
 * @returns the pilot's id
 */
export async function propose(
	page: Page,
	title: string,
	tool = 'A daily reading programme'
): Promise<string> {
	await page.getByRole('link', { name: 'Propose a pilot' }).first().click();
	await page
		.getByLabel('What is the problem?')
		.fill('Half of the children do not read at home, and fall behind by spring.');
	await page.getByLabel('Who is affected?').fill('About 240 children of three schools and their families.');
	await page.getByLabel('A working title').fill(title);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.getByLabel('What would be better?').fill('A habit of half an hour a day, at home.');
	await page
		.getByLabel('How would we know?')
		.fill('We count who keeps it up, against families who hear of it later.');
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.getByLabel(/^3\.1 /).check();
	await page.getByLabel('Sunrise Elementary').check();
	await page.getByLabel('Attendance office').check();
	await page.getByLabel('Attendance office').uncheck();
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await answer(page, [
		['Do students take part?', 'Yes'],
		['Are any of them under 13?', 'No'],
		['Does it handle personal data?', 'No'],
		['May the vendor train on student data?', 'No'],
		['Does it use faces, voices or other body data?', 'No']
	]);
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.getByLabel('None of these').check();
	await answer(page, [
		['Does it decide about people?', 'No'],
		['Who checks what comes out?', 'A person, everything, before it is used'],
		['If it is wrong, can that be undone?', 'Easily']
	]);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.getByLabel(/Student-facing instruction/).check();
	await page.locator('[name=tools]').fill(tool);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await expectAccessible(page);
	await sayWhatIsDifferent(page);
	await page.getByRole('button', { name: /submit/i }).dblclick();
	await page.waitForURL(/\/pilots\/[0-9a-f-]{36}(\?|$)/);
	return new URL(page.url()).pathname.split('/').at(-1)!;
}

/** Of every pilot that is very much like it, where there are some. */
export async function sayWhatIsDifferent(page: Page) {
	const fields = page.getByLabel('What is different about yours?');
	const count = await fields.count();
	if (count === 0) return;
	for (let i = 0; i < count; i++) await fields.nth(i).fill('Other families, at another school.');
	await page.getByRole('button', { name: 'Save what is different' }).click();
	await page.getByRole('button', { name: 'Submit the proposal' }).waitFor();
}

/** Answers questions of one answer each. */
export async function answer(page: Page, answers: readonly (readonly [question: string, answer: string])[]) {
	for (const [question, answer] of answers) {
		await page.getByRole('radiogroup', { name: question }).getByLabel(answer, { exact: true }).check();
	}
}
