import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../supabase/migrations', import.meta.url));

/** @typedef {import('./connection.js').Database} Database */

/** @returns {Promise<{ version: string, name: string, file: string }[]>} the migrations of this version, in order */
export async function migrations() {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
	return files.map((file) => {
		const [version = '', ...name] = file.replace(/\.sql$/, '').split('_');
		return { version, name: name.join('_'), file };
	});
}

/**
 * What hosted Supabase has before the first migration, on a database that hasn't: the roles of the API.
 * @param {Database} database
 */
export async function prepare(database) {
	for (const [role, rights] of [
		['anon', ''],
		['authenticated', ''],
		['service_role', 'bypassrls']
	]) {
		const [known] = await database.rows('select 1 from pg_roles where rolname = $1', [role]);
		if (!known) await database.run(`create role ${role} nologin ${rights}`);
	}
	await database.run('grant usage on schema public to anon, authenticated, service_role');
}

/**
 * Brings the schema up to this version, each migration whole or not at all.
 * @param {Database} database
 * @throws {Error} when the data is of a newer version of Pilotage
 */
export async function migrate(database) {
	const known = await migrations();
	const applied = new Set(
		(await database.rows('select version from supabase_migrations.schema_migrations')).map(
			(row) => row.version
		)
	);
	const newer = [...applied].filter((version) => !known.some((migration) => migration.version === version));
	if (newer.length > 0) {
		throw new Error(
			`This data was written by a newer version of Pilotage (schema ${newer.sort().at(-1)}): update Pilotage to open it. Nothing was changed.`
		);
	}
	for (const { version, name, file } of known) {
		if (applied.has(version)) continue;
		const text = await readFile(join(folder, file), 'utf8');
		const record = `insert into supabase_migrations.schema_migrations (version, name) values ('${version}', '${name}')`;
		// Sent as one query, they are one transaction.
		await database.run(`${text}\n;${record};`).catch((error) => {
			throw new Error(`Migration ${file} failed: ${error.message}`, { cause: error });
		});
	}
}
