import { test as base } from '@playwright/test';
import { Demonstrations } from './demonstration.ts';

/** A journey of several people: whoever came in leaves at its end, so that their pages do not stay open behind the next. */
export const visit = base.extend<{ leaving: undefined }>({
	leaving: [
		async ({ browser }, use) => {
			await use(undefined);
			await Promise.all(browser.contexts().map((context) => context.close()));
		},
		{ auto: true }
	]
});

/** The same in a demonstration that the file has for itself. */
export const test = visit.extend<object, { demonstrations: Demonstrations }>({
	demonstrations: [
		async ({ browserName: _ }, use) => {
			const demonstrations = new Demonstrations();
			await use(demonstrations);
			await demonstrations.close();
		},
		{ scope: 'worker', timeout: 90_000 }
	],
	baseURL: async ({ demonstrations }, use, testInfo) => {
		await use(await demonstrations.origin(testInfo.file));
	}
});
