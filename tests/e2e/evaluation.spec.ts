import { expect, type Browser, type Page } from '@playwright/test';
import { DEMONSTRATION_PASSWORD, demonstrationEmail } from '../../src/lib/people/demonstration.ts';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { fillReport } from './report.ts';
import { signedIn } from './routes.ts';

const RUNNING = 'Reading lessons by television in grades 1 to 4';
const SUMMARY = 'Classes that watched read better in grades 1 and 3.';
const REASONS = 'Grades 2 and 4 were not alike at the start, and the report rests on all four.';

let pilot: string;

test.describe.configure({ mode: 'serial' });

async function onPilot(browser: Browser, account: string, path = ''): Promise<Page> {
	const page = await as(browser, account, '/pipeline');
	pilot ??= (await page.getByRole('link', { name: RUNNING }).first().getAttribute('href'))!.match(
		/[0-9a-f-]{36}/
	)![0];
	await page.goto(`/pilots/${pilot}${path}`);
	return page;
}

/** A colleague of the evaluator, who signs in with an address and a password. */
async function asOwen(browser: Browser, path: string): Promise<Page> {
	const context = await browser.newContext();
	await signedIn(context.request, demonstrationEmail('evaluator2'), DEMONSTRATION_PASSWORD);
	const page = await context.newPage();
	await page.goto(path);
	return page;
}

const saved = (page: Page) => expect(page.getByRole('main').getByText(/^Saved \d\d:\d\d$/)).toBeVisible();

test('the evaluator’s draft survives a reload, and neither of two pages loses its words', async ({
	browser
}) => {
	const page = await onPilot(browser, 'evaluator', '/evaluation');
	await page.locator('[name=summary]').fill('A Friday afternoon’s first words.');
	await page.locator('[name="factor:competing priorities"][value=hindered]').check();
	await page.locator('[name="note:competing priorities"]').fill('State tests in May.');
	await saved(page);
	await page.reload();
	await expect(page.locator('[name=summary]')).toHaveValue('A Friday afternoon’s first words.');
	await expect(page.locator('[name="factor:competing priorities"][value=hindered]')).toBeChecked();
	await expect(page.locator('[name="note:competing priorities"]')).toHaveValue('State tests in May.');
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'light' });

	// Written on from a second page, neither version is lost.
	const other = await onPilot(browser, 'evaluator', '/evaluation');
	// It says that it is saved from the start, and hears what is typed once its script runs.
	await expect(async () => {
		const sent = other.waitForResponse('**/evaluation/draft', { timeout: 8_000 });
		await other.locator('[name=findings]').fill('From the other page.');
		await sent;
	}).toPass();
	await saved(other);
	await page.locator('[name=limits]').fill('One year.');
	await expect(page.getByRole('main')).toContainText('This draft was saved from another page meanwhile');
	await page.getByRole('button', { name: 'Take the saved one' }).click();
	await expect(page.locator('[name=findings]')).toHaveValue('From the other page.');
	await other.close();

	await page.getByRole('button', { name: 'Submit the evaluation' }).click();
	await expect(page.getByRole('alert')).toContainText('Rate “Adoption”, or choose “Not observed”.');
	await expect(page.locator('[name=findings]')).toHaveValue('From the other page.');
	await expectAccessible(page);
});

test('the report is submitted with the evidence frozen, and a second evaluator is asked', async ({
	browser
}) => {
	const page = await onPilot(browser, 'evaluator', '/evaluation');
	await expect(page.locator('[name=findings]')).toHaveValue('From the other page.');
	await fillReport(page, SUMMARY, 'extend');
	await page.locator('[name="factor:competing priorities"][value=hindered]').check();
	await page.locator('[name="note:competing priorities"]').fill('State tests in May.');
	await page.getByRole('button', { name: 'Submit the evaluation' }).click();
	const main = page.getByRole('main');
	await expect(main).toContainText('Your evaluation is submitted, and the evidence is frozen with it.');
	await expect(main).toContainText(SUMMARY);
	await expect(main.getByRole('row', { name: /Competing priorities/ })).toContainText('State tests in May.');
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 800 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.setViewportSize({ width: 1280, height: 800 });

	await page
		.getByLabel('Ask for a second opinion')
		.selectOption({ label: 'Owen Hart, Research and assessment' });
	await page.getByRole('button', { name: 'Ask them' }).click();
	await expect(page.locator('#second')).toContainText(
		'Owen Hart is asked for a second opinion by Priya Raman'
	);
});

test('a second evaluator finds it, reads the evidence as it was, and disagrees with reasons', async ({
	browser
}) => {
	const page = await asOwen(browser, '/');
	const line = page.getByRole('listitem').filter({ hasText: 'Give a second opinion on the evaluation of' });
	await line.getByRole('link', { name: RUNNING, exact: true }).click();
	await expect(page.locator('#review')).toContainText('Do you agree with the evaluation?');
	await page.getByRole('link', { name: /The evidence as it was on/ }).click();
	await expect(page.getByRole('main')).toContainText('Nothing has changed since');
	await expect(page.getByRole('main')).toContainText('Reading assessment score');
	await expectAccessible(page);
	await page.goBack();

	await page.locator('[name=verdict][value=disagree]').check();
	await page.getByRole('button', { name: 'Give your second opinion' }).click();
	await expect(page.getByRole('alert')).toContainText('Give the reasons why you disagree.');
	await expect(page.locator('[name=verdict][value=disagree]')).toBeChecked();
	await page.locator('[name=remarks]').fill(REASONS);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Give your second opinion' }).click();
	await expect(page.locator('#second')).toContainText(REASONS);
	await expect(page.locator('#review')).toHaveCount(0);
});

test('the cabinet reads both on the brief, and anybody the whole report', async ({ browser }) => {
	const page = await onPilot(browser, 'cabinet', '/vote');
	const says = page.getByRole('main');
	await expect(says).toContainText(SUMMARY);
	await expect(says).toContainText('Hindered: competing priorities.');
	await expect(says).toContainText('Owen Hart disagrees with the evaluation');
	await expect(says).toContainText(REASONS);
	await expectAccessible(page);
	await page.getByRole('link', { name: 'The whole report' }).click();
	await expect(page.getByRole('main')).toContainText('What was measured, outcome by outcome.');

	const reader = await onPilot(browser, 'teacher', '/evidence');
	await expect(reader.locator('#evaluation')).toContainText('Owen Hart disagrees with the evaluation.');
	await reader.locator('#evaluation').getByRole('link', { name: 'Read the report' }).click();
	await expect(reader.locator('#second')).toContainText(REASONS);
	await expect(reader.locator('[name=person]')).toHaveCount(0);
	await expect(reader.getByRole('link', { name: 'Write a new version' })).toHaveCount(0);
});

test('a new version needs a new opinion, and works without a script', async ({ browser }) => {
	const page = await onPilot(browser, 'evaluator', '/evaluation');
	const still = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await page.context().storageState(),
		baseURL: new URL(page.url()).origin
	});
	const quiet = await still.newPage();
	await quiet.goto(`/pilots/${pilot}/evaluation?write=1`);
	await expect(quiet.locator('[name=summary]')).toHaveValue(SUMMARY);
	await quiet.locator('[name=limits]').fill('Grades 2 and 4 were not alike at the start.');
	await quiet.getByRole('button', { name: 'Save the draft' }).click();
	await expect(quiet.getByRole('main')).toContainText('The draft is saved.');
	await expect(quiet.locator('[name=limits]')).toHaveValue('Grades 2 and 4 were not alike at the start.');
	await quiet.getByRole('button', { name: 'Submit a new version' }).click();
	const main = quiet.getByRole('main');
	await expect(main).toContainText('Grades 2 and 4 were not alike at the start.');
	await expect(quiet.locator('#second')).toContainText('Owen Hart is asked for a second opinion');
	await expect(main.getByText('of this cycle, Priya Raman recommended to extend')).toBeVisible();
	await still.close();
});
