// Writes src/lib/db/database.types.ts from the migrations, on a PostgreSQL of its own. With --check it compares instead,
// and asks Supabase's advisors whether they find anything in the schema.
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
const remote = `--remote=${postgres.url}?sslmode=disable`;

try {
	const backend = await startBackend({
		data,
		databaseUrl: postgres.url,
		port: 0,
		opens: 'nothing',
		appUrl: ''
	});
	await backend.stop();
	const types = supabase('gen', 'types', '--lang', 'typescript', '--schema', 'public', remote);
	if (!process.argv.includes('--check')) {
		writeFileSync(file, types);
	} else {
		if (readFileSync(file, 'utf8') !== types) {
			fail(`${file} is not what the migrations say: run \`npm run types\`.`);
		}
		for (const { name, detail } of advice()) fail(`Supabase advises: ${name}: ${detail}`);
	}
} finally {
	await postgres.stop();
	await rm(data, { recursive: true, force: true });
}

/** @returns {{ name: string, detail: string }[]} what the advisors find, except indexes that a new database has not used yet */
function advice() {
	const answer = supabase('db', 'advisors', remote, '--level', 'info', '--output-format', 'json');
	const { results } = JSON.parse(answer.slice(answer.indexOf('{')));
	return results.filter((/** @type {{ name: string }} */ { name }) => name !== 'unused_index');
}

/** @param {string[]} args */
function supabase(...args) {
	return execFileSync('supabase', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** @param {string} words */
function fail(words) {
	console.error(words);
	process.exitCode = 1;
}
