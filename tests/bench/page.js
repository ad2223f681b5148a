import { chromium } from 'playwright';
import { percentile } from './times.js';

const KILO = 1000;

/**
 * The pipeline page as a first visit: time until its largest part is painted, and what is sent for it, compressed.
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @param {number} pilots
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measurePage(origin, executablePath, pilots) {
	const chrome = await launch(executablePath);
	const paints = [];
	let sent = { document: 0, script: 0, stylesheet: 0 };
	for (let visit = 0; visit < 9; visit += 1) {
		const page = await comeIn(chrome, origin, 'cabinet');
		// A first visit: signed in, nothing in the cache.
		const devtools = await page.context().newCDPSession(page);
		await devtools.send('Network.enable');
		await devtools.send('Network.clearBrowserCache');
		sent = await weigh(devtools, () => page.goto('/pipeline', { waitUntil: 'networkidle' }));
		paints.push(await page.evaluate(largestPaint));
		await page.context().close();
	}
	await chrome.close();
	const p50 = percentile(paints, 50);
	const name = `/pipeline, ${pilots} pilots`;
	const weight = (/** @type {string} */ what, /** @type {number} */ bytes, /** @type {number} */ budget) => ({
		name: `${name}: ${what}`,
		unit: 'kB',
		value: bytes / KILO,
		budget,
		pass: bytes / KILO <= budget
	});
	return [
		{
			name: `${name}: LCP`,
			unit: 'ms',
			value: p50,
			p50,
			p99: percentile(paints, 99),
			budget: 240,
			pass: p50 <= 240
		},
		weight('JavaScript', sent.script, 90),
		weight('CSS', sent.stylesheet, 20),
		weight('HTML', sent.document, 60)
	];
}

/**
 * What a first visit to each page costs in JavaScript and CSS, compressed.
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureWeights(origin, executablePath) {
	const chrome = await launch(executablePath);
	const page = await comeIn(chrome, origin, 'cabinet');
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Network.enable');
	const results = [];
	for (const route of ['/', '/pipeline?as=list', '/pilots/new', '/strategy', '/cabinet', '/account']) {
		await devtools.send('Network.clearBrowserCache');
		const { script, stylesheet } = await weigh(devtools, () =>
			page.goto(route, { waitUntil: 'networkidle' })
		);
		results.push(
			{
				name: `${route}: JavaScript`,
				unit: 'kB',
				value: script / KILO,
				budget: 90,
				pass: script <= 90 * KILO
			},
			{
				name: `${route}: CSS`,
				unit: 'kB',
				value: stylesheet / KILO,
				budget: 20,
				pass: stylesheet <= 20 * KILO
			}
		);
	}
	await chrome.close();
	return results;
}

/** @param {string | undefined} executablePath */
export const launch = (executablePath) =>
	chromium.launch({
		...(executablePath ? { executablePath } : {}),
		args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
	});

/**
 * A page of somebody of the demonstration who has just come in, with nothing else in its context.
 * @param {import('playwright').Browser} chrome @param {string} origin @param {string} account
 */
export async function comeIn(chrome, origin, account) {
	const context = await chrome.newContext({ viewport: { width: 1440, height: 900 }, baseURL: origin });
	const page = await context.newPage();
	await untilListening(page);
	await page.locator(`button[name=account][value=${account}]`).click();
	await page.waitForURL((url) => url.pathname === '/');
	return page;
}

/** @param {import('playwright').Page} page */
async function untilListening(page) {
	for (let tries = 0; ; tries += 1) {
		try {
			await page.goto('/sign-in', { waitUntil: 'networkidle' });
			return;
		} catch (error) {
			if (tries > 50) throw error;
			await new Promise((done) => setTimeout(done, 200));
		}
	}
}

/**
 * Bytes on the wire by kind while something is done.
 * @param {import('playwright').CDPSession} devtools @param {() => Promise<unknown>} act
 */
export async function weigh(devtools, act) {
	/** @type {Map<string, string>} */
	const kinds = new Map();
	const sent = { document: 0, script: 0, stylesheet: 0 };
	devtools.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type.toLowerCase()));
	devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const kind = /** @type {keyof typeof sent} */ (kinds.get(requestId));
		if (kind in sent) sent[kind] += encodedDataLength;
	});
	await act();
	return sent;
}

/** Runs in the page: when its largest part was painted, in ms since the visit began. */
export function largestPaint() {
	return new Promise((done) => {
		new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime)).observe({
			type: 'largest-contentful-paint',
			buffered: true
		});
	});
}
