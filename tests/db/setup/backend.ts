// One backend for a whole project of tests, and beside it a door for the database's owner, on loopback behind a
// random token: for fixtures, the clock and the catalog. What an actor may do is shown through the API alone.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { lives, type Copy, type Keep, type Rows } from './lives.ts';

export type Api = { url: string; publishableKey: string; secretKey: string; jwtSecret: string };
export type OwnersDoor = { url: string; token: string };

declare module 'vitest' {
	interface ProvidedContext {
		api: Api;
		ownersDoor: OwnersDoor;
	}
}

/** What the tests tell of what they did, printed at the end. */
type Count = { checks: number; probes: number; columns: number };

type Database = { rows: Rows; transaction: (work: (query: Rows) => Promise<void>) => Promise<void> };
type Call = { claims: Record<string, unknown>; name: string; args: Record<string, unknown> };

/**
 * Starts a backend with an empty database and tells the tests where it is.
 * @param name what the count of checks is printed for
 * @param databaseUrl PostgreSQL instead of PGlite
 * @returns stops everything that was started
 */
export async function serve(project: TestProject, name: string, databaseUrl?: string) {
	process.env.LITE_TELEMETRY = '0';
	const { startBackend } = await import('../../../bin/backend/server.js');
	const data = await mkdtemp(join(tmpdir(), 'pilotage-db-tests-'));
	const backend = await startBackend({
		data,
		databaseUrl,
		port: 0,
		opens: 'nothing',
		appUrl: 'http://localhost:3000'
	});
	silenceRefusals();

	const token = randomBytes(24).toString('base64url');
	const counted: Count = { checks: 0, probes: 0, columns: 0 };
	const began = performance.now();
	const door = await open(token, backend.database, counted);
	const { port } = door.address() as AddressInfo;
	const { publishableKey, secretKey, jwtSecret } = backend.keys;
	project.provide('api', { url: backend.url, publishableKey, secretKey, jwtSecret });
	project.provide('ownersDoor', { url: `http://127.0.0.1:${port}`, token });

	return async () => {
		door.close();
		door.closeAllConnections();
		await backend.stop();
		await rm(data, { recursive: true, force: true });
		const seconds = Math.round((performance.now() - began) / 1000);
		const { checks, probes, columns } = counted;
		console.log(
			`${checks} actor checks, ${probes} probes and ${columns} column privileges on ${name} in ${seconds} s`
		);
	};
}

/** The library prints each refused statement and each table that the API has not with its stack, and these tests meet a thousand. */
function silenceRefusals() {
	const speak = console.error;
	console.error = (...said: unknown[]) => {
		const refused = said.some(
			(one) => one !== null && typeof one === 'object' && ('severity' in one || 'relation' in one)
		);
		if (!refused) speak(...said);
	};
}

async function open(token: string, database: Database, counted: Count): Promise<Server> {
	const pilots = lives(database.rows, database.transaction);
	const door = createServer((request, response) => {
		answer(request, database, pilots, counted, token).then(
			(found) => send(response, found ? 200 : 403, found ?? { error: 'The token is not the right one.' }),
			(error: Error) => send(response, 400, { error: error.message })
		);
	});
	await new Promise<void>((done) => door.listen(0, '127.0.0.1', done));
	return door;
}

async function answer(
	request: IncomingMessage,
	database: Database,
	pilots: ReturnType<typeof lives>,
	counted: Count,
	token: string
) {
	if (request.headers.authorization !== `Bearer ${token}`) return null;
	let body = '';
	for await (const part of request) body += part;
	const asked = JSON.parse(body) as { text: string; values: unknown[] } | Call | Keep | Copy | Partial<Count>;
	if ('text' in asked) return { rows: await database.rows(asked.text, asked.values) };
	if ('keep' in asked) return pilots.keep(asked);
	if ('copy' in asked) return pilots.copy(asked);
	if ('name' in asked) return { answer: await called(database, asked) };
	for (const what of ['checks', 'probes', 'columns'] as const) counted[what] += asked[what] ?? 0;
	return {};
}

/** What a function of the API answers to somebody. A function that gives rows answers all of them. */
async function called({ transaction }: Database, { claims, name, args }: Call) {
	const role = String(claims.role ?? 'authenticated');
	const given = Object.entries(args).filter(([, value]) => value !== undefined);
	const named = given.map(([key], at) => `"${key}" => $${at + 1}`).join(', ');
	let rows: Record<string, unknown>[] = [];
	await transaction(async (query) => {
		await query(
			`select set_config('request.jwt.claim.sub', $1, true), set_config('request.jwt.claim.role', $2, true),
				set_config('request.jwt.claims', $3, true), set_config('role', $2, true)`,
			[String(claims.sub ?? ''), role, JSON.stringify(claims)]
		);
		rows = await query(
			`select * from public."${name}"(${named}) answer`,
			given.map(([, value]) => value)
		);
	});
	const [first] = rows;
	return rows.length === 1 && first && 'answer' in first && Object.keys(first).length === 1
		? first.answer
		: rows;
}

function send(response: ServerResponse, status: number, body: object) {
	response.writeHead(status, { 'content-type': 'application/json' });
	response.end(JSON.stringify(body));
}
