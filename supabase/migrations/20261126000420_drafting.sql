-- Drafts that are saved as one types and gone on with elsewhere; proposals that are sent back with the parts meant; and all
-- that somebody proposed, with what came of it.

-- Where each writer of a draft left off.
create table private.draft_places (
	pilot_id uuid not null,
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	step text not null check (length(step) between 1 and 40),
	at timestamptz not null default private.now(),
	primary key (pilot_id, district_id, person_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
create index on private.draft_places (person_id, district_id);
create index on private.draft_places (district_id);

-- Saves a proposal as save_proposal does, and where its writer is. Answers the revision to name next time.
create function private.save_draft(pilot uuid, proposal jsonb, step text) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_id uuid := private.save_proposal(pilot, proposal);
	v_pilot public.pilots;
begin
	select p.* into v_pilot from public.pilots p where p.id = v_id;
	if step is not null then
		insert into private.draft_places as d (pilot_id, person_id, district_id, step)
		values (v_id, private.person_id(), v_pilot.district_id, left(trim(step), 40))
		on conflict (pilot_id, district_id, person_id) do update set step = excluded.step, at = private.now();
	end if;
	return jsonb_build_object('id', v_id, 'revision', v_pilot.revision, 'at', coalesce(v_pilot.revised_at, private.now()));
end $$;

create function public.save_draft(pilot uuid, proposal jsonb, step text default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_draft(pilot, proposal, step) $$;

-- What whoever sent a proposal back says about each part meant.
create table private.rework_notes (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	part text not null,
	place int not null,
	reason text not null check (length(trim(reason)) between 1 and 1000),
	person_id uuid not null,
	at timestamptz not null default private.now(),
	settled_at timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table private.rework_notes is 'Why a part of a proposal was sent back. Settled when it is submitted again, and kept.';
create index on private.rework_notes (pilot_id, district_id);
create index on private.rework_notes (person_id, district_id);
create index on private.rework_notes (district_id);

create function private.settle_rework() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update private.rework_notes r set settled_at = new.at where r.pilot_id = new.pilot_id and r.settled_at is null;
	return null;
end $$;

create trigger rework_settled after insert on public.stage_changes
	for each row when (new.act = 'submit') execute function private.settle_rework();

-- Sends a proposal back for rework, with a reason and, for each part meant, what should change: [{ part, reason }].
create function private.send_back(pilot uuid, from_stage public.stage, note text, parts jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_done jsonb;
	v_one jsonb;
	v_known text[] := array['title', 'problem', 'who_affected', 'benefit', 'how_we_know', 'objectives', 'sites', 'kind', 'tool', 'tools',
		'students_take_part', 'under_13', 'personal_data', 'decides_about_people', 'uses', 'outputs_reviewed', 'reversible', 'biometric',
		'trained_on_student_data'];
begin
	if jsonb_typeof(coalesce(parts, '[]')) <> 'array' or jsonb_array_length(coalesce(parts, '[]')) > 20 then
		perform private.fail(400, 'no_list', 'Send the parts as a list. The proposal was not sent back.');
	end if;
	for v_one in select value from jsonb_array_elements(coalesce(parts, '[]')) loop
		if not coalesce(v_one ->> 'part' = any (v_known), false) then
			perform private.fail(422, 'unknown_part', format('A proposal has no part “%s”. It was not sent back.', left(v_one ->> 'part', 40)));
		elsif trim(coalesce(v_one ->> 'reason', '')) = '' then
			perform private.fail(422, 'no_reason', 'Say for each part that is meant what should change. The proposal was not sent back.',
				jsonb_build_object('part', v_one ->> 'part'));
		elsif length(v_one ->> 'reason') > 1000 then
			perform private.fail(422, 'too_long', format('What should change in a part can have 1000 characters and one has %s. The proposal was not sent back.',
				length(v_one ->> 'reason')), jsonb_build_object('part', v_one ->> 'part'));
		end if;
	end loop;
	v_done := private.advance_pilot(pilot, from_stage, 'draft', note);
	insert into private.rework_notes (district_id, pilot_id, part, place, reason, person_id)
	select v_pilot.district_id, pilot, x.value ->> 'part', x.place, trim(x.value ->> 'reason'), private.person_id()
	from jsonb_array_elements(coalesce(parts, '[]')) with ordinality x (value, place);
	return v_done;
end $$;

create function public.send_back(pilot uuid, from_stage public.stage, note text, parts jsonb default '[]') returns jsonb
language sql security invoker set search_path = ''
as $$ select private.send_back(pilot, from_stage, note, parts) $$;

create function private.drafting_of(pilot public.pilots, me uuid, parts text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object(
		'look_alikes', private.look_alikes_of(pilot),
		'draft_step', (select d.step from private.draft_places d where d.pilot_id = pilot.id and d.person_id = me),
		'revised_by_name', (select p.name from public.people p where p.id = pilot.revised_by),
		'rework_parts', (select coalesce(jsonb_agg(jsonb_build_object('part', r.part, 'reason', r.reason) order by r.at, r.place), '[]')
			from private.rework_notes r where r.pilot_id = pilot.id and r.settled_at is null),
		'rework_history', (select coalesce(jsonb_agg(jsonb_build_object('part', r.part, 'reason', r.reason, 'by', p.name, 'at', r.at,
				'settled_at', r.settled_at) order by r.at desc, r.place), '[]')
			from private.rework_notes r join public.people p on p.id = r.person_id where r.pilot_id = pilot.id and r.settled_at is not null));
end $$;

-- All that I lead or am on the team of, what is asked of me there, and what came of it; what was touched last comes first.
create function private.my_proposals() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		select coalesce(jsonb_agg(c.card || jsonb_build_object(
			'number', p.number, 'role', t.role, 'stage_since', p.stage_since, 'wake_on', p.wake_on, 'lesson', left(p.lesson, 400),
			'saved_at', coalesce(p.revised_at, p.created_at), 'draft_step', d.step,
			'missing', case when p.stage = 'draft' then array_remove(array[
				case when trim(p.problem) = '' then 'problem' end, case when trim(p.who_affected) = '' then 'who_affected' end,
				case when trim(p.benefit) = '' then 'benefit' end, case when trim(p.how_we_know) = '' then 'how_we_know' end,
				case when not exists (select 1 from public.pilot_objectives o where o.pilot_id = p.id) then 'objective' end,
				case when not exists (select 1 from public.pilot_sites s where s.pilot_id = p.id) then 'site' end,
				case when not (private.criterion_lookalikes(p) ->> 'met')::boolean then 'lookalikes' end], null) else '{}' end,
			'last', case when m.id is not null then jsonb_build_object('act', m.act, 'by', m.name, 'at', m.at, 'note', m.note) end,
			'rework_parts', (select count(*) from private.rework_notes r where r.pilot_id = p.id and r.settled_at is null),
			'outcome', o.outcome) order by greatest(p.stage_since, p.revised_at) desc, p.id), '[]')
		from (
			-- Who left and came back has two rows: the seat that they have now counts.
			select distinct on (x.pilot_id) x.pilot_id, x.role from public.team_members x
			where x.person_id = v_me and x.left_at is null order by x.pilot_id, x.joined_at desc limit 300) t
		join public.pilots p on p.id = t.pilot_id
		cross join lateral (select private.card(p) as card) c
		left join private.draft_places d on d.pilot_id = p.id and d.person_id = v_me
		left join lateral (
			select s.id, s.act, s.at, s.note, a.name from public.stage_changes s left join public.people a on a.id = s.actor_id
			where s.pilot_id = p.id order by s.at desc limit 1) m on true
		left join lateral (
			select x.outcome from public.decisions x where x.pilot_id = p.id order by x.decided_at desc limit 1) o on true);
end $$;

create function public.my_proposals() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.my_proposals() $$;

grant execute on function private.save_draft, public.save_draft, private.send_back, public.send_back,
	private.my_proposals, public.my_proposals to authenticated;
