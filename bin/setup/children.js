import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const leash = fileURLToPath(new URL('./leash.js', import.meta.url));

/**
 * Starts the backend and waits until it answers.
 * @param {import('../backend/server.js').Options} options
 * @returns {Promise<{ child: import('node:child_process').ChildProcess, url: string, code: string | null, keys: import('../backend/keys.js').Keys }>}
 */
export function startBackendProcess(options) {
	const program = fileURLToPath(new URL('../backend/process.js', import.meta.url));
	// In the environment, which is this user's alone: arguments, with passwords in them, are for everyone to list.
	const child = fork(program, [], {
		env: { ...process.env, LITE_TELEMETRY: '0', PILOTAGE_BACKEND: JSON.stringify(options) }
	});
	return new Promise((done, failed) => {
		child.once('exit', () => failed(new Error('The backend ended before it was ready.')));
		child.on('message', (/** @type {any} */ message) => {
			if (message.failed) failed(new Error(inWords(message.failed, options)));
			if (message.ready) done({ child, ...message.ready });
		});
	});
}

/**
 * Starts the built application.
 * @param {Record<string, string>} env
 */
export function startApplication(env) {
	return fork('build/index.js', [], {
		execArgv: ['--import', leash],
		env: { ...process.env, ...env, BODY_SIZE_LIMIT: '2M', SHUTDOWN_TIMEOUT: '5' }
	});
}

/** @param {number} port @param {string} name the variable that chooses it @param {string} host */
export function portIsFree(port, name, host) {
	return new Promise((done, failed) => {
		const server = createServer();
		server.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
			failed(
				new Error(
					error.code === 'EADDRINUSE'
						? `Port ${port} is in use: stop what listens there, or choose another with ${name}.`
						: `Port ${port} cannot be opened (${error.code}): choose another with ${name}.`
				)
			)
		);
		server.listen(port, host, () => server.close(() => done(undefined)));
	});
}

/**
 * What went wrong in the backend, as whoever starts it can act on.
 * @param {string} message @param {{ data: string, databaseUrl?: string | undefined }} options
 */
function inWords(message, { data, databaseUrl }) {
	if (/EACCES|EROFS|EPERM|ENOTDIR|EEXIST/.test(message)) {
		return `The data folder ${data} cannot be written: choose another with PILOTAGE_DATA.`;
	}
	const unreachable =
		/ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CONNECT_TIMEOUT|ETIMEDOUT|authentication|does not exist|role |password/i;
	if (databaseUrl && unreachable.test(message)) {
		return `DATABASE_URL leads to no database that lets us in (${message.split('\n')[0]}).`;
	}
	return message;
}
