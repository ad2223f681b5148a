import { beforeAll, describe, expect, test } from 'vitest';
import { functionsThere, otherTablePrivileges } from './access-catalog.ts';
import { acts, tables } from './acts.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';
import { pilotIn } from './pilots.ts';

const roles = `(values ('anon'), ('authenticated'), ('service_role')) r (role)`;

let district: District;

// The library would grant everything at the first request: requests of every kind are served before we look.
beforeAll(async () => {
	district = await foundDistrict();
	const pilot = await pilotIn(district, 'vetting');
	await allowed(district.people.lead.call('pilot', { pilot }));
	await allowed(district.people.lead.read('pilots'));
	await district.people.lead.client.from('pilots').insert({ title: 'Mine' });
	await district.nobody.read('pilots');
});

describe('after requests were served', () => {
	test('a name has one function, so that the matrix means what it says', async () => {
		const names = (await functionsThere()).map(({ schema, name }) => `${schema}.${name}`);
		expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
	});

	test('no statement is compiled, in whichever session', async () => {
		const sessions = await Promise.all(
			Array.from({ length: 12 }, () => asOwner<{ jit: string }>(`select current_setting('jit') as jit`))
		);
		expect(new Set(sessions.flat().map(({ jit }) => jit))).toEqual(new Set(['off']));
	});

	test('nobody empties a table, hangs a trigger on it or refers to it', async () => {
		expect(await otherTablePrivileges()).toEqual([]);
	});

	test('no sequence is anybody’s', async () => {
		const found = await asOwner(
			`select c.relname, r.role from pg_class c cross join ${roles}
			where c.relkind = 'S' and c.relnamespace::regnamespace::text in ('public', 'private')
				and (has_sequence_privilege(r.role, c.oid, 'usage') or has_sequence_privilege(r.role, c.oid, 'select')
					or has_sequence_privilege(r.role, c.oid, 'update'))`
		);
		expect(found).toEqual([]);
	});

	test('nobody creates anything, and accounts are out of reach', async () => {
		const found = await asOwner<{ schema: string; role: string; right: string }>(
			`select n.nspname as schema, r.role, p.privilege as right from pg_namespace n cross join ${roles}
				cross join (values ('usage'), ('create')) p (privilege)
			where n.nspname in ('public', 'private', 'auth', 'supabase_migrations')
				and has_schema_privilege(r.role, n.oid, p.privilege)
				and (p.privilege = 'create' or n.nspname = 'supabase_migrations')`
		);
		expect(found).toEqual([]);
		const accounts = await asOwner(
			`select c.relname, r.role from pg_class c cross join ${roles}
			where c.relnamespace = 'auth'::regnamespace and c.relkind = 'r' and r.role <> 'service_role'
				and (has_any_column_privilege(r.role, c.oid, 'select') or has_any_column_privilege(r.role, c.oid, 'insert')
					or has_any_column_privilege(r.role, c.oid, 'update') or has_table_privilege(r.role, c.oid, 'delete'))`
		);
		expect(accounts).toEqual([]);
	});

	test('what is made next is granted to nobody', async () => {
		const found = await asOwner(
			`select a.defaclobjtype, x.grantee::regrole::text as grantee, x.privilege_type
			from pg_default_acl a cross join aclexplode(a.defaclacl) x
			where a.defaclobjtype in ('r', 'f', 'S') and (a.defaclnamespace = 0
					or a.defaclnamespace::regnamespace::text in ('public', 'private'))
				and (x.grantee = 0 or x.grantee::regrole::text in ('anon', 'authenticated', 'service_role'))`
		);
		expect(found).toEqual([]);
	});
});

describe('how the wall is built', () => {
	test('every table of the API has row level security', async () => {
		const open = await asOwner(
			`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`
		);
		expect(open).toEqual([]);
	});

	test('policies are for reading, for those signed in, and one a table', async () => {
		const policies = await asOwner<{ tablename: string; cmd: string; roles: string }>(
			`select tablename, cmd, roles::text as roles from pg_policies where schemaname = 'public' order by tablename`
		);
		expect(policies).toEqual(
			tables.map((tablename) => ({ tablename, cmd: 'SELECT', roles: '{authenticated}' }))
		);
	});

	test('views look with the eyes of their caller', async () => {
		const views = await asOwner(
			`select relname from pg_class where relnamespace::regnamespace::text in ('public', 'private')
				and relkind in ('v', 'm') and not coalesce(reloptions::text ~ 'security_invoker=(true|on)', false)`
		);
		expect(views).toEqual([]);
	});

	test('functions name their schemas, and those of the API lend nobody their rights', async () => {
		const found = await asOwner(
			`select p.pronamespace::regnamespace::text || '.' || p.proname as name from pg_proc p
			where p.pronamespace::regnamespace::text in ('public', 'private')
				and (not coalesce(p.proconfig::text ~ 'search_path=', false)
					or (p.prosecdef and p.pronamespace = 'public'::regnamespace))`
		);
		expect(found).toEqual([]);
	});

	test('functions that act on one pilot, or read it, plan once in a session', async () => {
		const found = await asOwner(
			`select p.proname as name from pg_proc p join pg_language l on l.oid = p.prolang and l.lanname = 'plpgsql'
			where p.pronamespace = 'private'::regnamespace and p.proargnames[1] = 'pilot' and p.proargtypes[0] = 'uuid'::regtype
				and exists (select 1 from pg_proc a where a.pronamespace = 'public'::regnamespace and a.proname = p.proname)
				and not coalesce(p.proconfig::text ~ 'plan_cache_mode=force_generic_plan', false)`
		);
		expect(found).toEqual([]);
	});

	test('what stands behind the API is granted only where a policy, or a function that runs as its caller, asks it', async () => {
		const found = await asOwner(
			`select p.proname as name, r.role from pg_proc p cross join ${roles}
			where p.pronamespace = 'private'::regnamespace and has_function_privilege(r.role, p.oid, 'execute')
				and not exists (
					select 1 from pg_policies x where r.role = 'authenticated' and x.schemaname = 'public'
						and x.qual ~ ('private\\.' || p.proname || '\\('))
				and not exists (
					select 1 from pg_proc f where not f.prosecdef and f.pronamespace::regnamespace::text in ('public', 'private')
						and has_function_privilege(r.role, f.oid, 'execute') and f.prosrc ~ ('private\\.' || p.proname || '\\('))
			order by 1, 2`
		);
		expect(found).toEqual([]);
	});

	test('every reference between tenants’ tables carries the district', async () => {
		const found = await asOwner(
			`select c.conrelid::regclass::text as name, c.conname from pg_constraint c
			where c.contype = 'f' and c.connamespace::regnamespace::text in ('public', 'private')
				and c.confrelid not in ('public.districts'::regclass, 'auth.users'::regclass)
				and not exists (select 1 from unnest(c.conkey) k join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k
					where a.attname = 'district_id')`
		);
		expect(found).toEqual([]);
	});

	test('every function that takes a pilot is tried by whoever may not', async () => {
		const found = await asOwner<{ proname: string }>(
			`select proname from pg_proc where pronamespace = 'public'::regnamespace and 'pilot' = any (proargnames)
				and has_function_privilege('authenticated', oid, 'execute') order by proname`
		);
		expect(found.map(({ proname }) => proname)).toEqual(Object.keys(acts(district, '')).sort());
	});
});
