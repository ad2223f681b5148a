import { expect, type Browser, type Page } from '@playwright/test';
import { answersPrinciples } from './answers.ts';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';
import { propose } from './proposal.ts';

// Vetting as a reviewer does it: a pilot of low risk from home to signed within six presses, one of high risk with all its
// questions, and what the AI office keeps of both.

const low = 'Reading at home, tried by one family circle';
const high = 'Reading at home, scored for placement';
// Nobody answered questions on it before.
const TOOL = 'Stories at bedtime';
const everyone = ['Security', 'Privacy', 'Instruction', 'Accessibility and equity', 'Finance'];

/** Counts what somebody presses, over all pages that they open in this tab. */
async function counting(page: Page) {
	await page.addInitScript(() => {
		addEventListener(
			'pointerdown',
			() => sessionStorage.setItem('presses', String(Number(sessionStorage.getItem('presses')) + 1)),
			true
		);
	});
	const presses = () => page.evaluate(() => Number(sessionStorage.getItem('presses')));
	return async (what: string) => {
		const count = await presses();
		await page.evaluate(() => sessionStorage.removeItem('presses'));
		test.info().annotations.push({ type: 'presses', description: `${what}: ${count}` });
		return count;
	};
}

const main = (page: Page) => page.getByRole('main');
const question = (page: Page, words: RegExp) => page.getByRole('radiogroup', { name: words });
const sign = (page: Page) => page.getByRole('button', { name: /^Sign for/ }).last();

async function fitsNarrow(page: Page) {
	const before = page.viewportSize()!;
	await page.setViewportSize({ width: 320, height: 800 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
	await page.setViewportSize(before);
}

/** Proposed by a teacher, and taken into vetting at a tier that the AI office gives a reason for. */
async function vetted(browser: Browser, title: string, tier: 'low' | 'high') {
	const teacher = await as(browser, 'teacher');
	const id = await propose(teacher, title, TOOL);
	await answersPrinciples(teacher, id);
	const admin = await as(browser, 'admin', `/pilots/${id}`);
	const opened = async (summary: RegExp) => {
		const details = admin
			.locator('details')
			.filter({ has: admin.locator('summary', { hasText: summary }) })
			.first();
		await details.locator('summary').first().click();
		return details;
	};
	const sponsor = await opened(/Name the sponsor/);
	const option = await sponsor.locator('option', { hasText: 'Helen Novak' }).getAttribute('value');
	await sponsor.locator('[name=person]').selectOption(option);
	await sponsor.getByRole('button').click();
	await expect(main(admin)).toContainText('Helen Novak');
	const form = await opened(/Set the tier/);
	await form.locator(`[name=risk_tier][value=${tier}]`).check();
	await form.locator('[name=risk_reason]').fill('So that this journey has one of each.');
	await form.getByRole('button', { name: 'Save' }).click();
	await expect(main(admin)).toContainText('4 of 4 met');
	await admin.getByRole('button', { name: /vetting/i }).click();
	await expect(main(admin)).toContainText('Launch');
	return id;
}

test.describe.serial('vetting', () => {
	const ids = { low: '', high: '' };

	test('begins with a pilot of low risk', async ({ browser }) => {
		ids.low = await vetted(browser, low, 'low');
	});

	test('and one of high risk, each with the reviews that its tier asks for', async ({ browser }) => {
		ids.high = await vetted(browser, high, 'high');
		const page = await as(browser, 'teacher', `/pilots/${ids.high}/reviews`);
		for (const specialty of everyone)
			await expect(main(page).getByRole('listitem').filter({ hasText: specialty })).toContainText(
				'0 of 8 questions answered'
			);
		await expectAccessible(page);
		await fitsNarrow(page);
		await page.goto(`/pilots/${ids.low}/reviews`);
		await expect(main(page)).toContainText('0 of 2 questions answered');
		// The team reads, and answers nothing.
		await main(page).getByRole('link', { name: 'Privacy' }).click();
		await expect(main(page)).toContainText('Not answered yet');
		await expect(sign(page)).toHaveCount(0);
		await expectAccessible(page);
	});

	test('of low risk takes a reviewer six presses at most, from home to signed', async ({ browser }) => {
		const page = await as(browser, 'reviewer');
		const counted = await counting(page);
		await page.goto('/');
		const item = main(page)
			.getByRole('listitem')
			.filter({ has: page.getByRole('link', { name: low }) });
		await item
			.getByRole('link', { name: /^Review/ })
			.last()
			.click();
		await expect(page.getByRole('heading', { name: 'Review for privacy' })).toBeVisible();
		await question(page, /only entered what the purpose needs/)
			.getByLabel('Yes')
			.check();
		await question(page, /models are trained/)
			.getByLabel('Yes')
			.check();
		await page.getByLabel(/I have no interest/).check();
		await sign(page).click();
		await expect(page.getByText('Signed. Thank you.')).toBeVisible();
		expect(await counted('a reviewer, low risk')).toBeLessThanOrEqual(6);
		await expect(main(page)).toContainText('All 2 questions answered');
		await expect(main(page)).toContainText('declares no interest');
		await expectAccessible(page);
	});

	test('of high risk asks for answers, notes and links, and keeps what was typed', async ({ browser }) => {
		const page = await as(browser, 'reviewer', `/pilots/${ids.high}/reviews/privacy`);
		const counted = await counting(page);
		await page.reload();
		// What was answered of the same tool for the first pilot is there.
		await expect(main(page)).toContainText(`Answered for ${TOOL} in ${low}`);
		await page.getByRole('button', { name: 'Take over all 2 earlier answers' }).click();
		await expect(page.getByText('Taken over, and saved with your other answers.')).toBeVisible();
		await expect(question(page, /models are trained/).getByLabel('Yes')).toBeChecked();

		await question(page, /deleted when the pilot ends/)
			.getByLabel('No', { exact: true })
			.check();
		await expect(main(page)).toContainText('This answer counts as a concern.');
		await page.getByLabel(/I have no interest/).check();
		await sign(page).click();
		await expect(main(page).getByText('Answer this before you sign.').first()).toBeVisible();
		await expect(main(page).getByText('This answer needs a note').first()).toBeVisible();
		await expect(
			question(page, /deleted when the pilot ends/).getByLabel('No', { exact: true })
		).toBeChecked();
		await expect(page.getByLabel(/I have no interest/)).toBeChecked();
		await expectAccessible(page);
		await fitsNarrow(page);

		await page.locator('[name="note.deletion"]').fill('The vendor names no number of days.');
		for (const words of [/signed data-privacy agreement/, /families know/, /under 13/, /sold/, /family see/])
			await question(page, words).getByLabel('Yes').check();
		await page.locator('[name="note.under_13"]').fill('The school consents.');
		await page.getByRole('button', { name: 'Save for later' }).click();
		await expect(page.getByText('Your answers are saved. Nothing is signed yet.')).toBeVisible();
		await page.locator('[name="link.agreement"]').fill('https://vendor.example/agreement');
		await page.getByLabel(/I have no interest/).check();
		await sign(page).click();
		await expect(page.getByText('Signed. Thank you.')).toBeVisible();
		await expect(main(page)).toContainText('All 8 questions answered, 1 concern');
		await expect(main(page)).toContainText('taken over from an earlier pilot');
		expect(
			await counted('a reviewer, one review of high risk, with a refusal on the way')
		).toBeLessThanOrEqual(14);

		const teacher = await as(browser, 'teacher', `/pilots/${ids.high}/reviews`);
		await expect(main(teacher).getByRole('listitem').filter({ hasText: 'Privacy' })).toContainText(
			'1 concern'
		);
		await main(teacher).getByRole('link', { name: 'Privacy' }).click();
		await expect(main(teacher)).toContainText('The vendor names no number of days.');
		await expect(teacher.getByRole('link', { name: 'https://vendor.example/agreement' })).toBeVisible();
	});

	test('is refused with a reason, without answers', async ({ browser }) => {
		const page = await as(browser, 'reviewer', `/pilots/${ids.high}/reviews/finance`);
		const counted = await counting(page);
		await page.reload();
		await page.getByText('Add a remark, or refuse').click();
		await page.getByRole('button', { name: 'Refuse' }).click();
		await expect(main(page).getByText('Say why you refuse').first()).toBeVisible();
		await page.locator('[name=reason]').fill('Nobody says who pays next year.');
		await page.getByLabel(/I have no interest/).check();
		await page.getByRole('button', { name: 'Refuse' }).click();
		await expect(main(page)).toContainText('Nobody says who pays next year.');
		await expect(main(page)).toContainText('Refused');
		await counted('a reviewer, refusing');
	});
});

test.describe.serial('the AI office', () => {
	test('says which reviews a pilot needs, after a look at what would change', async ({ browser }) => {
		const page = await as(browser, 'admin', '/admin/reviews');
		const counted = await counting(page);
		await page.reload();
		await page.getByLabel('It costs money: finance').check();
		await page.getByRole('button', { name: 'Preview' }).click();
		const preview = page.getByRole('status').filter({ hasText: 'What pilots would need' });
		await expect(preview).toContainText('new: finance');
		await expect(page.getByLabel('It costs money: finance')).toBeChecked();
		await expectAccessible(page);
		await fitsNarrow(page);
		await page.getByRole('button', { name: 'Save' }).click();
		await expect(
			page.getByText('It holds for pilots that are taken into vetting from now on.')
		).toBeVisible();
		await counted('the AI office, which reviews are needed');
		await page.goto('/risk');
		await expect(main(page)).toContainText('finance where it costs money');
		await expectAccessible(page);
	});

	test('publishes questions as a new version', async ({ browser }) => {
		const page = await as(browser, 'admin', '/admin/reviews');
		const counted = await counting(page);
		await page.reload();
		await page.getByRole('link', { name: /Edit the questions for security/ }).click();
		await page.getByText('Add a question').first().click();
		await page.locator('[name="8.text"]').fill('Is there a contact who answers within a day?');
		await page.locator('[name="8.place"]').fill('1.5');
		await page.getByText('1. Do people sign in').click();
		await page.locator('[name="0.text"]').fill('');
		await page.getByRole('button', { name: 'Publish as version 2' }).click();
		await expect(main(page).getByText('Write the question').first()).toBeVisible();
		await expect(page.locator('[name="8.text"]')).toHaveValue('Is there a contact who answers within a day?');
		await expectAccessible(page);
		await fitsNarrow(page);
		await page.locator('[name="0.text"]').fill('Do people sign in with their district account?');
		await page.locator('[name=note]').fill('Nobody could be reached last spring.');
		await page.getByRole('button', { name: 'Publish as version 2' }).click();
		await expect(page.getByText('Security: published as a new version.')).toBeVisible();
		await expect(main(page)).toContainText('9 questions: 3 for low risk, 6 for moderate, 9 for high');
		await counted('the AI office, one more question');
		await page.getByRole('link', { name: /Edit the questions for security/ }).click();
		await expect(main(page)).toContainText('2. Is there a contact who answers within a day?');
		await expect(main(page)).toContainText('Nobody could be reached last spring.');
	});
});
