import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

const title = (page: Page, name: string) =>
	expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();

test('the AI office is for admins alone', async ({ browser }) => {
	const clerk = await as(browser, 'clerk');
	await expect(clerk.getByRole('link', { name: 'AI office' })).toHaveCount(0);
	for (const path of ['people', 'people/import', 'sites', 'calendar', 'strategy', 'settings']) {
		const answer = await clerk.goto(`/admin/${path}`);
		expect(answer?.status(), path).toBe(403);
	}
});

test('every page of it holds up by keyboard, in the dark and at 320 px', async ({ browser }) => {
	const admin = await (
		await browser.newContext({ colorScheme: 'dark', viewport: { width: 320, height: 640 } })
	).newPage();
	await signIn(admin, 'admin');
	for (const path of [
		'people',
		'people/import',
		'sites',
		'calendar',
		'strategy',
		'strategy?edit=1',
		'settings'
	]) {
		await admin.goto(`/admin/${path}`);
		await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
		await expectAccessible(admin);
		const sideways = await admin.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
		expect(sideways, `${path} scrolls sideways`).toBeLessThanOrEqual(0);
	}
});

const list = `E-Mail;First name;Last name;Title;School;Roles
kim.lee@demo.pilotage.test;Kim;Lee;Grade 5 teacher;Mesa Elementary;
ana.ruiz@demo.pilotage.test;Ana;Ruiz;Counsel;;"reviewer: privacy, clerk"
kim.lee@demo.pilotage.test;Kim;Lee;;;
not an address;Jo;Bad;;;
pat.king@demo.pilotage.test;Pat;King;;;king
clerk@demo.pilotage.test;Ruth;Amsel;;;`;

test('a list with wrong rows is looked at row by row, and only those that are right are invited', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/admin/people');
	await admin.getByRole('link', { name: 'Import a list' }).click();
	await title(admin, 'Import people');
	await admin.getByRole('button', { name: 'Check the list' }).click();
	await expect(admin.getByRole('alert')).toContainText('The list is empty');
	await admin
		.getByLabel('File')
		.setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
	await admin.getByRole('button', { name: 'Check the list' }).click();
	await expect(
		admin.getByRole('heading', { name: /^2 can be invited, 1 person is here already, 3 rows are not right$/ })
	).toBeVisible();
	await expectAccessible(admin);
	const row = (n: number) =>
		admin.getByRole('row').filter({ has: admin.getByRole('cell', { name: String(n), exact: true }) });
	await expect(row(3)).toContainText('twice');
	await expect(row(4)).toContainText('not an e-mail address');
	await expect(row(5)).toContainText('no role “king”');
	await expect(row(6)).toContainText('Here already');
	await admin.getByRole('button', { name: 'Invite the 2 that are right' }).click();
	await expect(admin.getByRole('status')).toContainText('2 people invited');
	await admin.getByRole('link', { name: /^Invited/ }).click();
	const kim = admin.getByRole('row').filter({ hasText: 'Kim Lee' });
	await expect(kim).toContainText('Invited until');
	await kim.getByRole('button', { name: 'Invite again Kim Lee' }).click();
	await expect(admin.getByRole('status')).toContainText('A new invitation is on its way');
	await admin.goto('/admin/people?search=kim.lee');
	await admin.getByRole('link', { name: 'Kim Lee' }).click();
	await expectAccessible(admin);
	await admin.getByRole('button', { name: 'Withdraw the invitation' }).click();
	await expect(admin.getByRole('status')).toContainText('withdrawn');
	await admin.goto('/admin/people?search=kim.lee');
	await expect(admin.getByRole('heading', { name: 'Nobody fits' })).toBeVisible();
});

test('the list is read without JavaScript, too, and one person is invited by form', async ({ browser }) => {
	const admin = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await signIn(admin, 'admin');
	await admin.goto('/admin/people/import');
	await admin.getByLabel('Or paste the lines here').fill('mail,name\nlou@demo.pilotage.test,Lou');
	await admin.getByRole('button', { name: 'Check the list' }).click();
	await expect(admin.getByRole('button', { name: 'Invite 1 person' })).toBeVisible();
	await admin.goto('/admin/people');
	const form = admin.locator('#invite');
	await form.getByLabel('E-mail address').fill('clerk@demo.pilotage.test');
	await form.getByLabel('Name', { exact: true }).fill('Ruth');
	await form.getByRole('button', { name: 'Send the invitation' }).click();
	await expect(admin.locator('#invite').getByRole('alert')).toContainText('here already');
	await expect(admin.locator('#invite').getByLabel('Name', { exact: true })).toHaveValue('Ruth');
});

test('roles are given and taken, and nobody gives themselves one', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/people?search=bea');
	await admin.getByRole('link', { name: 'Bea Lind' }).click();
	await title(admin, 'Bea Lind');
	await admin.getByLabel('Clerk').focus();
	await admin.keyboard.press('Space');
	await admin.getByLabel('Privacy').check();
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('status')).toContainText('Saved');
	await expect(admin.locator('#history')).toContainText('Alicia Grant gave the role of reviewer for privacy');
	await admin.getByLabel('Clerk').uncheck();
	await admin.getByLabel('Privacy').uncheck();
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.locator('#history')).toContainText('Alicia Grant took the role of clerk');
	await admin.goto('/admin/people?search=alicia');
	await admin.getByRole('link', { name: 'Alicia Grant', exact: true }).click();
	await expect(admin.getByLabel('Cabinet')).toBeDisabled();
	await expect(admin.getByText('name another one before this role')).toBeVisible();
	await admin.getByLabel('Admin', { exact: true }).uncheck();
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('alert')).toContainText('keeps at least one admin');
	await expectAccessible(admin);
});

test('whoever leaves passes their seats on, and comes back without them', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/people?search=maya');
	await admin.getByRole('link', { name: 'Maya Ortiz' }).click();
	await admin.getByText('Deactivate Maya Ortiz').first().press('Enter');
	const withoutHeir = admin.getByRole('button', { name: 'Deactivate Maya Ortiz' });
	await expectAccessible(admin);
	await withoutHeir.click();
	await expect(admin.getByRole('alert')).toContainText('Name who takes over as lead');
	await admin
		.getByLabel(/somebody who is not on the team/)
		.first()
		.fill('nobody@demo.pilotage.test');
	await withoutHeir.click();
	await expect(admin.getByRole('alert')).toContainText('Nobody of this district has the address');
	await expect(admin.getByLabel(/somebody who is not on the team/).first()).toHaveValue(
		'nobody@demo.pilotage.test'
	);
	await admin.goto('/admin/people?search=owen');
	await admin.getByRole('link', { name: 'Owen Hart' }).click();
	await admin.getByText('Deactivate Owen Hart').first().press('Enter');
	const heirs = admin.getByLabel('Who takes over');
	await heirs.first().selectOption({ label: 'Priya Raman, Research and assessment' });
	await admin.getByRole('button', { name: 'Deactivate Owen Hart' }).click();
	await expect(admin.getByRole('status')).toContainText('They are deactivated');
	await expect(admin.getByText('Deactivated', { exact: true })).toBeVisible();
	await expectAccessible(admin);
	await admin.getByRole('button', { name: 'Let them back in' }).click();
	await expect(admin.getByRole('status')).toContainText('They are back');
	await expect(admin.locator('#seats')).toContainText('None now');
});

test('sites open and close, and a closed one is offered no more', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/sites');
	const add = admin.locator('#new');
	await add.getByLabel('Name').fill('sunrise ELEMENTARY');
	await add.getByLabel('Kind').selectOption('school');
	await add.getByRole('button', { name: 'Add the site' }).click();
	await expect(add.getByRole('alert')).toContainText('There is a site called “Sunrise Elementary” already');
	await add.getByLabel('Name').fill('Lakeview High');
	await add.getByRole('button', { name: 'Add the site' }).click();
	await expect(admin.getByRole('status')).toContainText('Added');
	const row = admin.getByRole('listitem').filter({ hasText: 'Lakeview High' });
	await row.getByText('Change').click();
	await row.getByRole('button', { name: 'Close the site' }).click();
	await expect(admin.getByRole('status')).toContainText('Closed');
	await expect(row).toContainText('Closed since');
	await expectAccessible(admin);
	const teacher = await as(browser, 'teacher', '/pipeline');
	await expect(teacher.locator('select[name=site]')).toContainText('Lakeview High');
});

test('the calendar shows the school year, and terms share no day', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/calendar');
	const off = admin.locator('section').filter({ has: admin.getByRole('heading', { name: 'Days off' }) });
	await off.getByRole('listitem').last().getByLabel('Name').fill('Snow day');
	await off.getByRole('listitem').last().getByLabel('First day').fill('2027-02-03');
	await off.getByRole('button', { name: 'Add' }).click();
	await expect(admin.getByRole('status')).toContainText('Added');
	const terms = admin.locator('section').filter({ has: admin.getByRole('heading', { name: 'Terms' }) });
	const fresh = terms.getByRole('listitem').last();
	await fresh.getByLabel('Name').fill('Too early');
	const [year] = (await admin.getByRole('heading', { name: /School year/ }).innerText()).match(/\d{4}/)!;
	await fresh.getByLabel('First day').fill(`${year}-12-01`);
	await fresh.getByLabel('Last day').fill(`${year}-12-20`);
	await fresh.getByRole('button', { name: 'Add' }).click();
	await expect(fresh.getByRole('alert')).toContainText('It shares days with the term “Fall term”');
	await expect(fresh.getByLabel('Name')).toHaveValue('Too early');
	await expectAccessible(admin);
});

test('the strategy is saved as versions, which tell what changed; who comes second is told', async ({
	browser
}) => {
	const admin = await as(browser, 'admin');
	const second = await as(browser, 'admin');
	for (const page of [admin, second]) {
		await page.goto('/admin/strategy');
		await page.getByRole('link', { name: 'Edit the strategy' }).click();
		await page.getByRole('button', { name: 'Add an objective to goal 2' }).click();
		const added = page.locator('[name="goals.1.objectives.3.title"]');
		await added.fill(page === admin ? 'Share what works' : 'Share it all');
		await page.getByLabel('What changes, and why').fill('For the new school year');
	}
	await expectAccessible(admin);
	await admin.getByRole('button', { name: /^Save as/ }).click();
	await expect(admin.getByRole('status')).toContainText('Saved as version 2');
	await expect(admin.locator('#versions')).toContainText('Objective 2.4 “Share what works” is new.');
	await expectAccessible(admin);
	await second.getByRole('button', { name: /^Save as/ }).click();
	await expect(second.getByRole('alert')).toContainText('Alicia Grant saved version 2');
	await expect(second.locator('[name="goals.1.objectives.3.title"]')).toHaveValue('Share it all');
});

test('two admins who edit one setting: who comes second sees both, and decides', async ({ browser }) => {
	const first = await as(browser, 'admin');
	const second = await as(browser, 'admin');
	for (const page of [first, second]) await page.goto('/admin/settings');
	await first.getByLabel('Days until a reminder').fill('8');
	await first.getByRole('button', { name: 'Save the settings' }).click();
	await expect(first.getByRole('status')).toContainText('Saved');
	await second.getByLabel('Days until a reminder').fill('9');
	await second.getByRole('button', { name: 'Save the settings' }).click();
	await expect(second.getByRole('alert')).toContainText('Alicia Grant changed this in the meantime');
	await expect(second.getByRole('alert')).toContainText('Days until a reminder: 8');
	await expect(second.getByLabel('Days until a reminder')).toHaveValue('9');
	await expectAccessible(second);
	await second.getByRole('button', { name: 'Save the settings' }).click();
	await expect(second.getByRole('status')).toContainText('Saved');
	await second.getByLabel('Smallest group').fill('4');
	await second.getByRole('button', { name: 'Save the settings' }).click();
	await expect(second.getByRole('alert')).toContainText('The least is 5');
	await second.goto('/admin/settings');
	await second.getByRole('button', { name: 'Set these three' }).click();
	await expect(second.locator('#small')).toContainText('All three are set');
	await second.getByLabel('Quorum').fill('2');
	await second.getByRole('button', { name: 'Save the settings' }).click();
	await expect(second.getByRole('status')).toContainText('Saved');
});
