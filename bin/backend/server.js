// The embedded backend: a Supabase API over PGlite, or over a PostgreSQL of the district's own, on loopback.
// A process of its own, started by bin/start.js, which it tells when it is ready and with which it ends.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { mkdir, rm, writeFile, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { App } from '@supabase/lite';
import { accountMail, accountSettings } from './accounts.js';
import { countAttempts } from './attempts.js';
import { openEmbedded, openPostgres } from './connection.js';
import { keysIn } from './keys.js';
import { migrate, prepare } from './schema.js';
import { openEmptyDistrict } from './empty-district.js';

/** More requests than this at once wait too long on a database that answers one at a time: 503 instead. */
const MOST_AT_ONCE = 200;

/**
 * @typedef {object} Options
 * @property {string} data the data folder
 * @property {string | undefined} databaseUrl PostgreSQL instead of PGlite
 * @property {number} port 0 for any free one
 * @property {'demonstration' | 'empty' | 'nothing'} opens what a new database is filled with
 * @property {string} appUrl where the application is, for links in mails
 * @property {{ clientId: string, secret: string, redirectUri: string } | undefined} [google] lets people sign in with Google
 */

/**
 * Opens the database, brings it up to date, fills it if it is new and serves the API.
 * @param {Options} options
 */
export async function startBackend(options) {
	const data = resolve(options.data);
	await mkdir(data, { recursive: true });
	const keys = await keysIn(data);
	const lock = options.databaseUrl ? null : await takeLock(data);
	const database = options.databaseUrl
		? await openPostgres(options.databaseUrl)
		: await openEmbedded(join(data, options.opens === 'empty' ? 'district' : 'demonstration'));

	const app = new App({
		connection: database.connection,
		auth: {
			enabled: true,
			jwt_secret: keys.jwtSecret,
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
			...accountSettings(options.appUrl, options.google)
		},
		options: { server: { admin: false }, drivers: { email: accountMail(database) } }
	});
	await prepare(database);
	await app.ensureSystemSchema();
	await migrate(database);

	const [filled] = await database.rows('select 1 from public.districts limit 1');
	let code = null;
	if (!filled && options.opens === 'demonstration') {
		const { playDemonstration } = await import('../../supabase/demonstration/play.ts');
		await playDemonstration(database);
	}
	if (options.opens === 'empty') code = await openEmptyDistrict(database, !filled);

	const answer = getRequestListener(
		(request, env) => {
			// The outgoing socket is ours, so its peer can be trusted.
			const { incoming } = /** @type {import('@hono/node-server').HttpBindings} */ (env);
			const peerAddress = incoming.socket.remoteAddress ?? null;
			return countAttempts(database, (asked) => app.fetch(asked, { peerAddress }))(request);
		},
		{ overrideGlobalObjects: false }
	);
	let underWay = 0;
	const server = createServer((request, response) => {
		if (underWay >= MOST_AT_ONCE) {
			response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '1' });
			response.end('{"code":"BUSY","message":"Too many requests at once: try again in a second."}');
			return;
		}
		underWay += 1;
		response.once('close', () => (underWay -= 1));
		answer(request, response);
	});
	await new Promise((done, failed) => {
		server.once('error', failed);
		server.listen(options.port, '127.0.0.1', () => done(undefined));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	const url = `http://127.0.0.1:${port}`;
	await writeFile(
		join(data, 'api.json'),
		JSON.stringify({ url, publishableKey: keys.publishableKey }, null, '\t')
	);

	return {
		url,
		keys,
		code,
		database,
		/** Ends what is under way, then closes the database: nothing acknowledged is lost. */
		async stop() {
			await new Promise((done) => {
				server.close(done);
				server.closeIdleConnections();
				setTimeout(() => server.closeAllConnections(), 3000).unref();
			});
			await database.close();
			if (lock) await rm(lock, { force: true });
		}
	};
}

/**
 * One process at a time may have a folder of PGlite's open: two would ruin it.
 * @param {string} data
 * @returns {Promise<string>} the lock's file
 */
async function takeLock(data) {
	const file = join(data, 'backend.pid');
	const other = Number(await readFile(file, 'utf8').catch(() => ''));
	if (other && other !== process.pid && isRunning(other)) {
		throw new Error(
			`The data folder ${data} is in use by another Pilotage (process ${other}): stop that one first.`
		);
	}
	await writeFile(file, String(process.pid));
	return file;
}

/**
 * Whether that process is a backend of ours: after a crash its number may be another's.
 * @param {number} pid
 */
function isRunning(pid) {
	try {
		process.kill(pid, 0);
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('backend/process.js');
	} catch (error) {
		// No /proc on this system: the process is there, and nothing says that it isn't ours.
		return /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT' && process.platform !== 'linux';
	}
}
