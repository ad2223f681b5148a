// At the end of each file of tests. It tells how much it checked, and takes its districts with it, so that the next one, which may
// count, tick or search over all of them, finds a database as small as the first one did.
import { afterAll } from 'vitest';
import { countedChecks } from '../checks.ts';
import { asOwner, report } from '../owner.ts';

afterAll(async () => {
	await report(countedChecks());
	await asOwner(`
		do $$
		declare
			v_table record;
		begin
			set local session_replication_role = replica;
			for v_table in select c.oid::regclass as name from pg_class c join pg_attribute a on a.attrelid = c.oid
				where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private')
					and a.attname = 'district_id' and not a.attisdropped
			loop
				execute format('delete from %s where district_id is not null', v_table.name);
			end loop;
			delete from public.districts;
		end $$`);
	// What is gone is still read past, until somebody sweeps.
	await asOwner('vacuum');
});
