import { expect, type Page } from '@playwright/test';

/** Answers every question of a review with yes, with the note or link that a yes needs, and in words where words are asked for. */
export async function answerAll(page: Page): Promise<void> {
	await page.getByRole('heading', { name: /^Review for/ }).waitFor();
	for (const group of await page.getByRole('radiogroup').all())
		await group.getByLabel('Yes', { exact: true }).check();
	for (const words of await page.locator('textarea[name^="answer."]').all())
		await words.fill('As the proposal says.');
	for (const note of await page.locator('textarea[name^="note."][required]').all())
		await note.fill('Looked at with the vendor.');
	for (const link of await page.locator('input[name^="link."][required]').all())
		await link.fill('https://vendor.example/report');
}

/** Answers a review that is open, states no interest and signs. */
export async function signReview(page: Page): Promise<void> {
	await answerAll(page);
	await page.locator('[name=no_interest]').check();
	await page.getByRole('button', { name: /^Sign for/ }).click();
	await expect(page.getByText('Signed. Thank you.')).toBeVisible();
}
