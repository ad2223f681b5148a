// A demonstration of its own in which every text that anybody could write is markup that wants to run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBackend } from '../../bin/backend/server.js';
import { startApplication } from '../../bin/setup/children.js';
import { freePort } from '../../bin/setup/postgres.js';
import { playDemonstration } from '../../supabase/demonstration/play.ts';

/** What every text ends with, or is where it must be short. */
export const SHORT = '<svg onload=alert(1)>';
const MEDIUM = `"><img src=x onerror=top.ran=1>${SHORT}`;
const LONG = `</title></textarea></script><script>top.ran=1</script>' onmouseover='top.ran=1' ${MEDIUM}`;
const LINK = 'javascript:top.ran=1';

type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** Starts backend and application on such data. Answers the address, and what stops both. */
export async function startHostile() {
	// The library prints each refused statement with its stack, and a stranger is refused on each page.
	console.error = () => {};
	const data = mkdtempSync(join(tmpdir(), 'pilotage-hostile-'));
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const backend = await startBackend({
		data,
		databaseUrl: undefined,
		port: 0,
		opens: 'nothing',
		appUrl: origin
	});
	const { database, keys, url } = backend;
	const labels = await database.rows('select enumlabel as label from pg_enum');
	const known = new Set(labels.map(({ label }) => String(label)));
	await playDemonstration({
		run: database.run,
		transaction: (work) =>
			database.transaction((query: Query) =>
				work((text, values) => query(text, hostile(text, values, known)))
			)
	});
	await spoil(database);
	const [left] = await database.rows(`
		select (select count(*) from public.people where name not like '%onload%' or title not like '%onload%')
			+ (select count(*) from public.sites where name not like '%onload%')
			+ (select count(*) from public.metrics where name not like '%onload%' or unit not like '%onload%')
			+ (select count(*) from public.objectives where title not like '%onload%')
			+ (select count(*) from public.pilots where title not like '%onload%' or problem not like '%onload%')
			+ (select count(*) from public.decisions where rationale not like '%onload%') as names`);
	if (Number(left?.names) > 0) throw new Error(`${left?.names} records were left without markup.`);
	const application = startApplication({
		PORT: String(port),
		HOST: '127.0.0.1',
		ORIGIN: origin,
		SUPABASE_URL: url,
		SUPABASE_PUBLISHABLE_KEY: keys.publishableKey,
		SUPABASE_SECRET_KEY: keys.secretKey,
		PILOTAGE_DEMONSTRATION: '1',
		// Its mails are nobody's to read.
		TICK_SECONDS: '0'
	});
	await listening(`${origin}/readyz`);
	return {
		origin,
		async stop() {
			application.kill('SIGTERM');
			await backend.stop();
			rmSync(data, { recursive: true, force: true });
		}
	};
}

/** People call the functions of the API with markup in each text that they write: everything with a space in it. */
function hostile(text: string, values: unknown[] | undefined, known: Set<string>) {
	const [, names] = /^select public\.\w+\((.*)\) as answer$/.exec(text) ?? [];
	// The story looks its metrics up by name: they are spoilt where they are kept, once it is told.
	if (!names || !values || text.startsWith('select public.save_metric(')) return values;
	const keys = names.split(', ').map((one) => one.split(' ')[0]!);
	return values.map((value, at) => spoilt(keys[at]!, value, known));
}

/** Labels must look like labels, or are refused. */
const LABELS = [
	'period',
	'outcome_period',
	'stratum',
	'strata',
	'subgroup',
	'complete',
	'shown',
	'specialty',
	// answers of which one is chosen, and how a view looks
	'uses',
	'use',
	'outputs_reviewed',
	'reversible',
	'verdict',
	'guardrails',
	'consent',
	'consent_by',
	'query',
	'email',
	'mark',
	// choices of a tool's record
	'state',
	'data_elements',
	'about',
	'sign_on',
	'trained_on_student_data',
	'under_13_consent',
	'kind',
	'how_many',
	// which part of the minutes
	'key'
];
/** What is short takes a short one. */
const SHORTS = [
	'name',
	'organisation',
	'payer',
	'staff_who',
	'grades',
	'partners',
	'tools',
	'tool',
	'vendor',
	'model',
	'version',
	'hosting_region',
	'subprocessors',
	'link',
	'website'
];

function spoilt(key: string, value: unknown, known: Set<string>): unknown {
	if (LABELS.includes(key)) return value;
	if (Array.isArray(value)) return value.map((one) => spoilt(key, one, known));
	if (value !== null && typeof value === 'object') {
		return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoilt(name, one, known)]));
	}
	if (typeof value !== 'string' || !value.includes(' ') || known.has(value)) return value;
	if (SHORTS.includes(key)) return `${value.slice(0, 40)} ${SHORT}`;
	return key === 'title' || key === 'source' ? `${value.slice(0, 40)} ${MEDIUM}` : `${value} ${LONG}`;
}

/** What no function of the demonstration writes (names, titles, sites, metrics, settings) is spoilt where it is kept. */
async function spoil(database: { run: (text: string) => Promise<void> }) {
	const codes = [
		'email',
		'key',
		'kind',
		'act',
		'verb',
		'record',
		'code',
		'code_hash',
		'fingerprint',
		'content',
		'question',
		'tag',
		'answer',
		'step',
		'part',
		'query',
		'criterion',
		'period'
	];
	const labels = ['stratum', 'subgroup', 'outcome_period'];
	const left = [...codes, ...labels].map((name) => `'${name}'`).join(', ');
	await database.run(`
		set session_replication_role = replica;
		do $$
		declare
			v_column record;
			v_text text;
		begin
			for v_column in
				select a.attrelid::regclass::text as relation, a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
				where c.relkind = 'r' and c.relnamespace::regnamespace::text in ('public', 'private') and a.atttypid = 'text'::regtype
					and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname not in (${left})
					and (c.relname = 'districts' or exists (
						select 1 from pg_attribute d where d.attrelid = c.oid and d.attname = 'district_id'))
			loop
				-- The longest that the column takes; a column that takes none of them holds no free text.
				foreach v_text in array array[${[LONG, MEDIUM, SHORT].map((one) => `'${one.replaceAll("'", "''")}'`).join(', ')}] loop
					begin
						if v_column.name ~ 'url|link|website' then
							v_text := '${LINK}';
						end if;
						execute format('update %s t set %I = n.number::text || '' '' || %L from (select ctid, row_number() over () as number from %1$s) n
							where n.ctid = t.ctid and t.%2$I not like ''%%onload%%''', v_column.relation, v_column.name, v_text);
						exit;
					exception when check_violation or unique_violation then
						null;
					end;
				end loop;
			end loop;
		end $$;
		set session_replication_role = origin;`);
}

async function listening(address: string) {
	for (let tries = 0; tries < 100; tries += 1) {
		const answer = await fetch(address).catch(() => null);
		if (answer?.ok) return;
		await new Promise((done) => setTimeout(done, 200));
	}
	throw new Error(`Nothing answers at ${address}.`);
}
