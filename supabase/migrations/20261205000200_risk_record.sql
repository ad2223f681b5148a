-- The record of a pilot's risk beside its tier: what risk is left after what is done about it, and what is done, by whom and until when.

create table private.residual_risks (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	level public.risk_tier not null,
	reason text not null check (length(trim(reason)) between 1 and 2000),
	person_id uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table private.residual_risks is 'How much risk is left after mitigations, as somebody outside the team judged it. The last row counts. Never changed.';

create table private.mitigations (
	id uuid not null,
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	what text not null check (length(trim(what)) between 1 and 500),
	owner_id uuid not null,
	due_on date not null,
	state text not null default 'open' check (state in ('open', 'done')),
	evidence text not null default '' check (length(evidence) <= 2000),
	revision int not null default 1,
	created_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id)
);
comment on table private.mitigations is 'What is done about a risk of a pilot, as it is now. What it was stands in its steps.';
comment on column private.mitigations.id is 'Made by the client, so that a form that is sent twice adds it once.';

create table private.mitigation_steps (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	mitigation_id uuid not null,
	did text not null check (did in ('added', 'changed', 'done', 'reopened')),
	what text not null,
	owner_id uuid not null,
	due_on date not null,
	note text not null default '' check (length(note) <= 2000),
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (mitigation_id, district_id) references private.mitigations (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.mitigation_steps is 'What became of a mitigation, with its words as they were then. Never changed.';
comment on column private.mitigation_steps.note is 'The evidence that it is done, or why it was opened again.';

create index on private.residual_risks (pilot_id, district_id, id);
create index on private.residual_risks (person_id, district_id);
create index on private.residual_risks (district_id);
create index on private.mitigations (pilot_id, district_id);
create index on private.mitigations (owner_id, district_id);
create index on private.mitigations (district_id);
create index on private.mitigations (due_on) where state = 'open';
create index on private.mitigation_steps (mitigation_id, district_id, id);
create index on private.mitigation_steps (owner_id, district_id);
create index on private.mitigation_steps (by, district_id);
create index on private.mitigation_steps (district_id);

create trigger kept before update or delete on private.residual_risks
	for each row execute function private.refuse_change();
create trigger kept before update or delete on private.mitigation_steps
	for each row execute function private.refuse_change();

-- The stages in which a risk is worked on: not before others see the pilot, and not once it is over.
create function private.refuse_risk_stage(pilot public.pilots) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
	if pilot.stage in ('draft', 'shelved', 'declined', 'withdrawn', 'retired') then
		perform private.fail(409, 'not_now', format('The record of its risk is kept from when it is proposed until it is over, and this pilot is %s. Nothing was saved.',
			case pilot.stage when 'draft' then 'a draft' else pilot.stage::text end));
	end if;
end $$;

-- Says how much risk is left, by those who answer for the pilot and are not on its team. `seen` is the id of the judgement that the form showed.
create function private.save_residual_risk(pilot uuid, level text, reason text, seen bigint) returns bigint
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_last private.residual_risks;
	v_by text;
	v_id bigint;
begin
	if not private.parts(pilot, v_me) && '{sponsor,admin,reviewer}' then
		if private.parts(pilot, v_me, true) && '{sponsor,admin,reviewer}' then
			perform private.refuse_kept_out(pilot, v_me, 'somebody else judges what risk is left. Nothing was saved.');
		end if;
		perform private.fail(403, 'not_yours', 'Its sponsor, the AI office or a reviewer judges what risk is left. Nothing was saved.');
	end if;
	perform private.refuse_risk_stage(v_pilot);
	if not coalesce(level = any (enum_range(null::public.risk_tier)::text[]), false) then
		perform private.fail(422, 'wrong_level', 'Choose how much risk is left. Nothing was saved.', '{"field": "level"}');
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Say why: what was done, and what remains. Nothing was saved.', '{"field": "reason"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was saved.', length(reason)), '{"field": "reason"}');
	end if;
	select r.* into v_last from private.residual_risks r where r.pilot_id = pilot order by r.id desc limit 1;
	if (v_last.level::text, v_last.reason, v_last.person_id) = (level, trim(reason), v_me) then
		return v_last.id;
	elsif v_last.id is distinct from seen then
		select p.name into v_by from public.people p where p.id = v_last.person_id;
		perform private.fail(409, 'changed_meanwhile', format('%s judged this in the meantime. Nothing of yours was saved.', coalesce(v_by, 'Somebody')),
			jsonb_build_object('by', v_by, 'at', v_last.at));
	end if;
	insert into private.residual_risks as r (district_id, pilot_id, level, reason, person_id)
	values (v_pilot.district_id, pilot, level::public.risk_tier, trim(reason), v_me) returning r.id into v_id;
	perform private.note_activity(v_pilot.district_id, pilot, 'residual_risks', pilot, 'judged the risk that is left', jsonb_build_object('level', level));
	return v_id;
end $$;

create function public.save_residual_risk(pilot uuid, level text, reason text, seen bigint default null) returns bigint
language sql security invoker set search_path = ''
as $$ select private.save_residual_risk(pilot, level, reason, seen) $$;

create function private.criterion_residual_risk(pilot public.pilots) returns jsonb
language sql stable security definer set search_path = ''
as $$
	select jsonb_build_object('met', r.id is not null, 'level', r.level, 'reason', r.reason, 'by', p.name, 'at', r.at,
		'open', (select count(*) from private.mitigations m where m.pilot_id = pilot.id and m.state = 'open'))
	from (values (1)) one
	left join lateral (select x.* from private.residual_risks x where x.pilot_id = pilot.id order by x.id desc limit 1) r on true
	left join public.people p on p.id = r.person_id
$$;

insert into public.criteria (act, criterion, position, how, required_at_first) values ('launch', 'residual_risk', 17, 'automatic', false);
insert into public.gate_rules (district_id, act, criterion, signed_by, required, position)
select d.id, c.act, c.criterion, c.signers, c.required_at_first, c.position
from public.districts d join public.criteria c on (c.act, c.criterion) = ('launch', 'residual_risk');

-- A mitigation that the caller may see, with its pilot locked.
create function private.locked_mitigation(mitigation uuid) returns private.mitigations
language plpgsql security definer set search_path = ''
as $$
declare
	v_one private.mitigations;
begin
	select m.* into v_one from private.mitigations m where m.id = mitigation and m.district_id = private.district_id();
	if v_one.id is null then
		perform private.fail(404, 'no_such_mitigation', 'There is no such mitigation. Nothing was saved.');
	end if;
	perform private.locked_pilot(v_one.pilot_id);
	select m.* into v_one from private.mitigations m where m.id = mitigation;
	return v_one;
end $$;

-- Refuses what was made on a page that shows an older state of a mitigation.
create function private.same_mitigation(seen int, mitigation private.mitigations) returns void
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_last record;
begin
	if seen is distinct from mitigation.revision then
		select p.name, s.at into v_last from private.mitigation_steps s join public.people p on p.id = s.by
		where s.mitigation_id = mitigation.id order by s.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this mitigation in the meantime. Nothing of yours was saved.', v_last.name),
			jsonb_build_object('by', v_last.name, 'at', v_last.at, 'revision', mitigation.revision));
	end if;
end $$;

-- Adds a mitigation, or changes one that is open: its lead, its sponsor, the AI office, reviewers.
create function private.save_mitigation(pilot uuid, mitigation jsonb) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_id uuid;
	v_what text;
	v_owner uuid;
	v_due date;
	v_old private.mitigations;
begin
	if not private.parts(pilot, v_me) && '{lead,sponsor,admin,reviewer}' then
		if private.parts(pilot, v_me, true) && '{sponsor,admin,reviewer}' then
			perform private.refuse_kept_out(pilot, v_me, 'others say what is done about its risk. Nothing was saved.');
		end if;
		perform private.fail(403, 'not_yours', 'Its lead, its sponsor, the AI office and reviewers say what is done about its risk. Nothing was saved.');
	end if;
	perform private.refuse_risk_stage(v_pilot);
	perform private.known_fields(mitigation, '{"id": {}, "seen": {}, "owner_id": {}, "due_on": {}, "what": {"label": "What is done", "most": 500}}');
	v_what := trim(coalesce(mitigation ->> 'what', ''));
	begin
		v_id := (mitigation ->> 'id')::uuid;
		v_owner := nullif(mitigation ->> 'owner_id', '')::uuid;
	exception when invalid_text_representation then
		v_owner := null;
	end;
	if v_id is null then
		perform private.fail(422, 'no_id', 'A mitigation has an id, which whoever adds it makes. Nothing was saved.');
	elsif v_what = '' then
		perform private.fail(422, 'wrong_mitigation', 'Say what is done. Nothing was saved.', '{"field": "what"}');
	elsif not coalesce(private.is_day(mitigation ->> 'due_on'), false) then
		perform private.fail(422, 'wrong_mitigation', 'Say until when, as a date. Nothing was saved.', '{"field": "due_on"}');
	elsif not exists (
		select 1 from public.people p where p.id = v_owner and p.district_id = v_pilot.district_id and p.active and not p.outside) then
		perform private.fail(422, 'wrong_mitigation', 'Its owner is an active person of the district. Nothing was saved.', '{"field": "owner_id"}');
	end if;
	v_due := (mitigation ->> 'due_on')::date;
	select m.* into v_old from private.mitigations m where m.id = v_id;
	if v_old.id is not null and (v_old.pilot_id <> pilot or v_old.district_id <> v_pilot.district_id) then
		perform private.fail(409, 'id_taken', 'This id is of another mitigation. Nothing was saved.');
	elsif (v_old.what, v_old.owner_id, v_old.due_on) = (v_what, v_owner, v_due) then
		return v_id;
	elsif v_old.id is null and v_due < private.today() then
		perform private.fail(422, 'wrong_mitigation', 'That day is past: say until when it will be done. Nothing was saved.', '{"field": "due_on"}');
	elsif v_old.state = 'done' then
		perform private.fail(409, 'done', 'It is done: open it again to change it. Nothing was saved.');
	elsif v_old.id is not null then
		perform private.same_mitigation((mitigation ->> 'seen')::int, v_old);
	end if;
	insert into private.mitigations as m (id, district_id, pilot_id, what, owner_id, due_on)
	values (v_id, v_pilot.district_id, pilot, v_what, v_owner, v_due)
	on conflict (id, district_id) do update set what = v_what, owner_id = v_owner, due_on = v_due, revision = m.revision + 1;
	insert into private.mitigation_steps (district_id, mitigation_id, did, what, owner_id, due_on, by)
	values (v_pilot.district_id, v_id, case when v_old.id is null then 'added' else 'changed' end, v_what, v_owner, v_due, v_me);
	perform private.note_activity(v_pilot.district_id, pilot, 'mitigations', v_id,
		case when v_old.id is null then 'added a mitigation' else 'changed a mitigation' end, jsonb_build_object('what', v_what,
			'person', (select p.name from public.people p where p.id = v_owner), 'person_id', v_owner, 'date', v_due));
	return v_id;
end $$;

create function public.save_mitigation(pilot uuid, mitigation jsonb) returns uuid
language sql security invoker set search_path = ''
as $$ select private.save_mitigation(pilot, mitigation) $$;

-- Marks a mitigation done, with what shows it: whoever owns it, or the AI office.
create function private.finish_mitigation(mitigation uuid, evidence text, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one private.mitigations := private.locked_mitigation(mitigation);
	v_me uuid := private.person_id();
	v_pilot public.pilots := private.seen_pilot(v_one.pilot_id);
begin
	if v_one.owner_id <> v_me and not 'admin' = any (private.parts(v_pilot.id, v_me)) then
		perform private.fail(403, 'not_yours', 'Whoever owns it, or the AI office, marks it done. Nothing was saved.');
	end if;
	perform private.refuse_risk_stage(v_pilot);
	if v_one.state = 'done' then
		perform private.fail(409, 'done', 'It is marked done already. Nothing was saved.');
	elsif trim(coalesce(evidence, '')) = '' then
		perform private.fail(422, 'no_evidence', 'Say what shows that it is done. Nothing was saved.', '{"field": "evidence"}');
	elsif length(evidence) > 2000 then
		perform private.fail(422, 'too_long', format('Evidence can have 2000 characters and this has %s. Nothing was saved.', length(evidence)), '{"field": "evidence"}');
	end if;
	perform private.same_mitigation(seen, v_one);
	update private.mitigations m set state = 'done', evidence = trim(finish_mitigation.evidence), revision = m.revision + 1 where m.id = mitigation;
	insert into private.mitigation_steps (district_id, mitigation_id, did, what, owner_id, due_on, note, by)
	values (v_one.district_id, mitigation, 'done', v_one.what, v_one.owner_id, v_one.due_on, trim(evidence), v_me);
	perform private.note_activity(v_one.district_id, v_one.pilot_id, 'mitigations', mitigation, 'finished a mitigation', jsonb_build_object('what', v_one.what));
end $$;

create function public.finish_mitigation(mitigation uuid, evidence text, seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.finish_mitigation(mitigation, evidence, seen) $$;

-- Opens one again, with a reason: whoever may mark it done, its sponsor, and reviewers.
create function private.reopen_mitigation(mitigation uuid, reason text, seen int) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one private.mitigations := private.locked_mitigation(mitigation);
	v_me uuid := private.person_id();
	v_pilot public.pilots := private.seen_pilot(v_one.pilot_id);
begin
	if v_one.owner_id <> v_me and not private.parts(v_pilot.id, v_me) && '{admin,sponsor,reviewer}' then
		perform private.fail(403, 'not_yours', 'Whoever owns it, its sponsor, the AI office or a reviewer opens it again. Nothing was saved.');
	end if;
	perform private.refuse_risk_stage(v_pilot);
	if v_one.state = 'open' then
		perform private.fail(409, 'open', 'It is open already. Nothing was saved.');
	elsif trim(coalesce(reason, '')) = '' then
		perform private.fail(422, 'no_reason', 'Say why it is opened again. Nothing was saved.', '{"field": "reason"}');
	elsif length(reason) > 2000 then
		perform private.fail(422, 'too_long', format('A reason can have 2000 characters and this one has %s. Nothing was saved.', length(reason)), '{"field": "reason"}');
	end if;
	perform private.same_mitigation(seen, v_one);
	update private.mitigations m set state = 'open', evidence = '', revision = m.revision + 1 where m.id = mitigation;
	insert into private.mitigation_steps (district_id, mitigation_id, did, what, owner_id, due_on, note, by)
	values (v_one.district_id, mitigation, 'reopened', v_one.what, v_one.owner_id, v_one.due_on, trim(reason), v_me);
	perform private.note_activity(v_one.district_id, v_one.pilot_id, 'mitigations', mitigation, 'opened a mitigation again',
		jsonb_build_object('what', v_one.what, 'reason', trim(reason)));
end $$;

create function public.reopen_mitigation(mitigation uuid, reason text, seen int) returns void
language sql security invoker set search_path = ''
as $$ select private.reopen_mitigation(mitigation, reason, seen) $$;

grant execute on function private.save_residual_risk, public.save_residual_risk, private.save_mitigation, public.save_mitigation,
	private.finish_mitigation, public.finish_mitigation, private.reopen_mitigation, public.reopen_mitigation to authenticated;
