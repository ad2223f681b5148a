import { createClient } from '@supabase/supabase-js';
import { expect, type Browser, type Page } from '@playwright/test';
import { dataFolder } from './demonstration.ts';
import { test } from './journey.ts';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mailTo } from './outbox.ts';
import { expectAccessible } from './people.ts';

const PASSWORD = 'nine brave otters';
const address = (name: string) => `${name}.${randomUUID().slice(0, 8)}@demo.pilotage.test`;

/** Invites as the AI office does, through the API. */
async function invite(email: string, name: string) {
	const { url, publishableKey } = JSON.parse(await readFile(join(dataFolder(), 'api.json'), 'utf8'));
	const api = createClient(url, publishableKey, { auth: { persistSession: false } });
	await api.auth.signInWithPassword({ email: 'admin@demo.pilotage.test', password: 'pilotage-demo-1' });
	const { data: said, error } = await api.rpc('invite_people', { rows: [{ email, name, title: 'Teacher' }] });
	expect(error).toBeNull();
	expect(said).toEqual([{ row: 1, email, state: 'invited' }]);
	return api;
}

async function visitor(browser: Browser, javaScriptEnabled = true): Promise<Page> {
	return (await browser.newContext({ javaScriptEnabled })).newPage();
}

async function signIn(page: Page, email: string, password: string) {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail address').fill(email);
	await page.getByLabel('Password').fill(password);
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test.describe('coming in', () => {
	test.skip(
		Boolean(process.env.E2E_PORT) && !dataFolder(),
		'needs the data folder of the server in E2E_DATA'
	);

	test('an invitation leads to an account; a second opening says that it was used', async ({ browser }) => {
		const email = address('ines');
		await invite(email, 'Ines Vega');
		const link = await mailTo(email, /\/join\/[0-9a-f]{64}/);

		const page = await visitor(browser);
		await page.goto(link);
		await expect(page.getByRole('heading', { level: 1 })).toContainText('Join Westminster Public Schools');
		await expect(page.getByLabel('E-mail address')).toHaveValue(email);
		await expectAccessible(page);
		await page.locator('form[action*=join]').evaluate((form: HTMLFormElement) => (form.noValidate = true));
		await page.getByLabel('Choose a password').fill('short');
		await page.getByRole('button', { name: 'Make my account' }).click();
		await expect(page.locator('.field.invalid')).toContainText('at least 10 characters');
		await page.getByLabel('Choose a password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Make my account' }).click();
		await page.waitForURL((url) => url.pathname === '/');
		await expect(page.getByText('Ines Vega').first()).toBeVisible();

		const second = await visitor(browser, false);
		await second.goto(link);
		await expect(second.getByRole('heading', { level: 1 })).toHaveText('This invitation was used');
		await second.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
		await expect(second).toHaveURL(/\/sign-in$/);
	});

	test('without script too; and whoever is signed in as somebody else is asked to sign out first', async ({
		browser
	}) => {
		const email = address('noah');
		await invite(email, 'Noah Reed');
		const link = await mailTo(email, /\/join\/[0-9a-f]{64}/);
		const page = await visitor(browser, false);
		await signIn(page, 'teacher@demo.pilotage.test', 'pilotage-demo-1');
		await page.goto(link);
		await expect(page.getByRole('main')).toContainText('You are signed in as Maya Ortiz');
		await page.getByRole('button', { name: 'Sign out and go on' }).click();
		await expect(page).toHaveURL(new RegExp(`${link}$`));
		await page.getByLabel('Choose a password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Make my account' }).click();
		await expect(page).toHaveURL(/\/$/);
	});

	test('links that let nobody in say why', async ({ browser }) => {
		const email = address('gone');
		const api = await invite(email, 'Gone Before');
		const link = await mailTo(email, /\/join\/[0-9a-f]{64}/);
		const { data: rows } = await api.from('people').select('id').eq('email', email);
		expect((await api.rpc('withdraw_invitation', { person: rows![0]!.id })).error).toBeNull();
		const page = await visitor(browser, false);
		await page.goto(link);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('This invitation no longer counts');
		await expect(page.getByRole('main')).not.toContainText('Gone Before');
		await page.goto('/join/nonsense');
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such invitation');
	});

	test('a forgotten password is chosen anew, once, and other sessions end', async ({ browser }) => {
		const email = address('mina');
		await invite(email, 'Mina Sol');
		const elsewhere = await visitor(browser);
		await elsewhere.goto(await mailTo(email, /\/join\/[0-9a-f]{64}/));
		await elsewhere.getByLabel('Choose a password').fill(PASSWORD);
		await elsewhere.getByRole('button', { name: 'Make my account' }).click();
		await elsewhere.waitForURL((url) => url.pathname === '/');

		const page = await visitor(browser);
		const ask = async (whose: string) => {
			await page.goto('/sign-in');
			await page.getByRole('link', { name: 'Forgot your password?' }).click();
			// The page before has a field of the same name.
			await page.waitForURL('**/forgot');
			await page.getByLabel('E-mail address').fill(whose);
			await page.getByRole('button', { name: 'Mail me a link' }).click();
			await expect(page.getByRole('main')).toContainText('If there is an account');
			return (await page.getByRole('main').innerText()).replace(whose, 'X');
		};
		expect(await ask(email)).toBe(await ask('nobody@demo.pilotage.test'));
		await expectAccessible(page);

		const link = await mailTo(email, /\/reset\?token_hash=[0-9a-f]+/);
		// A program that looks into mails opens the link first.
		const scanner = await visitor(browser, false);
		for (let times = 0; times < 2; times += 1) await scanner.goto(link);
		await page.goto(link);
		await expectAccessible(page);
		await page.getByLabel('New password').fill('ten calm herons');
		await page.getByRole('button', { name: 'Set the password' }).click();
		await page.waitForURL(/\/account\?said=password/);
		await expect(page.getByRole('status')).toContainText('Your password is changed');

		await elsewhere.goto('/pipeline');
		await expect(elsewhere).toHaveURL(/\/sign-in\?back=/);
		await signIn(elsewhere, email, PASSWORD);
		await expect(elsewhere.getByRole('alert')).toContainText('do not belong together');

		await scanner.goto(link);
		await scanner.getByLabel('New password').fill('eleven odd geese');
		await scanner.getByRole('button', { name: 'Set the password' }).click();
		await expect(scanner.getByRole('alert')).toContainText('This link was used');
	});

	test('one’s account: password, address, weekly mail, sessions', async ({ browser }) => {
		const email = address('theo');
		await invite(email, 'Theo Lang');
		const page = await visitor(browser);
		await page.goto(await mailTo(email, /\/join\/[0-9a-f]{64}/));
		await page.getByLabel('Choose a password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Make my account' }).click();
		await page.waitForURL((url) => url.pathname === '/');
		await page.getByRole('link', { name: /Theo Lang/ }).click();
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');
		await expect(page.getByRole('main')).toContainText('Chrome on');
		await expectAccessible(page);

		const other = await visitor(browser);
		await signIn(other, email, PASSWORD);
		await other.waitForURL((url) => url.pathname === '/');
		await page.reload();
		await page.getByRole('button', { name: /^End the session on/ }).click();
		await expect(page.getByRole('status')).toContainText('That session is ended.');
		await other.goto('/');
		await expect(other).toHaveURL(/\/sign-in/);

		await page.getByLabel('Never', { exact: true }).check();
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(page.getByLabel('Never', { exact: true })).toBeChecked();

		const password = page.locator('form[action*=password]');
		await password.getByLabel('Present password').fill('not it');
		await password.getByLabel('New password').fill('twelve red foxes');
		await password.getByRole('button').click();
		await expect(password).toContainText('This is not your present password.');
		await password.getByLabel('Present password').fill(PASSWORD);
		await password.getByLabel('New password').fill('twelve red foxes');
		await password.getByRole('button').click();
		await expect(page.getByRole('status')).toContainText('Your password is changed');

		const to = address('theodor');
		const change = page.locator('form[action*=email]');
		await change.getByLabel('New address').fill('lead@demo.pilotage.test');
		await change.getByLabel('Present password').fill('twelve red foxes');
		await change.getByRole('button').click();
		await expect(change).toContainText('This address cannot be used.');
		await change.getByLabel('New address').fill(to);
		await change.getByLabel('Present password').fill('twelve red foxes');
		await change.getByRole('button').click();
		await expect(page.getByRole('status')).toContainText('We sent a mail to the new address');
		await page.goto(await mailTo(to, /\/account\/email\?token_hash=[0-9a-f]+/));
		await page.getByRole('button', { name: 'Confirm' }).click();
		await expect(page.getByRole('status')).toContainText('Your new address is confirmed.');
		await expect(page.getByRole('main')).toContainText(`You sign in with ${to}`);
	});

	test('whoever was deactivated is out at once, and told so when they sign in', async ({ browser }) => {
		const email = address('left');
		const api = await invite(email, 'Lea Left');
		const page = await visitor(browser);
		await page.goto(await mailTo(email, /\/join\/[0-9a-f]{64}/));
		await page.getByLabel('Choose a password').fill(PASSWORD);
		await page.getByRole('button', { name: 'Make my account' }).click();
		await page.waitForURL((url) => url.pathname === '/');
		const { data: rows } = await api.from('people').select('id').eq('email', email);
		expect((await api.rpc('deactivate_person', { person: rows![0]!.id })).error).toBeNull();
		await page.goto('/pipeline');
		await expect(page).toHaveURL(/\/sign-in/);
		await signIn(page, email, PASSWORD);
		await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account was deactivated');
		await expectAccessible(page);
	});

	test('after ten wrong passwords the page says how long to wait', async ({ browser }) => {
		const page = await visitor(browser, false);
		const email = address('guessed');
		for (let times = 0; times < 10; times += 1) {
			await signIn(page, email, `wrong ${times}`);
			await expect(page.getByRole('alert')).toContainText('do not belong together');
		}
		await page.getByLabel('Password').fill('wrong again');
		const [answer] = await Promise.all([
			page.waitForResponse((response) => response.request().method() === 'POST'),
			page.getByRole('button', { name: 'Sign in', exact: true }).click()
		]);
		expect(answer.status()).toBe(429);
		expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
		await expect(page.getByRole('alert')).toContainText(/Too many attempts\. Try again in \d+ minutes?\./);
	});
});
