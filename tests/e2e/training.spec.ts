import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const NAME = 'Prompts that help';

async function noSideways(page: Page) {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}

/** A module in somebody's list, by its title. */
const row = (page: Page, title: string): Locator =>
	page.locator('li').filter({ has: page.locator('.title', { hasText: title }) });

async function opened(inside: Locator, summary: string): Promise<Locator> {
	const details = inside
		.locator('details')
		.filter({ has: inside.page().locator('summary', { hasText: summary }) });
	await details.locator('summary').click();
	return details;
}

test('a module is written, asked of a team, completed, and taken back', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/training');
	await expectAccessible(admin);
	await admin.getByRole('link', { name: 'Add a module' }).click();
	await admin.getByLabel('Code').fill('ai-101');
	await admin.getByRole('button', { name: 'Add the module' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('Enter its title');
	await admin.getByLabel('Title').fill(NAME);
	await admin.getByLabel('How long it takes').fill('20');
	await admin.getByLabel('Good for').fill('12');
	await admin.getByRole('button', { name: 'Add the module' }).click();
	// A code that is taken is said at its field, and nothing that was typed is lost.
	await expect(admin.getByRole('main')).toContainText('Another module goes by this code already');
	await expect(admin.getByLabel('Title')).toHaveValue(NAME);
	await expectAccessible(admin);
	await admin.getByLabel('Code').fill('AI-105');
	await admin.getByRole('button', { name: 'Add the module' }).click();
	await expect(admin.getByRole('main')).toContainText('The module is added');

	const teacher = await as(browser, 'teacher');
	await expect(teacher.getByRole('main')).toContainText(NAME);
	await teacher.goto('/training');
	await expect(teacher.getByRole('heading', { name: 'Tier 2 is asked of you' })).toBeVisible();
	await expect(row(teacher, NAME)).toContainText('To do');
	await expectAccessible(teacher);
	const form = await opened(row(teacher, NAME), 'I completed it');
	await form.getByLabel('Completed on').fill('2999-01-01');
	await form.getByRole('button', { name: 'Record it' }).click();
	await expect(form).toContainText('has not come yet');
	await expect(form.getByLabel('Completed on')).toHaveValue('2999-01-01');
	await form.getByLabel('Completed on').fill(new Date().toISOString().slice(0, 10));
	await form.getByRole('button', { name: 'Record it' }).click();
	await expect(row(teacher, NAME)).toContainText('Done');
	await teacher.goto('/');
	await expect(teacher.getByRole('main')).not.toContainText(NAME);

	await teacher.goto('/training');
	const recorded = teacher.locator('#recorded li').filter({ hasText: NAME });
	const correction = await opened(recorded, 'Correct it');
	await correction.getByRole('button', { name: 'Take it back' }).click();
	await expect(correction).toContainText('Say why');
	await correction.getByLabel('Why').fill('That was another course.');
	await correction.getByRole('button', { name: 'Take it back' }).click();
	await expect(row(teacher, NAME)).toContainText('To do');
	await expect(teacher.locator('#recorded')).toContainText('That was another course.');
	await teacher.setViewportSize({ width: 320, height: 800 });
	await noSideways(teacher);
	await expectAccessible(teacher);

	// How trained the district is: figures for the cabinet, names for the AI office alone.
	const refused = await teacher.goto('/training/coverage');
	expect(refused!.status()).toBe(403);
	const cabinet = await as(browser, 'cabinet', '/training/coverage');
	await expect(cabinet.getByRole('table').first()).toBeVisible();
	await expect(cabinet.getByRole('link', { name: /the names of those/ })).toHaveCount(0);
	await expectAccessible(cabinet);
	await cabinet.getByLabel('Which training').selectOption({ label: `AI-105 ${NAME}` });
	await cabinet.getByRole('button', { name: 'Show' }).click();
	await expect(cabinet).toHaveURL(/of=[0-9a-f-]{36}/);
	const [file] = await Promise.all([
		cabinet.waitForEvent('download'),
		cabinet.getByRole('link', { name: 'Download as CSV' }).click()
	]);
	expect(await readFile(await file.path(), 'utf8')).toMatch(
		/^by,name,needed,current,.*\r\nall,District,\d+,0,0,\d+,0\r\n/
	);
	await admin.goto('/training/coverage');
	await admin.getByRole('link', { name: /the names of those/ }).click();
	await expect(admin.getByRole('row').filter({ hasText: 'Maya Ortiz' })).toContainText(NAME);
	await expectAccessible(admin);
	await admin.getByRole('link', { name: 'Maya Ortiz' }).click();
	await expect(admin.getByRole('heading', { level: 1 })).toContainText('Training of Maya Ortiz');
	const office = await opened(row(admin, NAME), 'Record it');
	await office.getByRole('button', { name: 'Record it' }).click();
	await expect(row(admin, NAME)).toContainText('Done');
});

test('a list from the course system is looked at, taken, and taken again without doubling, without script too', async ({
	browser
}) => {
	const scripted = await as(browser, 'admin');
	const context = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await scripted.context().storageState(),
		baseURL: new URL(scripted.url()).origin
	});
	const page = await context.newPage();
	const list = [
		'E-mail;Course;Completed',
		'lead@demo.pilotage.test;AI-201;3/12/2026',
		'Tom Becker;AI-101;March 12, 2026',
		'somebody.new@demo.pilotage.test;AI-101;2026-03-12',
		'teacher@demo.pilotage.test;AI-999;2026-03-12',
		'teacher@demo.pilotage.test;AI-101;2026-02-30',
		'teacher@demo.pilotage.test;AI-101;2099-01-01'
	].join('\n');
	await page.goto('/admin/training/import');
	await page.getByRole('button', { name: 'Check the list' }).click();
	await expect(page.getByRole('alert').first()).toContainText('The list is empty');
	await page.getByLabel('Or paste the lines here').fill(list);
	await page.getByRole('button', { name: 'Check the list' }).click();
	const verdict = (text: string) => page.getByRole('row').filter({ hasText: text });
	await expect(verdict('AI-999')).toContainText('No module has this code or title');
	await expect(verdict('2026-02-30')).toContainText('No date');
	await expect(verdict('2099-01-01')).toContainText('Not yet');
	await expect(verdict('somebody.new')).toContainText('when they come in');
	await expect(verdict('Daniel Reyes')).toContainText('Recorded');
	await expect(verdict('Tom Becker')).toContainText('No address');
	await page.getByRole('button', { name: 'Take those that are right: 2 rows' }).click();
	await expect(page.getByRole('main')).toContainText(
		'1 completion is recorded. 1 waits for people who are not here yet.'
	);
	await expect(page.getByRole('main')).toContainText('somebody.new@demo.pilotage.test');

	await scripted.goto('/admin/training/import');
	await scripted.getByLabel('Or paste the lines here').fill(list.replace('Tom Becker', ''));
	await scripted.getByRole('button', { name: 'Check the list' }).click();
	await expect(scripted.getByRole('row').filter({ hasText: 'Daniel Reyes' })).toContainText('Known already');
	await expect(scripted.getByRole('button', { name: /^Take/ })).toHaveCount(0);
	await expectAccessible(scripted);
	await scripted.setViewportSize({ width: 320, height: 800 });
	await noSideways(scripted);
});
