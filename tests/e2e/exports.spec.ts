// What is taken along of a pilot's evidence: by whom, with what withheld, and whether it can be computed again.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, type APIRequestContext } from '@playwright/test';
import Papa from 'papaparse';
import { DEMONSTRATION_PASSWORD, demonstrationEmail } from '../../src/lib/people/demonstration.ts';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { signedIn } from './routes.ts';

const read = (text: string) => Papa.parse<Record<string, string>>(text.trimEnd(), { header: true }).data;

const people: Record<string, APIRequestContext> = {};
let pilot: string;

test.beforeAll(async ({ playwright, baseURL }) => {
	for (const account of ['evaluator', 'lead', 'cabinet', 'other']) {
		const context = await playwright.request.newContext({ baseURL: baseURL! });
		people[account] = await signedIn(context, demonstrationEmail(account), DEMONSTRATION_PASSWORD);
	}
	const found = await (await people.evaluator!.get('/pipeline?q=television')).text();
	pilot = /href="[./]*pilots\/([0-9a-f-]{36})"/.exec(found)![1]!;
});

const get = (account: string, file: string) => people[account]!.get(`/api/pilots/${pilot}/${file}`);

function recompute(file: string) {
	const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'recompute', '--', file], {
		encoding: 'utf8'
	});
	return { status, said: `${stdout}${stderr}` };
}

test('files are linked on the evidence page, and kept under their names', async ({ browser }) => {
	const page = await as(browser, 'evaluator', `/pilots/${pilot}/evidence`);
	await expectAccessible(page);
	for (const [link, name] of [
		['Measurements as CSV', /^P-\d{4}-measurements\.csv$/],
		['Data dictionary as CSV', /^P-\d{4}-data-dictionary\.csv$/],
		['Analysis as JSON', /^P-\d{4}-analysis\.json$/]
	] as const) {
		const kept = page.waitForEvent('download');
		await page.getByRole('link', { name: link }).focus();
		await page.keyboard.press('Enter');
		expect((await kept).suggestedFilename()).toMatch(name);
	}
});

test('the analysis computes again to the same, and a changed one does not', async ({
	browserName: _
}, info) => {
	for (const account of ['evaluator', 'cabinet']) {
		const text = await (await get(account, 'analysis.json')).text();
		const file = info.outputPath(`${account}.json`);
		writeFileSync(file, text);
		const honest = recompute(file);
		expect(honest.said).toMatch(/is the same\.\s*$/);
		expect(honest.status).toBe(0);
		const changed = text.replace(/"heterogeneity":\{"q":[\d.]+/, '"heterogeneity":{"q":0.5');
		expect(changed).not.toBe(text);
		writeFileSync(file, changed);
		const tampered = recompute(file);
		expect(tampered.said).toMatch(/effect\.heterogeneity\.q: exported 0\.5, recomputed \d/);
		expect(tampered.status).toBe(1);
	}
});

test('the dictionary knows every column of the measurements, and every metric', async () => {
	const rows = read(await (await get('lead', 'measurements.csv')).text());
	const entries = read(await (await get('lead', 'data-dictionary.csv')).text());
	expect(rows.length).toBeGreaterThan(10);
	const named = (entry: string) => entries.filter((one) => one.entry === entry).map(({ name }) => name);
	expect(named('column')).toEqual(Object.keys(rows[0]!));
	for (const { metric } of rows) expect(named('metric')).toContain(metric);
});

test('a small group is an empty cell to everyone but the evaluator', async ({ browser }) => {
	const page = await as(browser, 'evaluator', `/pilots/${pilot}/evidence`);
	for (const [name, value] of Object.entries({ period: 'Midyear', n: '7', mean: '43.217', sd: '8.911' })) {
		await page.locator(`[name=${name}]`).fill(value);
	}
	await page.getByRole('button', { name: 'Log the result' }).click();
	await expect(page.getByRole('main')).toContainText('Midyear');
	const midyear = async (account: string) =>
		read(await (await get(account, 'measurements.csv')).text()).find(({ period }) => period === 'Midyear')!;
	expect(await midyear('evaluator')).toMatchObject({ n: '7', mean: '43.217', withheld: 'no' });
	for (const account of ['lead', 'cabinet']) {
		expect(await midyear(account), account).toMatchObject({
			n: '',
			mean: '',
			sd: '',
			withheld: 'small group'
		});
		for (const file of ['measurements.csv', 'analysis.json']) {
			expect(await (await get(account, file)).text(), `${account} ${file}`).not.toContain('43.217');
		}
	}
});

test('another district and whoever is not signed in get a sentence and no file', async ({
	playwright,
	baseURL
}) => {
	people.nobody = await playwright.request.newContext({ baseURL: baseURL! });
	for (const file of ['measurements.csv', 'data-dictionary.csv', 'analysis.json']) {
		for (const [account, status] of [
			['other', 404],
			['nobody', 401]
		] as const) {
			const answer = await get(account, file);
			expect(answer.status(), `${account} ${file}`).toBe(status);
			expect(Object.keys(await answer.json())).toEqual(['message']);
			expect(answer.headers()['cache-control']).toBe('private, no-store');
		}
		const wrong = await people.lead!.get(`/api/pilots/not-an-id/${file}`);
		expect(wrong.status()).toBe(404);
	}
});
