import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const TITLE = 'Bus routes planned by AI';

async function pathOf(page: Page): Promise<string> {
	await page.goto(`/search?q=${encodeURIComponent(TITLE)}`);
	const link = page.getByRole('link', { name: TITLE }).first();
	return link.evaluate((found) => new URL((found as HTMLAnchorElement).href).pathname);
}

const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('an adopted pilot is looked at again: drift, history, a review that fails and comes before the cabinet', async ({
	browser
}) => {
	test.slow();
	const member = await as(browser, 'teacher');
	const path = await pathOf(member);
	await member.goto(path);
	const card = member.locator('#monitoring');
	await expect(card).toContainText('every three months');
	await card.getByRole('link', { name: /All reviews/ }).click();
	await expect(member.locator('#reviews')).toContainText('fewer planners open it');
	await expect(member.locator('#drift')).toContainText(/It fell from .*% to .*% since the adoption/);
	await expect(member.getByRole('form', { name: 'Monitoring review' })).toHaveCount(0);
	await expectAccessible(member);
	await member.getByRole('link', { name: 'Results of each wave, and what is still to be logged' }).click();
	await expect(member.getByRole('heading', { name: 'Held' })).toBeVisible();
	await expect(member.getByRole('heading', { name: 'Use against plan' })).toBeVisible();
	await expectAccessible(member);
	await member.setViewportSize({ width: 320, height: 800 });
	await member.emulateMedia({ colorScheme: 'dark' });
	expect(await sideways(member)).toBe(0);
	await expectAccessible(member);

	const sponsor = await as(browser, 'cabinet2', path);
	// The day follows from how often it is monitored: nobody types another.
	await expect(sponsor.getByText('Change the date', { exact: true })).toHaveCount(0);
	await sponsor.goto('/');
	await expect(sponsor.getByRole('main')).toContainText('is it still used as planned');
	await sponsor.goto(`${path}/monitoring#review`);
	const form = sponsor.getByRole('form', { name: 'Monitoring review' });
	await form.getByRole('button', { name: 'Finish the review' }).click();
	await expect(form.getByRole('alert')).toContainText('Choose an answer to each question.');
	await expect(form.getByRole('alert')).toContainText('Choose a verdict');
	await expectAccessible(sponsor);
	for (const fine of await form.getByRole('radio', { name: 'Fine', exact: true }).all()) await fine.check();
	await form.getByRole('radio', { name: 'Something is wrong' }).first().check();
	await form.getByLabel('In words').first().fill('Nobody opens it any more.');
	await form.getByLabel('How it stands').fill('The planners went back to their lists.');
	await form.getByRole('radio', { name: 'Fails' }).check();
	await form.getByRole('button', { name: 'Finish the review' }).click();
	await expect(sponsor.getByRole('status').filter({ hasText: 'on the cabinet’s docket' })).toBeVisible();
	await expect(sponsor.locator('#reviews')).toContainText('The planners went back to their lists.');
	await sponsor.goto(path);
	await expect(sponsor.getByRole('main')).toContainText('Decision');
});

test('the AI office says what a review asks, without script too', async ({ browser }) => {
	const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await bare.goto('/sign-in');
	await bare.locator('button[name=account][value=admin]').click();
	await bare.goto('/admin/monitoring');
	const asked = bare.getByLabel('What is asked');
	await asked.nth(0).fill('');
	await bare.getByRole('button', { name: 'Save as a new version' }).click();
	await expect(bare.getByRole('alert')).toContainText('A question needs words.');
	await asked.nth(0).fill('Is it used as planned?');
	await asked.last().fill('Do families still know of it?');
	await bare.getByRole('button', { name: 'Save as a new version' }).click();
	await expect(bare.getByText('The questions are saved.')).toBeVisible();
	await expect(bare.getByRole('heading', { name: 'Version 2' })).toBeVisible();
	const admin = await as(browser, 'admin', '/admin/monitoring');
	await expectAccessible(admin);
});
