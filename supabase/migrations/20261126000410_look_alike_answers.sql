-- What a team says about the look-alikes of its proposal, and the criteria of the gates that follow from it.

-- Looks again, and keeps what was answered. What is no longer like it and was not answered goes.
create function private.seek_look_alikes(pilot public.pilots) returns void
language plpgsql security definer set search_path = ''
as $$
begin
	delete from private.look_alikes l where l.pilot_id = pilot.id and l.difference is null;
	if array_length(regexp_split_to_array(trim(pilot.title || ' ' || pilot.problem), '\s+'), 1) < 3 then
		return;
	end if;
	insert into private.look_alikes as l (pilot_id, other_id, district_id, score, why, close)
	select pilot.id, f.other_id, pilot.district_id, f.score, f.why, f.close
	from private.find_look_alikes(pilot.district_id, pilot.title, pilot.problem, pilot.tool, pilot.id) f
	on conflict (pilot_id, district_id, other_id) do update
	set score = excluded.score, why = excluded.why, close = excluded.close, found_at = excluded.found_at;
end $$;

-- A draft knows its look-alikes whenever its words change, whoever saves it and how.
create function private.follow_draft() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	perform private.seek_look_alikes(new);
	return null;
end $$;

create trigger look_alikes_of_new after insert on public.pilots
	for each row when (new.stage = 'draft') execute function private.follow_draft();
create trigger look_alikes_of_changed after update of title, problem, tool on public.pilots
	for each row when (new.stage = 'draft' and (new.title, new.problem, new.tool) is distinct from (old.title, old.problem, old.tool))
	execute function private.follow_draft();

do $$
declare
	v_draft public.pilots;
begin
	for v_draft in select p.* from public.pilots p where p.stage = 'draft' loop
		perform private.seek_look_alikes(v_draft);
	end loop;
end $$;

-- The look-alikes of a pilot that the reader may see, with what its team says about them, the closest first.
create function private.look_alikes_of(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_mine uuid[] := case when private.is_outside() then array(select private.my_pilots()) end;
begin
	return (
		select coalesce(jsonb_agg(private.look_alike(o) || jsonb_build_object('score', round(l.score::numeric, 2), 'why', l.why,
			'close', l.close, 'difference', l.difference, 'by', p.name, 'at', l.answered_at) order by l.score desc, o.id), '[]')
		from private.look_alikes l join public.pilots o on o.id = l.other_id left join public.people p on p.id = l.answered_by
		where l.pilot_id = pilot.id and o.proposed_at is not null and (v_mine is null or o.id = any (v_mine)));
end $$;

-- Says what is different from each of these look-alikes: [{ other, difference }]; an empty one takes that back while it is a draft.
create function private.answer_look_alikes(pilot uuid, answers jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_one jsonb;
	v_text text;
	v_before private.look_alikes;
begin
	if not 'team' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_on_team', 'Only the team says what is different about its proposal. Nothing was saved.');
	elsif v_pilot.stage not in ('draft', 'proposed') then
		perform private.fail(409, 'not_now', format('That is said until triage; this pilot is in %s. Nothing was saved.', v_pilot.stage));
	elsif jsonb_typeof(answers) is distinct from 'array' or jsonb_array_length(answers) > 50 then
		perform private.fail(400, 'no_list', 'Send the answers as a list. Nothing was saved.');
	end if;
	for v_one in select value from jsonb_array_elements(answers) loop
		v_text := trim(coalesce(v_one ->> 'difference', ''));
		select l.* into v_before from private.look_alikes l where l.pilot_id = v_pilot.id and l.other_id = (v_one ->> 'other')::uuid;
		if v_before.pilot_id is null then
			perform private.fail(422, 'no_such_look_alike', 'That pilot is not among the look-alikes of this one. Nothing was saved.');
		elsif length(v_text) > 1000 then
			perform private.fail(422, 'too_long', format('What is different can have 1000 characters and has %s. Nothing was saved.', length(v_text)));
		elsif v_text = '' and v_before.difference is not null and v_pilot.stage <> 'draft' then
			perform private.fail(409, 'frozen', 'What was said is not taken back once the proposal is submitted. Nothing was saved.');
		end if;
		continue when v_text = coalesce(v_before.difference, '');
		update private.look_alikes l set difference = nullif(v_text, ''),
			answered_by = case when v_text <> '' then v_me end, answered_at = case when v_text <> '' then private.now() end
		where l.pilot_id = v_pilot.id and l.other_id = v_before.other_id;
		perform private.note_activity(v_pilot.district_id, pilot, 'look_alikes', v_before.other_id,
			case when v_text = '' then 'took back what is different' else 'said what is different' end);
	end loop;
	return private.look_alikes_of(v_pilot);
end $$;

create function public.answer_look_alikes(pilot uuid, answers jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.answer_look_alikes(pilot, answers) $$;

-- Looks once more, for what was proposed since: the team before it submits, and whoever triages.
create function private.seek_again(pilot uuid) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_parts text[] := private.parts(pilot, private.person_id());
begin
	if not v_parts && array['team', 'admin', 'sponsor'] then
		perform private.fail(403, 'not_yours', 'The team and whoever triages look for pilots like this one. Nothing was changed.');
	elsif v_pilot.stage not in ('draft', 'proposed') then
		perform private.fail(409, 'not_now', format('That is looked at until triage; this pilot is in %s. Nothing was changed.', v_pilot.stage));
	end if;
	perform private.seek_look_alikes(v_pilot);
	return private.look_alikes_of(v_pilot);
end $$;

create function public.seek_again(pilot uuid) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.seek_again(pilot) $$;

grant execute on function private.answer_look_alikes, public.answer_look_alikes, private.seek_again, public.seek_again to authenticated;

-- Met once each close look-alike has its answer; with none, there is nothing to say. Asked at submission, and again at triage
-- for what may have been proposed meanwhile.
create function private.criterion_lookalikes(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('met', count(*) filter (where l.difference is null) = 0, 'close', count(*),
			'open', count(*) filter (where l.difference is null))
		from private.look_alikes l where l.pilot_id = pilot.id and l.close);
end $$;

-- The lead signed that they had looked; from now on it ticks itself. What was signed in drafts of before is answered once more
-- where something is close, and needs nothing where nothing is.
update public.criteria set how = 'automatic', signers = '{}' where criterion = 'lookalikes';
update public.gate_rules set signed_by = '{}' where criterion = 'lookalikes';
