import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';

/** The sessions of those who signed in before: signing in is slow, as it should be. */
const sessions = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

/**
 * A page of somebody of the demonstration at home, signed in with one click; or still signed in, unless that session has ended.
 * @param account such as `teacher`, of `teacher@demo.pilotage.test`
 */
export async function as(browser: Browser, account: string): Promise<Page> {
	const context = await browser.newContext({ storageState: sessions.get(account) });
	const page = await context.newPage();
	await page.goto('/');
	if (new URL(page.url()).pathname !== '/') {
		await context.clearCookies();
		await signIn(page, account);
		sessions.set(account, await context.storageState());
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
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
	).toEqual([]);
}
