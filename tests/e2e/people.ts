import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';

/**
 * A page of somebody of the demonstration, signed in with one click.
 * @param account such as `teacher`, of `teacher@demo.pilotage.test`
 */
export async function as(browser: Browser, account: string): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await signIn(page, account);
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
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
		.analyze();
	expect(
		violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
	).toEqual([]);
}
