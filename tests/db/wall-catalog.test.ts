import { beforeAll, describe, expect, test } from 'vitest';
import { acts, tables } from './acts.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';
import { pilotIn } from './pilots.ts';

/** Who may call which function of the API. A function that is missing here has no business there. */
const published: Record<string, string> = {
	accept_invitation: 'authenticated',
	accept_measurements: 'authenticated',
	activity_log: 'authenticated',
	advance_pilot: 'authenticated',
	analysis: 'authenticated',
	appoint: 'authenticated',
	attempt_wait: 'service_role',
	awaits_first_admin: 'anon authenticated',
	cabinet: 'authenticated',
	call_meeting: 'authenticated',
	cast_vote: 'authenticated',
	check_address: 'authenticated',
	choices: 'authenticated',
	claim_first_admin: 'service_role',
	claim_mails: 'service_role',
	deactivate_person: 'authenticated',
	end_other_sessions: 'authenticated',
	end_session: 'authenticated',
	comment: 'authenticated',
	comments: 'authenticated',
	evidence_input: 'service_role',
	forgive_attempts: 'service_role',
	gate: 'authenticated',
	gate_settings: 'authenticated',
	home: 'authenticated',
	invitation: 'anon authenticated',
	invite_again: 'authenticated',
	invite_people: 'authenticated',
	leave_team: 'authenticated',
	lift_hold: 'authenticated',
	log_measurements: 'authenticated',
	me: 'authenticated',
	measurements: 'authenticated',
	mint_invitation: 'service_role',
	my_sessions: 'authenticated',
	note_device: 'authenticated',
	own_settings: 'authenticated',
	people_office: 'authenticated',
	person_office: 'authenticated',
	keep_form: 'service_role',
	kept_forms: 'authenticated',
	mentionable: 'authenticated',
	mentions: 'authenticated',
	pilot: 'authenticated',
	pipeline: 'authenticated',
	reactivate_person: 'authenticated',
	record_decision: 'authenticated',
	remove_from_calendar: 'authenticated',
	save_days_off: 'authenticated',
	save_facts: 'authenticated',
	save_own_settings: 'authenticated',
	save_person: 'authenticated',
	raise_hold: 'authenticated',
	recuse: 'authenticated',
	report_incident: 'authenticated',
	save_gate_rules: 'authenticated',
	save_plan: 'authenticated',
	save_proposal: 'authenticated',
	save_settings: 'authenticated',
	save_site: 'authenticated',
	save_strategy: 'authenticated',
	save_term: 'authenticated',
	schema_version: 'anon authenticated service_role',
	seat: 'authenticated',
	seats_of: 'authenticated',
	settle_mail: 'service_role',
	sign_criterion: 'authenticated',
	see_mentions: 'authenticated',
	sign_review: 'authenticated',
	spend_attempt: 'service_role',
	store_analysis: 'service_role',
	strategy: 'authenticated',
	submit_evaluation: 'authenticated',
	tick: 'service_role',
	votes: 'authenticated',
	why_stranger: 'authenticated',
	withdraw_invitation: 'authenticated',
	substitute: 'authenticated',
	waive: 'authenticated',
	take_back_comment: 'authenticated',
	take_kept_form: 'authenticated'
};

/** What the API does not reach, but functions and policies run as their caller ask for. */
const behind: Record<string, string> = {
	accept_invitation: 'authenticated',
	accept_measurements: 'authenticated',
	account_id: '',
	admit_account: '',
	acts_with_gates: '',
	activity_log: 'authenticated',
	advance_pilot: 'authenticated',
	analysis: 'authenticated',
	anybody_for: '',
	appoint: 'authenticated',
	attempt_wait: 'service_role',
	awaits_first_admin: 'anon authenticated',
	cabinet: 'authenticated',
	call_meeting: 'authenticated',
	card: '',
	cards: '',
	cast_vote: 'authenticated',
	check_address: 'authenticated',
	check_strategy: '',
	chairs: '',
	claim_first_admin: 'service_role',
	claim_mails: 'service_role',
	computed_tier: '',
	deactivate_person: 'authenticated',
	counted_votes: '',
	criterion_now: '',
	comment: 'authenticated',
	comments: 'authenticated',
	day_start: '',
	district_id: 'authenticated',
	docket: '',
	docket_overdue: '',
	docket_pilot: '',
	end_other_sessions: 'authenticated',
	end_session: 'authenticated',
	end_substitute: '',
	evidence_input: 'service_role',
	fail: 'authenticated service_role',
	follow_address: '',
	forgive_attempts: 'service_role',
	furnish_district: '',
	furnish_gates: '',
	gate: 'authenticated',
	gate_criteria: '',
	gate_settings: 'authenticated',
	gates_of: '',
	has_role: 'authenticated',
	heir_fault: '',
	history_of: '',
	holds_on: '',
	hash_of: '',
	home: 'authenticated',
	invitation: 'anon authenticated',
	invitation_state: '',
	invite: '',
	invite_again: 'authenticated',
	invite_people: 'authenticated',
	invitee: '',
	is_day: '',
	is_last_admin: '',
	is_outside: 'authenticated',
	is_overdue: '',
	judges: '',
	known_fields: '',
	locked_office: '',
	kept_out: '',
	kept_out_why: '',
	leave_team: 'authenticated',
	lift_hold: 'authenticated',
	keep_form: 'service_role',
	kept_forms: 'authenticated',
	locked_pilot: '',
	log_measurements: 'authenticated',
	may_lift: '',
	measurements: 'authenticated',
	meet_person: '',
	mint_invitation: 'service_role',
	move_pilot: '',
	my_pilots: 'authenticated',
	my_sessions: 'authenticated',
	nobody_for: '',
	mentionable: 'authenticated',
	mentions: 'authenticated',
	nameable: '',
	named_in: '',
	note_activity: '',
	note_device: 'authenticated',
	now: 'authenticated service_role',
	of_district: '',
	on_team_since_proposed: 'authenticated',
	one_or_more: '',
	parts: 'authenticated',
	parts_for: '',
	parts_in_act: '',
	pass_on: '',
	pass_on_drafts: '',
	people_office: 'authenticated',
	person_id: 'authenticated',
	person_line: '',
	person_of_mine: '',
	person_office: 'authenticated',
	pilot: 'authenticated',
	pipeline: 'authenticated',
	queue_mail: '',
	reactivate_person: 'authenticated',
	read_day: '',
	read_domains: '',
	read_invitee: '',
	read_role: '',
	read_span: '',
	read_whole: '',
	raise_hold: 'authenticated',
	read_gate_rule: '',
	reads_incident: 'authenticated',
	record_activity: '',
	record_decision: 'authenticated',
	record_logging: '',
	recuse: 'authenticated',
	refusal: '',
	refuse_change: '',
	remove_from_calendar: 'authenticated',
	refuse_kept_out: '',
	refuse_on_hold: '',
	refuse_role_outside: '',
	refuse_start_outside: '',
	report_incident: 'authenticated',
	require_admin: 'authenticated',
	roles_of: '',
	same_revision: '',
	save_days_off: 'authenticated',
	save_facts: 'authenticated',
	save_own_settings: 'authenticated',
	save_person: 'authenticated',
	save_gate_rules: 'authenticated',
	save_plan: 'authenticated',
	save_proposal: 'authenticated',
	save_settings: 'authenticated',
	save_site: 'authenticated',
	save_strategy: 'authenticated',
	save_strategy_line: '',
	save_term: 'authenticated',
	schema_version: 'anon authenticated service_role',
	seat: 'authenticated',
	seats_held: '',
	seats_of: 'authenticated',
	seats: '',
	see_mentions: 'authenticated',
	seen_pilot: 'authenticated',
	sees_small_cells: '',
	session_id: '',
	session_lives: 'authenticated',
	set_roles: '',
	settle_mail: 'service_role',
	sign_review: 'authenticated',
	somebody_reviews: '',
	spend_attempt: 'service_role',
	sign_criterion: 'authenticated',
	signing_parts: '',
	store_analysis: 'service_role',
	strategy_content: '',
	submit_evaluation: 'authenticated',
	take_invitation: '',
	tick: 'service_role',
	tick_cycles: '',
	tick_digests: '',
	tick_reviews: '',
	tick_votes: '',
	tick_woken: '',
	sweep_kept_forms: '',
	take_back_comment: 'authenticated',
	take_kept_form: 'authenticated',
	today: 'authenticated service_role',
	token_hash: '',
	votes: 'authenticated',
	vouch_identity: '',
	waiting_reviews: '',
	why_stranger: 'authenticated',
	withdraw_invitation: 'authenticated',
	substitute: 'authenticated',
	tell: '',
	touched_pilots: '',
	waive: 'authenticated',
	wake_due: '',
	withheld: ''
};

/** Tables and views that no role of the API may touch in any way. */
const hidden = [
	'acceptances',
	'analyses',
	'attempts',
	'decision_evidence',
	'digests',
	'first_admin',
	'invitation_tokens',
	'gate_revisions',
	'kept_forms',
	'live_measurements',
	'mails',
	'measurements',
	'votes'
];

const roles = `(values ('anon'), ('authenticated'), ('service_role')) r (role)`;

const functions = async (schema: string) => {
	const rows = await asOwner<{ name: string; roles: string }>(
		`select p.proname as name,
			coalesce(string_agg(r.role, ' ' order by r.role) filter (where has_function_privilege(r.role, p.oid, 'execute')), '') as roles
		from pg_proc p cross join ${roles} where p.pronamespace = $1::text::regnamespace group by p.oid, p.proname order by p.proname`,
		schema
	);
	expect(rows.length, 'a name has one function').toBe(new Set(rows.map(({ name }) => name)).size);
	return Object.fromEntries(rows.map(({ name, roles: who }) => [name, who]));
};

/** Everything that a role may do to a table or view, its columns included. */
const relations = async (schema: string) =>
	Object.fromEntries(
		(
			await asOwner<{ name: string; rights: string }>(
				`select c.relname as name, coalesce(string_agg(r.role || ': ' || p.privilege, ', ' order by r.role, p.privilege) filter (
					where has_table_privilege(r.role, c.oid, p.privilege)
						or (p.column_too and has_any_column_privilege(r.role, c.oid, p.privilege))), '') as rights
				from pg_class c cross join ${roles} cross join (values ('select', true), ('insert', true), ('update', true),
					('delete', false), ('truncate', false), ('references', true), ('trigger', false)) p (privilege, column_too)
				where c.relnamespace = $1::text::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
				group by c.relname`,
				schema
			)
		).map(({ name, rights }) => [name, rights])
	);

const same = (names: readonly string[], rights: string) =>
	Object.fromEntries(names.map((name) => [name, rights]));

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
	test('the functions of the API are callable by exactly whom we named', async () => {
		expect(await functions('public')).toEqual(published);
	});

	test('so are those behind it', async () => {
		expect(await functions('private')).toEqual(behind);
	});

	test('the tables of the API are read by those signed in, and written by nobody', async () => {
		expect(await relations('public')).toEqual(same(tables, 'authenticated: select'));
	});

	test('the tables behind it are nobody’s', async () => {
		expect(await relations('private')).toEqual(same(hidden, ''));
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
