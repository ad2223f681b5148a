// usage: node .shots.mjs OUT PORT account path... ; takes 1440 light, 390 light, 1440 dark (set SIZES)
import { chromium } from 'playwright';
import { mkdirSync } from 'node:fs';
const [out, port, account, ...paths] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const modes = (process.env.MODES ?? '1440-light,390-light,1440-dark').split(',');
const first = await browser.newContext();
const p = await first.newPage();
await p.goto(`http://localhost:${port}/sign-in`);
if (account !== 'nobody') { await p.locator(`button[name=account][value=${account}]`).click(); await p.waitForURL((u) => u.pathname === '/'); }
const state = await first.storageState();
for (const mode of modes) {
	const [width, theme] = mode.split('-');
	const c = await browser.newContext({ storageState: state, viewport: { width: +width, height: 900 }, colorScheme: theme });
	const page = await c.newPage();
	page.on('console', (m) => { if (m.type() === 'error') console.log(mode, page.url(), m.text().slice(0, 200)); });
	for (const path of paths) {
		const r = await page.goto(path.startsWith('http') ? path : `http://localhost:${port}${path}`);
		await page.waitForTimeout(300);
		if (process.env.OPEN) for (const s of await page.locator('summary', { hasText: process.env.OPEN }).all()) await s.click().catch(() => {});
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		const name = `${path.replace(/[^a-z0-9]+/gi, '_').slice(-50)}-${mode}.png`;
		await page.screenshot({ path: `${out}/${name}`, fullPage: true });
		console.log(r.status(), name, over > 0 ? `OVERFLOW ${over}` : '');
	}
	await c.close();
}
await browser.close();
