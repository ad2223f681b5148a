import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const NAME = 'Lantern Stories';

async function noSideways(page: Page) {
	expect(
		await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
	).toBeLessThanOrEqual(0);
}

/** The form of the state, once that of before is folded away. */
async function become(page: Page, act: string) {
	await expect(page.getByRole('button', { name: 'Save the state' })).toBeHidden();
	await page.getByText('Change the state').click();
	await page.getByLabel(act).check();
	await page.getByRole('button', { name: 'Save the state' }).click();
}

const day = (fromNow: number) => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10);

test('a teacher proposes a tool, the AI office completes and approves it, and then its model changes', async ({
	browser
}) => {
	const teacher = await as(browser, 'teacher', '/tools/new');
	await teacher.getByLabel('Name', { exact: true }).fill('abacus chat');
	await teacher.getByRole('button', { name: 'Propose the tool' }).click();
	await expect(teacher.getByRole('alert').first()).toContainText('Say what it does');
	await teacher.getByLabel('What it does').fill('Makes stories from words that a class has learnt.');
	await teacher.getByRole('button', { name: 'Propose the tool' }).click();
	// A name that is taken is said at its field, with the way to the tool that has it.
	await expect(teacher.getByRole('alert').first()).toContainText('is in the registry already');
	await expect(teacher.getByLabel('What it does')).toHaveValue(/Makes stories/);
	await expect(teacher.getByRole('link', { name: 'Open the tool that has this name' })).toBeVisible();
	await expectAccessible(teacher);
	await teacher.getByLabel('Name', { exact: true }).fill(NAME);
	await teacher.getByRole('button', { name: 'Propose the tool' }).click();
	await expect(teacher.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
	await expect(teacher.getByRole('main')).toContainText('Thank you');
	await expect(teacher.getByRole('link', { name: 'Edit the record' })).toHaveCount(0);
	const path = new URL(teacher.url()).pathname;

	// What nobody wrote down yet is not approved.
	const admin = await as(browser, 'admin', path);
	await become(admin, 'Look into it');
	await expect(admin.getByText('The AI office is looking into it')).toBeVisible();
	await become(admin, 'Approve it');
	await expect(admin.getByRole('alert').first()).toContainText(
		'Nobody has written down yet what data it holds'
	);
	await expectAccessible(admin);

	await admin.getByRole('link', { name: 'Edit the record' }).click();
	await admin.getByLabel('Vendor').fill('Lantern Works');
	await admin.getByLabel('Model').fill('Lantern 1');
	await admin.getByLabel('Website').fill('lantern.example');
	await admin.getByRole('checkbox', { name: 'Content made by students' }).check();
	await admin.getByRole('checkbox', { name: 'Students', exact: true }).check();
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('alert').first()).toContainText('begins with https://');
	await expect(admin.getByRole('checkbox', { name: 'Content made by students' })).toBeChecked();
	await expectAccessible(admin);
	await admin.getByLabel('Website').fill('https://lantern.example');
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('main')).toContainText('Saved. What was before stays in its history');
	await become(admin, 'Approve it');
	await expect(admin.getByText('Pilots may launch with it.', { exact: true })).toBeVisible();

	// An agreement that begins after it ends is said at its field.
	await admin.getByText('Record the agreement').click();
	await admin.getByLabel('Signed on').fill(day(-3));
	await admin.getByLabel('Expires on').fill(day(-4));
	await admin.getByRole('button', { name: 'Record it' }).click();
	await expect(admin.getByRole('alert').first()).toContainText('It expires before it was signed');
	await admin.getByLabel('Expires on').fill(day(300));
	await admin.getByRole('button', { name: 'Record it' }).click();
	await expect(admin.locator('#agreement')).toContainText('Current until');

	// What was approved changes with a reason, and both stay on record.
	await admin.getByRole('link', { name: 'Edit the record' }).click();
	await admin.getByLabel('Model').fill('Lantern 2');
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(admin.getByRole('alert').first()).toContainText('It was approved as it is');
	await admin.getByLabel('What changes, and why').fill('The vendor moved to a new model.');
	await admin.getByRole('button', { name: 'Save', exact: true }).click();
	await teacher.reload();
	const history = teacher.locator('#history');
	await expect(history).toContainText('Model: Lantern 1 → Lantern 2');
	await expect(history).toContainText('The vendor moved to a new model.');
	await expect(history.getByRole('listitem')).toHaveCount(6);

	for (const width of [390, 320]) {
		await admin.setViewportSize({ width, height: 800 });
		await noSideways(admin);
		await admin.getByRole('link', { name: 'Edit the record' }).click();
		await expect(admin.getByRole('heading', { level: 1, name: `Edit ${NAME}` })).toBeVisible();
		await noSideways(admin);
		await admin.goBack();
		await expect(admin.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
	}
});

test('a pilot shows its tools, and its gate the way to the one that it waits for', async ({ browser }) => {
	const admin = await as(browser, 'admin');
	await admin.getByRole('link', { name: /^Renew: ASSISTments/ }).click();
	await expect(admin.getByRole('heading', { level: 1, name: /ASSISTments/ })).toBeVisible();
	await admin.getByRole('link', { name: 'Video hints in practice on triangles' }).click();
	await admin
		.getByRole('link', { name: /^ASSISTments/ })
		.first()
		.click();
	await expect(admin.getByRole('heading', { level: 1, name: /ASSISTments/ })).toBeVisible();

	const teacher = await as(browser, 'teacher', '/pipeline');
	await teacher.getByRole('link', { name: 'One checklist for every AI tool' }).first().click();
	await expect(teacher.getByRole('main')).toContainText('Document assistant of the existing office suite');
	await expectAccessible(teacher);
});
