import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const TITLE = 'Answers to questions about absences';
const DECIDED = 'Automatic calls about absences';
const SAID = 'Bus routes planned by AI';
const DECIDING = 'Video hints in practice';

async function pathOf(page: Page, title: string): Promise<string> {
	await page.goto(`/search?q=${encodeURIComponent(title)}`);
	const link = page.getByRole('link', { name: title }).first();
	return link.evaluate((found) => new URL((found as HTMLAnchorElement).href).pathname);
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('what a district asks before it scales is said, and ticks itself', async ({ browser }) => {
	test.slow();
	const admin = await as(browser, 'admin');
	await admin.goto(`${await pathOf(admin, TITLE)}/contract`);
	const asks = admin.locator('section', { hasText: 'What scaling asks of this' }).last();
	await expect(asks).toContainText('From $100,000 on the board approves it: say on which day it did.');
	await expectAccessible(admin);
	const form = admin.getByRole('form', { name: 'What scaling needs' });
	const day = form.getByLabel('Approved by the board on');
	await day.fill(inDays(3));
	await form.getByLabel('Reference of the board’s approval').fill('Item 9.4');
	await form.getByLabel('What the contract is worth').fill('a lot');
	await form.getByRole('button', { name: 'Save' }).click();
	const alert = admin.getByRole('alert');
	await expect(alert).toContainText('Write an amount in dollars');
	await expect(form.getByLabel('Reference of the board’s approval')).toHaveValue('Item 9.4');
	await form.getByLabel('What the contract is worth').fill('126,000');
	await form.getByRole('button', { name: 'Save' }).click();
	await expect(alert).toContainText('is over or today');
	await expect(day).toHaveValue(inDays(3));
	await expectAccessible(admin);
	await day.fill(inDays(-2));
	await form.getByRole('button', { name: 'Save' }).click();
	await expect(admin.getByRole('status').filter({ hasText: 'What it was before stays' })).toBeVisible();
	await expect(asks).toContainText('Worth $126,000. Approved by the board on');
	await expect(admin.getByText('Reference of the board’s approval: Item 9.4')).toBeVisible();

	// Whoever has nothing to say of it reads it, on a phone in the dark.
	const member = await as(browser, 'teacher');
	await member.setViewportSize({ width: 320, height: 800 });
	await member.emulateMedia({ colorScheme: 'dark' });
	await member.goto(`${await pathOf(member, TITLE)}/contract`);
	await expect(member.getByRole('main')).toContainText('$126,000');
	await expect(member.getByRole('button', { name: 'Save' })).toHaveCount(0);
	expect(await sideways(member)).toBe(0);
	await expectAccessible(member);
});

test('at the decision stands what scaling and extending ask', async ({ browser }) => {
	const page = await as(browser, 'cabinet');
	await page.goto(await pathOf(page, DECIDING));
	const asks = page.getByRole('region', { name: 'What carrying it on asks' });
	await expect(asks).toContainText(/To scale: (all \d+ met|\d+ of \d+ met)\. To extend:/);
	await asks.locator('details > summary').last().click();
	await expect(asks).toContainText('14 families so far.');
	await expect(asks).toContainText('Not extended so far; the district allows 2.');
	await expectAccessible(page);
});

test('the decision log is searched and taken along; the override ledger says why', async ({ browser }) => {
	const page = await as(browser, 'teacher');
	await page.goto('/cabinet');
	await page.getByRole('link', { name: 'Decision log' }).click();
	await expect(page.getByRole('heading', { name: 'Decision log' })).toBeVisible();
	await expectAccessible(page);
	const log = page.getByRole('search', { name: 'Decisions' });
	await log.getByLabel('Outcome').selectOption('sunset');
	await log.getByLabel('Words in title, rationale or reason').fill('bilingual');
	await log.getByRole('button', { name: 'Show' }).click();
	await expect(page).toHaveURL(/q=bilingual/);
	await expect(page.locator('tbody tr')).toHaveCount(1);
	await expect(page.locator('tbody tr')).toContainText(DECIDED);
	await expect(page.locator('tbody tr')).toContainText('Against the majority');
	const file = await page.request.get('/cabinet/decisions/csv?q=bilingual');
	expect(file.headers()['content-type']).toContain('text/csv');
	expect((await file.text()).split('\r\n').filter(Boolean)).toHaveLength(2);
	await page.goto('/cabinet/decisions?q=nobody+ever+wrote+this');
	await expect(page.getByText('None with these filters')).toBeVisible();

	await page.goto('/cabinet/overrides');
	await expect(page.locator('li', { hasText: DECIDED })).toContainText(
		'Two of us would wait for a better voice.'
	);
	await expect(page.locator('li', { hasText: DECIDED })).toContainText('A year has passed.');
	await expect(page.locator('li', { hasText: SAID })).toContainText('It saved 94,000 dollars');
	await expect(page.getByText('That is too few to conclude anything.')).toBeVisible();
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 800 });
	for (const path of ['/cabinet/overrides', '/cabinet/decisions', '/cabinet']) {
		await page.goto(path);
		expect(await sideways(page), path).toBe(0);
	}
});
