-- Which mails somebody stops by the link in them: the cabinet's docket and what is due after a decision, too. A decision's letter, thanks,
-- and a meeting that is moved or called off always come.

create or replace function private.stoppable(kind text) returns text
language sql immutable set search_path = ''
as $$
	select case when kind = 'digest' then 'digest'
		when kind in ('notice', 'mention', 'hold_raised', 'hold_lifted', 'waived', 'woken', 'review_waits', 'reviews_overdue',
			'triage_waits', 'cycle_ends', 'overdue', 'vote_waits', 'join_asked', 'join_answered', 'agreement_ends', 'reviews_reopened',
			'findings_overdue', 'mitigation_overdue', 'policy_asked', 'policy_waits', 'facts_stale', 'training_expires', 'training_expired',
			'partner_answered', 'partner_agreement', 'docket', 'condition_due', 'renewal_notice', 'monitoring_due', 'runbook_due',
			'runbook_overdue') then 'at once' end
$$;
