-- What people say to each other about a pilot: plain text, with the people that it names.

create table public.comments (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	author_id uuid not null,
	body text not null check (length(body) <= 4000),
	at timestamptz not null default private.now(),
	taken_back_at timestamptz,
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (author_id, district_id) references public.people (id, district_id),
	check ((taken_back_at is null) = (body <> ''))
);
comment on table public.comments is 'The discussion of a pilot. Plain text for ever: whoever shows it renders neither HTML nor Markdown.';
comment on column public.comments.taken_back_at is 'When its author took it back: the text is gone, and that there was one stays.';

create table public.comment_mentions (
	comment_id uuid not null,
	person_id uuid not null,
	district_id uuid not null references public.districts (id),
	seen_at timestamptz,
	primary key (comment_id, district_id, person_id),
	foreign key (comment_id, district_id) references public.comments (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table public.comment_mentions is 'Whom a comment names, and since when they have seen it. Found in the text by the database, whoever sent it.';

create index on public.comments (pilot_id, district_id, at, id);
create index on public.comments (author_id, district_id, at);
create index on public.comments (district_id);
create index on public.comment_mentions (person_id, district_id) where seen_at is null;
create index on public.comment_mentions (person_id, district_id);
create index on public.comment_mentions (district_id);

-- Whom the caller can name on a pilot: everyone who sees it, by the same rule as the policy on pilots. People from
-- outside read no list of the district's people: they name who has a seat in the pilot, or a word in its discussion.
create function private.nameable(pilot uuid) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots;
	v_outside boolean := private.is_outside();
	v_team uuid[] := array(select t.person_id from public.team_members t where t.pilot_id = nameable.pilot and t.left_at is null);
	v_seats uuid[] := v_team || array(select a.person_id from public.assignments a where a.pilot_id = nameable.pilot and a.until is null);
	v_met uuid[];
begin
	select l.* into v_pilot from public.pilots l where l.id = nameable.pilot;
	if v_outside then
		v_met := v_seats || array(select c.author_id from public.comments c where c.pilot_id = nameable.pilot);
	end if;
	return query
	select p.id from public.people p
	where p.district_id = v_pilot.district_id and p.active
		and case
			when p.outside then p.id = any (v_seats) or private.parts(v_pilot.id, p.id) <> '{}'
			when v_pilot.proposed_at is not null then true
			else p.id = any (v_team) end
		and (v_met is null or p.id = any (v_met));
end $$;

-- Whom a text names: @ and the full name of somebody who can see the pilot. Of names that begin alike the longest wins;
-- two people of one name are both meant, since the text cannot tell them apart. An address such as a@b names nobody.
create function private.named_in(body text, pilot uuid) returns setof uuid
language plpgsql stable security definer set search_path = ''
as $$
begin
	if strpos(body, '@') = 0 then
		return;
	end if;
	return query
	with pieces as (
		select p.piece, p.place, lag(p.piece) over (order by p.place) as before
		from unnest(string_to_array(body, '@')) with ordinality p (piece, place)
	), places as (
		select p.piece, p.place from pieces p
		where p.place > 1 and p.piece <> '' and coalesce(right(p.before, 1), '') !~ '[[:alnum:]_]'
		order by p.place limit 100
	), people as materialized (
		select x.id, lower(trim(x.name)) as name, length(trim(x.name)) as long from private.nameable(named_in.pilot) n join public.people x on x.id = n
	), begun as materialized (
		-- What stands there in each length that a name has, so that not every place is compared with everybody.
		select p.place, l.long, lower(left(p.piece, l.long)) as name
		from places p cross join (select distinct x.long from people x) l
		where length(p.piece) >= l.long and substr(p.piece, l.long + 1, 1) !~ '[[:alnum:]]'
	), found as (
		select x.id, rank() over (partition by b.place order by b.long desc) as nth
		from begun b join people x on x.long = b.long and x.name = b.name
	)
	select distinct f.id from found f where f.nth = 1;
end $$;

-- Says something about a pilot. The client may make the id: sent twice, it is kept once.
create function private.comment(pilot uuid, body text, id uuid) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_body text := trim(both E' \t\n' from replace(replace(coalesce(comment.body, ''), E'\r\n', E'\n'), E'\r', E'\n'));
	v_id uuid := coalesce(comment.id, gen_random_uuid());
	v_most constant int := 60;
	v_named uuid[];
	v_there public.comments;
	v_author text;
begin
	-- One at a time for each person, so that two at once are counted as two. The pilot first, which the comment refers to.
	perform 1 from public.pilots l where l.id = pilot for key share;
	select p.name into v_author from public.people p where p.id = v_me for no key update;
	select c.* into v_there from public.comments c where c.id = v_id and c.district_id = v_pilot.district_id;
	if found then
		if v_there.author_id = v_me and v_there.pilot_id = pilot and (v_there.body = v_body or v_there.taken_back_at is not null) then
			return v_id;
		end if;
		perform private.fail(409, 'other_content', 'This comment was sent before with other words. Nothing was saved: open the page again.');
	elsif v_body = '' then
		perform private.fail(422, 'no_text', 'Write something first. Nothing was saved.');
	elsif length(v_body) > 4000 then
		perform private.fail(422, 'too_long', format('A comment can have 4000 characters and has %s. Nothing was saved.', length(v_body)));
	elsif (select count(*) from public.comments c where c.author_id = v_me and c.at > private.now() - interval '1 hour') >= v_most then
		perform private.fail(429, 'too_many', format('You wrote %s comments within an hour: wait a little. Nothing was saved.', v_most),
			jsonb_build_object('most', v_most));
	end if;
	v_named := array(select n from private.named_in(v_body, pilot) n where n <> v_me);
	if cardinality(v_named) > 20 then
		perform private.fail(422, 'too_many_named', format('A comment can mention 20 people and mentions %s. Nothing was saved.', cardinality(v_named)));
	elsif cardinality(v_named) > 0 and not private.spend_attempt('mentions', v_me::text, 200, 3600, cardinality(v_named)) then
		perform private.fail(429, 'too_many', 'You mentioned people 200 times within an hour, and each gets a mail: wait a little. Nothing was saved.',
			'{"most": 200}');
	end if;
	insert into public.comments (id, district_id, pilot_id, author_id, body)
	values (v_id, v_pilot.district_id, pilot, v_me, v_body);
	insert into public.comment_mentions (comment_id, person_id, district_id)
	select v_id, n, v_pilot.district_id from unnest(v_named) n;
	perform private.queue_mail(format('mention:%s:%s', v_id, p.id), p.district_id, p.id, p.email, 'mention', jsonb_build_object(
		'pilot', pilot, 'title', v_pilot.title, 'author', v_author,
		'excerpt', case when length(x.said) > 200 then left(x.said, 199) || '…' else x.said end))
	from public.people p, (select regexp_replace(v_body, '\s+', ' ', 'g') as said) x
	where p.id = any (v_named);
	perform private.note_activity(v_pilot.district_id, pilot, 'comments', v_id, 'commented',
		jsonb_build_object('mentioned', cardinality(v_named)));
	return v_id;
end $$;

create function public.comment(pilot uuid, body text, id uuid default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.comment(pilot, body, id) $$;

-- Takes back what one said: the words go, from mails that have not left too.
create function private.take_back_comment(pilot uuid, comment uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_there public.comments;
begin
	select c.* into v_there from public.comments c
	where c.id = take_back_comment.comment and c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id for update;
	if not found then
		perform private.fail(404, 'no_such_comment', 'There is no such comment on this pilot.');
	elsif v_there.author_id <> private.person_id() then
		perform private.fail(403, 'not_yours', 'Only whoever wrote a comment takes it back. Nothing was changed.');
	elsif v_there.taken_back_at is not null then
		return;
	end if;
	update public.comments c set body = '', taken_back_at = private.now()
	where c.id = v_there.id and c.district_id = v_there.district_id;
	update private.mails m set given_up_at = private.now(), facts = '{}', last_error = 'The comment was taken back.'
	from public.comment_mentions n
	where n.comment_id = v_there.id and n.district_id = v_there.district_id
		and m.key = format('mention:%s:%s', v_there.id, n.person_id) and m.sent_at is null and m.given_up_at is null;
	delete from public.comment_mentions n where n.comment_id = v_there.id and n.district_id = v_there.district_id;
	perform private.note_activity(v_there.district_id, v_pilot.id, 'comments', v_there.id, 'took back');
end $$;

create function public.take_back_comment(pilot uuid, comment uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.take_back_comment(pilot, comment) $$;

-- The last comments of a pilot, or those before a certain one, oldest first; and what names the caller and waits for them.
create function private.comments(pilot uuid, before uuid, most int) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_most int := least(greatest(coalesce(most, 20), 1), 100);
	v_before public.comments;
begin
	select c.* into v_before from public.comments c where c.id = before and c.pilot_id = pilot;
	return (
		with page as (
			select c.* from public.comments c
			where c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id
				and (v_before.id is null or (c.at, c.id) < (v_before.at, v_before.id))
			order by c.at desc, c.id desc limit v_most + 1
		), shown as (select p.* from page p order by p.at desc, p.id desc limit v_most)
		select jsonb_build_object(
			'comments', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'author', a.name, 'title', a.title, 'mine', s.author_id = v_me,
					'body', s.body, 'at', s.at, 'taken_back', s.taken_back_at is not null,
					'names', (select coalesce(jsonb_agg(x.name order by x.name), '[]') from public.comment_mentions n
						join public.people x on x.id = n.person_id where n.comment_id = s.id and n.district_id = s.district_id),
					'unseen', exists (select 1 from public.comment_mentions n
						where n.comment_id = s.id and n.district_id = s.district_id and n.person_id = v_me and n.seen_at is null))
					order by s.at, s.id), '[]')
				from shown s join public.people a on a.id = s.author_id),
			'earlier', (select count(*) from page) > v_most,
			'newest', v_before.id is null,
			'count', (select count(*) from public.comments c where c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id),
			'unseen', (select count(*) from public.comment_mentions n join public.comments c on c.id = n.comment_id and c.district_id = n.district_id
				where n.person_id = v_me and n.seen_at is null and c.pilot_id = v_pilot.id)));
end $$;

create function public.comments(pilot uuid, before uuid default null, most int default 20) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.comments(pilot, before, most) $$;

-- Whom a comment on this pilot can name.
create function private.mentionable(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', trim(p.name), 'title', p.title) order by p.name, p.id), '[]')
		from private.nameable(v_pilot.id) n join public.people p on p.id = n
		where p.id <> v_me);
end $$;

create function public.mentionable(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.mentionable(pilot) $$;

-- The caller has looked at the comments of a pilot: what named them there waits no more.
create function private.see_mentions(pilot uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
begin
	update public.comment_mentions n set seen_at = private.now()
	from public.comments c
	where c.id = n.comment_id and c.district_id = n.district_id and c.pilot_id = v_pilot.id
		and n.person_id = private.person_id() and n.seen_at is null;
end $$;

create function public.see_mentions(pilot uuid) returns void
language sql security invoker set search_path = ''
as $$ select private.see_mentions(pilot) $$;

-- Where the caller is named and has not looked yet: a line for each pilot and author, the newest first.
create function private.mentions() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_outside boolean := private.is_outside();
	v_mine uuid[] := array(select private.my_pilots());
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('pilot', x.pilot_id, 'title', x.title, 'author', x.author, 'at', x.at, 'count', x.times)
			order by x.at desc), '[]')
		from (
			select c.pilot_id, l.title, a.name as author, max(c.at) as at, count(*)::int as times
			from public.comment_mentions n
			join public.comments c on c.id = n.comment_id and c.district_id = n.district_id
			join public.pilots l on l.id = c.pilot_id
			join public.people a on a.id = c.author_id
			where n.person_id = v_me and n.seen_at is null
				and ((l.proposed_at is not null and not v_outside) or l.id = any (v_mine))
			group by c.pilot_id, l.title, c.author_id, a.name
			order by max(c.at) desc limit 20) x);
end $$;

create function public.mentions() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.mentions() $$;

grant execute on function private.comment, private.take_back_comment, private.comments, private.mentionable,
	private.see_mentions, private.mentions to authenticated;
grant execute on function public.comment, public.take_back_comment, public.comments, public.mentionable,
	public.see_mentions, public.mentions to authenticated;
grant select on public.comments, public.comment_mentions to authenticated;

alter table public.comments enable row level security;
alter table public.comment_mentions enable row level security;

create policy "Comments are seen with their pilot" on public.comments
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = comments.pilot_id));
create policy "A mention is seen by whoever it names" on public.comment_mentions
	for select to authenticated using (
		district_id = (select private.district_id()) and person_id = (select private.person_id())
		and exists (select 1 from public.comments c where c.id = comment_mentions.comment_id));
