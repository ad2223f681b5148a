import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

/** What each person sees first, and one thing that is theirs to do. */
const journeys: [account: string, name: string, walk: (page: Page) => Promise<void>][] = [
	[
		'teacher',
		'Maya Ortiz',
		async (page) => {
			await page.getByRole('link', { name: 'Propose a pilot' }).first().click();
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Propose a pilot');
		}
	],
	[
		'lead',
		'Daniel Reyes',
		async (page) => {
			await page
				.getByRole('link', { name: /Answering enrolment questions/ })
				.first()
				.click();
			await expect(page.getByRole('main')).toContainText('Start with the problem');
		}
	],
	[
		'evaluator',
		'Priya Raman',
		async (page) => {
			await page
				.getByRole('link', { name: /Reading lessons by television/ })
				.first()
				.click();
			await page.waitForURL(/\/pilots\//);
			await page.goto(`${new URL(page.url()).pathname.split('/').slice(0, 3).join('/')}/evidence`);
			// Invalid comes first, with the grades that were apart.
			await expect(page.getByRole('main')).toContainText(
				/0\.42 standard deviations.*grade 2.*0\.36.*grade 4/i
			);
			await expect(page.locator('canvas').first()).toBeVisible();
		}
	],
	[
		'reviewer',
		'Tom Becker',
		async (page) => {
			await page
				.getByRole('link', { name: /One checklist for every AI tool/ })
				.first()
				.click();
			await expect(page.getByRole('button', { name: /^Sign for/ })).toBeVisible();
		}
	],
	[
		'admin',
		'Alicia Grant',
		async (page) => {
			await page
				.getByRole('link', { name: /A reading companion/ })
				.first()
				.click();
			await expect(page.getByRole('main')).toContainText('Triage');
		}
	],
	[
		'cabinet2',
		'Marcus Webb',
		async (page) => {
			await page.getByRole('link', { name: 'Strategy' }).click();
			await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
			await expect(page.getByRole('main')).toContainText('Transform operational and departmental efficiency');
		}
	],
	[
		'clerk',
		'Ruth Amsel',
		async (page) => {
			await page.getByRole('link', { name: 'Cabinet' }).click();
			const day = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
			const form = page.locator('form').filter({ has: page.locator('[name=held_on]') });
			await form.locator('[name=held_on]').fill(day);
			await form.locator('[name=chair]').selectOption({ index: 1 });
			await form.getByRole('button', { name: 'Call the meeting' }).click();
			await expect(page.getByRole('main')).toContainText(/called/i);
		}
	]
];

for (const [account, name, walk] of journeys) {
	test(`${account} finds what is theirs`, async ({ browser }) => {
		const page = await as(browser, account);
		await expect(page.getByRole('complementary').or(page.locator('header')).first()).toContainText(name);
		await expectAccessible(page);
		await walk(page);
		await expectAccessible(page);
	});
}

test('every page holds up in the dark theme and at 320 px', async ({ browser }) => {
	const page = await (
		await browser.newContext({ colorScheme: 'dark', viewport: { width: 320, height: 640 } })
	).newPage();
	await expectAccessible(await page.goto('/sign-in').then(() => page));
	await signIn(page, 'cabinet');
	for (const path of ['/', '/pipeline', '/strategy', '/cabinet', '/pilots/new']) {
		await page.goto(path);
		await expectAccessible(page);
		const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect(sideways, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
	}
});

test('the whole of it can be read without JavaScript, and a theme chosen', async ({ browser }) => {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await signIn(page, 'cabinet');
	for (const path of ['/', '/pipeline', '/strategy', '/cabinet']) {
		await page.goto(path);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}
	await page.getByRole('button', { name: 'Dark theme' }).click();
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	expect(new URL(page.url()).pathname).toBe('/cabinet');
});
