import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { propose } from './proposal.ts';

const NAME = 'Answers that had to be corrected';

async function noSideways(page: Page) {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}

const radio = (page: Page, name: string, value: string) => page.locator(`[name=${name}][value="${value}"]`);

test('a metric is made, planned with, and changed: the plan keeps the version that it was made on', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/admin/metrics');
	await admin.getByRole('link', { name: 'Add a metric' }).click();
	await admin.getByRole('button', { name: 'Add the metric' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('Give it a name');
	await admin.getByLabel('Name', { exact: true }).fill('uptime');
	await admin.getByLabel('Meaning').fill('Answers of an assistant that somebody corrected within a week.');
	await admin.getByLabel('Unit').fill('answers');
	await radio(admin, 'kind', 'mean').check();
	await radio(admin, 'better', 'lower').check();
	await radio(admin, 'about', 'staff survey').check();
	await radio(admin, 'measures', 'outcome').check();
	await admin.getByLabel('Lowest value').fill('0');
	await admin.getByLabel('Highest value').fill('50');
	await admin.getByLabel('Owner').selectOption({ label: 'Owen Hart' });
	await admin.getByRole('button', { name: 'Add the metric' }).click();
	// A name that is taken is said at its field, and nothing that was typed is lost.
	await expect(admin.getByRole('main')).toContainText('There is a metric called “Uptime” already');
	await expect(admin.getByLabel('Unit')).toHaveValue('answers');
	await expectAccessible(admin);
	await admin.getByLabel('Name', { exact: true }).fill(NAME);
	await admin.getByRole('button', { name: 'Add the metric' }).click();
	await expect(admin.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
	await expect(admin.getByRole('main')).toContainText('Added. It is offered to new plans');
	await expect(admin.getByRole('main')).toContainText('Owen Hart');
	const first = new URL(admin.url()).pathname;

	// Somebody plans with it. What the metric cannot be is said at the field.
	const teacher = await as(browser, 'teacher');
	const pilot = await propose(teacher, 'Answers that need less correcting');
	await teacher.goto(`/pilots/${pilot}/plan`);
	await radio(teacher, 'design', 'before and after').check();
	await teacher.locator('[name=assignment_unit]').selectOption('staff');
	await teacher.locator('[name=analysis_unit]').selectOption('staff');
	await teacher.locator('[name=outcome_period]').fill('Spring 2027');
	const metric = teacher.getByLabel('Metric').first();
	await metric.selectOption(first.split('/').at(-1)!);
	await expect(teacher.getByRole('group', { name: NAME })).toContainText('somebody corrected within a week');
	await teacher.locator('[name=goal-0-role]').selectOption('primary');
	await teacher.locator('[name=goal-0-objective_id]').selectOption({ index: 1 });
	await teacher.locator('[name=goal-0-target]').fill('60');
	await teacher.getByRole('button', { name: 'Save the plan' }).last().click();
	await expect(teacher.getByRole('alert').first()).toContainText('is never above 50 answers');
	await expect(teacher.locator('[name=goal-0-target]')).toHaveAttribute('aria-invalid', 'true');
	await teacher.locator('[name=goal-0-target]').fill('4');
	await teacher.getByRole('button', { name: 'Save the plan' }).last().click();
	await expect(teacher.getByRole('main')).toContainText('The plan is saved');

	// Two people edit it; the second one is told, and keeps what was typed.
	await admin.getByRole('link', { name: 'Edit the metric' }).click();
	const other = await as(browser, 'admin', `/admin${first}`);
	await other.getByLabel('Source').fill('Usage report');
	await other.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(other.getByRole('main')).toContainText('Saved.');
	await admin.getByLabel('Unit').fill('corrections');
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('main')).toContainText('changed this metric in the meantime');
	await expect(admin.getByLabel('Unit')).toHaveValue('corrections');

	// What its numbers mean becomes a new version, with a note.
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('main')).toContainText('say what changed and why');
	await admin.getByLabel('What changed, and why').fill('One answer can need several corrections.');
	await admin.getByLabel('Source').fill('Usage report');
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('main')).toContainText('Saved as a new version');
	const versions = admin.locator('#versions');
	await expect(versions).toContainText('One answer can need several corrections.');
	await expect(versions).toContainText('Unit: corrections, before answers');
	await expectAccessible(admin);

	await teacher.goto(`/pilots/${pilot}/plan`);
	await expect(teacher.getByRole('main')).toContainText('In answers, from 0 to 50');
	await expect(metric.locator('option:checked')).toHaveText(`${NAME} (answers), version 1`);
	await teacher.locator('[name=goal-0-target]').fill('5');
	await teacher.getByRole('button', { name: 'Save the plan' }).last().click();
	await expect(teacher.getByRole('main')).toContainText('The plan is saved');
	await teacher.goto(first);
	await expect(teacher.getByRole('main')).toContainText('Version 2 replaced this one');
	await expect(teacher.getByRole('row', { name: /Answers that need less correcting/ })).toContainText('1');

	// It is retired with a reason, which everyone reads.
	await admin.getByRole('button', { name: 'Retire the metric' }).click();
	await expect(admin.getByRole('main')).toContainText('Say why it is retired');
	await admin.getByLabel('Why').fill('Nobody corrects any more.');
	await admin.getByRole('button', { name: 'Retire the metric' }).click();
	await expect(admin.getByRole('main')).toContainText('It is offered to no new plan');
	await teacher.goto('/metrics?retired=true');
	await expect(teacher.getByRole('link', { name: NAME })).toBeVisible();
	await admin.getByRole('button', { name: 'Offer it again' }).click();
	await expect(admin.getByRole('main')).toContainText('Offered again.');
});

test('everyone reads the library, narrows it by address, and finds it from anywhere', async ({ browser }) => {
	const page = await as(browser, 'teacher', '/strategy');
	await page.getByRole('link', { name: 'What it is measured by' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Metrics' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Keep the library' })).toHaveCount(0);
	await page.getByLabel('Kind').selectOption('total');
	await expect(page).toHaveURL(/\?kind=total$/);
	await expect(page.getByRole('link', { name: 'Cost avoided' })).toBeVisible();
	await expect(page.getByRole('link', { name: 'Uptime' })).toHaveCount(0);
	await page.getByRole('link', { name: 'Clear' }).click();
	await expect(page.getByRole('link', { name: 'Uptime' })).toBeVisible();
	await page.getByRole('searchbox', { name: 'Name, meaning, source or owner' }).fill('champion');
	await page.getByRole('button', { name: 'Search', exact: true }).last().click();
	await expect(page.getByRole('link', { name: 'AI champions for each school' })).toBeVisible();
	expect((await page.goto('/admin/metrics'))?.status()).toBe(403);
});

test('holds up without script, in the dark and at 320 px', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/metrics');
	const href = await admin.getByRole('link', { name: 'Engagement rating' }).getAttribute('href');
	const one = new URL(href!, admin.url()).pathname;
	await admin.emulateMedia({ colorScheme: 'dark' });
	await admin.setViewportSize({ width: 320, height: 700 });
	for (const path of [
		'/metrics',
		'/metrics?kind=total',
		one,
		'/admin/metrics',
		`/admin${one}`,
		'/admin/metrics/new'
	]) {
		await admin.goto(path);
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
	await quiet.goto('/metrics');
	await quiet.getByLabel('What it measures').selectOption('cost');
	await quiet.getByRole('button', { name: 'Search', exact: true }).last().click();
	await expect(quiet.getByRole('link', { name: 'Cost of the pilot' })).toBeVisible();
	await expect(quiet.getByRole('link', { name: 'Uptime' })).toHaveCount(0);
	await quiet.goto(`/admin${one}`);
	await quiet.getByLabel('Cadence').fill('twice a year');
	await quiet.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(quiet.getByRole('main')).toContainText('twice a year');
	await still.close();
});
