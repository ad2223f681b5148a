// What the evidence page says first, draws without a script, and tells of sites without making them a verdict.
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const TELEVISION = 'Reading lessons by television in grades 1 to 4';
let evidence: string;

test.beforeAll(async ({ browser }) => {
	const page = await as(browser, 'evaluator', '/pipeline?q=television');
	await page.getByRole('link', { name: TELEVISION }).first().click();
	await page.waitForURL(/\/pilots\//);
	evidence = `${new URL(page.url()).pathname}/evidence`;
	await page.context().close();
});

const card = (page: Page) => page.locator('section.card', { hasText: 'Reading assessment score' }).first();

test('what can’t be trusted stands before everything else, and nothing is found by axe', async ({
	browser
}) => {
	const page = await as(browser, 'evaluator', evidence);
	await expect(card(page)).toContainText('For the record, and not to decide on');
	const text = await page.getByRole('main').innerText();
	expect(text.indexOf('These results can’t carry a decision')).toBeLessThan(
		text.indexOf('Reading assessment score')
	);
	await expect(card(page)).toContainText('What matters: 3 points');
	await expect(card(page)).toContainText('Target: at least 100 points');
	await page.getByText('Over time: 2 periods').click();
	await expect(page.getByRole('img', { name: /over 2 periods\. Start of year: pilot/ })).toBeVisible();
	await expect(page.getByRole('table', { name: 'Reading assessment score over time' })).toContainText(
		'End of year'
	);
	await expectAccessible(page);
	await page.emulateMedia({ colorScheme: 'dark' });
	await expectAccessible(page);
	await page.setViewportSize({ width: 320, height: 800 });
	const wider = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	expect(await wider()).toBe(0);
});

test('without a script the picture of the effect and every table are there', async ({ browser }) => {
	const signed = await as(browser, 'cabinet', evidence);
	const context = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await signed.context().storageState()
	});
	const page = await context.newPage();
	await page.goto(evidence);
	await expect(card(page).locator('svg.strip').first()).toBeVisible();
	await expect(card(page)).toContainText('95% interval');
	await card(page).getByText('Over time: 2 periods').click();
	await expect(card(page).getByRole('img', { name: /over 2 periods/ })).toBeVisible();
	await expect(card(page).locator('canvas')).toBeHidden();
	await context.close();
});

test('sites are looked at with p adjusted, as an exploration; other programs get the same', async ({
	browser
}) => {
	const page = await as(browser, 'evaluator', evidence);
	const sites = await page.locator('[name=site_id] option').evaluateAll((all) =>
		all
			.map((one) => (one as HTMLOptionElement).value)
			.filter(Boolean)
			.slice(0, 2)
	);
	for (const [at, site_id] of sites.entries())
		for (const arm of ['pilot', 'comparison']) {
			const form = {
				id: crypto.randomUUID(),
				metric_id: await page.locator('[name=metric_id]').first().inputValue(),
				...{ arm, phase: 'outcome', period: 'End of year', measured_on: '2026-06-01', site_id },
				...{ n: '20', mean: String(95 + 5 * at + (arm === 'pilot' ? 4 : 0)), sd: '9', source: '', note: '' }
			};
			const { origin } = new URL(page.url());
			const answer = await page.request.post(`${evidence}?/log`, { form, headers: { origin } });
			expect(await answer.text()).not.toContain('Nothing was logged');
		}
	await page.reload();
	await page.getByText('By site: 2 sites', { exact: true }).click();
	const table = page.getByRole('table', { name: 'Reading assessment score, by site: 2 sites' });
	await expect(table).toContainText('+4');
	await expect(page.getByRole('main')).toContainText('An exploration, which decides nothing');
	await expectAccessible(page);
	const { outcomes, worth } = await (await page.request.get(`/api${evidence}`)).json();
	expect(outcomes[0].breakdowns[0]).toMatchObject({ by: 'site', family: 2 });
	expect(outcomes[0].over_time.periods).toHaveLength(2);
	expect(worth).toBeNull();
});
