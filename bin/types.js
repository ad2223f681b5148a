// Writes src/lib/db/database.types.ts from the migrations, on a PostgreSQL of its own; with --check only compares.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from './backend/server.js';
import { startPostgres } from './setup/postgres.js';

const file = 'src/lib/db/database.types.ts';
const postgres = await startPostgres();
const data = await mkdtemp(join(tmpdir(), 'pilotage-types-'));
try {
	const backend = await startBackend({
		data,
		databaseUrl: postgres.url,
		port: 0,
		opens: 'nothing',
		appUrl: ''
	});
	const types = execFileSync(
		'supabase',
		[
			'gen',
			'types',
			'--lang',
			'typescript',
			'--schema',
			'public',
			`--remote=${postgres.url}?sslmode=disable`
		],
		{ encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }
	);
	await backend.stop();
	if (!process.argv.includes('--check')) {
		writeFileSync(file, types);
	} else if (readFileSync(file, 'utf8') !== types) {
		console.error(`${file} is not what the migrations say: run \`npm run types\`.`);
		process.exitCode = 1;
	}
} finally {
	await postgres.stop();
	await rm(data, { recursive: true, force: true });
}
