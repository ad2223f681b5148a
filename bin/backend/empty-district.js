import { createHash, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const seed = fileURLToPath(new URL('../../supabase/seed.sql', import.meta.url));

/**
 * Fills a new database with a district, its strategy and its metric library, and awaits its first admin.
 * @param {import('./connection.js').Database} database
 * @returns {Promise<string>} the code that the first admin shows; only its hash is kept
 */
export async function openEmptyDistrict(database) {
	await database.run(await readFile(seed, 'utf8'));
	const code = Array.from({ length: 3 }, () => String(randomInt(1000, 10000))).join('-');
	await database.rows(
		'insert into private.first_admin (code_hash, district_id) select $1, id from public.districts',
		[createHash('sha256').update(code).digest('hex')]
	);
	return code;
}
