import { expect, type BrowserContext, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

const HOSTILE = '<img src=x onerror="document.title=\'broken\'"> <script>alert(1)</script> **bold**';

/** A pilot of the demonstration that everyone sees. */
async function openPilot(page: Page): Promise<string> {
	await page.goto('/pipeline');
	await page
		.getByRole('link', { name: /Reading lessons by television/ })
		.first()
		.click();
	await page.waitForURL(/\/pilots\/[0-9a-f-]{36}/);
	return new URL(page.url()).pathname;
}

const discussion = (page: Page) => page.locator('#discussion');

/** The session ends elsewhere: the cookies are still sent, and are good for nothing. */
async function endSession(context: BrowserContext): Promise<void> {
	const cookies = await context.cookies();
	const spoilt = cookies
		.filter(({ name }) => name.startsWith('sb-'))
		.map((cookie) => ({ ...cookie, value: cookie.value.slice(0, -40) + 'A'.repeat(40) }));
	expect(spoilt.length).toBeGreaterThan(0);
	await context.addCookies(spoilt);
}

test('people talk about a pilot, and mention each other by keyboard', async ({ browser }) => {
	test.slow();
	const teacher = await as(browser, 'teacher');
	const path = await openPilot(teacher);
	await expect(discussion(teacher)).toContainText('Nobody has said anything yet');
	await expectAccessible(teacher);

	const text = teacher.getByLabel('Your comment');
	await text.pressSequentially('Did it help the weakest readers, @pri');
	const option = teacher.getByRole('option', { name: /Priya/ });
	await expect(option).toHaveAttribute('aria-selected', 'true');
	await expect(text).toHaveAttribute('aria-activedescendant', (await option.getAttribute('id'))!);
	await expectAccessible(teacher);
	await text.press('Escape');
	await expect(option).toBeHidden();
	await text.press('Backspace');
	await text.press('Backspace');
	await text.press('Backspace');
	await text.press('Backspace');
	await text.pressSequentially('@pri');
	await expect(option).toBeVisible();
	await text.press('Enter');
	await expect(text).toBeFocused();
	await text.pressSequentially('? And by how much');
	await expect(text).toHaveValue(/^Did it help the weakest readers, @Priya [^@]+\? And by how much$/);
	await teacher.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(discussion(teacher).getByRole('listitem')).toContainText('Did it help the weakest readers');
	await expect(teacher.getByLabel('Your comment')).toHaveValue('');
	await expect(teacher.locator('#activity')).toContainText('wrote a comment and mentioned 1');
	await expect(teacher.locator('#activity')).not.toContainText('weakest readers');

	const evaluator = await as(browser, 'evaluator');
	const mentioned = evaluator.getByText(/mentioned you in/);
	await expect(mentioned).toHaveCount(1);
	await expectAccessible(evaluator);
	await mentioned.getByRole('link').click();
	await evaluator.waitForURL(`**${path}*`);
	await expect(discussion(evaluator)).toContainText('Mentions you');
	// What was looked at waits no more.
	await expect(async () => {
		await evaluator.goto('/');
		await expect(mentioned).toHaveCount(0);
	}).toPass();

	await evaluator.goto(path);
	await evaluator.getByLabel('Your comment').fill(HOSTILE);
	await evaluator.getByRole('button', { name: 'Comment', exact: true }).click();
	const answer = discussion(evaluator).getByRole('listitem').last();
	await expect(answer).toContainText(HOSTILE);
	await expect(discussion(evaluator).locator('img, script, b, strong:has-text("bold")')).toHaveCount(0);
	expect(await evaluator.title()).toContain('Reading lessons');
	await expectAccessible(evaluator);

	await answer.locator('summary').click();
	await answer.getByRole('button', { name: 'Take it back' }).click();
	await expect(discussion(evaluator).getByRole('listitem').last()).toContainText('Taken back');
	await teacher.goto(path);
	await expect(discussion(teacher)).not.toContainText('onerror');
	await expect(discussion(teacher).getByText('Taken back.')).toBeVisible();
});

test('a comment that is too long is refused, and kept in the form', async ({ browser }) => {
	const page = await as(browser, 'lead');
	await openPilot(page);
	await page.getByLabel('Your comment').fill('x'.repeat(4001));
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(discussion(page).locator('.field')).toContainText('4000 characters');
	await expect(page.getByLabel('Your comment')).toHaveValue('x'.repeat(4001));
});

test('without script people talk just the same', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await signIn(page, 'clerk');
	const path = await openPilot(page);
	await page.getByLabel('Your comment').fill('Plain words,\nin two lines.');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(discussion(page).getByText('Plain words,')).toBeVisible();
	await page.goto(`${path}?kind=talk#activity`);
	await expect(page.locator('#activity')).toContainText('wrote a comment');
	await expect(page.locator('#activity')).not.toContainText('launched');
});

test('a session that ends in the middle of a proposal loses nothing, with script and without', async ({
	browser
}) => {
	test.slow();
	for (const javaScriptEnabled of [true, false]) {
		const context = await browser.newContext({ javaScriptEnabled });
		const page = await context.newPage();
		await signIn(page, 'teacher');
		await page.goto('/pilots/new');
		const title = `Written while signed out ${javaScriptEnabled ? 'with' : 'without'} script`;
		const problem = 'A problem that took a while to write down.\nIn “two” lines & <b>more</b>.';
		await page.getByLabel('What is the problem?').fill(problem);
		await page.getByLabel('A working title').fill(title);
		await endSession(context);
		await page.getByRole('button', { name: 'Save and continue' }).click();
		await page.waitForURL(/\/sign-in\?back=%2Fkept/);
		await expect(page.getByRole('main')).toContainText('what you wrote comes back');
		const kept = (await context.cookies()).find(({ name }) => name === 'kept');
		expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Lax' });

		// Another person on the same browser sees nothing of it.
		await page.locator('button[name=account][value=clerk]').click();
		await page.waitForURL(/\/kept$/);
		await expect(page.getByRole('main')).toContainText('Nothing waits here');
		await expect(page.getByRole('main')).not.toContainText(title);
		if (javaScriptEnabled) await expectAccessible(page);
		await page.getByRole('button', { name: 'Sign out' }).click();

		await page.goto('/sign-in?back=/kept');
		await page.locator('button[name=account][value=teacher]').click();
		await page.waitForURL(/\/kept$/);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText(
			'You were signed out while you wrote. Nothing was lost.'
		);
		await expect(page.getByRole('main')).toContainText(title);
		await expect(page.getByRole('main')).toContainText('In “two” lines & <b>more</b>.');
		if (javaScriptEnabled) await expectAccessible(page);
		await page.reload();
		await page.getByRole('button', { name: 'Send it now' }).click();
		await page.waitForURL(/\/pilots\/[0-9a-f-]{36}\/edit\?step=benefit/);
		await page.goto(page.url().replace('benefit', 'problem'));
		await expect(page.getByLabel('What is the problem?')).toHaveValue(problem);
		await expect(page.getByLabel('A working title')).toHaveValue(title);
		await page.goto('/kept');
		await expect(page.getByRole('main')).toContainText('Nothing waits here');
	}
});

test('what is not wanted any more is let go', async ({ browser }) => {
	const context = await browser.newContext();
	const page = await context.newPage();
	await signIn(page, 'lead');
	const path = await openPilot(page);
	for (const words of ['First thought.', 'Second thought.']) {
		await page.goto(path);
		await page.getByLabel('Your comment').fill(words);
		await endSession(context);
		await page.getByRole('button', { name: 'Comment', exact: true }).click();
		await page.waitForURL(/\/sign-in\?back=%2Fkept/);
		await page.locator('button[name=account][value=lead]').click();
		await page.waitForURL(/\/kept$/);
	}
	await expect(page.getByRole('main')).toContainText('First thought.');
	await expect(page.getByRole('main')).toContainText('Second thought.');
	await page.getByRole('button', { name: 'Discard' }).first().click();
	await expect(page.getByRole('main')).not.toContainText('First thought.');
	await page.getByRole('button', { name: 'Send it now' }).click();
	await page.waitForURL(/\/pilots\//);
	await expect(discussion(page)).toContainText('Second thought.');
	await expect(discussion(page)).not.toContainText('First thought.');
});

test('the AI office reads who did what, and takes it along', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/activity');
	await expectAccessible(admin);
	await admin.getByLabel('Kind').selectOption('Moves and decisions');
	await admin.getByLabel('In the pilot’s title').fill('television');
	await admin.getByRole('button', { name: 'Apply' }).click();
	await expect(admin).toHaveURL(/kind=moves.*text=television/);
	const launch = admin.getByRole('main').getByRole('listitem').filter({ hasText: 'launched the pilot' });
	await expect(launch).toHaveCount(1);
	await expect(launch).toContainText('television');
	const [file] = await Promise.all([
		admin.waitForEvent('download'),
		admin.getByRole('link', { name: /CSV/ }).click()
	]);
	const csv = await (await file.createReadStream()).toArray();
	const text = Buffer.concat(csv).toString('utf8');
	expect(text).toMatch(/^When,Who,Did what/);
	expect(text).toContain('launched the pilot');
	await admin.getByLabel('In the pilot’s title').fill('no such title');
	await admin.getByRole('button', { name: 'Apply' }).click();
	await expect(admin.getByRole('main')).toContainText('Nothing fits these filters');

	const teacher = await as(browser, 'teacher');
	expect((await teacher.goto('/admin/activity'))?.status()).toBe(403);
	expect((await teacher.request.get('/admin/activity/csv')).status()).toBe(403);
});
