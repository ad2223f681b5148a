// Every page as every role, where every text is markup that wants to run: nothing runs, and all of it is shown as text.
import { expect, type Browser, type Page } from '@playwright/test';
import { visit as test } from './journey.ts';
import {
	DEMONSTRATION_PASSWORD,
	demonstrationEmail,
	demonstrationPeople
} from '../../src/lib/people/demonstration.ts';
import { SHORT, startHostile } from './hostile.ts';
import { routes, signedIn } from './routes.ts';

let hostile: Awaited<ReturnType<typeof startHostile>>;
/** addresses of pages: those without a parameter, and those of each pilot */
let plain: string[];
let ofPilots: string[][];

test.describe.configure({ timeout: 900_000 });

test.beforeAll(async ({ playwright }) => {
	hostile = await startHostile();
	const admin = await playwright.request.newContext({ baseURL: hostile.origin });
	await signedIn(admin, demonstrationEmail('admin'), DEMONSTRATION_PASSWORD);
	const pages = (await routes(admin)).filter(({ page }) => page);
	plain = pages.filter(({ id }) => !id.startsWith('/pilots/[id]')).map(({ path }) => path);
	const below = pages.filter(({ id }) => id.startsWith('/pilots/[id]')).map(({ id }) => id);
	const board = await (await admin.get('/pipeline')).text();
	const pilots = [
		...new Set([...board.matchAll(/href="[./]*pilots\/([0-9a-f-]{36})/g)].map(([, id]) => id!))
	];
	expect(pilots.length).toBeGreaterThan(5);
	ofPilots = pilots.map((pilot) => below.map((id) => id.replace('[id]', pilot)));
});

test.afterAll(() => hostile?.stop());

/** What went wrong on a page, in words; nothing where nothing did. */
type Seen = { wrong: string[]; shown: number };

async function insider(browser: Browser, account: string) {
	const context = await browser.newContext({ baseURL: hostile.origin });
	await signedIn(context.request, demonstrationEmail(account), DEMONSTRATION_PASSWORD);
	return { context, page: await context.newPage() };
}

/** Opens the pages, and waits until each is alive. */
async function crawl(browser: Browser, account: string, addresses: string[]): Promise<Seen> {
	const { context, page } = await insider(browser, account);
	const wrong: string[] = [];
	const note = (what: string) => wrong.push(`${account} ${new URL(page.url()).pathname}: ${what}`);
	page.on('dialog', (dialog) => {
		note('a dialog opened');
		void dialog.dismiss();
	});
	page.on('pageerror', (error) => note(error.message));
	page.on('console', (said) => {
		if (/Content Security Policy/i.test(said.text())) note(said.text());
	});
	let shown = 0;
	for (const address of addresses) {
		const answer = await page.goto(address, { waitUntil: 'load' });
		if (answer && answer.status() >= 500) note(`status ${answer.status()}`);
		const found = await look(page);
		if (found.ran) note('a script ran');
		if (found.built > 0) note(`${found.built} elements came out of text`);
		if (found.shown) shown += 1;
	}
	await context.close();
	return { wrong, shown };
}

/** Reads the pages as they are sent, as a browser would, without opening them: that takes a fraction of the time. */
async function read(browser: Browser, account: string, addresses: string[]): Promise<Seen> {
	const { context, page } = await insider(browser, account);
	const wrong: string[] = [];
	let shown = 0;
	for (const address of addresses) {
		const answer = await context.request.get(address, { headers: { accept: 'text/html' } });
		if (answer.status() >= 500) wrong.push(`${account} ${address}: status ${answer.status()}`);
		const found = await page.evaluate(
			([sent, elements, text]) => {
				const { body, documentElement } = new DOMParser().parseFromString(sent, 'text/html');
				return {
					built: documentElement.querySelectorAll(elements).length,
					shown: body.textContent.includes(text)
				};
			},
			[await answer.text(), FROM_TEXT, SHORT] as const
		);
		if (found.built > 0) wrong.push(`${account} ${address}: ${found.built} elements came out of text`);
		if (found.shown) shown += 1;
	}
	await context.close();
	return { wrong, shown };
}

/** Elements that no page of ours has. */
const FROM_TEXT =
	'[onload], [onerror], [onmouseover], img[src="x"], [href^="javascript:" i], [src^="javascript:" i], [action^="javascript:" i]';

/** Waits until the page is alive, then looks for what text must never become. */
const look = (page: Page) =>
	page.evaluate(
		async ([elements, text]) => {
			await new Promise((done) => requestIdleCallback(done, { timeout: 500 }));
			return {
				ran: 'ran' in window,
				built: document.querySelectorAll(elements).length,
				shown: document.body.innerText.includes(text)
			};
		},
		[FROM_TEXT, SHORT] as const
	);

test('nothing that people wrote runs, on any page, for anybody', async ({ browser }) => {
	const accounts = ['other', ...demonstrationPeople.map(({ account }) => account)];
	const began = performance.now();
	let pages = 0;
	let shown = 0;
	const add = (seen: Seen[], visited: number) => {
		expect(seen.flatMap(({ wrong }) => wrong)).toEqual([]);
		pages += visited;
		shown += seen.reduce((sum, one) => sum + one.shown, 0);
	};
	// The two who see most of it open what they see. The admin sees every pilot: one in three is opened.
	const third = ofPilots.filter((_, place) => place % 3 === 0).flat();
	const opened = [...plain, ...third];
	add(await Promise.all(['admin', 'lead'].map((one) => crawl(browser, one, opened))), 2 * opened.length);
	// What is sent is read for everybody: the admin's every pilot, one in six of the others, another one each.
	for (let at = 0; at < accounts.length; at += 2) {
		let visited = 0;
		const seen = await Promise.all(
			accounts.slice(at, at + 2).map((account, beside) => {
				const mine = ofPilots.filter((_, place) => account === 'admin' || place % 6 === (at + beside) % 6);
				const addresses = [...plain, ...mine.flat()];
				visited += addresses.length;
				return read(browser, account, addresses);
			})
		);
		add(seen, visited);
	}
	console.log(
		`${Math.round((performance.now() - began) / 1000)} s: ${pages} pages visited, ${shown} of them with markup shown as text`
	);
	expect(shown).toBeGreaterThan(pages / 2);
});

test('nor on the pages before anybody signs in', async ({ page }) => {
	const wrong: string[] = [];
	page.on('console', (said) => {
		if (/Content Security Policy/i.test(said.text())) wrong.push(said.text());
	});
	for (const address of [
		'/sign-in',
		`/sign-in?back=${encodeURIComponent(`/"><script>top.ran=1</script>`)}`,
		`/nowhere/${encodeURIComponent(SHORT)}`
	]) {
		await page.goto(`${hostile.origin}${address}`);
		const { ran, built } = await look(page);
		expect({ ran, built }, address).toEqual({ ran: false, built: 0 });
	}
	expect(wrong).toEqual([]);
});

test('markup that came out as markup would be noticed', async ({ browser }) => {
	const context = await browser.newContext({ baseURL: hostile.origin });
	await signedIn(context.request, demonstrationEmail('admin'), DEMONSTRATION_PASSWORD);
	await context.route('**/strategy', async (route) => {
		const answer = await route.fetch();
		const body = (await answer.text()).replaceAll('&lt;', '<');
		await route.fulfill({ response: answer, body });
	});
	const page = await context.newPage();
	const refused = page.waitForEvent('console', (said) => /Content Security Policy/i.test(said.text()));
	await page.goto('/strategy');
	// The policy stops it, and says so: that is what the crawler listens for.
	expect((await refused).text()).toMatch(/inline event handler|inline script/i);
	await context.close();
});
