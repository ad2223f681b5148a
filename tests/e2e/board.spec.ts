import { expect, type Browser, type Locator, type Page, type Route } from '@playwright/test';
import { test } from './journey.ts';
import { as, expectAccessible } from './people.ts';

const lane = (page: Page, stage: string) => page.locator(`section[data-stage=${stage}]`);
const card = (page: Page, title: string) => page.locator('[data-card]', { hasText: title });
const link = (page: Page, title: string) => card(page, title).getByRole('link', { name: title });
const dialog = (page: Page) => page.getByRole('dialog');

/** The board with everything that belongs to it at work: keys, and the script for carrying. */
async function board(page: Page) {
	await page.goto('/pipeline?mine=true');
	await expect(page.locator('#board-keys')).toContainText('Space picks a card up');
}

/** A draft of one's own that lacks all but its title, or that can be submitted but for one signature. */
async function draft(browser: Browser, title: string): Promise<Page> {
	const page = await as(browser, 'teacher');
	await page.goto('/pilots/new');
	await page.getByLabel('A working title').fill(title);
	await page.getByLabel('What is the problem?').fill('It takes too long.');
	await page.getByRole('button', { name: 'Save and continue' }).click();
	await page.waitForURL(/\/pilots\/[0-9a-f-]{36}\/edit/);
	return page;
}

async function carry(page: Page, from: Locator, to: Locator) {
	const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
	await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
	await page.mouse.down();
	await page.mouse.move(start.x + start.width / 2 + 20, start.y + start.height / 2 + 10, { steps: 4 });
	await expect(page.locator('[data-lifted]')).toHaveCount(1);
	await page.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height / 2, 120), { steps: 12 });
	await page.mouse.up();
}

/** A finger rests on the card until it lifts, and then takes it along. */
async function carryByFinger(page: Page, from: Locator, to: Locator) {
	const finger = await page.context().newCDPSession(page);
	const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
		finger.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
	await finger.send('Emulation.setTouchEmulationEnabled', { enabled: true });
	const [start, end] = [(await from.boundingBox())!, (await to.boundingBox())!];
	const [x, y] = [start.x + 40, start.y + start.height / 2];
	await touch('touchStart', x, y);
	await expect(page.locator('[data-lifted]')).toHaveCount(1);
	const [across, down] = [end.x + 40 - x, end.y + Math.min(end.height / 2, 120) - y];
	for (let step = 1; step <= 8; step += 1)
		await touch('touchMove', x + (across * step) / 8, y + (down * step) / 8);
	await touch('touchEnd');
	await finger.detach();
}

test('a card is carried by mouse, by finger, by keys and by a menu, and the gate says what is missing', async ({
	browser
}) => {
	const title = 'Board: letters in less time';
	const page = await draft(browser, title);
	await board(page);

	await test.step('by mouse, to a stage whose gate still waits', async () => {
		await carry(page, card(page, title), lane(page, 'proposed'));
		await expect(dialog(page)).toContainText('Submit');
		await expect(dialog(page)).toContainText('things are still open');
		await expect(
			dialog(page)
				.getByRole('link', { name: /^Write it/ })
				.first()
		).toBeVisible();
		await expect(dialog(page).getByRole('button', { name: /submit/i })).toHaveCount(0);
		await page.keyboard.press('Escape');
		await expect(dialog(page)).toHaveCount(0);
		await expect(lane(page, 'draft').locator('[data-card]', { hasText: title })).toBeVisible();
	});

	await test.step('by finger', async () => {
		await carryByFinger(page, card(page, title), lane(page, 'proposed'));
		await expect(dialog(page)).toContainText('things are still open');
		await page.keyboard.press('Escape');
		await expect(dialog(page)).toHaveCount(0);
	});

	await test.step('by mouse, to where no way leads at once', async () => {
		await carry(page, card(page, title), lane(page, 'experiment'));
		await expect(dialog(page)).toContainText('No pilot goes straight from draft to experiment');
		await expect(dialog(page)).toContainText('proposed, vetting and experiment');
		await page.keyboard.press('Escape');
	});

	await test.step('by keys alone', async () => {
		const told = page.locator('#board-told');
		await link(page, title).focus();
		await page.keyboard.press(' ');
		await expect(told).toContainText('picked up in Draft');
		await page.keyboard.press('ArrowRight');
		await expect(told).toContainText('Proposed');
		await page.keyboard.press('Escape');
		await expect(told).toContainText('stays in Draft');
		await page.keyboard.press(' ');
		await page.keyboard.press('ArrowRight');
		await page.keyboard.press('Enter');
		await expect(dialog(page)).toContainText('still open');
		await dialog(page).getByRole('link', { name: 'Choose another stage' }).press('Enter');
		await dialog(page).getByRole('link', { name: 'Withdrawn' }).press('Enter');
		await dialog(page).getByRole('button', { name: 'Withdraw it' }).press('Enter');
		// Refused for want of a reason, and asked for it in place.
		await expect(dialog(page)).toContainText('Say why');
		await dialog(page).getByLabel('Why is it taken back?').fill('Somebody else does it.');
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await expect(page.getByText(`${title} is in Withdrawn now.`)).toBeVisible();
		await expect(card(page, title)).toHaveCount(0);
	});
});

test('two people move the same card, and the second reads who was first', async ({ browser }) => {
	const title = 'A reading companion for English learners';
	const page = await as(browser, 'admin');
	await page.goto('/pipeline');
	await expect(page.locator('#board-keys')).toContainText('Space picks a card up');
	const id = (await card(page, title).getAttribute('data-card'))!;
	await card(page, title)
		.getByRole('link', { name: /^Move P-/ })
		.click();
	await dialog(page).getByRole('link', { name: 'Declined' }).click();
	await dialog(page)
		.getByLabel(/^Why not/)
		.fill('My own reason, which is long.');

	const lead = await as(browser, 'teacher');
	await lead.goto(`/pilots/${id}/move?to=withdrawn`);
	await expectAccessible(lead);
	await lead.getByLabel('Why is it taken back?').fill('I was first.');
	await lead.getByRole('button', { name: 'Withdraw it' }).click();
	await lead.waitForURL(new RegExp(`/pilots/${id}\\?done`));

	await dialog(page).getByRole('button', { name: 'Decline it' }).click();
	await expect(dialog(page)).toContainText(/moved this pilot to withdrawn in the meantime/);
	await expect(dialog(page)).toContainText('My own reason, which is long.');
	await expect(dialog(page)).toContainText('No way leads from withdrawn to declined.');
	await page.keyboard.press('Escape');
	await expect(card(page, title)).toHaveCount(0);
});

test('an open page learns what others did, and leaves alone what somebody types', async ({ browser }) => {
	const title = 'Board: seen at once';
	const mine = await draft(browser, title);
	const id = /pilots\/([0-9a-f-]{36})/.exec(mine.url())![1]!;
	await mine.goto(`/pilots/${id}`);
	const other = await as(browser, 'teacher');
	await other.goto('/pipeline?mine=true');
	await expect(card(other, title)).toBeVisible();

	const asked: number[] = [];
	mine.on('response', (answer) => {
		if (answer.url().includes('/api/changes')) asked.push(answer.status());
	});
	await mine.getByLabel('Your comment').fill('What I am writing');
	await other.goto(`/pilots/${id}/move?to=withdrawn`);
	await other.getByLabel('Why is it taken back?').fill('No time.');
	await other.getByRole('button', { name: 'Withdraw it' }).click();
	await expect(mine.getByText('Something changed here.')).toBeVisible({ timeout: 15_000 });
	await expect(mine.getByLabel('Your comment')).toHaveValue('What I am writing');
	await mine.getByRole('button', { name: 'Refresh' }).click();
	await expect(mine.getByRole('main')).toContainText('The team took the proposal back');
	await expect(mine.getByLabel('Your comment')).toHaveValue('What I am writing');
	expect(asked.filter((status) => status === 200).length).toBeGreaterThan(0);
});

test('a link is followed although the page learns of a change while the next one is on its way', async ({
	browser
}) => {
	const page = await as(browser, 'teacher');
	const hold = async (path: string, answer: (route: Route) => Promise<void>) => {
		let release = () => {};
		const released = new Promise<void>((done) => (release = done));
		await page.route(path, (route) => released.then(() => answer(route)));
		return release;
	};
	const sayChanged = await hold('**/api/changes', (route) => route.fulfill({ json: { seconds: 0 } }));
	const bringAccount = await hold('**/account/__data.json*', (route) => route.continue());

	await Promise.all([page.waitForRequest('**/api/changes'), page.goto('/')]);
	// Once a press brings what the next page shows, links are the script's: a click before that would load the whole page.
	const account = page.getByRole('link', { name: /Your account/ });
	const pressed = page.waitForRequest('**/account/__data.json*').then(() => true);
	await expect
		.poll(async () => {
			await account.dispatchEvent('mousedown');
			return Promise.race([pressed, page.waitForTimeout(250).then(() => false)]);
		})
		.toBe(true);
	await account.click();
	const told = page.waitForResponse('**/api/changes');
	sayChanged();
	await (await told).finished();
	bringAccount();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account');
});

test('at 390 px a card moves by its menu; without script by a page', async ({ browser }) => {
	const title = 'Board: from a phone';
	const page = await draft(browser, title);
	await page.setViewportSize({ width: 390, height: 844 });
	await board(page);
	await card(page, title)
		.getByRole('link', { name: /^Move P-/ })
		.click();
	await expect(dialog(page)).toContainText('From draft it can go to');
	await expectAccessible(page);
	await dialog(page).getByRole('link', { name: 'Withdrawn' }).click();
	await dialog(page).getByLabel('Why is it taken back?').fill('Not now.');
	await dialog(page).getByRole('button', { name: 'Withdraw it' }).click();
	await expect(page.getByText(`${title} is in Withdrawn now.`)).toBeVisible();

	const bare = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await bare.goto('/sign-in');
	await bare.locator('button[name=account][value=admin]').click();
	await bare.goto('/pipeline');
	await lane(bare, 'vetting')
		.locator('[data-card]')
		.first()
		.getByRole('link', { name: /^Move P-/ })
		.click();
	await bare.getByRole('link', { name: 'Shelved' }).click();
	await bare.getByRole('button', { name: 'Shelve it' }).click();
	await expect(bare.getByRole('main')).toContainText('Say why');
});

for (const theme of ['light', 'dark'] as const) {
	test(`board, timeline and flow are accessible in the ${theme} theme`, async ({ browser, baseURL }) => {
		const page = await as(browser, 'cabinet');
		await page.context().addCookies([{ name: 'theme', value: theme, url: baseURL! }]);
		await page.goto('/pipeline');
		await page.getByText('How pilots flow').click();
		await expect(page.getByRole('table')).toContainText('median of');
		// A limit that is reached says so in its column's head.
		await expect(
			lane(page, 'experiment')
				.getByText(/^\s*\d+ of 2/)
				.first()
		).toBeVisible();
		await expectAccessible(page);
		await page.goto('/pipeline?as=timeline');
		await expect(page.getByRole('table')).toContainText('Cycle');
		await expectAccessible(page);
		await page.getByRole('link', { name: 'Term', exact: true }).click();
		await expect(page.getByRole('heading', { name: /term \d{4}/i })).toBeVisible();
	});
}
