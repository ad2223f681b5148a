import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, signIn } from './people.ts';
import { propose } from './proposal.ts';

test('a title of 10,000 characters is refused in one sentence, and nothing typed is lost', async ({
	browser
}) => {
	const page = await as(browser, 'teacher', '/pilots/new');
	await page.getByLabel('What is the problem?').fill('A problem that took a while to write down.');
	await page.getByLabel('A working title').fill('x'.repeat(10_000));
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await expect(page.getByRole('alert').first()).toContainText('120');
	await expect(page.getByLabel('What is the problem?')).toHaveValue(
		'A problem that took a while to write down.'
	);
	await expect(page.getByLabel('A working title')).toHaveValue('x'.repeat(10_000));
});

test('a result that cannot be is refused at its field', async ({ browser }) => {
	const page = await as(browser, 'evaluator');
	await page
		.getByRole('link', { name: /Reading lessons by television/ })
		.first()
		.click();
	await page.waitForURL(/\/pilots\//);
	await page.goto(`${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')}/evidence`);
	const tomorrow = new Date(Date.now() + 2 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
	for (const [field, wrong, words] of [
		['n', '0', /at least|fewer|five|positive/i],
		['sd', '-3', /negative/i],
		['measured_on', tomorrow, /future/i]
	] as const) {
		await page.reload();
		// The server is asked, not the browser, which would stop some of these itself.
		await page.locator('form[action*=log]').evaluate((form: HTMLFormElement) => (form.noValidate = true));
		await page.locator('[name=period]').fill('Spring 2027');
		await page.locator('[name=n]').fill('20');
		await page.locator('[name=mean]').fill('101.5');
		await page.locator('[name=sd]').fill('11');
		await page.locator(`[name=${field}]`).fill(wrong);
		await page.getByRole('button', { name: 'Log the result' }).click();
		await expect(page.locator('.field').filter({ has: page.locator(`[name=${field}]`) })).toContainText(
			words
		);
		await expect(page.locator('[name=mean]')).toHaveValue('101.5');
	}
});

test('two people move the same pilot: the second is told what happened', async ({ browser }) => {
	const teacher = await as(browser, 'teacher');
	const path = `/pilots/${await propose(teacher, 'A pilot that two people end')}`;
	const admin = await as(browser, 'admin');
	await teacher.goto(path);
	await admin.goto(path);
	const ending = async (page: Page, act: string) => {
		const form = page.locator('form').filter({ has: page.locator(`[name=act][value=${act}]`) });
		await page.locator('details').filter({ has: form }).locator('summary').first().click();
		await form.locator('[name=note]').fill('It is settled otherwise.');
		return form.getByRole('button');
	};
	const declines = await ending(admin, 'decline');
	await (await ending(teacher, 'withdraw')).click();
	await expect(teacher.getByRole('main')).toContainText('Withdrawn');
	await declines.click();
	await expect(admin.getByRole('main')).toContainText(
		'Maya Ortiz moved this pilot to withdrawn in the meantime'
	);
});

test('a pilot of another district is not there', async ({ browser }) => {
	const page = await as(browser, 'teacher');
	for (const path of ['', '/plan', '/evidence', '/vote', '/edit']) {
		const answer = await page.goto(`/pilots/00000000-0000-4000-8000-000000000000${path}`);
		expect(answer?.status(), path).toBe(404);
	}
	const nonsense = await page.goto('/pilots/not-an-id');
	expect(nonsense?.status()).toBeLessThan(500);
});

test('a tampered session is nobody’s', async ({ browser }) => {
	const page = await as(browser, 'admin');
	const cookies = await page.context().cookies();
	const session = cookies.find(({ name }) => name.startsWith('sb-'))!;
	expect(session.httpOnly).toBe(true);
	await page.context().addCookies([{ ...session, value: session.value.slice(0, -40) + 'A'.repeat(40) }]);
	await page.goto('/pipeline');
	expect(new URL(page.url()).pathname).toBe('/sign-in');
	await page.context().clearCookies();
	await page.context().addCookies([{ ...session, value: 'base64-nonsense' }]);
	await page.goto('/pipeline');
	expect(new URL(page.url()).pathname).toBe('/sign-in');
});

test('a wrong password says so and keeps the address', async ({ page }) => {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail address').fill('lead@demo.pilotage.test');
	await page.getByLabel('Password').fill('not it');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
	await expect(page.getByRole('alert')).toContainText('do not belong together');
	await expect(page.getByLabel('E-mail address')).toHaveValue('lead@demo.pilotage.test');
	await signIn(page, 'lead');
	await page.getByRole('button', { name: 'Sign out' }).click();
	await page.waitForURL(/\/sign-in/);
});

test('what somebody opens and types before the script has come stays so', async ({ browser }) => {
	const page = await as(browser, 'admin', '/pipeline');
	const pilot = page.getByRole('link', { name: 'One checklist for every AI tool' }).first();
	const path = (await pilot.getAttribute('href'))!;
	let release = () => {};
	const script = new Promise<void>((come) => (release = come));
	await page.route(/\.js$/, async (route) => {
		await script;
		await route.continue();
	});
	await page.goto(new URL(path, page.url()).pathname, { waitUntil: 'commit' });
	const form = page.locator('details').filter({ has: page.locator('summary', { hasText: 'Shelve' }) });
	await form.locator('summary').click();
	await form.locator('[name=note]').fill('No time before the summer.');
	const started = page.waitForFunction(() => document.body.querySelector('[id=svelte-announcer]'), null, {
		timeout: 15_000
	});
	release();
	await started;
	await expect(form.locator('[name=note]')).toBeVisible();
	await expect(form.locator('[name=note]')).toHaveValue('No time before the summer.');
});
