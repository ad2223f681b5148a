// Results that are read from a file of raw rows: in the browser, with nothing but sums of groups sent.
import { existsSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const PILOT = 'Reading lessons by television in grades 1 to 4';
const METRICS = ['Unit assessment score', 'Skill builder completion', 'Students who passed the unit'];
const here = (path: string) => new URL(path, import.meta.url).pathname;
const fixture = (name: string) => here(`../fixtures/${name}`);

/** The pilot's address, and a page of somebody on its evidence. */
async function evidenceOf(browser: Browser, account: string): Promise<{ page: Page; pilot: string }> {
	const page = await as(browser, account, '/pipeline');
	const href = await page.getByRole('link', { name: PILOT }).first().getAttribute('href');
	const pilot = new URL(href!, page.url()).pathname;
	await page.goto(`${pilot}/evidence`);
	return { page, pilot };
}

/** The evaluator adds outcomes to the plan, the first of them as its primary one. */
async function amend(page: Page, pilot: string): Promise<void> {
	await page.goto(`${pilot}/plan?amend=1`);
	// Once for all journeys of the file.
	if ((await page.locator('[name=goal-1-metric_id]').count()) > 0) return;
	const { status, text } = await page.evaluate(async (names) => {
		const form = document.querySelector<HTMLFormElement>('form[action*=amend]')!;
		const options = [...form.querySelectorAll<HTMLOptionElement>('[name=goal-0-metric_id] option')];
		const data = new FormData(form);
		data.set('goal-0-role', 'secondary');
		names.forEach((name, i) => {
			const row = `goal-${i + 1}`;
			data.set(`${row}-metric_id`, options.find((option) => option.text.startsWith(name))!.value);
			data.set(`${row}-objective_id`, String(data.get('goal-0-objective_id')));
			data.set(`${row}-role`, i === 0 ? 'primary' : 'secondary');
			data.set(`${row}-minimum_effect`, '0.05');
			for (const field of ['target', 'planned_sd', 'guardrail_limit', 'margin'])
				data.set(`${row}-${field}`, '');
		});
		data.set('rows', String(names.length + 1));
		data.set('reason', 'More is measured than was planned.');
		const answer = await fetch(form.action, { method: 'POST', body: data, headers: { accept: 'text/html' } });
		return { status: answer.status, text: await answer.text() };
	}, METRICS);
	expect(status, text.slice(0, 2000)).toBe(200);
}

async function open(page: Page, pilot: string, metric: string, path: string): Promise<void> {
	await page.goto(`${pilot}/import`);
	await page.getByRole('link', { name: metric, exact: true }).click();
	await expect(page.getByText(`What was measured: ${metric}`)).toHaveCount(0);
	await page.locator('#import-file').setInputFiles(path);
	await expect(page.getByText(`What was measured: ${metric}`)).toBeVisible();
}

const addUp = (page: Page) => page.getByRole('button', { name: 'Add up the groups' }).click();
const send = (page: Page, count: number) =>
	page.getByRole('button', { name: new RegExp(`Send ${count}.group`) }).click();
const card = (page: Page, name: string) =>
	page.locator('section.card').filter({ has: page.getByRole('heading', { name, level: 2, exact: true }) });

test('raw rows are read in the browser, only sums are sent, and the evidence shows the published figures', async ({
	browser
}) => {
	const { page, pilot } = await evidenceOf(browser, 'evaluator');
	await amend(page, pilot);
	const bodies: string[] = [];
	page.on('request', (request) => void bodies.push(request.postData() ?? ''));

	await open(page, pilot, 'Skill builder completion', fixture('assistments.csv'));
	await expect(page.getByRole('main')).toContainText('“user_id”: it tells who somebody is');
	await expect(page.locator('#import-column-outcome')).toHaveValue('completion');
	await expect(page.locator('#import-column-outcome option', { hasText: 'user_id' })).toBeDisabled();
	await expect(page.getByLabel('“TRUE” in “video” stands for')).toHaveValue('pilot');
	await addUp(page);
	await expect(page.getByRole('main')).toContainText('Welch’s t = 1.3383, df = 680.94, p = 0.1812');
	await expect(page.getByRole('img', { name: /in ten steps: 132, 0.*, 205/ })).toBeVisible();
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 800 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.setViewportSize({ width: 1280, height: 900 });

	// The answer is lost on the way: what is sent again is logged once.
	await page.route('**/import?/send', async (route) => {
		await route.fetch();
		await route.abort();
	});
	await send(page, 2);
	await expect(page.getByRole('alert')).toContainText('Nothing is lost here');
	await page.unroute('**/import?/send');
	await send(page, 2);
	await expect(page.getByRole('main')).toContainText('logged already, and stand once');
	const sent = bodies.filter((body) => body.includes('metric_id'));
	expect(Math.max(...sent.map(({ length }) => length))).toBeLessThan(5_000);
	const shown = card(page, 'Skill builder completion');
	await expect(shown).toContainText('0.0505, interval −0.0236 to 0.1246');
	await expect(shown).toContainText('t = 1.3383, 680.94 degrees of freedom, p = 0.1812');

	// The next file of the kind is mapped at once; the same period again is refused, at its group.
	await open(page, pilot, 'Skill builder completion', fixture('assistments.csv'));
	await expect(page.getByRole('main')).toContainText(/Mapped as on .* by Priya Raman/);
	await page.locator('#import-period').fill('End of year');
	await addUp(page);
	await send(page, 2);
	await expect(page.getByRole('alert')).toContainText('2\u00a0groups were refused');
	await expect(page.getByRole('row', { name: /^Pilot Refused/ })).toContainText('correct that one instead');

	await open(page, pilot, 'Students who passed the unit', fixture('assistments.csv'));
	await addUp(page);
	await send(page, 2);
	await expect(page.getByRole('main')).toContainText('The results of the file are logged');
	await expect(card(page, 'Students who passed the unit')).toContainText('p = 0.1808');
});

test('by keyboard: grades that were not alike before are said before anything else', async ({ browser }) => {
	const { page, pilot } = await evidenceOf(browser, 'evaluator');
	await amend(page, pilot);
	// Nothing is known yet of the outcome that the plan rests on now.
	await page.goto(`${pilot}/evidence`);
	await expect(page.getByRole('main')).not.toContainText('can’t carry a decision');
	await page.goto(`${pilot}/import`);
	await page.getByRole('link', { name: 'Unit assessment score', exact: true }).focus();
	await page.keyboard.press('Enter');
	// The page that comes takes the focus for itself first.
	const chosen = page.getByRole('link', { name: 'Unit assessment score', exact: true });
	await expect(page).toHaveURL(/metric=/);
	await expect(chosen).toHaveAttribute('aria-current', 'page');
	await expect(page.locator('#import-file')).toBeEnabled();
	const choosing = page.waitForEvent('filechooser');
	await page.locator('#import-file').press('Enter');
	await (await choosing).setFiles(fixture('electric-company.csv'));
	await expect(page.getByRole('group', { name: 'What was found' })).toBeFocused();
	await page.getByRole('button', { name: 'Add up the groups' }).focus();
	await page.locator('#import-period').fill('');
	await page.getByRole('button', { name: 'Add up the groups' }).press('Enter');
	await expect(page.getByRole('alert')).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.locator('#import-period')).toBeFocused();
	await page.keyboard.type('End of year');
	await page.getByRole('button', { name: 'Add up the groups' }).press('Enter');
	await expect(page.getByRole('group', { name: 'The groups', exact: true })).toBeFocused();
	await page.getByRole('button', { name: /Send 16/ }).press('Enter');
	await expect(page.getByRole('main')).toContainText('The results of the file are logged');
	const first = page.getByRole('main').locator('section').first();
	await expect(first).toContainText('can’t carry a decision');
	await expect(first).toContainText('0.42 standard deviations ahead of the comparison in grade 2');
	await expect(first).toContainText('0.36 ahead in grade 4');
	await expect(page.getByRole('img', { name: /Unit assessment score/ }).first()).toBeVisible();
});

test('what cannot be read is refused in words, and whoever logs nothing is told so', async ({ browser }) => {
	const { page, pilot } = await evidenceOf(browser, 'evaluator');
	const folder = mkdtempSync(join(tmpdir(), 'pilotage-files-'));
	const huge = join(folder, 'huge.csv');
	writeFileSync(huge, 'arm,score\n');
	truncateSync(huge, 300_000_001);
	const fixed = join(folder, 'mainframe.txt');
	writeFileSync(
		fixed,
		'NAME      ARM         SCORE\nA         pilot          12\nB         comparison      9\n'
	);
	await page.getByRole('link', { name: 'Paste from a spreadsheet' }).click();
	await expect(page.getByLabel('Cells, with the row of their names')).toBeFocused();
	for (const [path, words] of [
		[huge, '300\u00a0MB can be read'],
		[fixed, 'lined up with blanks']
	] as const) {
		await page.locator('#import-file').setInputFiles(path);
		await expect(page.getByRole('alert')).toContainText(words);
	}
	// Cells of a spreadsheet: small groups are held back here, and never sent.
	const cells = Array.from(
		{ length: 12 },
		(_, i) => `${i < 9 ? 'pilot' : 'control'}\t${i === 4 ? 'sick' : 60 + i}`
	);
	await page.getByLabel('Cells, with the row of their names').fill(['group\tscore', ...cells].join('\n'));
	await page.getByRole('button', { name: 'Read the cells' }).click();
	await addUp(page);
	const main = page.getByRole('main');
	await expect(main).toContainText('fewer than 10 in this group');
	await expect(main).toContainText('Row 6, “score”: words where a number is expected.');
	await expect(main).toContainText('There is nothing to send');

	const member = await as(browser, 'teacher', `${pilot}/import`);
	await expect(member.getByRole('main')).toContainText('logged by the pilot’s evaluator, its lead');
	const still = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await page.context().storageState(),
		baseURL: new URL(page.url()).origin
	});
	const quiet = await still.newPage();
	await quiet.goto(`${pilot}/import`);
	await quiet.getByRole('link', { name: 'log each group by the form' }).click();
	await expect(quiet).toHaveURL(/evidence\?metric=.*#log$/);
	await still.close();
});

test('spreadsheets as schools have them are mapped, or held back with a reason', async ({ browser }) => {
	const beside = here('../../../shared/data/spreadsheets/');
	test.skip(!existsSync(beside), 'No ../shared/data beside the checkout: its spreadsheets were not read.');
	const { page, pilot } = await evidenceOf(browser, 'evaluator');
	await page.goto(`${pilot}/import`);
	await page.locator('#import-file').setInputFiles(`${beside}teacher-gradebook.xlsx`);
	const main = page.getByRole('main');
	await expect(main).toContainText('63, named in row 11');
	await expect(page.locator('#import-column-outcome')).toHaveValue('Running Average');
	await addUp(page);
	await expect(main).toContainText('25\u00a0rows of 25 in 1\u00a0group');
	await page.locator('#import-file').setInputFiles(`${beside}i-ready-ela.csv`);
	await expect(main).toContainText('65, named in row 1');
	await addUp(page);
	await expect(main).toContainText('so it is never sent');
});
