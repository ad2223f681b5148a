import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

// A pilot of the demonstration that waits for its decision: the evidence can't tell, so all four outcomes are permitted.
const title = 'Video hints in practice on triangles';

test('the cabinet sunsets a pilot, and the AI office retires it with its lesson', async ({ browser }) => {
	const chair = await as(browser, 'chair', '/cabinet');
	await expectAccessible(chair);
	await chair.getByRole('link', { name: title }).first().click();
	await chair.waitForURL(/\/pilots\//);
	const pilot = new URL(chair.url()).pathname.split('/')[2]!;

	for (const account of ['cabinet', 'cabinet2', 'cabinet3']) {
		const page = await as(browser, account, `/pilots/${pilot}/vote`);
		await page.locator(`[name=choice][value=${account === 'cabinet3' ? 'extend' : 'sunset'}]`).check();
		await page.locator('[name=no_interest]').check();
		await page.getByRole('button', { name: 'Cast your vote' }).click();
		await expect(page.getByRole('button', { name: 'Change your vote' })).toBeVisible();
		// Who has voted is seen, what they voted is not.
		await expect(page.getByRole('main')).not.toContainText('voted for sunset');
	}

	await chair.goto(`/pilots/${pilot}/vote`);
	await expect(chair.getByRole('main')).toContainText('Helen Novak');
	const form = chair.locator('form').filter({ has: chair.locator('[name=rationale]') });
	if (!(await form.isVisible())) {
		await chair.locator('details').filter({ has: form }).locator('summary').first().click();
	}
	await form.locator('[name=outcome][value=sunset]').check();
	await form.getByRole('button', { name: 'Record the decision' }).click();
	await expect(chair.getByRole('main')).toContainText(/rationale/i);
	await form.locator('[name=rationale]').fill('Text hints do as well, and cost nothing.');
	await form.getByRole('button', { name: 'Record the decision' }).click();
	await expect(chair.getByRole('main')).toContainText('Text hints do as well, and cost nothing.');

	const admin = await as(browser, 'admin', `/pilots/${pilot}`);
	await expect(admin.getByRole('main')).toContainText('Sunset');
	await expectAccessible(admin);
	const today = new Date().toISOString().slice(0, 10);
	for (const [field, value] of [
		['people_told_on', today],
		['access_revoked_on', today],
		['lesson', 'A minute of video and a page of text help about as much.']
	] as const) {
		const fact = admin.locator('form').filter({ has: admin.locator(`[name=${field}]`) });
		await admin.locator('details').filter({ has: fact }).locator('summary').first().click();
		await fact.locator(`[name=${field}]`).fill(value);
		await fact.getByRole('button', { name: 'Save' }).click();
		await expect(admin.locator(`[name=${field}]`)).toBeHidden();
	}
	for (const label of [
		'Work is exported',
		'The deletion certificate',
		'The contract is ended',
		'What comes instead'
	]) {
		// Once signed it may stand folded away among what is met; what it asks for is asked no more.
		const sign = admin.getByRole('button', { name: new RegExp(`^Sign ?: ${label}`) });
		await sign.click();
		await expect(sign).toHaveCount(0);
	}
	await admin.getByRole('button', { name: 'Close the pilot' }).click();
	await expect(admin.getByRole('main')).toContainText('Retired');
});
