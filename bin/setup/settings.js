import { join, resolve } from 'node:path';

/**
 * What `npm start` was asked for, from the environment and its arguments.
 * @throws {Error} with one sentence for a wrong variable or argument
 */
export function settings(env = process.env, args = process.argv.slice(2)) {
	const unknown = args.find((arg) => !['--empty', '--demo', '--no-build'].includes(arg));
	if (unknown) throw new Error(`npm start knows --empty, --demo and --no-build, not ${unknown}.`);
	if (args.includes('--empty') && args.includes('--demo')) {
		throw new Error('Choose --empty or --demo, not both.');
	}
	const port = portOf('PORT', env.PORT, 3000);
	const apiPort = portOf('PILOTAGE_API_PORT', env.PILOTAGE_API_PORT, 54321);
	if (port === apiPort)
		throw new Error(`PORT and PILOTAGE_API_PORT are both ${port}: choose two different ports.`);
	if (env.DATABASE_URL && env.SUPABASE_URL) {
		throw new Error('Set DATABASE_URL or SUPABASE_URL, not both: they name two different backends.');
	}
	if (env.DATABASE_URL && !/^postgres(ql)?:\/\/\S+$/.test(env.DATABASE_URL)) {
		throw new Error('DATABASE_URL must be an address such as postgres://user:password@host:5432/database.');
	}
	const hosted = env.SUPABASE_URL
		? {
				url: urlOf('SUPABASE_URL', env.SUPABASE_URL),
				publishableKey: needed('SUPABASE_PUBLISHABLE_KEY', env.SUPABASE_PUBLISHABLE_KEY),
				secretKey: needed('SUPABASE_SECRET_KEY', env.SUPABASE_SECRET_KEY)
			}
		: null;
	if (hosted && args.includes('--demo')) {
		throw new Error('The demonstration needs a database of its own: unset SUPABASE_URL to see it.');
	}
	const mail = mailOf(env);
	const embedded = !hosted && !env.DATABASE_URL;
	const data = resolve(env.PILOTAGE_DATA || '.data');
	const origin = env.ORIGIN ? urlOf('ORIGIN', env.ORIGIN) : `http://localhost:${port}`;
	const demonstration = args.includes('--demo') || (embedded && !args.includes('--empty'));
	return {
		port,
		apiPort,
		hosted,
		embedded,
		demonstration,
		databaseUrl: env.DATABASE_URL,
		data,
		origin,
		// The embedded backend is for trying: only this machine reaches it. Other rungs listen where HOST says.
		host: embedded ? '127.0.0.1' : env.HOST || '0.0.0.0',
		build: !args.includes('--no-build'),
		google: googleOf(env, origin),
		// Without a mail server, mails are files: beside the data where that is ours.
		outbox: mail ? null : env.OUTBOX ? resolve(env.OUTBOX) : hosted ? null : join(data, 'outbox')
	};
}

/**
 * Whether there is a mail server; the addresses hold a password, so a wrong one is not repeated.
 * @param {NodeJS.ProcessEnv} env
 */
function mailOf({ SMTP_URL: url, MAIL_FROM: from, TICK_SECONDS: tick }) {
	if (url && !(URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol) && new URL(url).hostname)) {
		throw new Error('SMTP_URL must be an address such as smtp://user:password@mail.example.org:587.');
	}
	if (from && !/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(from)) {
		throw new Error(
			`MAIL_FROM must be such as Pilotage <pilotage@example.org>, and it is “${from.replace(/\s+/g, ' ')}”.`
		);
	}
	if (tick && !(/^\d+$/.test(tick) && Number(tick) <= 3600)) {
		throw new Error(`TICK_SECONDS must be from 0 (off) to 3600, and it is “${tick}”.`);
	}
	return Boolean(url);
}

/** @param {NodeJS.ProcessEnv} env @param {string} origin where Google sends people back to: the application, which hands it on to the API */
function googleOf({ GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: secret }, origin) {
	const redirectUri = `${origin}/auth/v1/callback`;
	if (clientId && secret) return { clientId, secret, redirectUri };
	if (!clientId && !secret) return undefined;
	throw new Error(
		`Set ${clientId ? 'GOOGLE_CLIENT_SECRET' : 'GOOGLE_CLIENT_ID'} too: signing in with Google needs both.`
	);
}

/** @param {string} name @param {string | undefined} value @param {number} otherwise */
function portOf(name, value, otherwise) {
	if (value === undefined || value === '') return otherwise;
	const port = Number(value);
	if (/^\d+$/.test(value) && port >= 1 && port <= 65535) return port;
	throw new Error(`${name} must be a port from 1 to 65535, and it is “${value}”.`);
}

/** @param {string} name @param {string} value */
function urlOf(name, value) {
	if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/$/, '');
	throw new Error(`${name} must be an address such as https://pilotage.example.org, and it is “${value}”.`);
}

/** @param {string} name @param {string | undefined} value */
function needed(name, value) {
	if (value) return value;
	throw new Error(`${name} must be set where SUPABASE_URL is: the project's API settings show it.`);
}
