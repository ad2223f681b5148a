// The demonstration that journeys run against, as users start it: played once, and copied for each file, so that no file
// finds what another one left behind and several run side by side.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../bin/setup/postgres.js';

const A_BUILD_AND_MORE = 180_000;
const A_START = 60_000;
/** What servers say, mails among it, would bury what the tests say. */
const SAID = 'test-results/servers';

type Running = { child: ChildProcess; origin: string; data: string };

/** Starts what `npm start` starts, on a data folder of its own, and waits until it answers. */
async function start(data: string, patience: number, ...args: string[]): Promise<Running> {
	const [port, apiPort] = [await freePort(), await freePort()];
	mkdirSync(SAID, { recursive: true });
	const said = join(SAID, `${port}.log`);
	const log = openSync(said, 'w');
	const child = spawn(process.execPath, ['bin/start.js', ...args], {
		stdio: ['ignore', log, log],
		env: {
			...process.env,
			PORT: String(port),
			PILOTAGE_API_PORT: String(apiPort),
			PILOTAGE_DATA: data,
			TICK_SECONDS: '1'
		}
	});
	closeSync(log);
	const origin = `http://localhost:${port}`;
	const until = Date.now() + patience;
	while (child.exitCode === null && Date.now() < until) {
		const answer = await fetch(`${origin}/readyz`).catch(() => null);
		if (answer?.ok) return { child, origin, data };
		await new Promise((wait) => setTimeout(wait, 100));
	}
	child.kill('SIGKILL');
	throw new Error(
		`The demonstration at ${origin} did not become ready. It said:\n${readFileSync(said, 'utf8').slice(-4000)}`
	);
}

async function stop({ child, data }: Running, keep = false) {
	const gone = new Promise((done) => child.once('exit', done));
	if (child.exitCode === null && child.kill('SIGTERM')) await gone;
	if (!keep) rmSync(data, { recursive: true, force: true });
}

/** Before all: builds the application, plays the demonstration once and keeps its data. */
export default async function play() {
	if (process.env.E2E_PORT) return;
	const data = mkdtempSync(join(tmpdir(), 'pilotage-played-'));
	await stop(await start(data, A_BUILD_AND_MORE), true);
	process.env.E2E_PLAYED = data;
	return () => rmSync(data, { recursive: true, force: true });
}

/** The demonstrations of one worker, one after the other. */
export class Demonstrations {
	#file = '';
	#running: Running | null = null;

	/** Where the demonstration of a file of journeys is; with E2E_PORT, the one that runs there already. */
	async origin(file: string): Promise<string> {
		if (process.env.E2E_PORT) return `http://localhost:${process.env.E2E_PORT}`;
		if (this.#running && this.#file === file) return this.#running.origin;
		await this.close();
		const data = mkdtempSync(join(tmpdir(), 'pilotage-e2e-'));
		cpSync(process.env.E2E_PLAYED!, data, { recursive: true });
		this.#running = await start(data, A_START, '--no-build');
		this.#file = file;
		process.env.E2E_DATA = data;
		return this.#running.origin;
	}

	async close() {
		if (this.#running) await stop(this.#running);
		this.#running = null;
	}
}

/** Where mails and keys are; with E2E_PORT only whoever started that server knows. */
export const dataFolder = () => process.env.E2E_DATA ?? '';
