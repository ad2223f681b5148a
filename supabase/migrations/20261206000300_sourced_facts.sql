-- What the product states of laws and frameworks, each with its source and the day on which somebody of this district last looked it up.

create table private.sourced_facts (
	key text not null check (key ~ '^[a-z0-9_]{1,40}$'),
	district_id uuid not null references public.districts (id),
	position int not null,
	statement text not null check (length(trim(statement)) between 1 and 1000),
	source_title text not null check (length(trim(source_title)) between 1 and 300),
	source_link text not null check (source_link ~ '^https?://' and length(source_link) <= 500),
	verified_on date,
	verified_by uuid,
	note text not null default '' check (length(note) <= 1000),
	revision int not null default 1,
	primary key (key, district_id),
	foreign key (verified_by, district_id) references public.people (id, district_id)
);
comment on table private.sourced_facts is 'A legal or framework fact that pages state, as the district keeps it.';
comment on column private.sourced_facts.verified_on is 'When somebody of the district last compared it with its source; null for never.';

create table private.sourced_fact_changes (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	key text not null,
	before jsonb not null,
	after jsonb not null,
	by uuid not null,
	at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (key, district_id) references private.sourced_facts (key, district_id) on delete cascade,
	foreign key (by, district_id) references public.people (id, district_id)
);
comment on table private.sourced_fact_changes is 'What changed in a fact, from what to what, verifications among it. Never changed.';

create table private.sourced_fact_tellings (
	key text not null,
	district_id uuid not null references public.districts (id),
	verified_on date not null,
	at timestamptz not null default private.now(),
	primary key (key, district_id, verified_on),
	foreign key (key, district_id) references private.sourced_facts (key, district_id) on delete cascade
);
comment on table private.sourced_fact_tellings is 'That the AI office was reminded to look up a fact again: once for each time that it had looked.';

create index on private.sourced_facts (district_id, position);
create index on private.sourced_facts (verified_by, district_id);
create index on private.sourced_fact_changes (key, district_id);
create index on private.sourced_fact_changes (by, district_id);
create index on private.sourced_fact_changes (district_id);
create index on private.sourced_fact_tellings (district_id);

create trigger kept before update or delete on private.sourced_fact_changes for each row execute function private.refuse_change();

-- What the product states, with where it is from. Laws change, and so do pages: each district looks them up itself.
create function private.first_sourced_facts() returns table (key text, "position" int, statement text, source_title text, source_link text)
language sql immutable set search_path = ''
as $$
	values
	('essa_tiers', 1, 'The Every Student Succeeds Act (2015) tells four kinds of evidence-based: strong, from a well-made experiment; moderate, from a well-made quasi-experiment; promising, from a correlational study that controls for selection bias; and a rationale from research with efforts under way to study the effects.',
		'20 U.S.C. § 7801(21), definition of “evidence-based”', 'https://www.law.cornell.edu/uscode/text/20/7801'),
	('essa_sample', 2, 'For tiers 1 and 2 the What Works Clearinghouse looks for a large and multi-site sample: at least 350 students, and more than one educational site.',
		'What Works Clearinghouse, “ESSA Tiers of Evidence”', 'https://ies.ed.gov/ncee/wwc/essa'),
	('wwc_baseline', 3, 'The What Works Clearinghouse takes groups for alike at the start when they differ by at most 0.05 standard deviations, asks for statistical adjustment up to 0.25, and takes them for not alike above 0.25.',
		'What Works Clearinghouse Standards Handbook, version 4.1 (2020), section II.A', 'https://ies.ed.gov/ncee/wwc/Docs/referenceresources/WWC-Standards-Handbook-v4-1-508.pdf'),
	('ferpa', 4, 'The Family Educational Rights and Privacy Act protects personally identifiable information in education records. A vendor may see it without consent as a school official only while it does a service that the school would do itself, under the school’s direct control, and uses it for nothing else.',
		'34 CFR Part 99, and § 99.31(a)(1) for school officials', 'https://www.ecfr.gov/current/title-34/subtitle-A/part-99'),
	('small_cells', 5, 'Published figures can give a student away where a group is small. The Department of Education names no one number for all: whoever publishes chooses a minimum and withholds what is below it, and what would give that back. The district’s minimum is in its settings.',
		'Privacy Technical Assistance Center, “Frequently Asked Questions – Disclosure Avoidance”', 'https://studentprivacy.ed.gov/resources/frequently-asked-questions-disclosure-avoidance'),
	('coppa', 6, 'The Children’s Online Privacy Protection Rule asks online services for a parent’s verifiable consent before they collect personal information from children under 13.',
		'16 CFR Part 312', 'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-C/part-312'),
	('section_504', 7, 'Section 504 of the Rehabilitation Act bars discrimination because of a disability in whatever receives federal money, schools among it: what a pilot brings must be usable by students with disabilities, or something equally good stand beside it.',
		'34 CFR Part 104', 'https://www.ecfr.gov/current/title-34/subtitle-B/chapter-I/part-104'),
	('idea', 8, 'Under the Individuals with Disabilities Education Act a team that includes the parents decides on eligibility, services and placement of a student. A tool’s output decides none of them.',
		'34 CFR Part 300', 'https://www.ecfr.gov/current/title-34/subtitle-B/chapter-III/part-300'),
	('ada_web', 9, 'A rule of 2024 under title II of the Americans with Disabilities Act asks public bodies, school districts among them, for web content and mobile apps that meet WCAG 2.1 level AA. From when depends on their size, and is to be looked up: dates of such rules move.',
		'28 CFR Part 35, subpart H', 'https://www.ecfr.gov/current/title-28/chapter-I/part-35'),
	('wcag', 10, 'The Web Content Accessibility Guidelines 2.2, level AA, say what makes a page usable with a disability. Reviews of accessibility, and these pages, go by them.',
		'Web Content Accessibility Guidelines (WCAG) 2.2, W3C Recommendation', 'https://www.w3.org/TR/WCAG22/'),
	('edtech_genome', 11, 'The EdTech Genome Project of the EdTech Evidence Exchange agreed in 2020 on ten factors of a school that are thought to decide most whether education technology works there. The evaluation report asks for them.',
		'EdTech Evidence Exchange, the ten contextual variables', 'https://edtechevidence.org/article/UPDATED-VIEW-THE-10-CONTEXTUAL-VARIABLES-AND-WORKING-DEFINITIONS-SELECTED-BY-THE-EDTECH-GENOME-STEERING-COMMITTEE-TO-BE-STUDIED-FIRST/'),
	('automated_decisions', 12, 'Some states regulate high-risk AI systems that take part in consequential decisions. Colorado’s act of 2024 counts decisions on education enrollment and educational opportunities among them; its start has been postponed. What holds in your state, and from when, is to be looked up.',
		'Colorado General Assembly, SB 24-205', 'https://leg.colorado.gov/bills/sb24-205')
$$;

create function private.furnish_sourced_facts() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	insert into private.sourced_facts (key, district_id, position, statement, source_title, source_link)
	select f.key, new.id, f.position, f.statement, f.source_title, f.source_link from private.first_sourced_facts() f;
	return null;
end $$;

create trigger furnish_sourced_facts after insert on public.districts
	for each row execute function private.furnish_sourced_facts();
insert into private.sourced_facts (key, district_id, position, statement, source_title, source_link)
select f.key, d.id, f.position, f.statement, f.source_title, f.source_link from public.districts d cross join private.first_sourced_facts() f;

-- Twelve months after somebody looked it up, a fact is to be looked up again.
create function private.stale_from() returns date
language sql stable security definer set search_path = ''
as $$ select (private.today() - interval '12 months')::date $$;

-- All facts, or those of these keys, in their order. People from outside read them too: pages that they see state them.
create function private.sourced_facts(keys text[]) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_named boolean := not private.is_outside();
begin
	if private.person_id() is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('key', f.key, 'statement', f.statement, 'source_title', f.source_title, 'source_link', f.source_link,
			'verified_on', f.verified_on, 'verified_by', case when v_named then p.name end, 'note', f.note, 'revision', f.revision,
			'stale', coalesce(f.verified_on < private.stale_from(), false)) order by f.position, f.key), '[]')
		from private.sourced_facts f left join public.people p on p.id = f.verified_by
		where f.district_id = private.district_id() and (keys is null or f.key = any (keys)));
end $$;

create function public.sourced_facts(keys text[] default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.sourced_facts(keys) $$;

-- Saves a fact: its words, its source, or that it was looked up on a day. New words or another source are not looked up yet, unless
-- the day is said with them.
create function private.save_fact(fact jsonb) returns jsonb
language plpgsql security definer set search_path = ''
as $$
declare
	v_district uuid := (private.locked_office()).id;
	v_old private.sourced_facts;
	v_new private.sourced_facts;
	v_by text;
	v_wrong record;
begin
	perform private.known_fields(fact, '{"key": {}, "seen": {}, "verified_on": {}, "statement": {"label": "The statement", "most": 1000},
		"source_title": {"label": "The source", "most": 300}, "source_link": {"label": "The link", "most": 500}, "note": {"label": "The note", "most": 1000}}');
	select f.* into v_old from private.sourced_facts f where f.key = fact ->> 'key' and f.district_id = v_district for update;
	if not found then
		perform private.fail(404, 'no_such_fact', 'There is no such fact. Nothing was saved.');
	elsif (fact ->> 'seen')::int is distinct from v_old.revision then
		select p.name into v_by from private.sourced_fact_changes c join public.people p on p.id = c.by
		where c.key = v_old.key and c.district_id = v_district order by c.id desc limit 1;
		perform private.fail(409, 'changed_meanwhile', format('%s changed this in the meantime. Nothing of yours was saved.', coalesce(v_by, 'Somebody')),
			jsonb_build_object('by', v_by, 'revision', v_old.revision));
	end if;
	v_new := v_old;
	v_new.statement := trim(coalesce(fact ->> 'statement', v_old.statement));
	v_new.source_title := trim(coalesce(fact ->> 'source_title', v_old.source_title));
	v_new.source_link := trim(coalesce(fact ->> 'source_link', v_old.source_link));
	v_new.note := trim(coalesce(fact ->> 'note', v_old.note));
	v_new.verified_on := (fact ->> 'verified_on')::date;
	select f.field, f.sentence into v_wrong from (values
		(1, 'statement', v_new.statement = '', 'Write what holds.'),
		(2, 'source_title', v_new.source_title = '', 'Name the source.'),
		(3, 'source_link', v_new.source_link !~ '^https?://[^\s/]+\S*$', 'The link begins with https:// or http://.'),
		(4, 'verified_on', v_new.verified_on > private.today() or v_new.verified_on < private.today() - 3650, 'Say on which day you looked it up: today, or before.')
	) f (place, field, wrong, sentence) where f.wrong order by f.place limit 1;
	if found then
		perform private.fail(422, 'wrong_fact', v_wrong.sentence || ' Nothing was saved.', jsonb_build_object('field', v_wrong.field));
	end if;
	if v_new.verified_on is not null then
		v_new.verified_by := private.person_id();
	elsif (v_new.statement, v_new.source_title, v_new.source_link) is not distinct from (v_old.statement, v_old.source_title, v_old.source_link) then
		v_new.verified_on := v_old.verified_on;
		v_new.verified_by := v_old.verified_by;
	else
		v_new.verified_by := null;
	end if;
	if to_jsonb(v_new) = to_jsonb(v_old) then
		return jsonb_build_object('revision', v_old.revision, 'did', 'unchanged');
	end if;
	update private.sourced_facts f set (statement, source_title, source_link, note, verified_on, verified_by, revision) =
		(v_new.statement, v_new.source_title, v_new.source_link, v_new.note, v_new.verified_on, v_new.verified_by, v_old.revision + 1)
	where f.key = v_old.key and f.district_id = v_district;
	insert into private.sourced_fact_changes (district_id, key, before, after, by)
	select v_district, v_old.key, jsonb_object_agg(o.key, o.value), jsonb_object_agg(n.key, n.value), private.person_id()
	from jsonb_each(to_jsonb(v_old)) o join jsonb_each(to_jsonb(v_new)) n on n.key = o.key and n.value <> o.value;
	perform private.note_activity(v_district, null, 'sourced_facts', null, case when v_new.verified_on is not null
			and v_new.verified_on is distinct from v_old.verified_on then 'looked up' else 'edited' end, jsonb_build_object('name', v_new.source_title));
	return jsonb_build_object('revision', v_old.revision + 1, 'did', 'changed');
end $$;

create function public.save_fact(fact jsonb) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_fact(fact) $$;

-- What changed in a fact, the latest fifty.
create function private.fact_history(key text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	perform private.require_admin();
	return (
		select coalesce(jsonb_agg(jsonb_build_object('at', c.at, 'by', p.name, 'before', c.before - 'revision' - 'verified_by',
			'after', c.after - 'revision' - 'verified_by') order by c.id desc), '[]')
		from (select x.* from private.sourced_fact_changes x where x.key = fact_history.key and x.district_id = private.district_id()
			order by x.id desc limit 50) c join public.people p on p.id = c.by);
end $$;

create function public.fact_history(key text) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.fact_history(key) $$;

grant execute on function private.sourced_facts, public.sourced_facts, private.save_fact, public.save_fact, private.fact_history,
	public.fact_history to authenticated;

-- Reminds the AI office of facts that it looked up more than twelve months ago: one mail for all, once for each.
create function private.tell_of_stale_facts() returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one record;
begin
	for v_one in
		with told as (
			insert into private.sourced_fact_tellings (key, district_id, verified_on)
			select f.key, f.district_id, f.verified_on from private.sourced_facts f where f.verified_on < private.stale_from()
			on conflict do nothing returning key, district_id
		)
		select t.district_id, jsonb_agg(jsonb_build_object('title', f.source_title, 'verified_on', f.verified_on) order by f.position) as facts,
			md5(string_agg(t.key || f.verified_on, ' ' order by t.key)) as mark
		from told t join private.sourced_facts f on f.key = t.key and f.district_id = t.district_id group by t.district_id
	loop
		perform private.queue_mail(format('facts_stale:%s:%s', v_one.mark, p.id), p.district_id, p.id, p.email, 'facts_stale', jsonb_build_object('sources', v_one.facts))
		from public.people p join public.person_roles r on r.person_id = p.id and r.role = 'admin'
		where p.district_id = v_one.district_id and p.active;
	end loop;
end $$;
