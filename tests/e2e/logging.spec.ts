// Results that outlive a lost network, and that the evaluator looks at before they count.
import { expect, type BrowserContext, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible, signIn } from './people.ts';

const notes = 'Notes of team meetings, taken by AI';

async function evidenceOf(page: Page, title: string): Promise<string> {
	await page.goto(`/pipeline?q=${encodeURIComponent(title)}`);
	const link = page.locator('a[href*="pilots/"]', { hasText: title }).first();
	return `${new URL((await link.getAttribute('href'))!, page.url()).pathname}/evidence`;
}

/** Types a result of the pilot's hours a week. */
async function type(page: Page, period: string, mean: string) {
	const form = page.locator('#log');
	await form.locator('[name=period]').fill(period);
	await form.locator('[name=n]').fill('40');
	await form.locator('[name=mean]').fill(mean);
	await form.locator('[name=sd]').fill('1.25');
	await expect(form.locator('[name=period]')).toHaveValue(period);
}

/** What is sent to where results that waited go. */
function sendings(context: BrowserContext): string[] {
	const sent: string[] = [];
	context.on('request', (request) => {
		if (request.url().endsWith('/evidence/results')) sent.push(request.postData() ?? '');
	});
	return sent;
}

test.describe.configure({ mode: 'serial' });

test('logged without a network it waits through a closed tab, and is sent once by whichever page comes first', async ({
	browser
}) => {
	const page = await as(browser, 'teacher');
	const context = page.context();
	const sent = sendings(context);
	const evidence = await evidenceOf(page, notes);
	await page.goto(evidence);
	await expect(page.getByText('3 logged results')).toBeVisible();

	await context.setOffline(true);
	await type(page, 'Winter 2027', '3.5');
	await page.getByRole('button', { name: 'Log the result' }).click();
	await expect(page.locator('#log')).toContainText(
		'Kept on this device; it will be sent when the network is back'
	);
	await expect(page.getByRole('heading', { name: '1 result waits on this device' })).toBeVisible();
	await expect(page.locator('#log [name=n]')).toHaveValue('');
	await expectAccessible(page);
	await page.close();

	const next = await context.newPage();
	await context.setOffline(false);
	await next.goto('/');
	await expect(next.getByText('1 result that waited on this device is logged.')).toBeVisible();
	await next.goto(evidence);
	await expect(next.getByText('4 logged results')).toBeVisible();
	await expect(next.getByText('Self-reported', { exact: true })).toBeVisible();
	expect(sent).toHaveLength(1);
});

test('pages that stay open send it once when the network is back, show it, and keep what is typed meanwhile', async ({
	browser
}) => {
	const page = await as(browser, 'teacher');
	const sent = sendings(page.context());
	const evidence = await evidenceOf(page, notes);
	await page.goto(evidence);
	const [second, third] = [await page.context().newPage(), await page.context().newPage()];
	await Promise.all([second.goto(evidence), third.goto('/')]);
	await expect(second.getByText('4 logged results')).toBeVisible();
	await page.context().setOffline(true);
	await type(page, 'Week 1', '2.5');
	await page.getByRole('button', { name: 'Log the result' }).click();
	for (const one of [page, second, third]) {
		await expect(one.getByRole('heading', { name: '1 result waits on this device' })).toBeVisible();
	}
	await type(page, 'Week 2', '2.75');
	await page.context().setOffline(false);
	for (const one of [page, second]) await expect(one.getByText('5 logged results')).toBeVisible();
	for (const one of [page, second, third]) {
		await expect(one.getByRole('heading', { name: /waits on this device/ })).toHaveCount(0);
	}
	expect(sent).toHaveLength(1);
	await expect(page.locator('#log [name=period]')).toHaveValue('Week 2');
	await expect(page.locator('#log [name=mean]')).toHaveValue('2.75');
});

test('a server that is not there is no lost result; signing out keeps it, and nobody else sees or sends it', async ({
	browser
}) => {
	const page = await as(browser, 'teacher');
	const context = page.context();
	const evidence = await evidenceOf(page, notes);
	await page.goto(evidence);
	let there = false;
	for (const address of [/evidence\?\/log/, /evidence\/results$/]) {
		await context.route(address, (route) =>
			there ? route.fallback() : route.fulfill({ status: 503, body: '<h1>Service unavailable</h1>' })
		);
	}
	await type(page, 'Week 3', '2.25');
	await page.getByRole('button', { name: 'Log the result' }).click();
	await expect(page.getByRole('heading', { name: '1 result waits on this device' })).toBeVisible();

	await page.getByRole('button', { name: 'Sign out' }).first().click();
	await page.waitForURL(/sign-in/);
	await expect(page.getByText('Signing out keeps it.')).toBeVisible();
	await expectAccessible(page);
	there = true;
	const sent = sendings(context);
	await signIn(page, 'lead');
	await expect(page.getByRole('heading', { name: 'Home', level: 1 })).toBeVisible();
	await page.goto(evidence);
	await expect(page.getByRole('main')).not.toContainText('Week 3');
	const forged = await page.request.post(`${evidence}/results`, {
		data: { person: crypto.randomUUID(), rows: [] },
		headers: { 'sec-fetch-site': 'same-origin' }
	});
	expect(forged.status()).toBe(403);
	expect(await forged.text()).toContain('Somebody else is signed in');
	await context.clearCookies();
	expect(sent).toEqual([]);

	await signIn(page, 'teacher');
	await expect(page.getByText('1 result that waited on this device is logged.')).toBeVisible();
	expect(sent).toHaveLength(1);
});

test('a period that was logged meanwhile is refused with the reason, and becomes a correction without typing again', async ({
	browser
}) => {
	const page = await as(browser, 'teacher');
	await page.goto(await evidenceOf(page, notes));
	await page.context().setOffline(true);
	await type(page, 'Week 1', '9.5');
	await page.getByRole('button', { name: 'Log the result' }).click();
	await expect(page.getByRole('heading', { name: '1 result waits on this device' })).toBeVisible();
	await page.context().setOffline(false);
	await expect(page.getByRole('heading', { name: '1 result could not be logged' })).toBeVisible();
	await expect(
		page.getByText('Not logged: There is a result for this group and period already')
	).toBeVisible();
	await expectAccessible(page);

	await page.goto('/');
	await page.getByRole('link', { name: /Open in the form/ }).click();
	const form = page.locator('#log');
	await expect(form.locator('[name=mean]')).toHaveValue('9.5');
	await expect(form).toContainText('n 40, mean 2.5, SD 1.25');
	await expectAccessible(page);
	await form.getByRole('button', { name: 'Correct that one with these figures' }).click();
	await expect(form).toContainText('A correction needs a reason.');
	await expect(form.locator('[name=mean]')).toHaveValue('9.5');
	await form.locator('[name=reason]').fill('The first was half a week.');
	await form.getByRole('button', { name: 'Log the correction' }).click();
	await expect(page.getByText('The correction is logged.')).toBeVisible();
	await expect(page.getByRole('heading', { name: /could not be logged|waits on this device/ })).toHaveCount(
		0
	);
	// So many results are folded.
	await page
		.locator('summary', { hasText: /logged results/ })
		.first()
		.click();
	await expect(page.getByText('The first was half a week.').first()).toBeVisible();
});

test('what nobody wants is discarded, and comes back by undo', async ({ browser }) => {
	const page = await as(browser, 'teacher');
	await page.goto(await evidenceOf(page, notes));
	await page.context().setOffline(true);
	await type(page, 'Week 4', '1');
	await page.getByRole('button', { name: 'Log the result' }).click();
	const notice = page.getByRole('heading', { name: '1 result waits on this device' });
	await page.getByRole('button', { name: /^Discard: / }).click();
	await expect(notice).toHaveCount(0);
	await page.getByRole('button', { name: 'Undo' }).click();
	await expect(notice).toBeVisible();
	await page.getByRole('button', { name: /^Discard: / }).click();
	await page.context().setOffline(false);
	await page.reload();
	await expect(page.getByRole('main')).not.toContainText('Week 4');
});

test('a pilot that waits for its decision takes no result, and shows what was typed', async ({ browser }) => {
	const page = await as(browser, 'lead');
	const path = await evidenceOf(page, 'Video hints in practice on triangles');
	const metric_id = crypto.randomUUID();
	await page.setContent(
		`<form method="post" action="${new URL(`${path}?/log`, page.url())}"><input name="metric_id" value="${metric_id}">
		<input name="period" value="Spring 2026"><input name="mean" value="61.5"><button>Send</button></form>`
	);
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByRole('heading', { name: 'What you typed' })).toBeVisible();
	await expect(page.getByRole('main')).toContainText('61.5');
	await expectAccessible(page);
});

test.describe('the evaluator', () => {
	const title = 'Answers to questions about absences';

	test('sees what accepting would change, without script too', async ({ browser }) => {
		const page = await as(browser, 'evaluator');
		const path = await evidenceOf(page, title);
		const state = await page.context().storageState();
		const plain = await (
			await browser.newContext({ javaScriptEnabled: false, storageState: state })
		).newPage();
		await plain.goto(`${path}?accept=all`);
		const panel = plain.locator('#accept');
		await expect(panel).toContainText('Not enough data');
		await expect(panel).toContainText('Changed since before');
		await panel.getByRole('checkbox').uncheck();
		await panel.getByRole('button', { name: 'Accept 1 result' }).click();
		await expect(plain.getByRole('main')).toContainText('Choose a result to accept.');
		await expect(plain.getByRole('main')).toContainText('1 result waits for the evaluator');
	});

	test('looks, and accepts exactly what they looked at', async ({ browser }) => {
		const page = await as(browser, 'evaluator');
		await page.goto(await evidenceOf(page, title));
		await page.getByRole('link', { name: 'Look at it and accept' }).click();
		const panel = page.locator('#accept');
		await expect(panel).toContainText('n 405, events 331');
		await expect(panel).toContainText('If accepted');
		await expectAccessible(page);
		await panel.getByRole('checkbox').uncheck();
		await expect(panel).toContainText('Nothing is chosen');
		await expect(panel.getByRole('button', { name: /^Accept/ })).toHaveCount(0);
		await panel.getByRole('checkbox').check();
		await panel.getByRole('button', { name: 'Accept 1 result' }).click();
		await expect(page.getByText('1 result accepted.')).toBeVisible();
		await expect(panel).toHaveCount(0);
		await expect(page.getByRole('main')).toContainText('Changed since before');
		await expect(page.getByRole('main')).not.toContainText('waits for the evaluator');
	});

	test('alone: the team sees that results wait, and no look', async ({ browser }) => {
		const page = await as(browser, 'teacher');
		await page.goto(`${await evidenceOf(page, notes)}?accept=all`);
		await expect(page.getByRole('main')).toContainText(/results wait\s+for the evaluator/);
		await expect(page.locator('#accept')).toHaveCount(0);
	});
});
