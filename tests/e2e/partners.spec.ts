import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { mailTo } from './outbox.ts';
import { as, expectAccessible } from './people.ts';

const TITLE = 'One checklist for every AI tool';

test('a reviewer asks a contact at the vendor, who answers by their link and reaches nothing else', async ({
	browser
}) => {
	const reviewer = await as(browser, 'reviewer');
	await reviewer.goto('/partners');
	await expectAccessible(reviewer);
	await reviewer.getByRole('link', { name: 'Office suite vendor' }).click();
	await expect(reviewer.getByRole('heading', { level: 1 })).toHaveText('Office suite vendor');
	await expectAccessible(reviewer);
	await reviewer.getByRole('main').getByRole('link', { name: TITLE }).click();
	await expect(reviewer.getByRole('heading', { name: 'What partners were asked' })).toBeVisible();
	await expect(reviewer.getByText('In two data centres in Ohio')).toBeVisible();
	await expectAccessible(reviewer);
	await reviewer.locator('summary', { hasText: 'Ask Ines Falk' }).click();
	await reviewer.getByRole('button', { name: 'Ask Ines Falk' }).click();
	await expect(reviewer.getByRole('alert').getByText('Write the question.')).toBeVisible();
	await reviewer.getByLabel('Your question').fill('Who at your company can read what staff write?');
	await reviewer.getByRole('button', { name: 'Ask Ines Falk' }).click();
	await expect(reviewer.getByText('They get a mail with a link')).toBeVisible();

	const link = await mailTo('ines.falk@vendor.example', /\/partner\/[0-9a-f]{72}/);
	const vendor = await (await browser.newContext({ viewport: { width: 390, height: 800 } })).newPage();
	await vendor.goto(link);
	await expect(vendor.getByRole('heading', { level: 1 })).toContainText('Questions to you about');
	await expectAccessible(vendor);
	const form = vendor.locator('section').filter({ hasText: 'Who at your company can read' });
	await form.getByLabel('Your answer').fill('Two engineers on call, and each look is logged.');
	await form.getByRole('button', { name: 'Send the answer' }).click();
	await expect(vendor.getByText('Thank you: your answer is with the district.')).toBeVisible();
	expect(await vendor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
	for (const path of ['/pipeline', '/partners', new URL(reviewer.url()).pathname]) {
		await vendor.goto(path);
		await expect(vendor, path).toHaveURL(/\/sign-in/);
	}

	await reviewer.reload();
	await expect(reviewer.getByText('Two engineers on call')).toBeVisible();
	// The AI office ends the link: it opens nothing any more.
	const admin = await as(browser, 'admin', new URL(reviewer.url()).pathname);
	await admin.getByRole('button', { name: 'End the link of Ines Falk' }).click();
	await expect(admin.getByText('The link is ended.')).toBeVisible();
	await vendor.goto(link);
	await expect(vendor.getByRole('heading', { level: 1 })).toHaveText('This link opens nothing');
});

test('the AI office keeps an organisation under every name it had, and its agreements', async ({
	browser
}) => {
	const admin = await as(browser, 'admin');
	await expect(admin.getByText(/Renew “.+” with Office suite vendor/)).toBeVisible();
	await admin.goto('/partners');
	await admin.locator('summary', { hasText: 'Add an organisation' }).click();
	await admin.getByLabel('Name', { exact: true }).fill('CITY-LIBRARY');
	await admin.getByLabel('Website').fill('city.example');
	await admin.getByRole('button', { name: 'Add the organisation' }).click();
	await expect(
		admin
			.getByRole('alert')
			.getByText(/begins with https/)
			.first()
	).toBeVisible();
	await admin.getByLabel('Website').fill('');
	await admin.getByRole('button', { name: 'Add the organisation' }).click();
	await expect(admin.getByText('“City library” is known already.').first()).toBeVisible();
	await expect(admin.getByLabel('Name', { exact: true })).toHaveValue('CITY-LIBRARY');
	await admin.getByRole('link', { name: 'City library', exact: true }).click();
	await expect(admin.getByText('Expired', { exact: true })).toBeVisible();
	await admin.locator('summary', { hasText: 'Record an agreement' }).click();
	await admin.getByLabel('What it is called').fill('Rooms for reading, renewed');
	await admin.getByLabel('Signed on').fill('2026-01-15');
	await admin.getByRole('button', { name: 'Record the agreement' }).click();
	await expect(admin.getByText('The agreement is recorded.')).toBeVisible();
	await expect(admin.getByText('Current', { exact: true })).toBeVisible();
	await expectAccessible(admin);
});
