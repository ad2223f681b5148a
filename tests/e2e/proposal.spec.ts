import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';
import { answer, sayWhatIsDifferent } from './proposal.ts';

const next = (page: Page) => page.getByRole('button', { name: 'Save and continue' }).click();

test('ten minutes are enough, without script, on a phone, with a template', async ({ browser }) => {
	test.slow();
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 390, height: 844 }
	});
	const page = await context.newPage();
	await signIn(page, 'lead');
	await page.goto('/pilots/new');
	await page.getByRole('link', { name: /Time back for staff/ }).click();
	await expect(page.getByText('Which task is it, how often is it done')).toBeVisible();
	await page.getByLabel('What is the problem?').fill('Minutes of meetings take an hour to write.');
	await page.getByLabel('Who is affected?').fill('Forty staff.');
	await page.getByLabel('A working title').fill('Minutes in ten minutes <b>bold</b>');
	await next(page);
	await expect(page.getByLabel('How would we know?')).toHaveValue(/time diary of two weeks/);
	await page.getByLabel('What would be better?').fill('An hour a week for each of them.');
	await next(page);
	await page.getByLabel(/^1\.1 /).check();
	await page.getByLabel('Family communications').check();
	await next(page);
	await answer(page, [
		['Do students take part?', 'No'],
		['Are any of them under 13?', 'No'],
		['Does it handle personal data?', 'Yes'],
		['May the vendor train on student data?', 'No'],
		['Does it use faces, voices or other body data?', 'No']
	]);
	await next(page);

	// Two answers that exclude each other: told at the field, and nothing is lost.
	await page.getByLabel('None of these').check();
	await page.getByLabel('Early warning').check();
	await answer(page, [['Does it decide about people?', 'No']]);
	await next(page);
	await expect(page.getByRole('alert')).toContainText('You ticked “None of these” and others');
	await expect(page.getByLabel('Early warning')).toBeChecked();
	await page.getByLabel('Early warning').uncheck();
	await answer(page, [
		['Who checks what comes out?', 'A person, everything, before it is used'],
		['If it is wrong, can that be undone?', 'Easily']
	]);
	await next(page);
	await expect(page.getByLabel(/Staff productivity/)).toBeChecked();
	await page.getByLabel('Which tools do you have in mind?').fill('The office suite\nA recorder');
	await next(page);
	await expect(page.getByRole('link', { name: /^Goals and places ?, answered/ })).toBeVisible();
	await sayWhatIsDifferent(page);
	await page.getByRole('button', { name: /submit/i }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Minutes in ten minutes <b>bold</b>');

	// What stays open until launch is no error, and is filled in without script too.
	const open = page.locator('#open-until-launch');
	await expect(open).toContainText('Nothing of it holds the proposal up');
	await open.locator('summary').first().click();
	await open.getByLabel('Classes or groups').fill('4');
	await open.getByLabel('People').fill('many');
	await open.getByRole('button', { name: 'Save' }).first().click();
	await expect(page.getByRole('alert').first()).toContainText('Write a whole number');
	await expect(open.getByLabel('Classes or groups')).toHaveValue('4');
	await open.getByLabel('People').fill('40');
	await open.getByRole('button', { name: 'Save' }).first().click();
	await expect(page.locator('#open-until-launch')).toContainText('40 people');
	const width = await page.evaluate(() => document.documentElement.scrollWidth);
	expect(width).toBeLessThanOrEqual(390);
	const pilot = new URL(page.url()).pathname;

	// The lead and the evaluator find the template's outcomes in the plan.
	await page.goto(`${pilot}/plan`);
	await expect(page.getByRole('group', { name: 'Hours saved a week' })).toBeVisible();
});

test('the tier follows while one answers, and a template that changes meanwhile loses nothing', async ({
	browser
}) => {
	test.slow();
	const admin = await as(browser, 'admin');
	await admin.goto('/admin/templates/new');
	await admin.getByLabel('Name').fill('Essays');
	await admin.getByLabel('Kind of pilot').selectOption('Student-facing instruction');
	await admin.getByLabel('For the problem').fill('Which essays?');
	await admin.getByLabel('Metric 1').selectOption({ label: 'Unit assessment score (points)' });
	await admin.getByLabel('Role').first().selectOption('Guardrail');
	await admin.getByRole('button', { name: 'Add the template' }).click();
	await expect(admin.getByRole('alert')).toContainText('A guardrail needs its limit.');
	await admin.getByLabel('Role').first().selectOption('Primary');
	await admin.getByRole('button', { name: 'Add the template' }).click();
	await expect(admin.getByRole('link', { name: 'Essays' })).toBeVisible();
	await expectAccessible(admin);

	const teacher = await as(browser, 'teacher');
	await teacher.goto('/pilots/new');
	await teacher.getByRole('link', { name: /^Essays/ }).click();
	await expect(teacher.getByText('Which essays?')).toBeVisible();
	await expectAccessible(teacher);
	await teacher.getByLabel('What is the problem?').fill('Feedback comes late.');
	await teacher.getByLabel('A working title').fill('Feedback on essays overnight');
	await next(teacher);
	await teacher.waitForURL(/step=benefit/);
	const edit = teacher.url().replace(/\?.*/, '');

	await admin.getByRole('link', { name: 'Essays' }).click();
	await admin.getByLabel('For the benefit').fill('Which drafts get better?');
	await admin.getByRole('button', { name: 'Save a new version' }).click();
	await expect(admin.getByText('Saved as a new version.')).toBeVisible();

	await teacher.reload();
	await teacher.getByRole('button', { name: 'Take over the new version' }).click();
	await expect(teacher.getByText('Which drafts get better?')).toBeVisible();
	await teacher.getByRole('link', { name: /The problem/ }).click();
	await expect(teacher.getByLabel('What is the problem?')).toHaveValue('Feedback comes late.');

	await teacher.goto(`${edit}?step=students`);
	await answer(teacher, [
		['Do students take part?', 'Yes'],
		['Are any of them under 13?', 'No'],
		['Does it handle personal data?', 'No'],
		['May the vendor train on student data?', 'No'],
		['Does it use faces, voices or other body data?', 'No']
	]);
	await next(teacher);
	const tier = teacher.locator('.tier');
	await teacher.getByLabel('None of these').check();
	await answer(teacher, [['Does it decide about people?', 'No']]);
	await expect(tier).toContainText('Moderate risk');
	await teacher.getByLabel('Grading').check();
	await expect(teacher.getByLabel('None of these')).not.toBeChecked();
	await expect(tier).toContainText('High risk');
	await expect(tier).toContainText('Used for: grading');
	await expectAccessible(teacher);
	// It opens beside the form, so that nothing typed is left.
	const table = teacher.context().waitForEvent('page');
	await tier.getByRole('link', { name: /How the tier is computed/ }).click();
	await expect((await table).getByRole('heading', { level: 1 })).toHaveText('How the risk tier is computed');
	await expectAccessible(await table);
});

test('a forecast stands beside what came of it', async ({ browser }) => {
	const sponsor = await as(browser, 'cabinet2');
	await sponsor.goto('/pipeline?text=Letters');
	await sponsor
		.getByRole('link', { name: /Letters to families/ })
		.first()
		.click();
	const card = sponsor.locator('#forecasts');
	await expect(card.getByRole('row', { name: /Value a year/ })).toContainText('+$28,000');
	await expect(card.getByRole('row', { name: /Effect on Minutes per letter/ })).toContainText('As measured');
	await card.getByText('Say what came of it').click();
	await card.getByLabel('Cost a year').check();
	await card.getByLabel('Figure', { exact: true }).fill('18,100');
	await card.getByRole('button', { name: 'Save what came of it' }).click();
	await expect(card.getByRole('alert').or(sponsor.getByRole('alert').first()).first()).toContainText(
		/where the figure comes from/i
	);
	await expect(card.getByLabel('Figure', { exact: true })).toHaveValue('18,100');
	await card.getByLabel('Where does the figure come from?').fill('The ledger of the whole year.');
	await card.getByRole('button', { name: 'Save what came of it' }).click();
	await expect(card.getByRole('row', { name: /Cost a year/ })).toContainText('$18,100');
	await expect(card.getByRole('row', { name: /Cost a year/ })).toContainText('$14,000');
});
