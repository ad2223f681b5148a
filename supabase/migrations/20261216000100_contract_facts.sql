-- What a district asks before it scales: who may say it, what became of it, and how much of it ticks the gate.

create table private.contract_versions (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	revision int not null check (revision > 0),
	facts jsonb not null,
	changed text[] not null check (cardinality(changed) > 0),
	person_id uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (pilot_id, district_id, revision),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table private.contract_versions is 'Each time that somebody said what a district asks before it scales: all of it, with what they changed. Never changed.';

create index on private.contract_versions (person_id, district_id);
create index on private.contract_versions (district_id);

create trigger kept before update or delete on private.contract_versions
	for each row execute function private.refuse_change();

-- The contract's fields, which its own team does not say, and those about families.
create function private.contract_fields(part text) returns text[]
language sql immutable set search_path = ''
as $$
	select case part
		when 'contract' then '{contract_value,board_approved_on,board_reference,renewal_notice_on}'::text[]
		when 'families' then '{family_notice_on,opt_outs,accommodations}'::text[]
		else '{payer_next_year}'::text[] end
$$;

-- The fields that somebody with these parts may save in a pilot's stage.
create function private.contract_mine(stage public.stage, parts text[]) returns text[]
language sql immutable set search_path = ''
as $$
	select case when stage in ('experiment', 'decision', 'scaling', 'adopted') then
		case when parts && '{sponsor,admin,clerk,finance}' then private.contract_fields('contract') else '{}'::text[] end
		|| case when parts && '{lead,sponsor,admin,clerk,finance}' then private.contract_fields('payer') else '{}'::text[] end
		|| case when parts && '{lead,sponsor,admin}' then private.contract_fields('families') else '{}'::text[] end
	else '{}'::text[] end
$$;

-- A count of families as it is told: few are told as few, so that nobody counts out whose they are.
create function private.told_opt_outs(many int, minimum int) returns jsonb
language sql immutable set search_path = ''
as $$
	select case when many is null then '{}'::jsonb when many = 0 or many >= minimum then jsonb_build_object('opt_outs', many)
		else jsonb_build_object('opt_outs_under', minimum) end
$$;

-- All of it as it counts: what was said, and for notice and accommodations what was settled for families before launch, until somebody
-- says it here. Holds the exact count of opt-outs: nobody is told this as it is.
create function private.contract_of(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_facts private.contract_facts;
	v_threshold numeric := (select d.board_threshold from public.districts d where d.id = pilot.district_id);
	v_notice record;
	v_made record;
begin
	select f.* into v_facts from private.contract_facts f where f.pilot_id = pilot.id;
	select m.measure ->> 'date' as day, m.at, p.name as said_by into v_notice
	from private.family_measures m join public.people p on p.id = m.person_id
	where m.pilot_id = pilot.id and m.kind = 'notice' order by m.id desc limit 1;
	select concat_ws(' ', nullif(m.measure ->> 'plans_how', ''), nullif(m.measure ->> 'english_how', '')) as words, m.at, p.name as said_by into v_made
	from private.family_measures m join public.people p on p.id = m.person_id
	where m.pilot_id = pilot.id and m.kind = 'accommodations' order by m.id desc limit 1;
	return jsonb_build_object(
		'contract_value', v_facts.contract_value,
		'board_threshold', v_threshold,
		'needs_board', v_facts.contract_value >= v_threshold,
		'board_approved_on', v_facts.board_approved_on,
		'board_reference', coalesce(v_facts.board_reference, ''),
		'renewal_notice_on', v_facts.renewal_notice_on,
		'payer_next_year', coalesce(v_facts.payer_next_year, ''),
		'family_notice_on', coalesce(v_facts.family_notice_on, case when v_notice.day::date <= private.today() then v_notice.day::date end),
		'family_notice_from', case when v_facts.family_notice_on is null and v_notice.day::date <= private.today()
			then jsonb_build_object('by', v_notice.said_by, 'at', v_notice.at) end,
		'opt_outs', v_facts.opt_outs,
		'accommodations', coalesce(nullif(v_facts.accommodations, ''), v_made.words, ''),
		'accommodations_from', case when coalesce(v_facts.accommodations, '') = '' and v_made.words <> ''
			then jsonb_build_object('by', v_made.said_by, 'at', v_made.at) end,
		'revision', coalesce(v_facts.revision, 0),
		'changed_at', v_facts.changed_at,
		'changed_by', (select p.name from public.people p where p.id = v_facts.changed_by));
end $$;

-- The same for everyone: for briefs, records and gates, which are kept and shown to whoever sees the pilot.
create function private.contract_told(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_facts jsonb := private.contract_of(pilot);
begin
	return v_facts - 'opt_outs' || private.told_opt_outs((v_facts ->> 'opt_outs')::int,
		(select d.minimum_group from public.districts d where d.id = pilot.district_id));
end $$;

-- A pilot's facts of contract and families, for its brief.
create function private.contract_facts_of(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (select private.contract_told(l) from public.pilots l where l.id = contract_facts_of.pilot);
end $$;

create function private.contract_criteria() returns text[]
language sql immutable set search_path = ''
as $$ select '{contract,payer,family_notice,opt_outs,accommodations}'::text[] $$;

-- One criterion from what is told of a pilot.
create function private.contract_criterion(told jsonb, criterion text) returns jsonb
language plpgsql stable set search_path = ''
as $$
declare
	v_value numeric := (told ->> 'contract_value')::numeric;
	v_board boolean := coalesce((told ->> 'needs_board')::boolean, false);
	v_renewal date := (told ->> 'renewal_notice_on')::date;
	v_missing text[];
begin
	case criterion
		when 'contract' then
			v_missing := array_remove(array[
				case when v_value is null then 'value' end,
				case when v_board and told ->> 'board_approved_on' is null then 'board date' end,
				case when v_board and coalesce(told ->> 'board_reference', '') = '' then 'board reference' end,
				case when v_value > 0 and v_renewal is null then 'renewal notice' end,
				case when v_value > 0 and v_renewal < private.today() then 'renewal notice past' end], null);
			return jsonb_build_object('met', v_missing = '{}', 'missing', to_jsonb(v_missing), 'value', v_value,
				'threshold', told -> 'board_threshold', 'needs_board', v_board, 'board_on', told -> 'board_approved_on',
				'board_reference', told -> 'board_reference', 'renewal_on', v_renewal);
		when 'payer' then
			return jsonb_build_object('met', trim(coalesce(told ->> 'payer_next_year', '')) <> '', 'payer', told -> 'payer_next_year');
		when 'family_notice' then
			return jsonb_build_object('met', told ->> 'family_notice_on' is not null, 'date', told -> 'family_notice_on',
				'settled', told -> 'family_notice_from' <> 'null');
		when 'opt_outs' then
			return jsonb_strip_nulls(jsonb_build_object('met', told ?| '{opt_outs,opt_outs_under}', 'count', told -> 'opt_outs',
				'under', told -> 'opt_outs_under'));
		when 'accommodations' then
			return jsonb_build_object('met', trim(coalesce(told ->> 'accommodations', '')) <> '', 'made', left(told ->> 'accommodations', 300),
				'settled', told -> 'accommodations_from' <> 'null');
		else
			return jsonb_build_object('met', false);
	end case;
end $$;

-- What the cabinet asks of contract, payer, notice, opt-outs and accommodations before it scales: criterion by criterion.
create function private.criterion_contract(pilot public.pilots, criterion text) returns jsonb
language sql stable security definer set search_path = ''
as $$ select private.contract_criterion(private.contract_told(pilot), criterion) $$;

-- A day of the facts, between two others; refused at its field.
create function private.read_contract_day(facts jsonb, field text, label text, earliest date, latest date, why text) returns date
language plpgsql stable set search_path = ''
as $$
declare
	v_given text := nullif(trim(facts ->> field), '');
	v_day date;
begin
	if jsonb_typeof(facts -> field) not in ('string', 'null') or (v_given is not null and not coalesce(private.is_day(v_given), false)) then
		perform private.fail(422, 'no_day', format('%s is a day, such as 2027-03-31. Nothing was saved.', label), jsonb_build_object('field', field));
	end if;
	v_day := v_given::date;
	if v_day not between earliest and latest then
		perform private.fail(422, 'wrong_day', format('%s %s. Nothing was saved.', label, why), jsonb_build_object('field', field));
	end if;
	return v_day;
end $$;

-- Saves what a district asks before it scales; what is not named stays. `seen` is the revision that the form showed, 0 for none.
-- Answers the new revision.
create function private.save_contract_facts(pilot uuid, facts jsonb, seen int) returns int
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_mine text[] := private.contract_mine(v_pilot.stage, v_parts);
	v_today date := private.today();
	v_old private.contract_facts;
	v_new private.contract_facts;
	v_changed text[];
	v_by text;
	v_wrong text;
begin
	if not v_parts && '{lead,sponsor,admin,clerk,finance}' then
		if private.parts(pilot, v_me, true) && '{sponsor,admin,clerk,finance}' then
			perform private.refuse_kept_out(pilot, v_me, 'others say what scaling needs. Nothing was saved.');
		end if;
		perform private.fail(403, 'not_yours', 'What scaling needs is said by the lead, the sponsor, the AI office, the clerk and reviewers of finance. Nothing was saved.');
	elsif v_mine = '{}' then
		perform private.fail(409, 'not_now', format('This is said from the experiment on, while a pilot is under way; it is in %s. Nothing was saved.', v_pilot.stage));
	end if;
	perform private.known_fields(facts, '{"contract_value": {}, "board_approved_on": {}, "board_reference": {"label": "The reference", "most": 200},
		"renewal_notice_on": {}, "payer_next_year": {"label": "Who pays next year", "most": 300}, "family_notice_on": {}, "opt_outs": {},
		"accommodations": {"label": "What was done for students", "most": 2000}}');
	select k into v_wrong from jsonb_object_keys(facts) k where not k = any (v_mine) limit 1;
	if v_wrong is not null then
		perform private.fail(403, 'not_yours', case when v_wrong = any (private.contract_fields('contract'))
			then 'What the contract is worth and what the board approved is said by the sponsor, the AI office, the clerk and reviewers of finance, and not by the team. Nothing was saved.'
			else 'What became of notice, opt-outs and accommodations is said by the lead, the sponsor and the AI office. Nothing was saved.' end,
			jsonb_build_object('field', v_wrong));
	end if;
	select f.* into v_old from private.contract_facts f where f.pilot_id = save_contract_facts.pilot;
	v_new := v_old;
	if facts ? 'contract_value' then
		if facts -> 'contract_value' <> 'null' and (jsonb_typeof(facts -> 'contract_value') <> 'number'
				or (facts ->> 'contract_value')::numeric not between 0 and 1e9) then
			perform private.fail(422, 'out_of_range', 'What the contract is worth is an amount from 0 to 1,000,000,000 dollars; 0 where there is none. Nothing was saved.',
				'{"field": "contract_value"}');
		end if;
		v_new.contract_value := round((facts ->> 'contract_value')::numeric, 2);
	end if;
	if facts ? 'board_approved_on' then
		v_new.board_approved_on := private.read_contract_day(facts, 'board_approved_on', 'The day of the board''s approval',
			(v_today - interval '10 years')::date, v_today, 'is over or today, and not ten years ago');
	end if;
	if facts ? 'board_reference' then
		v_new.board_reference := trim(facts ->> 'board_reference');
	end if;
	if facts ? 'renewal_notice_on' then
		-- One that was said earlier may have passed since.
		v_new.renewal_notice_on := private.read_contract_day(facts, 'renewal_notice_on', 'The last day to tell the vendor',
			least(v_today, v_old.renewal_notice_on), (v_today + interval '20 years')::date, 'is still to come, and within twenty years');
		if v_new.renewal_notice_on < v_today and v_new.renewal_notice_on is distinct from v_old.renewal_notice_on then
			perform private.fail(422, 'wrong_day', 'The last day to tell the vendor is still to come, and within twenty years. Nothing was saved.',
				'{"field": "renewal_notice_on"}');
		end if;
	end if;
	if facts ? 'payer_next_year' then
		v_new.payer_next_year := trim(facts ->> 'payer_next_year');
	end if;
	if facts ? 'family_notice_on' then
		v_new.family_notice_on := private.read_contract_day(facts, 'family_notice_on', 'The day on which families were told',
			(v_today - interval '5 years')::date, v_today, 'is over or today, and not five years ago');
	end if;
	if facts ? 'opt_outs' then
		if facts -> 'opt_outs' <> 'null' and (jsonb_typeof(facts -> 'opt_outs') <> 'number' or facts ->> 'opt_outs' !~ '^\d{1,7}$'
				or (facts ->> 'opt_outs')::int > 1000000) then
			perform private.fail(422, 'out_of_range', 'How many families opted out is a whole number from 0 on. Nothing was saved.', '{"field": "opt_outs"}');
		end if;
		v_new.opt_outs := (facts ->> 'opt_outs')::int;
	end if;
	if facts ? 'accommodations' then
		v_new.accommodations := trim(facts ->> 'accommodations');
		-- Whatever names a student does not belong here.
		if v_new.accommodations ~* '[a-z0-9._%+-]+@[a-z0-9.-]+\.[a-z]{2,}' or v_new.accommodations ~ '\d{6}' then
			perform private.fail(422, 'names_somebody', 'Say what was done without naming students: mail addresses and numbers of six digits don''t belong here. Nothing was saved.',
				'{"field": "accommodations"}');
		end if;
	end if;
	select array_agg(n.key order by n.key) into v_changed
	from jsonb_each_text(to_jsonb(v_new)) n left join jsonb_each_text(to_jsonb(v_old)) o on o.key = n.key
	where n.key = any (v_mine) and coalesce(n.value, '') <> coalesce(o.value, '');
	if v_changed is null then
		return coalesce(v_old.revision, 0);
	elsif coalesce(v_old.revision, 0) <> coalesce(seen, 0) then
		select p.name into v_by from public.people p where p.id = v_old.changed_by;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this in the meantime. Nothing of yours was saved.', coalesce(v_by, 'Somebody')),
			jsonb_build_object('by', v_by, 'at', v_old.changed_at, 'revision', v_old.revision));
	end if;
	v_new.revision := coalesce(v_old.revision, 0) + 1;
	insert into private.contract_facts (pilot_id, district_id, contract_value, board_approved_on, board_reference, renewal_notice_on,
		payer_next_year, family_notice_on, opt_outs, accommodations, revision, changed_by)
	values (pilot, v_pilot.district_id, v_new.contract_value, v_new.board_approved_on, coalesce(v_new.board_reference, ''),
		v_new.renewal_notice_on, coalesce(v_new.payer_next_year, ''), v_new.family_notice_on, v_new.opt_outs,
		coalesce(v_new.accommodations, ''), v_new.revision, v_me)
	on conflict (pilot_id, district_id) do update set contract_value = excluded.contract_value, board_approved_on = excluded.board_approved_on,
		board_reference = excluded.board_reference, renewal_notice_on = excluded.renewal_notice_on, payer_next_year = excluded.payer_next_year,
		family_notice_on = excluded.family_notice_on, opt_outs = excluded.opt_outs, accommodations = excluded.accommodations,
		revision = excluded.revision, changed_by = excluded.changed_by, changed_at = private.now();
	insert into private.contract_versions (district_id, pilot_id, revision, facts, changed, person_id)
	select f.district_id, f.pilot_id, f.revision, to_jsonb(f) - '{district_id,pilot_id,revision,changed_at,changed_by}'::text[], v_changed, v_me
	from private.contract_facts f where f.pilot_id = save_contract_facts.pilot;
	perform private.note_activity(v_pilot.district_id, pilot, 'contract_facts', pilot, 'said what scaling needs',
		jsonb_build_object('fields', to_jsonb(v_changed)));
	return v_new.revision;
end $$;

create function public.save_contract_facts(pilot uuid, facts jsonb, seen int default 0) returns int
language sql security invoker set search_path = ''
as $$ select private.save_contract_facts(pilot, facts, seen) $$;

-- What a district asks before it scales, as the caller may see it: with what scaling asks of it now, and what it was before.
create function private.contract_facts(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_minimum int := (select d.minimum_group from public.districts d where d.id = v_pilot.district_id);
	v_exact boolean := private.sees_small_cells(pilot);
	v_whole jsonb := private.contract_of(v_pilot);
	v_told jsonb := private.contract_told(v_pilot);
begin
	return (case when v_exact then v_whole else v_told end) || jsonb_build_object(
		'students', v_pilot.students_take_part is not false, 'minimum', v_minimum, 'exact', v_exact,
		'mine', to_jsonb(private.contract_mine(v_pilot.stage, private.parts(pilot, v_me))),
		'now', v_pilot.stage in ('experiment', 'decision', 'scaling', 'adopted'),
		'criteria', (
			select jsonb_agg(jsonb_build_object('criterion', c.criterion, 'met', (c.fact ->> 'met')::boolean, 'facts', c.fact - 'met') order by c.place)
			from (select k.criterion, k.place, private.contract_criterion(v_told, k.criterion) as fact
				from unnest(private.contract_criteria()) with ordinality k (criterion, place)) c
			where v_pilot.students_take_part is not false or c.criterion in ('contract', 'payer')),
		-- A count that is told as few is told so of each time; that it changed is told of none.
		'versions', (
			select coalesce(jsonb_agg(jsonb_build_object('revision', v.revision, 'by', p.name, 'at', v.at, 'changed', to_jsonb(v.changed),
				'facts', case when v_exact then v.facts
					else v.facts - 'opt_outs' || private.told_opt_outs((v.facts ->> 'opt_outs')::int, v_minimum) end) order by v.revision desc), '[]')
			from private.contract_versions v join public.people p on p.id = v.person_id where v.pilot_id = contract_facts.pilot));
end $$;

create function public.contract_facts(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.contract_facts(pilot) $$;

grant execute on function private.contract_facts, public.contract_facts, private.save_contract_facts, public.save_contract_facts to authenticated;

insert into private.notice_rules (record, verb, act, audience, immediate) values
	('contract_facts', 'said what scaling needs', null, '{lead,sponsor}', false);
