import { chromium } from 'playwright';
const origin = 'http://localhost:4470';
const only = process.argv[2];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
async function as(account, scheme = 'light', width = 1440) {
	const context = await browser.newContext({ baseURL: origin, colorScheme: scheme, viewport: { width, height: 900 } });
	const page = await context.newPage();
	await page.goto('/sign-in');
	await page.locator(`button[name=account][value=${account}]`).click();
	await page.waitForURL((url) => url.pathname === '/');
	return page;
}
const page = await as('evaluator');
await page.goto('/pipeline');
const id = async (title) => (await page.getByRole('link', { name: title }).first().getAttribute('href')).match(/[0-9a-f-]{36}/)[0];
const running = await id('Reading lessons by television');
const video = await id('Video hints in practice');
const tutor = await id('A tutor for fractions in grade 6').catch(() => null);
const shots = {
	form: ['evaluator', `/pilots/${running}/evaluation`],
	report: ['evaluator', `/pilots/${video}/evaluation`],
	reader: ['cabinet', `/pilots/${video}/evaluation`],
	frozen: ['cabinet', `/pilots/${video}/evaluation/evidence`],
	evidence: ['evaluator', `/pilots/${running}/evidence`],
	evidence2: ['cabinet', `/pilots/${video}/evidence`],
	vote: ['cabinet', `/pilots/${video}/vote`],
	none: ['teacher', `/pilots/${running}/evaluation`]
};
const sizes = [['light', 1440], ['dark', 1440], ['light', 768], ['light', 390], ['dark', 390], ['light', 320]];
const accounts = new Map();
for (const [name, [account, path]] of Object.entries(shots)) {
	if (only && !only.split(',').includes(name)) continue;
	const state = accounts.get(account) ?? (await (await as(account)).context().storageState());
	accounts.set(account, state);
	for (const [scheme, width] of sizes) {
		const context = await browser.newContext({ baseURL: origin, colorScheme: scheme, viewport: { width, height: 900 }, storageState: state });
		const one = await context.newPage();
		one.on('console', (m) => m.type() === 'error' && console.log(name, m.text()));
		await one.goto(path);
		await one.waitForTimeout(300);
		const wide = await one.evaluate(() => document.documentElement.scrollWidth);
		if (wide > width) console.log(name, width, 'sideways', wide);
		await one.screenshot({ path: `/tmp/eval-shots/${name}-${width}-${scheme}.png`, fullPage: true });
		if (width === 1440 && scheme === 'light') {
			await one.pdf({ path: `/tmp/eval-shots/${name}.pdf`, format: 'Letter' }).catch((e) => console.log(e.message));
		}
		await context.close();
	}
}
await browser.close();
