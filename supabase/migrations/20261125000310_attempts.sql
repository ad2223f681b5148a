-- Attempts: how often somebody may try something, counted in the database, so that it holds over many instances.

create table private.attempts (
	kind text not null,
	subject_hash text not null,
	window_start timestamptz not null,
	count int not null,
	primary key (kind, subject_hash)
);
comment on table private.attempts is 'How often a subject (an address, a network, a person) tried something since its window began. Subjects are hashed.';
create index on private.attempts (window_start);

-- Counts attempts; false once there are more than `most` in `seconds`. The window begins with the first attempt.
create function private.spend_attempt(wanted text, subject text, most int, seconds int, times int default 1) returns boolean
language plpgsql security definer set search_path = ''
as $$
declare
	v_now timestamptz := private.now();
	v_over timestamptz := private.now() - make_interval(secs => seconds);
	v_count int;
begin
	insert into private.attempts as a (kind, subject_hash, window_start, count)
	values (wanted, private.token_hash(lower(subject)), v_now, times)
	on conflict on constraint attempts_pkey do update set
		window_start = case when a.window_start <= v_over then v_now else a.window_start end,
		-- Counting ends at a million: whoever tries on for ever is refused for ever, and not by an overflow.
		count = least(1000000, excluded.count + case when a.window_start <= v_over then 0 else a.count end)
	returning a.count into v_count;
	if v_count = times then
		delete from private.attempts a using (
			select o.kind, o.subject_hash from private.attempts o where o.window_start < v_now - interval '2 days'
			limit 50 for update skip locked) old
		where a.kind = old.kind and a.subject_hash = old.subject_hash;
	end if;
	return v_count <= most;
end $$;

create function public.spend_attempt(kind text, subject text, most int, seconds int) returns boolean
language sql security invoker set search_path = ''
as $$ select private.spend_attempt(kind, subject, most, seconds) $$;

-- Takes attempts back: all of them, or as many as `times`.
create function private.forgive_attempts(wanted text, subject text, times int) returns void
language sql security definer set search_path = ''
as $$
	update private.attempts a set count = greatest(0, a.count - coalesce(times, a.count))
	where a.kind = wanted and a.subject_hash = private.token_hash(lower(subject))
$$;

create function public.forgive_attempts(kind text, subject text, times int default null) returns void
language sql security invoker set search_path = ''
as $$ select private.forgive_attempts(kind, subject, times) $$;

-- For how many seconds the subject has to wait until its window is over.
create function private.attempt_wait(wanted text, subject text, seconds int) returns int
language sql stable security definer set search_path = ''
as $$
	select coalesce((
		select greatest(0, ceil(extract(epoch from a.window_start + make_interval(secs => seconds) - private.now())))::int
		from private.attempts a where a.kind = wanted and a.subject_hash = private.token_hash(lower(subject))), 0)
$$;

create function public.attempt_wait(kind text, subject text, seconds int) returns int
language sql stable security invoker set search_path = ''
as $$ select private.attempt_wait(kind, subject, seconds) $$;

grant execute on function private.spend_attempt, private.forgive_attempts, private.attempt_wait to service_role;
grant execute on function public.spend_attempt, public.forgive_attempts, public.attempt_wait to service_role;
