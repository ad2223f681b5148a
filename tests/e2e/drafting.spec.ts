import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const MARKUP = '<script>top.ran=1</script><img src=x onerror="top.ran=1">';

const problem = (page: Page) => page.getByLabel('What is the problem?');
const status = (page: Page, words: RegExp | string) =>
	expect(page.locator('form').getByRole('status').filter({ hasText: words })).toBeVisible();

/** Begins a draft, which is saved by itself. Answers the address of its first step. */
async function begin(page: Page, title: string, text: string): Promise<string> {
	await page.goto('/pilots/new');
	await page.getByLabel('A working title').fill(title);
	await problem(page).fill(text);
	await status(page, /^Saved \d\d:\d\d$/);
	await expect(page).toHaveURL(/\?draft=/);
	const id = new URL(page.url()).searchParams.get('draft')!;
	return `/pilots/${id}/edit?step=problem`;
}

test('a network that is lost in mid-form loses nothing, and a closed lid neither', async ({ browser }) => {
	const page = await as(browser, 'teacher');
	const address = await begin(page, 'Kites measure the wind', 'Nobody knows when recess is too windy.');
	await page.context().setOffline(true);
	await problem(page).fill(`Nobody knows when recess is too windy. ${MARKUP}`);
	await status(page, 'Not saved: no network. Kept on this device.');
	await page.getByLabel('Who is affected?').fill(`Two hundred children. ${MARKUP}`);
	let sent = 0;
	page.on('requestfinished', (request) => void (sent += Number(request.url().endsWith('/draft'))));
	await page.context().setOffline(false);
	await status(page, /^Saved /);
	expect(sent).toBe(1);

	// Elsewhere it is as it was typed, and markup is text.
	await page.goto(address);
	await expect(problem(page)).toHaveValue(`Nobody knows when recess is too windy. ${MARKUP}`);
	await expect(page.getByLabel('Who is affected?')).toHaveValue(`Two hundred children. ${MARKUP}`);

	// The lid closes before anything is sent: the next visit offers it, and takes it when told to.
	await page.context().setOffline(true);
	await problem(page).fill('Typed on the train.');
	await status(page, 'Kept on this device.');
	const again = await page.context().newPage();
	await page.close({ runBeforeUnload: false });
	await again.context().setOffline(false);
	await again.goto(address);
	await expect(again.getByText('Something that you typed on this device is not saved')).toBeVisible();
	await expect(problem(again)).toHaveValue(/too windy/);
	await expectAccessible(again);
	await again.getByRole('button', { name: 'Put it into the form' }).click();
	await expect(problem(again)).toHaveValue('Typed on the train.');
	await status(again, /^Saved /);
	expect(await again.evaluate(() => 'ran' in window)).toBe(false);

	// Whoever signs out leaves nothing behind.
	await again.context().setOffline(true);
	await problem(again).fill('Not for the next one.');
	await status(again, 'Kept on this device.');
	await again.context().setOffline(false);
	await again.evaluate(() => localStorage.setItem('pilotage:draft:somebody:1:problem', '{}'));
	await again.getByRole('button', { name: 'Sign out' }).first().click();
	await again.waitForURL(/sign-in/);
	expect(
		await again.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))
	).toEqual([]);
});

test('the same draft on two devices: both are kept, and the person chooses field by field', async ({
	browser
}) => {
	const page = await as(browser, 'lead');
	const address = await begin(page, 'Beehives on school roofs', 'First words.');
	const other = await as(browser, 'lead', address);
	await other.getByLabel('A working title').fill('Beehives on the roof');
	await problem(other).fill('Words of the other device.');
	await status(other, /^Saved /);

	// What only one of them changed is taken from that one; the rest is a question.
	await problem(page).fill('Words of this device.');
	await status(page, 'choose between two versions');
	await expect(page.getByLabel('A working title')).toHaveValue('Beehives on the roof');
	await expect(page.getByRole('group', { name: 'The problem' })).toContainText('Words of the other device.');
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save what I chose' }).click();
	await expect(page.getByText('saved elsewhere meanwhile')).toBeHidden();
	await expect(problem(page)).toHaveValue('Words of this device.');
	await expect(page.getByLabel('A working title')).toHaveValue('Beehives on the roof');

	// Without a script it is a form that comes back with both.
	const plain = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await page.context().storageState(),
		baseURL: new URL(page.url()).origin
	});
	const form = await plain.newPage();
	await form.goto(address);
	await problem(page).fill('Words of this device, again.');
	await status(page, /^Saved /);
	await problem(form).fill('Words without a script.');
	await form.getByRole('button', { name: 'Save and continue' }).click();
	const group = form.getByRole('group', { name: 'The problem' });
	await expect(group).toContainText('Words of this device, again.');
	await group.getByLabel('The saved one').check();
	await form.getByRole('button', { name: 'Save what I chose' }).click();
	await expect(problem(form)).toHaveValue('Words of this device, again.');
	await problem(form).fill('Mine in the end.');
	await problem(page).fill('And once more.');
	await status(page, /^Saved /);
	await form.getByRole('button', { name: 'Save and continue' }).click();
	await form.getByRole('button', { name: 'Keep mine' }).click();
	await expect(problem(form)).toHaveValue('Mine in the end.');
});

test('pilots like it show while one writes, and sending back reaches the fields that are meant', async ({
	browser
}) => {
	test.slow();
	const page = await as(browser, 'teacher');
	await page.goto('/pilots/new');
	await page.getByLabel('A working title').fill('A fractions tutor for grade 6');
	const found = page.getByRole('region', { name: 'Has somebody tried this already?' });
	await expect(found.getByRole('link', { name: /A tutor for fractions in grade 6/ })).toBeVisible();
	await problem(page).fill('A third of grade 6 starts the year without fractions.');
	await page.getByLabel('Who is affected?').fill('Grade 6 of Mesa Elementary.');
	await status(page, /^Saved /);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.getByLabel('What would be better?').fill('Everyone catches up.');
	await page.getByLabel('How would we know?').fill('The unit assessment.');
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.getByLabel(/^3\.1 /).check();
	await page.getByLabel('Mesa Elementary').check();
	await page.getByRole('link', { name: /Check and submit/ }).click();
	const different = page.getByLabel('What is different about yours?').first();
	await different.fill(`Only two classes. ${MARKUP}`);
	for (const rest of (await page.getByLabel('What is different about yours?').all()).slice(1))
		await rest.fill('Another question.');
	await page.getByRole('button', { name: 'Save what is different' }).click();
	await page.getByRole('button', { name: 'Submit the proposal' }).click();
	await page.waitForURL(/\/pilots\/[0-9a-f-]{36}\?/);
	const pilot = new URL(page.url()).pathname;

	// At triage the answer is there, and the four ways stand together.
	const admin = await as(browser, 'admin', pilot);
	await expect(admin.locator('#look-alikes')).toContainText(`Only two classes. ${MARKUP}`);
	await admin.locator('#triage-rework > summary').click();
	const back = admin.locator('#triage-rework');
	await back.getByLabel('Why does it go back?').fill('Nearly there.');
	await back.getByRole('checkbox', { name: 'How we would know' }).check();
	await back.getByRole('button', { name: 'Send it back' }).click();
	await expect(admin.getByRole('link', { name: 'How we would know: say what should change.' })).toBeVisible();
	await back.getByLabel('What should change?').nth(4).fill(`Against whom? ${MARKUP}`);
	await expectAccessible(admin);
	await back.getByRole('button', { name: 'Send it back' }).click();
	await expect(admin.getByText('Sent back for rework').first()).toBeVisible();

	// It leads from what waits to the very field.
	await page.goto('/proposals');
	await expectAccessible(page);
	const mine = page.getByRole('article').filter({ hasText: 'A fractions tutor for grade 6' });
	await expect(mine).toContainText('Nearly there.');
	await mine.getByRole('link', { name: /Go on writing/ }).click();
	await page.getByRole('link', { name: 'How we would know' }).click();
	await expect(page.getByLabel('How would we know?')).toHaveAccessibleDescription(/Against whom\?/);
	await page.getByLabel('How would we know?').fill('The unit assessment, against two classes without.');
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.waitForURL(/step=strategy/);
	await page.getByRole('link', { name: /Check and submit/ }).click();
	await page.getByRole('button', { name: 'Submit the proposal' }).click();
	await page.waitForURL(/\/pilots\/[0-9a-f-]{36}\?/);
	await expect(page.getByText('Sent back before')).toBeVisible();
	expect(await page.evaluate(() => 'ran' in window)).toBe(false);
});
