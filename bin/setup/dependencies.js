import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fork } from 'node:child_process';
import { delimiter, join, resolve } from 'node:path';
import { run, say } from './commands.js';

/** The oldest Node that the libraries run on. The lockfile brings a newer one for the usual systems. */
const OLDEST = 24;
const stamp = 'node_modules/.pilotage';
const programs = resolve('node_modules/.bin');
const leash = new URL('./leash.js', import.meta.url).href;

/**
 * Installs what the lockfile names unless it is there already, and goes on in the Node that comes with it.
 * @returns {Promise<boolean>} true where this process should do the work; false where another one did it, with our exit
 * code set
 */
export async function ready() {
	const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
	if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
		say('dependencies', 'installing what package-lock.json names (about a minute)');
		// Not `npm ci`: it refuses a lockfile that lacks the programs of systems other than the one it was written on.
		run('dependencies', 'npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
		writeFileSync(stamp, wanted);
	}
	process.env.PATH = `${programs}${delimiter}${process.env.PATH}`;
	if (Number(process.versions.node.split('.')[0]) >= OLDEST) return true;
	const node = join(programs, process.platform === 'win32' ? 'node.cmd' : 'node');
	if (!existsSync(node)) {
		throw new Error(
			`Pilotage needs Node ${OLDEST} or newer, and this is ${process.versions.node}: install it, then try again.`
		);
	}
	process.exitCode = await goOnIn(node);
	return false;
}

/**
 * The same command in another Node, which ends with us and gets the signals that we get.
 * @param {string} node
 * @returns {Promise<number>} its exit code
 */
function goOnIn(node) {
	const [, script = '', ...args] = process.argv;
	const child = fork(script, args, { execPath: node, execArgv: ['--import', leash] });
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
		process.on(signal, () => child.kill(signal));
	return new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
}
