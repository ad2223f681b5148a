import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { propose } from './proposal.ts';

const RUNNING = 'Reading lessons by television in grades 1 to 4';

async function planOf(browser: Browser, account: string, title: string): Promise<Page> {
	const page = await as(browser, account, '/pipeline');
	const href = await page.getByRole('link', { name: title }).first().getAttribute('href');
	await page.goto(`${href}/plan`);
	return page;
}

test('whoever plans sees while typing what the plan can ever tell', async ({ browser }) => {
	const page = await as(browser, 'teacher');
	const id = await propose(page, 'A plan that says what it can tell');
	await page.goto(`/pilots/${id}/plan`);
	const tells = page.getByRole('region', { name: 'What it can ever tell' });
	await expect(tells).toContainText('Choose a design');
	await page.locator('[name=design][value=randomized]').check();
	await page.locator('[name=assignment_unit]').selectOption('class');
	await page.locator('[name=analysis_unit]').selectOption('student');
	await page.locator('[name=groups_per_arm]').fill('4');
	await page.locator('[name=people_per_arm]').fill('100');
	await page.locator('[name=icc]').fill('0.2');
	await expect(tells).toContainText('Eight classes of 25 detect 1.14 sd at 80% power');
	await expect(tells).toContainText('forty detect 0.44; the median published effect in education is 0.10 sd');
	await expect(tells.getByRole('img', { name: /smallest effect that is found/ })).toBeVisible();
	await expect(tells).toContainText('200 students are planned, and 350 are asked');
	await page.locator('[name=pretest_r2]').fill('0.6');
	await expect(tells).toContainText('detect 0.72 sd at 80% power with a pretest');
	// What is no number yet is not known, and nothing is lost.
	await page.locator('[name=groups_per_arm]').fill('four');
	await expect(tells).toContainText('how many there are on each side');
	await page.locator('[name=groups_per_arm]').fill('4');
	await page.locator('[name=outcome_period]').fill('Spring 2027');
	const metric = page.getByLabel('Metric').first();
	const wanted = metric.locator('option', { hasText: 'Unit assessment score' });
	await metric.selectOption(await wanted.getAttribute('value'));
	await page.locator('[name=goal-0-role]').selectOption('primary');
	await page.locator('[name=goal-0-objective_id]').selectOption({ index: 1 });
	await page.locator('[name=goal-0-minimum_effect]').fill('4');
	await page.locator('[name=goal-0-planned_sd]').fill('10');
	await expect(tells).toContainText('This plan may miss what matters');
	await expect(tells).toContainText(/is at or above 4\spoints.*: scale/);
	await tells.getByText('The same as a table').click();
	await expect(tells.getByRole('rowheader', { name: '8 (this plan)' })).toBeVisible();
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 800 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.getByRole('button', { name: 'Save the plan' }).last().click();
	await expect(page.getByRole('main')).toContainText('The plan is saved');

	// Without script the server says the same.
	const still = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await page.context().storageState(),
		baseURL: new URL(page.url()).origin
	});
	const quiet = await still.newPage();
	await quiet.goto(`/pilots/${id}/plan`);
	await expect(quiet.getByRole('region', { name: 'What it can ever tell' })).toContainText(
		'detect 0.72 sd at 80% power with a pretest'
	);
	// A form that comes back speaks of what was typed, not of what was saved.
	await quiet.locator('[name=pretest_r2]').fill('');
	await quiet.locator('[name=outcome_period]').fill('');
	await quiet.getByRole('button', { name: 'Save the plan' }).last().click();
	await expect(quiet.getByRole('region', { name: 'What it can ever tell' })).toContainText('detect 1.14 sd');
	await expect(quiet.getByRole('main')).toContainText('Name the period that counts');
	await still.close();
});

test('the evaluator amends a locked plan with a reason, which stays beside what it was', async ({
	browser
}) => {
	const page = await planOf(browser, 'evaluator', RUNNING);
	await expect(page.getByRole('main')).toContainText('The plan is locked since');
	await page.getByRole('link', { name: 'Amend it with a reason' }).click();
	await expect(page.getByRole('main')).toContainText('You amend a plan that is locked');
	const before = await page.locator('[name=people_per_arm]').inputValue();
	await page.locator('[name=people_per_arm]').fill('90');
	await page.getByRole('button', { name: 'Amend the plan' }).last().click();
	await expect(page.getByRole('alert')).toContainText('Say why the plan is amended');
	await expect(page.locator('[name=people_per_arm]')).toHaveValue('90');
	await page.getByLabel('Reason').fill('Two classes moved away in the second term.');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Amend the plan' }).last().click();
	const list = page.locator('#amendments');
	await expect(list).toContainText('Two classes moved away in the second term.');
	await expect(list).toContainText('Priya Raman');
	const row = list.getByRole('row', { name: /People on each side/ });
	await expect(row).toContainText('90');
	await expect(row).toContainText(before);
	await expectAccessible(page);

	// The plan as it stands is no amendment.
	await page.goto(`${new URL(page.url()).pathname}?amend=1`);
	await page.getByLabel('Reason').fill('Nothing.');
	await page.getByRole('button', { name: 'Amend the plan' }).last().click();
	await expect(page.getByRole('alert')).toContainText('This is the plan as it stands');
	await expect(page.getByLabel('Reason')).toHaveValue('Nothing.');

	const others = await planOf(browser, 'teacher', RUNNING);
	await expect(others.getByRole('link', { name: 'Amend it with a reason' })).toHaveCount(0);
	await expect(others.locator('#amendments')).toContainText('Two classes moved away');
	const pilot = new URL(others.url()).pathname.replace(/\/plan$/, '');
	await others.goto(pilot);
	await expect(others.locator('#plan')).toContainText('Two classes moved away');
	await others.goto(`${pilot}/evidence`);
	await expect(others.getByRole('main')).toContainText('the plan as amended, last on');
	await expect(others.locator('#amendments')).toContainText('90');
});
