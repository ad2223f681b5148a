// A running pilot: no verdict, the interval that allows for looking, and a record of whoever looked.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { DEMONSTRATION_PASSWORD, demonstrationEmail } from '../../src/lib/people/demonstration.ts';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { signedIn } from './routes.ts';

test('what is seen before the end is said so, and each look goes on record', async ({ browser }) => {
	const page = await as(browser, 'clerk', '/pipeline?q=Notes+of+team+meetings');
	const card = page.getByRole('listitem').filter({ hasText: 'taken by AI' }).first();
	await expect(card).toContainText('No verdict yet');
	await page.getByRole('link', { name: 'Notes of team meetings, taken by AI' }).first().click();
	await page.waitForURL(/\/pilots\/[0-9a-f-]{36}$/);
	await page.goto(`${page.url()}/evidence`);
	const main = page.getByRole('main');
	await expect(main).toContainText('Still running: its cycle is over on');
	await expect(main).toContainText('So far pilot groups did better by 0.59 hours than before');
	await expect(main).toContainText('95% interval that allows for looking');
	await expect(main).toContainText('Let it run');
	const looks = page.locator('details', { hasText: 'Looks before the end' });
	await looks.locator('summary').press('Enter');
	await expect(looks.getByRole('row')).toHaveCount(3);
	const seenBy = looks.getByRole('row').nth(1).getByRole('cell').last();
	const people = Number.parseInt(await seenBy.innerText());
	await expectAccessible(page);

	await page.reload();
	await page.locator('details', { hasText: 'Looks before the end' }).locator('summary').press('Enter');
	await expect(seenBy).toHaveText(`${people} people`);
	const other = await as(browser, 'chair', new URL(page.url()).pathname);
	await other.locator('details', { hasText: 'Looks before the end' }).locator('summary').press('Enter');
	await expect(
		other
			.locator('details', { hasText: 'Looks before the end' })
			.getByRole('row')
			.nth(1)
			.getByRole('cell')
			.last()
	).toHaveText(`${people + 1} people`);
});

test('its analysis computes again from its file, looks and all', async ({ playwright, baseURL }, info) => {
	const context = await playwright.request.newContext({ baseURL: baseURL! });
	const caller = await signedIn(context, demonstrationEmail('cabinet'), DEMONSTRATION_PASSWORD);
	const found = await (await caller.get('/pipeline?q=Notes+of+team+meetings')).text();
	const pilot = /href="[./]*pilots\/([0-9a-f-]{36})"/.exec(found)![1]!;
	const text = await (await caller.get(`/api/pilots/${pilot}/analysis.json`)).text();
	expect(JSON.parse(text)).toMatchObject({
		cycle: { running: true },
		looks: [{ results: 2 }, { results: 3 }]
	});
	const file = info.outputPath('running.json');
	writeFileSync(file, text);
	const { status } = spawnSync('npm', ['run', '-s', 'recompute', '--', file], { encoding: 'utf8' });
	expect(status).toBe(0);
	const evidence = await (await caller.get(`/api/pilots/${pilot}/evidence`)).json();
	expect(evidence).toMatchObject({
		early: { running: true, may_stop: false },
		outcomes: [{ verdict: 'not yet', effect: { interval: { valid: 'at every look' } } }, {}]
	});
});
