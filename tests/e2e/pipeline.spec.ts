import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

const rows = (page: Page) => page.getByRole('table').locator('tbody tr');
const title = 'Face recognition at school entrances';
/** Nobody else's, whatever an earlier run left behind. */
const own = (name: string) => `${name} ${Date.now()}`;

test('somebody finds pilots by keyboard, sorts them, takes them along and keeps the view', async ({
	browser
}) => {
	test.slow();
	const page = await as(browser, 'cabinet');
	await page.goto('/pipeline');
	await expectAccessible(page);

	const words = page.getByRole('searchbox', { name: /Title, problem/ });
	await words.focus();
	await page.keyboard.type('entrance');
	await page.keyboard.press('Enter');
	await page.waitForURL(/q=entrance/);
	await expect(words).toBeFocused();
	await expect(page.getByRole('status').filter({ hasText: /^1 pilot/ })).toBeVisible();

	// A slip of the keyboard finds what comes near, and says so.
	await words.fill('recogniton');
	await page.keyboard.press('Enter');
	await expect(page.getByText('these come near')).toBeVisible();

	await page.getByRole('link', { name: 'List', exact: true }).click();
	await expect(rows(page)).toHaveCount(1);
	await expect(rows(page)).toContainText(title);
	await page.getByRole('link', { name: 'Clear', exact: true }).click();
	await expect(rows(page)).not.toHaveCount(1);
	await page.getByRole('link', { name: 'Number' }).click();
	await expect(page.getByRole('columnheader', { name: 'Number' })).toHaveAttribute('aria-sort', 'ascending');
	const first = await rows(page).first().textContent();
	await page.getByRole('link', { name: 'Number' }).click();
	await expect(page.getByRole('columnheader', { name: 'Number' })).toHaveAttribute('aria-sort', 'descending');
	expect(await rows(page).first().textContent()).not.toBe(first);

	await page.getByText('Columns', { exact: true }).click();
	await page.getByLabel('Once').check();
	await page.getByLabel('Sites').uncheck();
	await page.getByRole('button', { name: 'Show these columns' }).click();
	await expect(page.getByRole('columnheader', { name: 'Once' })).toBeVisible();
	await expect(page.getByRole('columnheader', { name: 'Sites' })).toHaveCount(0);
	await expectAccessible(page);

	const coming = page.waitForEvent('download');
	await page.getByRole('link', { name: /CSV of these/ }).click();
	const file = await readFile(await (await coming).path(), 'utf8');
	const lines = file.trim().split('\r\n');
	expect(lines[0]).toMatch(/^Number,Pilot,Stage,.*Once/);
	expect(lines).toHaveLength(1 + (await rows(page).count()));
	expect(file).toContain(title);

	const view = own('By number');
	await page.locator('.views > summary').click();
	await page.getByLabel('Save what you see as a view').fill(view);
	await page.getByRole('button', { name: 'Save view' }).click();
	await expect(page.getByText('The view is saved.')).toBeVisible();
	await page.goto('/pipeline');
	await page.locator('.views > summary').click();
	await expectAccessible(page);
	await page.getByRole('link', { name: view }).click();
	await expect(page.getByRole('columnheader', { name: 'Number' })).toHaveAttribute('aria-sort', 'descending');

	// The address wins over the view, and what makes no sense is told.
	await page.goto(`${page.url()}&sort=title&site=nowhere`);
	await expect(page.getByRole('columnheader', { name: 'Pilot' })).toHaveAttribute('aria-sort', 'ascending');
	await expect(page.getByText('“nowhere” is nothing that site can be.')).toBeVisible();

	await page.locator('.views > summary').click();
	// What differs from the view is offered to be saved with it: that part stands open.
	await expect(page.getByRole('button', { name: 'Save with these filters' })).toBeVisible();
	await page.getByRole('button', { name: 'Delete this view' }).click();
	await expect(page.getByText('The view is deleted.')).toBeVisible();
});

test('without script the form, the groups and the views do the same', async ({ browser }) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 390, height: 800 }
	});
	const page = await context.newPage();
	await signIn(page, 'admin');
	await page.goto('/pipeline');
	await page.getByText('More filters').click();
	await page.getByLabel('Sunset').check();
	await page.getByLabel('Declined').check();
	await page.getByLabel('Groups').selectOption('site');
	await page.getByRole('button', { name: 'Apply' }).click();
	await expect(page.getByRole('link', { name: /Without Stage: Sunset, Declined/ })).toBeVisible();
	await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
	await expect(page.getByRole('link', { name: title }).first()).toBeVisible();

	const view = own('Over');
	await page.locator('.views > summary').click();
	await page.getByLabel('Save what you see as a view').fill(view);
	await page.getByRole('button', { name: 'Save view' }).click();
	await expect(page.getByText('The view is saved.')).toBeVisible();
	await expect(page.getByRole('link', { name: /Without Stage: Sunset, Declined/ })).toBeVisible();
	await page.locator('.views > summary').click();
	await page.getByRole('button', { name: 'Open the pipeline with this view' }).click();
	await page.goto('/pipeline');
	await expect(page.getByRole('link', { name: /Without Stage: Sunset, Declined/ })).toBeVisible();
	await page.getByRole('link', { name: 'Clear', exact: true }).click();
	await expect(page.getByRole('link', { name: /Without Stage/ })).toHaveCount(0);

	// A name that is taken is told beside the field, and what was typed stays.
	await page.locator('.views > summary').click();
	await page.getByLabel('Save what you see as a view').fill(view.toUpperCase());
	await page.getByRole('button', { name: 'Save view' }).click();
	await expect(page.getByText(`You have a view called “${view.toUpperCase()}” already.`)).toBeVisible();
	await expect(page.getByLabel('Save what you see as a view')).toHaveValue(view.toUpperCase());

	await page.goto('/pipeline');
	await page.locator('.views > summary').click();
	await page.getByText(`Change “${view}”`).click();
	await page.getByRole('button', { name: 'Delete this view' }).click();
	await expect(page.getByText('The view is deleted.')).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	await context.close();
});
