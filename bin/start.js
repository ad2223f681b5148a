// npm start: sets up what is missing, starts the backend and the application, prints where they are.
import process from 'node:process';
import { ready } from './setup/dependencies.js';

process.chdir(new URL('..', import.meta.url).pathname);

try {
	if (await ready()) await start();
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exit(1);
}

async function start() {
	const { say } = await import('./setup/commands.js');
	const { settings } = await import('./setup/settings.js');
	const { build } = await import('./setup/build.js');
	const { portIsFree, startApplication, startBackendProcess } = await import('./setup/children.js');

	const asked = settings();
	await portIsFree(asked.port, 'PORT', asked.host);
	if (!asked.hosted) await portIsFree(asked.apiPort, 'PILOTAGE_API_PORT', '127.0.0.1');
	if (asked.build) build();

	/** @type {import('node:child_process').ChildProcess[]} */
	const children = [];
	let stopping = false;
	const stop = async (/** @type {number} */ code) => {
		if (stopping) return;
		stopping = true;
		// The application first: it ends what people are doing while the backend still answers.
		for (const child of children.reverse()) {
			if (child.exitCode !== null || child.signalCode !== null) continue;
			const gone = new Promise((done) => child.once('exit', done));
			child.kill('SIGTERM');
			await gone;
		}
		process.exit(code);
	};
	process.on('SIGINT', () => stop(0));
	process.on('SIGTERM', () => stop(0));
	const ends = (/** @type {string} */ name, /** @type {import('node:child_process').ChildProcess} */ child) =>
		child.once('exit', () => {
			if (!stopping)
				console.error(`The ${name} ended by itself, so everything was stopped. No saved work is lost.`);
			stop(1);
		});

	let api = asked.hosted;
	let code = null;
	if (!api) {
		const fresh = asked.demonstration ? 'the demonstration' : 'the district';
		say('backend', `opening ${fresh} on ${asked.embedded ? 'PGlite' : 'PostgreSQL'}`);
		const backend = await startBackendProcess({
			data: asked.data,
			databaseUrl: asked.databaseUrl,
			port: asked.apiPort,
			opens: asked.demonstration ? 'demonstration' : 'empty',
			appUrl: asked.origin,
			google: asked.google
		});
		children.push(backend.child);
		ends('backend', backend.child);
		api = {
			url: backend.url,
			publishableKey: backend.keys.publishableKey,
			secretKey: backend.keys.secretKey
		};
		code = backend.code;
	}

	const application = startApplication({
		PORT: String(asked.port),
		HOST: asked.host,
		ORIGIN: asked.origin,
		SUPABASE_URL: api.url,
		SUPABASE_PUBLISHABLE_KEY: api.publishableKey,
		SUPABASE_SECRET_KEY: api.secretKey,
		PILOTAGE_DEMONSTRATION: asked.demonstration ? '1' : '0',
		...(asked.outbox ? { OUTBOX: asked.outbox } : {})
	});
	children.push(application);
	ends('application', application);
	const problem = await untilReady(`http://127.0.0.1:${asked.port}/readyz`);
	if (problem) console.error(problem);

	console.log(`\nPilotage is at ${asked.origin}`);
	if (!asked.hosted) console.log(`Its API is at   ${api.url}`);
	if (asked.outbox) console.log(`Mails go to     ${asked.outbox} (SMTP_URL sends them)`);
	if (asked.demonstration) await printAccounts();
	if (code) console.log(`\nThe first admin signs up at ${asked.origin}/welcome with the code ${code}`);
}

/** @param {string} url @returns {Promise<string | null>} why it is not ready, or null */
async function untilReady(url) {
	let reason = 'The application does not answer.';
	for (let tries = 0; tries < 150; tries += 1) {
		try {
			const answer = await fetch(url);
			if (answer.ok) return null;
			reason = (await answer.json()).reason;
			if (tries > 20) return `Not ready: ${reason}`;
		} catch {
			// not listening yet
		}
		await new Promise((done) => setTimeout(done, 100));
	}
	throw new Error(reason);
}

async function printAccounts() {
	const { demonstrationEmail, demonstrationPeople, DEMONSTRATION_PASSWORD } =
		await import('../src/lib/people/demonstration.ts');
	console.log(`\nThe demonstration district. Each password is ${DEMONSTRATION_PASSWORD}`);
	for (const person of demonstrationPeople) {
		console.log(`  ${demonstrationEmail(person.account).padEnd(34)} ${person.may}`);
	}
}
