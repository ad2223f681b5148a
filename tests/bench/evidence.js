import { fillEvidence } from './fill-evidence.js';
import { comeIn, largestPaint, launch, weigh } from './page.js';
import { timed, times } from './times.js';

const OUTCOMES = 50;
const RESULTS = 200;

/**
 * The evidence page of a pilot with many outcomes and results, and of the same with one more of them open: time until the server has
 * answered, time until its largest part is painted on a first visit, and what is sent for it, compressed. The first analysis is not in it.
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @param {string} databaseUrl
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureEvidence(origin, executablePath, databaseUrl) {
	const { pilot, goal } = await fillEvidence(databaseUrl, OUTCOMES, RESULTS);
	const path = `/pilots/${pilot}/evidence`;
	const chrome = await launch(executablePath);
	const page = await comeIn(chrome, origin, 'cabinet');
	const context = page.context();
	const asked = async (/** @type {string} */ address) => {
		const answer = await context.request.get(address);
		if (!answer.ok()) throw new Error(`${address} answered ${answer.status()}.`);
		await answer.body();
	};
	const closed = await times(60, () => asked(path));
	const open = await times(60, () => asked(`${path}?show=${goal}`));
	const devtools = await context.newCDPSession(page);
	await devtools.send('Network.enable');
	const paints = [];
	let html = 0;
	for (let visit = 0; visit < 9; visit += 1) {
		await devtools.send('Network.clearBrowserCache');
		html = (await weigh(devtools, () => page.goto(path, { waitUntil: 'networkidle' }))).document / 1000;
		paints.push(await page.evaluate(largestPaint));
	}
	await chrome.close();
	const name = `evidence page, ${OUTCOMES} outcomes × ${RESULTS} measurements`;
	return [
		timed(`${name}: server`, closed, 25),
		timed(`${name}, one more open: server`, open, null),
		timed(`${name}: LCP`, paints, null),
		{ name: `${name}: HTML`, unit: 'kB', value: html, budget: 60, pass: html <= 60 }
	];
}
