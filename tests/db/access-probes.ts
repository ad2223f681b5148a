// Tries statements as any actor, many in one request and without a trace: each in a part of a transaction that is always
// rolled back. The context is set as bin/backend/connection.js sets it for a request of the API.
import type { Caller } from './access-actors.ts';
import { asOwner, reportProbes } from './owner.ts';

export type Outcome = {
	/** null where the statement ran to its end */
	code: string | null;
	message: string;
	key: string;
	/** what a statement answered that ran */
	answer: string;
	/** whether it changed anything of the district that is not the caller's, or wrote its id down anywhere */
	touched: boolean;
};

const AT_ONCE = 250;

/** Makes the helper, in a schema that nobody else uses. */
export async function openProbes() {
	await dropProbes();
	await asOwner('create schema access_probe');
	await asOwner(`
		create function access_probe.state(district uuid) returns text language plpgsql as $$
		declare
			v_table record;
			v_part text;
			v_all text := '';
		begin
			for v_table in select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
				where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'private') and a.attname = 'district_id'
				order by 1
			loop
				execute format('select md5(coalesce(string_agg(x::text, '','' order by x::text), '''')) from %s x where district_id = $1',
					v_table.name) into v_part using district;
				v_all := v_all || v_part;
			end loop;
			return md5(v_all);
		end $$`);
	await asOwner(`
		create function access_probe.mentions(foreign_id text, but uuid) returns boolean language plpgsql as $$
		declare
			v_table record;
			v_found boolean;
		begin
			for v_table in select c.oid::regclass::text as name from pg_class c join pg_attribute a on a.attrelid = c.oid
				where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'private') and a.attname = 'district_id'
			loop
				execute format('select exists (select 1 from %s x where district_id is distinct from $1 and strpos(x::text, $2) > 0)',
					v_table.name) into v_found using but, foreign_id;
				if v_found then
					return true;
				end if;
			end loop;
			return false;
		end $$`);
	await asOwner(`
		create function access_probe.run(probes jsonb) returns setof jsonb language plpgsql as $$
		declare
			v_probe jsonb;
			v_answer text;
			v_before jsonb := '{}';
			v_watched text;
			v_touched boolean;
			v_code text;
			v_message text;
			v_hint text;
		begin
			for v_probe in select value from jsonb_array_elements(probes) loop
				v_answer := '';
				v_touched := false;
				v_watched := v_probe ->> 'watched';
				-- Nothing leaves a trace, so each district is what it was before the first.
				if v_watched is not null and not v_before ? v_watched then
					v_before := v_before || jsonb_build_object(v_watched, access_probe.state(v_watched::uuid));
				end if;
				begin
					perform set_config('request.jwt.claim.sub', v_probe ->> 'sub', true),
						set_config('request.jwt.claim.role', v_probe ->> 'role', true),
						set_config('request.jwt.claims', v_probe ->> 'claims', true),
						set_config('role', v_probe ->> 'role', true);
					execute v_probe ->> 'text' into v_answer;
					perform set_config('role', 'none', true);
					if v_watched is not null then
						v_touched := v_before ->> v_watched <> access_probe.state(v_watched::uuid)
							or access_probe.mentions(v_probe ->> 'foreign', v_watched::uuid);
					end if;
					raise exception using errcode = 'ZZ000', message = 'rolled back';
				exception when others then
					get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_hint = pg_exception_hint;
				end;
				return next jsonb_build_object('code', nullif(v_code, 'ZZ000'), 'message', v_message, 'key', v_hint,
					'answer', v_answer, 'touched', v_touched);
			end loop;
		end $$`);
}

export const dropProbes = () => asOwner('drop schema if exists access_probe cascade');

/** `watched` is another district, `foreign` an id of its that the statement names. */
export type Probe = { caller: Caller; text: string; watched?: string; foreign?: string };

/** What becomes of each of these, in their order. */
export async function run(probes: Probe[]): Promise<Outcome[]> {
	const outcomes: Outcome[] = [];
	for (let from = 0; from < probes.length; from += AT_ONCE) {
		const asked = probes.slice(from, from + AT_ONCE).map(({ caller: { role, sub, claims }, ...probe }) => ({
			role,
			sub,
			claims,
			...probe
		}));
		const rows = await asOwner<{ run: Outcome }>('select access_probe.run($1::text::jsonb) as run', asked);
		outcomes.push(...rows.map(({ run: outcome }) => outcome));
	}
	await reportProbes({ probes: outcomes.length });
	return outcomes;
}

/** A value as PostgreSQL reads it in a statement, whatever the type of the argument. */
export function literal(value: unknown, type: string): string {
	if (value === null || value === undefined) return 'null';
	if (Array.isArray(value) && type.endsWith('[]')) {
		return `array[${value.map((one) => literal(one, 'text')).join(', ')}]::${type}`;
	}
	const text = typeof value === 'object' || type === 'jsonb' ? JSON.stringify(value) : String(value);
	return `'${text.replaceAll("'", "''")}'`;
}
