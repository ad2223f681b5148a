-- The queue of mails at work: claimed by one worker at a time, settled, tried again after growing pauses.

alter table private.mails add column first_tried_at timestamptz;
comment on column private.mails.first_tried_at is 'Its tries end a day after this, however long it waited for a worker before.';
create index on private.mails (address, created_at) where kind = 'account';

-- Hands waiting mails to one worker for two minutes. What expired, or is for somebody who has left, is given up unsent.
create function private.claim_mails(most int)
returns table (id uuid, address text, person text, kind text, facts jsonb, attempts int, district text)
language plpgsql security definer set search_path = ''
as $$
declare
	v_now timestamptz := private.now();
begin
	with over as materialized (
		select m.id, m.expires_at <= v_now as expired from private.mails m
		left join public.people p on p.id = m.person_id and p.district_id = m.district_id
		where m.sent_at is null and m.given_up_at is null and (m.claimed_until is null or m.claimed_until <= v_now)
			and (m.expires_at <= v_now or (not p.active and m.kind not in ('invitation', 'account')))
		for update of m skip locked
	)
	update private.mails m set given_up_at = v_now, facts = '{}', claimed_until = null,
		last_error = case when m.last_error <> '' then m.last_error
			when o.expired then 'It expired before it was sent.' else 'Its person is no longer active.' end
	from over o where m.id = o.id;

	return query
	with due as materialized (
		select m.id from private.mails m
		where m.sent_at is null and m.given_up_at is null and m.next_at <= v_now
			and (m.expires_at is null or m.expires_at > v_now) and (m.claimed_until is null or m.claimed_until <= v_now)
		-- Somebody sits and waits for a mail about their account; a reminder can wait.
		order by m.kind in ('account', 'invitation') desc, m.next_at, m.id
		limit least(greatest(coalesce(most, 0), 0), 100)
		for update skip locked
	), claimed as (
		update private.mails m set attempts = m.attempts + 1, claimed_until = v_now + interval '2 minutes',
			first_tried_at = coalesce(m.first_tried_at, v_now)
		from due d where m.id = d.id
		returning m.*
	)
	select c.id, c.address, p.name, c.kind, c.facts, c.attempts, d.name
	from claimed c
	left join public.people p on p.id = c.person_id and p.district_id = c.district_id
	left join public.districts d on d.id = c.district_id;
end $$;

create function public.claim_mails(most int)
returns table (id uuid, address text, person text, kind text, facts jsonb, attempts int, district text)
language sql security invoker set search_path = ''
as $$ select * from private.claim_mails(most) $$;

-- What became of a mail: sent, or an error, after which it is tried again later or given up. The attempt is the claim's
-- own: the error of a worker who took too long does not count once somebody else has the mail, and a sent mail stays sent.
create function private.settle_mail(mail uuid, error text, attempt int, give_up boolean) returns text
language plpgsql security definer set search_path = ''
as $$
declare
	v_now timestamptz := private.now();
	v_mail private.mails;
begin
	select m.* into v_mail from private.mails m where m.id = mail for update;
	if not found then
		perform private.fail(404, 'no_such_mail', 'There is no such mail. Nothing was changed.');
	elsif v_mail.sent_at is not null then
		return 'sent';
	elsif error is null then
		update private.mails m set sent_at = v_now, given_up_at = null, claimed_until = null, facts = '{}', last_error = '' where m.id = mail;
		return 'sent';
	elsif v_mail.given_up_at is not null then
		return 'given up';
	elsif attempt <> v_mail.attempts then
		return 'claimed again';
	elsif coalesce(give_up, false) or v_mail.expires_at <= v_now or v_mail.first_tried_at <= v_now - interval '1 day' then
		update private.mails m set given_up_at = v_now, claimed_until = null, facts = '{}', last_error = left(error, 500) where m.id = mail;
		return 'given up';
	end if;
	update private.mails m set claimed_until = null, last_error = left(error, 500),
		next_at = v_now + make_interval(mins => coalesce((array[1, 2, 5, 10, 20, 40])[greatest(m.attempts, 1)], 60))
	where m.id = mail;
	return 'waits';
end $$;

create function public.settle_mail(mail uuid, error text default null, attempt int default null, give_up boolean default false) returns text
language sql security invoker set search_path = ''
as $$ select private.settle_mail(mail, error, attempt, give_up) $$;

grant execute on function private.claim_mails, private.settle_mail, public.claim_mails, public.settle_mail to service_role;
