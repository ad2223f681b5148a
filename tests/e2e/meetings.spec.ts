import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const said = (page: Page, words: string) =>
	expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();

async function nextMeeting(browser: Browser, account: string) {
	const page = await as(browser, account, '/cabinet');
	await page
		.getByRole('link', { name: /^Meeting of / })
		.first()
		.click();
	await page.waitForURL(/\/cabinet\/[0-9a-f-]{36}$/);
	return page;
}
const titles = (page: Page) =>
	page.locator('#docket ol.plain-list').first().getByRole('heading', { level: 3 }).allTextContents();

test('the clerk prepares a meeting: its order by keyboard, its minutes, its day; and sends the docket', async ({
	browser
}) => {
	test.slow();
	const clerk = await nextMeeting(browser, 'clerk');
	await expect(clerk.getByText(/of 60 minutes/).first()).toBeVisible();
	await expectAccessible(clerk);
	const before = await titles(clerk);
	expect(before.length).toBeGreaterThan(1);

	const later = clerk.getByRole('button', { name: /^Later: / }).first();
	await later.focus();
	await clerk.keyboard.press('Enter');
	await expect
		.poll(() => titles(clerk).then((now) => now[0]?.replace('1.', '')))
		.toBe(before[1]!.replace('2.', ''));
	await expect(clerk.locator(':focus'), 'focus stays with the item that moved').toHaveAttribute(
		'aria-label',
		/^(Later|Earlier): /
	);

	await clerk
		.getByRole('spinbutton', { name: /^Minutes ?for / })
		.first()
		.fill('90');
	await clerk.locator('#save-order').click();
	await said(clerk, 'The docket is saved.');
	await expect(clerk.getByText(/too long/).first()).toBeVisible();

	await clerk.getByText('Change day, time, place or chair').click();
	const form = clerk.getByRole('form', { name: 'Change the meeting' });
	await form.getByLabel('Day').fill(inDays(-1));
	await form.getByRole('button', { name: 'Save the meeting' }).click();
	await expect(clerk.getByRole('alert')).toContainText('today or a later day');
	await expectAccessible(clerk);
	await form.getByLabel('Day').fill(inDays(8));
	await form.getByRole('button', { name: 'Save the meeting' }).click();
	await said(clerk, 'The meeting is saved.');

	await clerk.getByRole('button', { name: 'Send the docket now' }).click();
	await said(clerk, 'The docket is on its way');
	await expect(clerk.locator('#pre-read')).toContainText('was sent on');

	// Also for whoever has no script, on a small screen.
	await clerk.setViewportSize({ width: 320, height: 700 });
	expect(await sideways(clerk)).toBe(0);
});

test('a member says whether they come, and puts meetings into their calendar', async ({ browser }) => {
	test.slow();
	const member = await nextMeeting(browser, 'cabinet');
	const form = member.getByRole('form', { name: 'Whether you come' });
	await form.getByRole('radio', { name: 'No' }).check();
	await form.getByRole('button', { name: 'Save your answer' }).click();
	await expect(member.getByRole('alert')).toContainText('why you do not come');
	await form.getByLabel('If not, why').fill('A funeral.');
	await form.getByRole('button', { name: 'Save your answer' }).click();
	await said(member, 'Your answer is saved.');
	await expect(member.locator('#coming')).toContainText('Excused');
	await expectAccessible(member);

	const path = new URL(member.url()).pathname;
	const file = await member.request.get(`${path}/meeting.ics`);
	expect(file.headers()['content-type']).toContain('text/calendar');
	expect(await file.text()).toContain('BEGIN:VEVENT');

	await member.goto('/account');
	await member.getByRole('button', { name: 'Make a link' }).click();
	const link = await member.getByLabel('The link of your calendar').inputValue();
	await expectAccessible(member);
	const stranger = await browser.newContext();
	const feed = await stranger.request.get(link);
	expect(feed.status()).toBe(200);
	expect(await feed.text()).toContain('On the docket:');
	await member.getByRole('button', { name: 'End the link' }).click();
	await said(member, 'The link of your calendar is ended.');
	expect((await stranger.request.get(link)).status()).toBe(404);
});

test('the chair holds a meeting of today, takes attendance, and signs its minutes', async ({ browser }) => {
	test.slow();
	const clerk = await as(browser, 'clerk', '/cabinet');
	const call = clerk.locator('#call');
	// Nothing that was typed is lost, whatever is missing or away.
	await call.getByLabel('Place').fill('Library');
	await call.getByRole('button', { name: 'Call the meeting' }).click();
	await expect(call.getByRole('alert')).toContainText('Enter the day of the meeting.');
	await expect(call.getByLabel('Place')).toHaveValue('Library');
	await call.getByLabel('Day of the meeting').fill(inDays(0));
	await call.getByLabel('Who chairs it').selectOption({ index: 1 });
	const chairName = (await call.locator('option:checked').textContent())!.split(',')[0]!;
	await call.getByRole('button', { name: 'Call the meeting' }).click();
	await said(clerk, 'The meeting is called.');
	await clerk.getByRole('button', { name: 'Open the meeting' }).click();
	await said(clerk, 'The meeting is in session.');
	const attendance = clerk.getByRole('form', { name: 'Attendance' });
	await attendance.getByRole('checkbox', { name: chairName }).check();
	await attendance.getByRole('button', { name: 'They are here' }).click();
	await said(clerk, 'Noted.');
	await expect(clerk.locator('#coming')).toContainText('1 of');
	await expectAccessible(clerk);
	await clerk.getByRole('button', { name: 'End the meeting' }).click();
	await said(clerk, 'The meeting has ended.');

	await clerk.getByRole('link', { name: 'Write the minutes' }).click();
	const minutes = clerk.getByRole('form', { name: 'Minutes' });
	await expect(minutes.getByLabel('Who was there')).toHaveValue(new RegExp(`Present: ${chairName}`));
	await minutes.getByLabel('Other business').fill('The next meeting is at the library.');
	// Whoever leaves with something unsaved is asked.
	clerk.once('dialog', (dialog) => dialog.dismiss());
	await clerk.getByRole('link', { name: /^Meeting of / }).click();
	await expect(minutes.getByLabel('Other business')).toHaveValue('The next meeting is at the library.');
	await minutes.getByRole('button', { name: 'Save the minutes' }).click();
	await said(clerk, 'saved as a new version');
	await expectAccessible(clerk);
	// Taking what the record says in one section keeps what is typed in another.
	await minutes.getByLabel('Who was there').fill('Everybody.');
	await minutes.getByRole('button', { name: 'Save the minutes' }).click();
	await minutes.getByText('What the record says').click();
	await minutes.getByLabel('Other business').fill('The next meeting is at the museum.');
	await minutes.getByRole('button', { name: /^Take this instead/ }).click();
	await expect(minutes.getByLabel('Who was there')).toHaveValue(new RegExp(`Present: ${chairName}`));
	await expect(minutes.getByLabel('Other business')).toHaveValue('The next meeting is at the museum.');
	const path = new URL(clerk.url()).pathname;

	const teacher = await as(browser, 'teacher');
	expect((await teacher.request.get(path)).status(), 'a draft is the office’s').toBe(403);
});

test('signed minutes are everyone’s to read, and stay as they are', async ({ browser }) => {
	const teacher = await as(browser, 'teacher', '/cabinet');
	await teacher
		.getByRole('link', { name: /^Signed/ })
		.first()
		.click();
	await expect(teacher.getByText(/^Signed by /)).toBeVisible();
	await expect(teacher.getByText(/^Present: /)).toBeVisible();
	await expectAccessible(teacher);
	await teacher.emulateMedia({ media: 'print' });
	await expect(teacher.getByText(/^Signed by /)).toBeVisible();

	const clerk = await as(browser, 'clerk', new URL(teacher.url()).pathname);
	await clerk.getByLabel('What was wrong or missing').fill('One name was misspelled.');
	await clerk.getByRole('button', { name: 'Add it' }).click();
	await expect(clerk.getByText('One name was misspelled.')).toBeVisible();
});
