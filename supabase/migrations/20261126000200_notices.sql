-- The inbox: who hears of what. Rules say whom a line of activity concerns, and a trigger on activity makes the notices.

-- Similarity of words, for search. Hosted Supabase keeps extensions in a schema of this name, so the others do too.
-- Whoever uses it names it: operator(extensions.%), extensions.similarity, extensions.gin_trgm_ops.
create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;

create table private.notice_rules (
	id int generated always as identity primary key,
	record text not null,
	verb text not null,
	act text,
	audience text[] not null check (audience <@ '{team,lead,sponsor,evaluator,reviewers,assignments,person,mentioned,admins,cabinet,clerk}'),
	immediate boolean not null default false,
	mail_to text[] check (mail_to <@ audience),
	unique nulls not distinct (record, verb, act)
);
comment on table private.notice_rules is 'Whom a line of activity concerns. The rule of an act comes before that of every act; an empty audience tells nobody.';
comment on column private.notice_rules.act is 'Which move of a pilot is meant; null for every one, and for other records.';
comment on column private.notice_rules.audience is
	'person is whom the line is about (person_id of its facts); reviewers have signed, are appointed, or hold the specialty that the line names.';
comment on column private.notice_rules.immediate is 'Whether a mail goes at once, to mail_to, or to all of the audience where that is null.';

create table private.notices (
	activity_id bigint not null,
	district_id uuid not null references public.districts (id),
	person_id uuid not null,
	pilot_id uuid,
	at timestamptz not null,
	read_at timestamptz,
	primary key (activity_id, district_id, person_id),
	foreign key (activity_id, district_id) references public.activity (id, district_id) on delete cascade,
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id) on delete cascade
);
comment on table private.notices is 'What somebody is told of: one row for a person and a line of activity. Words and values are the line''s own.';
create index on private.notices (person_id, district_id, activity_id desc);
create index on private.notices (person_id, district_id, activity_id desc) where read_at is null;
create index on private.notices (pilot_id, district_id);
create index on private.notices (district_id);
create index on private.notices (read_at) where read_at is not null;

insert into private.notice_rules (record, verb, act, audience, immediate, mail_to) values
	('stage_changes', 'moved', null, '{team,assignments}', false, null),
	-- The decision has a line of its own.
	('stage_changes', 'moved', 'decide', '{}', false, null),
	('stage_changes', 'moved', 'submit', '{team,assignments,admins}', true, '{admins}'),
	('stage_changes', 'moved', 'withdraw', '{team,assignments,admins}', false, null),
	('stage_changes', 'moved', 'rework', '{team,assignments}', true, '{team}'),
	('stage_changes', 'moved', 'shelve', '{team,assignments}', true, '{team}'),
	('stage_changes', 'moved', 'decline', '{team,assignments}', true, '{team}'),
	('stage_changes', 'moved', 'launch', '{team,assignments}', true, '{team}'),
	('stage_changes', 'moved', 'evidence', '{team,assignments,cabinet}', false, null),
	('stage_changes', 'moved', 'stop early', '{team,assignments,cabinet,admins}', false, null),
	('decisions', 'decided', null, '{team,assignments,cabinet,clerk}', true, '{team,assignments}'),
	('team_members', 'joined', null, '{person,lead}', false, null),
	('team_members', 'left', null, '{person,lead}', false, null),
	('team_members', 'passed on the lead', null, '{team,assignments}', false, null),
	('assignments', 'appointed', null, '{person,lead}', true, '{person}'),
	('assignments', 'released', null, '{person,lead}', false, null),
	('substitutes', 'appointed a substitute', null, '{person,lead}', true, '{person}'),
	('substitutes', 'ended a substitution', null, '{lead}', false, null),
	('recusals', 'recused', null, '{lead,admins}', false, null),
	('reviews', 'asked', null, '{reviewers}', true, null),
	('reviews', 'reviewed', null, '{team,sponsor,evaluator}', false, null),
	('signatures', 'signed', null, '{lead}', false, null),
	('signatures', 'took back a signature', null, '{lead}', false, null),
	-- These have mails of their own already.
	('waivers', 'waived', null, '{team,assignments}', false, null),
	('holds', 'put on hold', null, '{team,assignments}', false, null),
	('holds', 'lifted a hold', null, '{team,assignments}', false, null),
	('incidents', 'reported an incident', null, '{lead,assignments,reviewers,admins}', false, null),
	('comments', 'commented', null, '{team,assignments,mentioned}', false, null),
	('docket_items', 'came onto the docket overdue', null, '{team,assignments}', false, null),
	('plans', 'amended', null, '{team,assignments}', false, null),
	('measurements', 'logged', null, '{evaluator}', false, null),
	('measurements', 'accepted', null, '{lead}', false, null),
	('evaluations', 'evaluated', null, '{team,assignments}', false, null),
	('meetings', 'called', null, '{cabinet,clerk}', false, null),
	('meetings', 'passed on', null, '{person}', false, null),
	('people', 'granted', null, '{person}', false, null),
	('people', 'revoked', null, '{person}', false, null);

-- Whether somebody sees a pilot: the rule of the policy on pilots, for people who are not the caller.
create function private.sees(pilot public.pilots, person uuid, outside boolean) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (pilot.proposed_at is not null and not outside)
		or exists (select 1 from public.team_members t where t.pilot_id = pilot.id and t.person_id = person and t.left_at is null)
		or (outside and (exists (
				select 1 from public.assignments a where a.pilot_id = pilot.id and a.person_id = person and a.until is null)
			or exists (select 1 from public.substitutes s where s.pilot_id = pilot.id and s.person_id = person and s.until is null)));
end $$;

-- Whom a line concerns, by what its rule says. Whoever it is about hears of it only where the rule names them.
create function private.audience_of(line public.activity, wanted text[]) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_person uuid := (line.facts ->> 'person_id')::uuid;
	v_specialty text := line.facts ->> 'specialty';
begin
	return query
	select x.id from (
		select t.person_id as id from public.team_members t
		where t.pilot_id = line.pilot_id and t.left_at is null and ('team' = any (wanted) or (t.role = 'lead' and 'lead' = any (wanted)))
		union
		select a.person_id from public.assignments a
		where a.pilot_id = line.pilot_id and a.until is null
			and ('assignments' = any (wanted) or a.role::text = any (wanted) or (a.role = 'reviewer' and 'reviewers' = any (wanted)))
		union
		select r.reviewer_id from public.reviews r
		where 'reviewers' = any (wanted) and r.pilot_id = line.pilot_id and r.reviewer_id is not null
		union
		-- Asked of a specialty: those who may sign it.
		select r.person_id from public.person_roles r
		where 'reviewers' = any (wanted) and v_specialty is not null and r.district_id = line.district_id
			and r.role = 'reviewer' and r.specialty::text = v_specialty and not private.kept_out(line.pilot_id, r.person_id)
		union
		select s.person_id from public.substitutes s
		where 'reviewers' = any (wanted) and s.pilot_id = line.pilot_id and s.part = v_specialty and s.until is null
		union
		select r.person_id from public.person_roles r
		where r.district_id = line.district_id and (('admins' = any (wanted) and r.role = 'admin' and (line.pilot_id is null
				-- An admin of its team hears of it with the team: others act on it.
				or not private.kept_out(line.pilot_id, r.person_id)))
			or ('cabinet' = any (wanted) and r.role = 'cabinet') or ('clerk' = any (wanted) and r.role = 'clerk'))
		union
		select n.person_id from public.comment_mentions n
		where 'mentioned' = any (wanted) and n.comment_id = line.record_id and n.district_id = line.district_id
	) x where x.id is distinct from v_person
	union all
	select v_person where 'person' = any (wanted) and v_person is not null;
end $$;

-- Makes the notices of a line: never for whoever did it, nor for somebody who may not see the pilot.
create function private.notify() returns trigger
language plpgsql security definer set search_path = ''
as $$
declare
	v_rule private.notice_rules;
	v_pilot public.pilots;
	v_told uuid[];
begin
	select r.* into v_rule from private.notice_rules r
	where r.record = new.record and r.verb = new.verb
		and (r.act is null or (new.record = 'stage_changes' and r.act = new.facts ->> 'act'))
	order by r.act nulls last limit 1;
	if v_rule.record is null or v_rule.audience = '{}' then
		return null;
	end if;
	select l.* into v_pilot from public.pilots l where l.id = new.pilot_id;
	if new.record = 'stage_changes' and new.facts ->> 'to_stage' = 'proposed' then
		-- The line is written before the stage is, and from here on the district sees it.
		v_pilot.proposed_at := coalesce(v_pilot.proposed_at, new.at);
	end if;
	with told as (
		insert into private.notices (activity_id, district_id, person_id, pilot_id, at)
		select new.id, new.district_id, p.id, new.pilot_id, new.at
		from private.audience_of(new, v_rule.audience) a
		join public.people p on p.id = a and p.district_id = new.district_id and p.active
		where p.id is distinct from new.actor_id and (new.pilot_id is null or private.sees(v_pilot, p.id, p.outside))
		on conflict do nothing
		returning person_id
	)
	select array_agg(t.person_id) into v_told from told t;
	if not v_rule.immediate or v_told is null or new.pilot_id is null then
		return null;
	end if;
	-- Lines of one kind and moment, such as the reviews that a tier asks for, are one mail.
	perform private.queue_mail(
		format('notice:%s:%s:%s:%s:%s', new.pilot_id, new.record, new.verb, extract(epoch from new.at), p.id),
		p.district_id, p.id, p.email, 'notice', jsonb_build_object(
			'pilot', v_pilot.id, 'title', v_pilot.title, 'at', new.at, 'record', new.record, 'verb', new.verb,
			'actor', (select x.name from public.people x where x.id = new.actor_id),
			'you', coalesce(new.facts ->> 'person_id' = p.id::text, false),
			'facts', new.facts - 'person_id' || jsonb_strip_nulls(jsonb_build_object('person', (
				select x.name from public.people x where x.id = (new.facts ->> 'person_id')::uuid)))))
	from public.people p
	where p.id = any (v_told)
		and (v_rule.mail_to is null or p.id in (select a from private.audience_of(new, v_rule.mail_to) a));
	return null;
end $$;

create trigger notified after insert on public.activity
	for each row execute function private.notify();
