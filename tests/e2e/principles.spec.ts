import { expect, type Page } from '@playwright/test';
import { answersPrinciples } from './answers.ts';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { propose } from './proposal.ts';

async function noSideways(page: Page) {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}

test('a lead answers the principles, a reviewer marks one, and an answer that changes leaves the mark behind', async ({
	browser
}) => {
	const teacher = await as(browser, 'teacher');
	const pilot = await propose(teacher, 'Stories that a class writes together');
	await answersPrinciples(teacher, pilot);
	await expectAccessible(teacher);

	const reviewer = await as(browser, 'reviewer', `/pilots/${pilot}/principles`);
	await expect(reviewer.getByRole('main')).toContainText('A teacher looks at all of it');
	await reviewer.getByText('Mark this answer').first().click();
	await reviewer.getByLabel('Needs work').first().check();
	await reviewer.getByRole('button', { name: 'Save the mark' }).first().click();
	// Without a note nobody knows what to mend, and the mark that was chosen stays.
	await expect(reviewer.getByRole('alert').first()).toContainText('Say what is missing');
	await expect(reviewer.getByLabel('Needs work').first()).toBeChecked();
	await reviewer.getByLabel('What is missing').first().fill('Who looks at it in summer?');
	await reviewer.getByRole('button', { name: 'Save the mark' }).first().click();
	await expect(reviewer.getByText('Who looks at it in summer?').first()).toBeVisible();
	await expectAccessible(reviewer);

	await teacher.goto(`/pilots/${pilot}/principles`);
	await expect(teacher.getByRole('main')).toContainText('Who looks at it in summer?');
	await teacher
		.getByLabel('Your answer to P1')
		.fill('A teacher looks at all of it, and in summer nobody uses it.');
	await teacher.getByRole('button', { name: 'Save the answers' }).click();
	await expect(teacher.getByText('of an earlier answer')).toBeVisible();
	await teacher.setViewportSize({ width: 320, height: 700 });
	await noSideways(teacher);

	// What the principles ever changed stands on their page, and that one never did is said as plainly.
	await reviewer.goto('/principles');
	await expect(reviewer.locator('#P2')).toContainText('Face recognition at school entrances');
	await expect(reviewer.locator('#P1')).toContainText('No pilot was ever sent back');
	await expectAccessible(reviewer);
});

test('a typo in a policy is corrected and keeps acknowledgements; a new version asks again, and says why', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/admin/policies');
	await admin.getByRole('link', { name: 'Write a policy' }).click();
	await admin.getByLabel('Title').fill('Recordings in class');
	await admin.getByLabel('Text', { exact: true }).fill('Nobody is recorderd without being asked.');
	await admin.getByRole('button', { name: 'Save the draft' }).click();
	await expect(admin.getByText('The draft is saved.')).toBeVisible();
	const policy = new URL(admin.url()).pathname.split('/').at(-1)!;
	await admin.getByRole('button', { name: 'Publish' }).click();
	await expect(admin.getByText('Those whom it is for are asked')).toBeVisible();
	await expectAccessible(admin);

	const teacher = await as(browser, 'teacher', '/');
	await teacher.getByRole('link', { name: 'Recordings in class' }).first().click();
	await expect(teacher.getByRole('main')).toContainText('recorderd');
	await expectAccessible(teacher);
	await teacher.getByRole('button', { name: 'I have read it and work by it' }).click();
	await expect(teacher.getByText('You acknowledged it')).toBeVisible();

	await admin.getByLabel('Text', { exact: true }).fill('Nobody is recorded without being asked.');
	await admin.getByRole('button', { name: 'Save the draft' }).click();
	await expect(admin.getByText('The draft is saved.')).toBeVisible();
	await admin.getByLabel('A correction').check();
	await admin.getByLabel('What changed, and why').fill('A typo.');
	await admin.getByRole('button', { name: 'Publish' }).click();
	await expect(admin.getByText('is not asked again')).toBeVisible();
	await teacher.goto(`/policies/${policy}`);
	await expect(teacher.getByRole('main')).toContainText('Nobody is recorded without');
	await expect(teacher.getByText('You acknowledged it')).toBeVisible();

	await admin.getByLabel('Text', { exact: true }).fill('Nobody is recorded.');
	await admin.getByRole('button', { name: 'Save the draft' }).click();
	await expect(admin.getByText('The draft is saved.')).toBeVisible();
	await admin.getByLabel('A new version').check();
	await admin.getByLabel('What changed, and why').fill('Asking was not enough.');
	await admin.getByRole('button', { name: 'Publish' }).click();
	await expect(admin.getByText('Those whom it is for are asked')).toBeVisible();
	await teacher.reload();
	await expect(teacher.getByRole('main')).toContainText(
		'You acknowledged version 1. Version 2 asks again: Asking was not enough.'
	);
	await teacher.setViewportSize({ width: 320, height: 700 });
	await noSideways(teacher);
});
