// Pilots that tests begin with. The first of each kind lives its life through the functions of the API; what that left in the
// tables is kept, and the next of the kind is a copy of it with other ids, in whichever district.
import { randomUUID } from 'node:crypto';

export type Rows = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;
type Transaction = (work: (query: Rows) => Promise<void>) => Promise<void>;

/** What a life is told with: the ids of its district, people, sites, objectives, metrics and the pilot itself, by name. */
export type Names = Record<string, string>;
export type Keep = { keep: string; names: Names };
export type Copy = { copy: string; names: Names };

/** Of each table its rows, as JSON with names for the ids that belong to a district, and the ids that are the pilot's own. */
type Life = { tables: { name: string; columns: string[]; rows: string }[]; own: string[] };

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** What is derived from the rest comes anew; whoever was told of something was told of another pilot. */
const LEFT_OUT = [
	'private.slips',
	'private.look_alike_texts',
	'private.look_alikes',
	'private.notices',
	'private.draft_places',
	'private.docket_moves'
];

/** What a district decided by itself makes other lives: they are not copied from one to another. */
const GROUND = `
	select md5(string_agg(x.kind || y.said, ';' order by x.kind, y.said)) as ground,
		exists (select 1 from public.wip_limits w where w.district_id = $1) or exists (
			-- A pilot that is decided on lives with a meeting of today: one of another day would go with it.
			select 1 from public.meetings m where m.district_id = $1 and m.held_on > private.today()) as limited
	from (
		select 1 as kind, (to_jsonb(d) - 'name')::text as said from public.districts d where d.id = $1
		union all select 2, to_jsonb(g)::text from public.gate_rules g where g.district_id = $1
		union all select 3, to_jsonb(r)::text from public.review_rules r where r.district_id = $1
		union all select 4, to_jsonb(r)::text from private.risk_rules r where r.district_id = $1
		union all select 5, p.name || p.active || array_agg(r.role || coalesce(r.specialty::text, '') order by r.role, r.specialty)::text
			from public.people p join public.person_roles r on r.person_id = p.id
			where p.id = any ($2::text::uuid[]) group by p.id, p.name, p.active
		union all select 6, to_jsonb(t)::text from private.template_versions t where t.district_id = $1
		union all select 7, to_jsonb(c)::text from private.review_conditions c where c.district_id = $1
		union all select 8, to_jsonb(q)::text from private.question_sets q where q.district_id = $1
		union all select 9, f.tier || f.kind || f.condition || f.evidence from private.family_rules f where f.district_id = $1 and f.valid_until is null) x
	cross join lateral (
		select regexp_replace(regexp_replace(x.said, '"[0-9a-f-]{36}"', '', 'g'), '"\\d{4}-\\d\\d-\\d\\d[T ][^"]*"', '', 'g') as said) y`;

export function lives(rows: Rows, transaction: Transaction) {
	const kept = new Map<string, Life>();
	let tables: Promise<Table[]> | undefined;

	const key = async (kind: string, { district, ...names }: Names) => {
		const people = Object.entries(names).filter(([name]) => name.startsWith('people.'));
		const [found] = await rows(GROUND, [district, `{${people.map(([, id]) => id).join(',')}}`]);
		return found!.limited ? null : `${kind} ${found!.ground as string}`;
	};

	return {
		/** Keeps the life that a pilot has lived so far, for the next of its kind. */
		async keep({ keep, names }: Keep) {
			const of = await key(keep, names);
			tables ??= tablesOfPilots(rows);
			if (of && !kept.has(of)) kept.set(of, await read(rows, await tables, names));
			return {};
		},
		/** A pilot like the one of its kind that was kept; answers whether there was one. */
		async copy({ copy, names }: Copy) {
			const of = await key(copy, names);
			const life = of === null ? undefined : kept.get(of);
			if (life) await transaction((query) => write(query, life, names));
			return { copied: life !== undefined };
		}
	};
}

/** `counted` is the column that numbers its rows as they come. */
type Table = { name: string; columns: string[]; own: boolean; counted: string | null; where: string };

/** The tables of a pilot, found by their foreign keys, each with how its rows are found from the pilot's id. */
async function tablesOfPilots(rows: Rows): Promise<Table[]> {
	const keys = (await rows(`
		select n.nspname || '.' || t.relname as name, fn.nspname || '.' || ft.relname as to_name, a.attname as by_column,
			(select array_to_json(array_agg(c.attname order by c.attnum)) from pg_attribute c where c.attrelid = t.oid and c.attnum > 0
				and not c.attisdropped and c.attidentity = '' and c.attgenerated = '')::text as columns,
			(select c.attname from pg_attribute c where c.attrelid = t.oid and c.attidentity <> '' and not c.attisdropped) as counted,
			exists (select 1 from pg_attribute c where c.attrelid = t.oid and c.attname = 'id' and c.atttypid = 'uuid'::regtype) as own
		from pg_constraint k
		join pg_class t on t.oid = k.conrelid join pg_namespace n on n.oid = t.relnamespace
		join pg_class ft on ft.oid = k.confrelid join pg_namespace fn on fn.oid = ft.relnamespace
		join pg_attribute a on a.attrelid = t.oid and a.attnum = k.conkey[1]
		where k.contype = 'f' and n.nspname in ('public', 'private')
		order by a.attname <> 'pilot_id', name`)) as {
		name: string;
		to_name: string;
		by_column: string;
		columns: string;
		own: boolean;
		counted: string | null;
	}[];
	const found: Table[] = [];
	const add = (name: string, where: string) => {
		const { columns, own, counted } = keys.find((one) => one.name === name)!;
		found.push({ name, columns: JSON.parse(columns) as string[], own, counted, where });
	};
	add('public.pilots', 'x.id = $1');
	// Meetings are nobody's, but those that a pilot was put on the docket of are part of its life.
	add('public.meetings', 'x.id in (select d.meeting_id from public.docket_items d where d.pilot_id = $1)');
	for (let before = 0; before !== found.length;) {
		before = found.length;
		for (const { name, to_name, by_column } of keys) {
			const parent = found.find((one) => one.name === to_name);
			if (!parent || to_name === 'public.meetings' || LEFT_OUT.includes(name)) continue;
			if (found.some((one) => one.name === name)) continue;
			add(
				name,
				to_name === 'public.pilots'
					? `x.${by_column} = $1`
					: `x.${by_column} in (select x.id from ${to_name} x where ${parent.where})`
			);
		}
	}
	return found;
}

async function read(rows: Rows, tables: Table[], names: Names): Promise<Life> {
	const known = new Map(Object.entries(names).map(([name, id]) => [id, `{${name}}`]));
	const own = new Set<string>();
	const life: Life['tables'] = [];
	for (const { name, columns, own: minted, counted, where } of tables) {
		// Where a row lies says nothing of when it came: what was taken back before left room.
		const order = counted ? `x."${counted}"` : 'x.ctid';
		const found = (await rows(
			`select to_jsonb(x)::text as row from ${name} x where ${where} order by ${order}`,
			[names.pilot]
		)) as { row: string }[];
		if (found.length === 0) continue;
		if (minted) for (const { row } of found) own.add((JSON.parse(row) as { id: string }).id);
		life.push({ name, columns, rows: `[${found.map(({ row }) => row).join(',')}]` });
	}
	return {
		own: [...own].filter((id) => !known.has(id)),
		tables: life.map((table) => ({ ...table, rows: table.rows.replace(UUID, (id) => known.get(id) ?? id) }))
	};
}

const named = (text: string, names: Names, own: ReadonlyMap<string, string>) =>
	text
		.replace(UUID, (id) => own.get(id) ?? id)
		.replace(/\{([\w.]+)\}/g, (whole, name: string) => names[name] ?? whole);

async function write(query: Rows, life: Life, names: Names): Promise<void> {
	const own = new Map(life.own.map((id) => [id, randomUUID()]));
	await meet(query, life, names, own);
	const given = Object.fromEntries(
		life.tables
			.filter(({ name }) => name !== 'public.meetings')
			.map(({ name, rows }) => [name, JSON.parse(named(rows, names, own)) as unknown])
	);
	// Neither triggers nor foreign keys: what they would do is in what was kept.
	await query(`set local session_replication_role = replica`);
	const [numbered] = await query(
		`insert into private.pilot_numbers as n (district_id, last) values ($1, 1)
		on conflict (district_id) do update set last = n.last + 1 returning last`,
		[names.district]
	);
	(given['public.pilots'] as { number: unknown }[])[0]!.number = numbered!.last;
	const inserts = life.tables
		.filter(({ name }) => name in given)
		.map(({ name, columns }, at) => {
			const list = columns.map((column) => `"${column}"`).join(', ');
			return `t${at} as (insert into ${name} (${list}) select ${list} from jsonb_populate_recordset(null::${name}, $1::text::jsonb -> '${name}'))`;
		});
	await query(`with ${inserts.join(', ')} select 1`, [JSON.stringify(given)]);
	await query(`set local session_replication_role = origin`);
	await query(DERIVED, [names.pilot]);
}

/** A district has one meeting on a day: pilots that were put on its docket meet there. */
async function meet(query: Rows, life: Life, names: Names, own: Map<string, string>): Promise<void> {
	const meetings = life.tables.find(({ name }) => name === 'public.meetings');
	if (!meetings) return;
	for (const { id, held_on, chair_id } of JSON.parse(named(meetings.rows, names, own)) as Record<
		string,
		string
	>[]) {
		const [there] = await query(
			`insert into public.meetings as m (id, district_id, held_on, chair_id) values ($1, $2, $3, $4)
			on conflict (district_id, held_on) where cancelled_at is null do update set chair_id = excluded.chair_id returning m.id`,
			[id, names.district, held_on, chair_id]
		);
		for (const [old, anew] of own) if (anew === id) own.set(old, there!.id as string);
	}
}

/** What triggers derive from a pilot, made anew; and, as after each life, one more that is like it. */
const DERIVED = `
	with lived as (select p.* from public.pilots p where p.id = $1),
	texts as (
		insert into private.look_alike_texts (pilot_id, district_id, title, words)
		select p.id, p.district_id, p.title, private.words_of(p.title, p.problem, p.tool, p.lesson) from lived p where p.proposed_at is not null
	), alike as (
		insert into private.look_alikes (pilot_id, other_id, district_id, score, why, close)
		select p.id, p.id, p.district_id, 0.9, '{title}', true from lived p where p.proposed_at is not null
	), analysed as (
		update private.analyses a set fingerprint = private.evidence_input(a.pilot_id) ->> 'fingerprint' where a.pilot_id = $1
	)
	select private.reslip(array(select p.id from lived p)), (
		select count(private.count_move(p, m)) from lived p
		join public.stage_changes c on c.pilot_id = p.id
		join public.moves m on (m.from_stage, m.to_stage, m.act) = (c.from_stage, c.to_stage, c.act))`;
