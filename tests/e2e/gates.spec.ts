import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { answersPrinciples } from './answers.ts';
import { propose } from './proposal.ts';
import { answerAll } from './reviewing.ts';

const today = new Date().toISOString().slice(0, 10);

/** Opens a disclosure and gives what is inside. */
async function opened(where: Page | Locator, summary: string): Promise<Locator> {
	const page = 'page' in where ? where.page() : where;
	const details = where
		.locator('details')
		.filter({ has: page.locator('summary', { hasText: summary }) })
		.last();
	if (!(await details.evaluate((element: HTMLDetailsElement) => element.open)))
		await details.locator('summary').first().click();
	return details;
}

function criterion(page: Page, label: string): Locator {
	return page.locator('li.criterion').filter({ has: page.getByText(label, { exact: true }) });
}

async function on(browser: Browser, account: string, path: string): Promise<Page> {
	const page = await as(browser, account, path);
	return page;
}

async function pathOf(page: Page, title: string): Promise<string> {
	await page.goto('/pipeline');
	const href = await page.getByRole('link', { name: title }).first().getAttribute('href');
	return href!;
}

test.describe.serial('a gate that holds', () => {
	let path: string;

	test('is met by what the team says, and signed by nobody where nobody has to', async ({ browser }) => {
		const teacher = await as(browser, 'teacher');
		const pilot = await propose(teacher, 'A pilot that its gates hold');
		path = `/pilots/${pilot}`;
		await expect(criterion(teacher, 'The guiding principles')).toContainText('Not answered yet: P1');
		await answersPrinciples(teacher, pilot);
		await expectAccessible(teacher);

		const admin = await on(browser, 'admin', path);
		await expect(criterion(admin, 'The guiding principles')).toContainText('6 principles answered');
		await expect(admin.getByRole('button', { name: /signature back/ })).toHaveCount(0);
		// Nothing close to it is left unanswered, so that nobody has to sign this.
		await expect(criterion(admin, 'Duplicates explained').getByRole('button')).toHaveCount(0);
		await expectAccessible(admin);
		const sponsor = await opened(admin, 'Name the sponsor');
		const option = await sponsor.locator('option', { hasText: 'Helen Novak' }).getAttribute('value');
		await sponsor.locator('[name=person]').selectOption(option);
		await sponsor.getByRole('button').click();
		await expect(criterion(admin, 'A sponsor')).toContainText('Helen Novak');
		await (await opened(admin, 'Set the tier')).getByRole('button', { name: 'Save' }).click();
		await admin.getByRole('button', { name: /vetting/i }).click();
		await expect(admin.getByRole('main')).toContainText('from vetting to experiment');
	});

	test('is passed without one thing, with a reason that stays', async ({ browser }) => {
		// Its team has every training that was asked for until today.
		const admin = await as(browser, 'admin', '/admin/training/new');
		await admin.getByLabel('Code').fill('AI-104');
		await admin.getByLabel('Title').fill('The course of March');
		await admin.getByLabel('How long it takes').fill('30');
		await admin.getByRole('button', { name: 'Add the module' }).click();
		await expect(admin.getByRole('link', { name: 'The course of March' })).toBeVisible();
		const cabinet = await on(browser, 'cabinet3', path);
		const training = criterion(cabinet, 'The team’s training');
		const form = await opened(training, 'Waive it');
		await form.getByRole('button', { name: 'Waive it' }).click();
		await expect(form).toContainText('Say why this may be left out');
		await form.locator('[name=reason]').fill('The course starts in March, and the team has run it before.');
		await form.getByRole('button', { name: 'Waive it' }).click();
		await expect(training).toContainText('Waived by Grace Lindqvist');
		await expectAccessible(cabinet);
		const teacher = await on(browser, 'teacher', path);
		await expect(criterion(teacher, 'The team’s training')).toContainText('The course starts in March');
		await expect(teacher.locator('summary', { hasText: 'Waive it' })).toHaveCount(0);
	});

	test('is closed to whoever recused themselves, who reads why', async ({ browser }) => {
		const page = await on(browser, 'cabinet2', path);
		const form = await opened(page, 'Recuse yourself');
		await form.locator('[name=reason]').fill('My brother sells it.');
		await form.getByRole('button', { name: 'Recuse yourself' }).click();
		await expect(form).toContainText('it cannot be undone');
		await expect(form.locator('[name=reason]')).toHaveValue('My brother sells it.');
		await form.locator('[name=sure]').check();
		await form.getByRole('button', { name: 'Recuse yourself' }).click();
		const main = page.getByRole('main');
		await expect(main).toContainText('You have recused yourself');
		await expect(main).toContainText('so somebody else has to do this');
		await expect(page.locator('summary', { hasText: /Waive it|Recuse yourself/ })).toHaveCount(0);
		await expectAccessible(page);
	});

	test('asks whoever signs to state that they have no interest', async ({ browser }) => {
		const page = await on(browser, 'reviewer', path);
		await page
			.getByRole('link', { name: /^Answer and sign/ })
			.first()
			.click();
		await answerAll(page);
		await page.getByText('Add a remark, or refuse').click();
		await page.locator('[name=reason]').fill('Looked at the contract.');
		await page.getByRole('button', { name: /^Sign for/ }).click();
		await expect(page.getByRole('main')).toContainText('recuse yourself from this pilot instead');
		await expect(page.locator('[name=reason]')).toHaveValue('Looked at the contract.');
		await page.locator('[name=no_interest]').check();
		await page.getByRole('button', { name: /^Sign for/ }).click();
		await expect(page.getByRole('main')).toContainText('declares no interest');
	});

	test('is blocked by a hold, which somebody lifts with a reason', async ({ browser }) => {
		const reviewer = await on(browser, 'reviewer', path);
		const form = await opened(reviewer, 'Put it on hold');
		await form.locator('[name=reason]').fill('The vendor changed its terms yesterday.');
		await form.getByRole('button', { name: 'Put it on hold' }).click();
		const main = reviewer.getByRole('main');
		await expect(main).toContainText('The vendor changed its terms yesterday.');
		await expect(main).toContainText('A hold blocks this gate');
		await expectAccessible(reviewer);
		const teacher = await on(browser, 'teacher', path);
		await expect(teacher.getByRole('main')).toContainText('On hold');
		await expect(teacher.locator('summary', { hasText: 'Lift it' })).toHaveCount(0);
		const lift = await opened(reviewer, 'Lift it');
		await lift.locator('[name=reason]').fill('The old terms hold until summer.');
		await lift.getByRole('button', { name: 'Lift the hold' }).click();
		await expect(main).not.toContainText('A hold blocks this gate');
		await expect(main).toContainText('The old terms hold until summer.');
	});

	test('is left by shelving, which asks for a reason and a day together', async ({ browser }) => {
		const admin = await on(browser, 'admin', path);
		const form = await opened(admin, 'Shelve');
		await form.locator('[name=note]').fill('No time before the summer.');
		await form.getByRole('button', { name: 'Shelve it' }).click();
		await expect(form).toContainText('Choose the day');
		await expect(form.locator('[name=note]')).toHaveValue('No time before the summer.');
		await form.locator('[name=wake_on]').fill(`${new Date().getFullYear() + 1}-08-01`);
		await form.getByRole('button', { name: 'Shelve it' }).click();
		await expect(admin.getByRole('main')).toContainText('It wakes up on');
		const teacher = await on(browser, 'teacher', path);
		await teacher.getByRole('button', { name: 'Bring it back' }).click();
		await expect(teacher.getByRole('main')).toContainText('The pilot is back');
	});
});

test('a serious incident holds a pilot, and it is stopped early', async ({ browser }) => {
	const teacher = await as(browser, 'teacher');
	const path = await pathOf(teacher, 'Notes of team meetings');
	await teacher.goto(path);
	const form = await opened(teacher, 'Report an incident');
	await form.getByRole('button', { name: 'Report it' }).click();
	await expect(form).toContainText('Say how serious it is.');
	await form.locator('[name=severity][value=serious]').check();
	await form.locator('[name=occurred_on]').fill(today);
	await form.locator('[name=what_happened]').fill('A note with a grievance was sent to the whole school.');
	await expectAccessible(teacher);
	await form.getByRole('button', { name: 'Report it' }).click();
	await expect(teacher.getByRole('main')).toContainText(
		'The incident is recorded, and the pilot is on hold.'
	);

	// What happened is for the pilot's people; that it is on hold, for everyone.
	const clerk = await on(browser, 'clerk', path);
	await expect(clerk.getByRole('main')).toContainText('On hold');
	await expect(clerk.getByRole('main')).not.toContainText('grievance');
	await clerk.goto('/pipeline');
	await expect(clerk.locator('.tile', { hasText: 'Notes of team meetings' })).toContainText('On hold');

	const sponsor = await on(browser, 'cabinet', path);
	await expect(sponsor.getByRole('main')).toContainText('grievance');
	const stop = await opened(sponsor, 'Stop early');
	await stop.locator('[name=note]').fill('A note reached people outside its team: the stop rule says so.');
	await stop.getByRole('button', { name: 'Stop it early' }).click();
	await expect(sponsor.getByRole('main')).toContainText('The pilot is stopped');
	await expect(sponsor.getByRole('main')).toContainText('can shelve or sunset it');
	await expectAccessible(sponsor);
});

test('an overdue cycle stands on the docket, and can be voted on', async ({ browser }) => {
	const cabinet = await on(browser, 'cabinet', '/cabinet');
	const item = cabinet.locator('li', { hasText: 'Answers to questions about absences' }).first();
	await expect(item).toContainText('Overdue');
	await expect(item).toContainText('ended without an evaluation');
	await expectAccessible(cabinet);
	await item.getByRole('link', { name: /Read and vote/ }).click();
	await cabinet.waitForURL(/\/vote/);
	await cabinet.locator('[name=choice][value=extend]').check();
	await cabinet.getByRole('button', { name: 'Cast your vote' }).click();
	await expect(cabinet.locator('form[action*=vote]')).toContainText('State that you have no interest');
	await expect(cabinet.locator('[name=choice][value=extend]')).toBeChecked();
	await cabinet.locator('[name=no_interest]').check();
	await cabinet.getByRole('button', { name: 'Cast your vote' }).click();
	await expect(cabinet.getByRole('button', { name: 'Change your vote' })).toBeVisible();

	const recused = await on(browser, 'cabinet2', new URL(cabinet.url()).pathname);
	await expect(recused.getByRole('main')).toContainText('You recused yourself from this pilot');
	const evaluator = await on(browser, 'evaluator', '/');
	await expect(evaluator.getByRole('main')).toContainText('it is overdue');
});

test.describe('the rules of gates', () => {
	const added = 'The parents’ council has heard of it';

	test('are for the AI office', async ({ browser }) => {
		const page = await as(browser, 'cabinet');
		expect((await page.goto('/admin/gates'))?.status()).toBe(403);
	});

	test('are changed after a look at the pilots that it touches, and two admins do not overwrite each other', async ({
		browser
	}) => {
		const admin = await on(browser, 'admin', '/admin/gates');
		const second = await on(browser, 'admin', '/admin/gates');
		await expectAccessible(admin);
		const launch = admin.locator('#act-launch');
		await (await opened(launch, 'Add a criterion')).getByRole('button', { name: 'Add it' }).click();
		await expect(launch).toContainText('Say in words what it asks');
		await launch.locator('[name=add-launch-title]').fill(added);
		await launch.getByRole('button', { name: 'Add it' }).click();
		const row = launch.locator('li', { hasText: added });
		await expect(row).toBeVisible();
		await admin.getByRole('button', { name: 'See what this changes' }).click();
		await expect(row).toContainText('Choose who signs it.');
		await row.getByLabel('Sponsor', { exact: true }).check();
		await admin.getByRole('button', { name: 'See what this changes' }).click();
		const preview = admin.locator('#preview');
		await expect(preview).toContainText(`Added at Launch: ${added}, for every pilot`);
		await expect(preview).toContainText(
			/1\spilot stands at a gate that changes, and\s+keeps the rules of before/
		);
		await expect(preview).toContainText('One checklist for every AI tool');
		await expect(preview).toContainText('A reading companion for English learners');
		await expectAccessible(admin);
		await row.getByLabel('Kind of pilot').selectOption('back office');
		await admin.getByRole('button', { name: 'See what this changes' }).click();
		await expect(preview).toContainText(`Added at Launch: ${added}, for back office pilots`);
		await expect(preview).not.toContainText('A reading companion for English learners');
		await admin.getByRole('button', { name: 'Save these rules' }).click();
		await expect(admin.getByRole('main')).toContainText('The rules are saved');

		// The pilot at the gate keeps its own.
		const path = await pathOf(admin, 'One checklist for every AI tool');
		await admin.goto(path);
		await expect(admin.getByRole('main')).toContainText('Launch');
		await expect(admin.getByRole('main')).not.toContainText(added);

		const evidence = second.locator('#act-evidence');
		const cycle = await opened(evidence, 'The cycle is over');
		await cycle.locator('select').selectOption('no');
		await second.getByRole('button', { name: 'See what this changes' }).click();
		await expect(second.getByRole('main')).toContainText('Alicia Grant changed the gates in the meantime');
		await expect(cycle.locator('select')).toHaveValue('no');
		await second.getByRole('button', { name: 'See what this changes' }).click();
		await expect(second.locator('#preview')).toContainText(`Taken out at Launch`);
	});

	test('can be edited without script', async ({ browser }) => {
		const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
		await page.goto('/sign-in');
		await page.locator('button[name=account][value=admin]').click();
		await page.goto('/admin/gates');
		const gate = page.locator('#act-adopt');
		await gate.locator('summary', { hasText: 'Add a criterion' }).click();
		await gate.locator('[name=add-adopt-title]').fill('The board was told');
		await gate.getByRole('button', { name: 'Add it' }).click();
		const row = gate.locator('li', { hasText: 'The board was told' });
		await expect(row).toBeVisible();
		await row.getByLabel('Clerk', { exact: true }).check();
		await page.getByRole('button', { name: 'See what this changes' }).click();
		await expect(page.locator('#preview')).toContainText('Added at Adopt: The board was told');
		await row.getByRole('button', { name: /Take it out/ }).click();
		await page.getByRole('button', { name: 'See what this changes' }).click();
		await expect(page.locator('#preview')).toContainText('Nothing changes');
	});
});
