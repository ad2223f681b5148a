-- To scale and to extend ask criteria of their own. They stand beside the decision, are edited like those of any gate, and are waived
-- once for whichever of the two asks them.

-- The acts that ask for criteria, with the stage where they do: those of the map, and the two decisions that carry a pilot on.
create function private.gate_stages() returns table (act text, from_stage public.stage, place int)
language sql stable security definer set search_path = ''
as $$
	select m.act, m.from_stage, m.position::int from public.moves m where exists (select 1 from public.criteria c where c.act = m.act)
	union all
	values ('scale', 'decision'::public.stage, 0), ('extend', 'decision'::public.stage, 1)
$$;

-- The acts whose criteria a pilot is asked where it is.
create function private.acts_from(stage public.stage) returns text[]
language sql stable security definer set search_path = ''
as $$ select array(select distinct g.act from private.gate_stages() g where g.from_stage = acts_from.stage) $$;

-- What a decision that leads to a stage asks for.
create function private.act_asked(move public.moves) returns text
language sql immutable set search_path = ''
as $$
	select case when move.act <> 'decide' then move.act when move.to_stage = 'scaling' then 'scale'
		when move.to_stage = 'experiment' then 'extend' else 'decide' end
$$;

create or replace function private.acts_with_gates() returns text[]
language sql stable security definer set search_path = ''
as $$
	select array_agg(a.act order by a.stage, a.place) from (
		select g.act, min(g.from_stage) as stage, min(g.place) as place from private.gate_stages() g group by g.act) a
$$;

create or replace function private.touched_pilots(district uuid, changes jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		with changed as (
			select g.from_stage, c.kind, c.tier
			from jsonb_to_recordset(changes) c (act text, kind public.pilot_kind, tier public.risk_tier)
			join private.gate_stages() g on g.act = c.act
		), way as (
			-- How far along each stage is; what sleeps comes back to the beginning.
			select s.stage, s.place from (values ('draft'::public.stage, 1), ('shelved', 1), ('proposed', 2), ('vetting', 3), ('experiment', 4),
				('decision', 5), ('scaling', 6), ('adopted', 6), ('sunset', 7)) s (stage, place)
		), touched as (
			select p.id, p.title, p.stage, p.stage_since,
				bool_or(c.from_stage = p.stage) as stands
			from public.pilots p
			join way w on w.stage = p.stage
			join changed c on (c.kind is null or c.kind = p.kind) and (c.tier is null or p.risk_tier is null or c.tier = p.risk_tier)
			join way g on g.stage = c.from_stage and (g.stage = w.stage or g.place > w.place)
			where p.district_id = district and p.proposed_at is not null
			group by p.id, p.title, p.stage, p.stage_since
		)
		select jsonb_build_object(
			'standing', (select coalesce(jsonb_agg(jsonb_build_object('pilot', t.id, 'title', t.title, 'stage', t.stage) order by t.stage, t.title), '[]')
				from (select * from touched x where x.stands order by x.stage_since limit 100) t),
			'standing_in_all', (select count(*) from touched t where t.stands),
			'coming', (select coalesce(jsonb_agg(jsonb_build_object('pilot', t.id, 'title', t.title, 'stage', t.stage) order by t.stage, t.title), '[]')
				from (select * from touched x where not x.stands order by x.stage_since limit 100) t),
			'coming_in_all', (select count(*) from touched t where not t.stands)));
end $$;

create or replace function private.gate(pilot uuid)
returns table (act text, to_stage public.stage, criterion text, met boolean, facts jsonb, required boolean, how text, signed_by text[], title text)
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
begin
	return query
	select private.act_asked(m), m.to_stage, c.criterion, c.met, c.facts, c.required, c.how, c.signed_by, c.title
	from public.moves m
	join private.gate_criteria(v_pilot, private.acts_from(v_pilot.stage)) c on c.act = private.act_asked(m)
	where m.from_stage = v_pilot.stage
	order by m.position, c.place, c.criterion;
end $$;

create or replace function private.gates_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_on_hold boolean := exists (select 1 from public.holds h where h.pilot_id = pilot.id and h.lifted_at is null);
begin
	return (
		with asked as (
			select c.act, jsonb_agg(jsonb_build_object('criterion', c.criterion, 'met', c.met, 'facts', c.facts, 'required', c.required,
				'how', c.how, 'signed_by', c.signed_by, 'title', c.title,
				'may_sign', c.how = 'signed' and c.signer is null and gates_of.parts && c.signed_by,
				'may_unsign', coalesce(c.signer = me and gates_of.parts && c.signed_by, false),
				'may_waive', c.required and not c.met and c.waivable and 'cabinet' = any (gates_of.parts)) order by c.place, c.criterion) as criteria
			from private.gate_criteria(pilot, private.acts_from(pilot.stage)) c
			group by c.act
		)
		select coalesce(jsonb_agg(jsonb_build_object(
			'act', m.act, 'to_stage', m.to_stage, 'through', m.through, 'asks_note', m.asks_note,
			'parts', private.parts_for(pilot, m), 'mine', m.through = 'advance_pilot' and gates_of.parts && private.parts_for(pilot, m),
			'held', m.held and v_on_hold, 'criteria', coalesce(a.criteria, '[]')) order by m.position), '[]')
		from public.moves m left join asked a on a.act = private.act_asked(m)
		-- An overdue cycle is brought before the cabinet by its docket alone.
		where m.from_stage = pilot.stage and m.act <> 'overdue');
end $$;

-- A criterion of a gate out of the stage where a pilot is, by the rules in force for it; of two acts that ask it, the one where it is open.
create or replace function private.criterion_now(pilot public.pilots, criterion text) returns record
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_found record;
begin
	select c.* into v_found
	from private.gate_criteria(pilot, private.acts_from(pilot.stage)) c
	where c.criterion = criterion_now.criterion
	order by c.required and not c.met desc, array_position(private.acts_with_gates(), c.act) limit 1;
	if v_found.act is null then
		perform private.fail(422, 'no_such_criterion', 'No gate of this pilot asks for that now. Nothing was saved.');
	end if;
	return v_found;
end $$;

create or replace function private.waive(pilot uuid, criterion text, reason text) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_one record;
	v_id uuid;
	v_name text := (select p.name from public.people p where p.id = v_me);
begin
	if not 'cabinet' = any (private.parts(pilot, v_me)) then
		if private.has_role(v_me, 'cabinet') then
			perform private.refuse_kept_out(pilot, v_me, 'another member of the cabinet has to waive this. Nothing was waived.');
		end if;
		perform private.fail(403, 'not_yours', 'Only the cabinet waives a criterion. Nothing was waived.');
	end if;
	v_one := private.criterion_now(v_pilot, criterion);
	if not v_one.waivable then
		perform private.fail(422, 'never_waived', 'The agreement about student data is never waived. Nothing was waived.');
	elsif not v_one.required then
		perform private.fail(422, 'not_required', 'This criterion does not hold the gate, so there is nothing to waive. Nothing was waived.');
	elsif v_one.met then
		perform private.fail(409, 'met_already', 'This criterion is met, so there is nothing to waive. Nothing was waived.');
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'To waive a criterion, give the reason: it stays with the pilot. Nothing was waived.');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was waived.', length(reason)));
	end if;
	-- For whichever decision asks it: what is waived for one is not asked again for the other.
	insert into public.waivers (district_id, pilot_id, act, criterion, reason, person_id)
	select v_pilot.district_id, waive.pilot, c.act, c.criterion, waive.reason, v_me
	from private.gate_criteria(v_pilot, private.acts_from(v_pilot.stage)) c
	where c.criterion = waive.criterion and c.required and not c.met and c.waivable;
	select w.id into v_id from public.waivers w
	where w.pilot_id = waive.pilot and w.act = v_one.act and w.criterion = waive.criterion and w.person_id = v_me order by w.at desc limit 1;
	perform private.note_activity(v_pilot.district_id, pilot, 'waivers', v_id, 'waived',
		jsonb_strip_nulls(jsonb_build_object('act', v_one.act, 'criterion', criterion, 'title', v_one.title, 'reason', reason)));
	perform private.tell(v_pilot, 'waived', v_id, private.seats(pilot, '{lead,sponsor}'), jsonb_strip_nulls(jsonb_build_object(
		'criterion', criterion, 'criterion_title', v_one.title, 'by', v_name, 'reason', reason)));
end $$;
