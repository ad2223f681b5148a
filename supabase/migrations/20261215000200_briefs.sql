-- The brief is frozen when its item opens, and read as it was from then on.

-- Freezes the brief of a docket item, as a version of its own; the same content again is the same brief. Answers the brief's id.
create function private.freeze_brief(item uuid, person uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_item public.docket_items;
	v_kept private.analyses;
	v_last private.briefs;
	v_shown jsonb;
	v_complete jsonb;
	v_fingerprint text;
	v_id uuid;
begin
	select d.* into v_item from public.docket_items d where d.id = freeze_brief.item for update;
	if not found then
		perform private.fail(404, 'no_such_item', 'There is no such item on the docket. Nothing was frozen.');
	elsif v_item.closed_at is not null then
		perform private.fail(409, 'not_now', 'This item is closed, and its brief stays as it was. Nothing was frozen.');
	end if;
	select a.* into v_kept from private.analyses a where a.pilot_id = v_item.pilot_id;
	if v_kept.pilot_id is null or v_kept.fingerprint is distinct from private.fingerprint_now(v_item.pilot_id) then
		perform private.fail(409, 'evidence_stale', 'The evidence is not computed on the latest results yet: open the evidence page, then open the item. Nothing was frozen.');
	end if;
	v_shown := private.brief_of(v_item.pilot_id, false) || jsonb_build_object('input', private.brief_input(v_item.pilot_id, false));
	v_complete := private.brief_of(v_item.pilot_id, true) || jsonb_build_object('input', private.brief_input(v_item.pilot_id, true));
	-- With the secret in it, or numbers that are withheld could be guessed and each guess confirmed.
	select private.hash_of(k.key || v_shown::text || v_complete::text) into v_fingerprint from private.fingerprint_key k;
	select b.* into v_last from private.briefs b where b.docket_item_id = v_item.id order by b.version desc limit 1;
	if v_last.fingerprint = v_fingerprint then
		return v_last.id;
	end if;
	insert into private.briefs as b (district_id, pilot_id, docket_item_id, version, frozen_by, fingerprint, shown, complete, rows)
	values (v_item.district_id, v_item.pilot_id, v_item.id, coalesce(v_last.version, 0) + 1, person, v_fingerprint, v_shown, v_complete,
		private.rows_now(v_item.pilot_id))
	returning b.id into v_id;
	return v_id;
end $$;

-- A frozen brief as the caller may see it; `input` with what its analysis was computed from.
create function private.brief_frozen(brief private.briefs, pilot public.pilots, whole boolean, input boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_content jsonb := case when whole then brief.complete else brief.shown end;
	v_withheld boolean := not whole and private.kept_tells(brief.rows, brief.frozen_at, pilot);
begin
	if v_withheld then
		v_content := v_content || jsonb_build_object('evidence', (v_content -> 'evidence') || '{"analysis": null, "glyph": null, "subgroups": []}');
	end if;
	if not input or v_withheld then
		v_content := v_content - 'input';
	end if;
	return jsonb_build_object('id', brief.id, 'state', 'frozen', 'version', brief.version, 'item', brief.docket_item_id,
		'frozen_at', brief.frozen_at, 'frozen_by', (select p.name from public.people p where p.id = brief.frozen_by),
		'fingerprint', brief.fingerprint, 'everything', whole, 'withheld', v_withheld, 'current', true, 'content', v_content);
end $$;

-- The brief of a pilot from the record of this moment. While the pilot runs, to be told its analysis is to look, and one that is out of
-- date is told to nobody.
create function private.brief_live(pilot public.pilots, whole boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
	v_content jsonb := private.brief_of(pilot.id, whole);
	v_told jsonb := private.analysis(pilot.id);
begin
	return jsonb_build_object('id', null, 'state', 'live', 'version', null, 'item', null, 'frozen_at', null, 'frozen_by', null,
		'fingerprint', null, 'everything', whole, 'withheld', false, 'current', coalesce((v_told ->> 'current')::boolean, false),
		'content', v_content || jsonb_build_object('evidence',
			(v_content -> 'evidence') || jsonb_build_object('analysis', v_told -> 'analysis')));
end $$;

-- The brief of a pilot on the evidence that its last decision saw, where that was decided without a brief.
create function private.brief_decided(pilot public.pilots, decision public.decisions, whole boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_content jsonb := private.brief_of(pilot.id, whole);
	v_kept private.decision_evidence;
	v_withheld boolean := not whole and private.decision_tells(decision, pilot);
	v_analysis jsonb;
begin
	select e.* into v_kept from private.decision_evidence e where e.decision_id = decision.id;
	v_analysis := case when whole then coalesce(v_kept.complete, v_kept.shown) when not v_withheld then v_kept.shown end;
	return jsonb_build_object('id', null, 'state', 'decided', 'version', null, 'item', decision.docket_item_id, 'frozen_at', decision.decided_at,
		'frozen_by', null, 'fingerprint', null, 'everything', whole, 'withheld', v_withheld, 'current', true,
		'content', v_content || jsonb_build_object('evidence', jsonb_build_object('analysis', v_analysis, 'computed_at', decision.decided_at,
			'fingerprint', v_kept.fingerprint, 'permitted', coalesce(to_jsonb(decision.permitted), '[]'),
			'glyph', private.glyph_of(v_analysis), 'subgroups', '[]'::jsonb)));
end $$;

-- The brief that a pilot is decided on: what was frozen last for its open item, or for its last decision once it went another way; where
-- nothing was frozen, the record itself.
create function private.brief_told(pilot public.pilots, whole boolean, input boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
	v_brief private.briefs;
	v_decision public.decisions;
	v_open boolean := exists (select 1 from public.docket_items d where d.pilot_id = pilot.id and d.closed_at is null);
begin
	if v_open then
		select b.* into v_brief from private.briefs b join public.docket_items d on d.id = b.docket_item_id
		where d.pilot_id = pilot.id and d.closed_at is null order by b.version desc limit 1;
	elsif pilot.stage not in ('proposed', 'vetting', 'experiment') then
		select d.* into v_decision from public.decisions d where d.pilot_id = pilot.id order by d.decided_at desc, d.id limit 1;
		select b.* into v_brief from private.briefs b where b.id = v_decision.brief_id;
	end if;
	if v_brief.id is not null then
		return private.brief_frozen(v_brief, pilot, whole, input);
	elsif v_decision.id is not null and not input then
		return private.brief_decided(pilot, v_decision, whole);
	end if;
	return private.brief_live(pilot, whole);
end $$;

-- The brief of a pilot for this caller: the frozen one that is asked for, or the one that is decided on.
create function private.brief(pilot uuid, brief uuid, input boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_whole boolean := private.sees_small_cells(pilot);
	v_brief private.briefs;
	v_told jsonb;
begin
	if v_pilot.stage = 'draft' then
		perform private.fail(409, 'not_now', 'A draft has no brief yet: it is made from the record once the pilot is proposed.');
	elsif brief.brief is not null then
		select b.* into v_brief from private.briefs b where b.id = brief.brief and b.pilot_id = v_pilot.id;
		if not found then
			perform private.fail(404, 'no_such_brief', 'There is no brief at this address.');
		end if;
		v_told := private.brief_frozen(v_brief, v_pilot, v_whole, input);
	else
		v_told := private.brief_told(v_pilot, v_whole, input);
	end if;
	return v_told || jsonb_build_object(
		'docket', (select jsonb_build_object('item', d.id, 'reason', d.reason, 'meeting', m.id, 'held_on', m.held_on, 'chair', c.name,
				'open', d.closed_at is null)
			from public.docket_items d left join public.meetings m on m.id = d.meeting_id left join public.people c on c.id = m.chair_id
			where d.pilot_id = v_pilot.id and (d.id = (v_told ->> 'item')::uuid or (v_told ->> 'item' is null and d.closed_at is null))),
		'versions', (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'version', b.version, 'frozen_at', b.frozen_at, 'by', p.name,
				'fingerprint', b.fingerprint, 'decided', (select x.outcome from public.decisions x where x.brief_id = b.id limit 1))
				order by b.frozen_at desc, b.version desc), '[]')
			from private.briefs b left join public.people p on p.id = b.frozen_by where b.pilot_id = v_pilot.id));
end $$;

create function public.brief(pilot uuid, brief uuid default null, input boolean default false) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.brief(pilot, brief, input) $$;

-- Everything that a meeting decides on, in the order of its docket: for the cabinet, the clerk and the AI office. `stale`: pilots whose
-- analysis is to be computed first.
create function private.packet(meeting uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_meeting public.meetings;
	v_items jsonb := '[]';
	v_stale jsonb := '[]';
	v_told jsonb;
	v_one record;
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	elsif private.is_outside() or not (private.has_role(v_me, 'cabinet') or private.has_role(v_me, 'clerk') or private.has_role(v_me, 'admin')) then
		perform private.fail(403, 'not_yours', 'The packet of a meeting is for the cabinet, the clerk and the AI office. Each pilot’s brief is for everyone in the district.');
	end if;
	select m.* into v_meeting from public.meetings m where m.id = packet.meeting and m.district_id = private.district_id();
	if not found then
		perform private.fail(404, 'no_such_meeting', 'There is no meeting at this address.');
	end if;
	for v_one in
		select d.id, d.reason, d.minutes, d.closed_at, d.closed_how, d.note, p as pilot,
			(select b.id from private.briefs b where b.docket_item_id = d.id order by b.version desc limit 1) as brief,
			(select x from public.decisions x where x.docket_item_id = d.id order by x.decided_at desc limit 1) as decision
		from public.docket_items d join public.pilots p on p.id = d.pilot_id
		where d.meeting_id = v_meeting.id order by d.position nulls last, d.opened_at, d.id
	loop
		v_told := case
			when v_one.brief is not null then private.brief_frozen((select b from private.briefs b where b.id = v_one.brief), v_one.pilot,
				private.sees_small_cells((v_one.pilot).id), false)
			when (v_one.decision).id is not null then private.brief_decided(v_one.pilot, v_one.decision, private.sees_small_cells((v_one.pilot).id))
			when v_one.closed_at is null then private.brief_live(v_one.pilot, private.sees_small_cells((v_one.pilot).id)) end;
		if not (v_told ->> 'current')::boolean then
			v_stale := v_stale || jsonb_build_array((v_one.pilot).id);
		end if;
		v_items := v_items || jsonb_build_array(jsonb_build_object('id', v_one.id, 'reason', v_one.reason, 'minutes', v_one.minutes,
			'closed_how', v_one.closed_how, 'note', v_one.note, 'pilot', (v_one.pilot).id, 'title', (v_one.pilot).title,
			'number', (v_one.pilot).number, 'outcome', (v_one.decision).outcome, 'brief', v_told));
	end loop;
	return jsonb_build_object(
		'meeting', (select jsonb_build_object('id', v_meeting.id, 'held_on', v_meeting.held_on, 'begins', v_meeting.begins,
			'minutes', v_meeting.minutes, 'place', v_meeting.place, 'chair', c.name, 'cancelled', v_meeting.cancelled_at is not null,
			'district', d.name)
			from public.districts d left join public.people c on c.id = v_meeting.chair_id where d.id = v_meeting.district_id),
		'items', v_items, 'stale', v_stale);
end $$;

create function public.packet(meeting uuid) returns jsonb
language sql volatile security invoker set search_path = ''
as $$ select private.packet(meeting) $$;

grant execute on function private.brief, public.brief, private.packet, public.packet to authenticated;
