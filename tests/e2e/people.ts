import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { dataFolder } from './demonstration.ts';

/** The sessions of those who signed in before, in each demonstration: signing in is slow, as it should be. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

/**
 * A page of somebody of the demonstration, signed in with one click; or still signed in, unless that session has ended.
 * @param account such as `teacher`, of `teacher@demo.pilotage.test`
 */
export async function as(browser: Browser, account: string, path = '/'): Promise<Page> {
	const key = `${dataFolder()} ${account}`;
	const context = await browser.newContext({ storageState: sessions.get(key) });
	const page = await context.newPage();
	if (sessions.has(key)) await page.goto(path);
	if (!sessions.has(key) || new URL(page.url()).pathname === '/sign-in') {
		await context.clearCookies();
		await signIn(page, account);
		sessions.set(key, await context.storageState());
		if (path !== '/') await page.goto(path);
	}
	return page;
}

/** Signs in with one click, from any page that asks for it. */
export async function signIn(page: Page, account: string): Promise<void> {
	await page.goto('/sign-in');
	await page.locator(`button[name=account][value=${account}]`).click();
	await page.waitForURL((url) => url.pathname === '/');
}

/** Nothing that axe finds, under WCAG 2.2 AA, in the theme at hand. */
export async function expectAccessible(page: Page): Promise<void> {
	// Between two states a button has neither's colours.
	const settled = () =>
		!document.querySelector('[aria-busy=true]') &&
		document.getAnimations().every((one) => !(one instanceof CSSTransition));
	await expect.poll(() => page.evaluate(settled)).toBe(true);
	const { violations } = await new AxeBuilder({ page })
		// What passes needs no account of each element. Tags come after options, which would replace them.
		.options({ resultTypes: ['violations'] })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
	).toEqual([]);
}
