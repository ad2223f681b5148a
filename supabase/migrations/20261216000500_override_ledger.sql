-- The override ledger: decisions that departed from what the evidence permitted or from the majority, and what came of them a year later.

create table private.override_verdicts (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	decision_id uuid not null,
	number int not null check (number > 0),
	verdict text not null check (verdict in ('the override was right', 'the rules were right', 'cannot tell')),
	words text not null check (length(trim(words)) between 1 and 2000),
	said_by uuid not null,
	said_at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (decision_id, district_id, number),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (decision_id, district_id) references public.decisions (id, district_id) on delete cascade,
	foreign key (said_by, district_id) references public.people (id, district_id)
);
comment on table private.override_verdicts is 'What came of a decision that departed from evidence or majority: the last line counts, and those before stay. Never changed.';

create index on private.override_verdicts (pilot_id, district_id);
create index on private.override_verdicts (said_by, district_id);
create index on private.override_verdicts (district_id);

create trigger kept before update or delete on private.override_verdicts
	for each row execute function private.refuse_change();

-- From when on it is said what came of a decision: before that nobody can know.
create function private.judged_from(decided_at timestamptz) returns timestamptz
language sql immutable set search_path = ''
as $$ select (decided_at at time zone 'UTC' + interval '1 year') at time zone 'UTC' $$;

create function private.say_what_came(decision uuid, verdict text, words text) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_decision public.decisions;
	v_pilot public.pilots;
	v_last private.override_verdicts;
	v_id uuid;
begin
	perform private.require_insider('The override ledger is for the people of the district.');
	select d.* into v_decision from public.decisions d where d.id = decision and d.district_id = private.district_id();
	if not found then
		perform private.fail(404, 'no_such_decision', 'There is no decision at this address. Nothing was saved.');
	end if;
	v_pilot := private.locked_pilot(v_decision.pilot_id);
	if not private.parts(v_pilot.id, v_me) && '{cabinet,clerk,admin}' then
		if private.parts(v_pilot.id, v_me, true) && '{cabinet,clerk,admin}' then
			perform private.refuse_kept_out(v_pilot.id, v_me, 'others say what came of it. Nothing was saved.');
		end if;
		perform private.fail(403, 'not_yours', 'What came of an override is said by the cabinet, the clerk and the AI office. Nothing was saved.');
	elsif v_decision.within_permitted and v_decision.with_majority then
		perform private.fail(422, 'no_override', 'This decision departed from nothing, so that there is nothing to say of it here. Nothing was saved.');
	elsif private.now() < private.judged_from(v_decision.decided_at) then
		perform private.fail(409, 'too_early', format('What came of it is said from %s on, a year after the decision. Nothing was saved.',
			to_char(private.judged_from(v_decision.decided_at) at time zone 'UTC', 'FMDD FMMonth YYYY')),
			jsonb_build_object('from', (private.judged_from(v_decision.decided_at) at time zone 'UTC')::date));
	elsif not coalesce(verdict in ('the override was right', 'the rules were right', 'cannot tell'), false) then
		perform private.fail(422, 'no_verdict', 'Say whether the override was right, the rules were right, or that nobody can tell. Nothing was saved.', '{"field": "verdict"}');
	elsif trim(coalesce(words, '')) = '' then
		perform private.fail(422, 'no_words', 'Say in words what came of it. Nothing was saved.', '{"field": "words"}');
	elsif length(words) > 2000 then
		perform private.fail(422, 'too_long', format('This can have 2000 characters and has %s. Nothing was saved.', length(words)), '{"field": "words"}');
	end if;
	select v.* into v_last from private.override_verdicts v where v.decision_id = decision order by v.number desc limit 1;
	if (v_last.verdict, v_last.words, v_last.said_by) = (verdict, trim(words), v_me) then
		return v_last.id;
	end if;
	insert into private.override_verdicts as v (district_id, pilot_id, decision_id, number, verdict, words, said_by)
	values (v_pilot.district_id, v_pilot.id, decision, coalesce(v_last.number, 0) + 1, verdict, trim(words), v_me) returning v.id into v_id;
	perform private.note_activity(v_pilot.district_id, v_pilot.id, 'decisions', decision, 'said what came of an override',
		jsonb_build_object('verdict', verdict, 'outcome', v_decision.outcome, 'again', v_last.id is not null));
	return v_id;
end $$;

create function public.say_what_came(decision uuid, verdict text, words text) returns uuid
language sql security invoker set search_path = ''
as $$ select private.say_what_came(decision, verdict, words) $$;

-- Filters: came ('the override was right', 'the rules were right', 'cannot tell', 'to be said', 'not yet'), against ('evidence', 'majority'),
-- page, per (at most 200). Counts are of all of the district, whatever the filters.
create function private.decision_overrides(filters jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_me uuid := private.require_insider('The override ledger is for the people of the district.');
	v_district uuid := private.district_id();
	v_page int;
	v_per int;
begin
	perform private.known_fields(filters, '{"came": {}, "against": {}, "page": {}, "per": {}}');
	v_page := private.filter_count(filters, 'page', 1, 100000);
	v_per := private.filter_count(filters, 'per', 25, 200);
	return (
		with overrides as (
			select d.*, l.title, l.stage, private.judged_from(d.decided_at) as judged_from,
				coalesce(v.verdict, case when private.now() < private.judged_from(d.decided_at) then 'not yet' else 'to be said' end) as came
			from public.decisions d join public.pilots l on l.id = d.pilot_id
			left join lateral (
				select x.verdict from private.override_verdicts x where x.decision_id = d.id order by x.number desc limit 1) v on true
			where d.district_id = v_district and (not d.within_permitted or not d.with_majority)
		), sifted as (
			select o.*, row_number() over (order by o.decided_at desc, o.id) as place from overrides o
			where (filters ->> 'came' is null or o.came = filters ->> 'came')
				and case filters ->> 'against' when 'evidence' then not o.within_permitted when 'majority' then not o.with_majority else true end
		)
		select jsonb_build_object(
			'rows', coalesce((
				select jsonb_agg(jsonb_build_object('id', o.id, 'pilot', o.pilot_id, 'title', o.title, 'stage', o.stage, 'outcome', o.outcome,
						'decided_at', o.decided_at, 'decided_by', b.name, 'seconded_by', n.name, 'tally', o.tally, 'permitted', o.permitted,
						'within_permitted', o.within_permitted, 'with_majority', o.with_majority, 'override_reason', o.override_reason,
						'rule', e.shown #>> '{recommendation,rule}', 'primary', e.shown #>> '{recommendation,facts,primary}',
						'came', o.came, 'judged_from', (o.judged_from at time zone 'UTC')::date,
						'may_say', o.came <> 'not yet' and private.parts(o.pilot_id, v_me) && '{cabinet,clerk,admin}',
						'verdicts', (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'verdict', v.verdict, 'words', v.words, 'by', p.name,
								'at', v.said_at) order by v.number desc), '[]')
							from private.override_verdicts v join public.people p on p.id = v.said_by where v.decision_id = o.id)) order by o.place)
				from sifted o join public.people b on b.id = o.decided_by left join public.people n on n.id = o.seconded_by
				left join private.decision_evidence e on e.decision_id = o.id
				where o.place > (v_page - 1) * v_per and o.place <= v_page * v_per), '[]'),
			'found', (select count(*) from sifted), 'in_all', (select count(*) from overrides), 'page', v_page, 'per', v_per,
			'decisions', (select count(*) from public.decisions d where d.district_id = v_district),
			'counts', (select coalesce(jsonb_object_agg(c.came, c.many), '{}') from (
				select o.came, count(*) as many from overrides o group by o.came) c)));
end $$;

create function public.decision_overrides(filters jsonb default '{}') returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.decision_overrides(filters) $$;

grant execute on function private.decision_overrides, public.decision_overrides, private.say_what_came, public.say_what_came to authenticated;

insert into private.notice_rules (record, verb, act, audience, immediate) values
	('decisions', 'said what came of an override', null, '{sponsor,cabinet}', false);
