// What a vote is cast on: one sheet of paper, the same as a file, and a packet for the whole meeting.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const waiting = 'Video hints in practice on triangles';
/** Concluded pilots of the demonstration, each decided by the cabinet. */
const decided = [
	'Letters to families',
	'Bus routes planned',
	'A tutor for fractions',
	'Automatic calls',
	'AI champions'
];

function recompute(file: string) {
	const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'recompute', '--', file], {
		encoding: 'utf8'
	});
	return { status, said: `${stdout}${stderr}` };
}

/** How many sheets of paper a page takes. */
async function sheets(page: Page, format: 'A4' | 'Letter'): Promise<number> {
	const pdf = (await page.pdf({ format })).toString('latin1');
	return pdf.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

async function open(page: Page, title: string) {
	// A hostile copy appends markup to titles. The list has those that are over, too.
	const list = await (await page.request.get('/pipeline?as=list')).text();
	const link = new RegExp(
		`href="[./]*pilots/([0-9a-f-]{36})"[^>]*>\\s*(?:<[^>]*>\\s*)*${title.slice(0, 30)}`
	);
	const [, pilot] = link.exec(list) ?? [];
	if (!pilot) throw new Error(`No pilot is called ${title}.`);
	await page.goto(`/pilots/${pilot}/brief`);
	return pilot;
}

test('the cabinet reads one sheet: the question, what the evidence permits, risks, and what either way takes', async ({
	browser
}) => {
	const page = await as(browser, 'cabinet');
	const pilot = await open(page, waiting);
	const sheet = page.getByRole('article', { name: `Brief: ${waiting}` });
	await expect(sheet.getByRole('heading', { level: 1 })).toHaveText(waiting);
	for (const said of ['Stop rule:', 'The evidence permits:', 'Small groups withheld', 'not frozen yet'])
		await expect(sheet).toContainText(said);
	for (const heading of [
		'Use, time and cost',
		'What the evaluator says',
		'Risks and safeguards',
		'Reviews and waivers'
	])
		await expect(sheet.getByRole('heading', { name: heading })).toBeVisible();
	await expect(sheet.getByRole('columnheader', { name: 'Verdict' })).toBeVisible();
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'light' });

	// The vote is cast on the same sheet.
	await page.getByRole('link', { name: 'To the vote' }).click();
	await expect(page.getByRole('article', { name: `Brief: ${waiting}` })).toContainText(
		'The evidence permits:'
	);
	await expect(page.getByRole('button', { name: 'Cast your vote' })).toBeVisible();
	await expectAccessible(page);

	const evaluator = await as(browser, 'evaluator', `/pilots/${pilot}/brief`);
	await expect(evaluator.getByRole('article')).toContainText('With all groups');
	const wrong = await page.goto(`/pilots/${pilot}/brief?version=none`);
	expect(wrong?.status()).toBe(404);
});

test('it prints on one sheet, whether A4 or Letter', async ({ browser }) => {
	test.slow();
	const page = await as(browser, 'cabinet');
	for (const title of [waiting, ...decided]) {
		await open(page, title);
		await expect(page.getByRole('article')).toBeVisible();
		for (const format of ['A4', 'Letter'] as const)
			expect(await sheets(page, format), `${title}, ${format}`).toBe(1);
	}
});

test('as a file it computes again to the same, and a changed figure is named', async ({ browser }, info) => {
	for (const account of ['evaluator', 'cabinet']) {
		const page = await as(browser, account);
		await open(page, waiting);
		const kept = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Brief as JSON' }).click();
		const download = await kept;
		expect(download.suggestedFilename()).toMatch(/^P-\d{4}-brief\.json$/);
		const file = info.outputPath(`${account}.json`);
		await download.saveAs(file);
		const honest = recompute(file);
		expect(honest.said).toMatch(/is the same\.\s*$/);
		expect(honest.status).toBe(0);
		const brief = await (await page.request.get(new URL(download.url()).pathname)).json();
		expect(brief).toMatchObject({
			format: 'pilotage-brief',
			version: 1,
			analysis: { format: 'pilotage-analysis' }
		});
		brief.brief.figures.outcomes[0].verdict = 'clear gain';
		writeFileSync(file, JSON.stringify(brief));
		const tampered = recompute(file);
		expect(tampered.said).toMatch(/brief\.figures\.outcomes\[".*"\]\.verdict: exported "clear gain"/);
		expect(tampered.said).toMatch(/This brief does not follow from its group summaries\.\s*$/);
		expect(tampered.status).toBe(1);
	}
});

test('a meeting’s packet has the docket and every brief, each from a new sheet', async ({ browser }) => {
	const page = await as(browser, 'clerk', '/cabinet');
	await page.getByRole('link', { name: 'Packet of the next meeting' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Packet for the cabinet' })).toBeVisible();
	await expectAccessible(page);
	const briefs = await page.getByRole('article').count();
	expect(briefs).toBeGreaterThan(0);
	expect(await sheets(page, 'Letter')).toBeGreaterThanOrEqual(briefs + 1);
	const teacher = await as(browser, 'teacher', new URL(page.url()).pathname);
	await expect(teacher.getByRole('article')).toHaveCount(0);
});
