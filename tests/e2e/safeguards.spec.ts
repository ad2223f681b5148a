import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const PILOT = 'A reading companion for English learners';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function noSideways(page: Page) {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}

/** Opens a form of a card of the page. */
async function open(page: Page, card: string, summary: string) {
	const head = page.locator('summary', { hasText: new RegExp(`^\\s*${summary}\\s*$`) });
	const form = page.locator(card).locator('details').filter({ has: head });
	await form.locator(head).click();
	return form;
}

test('a lead settles what families need, and others see how far it is', async ({ browser }) => {
	const lead = await as(browser, 'teacher', '/pipeline');
	await lead.getByRole('link', { name: PILOT }).first().click();
	await lead.getByRole('link', { name: 'Safeguards' }).click();
	await expect(lead.getByRole('heading', { name: 'Students and families' })).toBeVisible();
	await expect(lead.getByRole('main')).toContainText('1 of 7 are settled');
	const path = new URL(lead.url()).pathname;

	// What is missing is said at its field, and nothing that was typed is lost.
	const optOut = await open(lead, '#family-opt_out', 'Settle it');
	await optOut.getByRole('button', { name: 'Save' }).click();
	await expect(optOut.getByRole('alert')).toContainText('Say how a family says no');
	await optOut.getByLabel('How does a family say no').fill('A note to the teacher, at any time.');
	await optOut.getByRole('button', { name: 'Save' }).click();
	await expect(lead.getByRole('main')).toContainText('2 of 7 are settled');
	await expect(lead.locator('#family-opt_out')).toContainText('A note to the teacher, at any time.');

	// What is not asked after all goes away; a count that is about single students is refused.
	const consent = await open(lead, '#family-consent', 'Settle it');
	await consent.getByLabel('None', { exact: true }).check();
	await expect(consent.getByLabel('Why is none needed?')).toBeVisible();
	await consent.getByLabel('Families say yes').check();
	await expect(consent.getByLabel('Why is none needed?')).toHaveCount(0);
	await consent.getByLabel('When were families asked?').fill(inDays(-2));
	await consent.getByLabel('How many families were asked?').fill('120');
	await consent.getByLabel('How many answered?').fill('4');
	await consent.getByRole('button', { name: 'Save' }).click();
	await expect(consent.getByRole('alert')).toContainText('would be about single students');
	await expect(consent.getByLabel('How many families were asked?')).toHaveValue('120');
	await consent.getByLabel('How many answered?').fill('117');
	await consent.getByRole('button', { name: 'Save' }).click();
	// Active consent is research too, and asks for its review.
	await expect(lead.getByRole('main')).toContainText('3 of 8 are settled');
	await expect(lead.locator('#family-research_review')).toContainText('Missing');
	await expectAccessible(lead);

	// Others see a share in steps, and no form.
	const reader = await as(browser, 'lead', path);
	await expect(reader.locator('#family-consent')).toContainText('at least 95 % of 120 families');
	await expect(reader.getByRole('main')).not.toContainText('117');
	await expect(reader.getByText('Settle it')).toHaveCount(0);

	// A change keeps what it was before.
	const change = await open(lead, '#family-opt_out', 'Change it');
	await change.getByLabel('How does a family say no').fill('A note or a call, at any time.');
	await change.getByRole('button', { name: 'Save' }).click();
	await expect(lead.locator('#family-opt_out')).toContainText('What it was before (1)');
});

test('a mitigation waits on its owner until it is done, and somebody else judges what is left', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/pipeline');
	await admin.getByRole('link', { name: PILOT }).first().click();
	await admin.getByRole('link', { name: 'Safeguards' }).click();
	await expect(admin.getByRole('heading', { name: 'The record of its risk' })).toBeVisible();
	const path = new URL(admin.url()).pathname;
	await open(admin, '#mitigations', 'Add a mitigation');
	const form = admin.getByRole('form', { name: 'Add a mitigation' });
	await form.getByLabel('What is done?').fill('A teacher listens to a sample each week.');
	await form.getByLabel('Who does it?').selectOption({ label: 'Daniel Reyes' });
	await form.getByLabel('Until when?').fill(inDays(-3));
	await form.getByRole('button', { name: 'Add it' }).click();
	await expect(form.getByRole('alert')).toContainText('That day is past');
	await form.getByLabel('Until when?').fill(inDays(3));
	await form.getByRole('button', { name: 'Add it' }).click();
	await expect(admin.locator('#mitigations')).toContainText('Open');
	await open(admin, '#residual', 'Judge it');
	const judging = admin.getByRole('form', { name: 'Judge the risk that is left' });
	await judging.getByLabel('Moderate risk').check();
	await judging.getByLabel('Why?').fill('It mishears some children, and a person listens too.');
	await judging.getByRole('button', { name: 'Save' }).click();
	await expect(admin.locator('#residual')).toContainText('It mishears some children');

	const owner = await as(browser, 'lead', '/');
	await expect(owner.getByRole('main')).toContainText(
		`Finish a mitigation of ${PILOT}: A teacher listens to a sample each week.`
	);
	await owner.goto(path);
	await open(owner, '#mitigations', 'Mark it done');
	await owner.getByLabel('What shows that it is done?').fill('The log of samples.');
	await owner.getByRole('button', { name: 'Mark it done' }).click();
	await expect(owner.locator('#mitigations')).toContainText('Done');
	await expect(owner.locator('#mitigations')).toContainText('The log of samples.');
	await expectAccessible(owner);
});

test('the AI office sees which pilots a change of the table touches; the ledger is for those who answer for it', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/risk');
	await admin.getByRole('link', { name: 'Edit the table' }).click();
	const points = admin
		.getByRole('group', { name: 'Do students take part? Yes' })
		.getByLabel('Points', { exact: true });
	await points.fill('99');
	await admin.getByRole('button', { name: 'See which pilots differ' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('from 0 to 20');
	await expect(points).toHaveValue('99');
	await points.fill('9');
	await admin.getByRole('button', { name: 'See which pilots differ' }).click();
	await expect(admin.getByRole('main')).toContainText('lead to another tier');
	await expect(admin.getByRole('link', { name: 'Video hints in practice on triangles' })).toBeVisible();
	await admin.getByRole('button', { name: 'Save the table' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('Say why the table changes');
	await admin.getByLabel('What changes, and why?').fill('Every pilot with students is looked at twice.');
	await admin.getByRole('button', { name: 'Save the table' }).click();
	await expect(admin.getByRole('main')).toContainText('The table is saved');
	await expectAccessible(admin);
	await admin.goto('/risk');
	await expect(admin.getByRole('main')).toContainText('Every pilot with students is looked at twice.');

	const cabinet = await as(browser, 'cabinet', '/risk');
	await cabinet.getByRole('link', { name: 'Overrides and downgrades' }).click();
	const row = cabinet.getByRole('row', { name: /Prompt-writing workshops/ });
	await expect(row).toContainText('Moderate');
	await expect(row).toContainText('Alicia Grant');
	await cabinet.getByLabel('Which way').selectOption('lower');
	await cabinet.getByRole('button', { name: 'Apply' }).click();
	await expect(cabinet.getByRole('main')).toContainText('None with these filters');
	await cabinet.getByRole('link', { name: 'Clear filters' }).click();
	const download = cabinet.waitForEvent('download');
	await cabinet.getByRole('link', { name: 'Save as CSV' }).click();
	expect((await download).suggestedFilename()).toBe('risk-overrides.csv');
	const teacher = await as(browser, 'teacher', '/risk');
	await expect(teacher.getByRole('link', { name: 'Overrides and downgrades' })).toHaveCount(0);
	expect((await teacher.goto('/risk/overrides'))?.status()).toBe(403);
	expect((await teacher.goto('/admin/safeguards'))?.status()).toBe(403);
});

test('holds up without script, in the dark and at 320 px', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/safeguards');
	await admin.getByLabel('Low risk').first().selectOption('');
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('main')).toContainText('It holds for pilots that come into vetting');
	await admin.emulateMedia({ colorScheme: 'dark' });
	await admin.setViewportSize({ width: 320, height: 700 });
	await admin.goto('/pipeline?as=list');
	await admin.getByRole('link', { name: PILOT }).first().click();
	await expect(admin.getByRole('heading', { level: 1, name: PILOT })).toBeVisible();
	const path = `${new URL(admin.url()).pathname}/safeguards`;
	for (const one of [path, '/risk', '/risk/overrides', '/admin/risk', '/admin/safeguards']) {
		await admin.goto(one);
		await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
		await expectAccessible(admin);
		await noSideways(admin);
	}
	const still = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await admin.context().storageState(),
		baseURL: new URL(admin.url()).origin
	});
	const quiet = await still.newPage();
	await quiet.goto(path);
	const review = quiet.locator('#family-languages');
	await review.getByText('Settle it').click();
	await review.getByLabel('No, English is enough here').check();
	await review.getByLabel('Which are offered?').fill('Spanish');
	await review.getByRole('button', { name: 'Save' }).click();
	await expect(review.getByRole('alert')).toContainText('Say why English alone is enough');
	await review.getByLabel('Why is English enough?').fill('Each family asked for it.');
	await review.getByRole('button', { name: 'Save' }).click();
	await expect(review).toContainText('Each family asked for it.');
	await expect(review.locator('dl')).not.toContainText('Spanish');
	await still.close();
});
