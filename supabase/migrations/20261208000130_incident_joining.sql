-- Two reports of one event become one incident: the other points to the one that is kept, and both stay to be read.

create function private.join_incidents(keep uuid, other uuid, reason text) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_keep private.incident_details;
	v_other private.incident_details;
	v_order constant text[] := '{minor,moderate,serious}';
	v_severity text;
	v_reason text;
	v_serious boolean;
begin
	perform private.lock_incidents(array[keep, other]);
	v_keep := private.open_incident(keep);
	v_other := private.seen_incident(other);
	perform private.refuse_unless_handler(keep, 'somebody else has to join these reports. Nothing was saved.');
	perform private.refuse_unless_handler(other, 'somebody else has to join these reports. Nothing was saved.');
	if keep = other then
		perform private.fail(422, 'same_report', 'Choose another report than this one. Nothing was saved.', '{"field": "other"}');
	elsif v_other.state = 'joined' then
		perform private.fail(409, 'joined_already', 'The other report was joined to one already. Nothing was saved.', jsonb_build_object('incident', v_other.joined_to));
	elsif 'closing proposed' in (v_keep.state, v_other.state) then
		perform private.fail(409, 'not_now', 'Somebody proposed to close one of them: approve that, or send it back first. Nothing was saved.');
	end if;
	v_reason := private.incident_words('reason', 'The reason', reason, 2000, 'Say how you know that both are the same event.');
	v_severity := v_order[greatest(array_position(v_order, v_keep.severity), array_position(v_order, v_other.severity))];
	v_serious := v_severity = 'serious';
	insert into private.incident_pilots (incident_id, pilot_id, district_id)
	select keep, l.pilot_id, l.district_id from private.incident_pilots l where l.incident_id = other on conflict do nothing;
	insert into private.incident_tools (incident_id, tool_id, district_id)
	select keep, l.tool_id, l.district_id from private.incident_tools l where l.incident_id = other on conflict do nothing;
	-- What is not done yet goes on where the work goes on.
	update private.incident_actions a set incident_id = keep where a.incident_id = other and a.done_at is null;
	update private.incident_details d set joined_to = keep where d.joined_to = other;
	update private.incident_details d set state = 'joined', joined_to = keep, closed_at = null, report_due = null, revision = d.revision + 1,
		changed_at = private.now()
	where d.incident_id = other;
	update private.incident_details d set severity = v_severity, revision = d.revision + 1, changed_at = private.now(),
		-- The event is as old as its first serious report.
		report_due = case when v_serious then coalesce(least(d.report_due, v_other.report_due),
			private.incident_report_due(d.district_id, private.today())) end
	where d.incident_id = keep;
	perform private.note_incident(keep, 'joined', jsonb_build_object('other', other, 'reason', v_reason, 'severity', v_severity, 'was', v_keep.severity),
		'joined two reports of an incident');
	perform private.note_incident(other, 'was joined', jsonb_build_object('kept', keep, 'reason', v_reason), null);
	if v_serious then
		-- The pilots of a serious incident are on hold, whichever of the reports named them; what was lifted stays lifted. Who must know
		-- heard of the serious report, and hears of each hold.
		perform private.hold_for_incident(keep, (select format('A serious incident of %s was reported.', to_char(i.occurred_on, 'FMDD FMMonth YYYY'))
			from public.incidents i where i.id = keep));
	end if;
end $$;

create function public.join_incidents(keep uuid, other uuid, reason text) returns void
language sql security invoker set search_path = ''
as $$ select private.join_incidents(keep, other, reason) $$;

grant execute on function private.join_incidents, public.join_incidents to authenticated;
