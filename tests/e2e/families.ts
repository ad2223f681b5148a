import { expect, type Page } from '@playwright/test';

const yesterday = () => new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);

/** The team settles everything that the pilot's tier asks for students and families, one after another. */
export async function settlesFamilies(page: Page, pilot: string) {
	await page.goto(`/pilots/${pilot}/safeguards`);
	const missing = page.locator('[id^=family-]').filter({ hasText: 'Missing' });
	await expect(missing.first()).toBeVisible();
	for (let left = await missing.count(); left > 0; left -= 1) {
		const card = page.locator(`#${await missing.first().getAttribute('id')}`);
		await card.locator('summary', { hasText: 'Settle it' }).click();
		const form = card.locator('form');
		for (const choice of await form.getByRole('radiogroup').all())
			await choice.getByRole('radio').first().check();
		for (const words of await form.locator('textarea, input[type=text]').all())
			await words.fill('English, Spanish');
		for (const day of await form.locator('input[type=date]').all()) await day.fill(yesterday());
		for (const link of await form.locator('input[type=url]').all())
			await link.fill('https://district.example/families');
		await form.getByRole('button', { name: 'Save' }).click();
		await expect(missing).toHaveCount(left - 1);
	}
}
