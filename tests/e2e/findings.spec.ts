import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const TITLE = 'One checklist for every AI tool';
const AUDIT = 'The vendor’s last audit is two years old';
const FOUND = 'Nobody is named who stops the assistant';

async function pathOf(page: Page, title: string): Promise<string> {
	await page.goto(`/search?q=${encodeURIComponent(title)}`);
	const link = page.getByRole('link', { name: title }).first();
	return link.evaluate((found) => new URL((found as HTMLAnchorElement).href).pathname);
}

async function findingsOf(browser: Browser, account: string) {
	const page = await as(browser, account);
	const path = await pathOf(page, TITLE);
	await page.goto(`${path}/findings`);
	return { page, path };
}

const item = (page: Page, title: string) => page.locator('#findings li', { hasText: title });
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a finding is raised, answered and closed by somebody else, and the gate says so', async ({
	browser
}) => {
	test.slow();
	const { page: reviewer, path } = await findingsOf(browser, 'reviewer');
	await expect(item(reviewer, AUDIT)).toContainText('Blocking');
	await expectAccessible(reviewer);
	await reviewer.getByText('Raise a finding', { exact: true }).click();
	const form = reviewer.getByRole('form', { name: 'Raise a finding' });
	await form.getByLabel('What was found, in one line').fill(FOUND);
	await form.getByRole('button', { name: 'Raise the finding' }).click();
	const summary = reviewer.getByRole('alert');
	await expect(summary).toContainText('Choose what it is about.');
	await expect(summary).toContainText('Choose how much it weighs.');
	await expect(form.getByLabel('What was found, in one line')).toHaveValue(FOUND);
	await expectAccessible(reviewer);
	await form.getByLabel('What it is about').selectOption('security');
	await form.getByLabel('What is wrong, and what would settle it').fill('Name one person and one way.');
	await form.getByRole('radio', { name: 'Blocking' }).check();
	await form.getByLabel('Who has to settle it').selectOption({ label: 'Alicia Grant, AI office' });
	await form.getByLabel('By when').fill(inDays(5));
	await form.getByRole('button', { name: 'Raise the finding' }).click();
	await expect(reviewer.getByRole('status').filter({ hasText: 'The finding is raised' })).toBeVisible();
	await expect(item(reviewer, FOUND)).toContainText('Alicia Grant to settle by');

	// Its owner, of the AI office, answers, and does not close it.
	const admin = await as(browser, 'admin');
	await admin.goto('/');
	await admin
		.getByRole('link', { name: FOUND })
		.or(admin.getByRole('link', { name: `Answer: ${TITLE}` }))
		.first()
		.click();
	const mine = item(admin, FOUND);
	await expect(mine).toContainText('Yours to settle by');
	await mine.getByText('Answer', { exact: true }).click();
	await mine.getByLabel('What was done').fill('Alicia Grant switches it off in the console.');
	await mine.getByLabel('Link to it').fill('the console');
	await mine.getByRole('button', { name: 'Send the answer' }).click();
	await expect(mine.getByRole('alert')).toContainText('A link begins with https://');
	await expect(mine.getByLabel('What was done')).toHaveValue('Alicia Grant switches it off in the console.');
	await mine.getByLabel('Link to it').fill('https://office.example/console');
	await mine.getByRole('button', { name: 'Send the answer' }).click();
	await expect(mine).toContainText('Alicia Grant answered');
	await expect(mine).toContainText('Whoever owns or answered a finding doesn’t close it. Tom Becker can.');
	await expect(mine.getByText('Close it', { exact: true })).toHaveCount(0);
	await expectAccessible(admin);

	// The reviewer closes it, and the one that was there before.
	await reviewer.goto(path);
	const gate = reviewer.getByRole('main');
	await expect(gate).toContainText(`Still to be closed: “${AUDIT}” and “${FOUND}” (answered).`);
	await reviewer.getByRole('link', { name: /^Settle them ?: No blocking finding open/ }).click();
	for (const title of [FOUND, AUDIT]) {
		const one = item(reviewer, title);
		await one.getByText('Close it', { exact: true }).click();
		await one.getByLabel('Why it is settled').fill('It is settled.');
		await one.getByRole('button', { name: 'Close the finding' }).click();
		await expect(one).toContainText('Tom Becker closed it');
	}
	await reviewer.goto(path);
	await expect(gate).toContainText('None is open. Open beside: 1 major.');
});

test('a reviewer sees what waits and takes a review, on a phone, in the dark and without script', async ({
	browser
}) => {
	test.slow();
	const page = await as(browser, 'reviewer', '/reviews');
	const row = page.locator('li', { hasText: TITLE }).filter({ hasText: 'Instruction' });
	await expect(row).toContainText('Overdue');
	await expect(page.locator('li', { hasText: 'Bus routes planned by AI' })).toContainText(
		'Wes Calder recused themselves'
	);
	await expectAccessible(page);
	await row.getByRole('button', { name: /^Take it ?: One checklist .*instruction/ }).click();
	await expect(page.getByRole('status').filter({ hasText: 'The review is assigned.' })).toBeVisible();
	await expect(row.getByLabel(`Reviewer of ${TITLE} for instruction`)).toHaveValue(/.+/);
	await page.getByRole('link', { name: /^Mine/ }).click();
	await expect(page.locator('li', { hasText: 'Bus routes' })).toHaveCount(0);
	await expect(row).toBeVisible();
	await page.setViewportSize({ width: 320, height: 800 });
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await sideways(page)).toBe(0);
	await expectAccessible(page);
	await page.goto('/risk#reopening');
	expect(await sideways(page)).toBe(0);
	await expectAccessible(page);

	const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await bare.goto('/sign-in');
	await bare.locator('button[name=account][value=admin]').click();
	await bare.goto('/reviews?specialty=instruction');
	const again = bare.locator('li', { hasText: TITLE });
	await again.getByLabel(`Reviewer of ${TITLE} for instruction`).selectOption({ label: 'Nobody yet' });
	await again.getByRole('button', { name: /^Assign ?: One checklist .*instruction/ }).click();
	await expect(bare.getByText('Nobody has the review now.')).toBeVisible();
});
