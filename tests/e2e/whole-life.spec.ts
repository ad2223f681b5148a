import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { answersPrinciples } from './answers.ts';
import { settlesFamilies } from './families.ts';
import { propose } from './proposal.ts';
import { fillReport } from './report.ts';
import { signReview } from './reviewing.ts';

// The whole life of a pilot, through all its people. Its results are real: of 152 children who were encouraged to watch
// Sesame Street 138 did, of 88 who were not 48 did (Bogatz and Ball 1971; data as in Gelman, Hill and Vehtari 2020).

const title = 'Reading at home with a daily programme';
const today = new Date().toISOString().slice(0, 10);

let pilot: string;

/** Opens a disclosure of the page unless it is open, and gives what is inside. */
async function opened(page: Page, summary: string | RegExp): Promise<Locator> {
	const details = page
		.locator('details')
		.filter({ has: page.locator('summary', { hasText: summary }) })
		.first();
	if (!(await details.evaluate((element: HTMLDetailsElement) => element.open))) {
		await details.locator('summary').first().click();
	}
	return details;
}

async function onPilot(browser: Browser, account: string, path = ''): Promise<Page> {
	const page = await as(browser, account, `/pilots/${pilot}${path}`);
	await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
	await expectAccessible(page);
	return page;
}

test.describe.serial('a pilot from proposal to scaling', () => {
	test('a teacher proposes it, problem first', async ({ browser }) => {
		const page = await as(browser, 'teacher');
		pilot = await propose(page, title);
		await expect(page.getByRole('main')).toContainText('Proposed');
		await answersPrinciples(page, pilot);
	});

	test('the AI office names a sponsor, confirms the risk tier and takes it into vetting', async ({
		browser
	}) => {
		const page = await onPilot(browser, 'admin');
		const sponsor = await opened(page, /sponsor/i);
		const option = await sponsor.locator('option', { hasText: 'Helen Novak' }).getAttribute('value');
		await sponsor.locator('[name=person]').selectOption(option);
		await sponsor.getByRole('button').click();
		await expect(page.getByRole('main')).toContainText('Helen Novak');
		const tier = await opened(page, 'Set the tier');
		await tier.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('main')).toContainText('4 of 4 met');
		await page.getByRole('button', { name: /vetting/i }).click();
		await expect(page.getByRole('main')).toContainText('Launch');
	});

	test('the team cannot review its own pilot, and the reviewer signs each specialty', async ({ browser }) => {
		const teacher = await onPilot(browser, 'teacher');
		const waiting = (page: Page) => page.getByRole('link', { name: /^Answer and sign/ });
		await expect(waiting(teacher)).toHaveCount(0);
		const page = await onPilot(browser, 'reviewer');
		for (const left of [3, 2, 1]) {
			await expect(waiting(page)).toHaveCount(left);
			await waiting(page).first().click();
			await signReview(page);
			await page.goto(`/pilots/${pilot}`);
		}
		await expect(waiting(page)).toHaveCount(0);
		await settlesFamilies(teacher, pilot);
	});

	test('the evaluator is named and plans what it can tell', async ({ browser }) => {
		const admin = await onPilot(browser, 'admin');
		const seat = await opened(admin, /evaluator/i);
		const option = await seat.locator('option', { hasText: 'Priya Raman' }).getAttribute('value');
		await seat.locator('[name=person]').selectOption(option);
		await seat.getByRole('button').click();
		await expect(admin.getByRole('main')).toContainText('Priya Raman');

		const page = await onPilot(browser, 'evaluator', '/plan');
		await page.locator('[name=design][value="matched comparison"]').check();
		await page.locator('[name=assignment_unit]').selectOption('student');
		await page.locator('[name=analysis_unit]').selectOption('student');
		await page.locator('[name=outcome_period]').fill('Spring 2026');
		await page.locator('[name=groups_per_arm]').fill('88');
		await page.locator('[name=people_per_arm]').fill('120');
		const metric = page.getByLabel('Metric').first();
		const wanted = metric.locator('option', { hasText: 'Students using the tool weekly' });
		await metric.selectOption(await wanted.getAttribute('value'));
		await page.locator('[name=goal-0-role]').selectOption('primary');
		await page.locator('[name=goal-0-objective_id]').selectOption({ index: 1 });
		await page.locator('[name=goal-0-target]').fill('0.8');
		await page.locator('[name=goal-0-minimum_effect]').fill('0.1');
		await expectAccessible(page);
		await page.getByRole('button', { name: 'Save the plan' }).click();
		await expect(page.getByRole('main')).toContainText(/saved/i);
	});

	test('what is still open is filled in, and a member of the cabinet launches it', async ({ browser }) => {
		const page = await onPilot(browser, 'admin');
		for (const [field, value] of [
			['decision_question', 'Should every family hear of it in autumn?'],
			['stop_rule', 'Stop if families tell us that it takes time from reading together.'],
			['cycle_end', today]
		] as const) {
			const form = page.locator('form').filter({ has: page.locator(`[name=${field}]`) });
			await page.locator('details').filter({ has: form }).locator('summary').first().click();
			await form.locator(`[name=${field}]`).fill(value);
			await form.getByRole('button', { name: 'Save' }).click();
			await expect(page.locator(`[name=${field}]`)).toBeHidden();
		}
		const budget = page.locator('form').filter({ has: page.locator('[name=budget_once]') });
		await page.locator('details').filter({ has: budget }).locator('summary').first().click();
		await budget.locator('[name=budget_once]').fill('1500');
		await budget.locator('[name=budget_yearly]').fill('900');
		await budget.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('main')).toContainText('12 of 12 met');

		const cabinet = await onPilot(browser, 'cabinet3');
		await cabinet.getByRole('button', { name: /launch/i }).click();
		await expect(cabinet.getByRole('main')).toContainText('Experiment');
		await expect(cabinet.getByRole('main')).toContainText('Evidence');
	});

	test('the evaluator logs the real results and sees in words what they show', async ({ browser }) => {
		const page = await onPilot(browser, 'evaluator', '/evidence');
		for (const [arm, n, events, logged] of [
			['pilot', '152', '138', '1 logged result'],
			['comparison', '88', '48', '2 logged results']
		] as const) {
			await page.locator(`[name=arm][value=${arm}]`).check();
			await page.locator('[name=phase][value=outcome]').check();
			await page.locator('[name=period]').fill('Spring 2026');
			await page.locator('[name=n]').fill(n);
			await page.locator('[name=events]').fill(events);
			await page.getByRole('button', { name: 'Log the result' }).dblclick();
			await expect(page.getByRole('main')).toContainText(logged);
		}
		await expect(page.getByRole('main')).toContainText('Clear gain');
		await expect(page.getByRole('main')).toContainText(/36/);
		await expectAccessible(page);

		await page.getByRole('link', { name: 'Write the evaluation' }).click();
		await fillReport(page, 'Nine in ten kept it up, against five in ten.', 'scale');
		await page.getByRole('button', { name: 'Submit the evaluation' }).click();
		await expect(page.getByRole('main')).toContainText('The evidence as it was on');
		await expect(page.getByRole('main')).toContainText('Nine in ten kept it up');
		await page.goto(`/pilots/${pilot}`);
		await page.getByRole('button', { name: 'Hand it to the cabinet' }).click();
		await expect(page.getByRole('main')).toContainText('Decision');
	});

	test('the AI office says what scaling needs', async ({ browser }) => {
		const page = await onPilot(browser, 'admin', '/contract');
		const form = page.getByRole('form', { name: 'What scaling needs' });
		for (const [name, value] of [
			['contract_value', '0'],
			['payer_next_year', 'The literacy budget.'],
			['family_notice_on', today],
			['opt_outs', '0'],
			['accommodations', 'Nobody asked for any.']
		] as const)
			await form.locator(`[name=${name}]`).fill(value);
		await form.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByRole('status').filter({ hasText: 'What it was before stays' })).toBeVisible();
	});

	test('the cabinet votes in secret, and the chair records the decision', async ({ browser }) => {
		for (const account of ['cabinet', 'cabinet2', 'chair']) {
			const page = await onPilot(browser, account, '/vote');
			await page.locator('[name=choice][value=scale]').check();
			await page.locator('[name=no_interest]').check();
			await page.getByRole('button', { name: 'Cast your vote' }).click();
			await expect(page.getByRole('button', { name: 'Change your vote' })).toBeVisible();
		}
		const page = await onPilot(browser, 'chair', '/vote');
		const form = page.locator('form').filter({ has: page.locator('[name=rationale]') });
		const details = page.locator('details').filter({ has: form });
		if ((await details.count()) > 0 && !(await form.isVisible()))
			await details.locator('summary').first().click();
		await form.locator('[name=outcome][value=scale]').check();
		await form.locator('[name=rationale]').fill('A clear gain at little cost.');
		await form.getByRole('button', { name: 'Record the decision' }).click();
		await expect(page.getByRole('main')).toContainText('A clear gain at little cost.');
	});

	test('everyone sees where it is and why', async ({ browser }) => {
		const page = await onPilot(browser, 'teacher');
		await expect(page.getByRole('main')).toContainText('Scaling');
		await expect(page.getByRole('main')).toContainText('A clear gain at little cost.');
		await page.goto('/cabinet');
		await expect(page.getByRole('main')).toContainText(title);
		await page.goto('/pipeline');
		await expect(page.getByRole('main')).toContainText(title);
	});
});
