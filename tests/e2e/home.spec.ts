import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { dataFolder } from './demonstration.ts';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

const unread = (page: Page) => page.getByRole('link', { name: /^Inbox/ });
const dark = (page: Page) =>
	page.context().addCookies([{ name: 'theme', value: 'dark', url: new URL(page.url()).origin }]);

test('home says what is due first, what is new, and is done with it by keyboard', async ({ browser }) => {
	const page = await as(browser, 'admin');
	const waiting = page.locator('section', { has: page.getByRole('heading', { name: 'Waiting on you' }) });
	await expect(waiting.getByRole('listitem').first()).toContainText(/due/);
	await expectAccessible(page);
	await dark(page);
	await page.reload();
	await expectAccessible(page);

	const changed = page.locator('#changed');
	await expect(changed.getByRole('heading', { level: 3 }).first()).toBeVisible();
	await changed.getByRole('button', { name: 'Mark all as seen' }).focus();
	await page.keyboard.press('Enter');
	await expect(changed).toContainText('Nothing new');
	await expect(unread(page)).toHaveAccessibleName('Inbox');
});

test('the palette opens by keyboard, finds a pilot by its number, and gives the focus back', async ({
	browser
}) => {
	const page = await as(browser, 'lead', '/strategy');
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	const field = page.getByRole('combobox', { name: /Search/ });
	await expect(async () => {
		await page.keyboard.press('Control+k');
		await expect(field).toBeFocused({ timeout: 2000 });
	}).toPass();
	// Before anything is typed, what one can do.
	await expect(page.getByRole('option', { name: 'Propose a pilot' })).toHaveAttribute(
		'aria-selected',
		'true'
	);
	await expect(page.getByRole('option', { name: 'Call a meeting' })).toHaveCount(0);
	await expectAccessible(page);

	await field.pressSequentially('p-0001');
	const found = page.getByRole('group', { name: 'Pilots' }).getByRole('option');
	await expect(found).toContainText('P-0001');
	await expect(field).toHaveAttribute('aria-activedescendant', (await found.first().getAttribute('id'))!);
	await page.keyboard.press('Escape');
	await expect(field).toBeHidden();

	// On a phone the button is in the menu, and the key works all the same.
	await page.setViewportSize({ width: 390, height: 800 });
	await page.keyboard.press('Control+k');
	await expect(field).toBeFocused();
	await page.keyboard.press('Escape');
	await page.setViewportSize({ width: 1280, height: 900 });

	const button = page.getByRole('link', { name: 'Search' });
	await button.focus();
	await page.keyboard.press('Enter');
	await expect(field).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(button).toBeFocused();
	await page.keyboard.press('Enter');
	await field.pressSequentially('priya');
	await expect(page.getByRole('option', { name: /Priya Raman/ })).toBeVisible();
	await expect(page.getByRole('option', { name: /Priya Raman/ })).toHaveAttribute('aria-selected', 'true');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/people\/[0-9a-f-]{36}/);
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Priya Raman');
	await expectAccessible(page);
});

test('what happens to a pilot reaches whom it names, is read, and is mailed no more after one press in the mail', async ({
	browser,
	playwright,
	baseURL
}) => {
	const lead = await as(browser, 'lead');
	const teacher = await as(browser, 'teacher');
	await lead.goto('/search?q=television');
	await lead.getByRole('link', { name: /television/ }).click();
	await lead.waitForURL(/\/pilots\/[0-9a-f-]{36}/);
	await lead.getByLabel('Your comment').fill('What do you say, @Maya Ortiz?');
	await lead.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(lead.locator('#discussion')).toContainText('What do you say');
	await teacher.goto('/inbox');
	const line = teacher.getByRole('listitem').filter({ hasText: 'mentioned you' }).first();
	await expect(line).toBeVisible();
	await expectAccessible(teacher);
	await teacher
		.getByRole('button', { name: /^Mark “.*television.*” as read$/ })
		.first()
		.click();
	await expect(teacher.getByText('mentioned you')).toHaveCount(0);
	await teacher.goto('/inbox?show=all');
	await expect(teacher.getByText('mentioned you').first()).toBeVisible();

	const mail = await mailTo('teacher@demo.pilotage.test', 'mentions you');
	const stop = /^list-unsubscribe: <([^>]+)>/im.exec(mail)![1]!;
	expect(mail).toMatch(/^list-unsubscribe-post: List-Unsubscribe=One-Click/im);
	const path = new URL(stop).pathname;

	// Whoever looks into mails opens links: that alone stops nothing. A mail program presses without cookies or origin.
	const program = await playwright.request.newContext({ baseURL: baseURL! });
	expect(await (await program.get(path)).text()).toContain('Stop these mails');
	await teacher.goto('/account');
	await expect(teacher.getByLabel(/mail me at once/)).toBeChecked();
	const pressed = await program.post(path, { form: { 'List-Unsubscribe': 'One-Click' } });
	expect(pressed.status()).toBe(200);
	await teacher.reload();
	await expect(teacher.getByLabel(/mail me at once/)).not.toBeChecked();
	await program.dispose();
	await teacher.getByLabel(/mail me at once/).check();
	await teacher.getByLabel('On working days').check();
	await teacher.locator('#mails').getByRole('button', { name: 'Save' }).click();
	await expect(teacher.getByRole('status').first()).toContainText('Saved');
	await expect(teacher.getByLabel('On working days')).toBeChecked();
});

test('without script: seen, read, searched and stopped all the same, at 320 pixels', async ({ browser }) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		viewport: { width: 320, height: 800 }
	});
	const page = await context.newPage();
	await signIn(page, 'evaluator');
	await page.locator('#changed').getByRole('button', { name: 'Mark all as seen' }).click();
	await expect(page.locator('#changed')).toContainText('Nothing new');
	await page.goto('/inbox');
	await expect(page.getByRole('heading', { name: 'You are up to date' })).toBeVisible();
	await page.goto('/search');
	await page.getByLabel(/title or number/).fill('zebra crossing');
	await page.getByRole('button', { name: 'Search' }).click();
	await expect(page.getByText('Nothing is called “zebra crossing”')).toBeVisible();
	await page.goto('/search?q=%3Cscript%3E');
	await expect(page.getByText('Nothing is called “<script>”')).toBeVisible();
	await page.goto('/stop/not-a-token');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link stops nothing');
	for (const path of ['/', '/inbox?show=all', '/search?q=tutor', '/account']) {
		await page.goto(path);
		expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(320);
	}
});

/** The newest mail to somebody whose subject says this, as the outbox keeps it. */
async function mailTo(address: string, subject: string): Promise<string> {
	const folder = join(dataFolder(), 'outbox');
	let found = '';
	await expect
		.poll(
			async () => {
				const names = await readdir(folder).catch(() => []);
				const mails = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
				found =
					mails
						.map((mail) => mail.replace(/\r?\n[ \t]+/g, ' '))
						.find((mail) => mail.includes(address) && mail.includes(subject)) ?? '';
				return found !== '';
			},
			{ timeout: 20_000 }
		)
		.toBe(true);
	return found;
}
