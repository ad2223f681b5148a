import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

const OPEN = 'Notes of team meetings, taken by AI';
const CLOSED = 'A tutor for fractions in grade 6';
const RUNNING = 'Reading lessons by television in grades 1 to 4';

const statements = ['works', 'easy', 'fits', 'saves', 'helps', 'safe', 'keep'];

async function pathOf(page: Page, title: string): Promise<string> {
	await page.goto(`/search?q=${encodeURIComponent(title)}`);
	const link = page.getByRole('link', { name: title }).first();
	return link.evaluate((found) => new URL((found as HTMLAnchorElement).href).pathname);
}

async function evidenceOf(browser: Browser, account: string, title: string) {
	const page = await as(browser, account);
	const path = await pathOf(page, title);
	await page.goto(`${path}/evidence`);
	return { page, path, card: page.locator('#feedback') };
}

const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a teacher answers from home, on a phone and by keyboard; what is missing is said, and nothing is lost', async ({
	browser
}) => {
	test.slow();
	const page = await as(browser, 'teacher');
	await page.setViewportSize({ width: 320, height: 800 });
	await page.goto('/');
	await page.getByRole('link', { name: `Answer: ${OPEN}` }).click();
	await expect(page.getByRole('heading', { name: /What is it like to work with/ })).toBeVisible();
	expect(await sideways(page)).toBe(0);
	await expectAccessible(page);

	await page.getByRole('radio', { name: 'About once a week' }).check();
	for (const one of statements.slice(0, 6)) await page.locator(`[name=${one}][value="4"]`).check();
	await page.getByRole('radio', { name: 'It saves me time' }).focus();
	await page.keyboard.press('Space');
	await page.getByRole('button', { name: 'Send my answers' }).click();
	const summary = page.getByRole('alert');
	await expect(summary).toContainText('Choose how far you agree.');
	await expect(summary).toContainText('Enter about how many minutes a week');
	await expect(page.locator('[name=works][value="4"]')).toBeChecked();
	await expectAccessible(page);
	await summary.getByRole('link', { name: 'Choose how far you agree.' }).click();
	await expect(page.locator('[name=keep]').first()).toBeFocused();
	await page.keyboard.press('ArrowUp');
	await expect(page.locator('[name=keep][value="5"]')).toBeChecked();
	await page.getByLabel('About how many minutes a week?').fill('25');
	await page.getByRole('button', { name: 'Send my answers' }).click();
	await expect(page.getByRole('heading', { name: 'Your answers are counted' })).toBeVisible();
	await expectAccessible(page);

	await page.goto('/');
	await expect(page.getByRole('link', { name: `Answer: ${OPEN}` })).toHaveCount(0);
	// Six answered by now, and nobody is told so.
	const { card } = await evidenceOf(browser, 'evaluator', OPEN);
	await expect(card).toContainText('Fewer than 10 people have answered');
	await expect(card).not.toContainText('agree');
});

test('what educators said stands beside the evidence, in the brief and for programs', async ({ browser }) => {
	test.slow();
	const { page, path, card } = await evidenceOf(browser, 'cabinet', CLOSED);
	await expect(card).toContainText(/Of 14 who answered, \d+% would want to keep it/);
	await expect(card.getByRole('row', { name: /It is easy to use/ })).toContainText(/\d+%/);
	await expect(card.getByRole('heading', { name: 'Net minutes a week' })).toBeVisible();
	// Eight at one school and six at the other: neither is told.
	await expect(card.getByText('By site')).toHaveCount(0);
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 800 });
	expect(await sideways(page)).toBe(0);

	const answer = await page.request.get(`/api${path}/evidence`);
	const { feedback } = await answer.json();
	expect(feedback).toMatchObject([{ period: 'Unit 4', withheld: false, results: { n: 14, sites: [] } }]);

	await page.goto(`${path}/vote`);
	await expect(page.getByRole('main')).toContainText(/Educators, Unit 4\b.*Of 14 who answered/);
});

test('without script an evaluator asks, a colleague answers, and the evaluator closes', async ({
	browser
}) => {
	test.slow();
	const still = async (account: string) => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await signIn(page, account);
		return page;
	};
	const evaluator = await still('evaluator');
	const path = await pathOf(evaluator, RUNNING);
	await evaluator.goto(`${path}/evidence`);
	const card = evaluator.locator('#feedback');
	await card.getByText('Ask educators').first().click();
	await card.getByLabel('What is it called?').fill('<Fall>');
	await card.getByRole('button', { name: 'Ask educators' }).click();
	await expect(evaluator.getByRole('alert')).toContainText('short label');
	await expect(card.getByLabel('What is it called?')).toHaveValue('<Fall>');
	await card.getByLabel('What is it called?').fill('Fall');
	await card.getByRole('button', { name: 'Ask educators' }).click();
	await expect(card).toContainText('Fall');
	await evaluator.goto(`${path}/feedback`);
	await expect(evaluator.getByRole('main')).toContainText('You evaluate this pilot');

	const teacher = await still('teacher');
	await teacher.goto(`${path}/feedback`);
	await teacher.locator('[name=use][value=daily]').check();
	for (const one of statements) await teacher.locator(`[name=${one}][value="2"]`).check();
	await teacher.locator('[name=time][value=costs]').check();
	await teacher.getByRole('button', { name: 'Send my answers' }).click();
	await expect(teacher.getByRole('alert')).toContainText('how many minutes');
	await expect(teacher.locator('[name=safe][value="2"]')).toBeChecked();
	await teacher.locator('[name=minutes]').fill('10');
	await teacher.getByRole('button', { name: 'Send my answers' }).click();
	await expect(teacher.getByRole('main')).toContainText('Your answers are counted');

	await evaluator.goto(`${path}/evidence`);
	await card.getByText('Close it now').click();
	await card.getByRole('button', { name: 'Close the round' }).click();
	await expect(card).toContainText('Fewer than 10 answered, so nothing of it is told');
});

test('answers that arrive after a session is over are kept for nobody', async ({ browser }) => {
	const page = await as(browser, 'lead');
	const path = await pathOf(page, OPEN);
	const context = page.context();
	const spoilt = (await context.cookies())
		.filter(({ name }) => name.startsWith('sb-'))
		.map((cookie) => ({ ...cookie, value: cookie.value.slice(0, -40) + 'A'.repeat(40) }));
	await context.addCookies(spoilt);
	const answer = await page.request.post(`${path}/feedback?/answer`, {
		form: { round: crypto.randomUUID(), works: '1' },
		headers: { origin: new URL(page.url()).origin, accept: 'text/html' },
		maxRedirects: 0
	});
	expect(answer.headers().location).toMatch(/^\/sign-in\?back=(?!%2Fkept)/);
	expect((await context.cookies()).filter(({ name }) => name === 'kept')).toEqual([]);
});
