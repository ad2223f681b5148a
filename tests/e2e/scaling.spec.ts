import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const TITLE = 'Letters to families, drafted by AI';
const DONE = 'Elementary schools, first group';
const FIRST = 'Elementary schools, second group';
const SECOND = 'Middle and high school offices';
const THIRD = 'Attendance office';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const wave = (page: Page, name: string) =>
	page.locator('#waves li.wave').filter({ has: page.getByRole('heading', { name, exact: true }) });
const said = (page: Page, words: string) => page.getByRole('status').filter({ hasText: words });
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.describe.configure({ mode: 'serial' });

async function scalingOf(browser: Browser, account: string): Promise<{ page: Page; path: string }> {
	const page = await as(browser, account);
	await page.goto(`/search?q=${encodeURIComponent(TITLE)}`);
	const link = page.getByRole('link', { name: TITLE }).first();
	const path = await link.evaluate((found) => new URL((found as HTMLAnchorElement).href).pathname);
	await page.goto(`${path}/scaling`);
	return { page, path };
}

test('waves are planned one after the other, held, let go on, and done', async ({ browser }) => {
	test.slow();
	const { page: sponsor, path } = await scalingOf(browser, 'cabinet2');
	await expect(wave(sponsor, DONE)).toContainText('Done');
	await expect(wave(sponsor, FIRST)).toContainText('Running');
	await expect(wave(sponsor, SECOND)).toContainText('letters about discipline');
	await expectAccessible(sponsor);

	// Whoever held it lets it go on, with what has settled it.
	const { page: reviewer } = await scalingOf(browser, 'reviewer');
	const held = wave(reviewer, SECOND);
	await held.getByText('Let it go on', { exact: true }).first().click();
	await held.getByRole('button', { name: 'Let it go on' }).click();
	await expect(held.getByRole('alert')).toContainText('Say what has settled it.');
	await held.getByLabel('What has settled it').fill('The clerks were told, and have the list.');
	await held.getByRole('button', { name: 'Let it go on' }).click();
	await expect(said(reviewer, 'The wave goes on.')).toBeVisible();
	await expect(held).toContainText('Planned');

	// It does not start before its day, nor before the one on which it depends: the form says so, and keeps what was typed.
	await sponsor.reload();
	const second = wave(sponsor, SECOND);
	await expect(second.getByRole('button', { name: 'Start the wave' })).toHaveCount(0);
	await second.getByText('Change it', { exact: true }).click();
	await second.getByLabel('Starts on').fill(inDays(150));
	await second.getByLabel('Ends on').fill(inDays(160));
	await second.getByRole('button', { name: 'Save the wave' }).click();
	await expect(second.getByRole('alert')).toContainText(`“${THIRD}”, which depends on it, starts on`);
	await expect(second.getByLabel('Ends on')).toHaveValue(inDays(160));
	await expectAccessible(sponsor);
	await sponsor.goto(`${path}/scaling`);

	// In another order days stay where they are.
	const order = sponsor.getByRole('form', { name: `Move earlier: ${THIRD}` });
	await order.getByRole('button', { name: 'Move earlier' }).click();
	await expect(said(sponsor, 'The waves are in the new order')).toBeVisible();
	await expect(sponsor.locator('#waves h3').nth(2)).toHaveText(THIRD);

	// Both are taken off the plan, and their sites are suggested anew.
	for (const name of [SECOND, THIRD]) {
		await wave(sponsor, name).getByText('Take it off the plan').click();
		await wave(sponsor, name).getByRole('button', { name: 'Take it off', exact: true }).click();
		await expect(wave(sponsor, name)).toHaveCount(0);
	}
	await sponsor.getByRole('button', { name: 'Suggest waves' }).click();
	await expect(sponsor.locator('#plan')).toContainText('What is suggested');
	await sponsor.getByRole('button', { name: 'Plan these waves' }).click();
	await expect(said(sponsor, 'The waves are planned.')).toBeVisible();
	await expect(wave(sponsor, 'Wave 3')).toContainText('Planned');

	// The first one comes to its last day and is done.
	const first = wave(sponsor, FIRST);
	await first.getByText('Change it', { exact: true }).click();
	await first.getByLabel('Ends on').fill(inDays(0));
	await first.getByRole('button', { name: 'Save the wave' }).click();
	await first.getByRole('button', { name: 'Say that it is done' }).click();
	await expect(first).toContainText('Marcus Webb said that it is done');
	await sponsor.goto(path);
	await expect(sponsor.locator('#scaling')).toContainText('Done');
	await expect(sponsor.getByRole('main')).toContainText('Not done yet: “Wave 3” (planned)');
	for (const name of ['Wave 3', 'Wave 4']) {
		await sponsor.goto(`${path}/scaling`);
		const one = wave(sponsor, name);
		if ((await one.count()) === 0) continue;
		await one.getByText('Take it off the plan').click();
		await one.getByRole('button', { name: 'Take it off', exact: true }).click();
		await expect(one).toHaveCount(0);
	}
	await sponsor.goto(path);
	await expect(sponsor.getByRole('main')).toContainText('2 waves are done.');
});

test('a wave that is due starts by itself; the page works on a phone, in the dark and without script', async ({
	browser
}) => {
	test.slow();
	const { page, path } = await scalingOf(browser, 'admin');
	await page.setViewportSize({ width: 320, height: 800 });
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await sideways(page)).toBe(0);
	await expectAccessible(page);

	const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await bare.goto('/sign-in');
	await bare.locator('button[name=account][value=admin]').click();
	await bare.goto(`${path}/scaling`);
	const form = bare.getByRole('form', { name: 'Plan a wave' });
	await bare.locator('summary', { hasText: 'Plan a wave' }).click();
	await form.getByLabel('Name').fill('One more office');
	await form.getByLabel('Starts on').fill(inDays(0));
	await form.getByLabel('Ends on').fill(inDays(30));
	await form.getByLabel('Transportation').check();
	await form.getByRole('button', { name: 'Plan the wave' }).click();
	await expect(bare.getByText('The wave is planned.')).toBeVisible();
	await expect(async () => {
		await bare.reload();
		await expect(wave(bare, 'One more office')).toContainText('It started by itself', { timeout: 500 });
	}).toPass({ timeout: 20_000 });
});
