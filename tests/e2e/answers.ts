import { expect, type Page } from '@playwright/test';

/** The team answers each guiding principle of the district, from the criterion of the pilot's gate. */
export async function answersPrinciples(page: Page, pilot: string) {
	await page.goto(`/pilots/${pilot}`);
	await page.getByRole('link', { name: 'Answer them' }).first().click();
	const fields = page.getByLabel(/^Your answer to /);
	await expect(fields.first()).toBeVisible();
	const count = await fields.count();
	for (let i = 0; i < count; i++) await fields.nth(i).fill('A teacher looks at all of it before it is used.');
	await page.getByRole('button', { name: 'Save the answers' }).click();
	await expect(page.getByText('The answers are saved.')).toBeVisible();
}
