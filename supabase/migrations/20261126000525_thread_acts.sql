-- Taking a comment back, closing a thread, and reading a pilot's discussion thread by thread.

create or replace function private.take_back_comment(pilot uuid, comment uuid) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_there public.comments;
begin
	select c.* into v_there from public.comments c
	where c.id = take_back_comment.comment and c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id for update;
	-- What somebody said among reviewers they may take back for ever, although they read it no more.
	if not found or (v_there.reviewers_only and v_there.author_id <> private.person_id() and not private.among_reviewers(v_pilot.id)) then
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
	if not v_there.reviewers_only then
		perform private.note_activity(v_there.district_id, v_pilot.id, 'comments', v_there.id, 'took back');
	end if;
end $$;

-- Closes a thread that is settled, or opens it again: whoever began it, the lead, or a reviewer.
create function private.resolve_comment(pilot uuid, comment uuid, resolved boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_there public.comments;
begin
	select c.* into v_there from public.comments c
	where c.id = resolve_comment.comment and c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id for update;
	if not found or (v_there.reviewers_only and not private.among_reviewers(v_pilot.id)) then
		perform private.fail(404, 'no_such_comment', 'There is no such comment on this pilot.');
	elsif v_there.author_id <> v_me and not private.parts(v_pilot.id, v_me) && array['lead', 'reviewer'] then
		perform private.fail(403, 'not_yours', 'Whoever began a thread, the lead or a reviewer settles it. Nothing was changed.');
	elsif v_there.reply_to is not null then
		perform private.fail(422, 'an_answer', 'A whole thread is settled, by the comment that opened it. Nothing was changed.');
	elsif (v_there.resolved_at is not null) = coalesce(resolved, true) then
		return;
	end if;
	update public.comments c set
		resolved_at = case when coalesce(resolved, true) then private.now() end,
		resolved_by = case when coalesce(resolved, true) then v_me end
	where c.id = v_there.id and c.district_id = v_there.district_id;
	if not v_there.reviewers_only then
		perform private.note_activity(v_there.district_id, v_pilot.id, 'comments', v_there.id,
			case when coalesce(resolved, true) then 'resolved' else 'reopened' end, jsonb_build_object('person_id', v_there.author_id));
	end if;
end $$;

create function public.resolve_comment(pilot uuid, comment uuid, resolved boolean default true) returns void
language sql security invoker set search_path = ''
as $$ select private.resolve_comment(pilot, comment, resolved) $$;
grant execute on function private.resolve_comment, public.resolve_comment to authenticated;

-- One comment as a page shows it, without its answers.
create function private.comment_line(line public.comments, me uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return (
		select jsonb_build_object('id', line.id, 'author', a.name, 'title', a.title, 'mine', line.author_id = me,
			'body', line.body, 'at', line.at, 'taken_back', line.taken_back_at is not null,
			'names', (select coalesce(jsonb_agg(x.name order by x.name), '[]') from public.comment_mentions n
				join public.people x on x.id = n.person_id where n.comment_id = line.id and n.district_id = line.district_id),
			'unseen', exists (select 1 from public.comment_mentions n
				where n.comment_id = line.id and n.district_id = line.district_id and n.person_id = me and n.seen_at is null))
		from public.people a where a.id = line.author_id);
end $$;

-- A thread: the comment that opens it, with its answers.
create function private.thread(opening public.comments, me uuid, settles boolean) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return private.comment_line(opening, me) || jsonb_build_object(
		'part', opening.part, 'reviewers_only', opening.reviewers_only, 'resolved_at', opening.resolved_at,
		'resolved_by', (select p.name from public.people p where p.id = opening.resolved_by),
		'may_resolve', settles or opening.author_id = me,
		'replies', (select coalesce(jsonb_agg(private.comment_line(c, me) order by c.at, c.id), '[]')
			from public.comments c where c.reply_to = opening.id and c.district_id = opening.district_id));
end $$;

drop function public.comments(uuid, uuid, int);
drop function private.comments(uuid, uuid, int);

-- The last threads of a pilot, or those before a certain one, or up to the one that a certain comment stands in; oldest first.
-- With them every thread on a part of it, and what names the caller and waits for them. What is for reviewers only is there
-- for them alone: neither shown nor counted to anybody else.
create function private.comments(pilot uuid, before uuid, most int, upto uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_most int := least(greatest(coalesce(most, 20), 1), 100);
	v_only boolean := private.among_reviewers(v_pilot.id);
	v_settles boolean := private.parts(v_pilot.id, v_me) && array['lead', 'reviewer'];
	v_end public.comments;
begin
	select e.* into v_end
	from public.comments c join public.comments e on e.id = coalesce(c.reply_to, c.id) and e.district_id = c.district_id
	where c.id = coalesce(comments.upto, comments.before) and c.pilot_id = v_pilot.id and (v_only or not c.reviewers_only);
	return (
		with page as (
			select c.* from public.comments c
			where c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id and c.reply_to is null and (v_only or not c.reviewers_only)
				and (v_end.id is null or (c.at, c.id) < (v_end.at, v_end.id) or (comments.upto is not null and c.id = v_end.id))
			order by c.at desc, c.id desc limit v_most + 1
		), shown as (select p.id from page p order by p.at desc, p.id desc limit v_most)
		select jsonb_build_object(
			'comments', (select coalesce(jsonb_agg(private.thread(c, v_me, v_settles) order by c.at, c.id), '[]')
				from public.comments c where c.district_id = v_pilot.district_id and c.id in (select s.id from shown s)),
			'on_parts', (select coalesce(jsonb_agg(private.thread(c, v_me, v_settles) order by c.at, c.id), '[]')
				from (select x.* from public.comments x
					where x.pilot_id = v_pilot.id and x.district_id = v_pilot.district_id and x.part is not null and (v_only or not x.reviewers_only)
					order by x.at desc, x.id desc limit 100) c),
			'earlier', (select count(*) from page) > v_most,
			'newest', v_end.id is null or (comments.upto is not null and not exists (
				select 1 from public.comments c where c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id and c.reply_to is null
					and (v_only or not c.reviewers_only) and (c.at, c.id) > (v_end.at, v_end.id))),
			'may_mark', v_only,
			'count', (select count(*) from public.comments c
				where c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id and (v_only or not c.reviewers_only)),
			'unseen', (select count(*) from public.comment_mentions n join public.comments c on c.id = n.comment_id and c.district_id = n.district_id
				where n.person_id = v_me and n.seen_at is null and c.pilot_id = v_pilot.id and (v_only or not c.reviewers_only))));
end $$;

create function public.comments(pilot uuid, before uuid default null, most int default 20, upto uuid default null) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.comments(pilot, before, most, upto) $$;
grant execute on function private.comments, public.comments to authenticated;

-- Where the caller is named and has not looked yet; of what only reviewers read, as long as they read it.
create or replace function private.mentions() returns jsonb
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
				and (not c.reviewers_only or private.among_reviewers(c.pilot_id))
			group by c.pilot_id, l.title, c.author_id, a.name
			order by max(c.at) desc limit 20) x);
end $$;
