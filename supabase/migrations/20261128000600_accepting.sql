-- Accepting names the results that were looked at. One that was corrected meanwhile, or is of no such pilot, is accepted by nobody
-- unseen: then none is.
create or replace function private.accept_measurements(pilot uuid, ids uuid[]) returns int
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_gone int;
	v_count int;
begin
	if not 'evaluator' = any (private.parts(pilot, private.person_id())) then
		perform private.fail(403, 'not_yours', 'The pilot''s evaluator accepts results. Nothing was accepted.');
	elsif v_pilot.stage not in ('vetting', 'experiment', 'scaling', 'adopted') then
		perform private.fail(409, 'not_now', format('Nothing can be accepted while the pilot is in %s.', v_pilot.stage));
	end if;
	select count(*) into v_gone from unnest(ids) named
	where not exists (select 1 from private.live_measurements m where m.pilot_id = pilot and m.id = named);
	if v_gone > 0 then
		perform private.fail(409, 'changed_meanwhile', case when v_gone = 1
			then 'One of these results was corrected meanwhile, so nothing was accepted: look at what stands now.'
			else format('%s of these results were corrected meanwhile, so nothing was accepted: look at what stands now.', v_gone) end,
			jsonb_build_object('results', v_gone));
	end if;
	insert into private.acceptances (measurement_id, district_id, accepted_by)
	select m.id, m.district_id, private.person_id() from private.live_measurements m
	where m.pilot_id = pilot and m.id = any (ids) and not m.accepted;
	get diagnostics v_count = row_count;
	if v_count > 0 then
		insert into public.activity (district_id, pilot_id, actor_id, record, verb, facts)
		values (v_pilot.district_id, pilot, private.person_id(), 'measurements', 'accepted', jsonb_build_object('rows', v_count));
	end if;
	return v_count;
end $$;
