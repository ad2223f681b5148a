import { test as base } from '@playwright/test';

/** A journey of several people: whoever came in leaves at its end, so that their pages do not stay open behind the next. */
export const test = base.extend<{ leaving: undefined }>({
	leaving: [
		async ({ browser }, use) => {
			await use(undefined);
			await Promise.all(browser.contexts().map((context) => context.close()));
		},
		{ auto: true }
	]
});
