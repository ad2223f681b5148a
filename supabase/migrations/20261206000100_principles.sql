-- The guiding principles of a district as it publishes them: each text with its versions. A new district starts with six, which it edits.

create table private.principles (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	code text not null check (code ~ '^[A-Z0-9][A-Z0-9.-]{0,11}$'),
	position int not null check (position between 1 and 999),
	asked_since timestamptz not null default private.now(),
	retired_at timestamptz,
	retired_because text not null default '' check (length(retired_because) <= 500),
	primary key (id, district_id),
	unique (district_id, code)
);
comment on table private.principles is 'A guiding principle. Its texts are its versions; a retired one is asked of no new proposal.';
comment on column private.principles.asked_since is 'Pilots that came to triage earlier were never asked to answer it.';

create table private.principle_versions (
	id bigint generated always as identity,
	district_id uuid not null references public.districts (id),
	principle_id uuid not null,
	version int not null check (version > 0),
	minor int not null default 0 check (minor >= 0),
	title text not null check (length(trim(title)) between 1 and 120),
	body text not null check (length(trim(body)) between 1 and 2000),
	good_answer text not null check (length(good_answer) <= 1000),
	reason text not null default '' check (length(reason) <= 500),
	published_by uuid,
	published_at timestamptz not null default private.now(),
	primary key (id, district_id),
	unique (principle_id, version, minor),
	foreign key (principle_id, district_id) references private.principles (id, district_id) on delete cascade,
	foreign key (published_by, district_id) references public.people (id, district_id)
);
comment on table private.principle_versions is 'What a principle said from when. A correction counts minor up and keeps answers valid; anything else is a new version. Never changed.';
comment on column private.principle_versions.good_answer is 'What a good answer of a proposal says.';

create index on private.principles (district_id, position);
create index on private.principle_versions (principle_id, district_id);
create index on private.principle_versions (published_by, district_id);
create index on private.principle_versions (district_id);

create trigger kept before update or delete on private.principle_versions
	for each row execute function private.refuse_change();

-- The version of a principle that holds now.
create function private.principle_now(principle uuid) returns private.principle_versions
language sql stable security definer set search_path = ''
as $$
	select v from private.principle_versions v where v.principle_id = principle order by v.version desc, v.minor desc limit 1
$$;

-- What a district starts with.
create function private.first_principles() returns table (code text, "position" int, title text, body text, good_answer text)
language sql immutable set search_path = ''
as $$
	values
	('P1', 1, 'Human judgment first',
		'AI may inform a decision about a student, a family or a colleague. A person who knows the situation makes it, can explain it, and answers for it. Nobody is graded, placed, disciplined or refused anything by a machine.',
		'Names who looks at what the tool gives out before it is used, what they can change, and to whom somebody turns who thinks that it is wrong.'),
	('P2', 2, 'Students’ privacy',
		'We give a tool the least data that does the job, under an agreement that says what happens to it and when it is deleted. What students write and say is not used to train anyone’s model without their families’ consent.',
		'Says which data the tool sees, which it does not need, where it goes, and when it is gone.'),
	('P3', 3, 'Fairness and access',
		'What we bring into classrooms works for every student: with a disability, learning English, without a device or a connection at home. We look at whom it helps less, and act on what we find.',
		'Names who could be left out or served worse, what you do about it, and how you would notice.'),
	('P4', 4, 'Openness with families',
		'Families learn in plain words, and in their own language, what is tried with their children, why, and what their choices are. Saying no costs a student nothing.',
		'Says how and when families hear of it, in which languages, and what a student does whose family says no.'),
	('P5', 5, 'Evidence before scale',
		'We try small, measure honestly and decide on what we find, also when it is not what we hoped. What does not help ends, with thanks to those who tried it.',
		'Says what would show that it helps, what would make you stop, and who looks who is not on the team.'),
	('P6', 6, 'Learning stays the students’ own',
		'AI supports thinking and does not replace it. Teachers decide when and how it is used, students know what is allowed, and the work that they are credited for is theirs.',
		'Says what students still do by themselves, how the teacher keeps the lead, and what students are told is allowed.')
$$;

create function private.furnish_principles(district uuid, since timestamptz) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_one record;
	v_id uuid;
begin
	for v_one in select * from private.first_principles() loop
		insert into private.principles (district_id, code, position, asked_since) values (district, v_one.code, v_one.position, since)
		returning id into v_id;
		insert into private.principle_versions (district_id, principle_id, version, title, body, good_answer, published_at)
		values (district, v_id, 1, v_one.title, v_one.body, v_one.good_answer, coalesce(nullif(since, '-infinity'), private.now()));
	end loop;
end $$;

create function private.furnish_first_principles() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	-- Its pilots may have lived before their record, as those of the demonstration do.
	perform private.furnish_principles(new.id, '-infinity');
	return null;
end $$;

create trigger furnish_principles after insert on public.districts
	for each row execute function private.furnish_first_principles();
do $$ begin perform private.furnish_principles(d.id, private.now()) from public.districts d; end $$;
