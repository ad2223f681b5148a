import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const PILOT = 'Video hints in practice on triangles';
const today = new Date().toISOString().slice(0, 10);

async function noSideways(page: Page) {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}

/** The form behind a line that opens it. */
async function opened(page: Page, summary: string) {
	const fold = page.locator('details', { has: page.getByText(summary, { exact: true }) }).last();
	if ((await fold.getAttribute('open')) === null) await fold.locator('summary').first().click();
	return fold.locator('form').last();
}

test('a teacher reports a serious incident on a phone; it is looked into, worked on, and closed by two people', async ({
	browser
}) => {
	// On a phone, from the pilot's own page.
	const teacher = await as(browser, 'teacher', '/pipeline?as=list');
	await teacher.setViewportSize({ width: 390, height: 800 });
	const href = await teacher.getByRole('link', { name: PILOT }).first().getAttribute('href');
	const path = new URL(href!, teacher.url()).pathname;
	await teacher.goto(path);
	await teacher.getByText('Report an incident', { exact: true }).click();
	await teacher.getByRole('link', { name: /Say more/ }).click();
	await expect(teacher.getByRole('heading', { level: 1, name: 'Report an incident' })).toBeVisible();
	await expect(teacher.getByLabel('In which pilot?').locator('option:checked')).toContainText(PILOT);
	await teacher.getByRole('button', { name: 'Report it' }).click();
	await expect(teacher.getByRole('alert').first()).toContainText('Say what happened.');
	await teacher
		.getByLabel('What happened?')
		.fill('The page of a lesson showed the reading level of student 20417733 to the whole class.');
	await expect(teacher.getByText('This has a long number')).toBeVisible();
	await teacher.locator('[name=severity][value=serious]').check();
	await teacher.locator('[name=kind]').selectOption('privacy or data leak');
	await teacher.locator('[name=occurred_on]').fill(today);
	await teacher.locator('[name=affected][value=students]').check();
	await teacher.locator('[name=how_many]').selectOption('1 to 5');
	await teacher.getByRole('button', { name: 'Report it' }).click();
	// A number that may be somebody's is refused, and nothing that was typed is lost.
	await expect(teacher.getByRole('alert').first()).toContainText('has a long number in it');
	await expect(teacher.locator('[name=kind]')).toHaveValue('privacy or data leak');
	await expectAccessible(teacher);
	await noSideways(teacher);
	await teacher
		.getByLabel('What happened?')
		.fill('The page of a lesson showed the reading level of one student to the whole class.');
	await teacher.getByRole('button', { name: 'Report it' }).click();
	await expect(teacher.getByRole('main')).toContainText('The pilots that it names are on hold');
	const incident = new URL(teacher.url()).pathname;
	await noSideways(teacher);

	// Everyone sees that there was one, and that the pilot is on hold.
	const clerk = await as(browser, 'clerk', path);
	await expect(clerk.getByRole('main')).toContainText('On hold');
	await clerk.goto(incident);
	await expect(clerk.getByRole('main')).toContainText('What is known to everyone');
	await expect(clerk.getByRole('main')).not.toContainText('reading level');

	// The AI office finds it at home, says what it found, and asks for something.
	const admin = await as(browser, 'admin');
	await admin.locator(`a[href$="${incident}#triage"]`).first().click();
	await expect(admin.getByRole('main')).toContainText('reading level');
	await admin.getByRole('button', { name: 'Save what you found' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('Say why');
	await admin.getByLabel('Why').fill('One student was shown to others as a weak reader.');
	await admin.getByLabel('Who answers for it').selectOption({ label: 'Maya Ortiz' });
	await admin.getByRole('button', { name: 'Save what you found' }).click();
	await expect(admin.getByRole('main')).toContainText('Maya Ortiz answers for it');
	await expectAccessible(admin);

	// Its owner goes on from home; the team proposes no closing.
	await teacher.goto('/');
	await teacher.locator(`a[href$="${incident}#work"]`).first().click();
	const ask = await opened(teacher, 'Ask for something to be done');
	await ask.getByLabel('What is to be done').fill('Hide levels on the page of a lesson.');
	await ask.getByLabel('By whom').selectOption({ label: 'Maya Ortiz' });
	await ask.getByLabel('Until when').fill(today);
	await ask.getByRole('button', { name: 'Ask for it' }).click();
	await expect(teacher.locator('#work')).toContainText('Hide levels on the page of a lesson.');
	const done = await opened(teacher, 'It is done');
	await done.getByRole('button', { name: 'Mark as done' }).click();
	await expect(teacher.locator('#work')).toContainText('Done by Maya Ortiz');
	const interim = await opened(teacher, 'Give an interim report');
	await interim.getByLabel('What is known so far').fill('Levels are hidden; the family is told.');
	await interim.getByRole('button', { name: 'Keep the report' }).click();
	await expect(teacher.locator('#interim')).toContainText('Levels are hidden; the family is told.');
	await expect(teacher.getByText('Propose to close it')).toHaveCount(0);

	// One proposes, and cannot approve; a second person does.
	await admin.goto(incident);
	const closing = await opened(admin, 'Propose to close it');
	await closing.locator('[name=closing]').fill('Levels are hidden for everyone but the teacher.');
	await closing.getByRole('button', { name: 'Propose to close it' }).click();
	await expect(admin.locator('#closing')).toContainText('It waits for somebody');
	await expect(admin.getByRole('button', { name: 'Approve the closing' })).toHaveCount(0);
	const reviewer = await as(browser, 'reviewer', `${incident}#closing`);
	await reviewer.getByRole('button', { name: 'It is not settled' }).click();
	await expect(reviewer.getByRole('alert').first()).toContainText('Say what is missing.');
	await reviewer.getByRole('button', { name: 'Approve the closing' }).click();
	await expect(reviewer.getByRole('main')).toContainText('The incident is closed.');
	await expect(reviewer.locator('#timeline')).toContainText('Alicia Grant proposed to close it');
	await expect(reviewer.locator('#timeline')).toContainText('Tom Becker agreed that it is closed');
});

test('the list is narrowed by address, told over the months, and reports of one event are joined', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/principles');
	await admin.goto('/incidents');
	await expect(admin.getByRole('navigation', { name: 'Responsible use' })).toBeVisible();
	await expect(admin.getByRole('table', { name: 'By kind' })).toContainText('Security');
	await admin.getByLabel('State', { exact: true }).selectOption('closed');
	await expect(admin).toHaveURL(/\?state=closed$/);
	await expect(admin.getByRole('list', { name: 'Incidents' })).toContainText('Bus routes planned by AI');
	await admin.getByLabel('Kind', { exact: true }).selectOption('accessibility');
	await expect(admin.getByRole('main')).toContainText('No incident answers to that');
	await admin.getByRole('link', { name: 'Clear' }).click();
	await expectAccessible(admin);

	await admin.getByRole('link', { name: 'Over-reliance or misuse' }).first().click();
	const join = await opened(admin, 'Join another report to this one');
	await join.getByRole('button', { name: 'Join them' }).click();
	await expect(join).toContainText('Choose the other report.');
	await join.locator('[name=other]').selectOption({ index: 1 });
	await join.locator('[name=reason]').fill('Both tell of the posters in the hall.');
	await join.getByRole('button', { name: 'Join them' }).click();
	await expect(admin.getByRole('main')).toContainText('this one stands for both');
	await admin.locator('#join').getByRole('link').first().click();
	await expect(admin.getByRole('main')).toContainText('Another report of the same event stands for this one');
	await admin.getByRole('link', { name: 'Go on there' }).click();
	await expect(admin.locator('#timeline')).toContainText('joined another report of the same event to it');
});

test('holds up without script, in the dark and at 320 px', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/incidents');
	const link = admin.getByRole('link', { name: 'Bias or unequal treatment' }).first();
	const one = new URL((await link.getAttribute('href'))!, admin.url()).pathname;
	await admin.emulateMedia({ colorScheme: 'dark' });
	await admin.setViewportSize({ width: 320, height: 700 });
	for (const path of ['/incidents', '/incidents?state=open', one, '/incidents/new']) {
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
	await quiet.goto('/incidents');
	await quiet.getByLabel('Severity', { exact: true }).selectOption('serious');
	await quiet.getByRole('button', { name: 'Show', exact: true }).click();
	await expect(quiet.getByRole('list', { name: 'Incidents' })).not.toContainText('Minor');
	await quiet.goto('/incidents/new');
	await quiet.locator('[name=what_happened]').fill('A tool that nobody asked for answered in a lesson.');
	await quiet.getByRole('button', { name: 'Report it' }).click();
	await expect(quiet.locator('[name=what_happened]')).toHaveValue(/nobody asked for/);
	await quiet.locator('[name=severity][value=minor]').check();
	await quiet.locator('[name=kind]').selectOption('other');
	await quiet.locator('[name=occurred_on]').fill(today);
	await quiet.getByRole('button', { name: 'Report it' }).click();
	await expect(quiet.getByRole('main')).toContainText('The incident is recorded.');
	await still.close();
});
