import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PgliteConnection } from '@supabase/lite/pglite';
import { PostgresConnection } from '@supabase/lite/postgres';
import { sql } from 'kysely';

const ROLES = ['anon', 'authenticated', 'service_role'];

/**
 * Has two things of a connection of `@supabase/lite` done our way.
 *
 * - As it comes, the first request grants everything in every schema to the API's roles. Ours are written out in the
 *   migrations and stay as they are: the wall stands on them.
 * - As it comes, a request sets its context in nine statements. Here it is one, which halves the time of a call.
 *
 * Both are private to the library, so its version is pinned and a test of the database watches the grants.
 *
 * @template Connection
 * @param {Connection} connection
 * @returns {Connection}
 */
function inOurContext(connection) {
	return Object.assign(/** @type {any} */ (connection), {
		ensureRlsContext: async () => true,
		applyJwtSessionContext: async (/** @type {any} */ transaction, /** @type {any} */ vars) => {
			// A token that names any other role of the database is nobody's.
			const role = ROLES.find((known) => known === vars.auth?.role) ?? 'anon';
			await sql`select set_config('request.jwt.claim.sub', ${String(vars.auth?.uid ?? '')}, true),
				set_config('request.jwt.claim.role', ${role}, true),
				set_config('request.jwt.claims', ${JSON.stringify(vars.auth?.jwt ?? {})}, true),
				set_config('role', ${role}, true)`.execute(transaction);
		},
		// Nothing of ours reads the request's method, path or headers in the database.
		applyRpcRequestGucs: async () => {}
	});
}

/**
 * @typedef {object} Database
 * @property {any} connection what `@supabase/lite` serves from
 * @property {(text: string) => Promise<void>} run runs any number of statements
 * @property {(text: string, values?: unknown[]) => Promise<Record<string, any>[]>} rows runs one statement
 * @property {(work: (query: (text: string, values?: unknown[]) => Promise<Record<string, any>[]>) => Promise<void>) => Promise<void>} transaction
 * @property {() => Promise<void>} close
 */

/**
 * PGlite in a folder, or in memory where the folder is `memory://`.
 * @param {string} folder
 * @returns {Promise<Database>}
 */
export async function openEmbedded(folder) {
	// An extension is named before the database opens; the migrations then create it, as on PostgreSQL.
	const connection = inOurContext(
		new PgliteConnection({ url: folder, pgliteOptions: { extensions: { pg_trgm } } })
	);
	const { driver } = connection;
	await driver.waitReady;
	return {
		connection,
		run: async (text) => void (await driver.exec(text)),
		rows: async (text, values) => (await driver.query(text, values)).rows,
		transaction: (work) =>
			driver.transaction((/** @type {any} */ t) =>
				work(async (text, values) => (await t.query(text, values)).rows)
			),
		close: () => connection.close()
	};
}

/** The library hands JSON arguments over as text that is JSON already; its own types would make a JSON string of that. */
const jsonType = (/** @type {number} */ oid) => ({
	to: oid,
	from: [oid],
	serialize: (/** @type {unknown} */ value) => (typeof value === 'string' ? value : JSON.stringify(value)),
	parse: (/** @type {string} */ text) => JSON.parse(text)
});
const json = jsonType(114);
const jsonb = jsonType(3802);

/**
 * A PostgreSQL server of the district's own, by its URL.
 * @param {string} url
 * @returns {Promise<Database>}
 */
export async function openPostgres(url) {
	const connection = inOurContext(
		new PostgresConnection({
			url,
			postgresOptions: { onnotice: () => {}, connect_timeout: 10, types: { json, jsonb } }
		})
	);
	const { driver } = connection;
	return {
		connection,
		run: async (text) => void (await driver.unsafe(text).simple()),
		rows: async (text, values) => [...(await driver.unsafe(text, values))],
		transaction: (work) =>
			driver.begin((/** @type {any} */ t) =>
				work(async (text, values) => [...(await t.unsafe(text, values))])
			),
		close: () => connection.close()
	};
}
