// What the database's catalog says there is: the matrix is compared with it, so that nothing new goes untried.
import { asOwner } from './owner.ts';

export type Fn = {
	schema: 'public' | 'private';
	name: string;
	/** the roles that may execute it */
	granted: string;
	inputs: { name: string; type: string; optional: boolean }[];
};

export type Relation = { schema: 'public' | 'private'; name: string; columns: string[] };

const roles = `(values ('anon'), ('authenticated'), ('service_role')) r (role)`;

/** Every function of our schemas, its inputs in their order. */
export async function functionsThere(): Promise<Fn[]> {
	const found = await asOwner<
		Omit<Fn, 'inputs'> & { names: string | null; types: string | null; optional: number }
	>(
		`select p.pronamespace::regnamespace::text as schema, p.proname as name,
			(select coalesce(string_agg(r.role, ', ' order by r.role), 'nobody') from ${roles}
				where has_function_privilege(r.role, p.oid, 'execute')) as granted,
			array_to_string(p.proargnames[1:p.pronargs], ',') as names, p.pronargdefaults::int as optional,
			(select string_agg(format_type(t.oid, null), ',' order by t.place)
				from unnest(p.proargtypes) with ordinality t (oid, place)) as types
		from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
		order by 1, 2`
	);
	return found.map(({ names, types, optional, ...fn }) => {
		const kinds = (types ?? '').split(',').filter(Boolean);
		const inputs = kinds.map((type, at) => ({
			name: (names ?? '').split(',')[at] ?? '',
			type,
			optional: at >= kinds.length - optional
		}));
		return { ...fn, inputs };
	});
}

export async function relationsThere(): Promise<Relation[]> {
	const found = await asOwner<Omit<Relation, 'columns'> & { columns: string }>(
		`select c.relnamespace::regnamespace::text as schema, c.relname as name,
			(select string_agg(a.attname, ',' order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
		from pg_class c where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
			and c.relkind in ('r', 'p', 'v', 'm', 'f')
		order by 1, 2`
	);
	return found.map(({ columns, ...relation }) => ({ ...relation, columns: columns.split(',') }));
}

/** What each role may do to each column. */
export const columnPrivileges = () =>
	asOwner<{ name: string; role: string; privilege: string; may: boolean; schema: string }>(
		`select c.relnamespace::regnamespace::text as schema, c.relname || '.' || a.attname as name, r.role, p.privilege,
			has_column_privilege(r.role, c.oid, a.attnum, p.privilege) as may
		from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
		cross join ${roles} cross join (values ('select'), ('insert'), ('update'), ('references')) p (privilege)
		where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
		order by 1, 2, 3, 4`
	);

/** What a role may do to a table or view as a whole beyond reading and writing rows. */
export const otherTablePrivileges = () =>
	asOwner(
		`select c.relname, r.role, p.privilege from pg_class c cross join ${roles}
			cross join (values ('truncate'), ('references'), ('trigger'), ('delete'), ('insert'), ('update')) p (privilege)
		where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p', 'v', 'm', 'f')
			and has_table_privilege(r.role, c.oid, p.privilege)`
	);
