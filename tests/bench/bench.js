import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { build } from '../../bin/setup/build.js';
import { browser } from '../../bin/setup/browser.js';
import { startApplication, startBackendProcess } from '../../bin/setup/children.js';
import { freePort, startPostgres } from '../../bin/setup/postgres.js';
import { fill, fillGate } from './fill.js';
import { measureDocket } from './docket.js';
import { measureEvidence } from './evidence.js';
import { measureImport } from './import.js';
import { measurePage, measureWeights } from './page.js';
import { measureBoard } from './board.js';
import { measureBriefs } from './brief.js';
import { measureLogging } from './logging.js';
import { measureReopening } from './reopening.js';
import { measureRoom } from './room.js';
import { measureReviewing } from './reviewing.js';
import { measureSignIn } from './sign-in.js';
import { measureStatistics } from './statistics.js';
import { measureTraining } from './training.js';
import { measureTools } from './tools.js';
import { signedIn, timed, times } from './times.js';

/** @typedef {{ name: string, unit: string, value: number, p50?: number, p99?: number, budget: number | null, pass: boolean }} Result */

/**
 * Measures the application on PostgreSQL with so many pilots, and the pipeline with each of these numbers of them, which grow.
 * @param {number[]} sizes @param {number[]} stored how many results are stored where one more is logged
 */
export async function bench(sizes, stored) {
	const [first = 1000, ...larger] = sizes;
	build();
	const folder = mkdtempSync(join(tmpdir(), 'pilotage-bench-'));
	const postgres = await startPostgres();
	/** @type {import('node:child_process').ChildProcess[]} */
	const children = [];
	try {
		const [port, apiPort] = [await freePort(), await freePort()];
		const origin = `http://localhost:${port}`;
		const backend = await startBackendProcess({
			data: folder,
			databaseUrl: postgres.url,
			port: apiPort,
			opens: 'demonstration',
			appUrl: origin
		});
		children.push(backend.child);
		await fillGate(postgres.url);
		await fill(postgres.url, first);
		children.push(
			startApplication({
				PORT: String(port),
				HOST: '127.0.0.1',
				ORIGIN: origin,
				SUPABASE_URL: backend.url,
				SUPABASE_PUBLISHABLE_KEY: backend.keys.publishableKey,
				SUPABASE_SECRET_KEY: backend.keys.secretKey,
				PILOTAGE_DEMONSTRATION: '1'
			})
		);
		const api = { url: backend.url, key: backend.keys.publishableKey };
		const results = [
			...measureStatistics(),
			...(await measureApi(api.url, api.key, first)),
			...(await measureBoard(api, first)),
			...(await measureSignIn(api.url, api.key, postgres.url)),
			...(await measurePage(origin, browser(), first)),
			...(await measureWeights(origin, browser())),
			...(await measureImport(origin, browser())),
			...(await measureReviewing(origin, browser())),
			...(await measureEvidence(origin, browser(), postgres.url)),
			...(await measureBriefs(origin, browser(), postgres.url)),
			...(await measureReopening(postgres.url, Math.min(500, Math.floor(first / 3)))),
			...(await measureTools(api, origin, browser(), postgres.url)),
			...(await measureDocket(api, origin, browser(), postgres.url)),
			...(await measureRoom(api, origin, browser(), postgres.url))
		];
		let there = first;
		for (const pilots of larger) {
			await fill(postgres.url, pilots - there);
			there = pilots;
			results.push(...(await measureBoard(api, pilots)), ...(await measurePage(origin, browser(), pilots)));
		}
		results.push(...(await measureLogging(api, postgres.url, stored)));
		// Last, since 5,000 people who come at once are all mailed at once.
		results.push(...(await measureTraining(api, origin, postgres.url)));
		report(results);
	} finally {
		for (const child of children.reverse()) child.kill('SIGTERM');
		await postgres.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {string} url @param {string} key @param {number} pilots @returns {Promise<Result[]>} */
async function measureApi(url, key, pilots) {
	const cabinet = await signedIn(url, key, 'cabinet');
	const who = await times(200, () => cabinet.rpc('me'));
	const { data: vetted } = await cabinet
		.from('pilots')
		.select('id')
		.eq('title', 'One checklist for every AI tool')
		.single();
	const gate = await times(200, () => cabinet.rpc('gate', { pilot: vetted?.id }));
	const { data: criteria } = await cabinet.rpc('gate', { pilot: vetted?.id });
	const home = await times(100, () => cabinet.rpc('home'));
	return [
		timed('rpc/me', who, 8),
		timed(`rpc/gate, ${criteria?.length} criteria`, gate, 8),
		timed(`rpc/home, ${pilots} pilots`, home, 25)
	];
}

/** @param {Result[]} results */
function report(results) {
	const rounded = (/** @type {number | null | undefined} */ value) =>
		value == null ? '' : Number(value.toFixed(1));
	console.table(
		results.map(({ name, unit, value, p99, budget, pass }) => ({
			name,
			value: rounded(value),
			unit,
			p99: rounded(p99),
			budget: rounded(budget),
			pass
		}))
	);
	const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
	mkdirSync('bench', { recursive: true });
	writeFileSync(
		'bench/latest.json',
		`${JSON.stringify({ machine, date: new Date().toISOString(), results }, null, '\t')}\n`
	);
}
