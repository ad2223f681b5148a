import { expect, type Locator, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { mailTo } from './outbox.ts';
import { as, expectAccessible } from './people.ts';

// A pilot of the demonstration that waits for its decision: the evidence can't tell, so all four outcomes are permitted.
const TITLE = 'Video hints in practice on triangles';
const CONTRACT = 'puts the contract for next year on the agenda';
const READERS = 'names two people who read every letter';
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function pilotOf(page: Page, title: string): Promise<string> {
	await page.goto(`/search?q=${encodeURIComponent(title)}`);
	const link = page.getByRole('link', { name: title }).first();
	return link.evaluate((found) => new URL((found as HTMLAnchorElement).href).pathname);
}
const unfold = async (form: Locator, details: Locator) => {
	if (!(await form.isVisible())) await details.locator('summary').first().click();
};

test('the cabinet extends on conditions, and what was decided is read, mailed and followed up', async ({
	browser
}) => {
	test.slow();
	const chair = await as(browser, 'chair');
	const path = await pilotOf(chair, TITLE);
	for (const account of ['cabinet', 'cabinet2', 'cabinet3']) {
		const page = await as(browser, account, `${path}/vote`);
		await page.locator(`[name=choice][value=${account === 'cabinet3' ? 'sunset' : 'extend'}]`).check();
		await page.locator('[name=no_interest]').check();
		await page.locator('#vote [name=reason]').fill(`${account} has said why.`);
		await page.getByRole('button', { name: 'Cast your vote' }).click();
		await expect(page.getByRole('button', { name: 'Change your vote' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Read the next brief' })).toBeVisible();
	}

	await chair.goto(`${path}/vote`);
	const form = chair.locator('form').filter({ has: chair.locator('[name=rationale]') });
	await unfold(form, chair.locator('details').filter({ has: form }));
	await form.locator('[name=outcome][value=extend]').check();
	await form.locator('[name=rationale]').fill('One term was too short to tell.');
	await form.getByText('Conditions', { exact: false }).first().click();
	await form.locator('[name=condition-1-words]').fill('Forty classes take part.');
	await form.locator('[name=condition-1-due_on]').fill(inDays(20));
	await expectAccessible(chair);
	await form.getByRole('button', { name: 'Record the decision' }).click();
	// What is missing is named, at its row, and nothing that was typed is lost.
	const problem = form.getByRole('alert');
	await expect(problem).toContainText('Condition 2 has no owner.');
	await expect(problem).toContainText('To extend, say what must be different this time');
	await expect(problem).toContainText('To extend, name the day when the next cycle ends.');
	await expect(form.locator('[name=condition-1-words]')).toHaveValue('Forty classes take part.');
	await expect(form.locator('[name=rationale]')).toHaveValue('One term was too short to tell.');
	await expectAccessible(chair);
	// Nor when the chair sees that their own vote is missing.
	await chair.locator('[name=choice][value=extend]').check();
	await chair.locator('[name=no_interest]').check();
	await chair.getByRole('button', { name: 'Cast your vote' }).click();
	await expect(chair.getByRole('button', { name: 'Change your vote' })).toBeVisible();
	await expect(form.locator('[name=rationale]')).toHaveValue('One term was too short to tell.');
	await expect(form.locator('[name=condition-1-words]')).toHaveValue('Forty classes take part.');
	await form.locator('[name=different]').fill('Forty classes instead of eight.');
	await form.locator('[name=cycle_end]').fill(inDays(90));
	await form.locator('[name=condition-1-owner]').selectOption({ label: 'Alicia Grant, AI office' });
	// However often it is pressed, it is recorded once.
	await form.getByRole('button', { name: 'Record the decision' }).dblclick();
	await expect(chair.getByRole('main')).toContainText('Forty classes instead of eight.');
	await chair.goto(path);
	const decisions = chair.locator('#decisions');
	await expect(decisions.locator('li')).toHaveCount(1);
	await expect(decisions).toContainText('Began cycle 2');
	await expect(decisions).toContainText('1 dissented');
	await expect(chair.getByRole('main')).toContainText('What must be different this time');
	await expect(chair.locator('#conditions')).toContainText('Forty classes take part.');
	await expectAccessible(chair);

	// The district reads the tally, the cabinet and the clerk the names.
	await decisions.getByRole('link', { name: /^The whole decision/ }).click();
	await expect(chair.getByRole('heading', { name: 'Who voted what' })).toBeVisible();
	await expect(chair.getByRole('main')).toContainText('cabinet3 has said why.');
	await expectAccessible(chair);
	const decision = new URL(chair.url()).pathname;
	const teacher = await as(browser, 'teacher', decision);
	await expect(teacher.getByRole('main')).toContainText('One term was too short to tell.');
	await expect(teacher.getByRole('main')).not.toContainText('has said why.');
	await expect(teacher.getByRole('heading', { name: 'Who voted what' })).toHaveCount(0);
	await mailTo('admin@demo.pilotage.test', /\/pilots\/[0-9a-f-]+\/decisions\/[0-9a-f-]+/);

	// Its owner reports, and does not confirm.
	const admin = await as(browser, 'admin', '/');
	await admin
		.getByRole('link', { name: `Report: ${TITLE}` })
		.or(admin.locator(`a[href*="#conditions"]`))
		.first()
		.click();
	const mine = admin.locator('#conditions li', { hasText: 'Forty classes take part.' });
	await mine.getByText('Report what was done', { exact: true }).click();
	await mine.getByRole('button', { name: 'Send the report' }).click();
	await expect(mine.getByRole('alert')).toContainText('Say what was done.');
	await mine.getByRole('textbox', { name: 'What was done' }).fill('Forty-two classes have said yes.');
	await mine.getByRole('button', { name: 'Send the report' }).click();
	await expect(mine).toContainText('Forty-two classes have said yes.');
	await expect(mine.getByText('Confirm it, or send it back')).toHaveCount(0);
	await expectAccessible(admin);
	const clerk = await as(browser, 'clerk', `${path}#conditions`);
	const theirs = clerk.locator('#conditions li', { hasText: 'Forty classes take part.' });
	await theirs.getByText('Confirm it, or send it back').click();
	await theirs.getByRole('radio', { name: 'It is met' }).check();
	await theirs.getByRole('button', { name: 'Save' }).click();
	await expect(clerk.locator('#conditions')).toContainText('All conditions of its decisions are closed.');
});

test('the ledger of conditions is filtered, on a phone, in the dark and without script', async ({
	browser
}) => {
	test.slow();
	const page = await as(browser, 'teacher', '/conditions');
	await expect(page.locator('tr', { hasText: READERS })).toContainText('Reported');
	await expectAccessible(page);
	await page.getByLabel('State').selectOption('overdue');
	await page.getByRole('button', { name: 'Apply' }).click();
	await expect(page.locator('tr', { hasText: READERS })).toHaveCount(0);
	await expect(page.locator('tbody tr')).toHaveCount(1);
	await page.setViewportSize({ width: 320, height: 800 });
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await sideways(page)).toBe(0);
	await expectAccessible(page);
	const file = await page.request.get('/conditions/csv?state=reported');
	expect(await file.text()).toContain(READERS);

	const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await bare.goto('/sign-in');
	await bare.locator('button[name=account][value=clerk]').click();
	await bare.goto('/conditions');
	await bare.getByRole('link', { name: READERS }).click();
	const one = bare.locator('#conditions li', { hasText: READERS });
	await one.getByText('Confirm it, or send it back').click();
	await one.getByRole('radio', { name: 'Something is missing' }).check();
	await one.getByRole('button', { name: 'Save' }).click();
	await expect(bare.locator('#conditions li', { hasText: READERS }).getByRole('alert')).toContainText(
		'Say what is still missing.'
	);
	await expect(bare.locator('#conditions li', { hasText: CONTRACT })).toContainText('Open');
});
