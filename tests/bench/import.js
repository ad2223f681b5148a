import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { comeIn, launch } from './page.js';

const PILOT = 'Reading lessons by television in grades 1 to 4';
const ROWS = 100_000;
const COLUMNS = 20;
const BUDGET = { read: 2000, task: 50, sent: 100 };

/**
 * A file of raw rows in the browser of an evaluator: time from the choice of the file until its columns are there to be mapped, and from
 * there until its groups are added up; the longest that the page did not listen meanwhile; and what left the browser when it was sent.
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureImport(origin, executablePath) {
	const folder = mkdtempSync(join(tmpdir(), 'pilotage-import-'));
	const file = join(folder, 'rows.csv');
	writeFileSync(file, rows());
	const chrome = await launch(executablePath);
	try {
		const page = await comeIn(chrome, origin, 'evaluator');
		await page.goto('/pipeline');
		const pilot = await page.getByRole('link', { name: PILOT }).first().getAttribute('href');
		await page.goto(`${pilot}/import`, { waitUntil: 'networkidle' });
		await page.evaluate(watchTasks);
		let sent = 0;
		page.on('request', (request) => (sent += request.postDataBuffer()?.length ?? 0));

		const chosen = performance.now();
		await page.locator('#import-file').setInputFiles(file);
		await page.getByRole('button', { name: 'Add up the groups' }).waitFor({ timeout: 120_000 });
		const read = performance.now() - chosen;
		await page.locator('#import-period').fill('Bench');
		const asked = performance.now();
		await page.getByRole('button', { name: 'Add up the groups' }).click();
		await page.getByRole('button', { name: /^Send \d/ }).waitFor({ timeout: 120_000 });
		const added = performance.now() - asked;
		const task = await page.evaluate(() => Math.max(0, .../** @type {any} */ (globalThis).longTasks));
		await page.getByRole('button', { name: /^Send \d/ }).click();
		await page.getByText('The results of the file are logged').waitFor();

		const name = `a file of ${ROWS.toLocaleString('en')} × ${COLUMNS}`;
		const result = (
			/** @type {string} */ what,
			/** @type {string} */ unit,
			/** @type {number} */ value,
			/** @type {number} */ budget
		) => ({ name: `${name}: ${what}`, unit, value, budget, pass: value <= budget });
		return [
			result('read', 'ms', read, BUDGET.read),
			result('groups added up', 'ms', added, BUDGET.read),
			result('longest task of the page', 'ms', task, BUDGET.task),
			result('sent', 'kB', sent / 1000, BUDGET.sent)
		];
	} finally {
		await chrome.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

function rows() {
	const more = Array.from({ length: COLUMNS - 3 }, (_, i) => `item_${i + 1}`);
	const lines = [['group', 'score', 'class', ...more].join(',')];
	for (let row = 0; row < ROWS; row += 1) {
		const items = more.map((_, i) => (row * 7 + i * 13) % 101);
		lines.push(
			[row % 2 ? 'pilot' : 'control', 50 + ((row * 31) % 47), `Class ${row % 40}`, ...items].join(',')
		);
	}
	return lines.join('\n');
}

/** Runs in the page. Tasks under 50 ms are not told by browsers. */
function watchTasks() {
	const longTasks = /** @type {number[]} */ ([]);
	Object.assign(globalThis, { longTasks });
	new PerformanceObserver((list) =>
		longTasks.push(...list.getEntries().map((task) => task.duration))
	).observe({
		type: 'longtask'
	});
}
