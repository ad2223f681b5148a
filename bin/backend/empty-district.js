import { createHash, randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const seed = fileURLToPath(new URL('../../supabase/seed.sql', import.meta.url));

/**
 * Fills a new database with a district, its strategy and its metric library. While no admin has an account, each start
 * makes a new code for the first one; the code of an earlier start works no more.
 * @param {import('./connection.js').Database} database
 * @param {boolean} isNew
 * @returns {Promise<string | null>} the code, of which only the hash is kept; null where there is an admin
 */
export async function openEmptyDistrict(database, isNew) {
	if (isNew) await database.run(await readFile(seed, 'utf8'));
	const [admin] = await database.rows(
		`select 1 from public.person_roles r join public.people p on p.id = r.person_id
		where r.role = 'admin' and p.user_id is not null limit 1`
	);
	if (admin) return null;
	const code = Array.from({ length: 3 }, () => String(randomInt(1000, 10000))).join('-');
	await database.rows('delete from private.first_admin where used_at is null');
	await database.rows(
		'insert into private.first_admin (code_hash, district_id) select $1, id from public.districts limit 1',
		[createHash('sha256').update(code).digest('hex')]
	);
	return code;
}
