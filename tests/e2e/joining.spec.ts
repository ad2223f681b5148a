import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

const TITLE = 'A reading companion for English learners';
const WANTED = 'Logs the minutes that each class reads aloud';

const team = (page: Page) => page.locator('#team');
const discussion = (page: Page) => page.locator('#discussion');
const part = (page: Page, heading: string) =>
	page
		.locator('section')
		.filter({ has: page.getByRole('heading', { name: heading, exact: true }) })
		.last();

/** The pilot's page of somebody, by way of the open seats. */
async function open(browser: Browser, account: string): Promise<Page> {
	const page = await as(browser, account);
	await page.goto('/seats');
	await page.getByRole('link', { name: TITLE }).first().click();
	await page.waitForURL(/\/pilots\/[0-9a-f-]{36}/);
	return page;
}

test('somebody asks for a seat by keyboard, and the lead takes them in', async ({ browser }) => {
	const page = await as(browser, 'lead');
	await page.getByRole('link', { name: 'Open seats' }).first().click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Open seats');
	const seat = page.getByRole('listitem').filter({ hasText: WANTED });
	await expect(seat).toContainText('Data collector, about 2 hours a week');
	await expectAccessible(page);
	await page.getByLabel('Site').selectOption('Transportation');
	await expect(page.getByText('No seat fits these filters')).toBeVisible();
	await page.getByRole('link', { name: 'Clear filters' }).click();

	await seat.getByRole('link', { name: TITLE }).click();
	await page.waitForURL(/\/pilots\/.*#seat-/);
	const summary = team(page).getByRole('listitem').filter({ hasText: WANTED }).locator('summary');
	await summary.focus();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await page.keyboard.type('I teach next door, and I count anyway.');
	await expectAccessible(page);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByText('You have asked to join.')).toBeVisible();
	await expect(page.locator('#join')).toContainText('I teach next door');
	await expect(team(page).locator('summary', { hasText: 'Ask' })).toHaveCount(0);

	const lead = await as(browser, 'teacher');
	await lead.getByRole('main').getByRole('link', { name: TITLE }).first().click();
	const request = team(lead).getByRole('listitem').filter({ hasText: 'I count anyway' });
	await expect(request).toContainText('Daniel Reyes');
	await expectAccessible(lead);
	await request.getByLabel('A word to them').fill('Welcome.');
	await request.getByRole('button', { name: 'Accept as data collector' }).click();
	await expect(lead.getByText('They are on the team now')).toBeVisible();
	await expect(team(lead).getByRole('listitem').filter({ hasText: 'Daniel Reyes' })).toContainText(
		'Data collector'
	);
	// The seat is taken; whoever asked for it too can still be taken in without it.
	const late = team(lead).getByRole('listitem').filter({ hasText: 'I like tables' });
	await expect(late).toContainText('closed or taken by now');
	await late.getByRole('button', { name: 'Decline' }).click();
	await expect(lead.getByText('They are told that they do not join.')).toBeVisible();

	await page.reload();
	await expect(team(page).locator('summary', { hasText: 'Leave the team' })).toBeVisible();
	await expect(team(page)).not.toContainText(WANTED);
});

test('a part is talked about beside it, answered and settled', async ({ browser }) => {
	const clerk = await open(browser, 'clerk');
	const problem = part(clerk, 'The problem');
	await problem.locator('summary').click();
	await problem
		.getByLabel('What would you say about the problem?')
		.fill('Eight minutes: counted by whom? @Nobody Known');
	await expectAccessible(clerk);
	await problem.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(clerk.getByText('A name after an @ is of nobody who sees this pilot')).toBeVisible();
	await expect(problem.locator('summary').first()).toContainText('1 open thread');
	const thread = discussion(clerk).getByRole('listitem').filter({ hasText: 'counted by whom' });
	await expect(thread).toContainText('The problem');

	const lead = await open(browser, 'teacher');
	const there = part(lead, 'The problem');
	await there.locator('summary').first().click();
	await there.locator('summary', { hasText: 'Answer' }).click();
	await there.getByLabel('Your answer').fill('By the aides, in October.');
	await there.getByRole('button', { name: 'Answer', exact: true }).click();
	await expect(discussion(lead)).toContainText('By the aides, in October.');
	await there.getByRole('button', { name: /^Settle/ }).click();
	await expect(lead.getByText('The thread is settled.')).toBeVisible();
	await expect(there.locator('summary').first()).toContainText('1 settled thread');
});

test('what is for reviewers only is not there for the team', async ({ browser }) => {
	const SECRET = 'Their last audit is two years old';
	const reviewer = await open(browser, 'reviewer');
	await reviewer.getByLabel('Your comment').fill(`${SECRET}, @Maya Ortiz.`);
	await reviewer.getByLabel('About', { exact: true }).selectOption('the tool');
	await discussion(reviewer).getByLabel('For reviewers only').check();
	await reviewer.getByRole('button', { name: 'Comment', exact: true }).click();
	// Who leads it may not read it: nothing is saved and nothing is lost.
	await expect(discussion(reviewer).locator('.field.invalid')).toContainText(
		'Maya Ortiz may not read comments for reviewers only'
	);
	await expect(reviewer.getByLabel('Your comment')).toHaveValue(`${SECRET}, @Maya Ortiz.`);
	await expect(discussion(reviewer).getByLabel('For reviewers only')).toBeChecked();
	await reviewer.getByLabel('Your comment').fill(`${SECRET}.`);
	await reviewer.getByRole('button', { name: 'Comment', exact: true }).click();
	const said = discussion(reviewer).getByRole('listitem').filter({ hasText: SECRET });
	await expect(said).toContainText('Reviewers only');
	await expectAccessible(reviewer);
	for (const account of ['teacher', 'lead', 'clerk']) {
		const page = await open(browser, account);
		await expect(discussion(page)).toBeVisible();
		expect(await page.content(), account).not.toContain(SECRET);
		await expect(page.getByLabel('For reviewers only')).toHaveCount(0);
	}
});

test('partner contacts and seats work without script, and at 390 px', async ({ browser }) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 390, height: 844 }
	});
	const page = await context.newPage();
	await signIn(page, 'teacher');
	await page.goto('/seats');
	await page.getByRole('link', { name: TITLE }).first().click();
	const add = team(page).locator('details', { hasText: 'Add a partner contact' });
	await add.locator('summary').click();
	await add.getByLabel('Name').fill('Ada Byron');
	await add.getByLabel('Organisation').fill('State university');
	await add.getByLabel('Mail').fill('not an address');
	await add.getByRole('button', { name: 'Add' }).click();
	await expect(add).toContainText('name@example.org, or leave it empty');
	await expect(add.getByLabel('Name')).toHaveValue('Ada Byron');
	await add.getByLabel('Mail').fill('ada@university.example');
	await add.getByRole('button', { name: 'Add' }).click();
	await expect(page.getByRole('link', { name: 'ada@university.example' })).toBeVisible();
	await team(page).locator('summary', { hasText: 'Open a seat' }).click();
	await page.getByLabel('What is asked of them?').fill('Takes the pictures.');
	await page.getByRole('button', { name: 'Open the seat' }).click();
	await expect(team(page)).toContainText('Takes the pictures.');
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
