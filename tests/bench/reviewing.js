import { comeIn, launch } from './page.js';

const TIERS = /** @type {const} */ (['low', 'high']);
const BUDGET = { low: 6, high: null };

/**
 * A reviewer takes a review of each tier from home to signed: how often they press, and how long it takes. Nobody reads here: the seconds
 * are what Pilotage adds to the reading.
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureReviewing(origin, executablePath) {
	const chrome = await launch(executablePath);
	try {
		const page = await comeIn(chrome, origin, 'reviewer');
		const results = [];
		for (const tier of TIERS) {
			const path = await waitingReview(page, tier);
			if (!path) throw new Error(`No review of ${tier} risk waits on the reviewer.`);
			const { presses, seconds } = await review(page, path);
			const name = `a reviewer signs, ${tier} risk`;
			const budget = BUDGET[tier];
			results.push(
				{
					name: `${name}: presses`,
					unit: '',
					value: presses,
					budget,
					pass: budget === null || presses <= budget
				},
				{ name: `${name}: waiting`, unit: 's', value: seconds, budget: null, pass: true }
			);
		}
		return results;
	} finally {
		await chrome.close();
	}
}

/** A review of that tier which waits on the reviewer. @param {import('playwright').Page} page @param {string} tier */
async function waitingReview(page, tier) {
	await page.goto(`/pipeline?stage=vetting&risk=${tier}&as=list`, { waitUntil: 'networkidle' });
	const pilots = await page
		.locator('main a[href*="/pilots/"]')
		.evaluateAll((all) => all.map((link) => new URL(/** @type {HTMLAnchorElement} */ (link).href).pathname));
	for (const pilot of new Set(pilots)) {
		const path = `${pilot}/reviews/privacy`;
		const html = await (await page.request.get(path)).text();
		if (html.includes('name="no_interest"')) return path;
	}
	return null;
}

/** @param {import('playwright').Page} page @param {string} path */
async function review(page, path) {
	let presses = 0;
	/** @param {import('playwright').Locator} what */
	const press = async (what) => {
		presses += 1;
		await what.click();
	};
	// Home shows what is due first: of a thousand pilots this one may not be among it. The list's link leads to the same page.
	await page.goto(path.replace(/\/[^/]+$/, ''), { waitUntil: 'networkidle' });
	const began = performance.now();
	await press(page.locator(`main a[href$="/reviews/privacy"]`).last());
	await page.getByRole('heading', { name: /^Review for/ }).waitFor();
	for (const group of await page.getByRole('radiogroup').all())
		await press(group.getByLabel('Yes', { exact: true }));
	for (const words of await page
		.locator('textarea[name^="answer."], textarea[name^="note."][required]')
		.all())
		await words.fill('Looked at with the vendor.');
	for (const link of await page.locator('input[name^="link."][required]').all())
		await link.fill('https://vendor.example/report');
	await press(page.locator('[name=no_interest]'));
	await press(page.getByRole('button', { name: /^Sign for/ }));
	await page.getByText('Signed. Thank you.').waitFor();
	return { presses, seconds: (performance.now() - began) / 1000 };
}
