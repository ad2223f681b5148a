-- The AI office edits what the gates of its district ask, sees first which pilots that touches, and never changes a
-- gate for a pilot that stands at it.

create table private.gate_revisions (
	district_id uuid primary key references public.districts (id),
	revision int not null default 1,
	changed_by uuid,
	changed_at timestamptz,
	foreign key (changed_by, district_id) references public.people (id, district_id)
);
comment on table private.gate_revisions is 'Counts changes of a district''s gates, so that two admins do not overwrite each other unseen.';
create index on private.gate_revisions (changed_by, district_id);

insert into private.gate_revisions (district_id) select d.id from public.districts d;

create or replace function private.furnish_gates() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into public.gate_rules (district_id, act, criterion, signed_by, position, valid_from)
	select new.id, c.act, c.criterion, c.signers, c.position, '-infinity' from public.criteria c;
	insert into private.gate_revisions (district_id) values (new.id);
	return null;
end $$;

-- Who may be named to sign a criterion.
create function private.signing_parts() returns text[]
language sql immutable set search_path = ''
as $$
	select array['lead', 'team', 'sponsor', 'evaluator', 'cabinet', 'clerk', 'admin', 'reviewer']
		|| enum_range(null::public.specialty)::text[]
$$;

-- The acts that ask for criteria, in the order of a pilot's life.
create function private.acts_with_gates() returns text[]
language sql stable security definer set search_path = ''
as $$
	select array_agg(a.act order by a.stage, a.position) from (
		select m.act, min(m.from_stage) as stage, min(m.position) as position
		from public.moves m where exists (select 1 from public.criteria c where c.act = m.act) group by m.act) a
$$;

-- The rules in force as an editor needs them.
create function private.gate_settings() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid;
begin
	perform private.require_admin();
	v_district := private.district_id();
	return jsonb_build_object(
		'revision', (select g.revision from private.gate_revisions g where g.district_id = v_district),
		'rules', (
			select coalesce(jsonb_agg(jsonb_build_object('act', r.act, 'criterion', r.criterion, 'how', coalesce(c.how, 'signed'),
				'waivable', coalesce(c.waivable, true), 'kind', r.kind, 'tier', r.tier, 'required', r.required, 'signed_by', r.signed_by,
				'title', r.title, 'position', r.position) order by array_position(private.acts_with_gates(), r.act), r.position, r.criterion,
				r.kind nulls first, r.tier nulls first), '[]')
			from public.gate_rules r left join public.criteria c on c.act = r.act and c.criterion = r.criterion
			where r.district_id = v_district and r.valid_until is null),
		'acts', to_jsonb(private.acts_with_gates()), 'parts', to_jsonb(private.signing_parts()));
end $$;

create function public.gate_settings() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.gate_settings() $$;

-- One given rule as a row, or the sentence that says what is wrong with it.
create function private.read_gate_rule(given jsonb, out rule public.gate_rules, out wrong text, out key text)
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_how text;
	v_own boolean;
	v_name text;
begin
	key := 'wrong_rule';
	if jsonb_typeof(given) is distinct from 'object' then
		wrong := 'A rule is an object with named fields.';
		return;
	end if;
	rule.act := given ->> 'act';
	rule.criterion := given ->> 'criterion';
	v_own := coalesce(rule.criterion ~ '^own:', false);
	v_name := coalesce(nullif(trim(given ->> 'title'), ''), replace(rule.criterion, '_', ' '), 'A rule');
	select c.how into v_how from public.criteria c where c.act = rule.act and c.criterion = rule.criterion;
	if coalesce(not rule.act = any (private.acts_with_gates()), true) then
		key := 'unknown_act';
		wrong := format('No gate is called “%s”.', left(coalesce(rule.act, ''), 40));
	elsif v_how is null and not coalesce(rule.criterion ~ '^own:[a-z0-9-]{1,60}$', false) then
		key := 'unknown_criterion';
		wrong := format('The %s gate knows no criterion “%s”.', rule.act, left(coalesce(rule.criterion, ''), 40));
	elsif given ->> 'kind' <> all (enum_range(null::public.pilot_kind)::text[]) then
		wrong := format('%s: there is no such kind of pilot.', v_name);
	elsif given ->> 'tier' <> all (enum_range(null::public.risk_tier)::text[]) then
		wrong := format('%s: there is no such risk tier.', v_name);
	elsif jsonb_typeof(coalesce(given -> 'required', 'true')) <> 'boolean' then
		wrong := format('%s: say whether it is required.', v_name);
	elsif coalesce(jsonb_typeof(given -> 'position') <> 'number' or (given ->> 'position') !~ '^[0-9]{1,4}$', true) then
		wrong := format('%s: its place is a whole number.', v_name);
	elsif jsonb_typeof(coalesce(nullif(given -> 'signed_by', 'null'), '[]')) <> 'array' then
		wrong := format('%s: name those who may sign it as a list.', v_name);
	elsif v_own and (given ->> 'title' is null or trim(given ->> 'title') = '') then
		key := 'no_title';
		wrong := 'A criterion of your own needs a title.';
	elsif v_own and length(given ->> 'title') > 120 then
		key := 'too_long';
		wrong := format('A title can have 120 characters and this one has %s.', length(given ->> 'title'));
	end if;
	if wrong is not null then
		return;
	end if;
	rule.kind := given ->> 'kind';
	rule.tier := given ->> 'tier';
	rule.required := coalesce((given ->> 'required')::boolean, true);
	rule.position := (given ->> 'position')::int;
	rule.title := case when v_own then trim(given ->> 'title') end;
	rule.signed_by := array(
		select distinct s.value from jsonb_array_elements_text(coalesce(nullif(given -> 'signed_by', 'null'), '[]')) s order by s.value);
	if not rule.signed_by <@ private.signing_parts() then
		key := 'unknown_part';
		wrong := format('%s: nobody has the part “%s”.', v_name, left((
			select s from unnest(rule.signed_by) s where s is null or not s = any (private.signing_parts()) limit 1), 40));
	elsif (v_own or v_how = 'signed') and cardinality(rule.signed_by) = 0 then
		key := 'no_signer';
		wrong := format('%s: name who may sign it.', v_name);
	elsif v_how = 'automatic' and cardinality(rule.signed_by) > 0 then
		key := 'not_signed';
		wrong := format('%s ticks itself from what is filled in, so nobody signs it.', v_name);
	elsif rule.criterion = 'data_agreement' and not rule.required then
		key := 'never_waived';
		wrong := 'The agreement about student data always holds the launch.';
	elsif rule.criterion = 'data_agreement' and rule.signed_by && array['lead', 'team'] then
		key := 'never_waived';
		wrong := 'The agreement about student data is signed by somebody outside the team.';
	end if;
end $$;

-- Replaces the rules in force by the given ones; with preview, only says what that would touch.
create function private.save_gate_rules(revision int, rules jsonb, preview boolean) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_me uuid := private.require_admin();
	v_district uuid := private.district_id();
	v_current private.gate_revisions;
	v_given public.gate_rules[] := '{}';
	v_one jsonb;
	v_read record;
	v_by text;
	v_wrong text;
	v_changes jsonb;
	v_pilots jsonb;
begin
	if coalesce(preview, false) then
		select g.* into v_current from private.gate_revisions g where g.district_id = v_district;
	else
		select g.* into v_current from private.gate_revisions g where g.district_id = v_district for update;
	end if;
	if v_current.revision is distinct from save_gate_rules.revision then
		select p.name into v_by from public.people p where p.id = v_current.changed_by;
		perform private.fail(409, 'changed_meanwhile', format('%s changed the gates in the meantime. Nothing of yours was saved.', coalesce(v_by, 'Somebody')),
			jsonb_build_object('by', v_by, 'at', v_current.changed_at, 'revision', v_current.revision));
	elsif jsonb_typeof(rules) is distinct from 'array' then
		perform private.fail(400, 'no_rules', 'Send the rules as a list. Nothing was saved.');
	elsif jsonb_array_length(rules) > 300 then
		perform private.fail(422, 'too_many', format('Gates can have 300 rules and these are %s. Nothing was saved.', jsonb_array_length(rules)));
	end if;
	for v_one in select value from jsonb_array_elements(rules) loop
		v_read := private.read_gate_rule(v_one);
		if v_read.wrong is not null then
			perform private.fail(422, v_read.key, v_read.wrong || ' Nothing was saved.',
				jsonb_build_object('act', v_one -> 'act', 'criterion', v_one -> 'criterion'));
		end if;
		v_given := v_given || v_read.rule;
	end loop;
	select g.criterion into v_wrong from unnest(v_given) g group by g.act, g.criterion, g.kind, g.tier having count(*) > 1 limit 1;
	if v_wrong is null then
		select g.criterion into v_wrong from unnest(v_given) g where g.title is not null group by g.criterion having count(distinct g.act) > 1 limit 1;
	end if;
	if v_wrong is not null then
		perform private.fail(422, 'duplicate', format('%s is there twice. Nothing was saved.', initcap(replace(v_wrong, '_', ' '))),
			jsonb_build_object('criterion', v_wrong));
	end if;
	select c.criterion into v_wrong from public.criteria c where not exists (
		select 1 from unnest(v_given) g where g.act = c.act and g.criterion = c.criterion and g.kind is null and g.tier is null)
	order by c.criterion = 'data_agreement' desc limit 1;
	if v_wrong = 'data_agreement' then
		perform private.fail(422, 'never_waived', 'The agreement about student data always holds the launch. Nothing was saved.');
	elsif v_wrong is not null then
		perform private.fail(422, 'built_in', format('%s can be made not required, but not left out. Nothing was saved.', initcap(replace(v_wrong, '_', ' '))),
			jsonb_build_object('criterion', v_wrong));
	end if;

	with old as (
		select r.* from public.gate_rules r where r.district_id = v_district and r.valid_until is null
	), compared as (
		select coalesce(n.act, o.act) as act, coalesce(n.criterion, o.criterion) as criterion, coalesce(n.kind, o.kind) as kind,
			coalesce(n.tier, o.tier) as tier,
			case when o.id is null then 'added' when n.act is null then 'ended'
				when (n.required, n.position, n.title) is distinct from (o.required, o.position, o.title)
					or not (n.signed_by <@ o.signed_by and n.signed_by @> o.signed_by) then 'changed' end as what
		from unnest(v_given) n
		full join old o on o.act = n.act and o.criterion = n.criterion
			and coalesce(o.kind::text, '') = coalesce(n.kind::text, '') and coalesce(o.tier::text, '') = coalesce(n.tier::text, '')
	)
	select coalesce(jsonb_agg(to_jsonb(c) order by array_position(private.acts_with_gates(), c.act), c.criterion, c.kind nulls first, c.tier nulls first), '[]')
	into v_changes from compared c where c.what is not null;
	v_pilots := private.touched_pilots(v_district, v_changes);

	if not coalesce(preview, false) and v_changes <> '[]' then
		update public.gate_rules r set valid_until = private.now()
		from jsonb_to_recordset(v_changes) c (act text, criterion text, kind public.pilot_kind, tier public.risk_tier, what text)
		where r.district_id = v_district and r.valid_until is null and c.what <> 'added' and r.act = c.act and r.criterion = c.criterion
			and r.kind is not distinct from c.kind and r.tier is not distinct from c.tier;
		insert into public.gate_rules (district_id, act, criterion, kind, tier, required, signed_by, title, position, made_by)
		select v_district, g.act, g.criterion, g.kind, g.tier, g.required, g.signed_by, g.title, g.position, v_me
		from unnest(v_given) g
		join jsonb_to_recordset(v_changes) c (act text, criterion text, kind public.pilot_kind, tier public.risk_tier, what text)
			on c.what <> 'ended' and g.act = c.act and g.criterion = c.criterion
			and g.kind is not distinct from c.kind and g.tier is not distinct from c.tier;
		update private.gate_revisions g set revision = g.revision + 1, changed_by = v_me, changed_at = private.now()
		where g.district_id = v_district returning g.* into v_current;
		perform private.note_activity(v_district, null, 'gate_rules', null, 'changed the gates', jsonb_build_object('changes', v_changes));
	end if;
	return jsonb_build_object('revision', v_current.revision, 'changes', v_changes) || v_pilots;
end $$;

-- The pilots that changed rules touch: those that stand at the gate now and keep what they came under, and those that
-- will come under the new ones. At most a hundred of each by name, with how many there are.
create function private.touched_pilots(district uuid, changes jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		with changed as (
			select m.from_stage, c.kind, c.tier
			from jsonb_to_recordset(changes) c (act text, kind public.pilot_kind, tier public.risk_tier)
			join public.moves m on m.act = c.act
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

create function public.save_gate_rules(revision int, rules jsonb, preview boolean default false) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_gate_rules(revision, rules, preview) $$;

grant execute on function private.gate_settings, private.save_gate_rules to authenticated;
grant execute on function public.gate_settings, public.save_gate_rules to authenticated;
