import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

// A pilot of the demonstration that the cabinet has sunset: some steps of its runbook are done, one is overdue.
const title = 'A tutor for fractions in grade 6';
const today = () => new Date().toISOString().slice(0, 10);
const stepOf = (page: Page, name: RegExp) =>
	page.locator('li[id^=step-]').filter({ has: page.getByRole('heading', { name }) });

async function openStep(page: Page, name: RegExp, act: string) {
	await stepOf(page, name).locator('summary').filter({ hasText: act }).click();
	return stepOf(page, name).getByRole('form', { name: new RegExp(`^${act}`) });
}

test('a pilot is closed step by step, each by whose it is, and retires with its lesson and thanks', async ({
	browser
}) => {
	const admin = await as(browser, 'admin', '/pipeline?stage=sunset,retired&as=list');
	await admin.getByRole('link', { name: title }).first().click();
	await admin.waitForURL(/\/pilots\//);
	const pilot = new URL(admin.url()).pathname.split('/')[2]!;
	await expect(admin.locator('#sunset')).toContainText('4 of 9');
	await expectAccessible(admin);

	// The AI office gives a step to somebody of the team, who does it and nothing else.
	await admin.goto(`/pilots/${pilot}/sunset`);
	const change = await openStep(admin, /Export the work/, 'Another owner or day');
	await change.locator('[name=owner]').selectOption({ label: 'Maya Ortiz, team' });
	await change.locator('[name=due_on]').fill(today());
	await change.getByRole('button', { name: 'Save' }).click();
	await expect(stepOf(admin, /Export the work/)).toContainText('Maya Ortiz');
	const teammate = await as(browser, 'teacher', '/');
	await expect(teammate.getByRole('main')).toContainText('Do your step of closing');
	await teammate.goto(`/pilots/${pilot}/sunset`);
	await expectAccessible(teammate);
	await expect(stepOf(teammate, /Revoke access/).locator('form')).toHaveCount(0);
	const exported = await openStep(teammate, /Export the work/, 'Mark as done');
	await exported.locator('[name=note]').fill('Each class has its exercises as a file.');
	await exported.locator('[name=done_on]').fill('2099-01-01');
	await exported.getByRole('button', { name: 'It is done' }).click();
	await expect(teammate.getByRole('main')).toContainText('That day is still to come');
	const again = stepOf(teammate, /Export the work/).getByRole('form', { name: /^Mark as done/ });
	await expect(again.locator('[name=note]')).toHaveValue('Each class has its exercises as a file.');
	await again.locator('[name=done_on]').fill(today());
	await again.getByRole('button', { name: 'It is done' }).click();
	await expect(stepOf(teammate, /Export the work/)).toContainText('Each class has its exercises as a file.');
	const member = await as(browser, 'clerk', `/pilots/${pilot}/sunset`);
	await expect(member.locator('#runbook form')).toHaveCount(0);

	// The AI office: a certificate is filed with a link, and the gate holds until the last step.
	await admin.goto(`/pilots/${pilot}/sunset`);
	const lesson = await openStep(admin, /Publish the lesson/, 'Write it');
	await lesson.locator('[name=lesson]').fill('A tutor that shows the next step takes the trying away.');
	await lesson.getByRole('button', { name: 'It is done' }).click();
	await expect(admin.locator('#thanks')).toContainText('takes the trying away');
	const contract = await openStep(admin, /End the contract/, 'Mark as done');
	await contract.getByRole('button', { name: 'It is done' }).click();
	await expect(stepOf(admin, /End the contract/)).toContainText('Done');
	const certificate = await openStep(admin, /certificate of deletion/, 'Mark as done');
	await certificate.getByRole('button', { name: 'It is done' }).click();
	await expect(admin.getByRole('main')).toContainText('Link to where the certificate is filed');
	const filed = stepOf(admin, /certificate of deletion/).getByRole('form', { name: /^Mark as done/ });
	await filed.locator('[name=link]').fill('https://files.district.example/abacus-deletion.pdf');
	await filed.getByRole('button', { name: 'It is done' }).click();
	await expect(stepOf(admin, /certificate of deletion/)).toContainText('abacus-deletion.pdf');

	// The sponsor thanks the team, and says what is not spent any more.
	const sponsor = await as(browser, 'cabinet', `/pilots/${pilot}/sunset`);
	const thanks = await openStep(sponsor, /Thank the team/, 'Thank them');
	await thanks.locator('[name=note]').fill('You saw it first, and you said so.');
	await thanks.getByRole('button', { name: 'Thank the team' }).click();
	await expect(sponsor.locator('#thanks')).toContainText('You saw it first, and you said so.');
	await sponsor.locator('#avoided summary').click();
	const avoided = sponsor.locator('#avoided form');
	await avoided.locator('[name=budget]').fill('15,500');
	await avoided.getByRole('button', { name: 'Save' }).click();
	await expect(sponsor.locator('#avoided')).toContainText('Say where the figures are from');
	await avoided.locator('[name=source]').fill('The invoice of this year.');
	await avoided.getByRole('button', { name: 'Save' }).click();
	await expect(sponsor.locator('#avoided')).toContainText('$15,500 a year');
	await expectAccessible(sponsor);

	await admin.goto(`/pilots/${pilot}`);
	await admin.getByRole('button', { name: 'Close the pilot' }).click();
	await expect(admin.getByRole('main')).toContainText('Retired');
	await expect(admin.locator('#sunset')).toContainText('9 of 9');
	await admin.goto('/strategy');
	await expect(admin.getByRole('main')).toContainText('Closed so far');
});

test('the AI office keeps the steps of its district, and tries them on a pilot', async ({ browser }) => {
	const admin = await as(browser, 'admin', '/admin/runbook');
	await expectAccessible(admin);
	const add = admin.locator('details').filter({ has: admin.locator('form[aria-label="Add a step"]') });
	await add.locator('summary').first().click();
	await add.locator('[name=title]').fill('Return the tablets');
	await add.locator('[name=days]').fill('soon');
	await add.getByRole('button', { name: 'Add the step' }).click();
	await expect(add).toContainText('Give a number of days');
	await expect(add.locator('[name=title]')).toHaveValue('Return the tablets');
	await add.locator('[name=days]').fill('12');
	await add.getByRole('button', { name: 'Add the step' }).click();
	await expect(admin.getByRole('heading', { name: 'Return the tablets' })).toBeVisible();
	await admin.locator('[name=pilot]').selectOption({ index: 1 });
	await admin.getByRole('button', { name: 'Show' }).click();
	await expect(admin.locator('#preview')).toContainText('Return the tablets');
	await expectAccessible(admin);
	await admin.getByRole('button', { name: /Take out.*Return the tablets/ }).click();
	await expect(admin.getByRole('heading', { name: 'Return the tablets' })).toHaveCount(0);
});
