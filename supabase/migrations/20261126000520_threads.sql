-- Threads of comments on a part of a pilot, and comments for its reviewers only.

alter table public.comments
	add column part text check (part ~ '^[a-z][a-z_]{0,39}$'),
	add column reply_to uuid,
	add column reviewers_only boolean not null default false,
	add column resolved_at timestamptz,
	add column resolved_by uuid,
	add foreign key (reply_to, district_id) references public.comments (id, district_id) on delete cascade,
	add foreign key (resolved_by, district_id) references public.people (id, district_id),
	add check (reply_to is null or (part is null and resolved_at is null)),
	add check ((resolved_at is null) = (resolved_by is null));
comment on column public.comments.part is 'What it is about: the name of a field of the proposal, or plan, evidence, team and the like. Null for the pilot as a whole.';
comment on column public.comments.reply_to is 'The comment that opens the thread; null for one that opens it. One level deep.';
comment on column public.comments.reviewers_only is 'For whoever judges the pilot alone. Of a whole thread, and never changed: what was said so stays so.';

create index on public.comments (reply_to, district_id, at, id);
create index on public.comments (resolved_by, district_id);
create index on public.comments (pilot_id, district_id, at, id) where reply_to is null;

-- Whoever judges a pilot or watches over it: reviewers of any specialty, sponsor, evaluator, cabinet and AI office. Being on
-- its team, having been on it since it was proposed, or having recused oneself takes all of these parts away.
create function private.judges_here(pilot uuid, person uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_parts text[] := private.parts(pilot, person);
begin
	return v_parts && array['reviewer', 'sponsor', 'evaluator', 'cabinet', 'admin'] and not 'team' = any (v_parts);
end $$;

-- Whether the caller reads what is for reviewers only. Policies ask it; false for pilots that they do not see.
create function private.among_reviewers(pilot uuid) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
begin
	return exists (
		select 1 from public.pilots l join public.people p on p.id = v_me and p.district_id = l.district_id
		where l.id = among_reviewers.pilot and l.proposed_at is not null)
		and private.judges_here(among_reviewers.pilot, v_me);
end $$;
grant execute on function private.among_reviewers to authenticated;

drop policy "Comments are seen with their pilot" on public.comments;
create policy "Comments are seen with their pilot, those for reviewers by them" on public.comments
	for select to authenticated using (
		district_id = (select private.district_id()) and exists (select 1 from public.pilots p where p.id = comments.pilot_id)
		and (not reviewers_only or private.among_reviewers(comments.pilot_id)));

-- Whoever comes onto the team reads no more what was said among reviewers, and is told no more that it names them.
create function private.forget_mentions() returns trigger
language plpgsql security definer set search_path = ''
as $$
begin
	update private.mails m set given_up_at = private.now(), facts = '{}', last_error = 'They are on the team now.'
	from public.comments c
	where c.pilot_id = new.pilot_id and c.district_id = new.district_id and c.reviewers_only
		and m.key = format('mention:%s:%s', c.id, new.person_id) and m.sent_at is null and m.given_up_at is null;
	delete from public.comment_mentions n using public.comments c
	where c.id = n.comment_id and c.district_id = n.district_id and c.pilot_id = new.pilot_id and c.reviewers_only
		and n.person_id = new.person_id;
	return null;
end $$;
create trigger mentions_forgotten after insert on public.team_members
	for each row execute function private.forget_mentions();

drop function public.comment(uuid, text, uuid);
drop function private.comment(uuid, text, uuid);

-- Says something about a pilot, about a part of it, or in answer to somebody. The client may make the id: sent twice, it is
-- kept once.
create function private.comment(pilot uuid, body text, id uuid, part text, reply_to uuid, reviewers_only boolean) returns uuid
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_body text := trim(both E' \t\n' from replace(replace(coalesce(comment.body, ''), E'\r\n', E'\n'), E'\r', E'\n'));
	v_id uuid := coalesce(comment.id, gen_random_uuid());
	v_part text := nullif(trim(comment.part), '');
	v_only boolean := coalesce(comment.reviewers_only, false);
	v_most constant int := 60;
	v_root public.comments;
	v_named uuid[];
	v_deaf text[];
	v_there public.comments;
	v_author text;
begin
	-- One at a time for each person, so that two at once are counted as two. The pilot first, which the comment refers to.
	perform 1 from public.pilots l where l.id = pilot for key share;
	select p.name into v_author from public.people p where p.id = v_me for no key update;
	if comment.reply_to is not null then
		select c.* into v_root from public.comments c
		where c.id = comment.reply_to and c.pilot_id = v_pilot.id and c.district_id = v_pilot.district_id
			and (not c.reviewers_only or private.among_reviewers(v_pilot.id));
		if not found then
			perform private.fail(404, 'no_such_comment', 'There is no such comment on this pilot. Nothing was saved.');
		elsif v_root.reply_to is not null then
			perform private.fail(422, 'answers_an_answer', 'Answer the comment that opened the thread. Nothing was saved.');
		elsif v_only and not v_root.reviewers_only then
			perform private.fail(422, 'mark_of_thread', 'An answer is read by whoever reads its thread: for reviewers only, begin a thread of its own. Nothing was saved.');
		end if;
		v_part := null;
		v_only := v_root.reviewers_only;
	elsif v_only and not private.among_reviewers(v_pilot.id) then
		perform private.fail(403, 'not_yours', 'Comments for reviewers only are for whoever judges this pilot and is not on its team. Nothing was saved.');
	elsif v_part !~ '^[a-z][a-z_]{0,39}$' then
		perform private.fail(422, 'no_such_part', 'A comment is about a part of the pilot, such as problem, plan or team. Nothing was saved.');
	end if;
	select c.* into v_there from public.comments c where c.id = v_id and c.district_id = v_pilot.district_id;
	if found then
		if v_there.author_id = v_me and v_there.pilot_id = pilot and (v_there.body = v_body or v_there.taken_back_at is not null)
			and (v_there.part, v_there.reply_to, v_there.reviewers_only) is not distinct from (v_part, comment.reply_to, v_only) then
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
	elsif v_only then
		v_deaf := array(select distinct trim(p.name) from public.people p
			where p.id = any (v_named) and not private.judges_here(v_pilot.id, p.id) order by 1);
		if cardinality(v_deaf) > 0 then
			perform private.fail(422, 'may_not_read', format('%s may not read comments for reviewers only: take the name out, or write one for everyone. Nothing was saved.',
				array_to_string(v_deaf, ', ')), jsonb_build_object('names', v_deaf));
		end if;
	end if;
	if cardinality(v_named) > 0 and not private.spend_attempt('mentions', v_me::text, 200, 3600, cardinality(v_named)) then
		perform private.fail(429, 'too_many', 'You mentioned people 200 times within an hour, and each gets a mail: wait a little. Nothing was saved.',
			'{"most": 200}');
	end if;
	insert into public.comments (id, district_id, pilot_id, author_id, body, part, reply_to, reviewers_only)
	values (v_id, v_pilot.district_id, pilot, v_me, v_body, v_part, comment.reply_to, v_only);
	insert into public.comment_mentions (comment_id, person_id, district_id)
	select v_id, n, v_pilot.district_id from unnest(v_named) n;
	perform private.queue_mail(format('mention:%s:%s', v_id, p.id), p.district_id, p.id, p.email, 'mention', jsonb_build_object(
		'pilot', pilot, 'title', v_pilot.title, 'author', v_author, 'comment', v_id,
		-- A mail is passed on easily: what is for reviewers only is read on the page.
		'excerpt', case when v_only then '' when length(x.said) > 200 then left(x.said, 199) || '…' else x.said end))
	from public.people p, (select regexp_replace(v_body, '\s+', ' ', 'g') as said) x
	where p.id = any (v_named);
	-- Everyone who sees the pilot reads its activity, so that a comment for reviewers only leaves no line there: it is its own.
	if not v_only then
		perform private.note_activity(v_pilot.district_id, pilot, 'comments', v_id,
			case when v_root.id is null then 'commented' else 'replied' end,
			jsonb_build_object('mentioned', cardinality(v_named))
			|| case when v_root.id is not null then jsonb_build_object('person_id', v_root.author_id)
				when v_part is not null then jsonb_build_object('part', v_part) else '{}' end);
	end if;
	return v_id;
end $$;

create function public.comment(pilot uuid, body text, id uuid default null, part text default null, reply_to uuid default null,
	reviewers_only boolean default false) returns uuid
language sql security invoker set search_path = ''
as $$ select private.comment(pilot, body, id, part, reply_to, reviewers_only) $$;
grant execute on function private.comment, public.comment to authenticated;
