import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const fixture = new URL('../fixtures/tools.csv', import.meta.url).pathname;

async function noSideways(page: Page) {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}

/** Rows of the table of one kind in the report. */
const kind = (page: Page, name: string) => page.getByRole('region', { name: `${name}, table` });

test('the office imports its list, and again; a teacher finds a tool by another spelling; two are joined', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/tools');
	await admin.getByRole('link', { name: 'Import a list' }).first().click();
	await admin.getByRole('button', { name: 'Check the list' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('The list is empty');

	await admin.getByLabel('File').setInputFiles(fixture);
	await admin.getByRole('button', { name: 'Check the list' }).click();
	await expect(admin.getByRole('heading', { name: /^8 rows: 5 new/ })).toBeVisible();
	await expect(admin.getByLabel('What “Supplier” is')).toHaveValue('vendor');
	await expect(admin.getByLabel('What “Cost centre” is')).toHaveValue('');
	await expect(kind(admin, 'Not right, and left out').getByRole('row', { name: /Sum Sprint/ })).toContainText(
		'A website is a link'
	);
	await expect(kind(admin, 'Not right, and left out')).toContainText('It has no name');
	await expect(kind(admin, 'Twice in the list').getByRole('row', { name: /SLATE-SCRIBE/ })).toContainText(
		'The same tool as row 2'
	);
	await expectAccessible(admin);

	// A column is corrected: without its description as what it does, nothing else changes.
	await admin.getByLabel('What “Description” is').selectOption({ label: 'Vendor' });
	await admin.getByRole('button', { name: 'Check it again' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('Two columns cannot both be “Vendor”');
	await admin.getByLabel('What “Description” is').selectOption({ label: 'What it does' });
	await admin.getByRole('button', { name: 'Check the list' }).click();
	// What is imported is what was looked at.
	const list = admin.getByLabel('Or paste the lines here');
	await expect(admin.getByRole('button', { name: 'Import 5 new tools' })).toBeVisible();
	const text = await list.inputValue();
	await list.fill(`${text}\nLast Minute;;;;`);
	await admin.getByRole('button', { name: 'Import 5 new tools' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('not the one that was checked');
	await list.fill(text);
	await admin.getByRole('button', { name: 'Check it again' }).click();
	await admin.getByRole('button', { name: 'Import 5 new tools' }).click();
	await expect(admin.getByRole('status').first()).toContainText('5 tools are new and proposed');

	// It is found by another spelling, also by a slip of the keyboard.
	const found = admin.getByRole('region', { name: 'Tools, table' }).getByRole('rowheader');
	await admin.getByRole('searchbox', { name: /^Name, earlier/ }).fill('slatescribe');
	await admin.getByRole('button', { name: 'Search' }).click();
	await expect(found).toHaveText(['Slate Scribe']);
	await admin.getByRole('searchbox', { name: /^Name, earlier/ }).fill('slate scrybe');
	await admin.getByRole('button', { name: 'Search' }).click();
	await admin.waitForURL(/scrybe/);
	await expect(found).toHaveText(['Slate Scribe']);

	// The same list again changes nothing.
	await admin.goto('/tools/import');
	await admin.getByLabel('File').setInputFiles(fixture);
	await admin.getByRole('button', { name: 'Check the list' }).click();
	await expect(
		admin.getByRole('heading', { name: /^8 rows: 0 new, 0 with blanks to fill, 5 known/ })
	).toBeVisible();
	await expect(admin.getByRole('button', { name: /^Import/ })).toHaveCount(0);

	const teacher = await as(browser, 'teacher', '/tools');
	await expect(teacher.getByRole('link', { name: 'Import a list' })).toHaveCount(0);
	const rows = teacher.getByRole('region', { name: 'Tools, table' }).getByRole('rowheader');
	await teacher.goto('/tools?q=LUMIERE-LEXICO');
	await expect(rows).toHaveText(['Lumière Léxico']);
	await expectAccessible(teacher);
	const file = await teacher.request.get('/tools/csv?q=lumiere');
	expect(file.headers()['content-type']).toContain('text/csv');
	expect((await file.text()).split('\r\n')[1]).toContain('Lumière Léxico');
	await teacher.goto('/tools?q=zeppelin');
	await expect(teacher.getByRole('heading', { name: 'No tool answers to that' })).toBeVisible();

	// Two that are nearly alike are joined, with a reason.
	await admin.goto('/tools/duplicates');
	await expectAccessible(admin);
	const pair = admin
		.locator('.card')
		.filter({ has: admin.getByRole('heading', { level: 2, name: /^Meadow Tutoring/ }) });
	await pair.getByRole('button', { name: 'Join them' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('Say why they are the same');
	await pair.getByRole('radio', { name: 'Meadow Tutoring', exact: true }).check();
	await pair.getByLabel('Why they are the same').fill('The vendor’s invoice has both.');
	await pair.getByRole('button', { name: 'Join them' }).click();
	await expect(admin.getByRole('status').first()).toContainText('They are one tool now');
	await expect(admin.getByRole('heading', { level: 2, name: /^Meadow Tutoring/ })).toHaveCount(0);
	await teacher.goto('/tools?q=meadow-tutorings');
	await expect(rows).toHaveText([/^Meadow Tutoring\s*also Meadow Tutorings$/]);

	for (const width of [390, 320]) {
		for (const page of [teacher, admin]) await page.setViewportSize({ width, height: 800 });
		await noSideways(teacher);
		for (const path of ['/tools', '/tools/import', '/tools/duplicates']) {
			await admin.goto(path);
			await noSideways(admin);
		}
	}
	await teacher.goto('/tools/import');
	await expect(teacher.getByRole('main')).toContainText('for the admin');
});

test('a list is imported without JavaScript', async ({ browser }) => {
	const signed = await as(browser, 'admin');
	const context = await browser.newContext({
		storageState: await signed.context().storageState(),
		javaScriptEnabled: false
	});
	const page = await context.newPage();
	await page.goto('/tools/import');
	await page.getByLabel('File').setInputFiles({
		name: 'tools.tsv',
		mimeType: 'text/tab-separated-values',
		buffer: Buffer.from('What\tWho\nOrchard Timer\tGrove\n', 'utf8')
	});
	await page.getByRole('button', { name: 'Check the list' }).click();
	await expect(page.getByRole('main')).toContainText('Say which column has the name');
	await page.getByLabel('What “What” is').selectOption({ label: 'Name' });
	await page.getByLabel('What “Who” is').selectOption({ label: 'Vendor' });
	await page.getByRole('button', { name: 'Check the list' }).click();
	await page.getByRole('button', { name: 'Import 1 new tool' }).click();
	await expect(page.getByRole('main')).toContainText('1 tool is new and proposed');
	await page.goto('/tools?vendor=grove');
	await expect(page.getByRole('rowheader')).toHaveText(['Orchard Timer']);
	await context.close();
});
