-- The cabinet room's ground: a meeting with its time, a docket item with its reason and its way through the meeting, the brief that is
-- frozen when it opens, conditions of decisions, what a district asks before it scales, and waves of scaling.

alter table public.meetings
	add column begins time not null default '09:00',
	add column minutes int not null default 60 check (minutes between 5 and 600),
	add column place text not null default '' check (length(place) <= 200),
	add column revision int not null default 1,
	add column prepared_at timestamptz,
	add column opened_at timestamptz,
	add column ended_at timestamptz,
	add column cancelled_at timestamptz,
	add column cancel_reason text not null default '' check (length(cancel_reason) <= 2000),
	add check (ended_at is null or opened_at is not null),
	add check (cancelled_at is null or opened_at is null);
comment on column public.meetings.begins is 'By the clock of the district, like held_on: no zone is kept.';
comment on column public.meetings.minutes is 'How long it is planned to take.';
comment on column public.meetings.prepared_at is 'When its docket with the briefs was last sent out.';
comment on column public.meetings.opened_at is 'When its chair opened it; it is in session until it ended.';

alter table public.docket_items
	add column reason text not null default 'evidence'
		check (reason in ('evidence', 'stopped early', 'overdue', 'review', 'condition', 'monitoring', 'asked')),
	add column position int,
	add column minutes int check (minutes between 1 and 240),
	add column begun_at timestamptz,
	add column voting_closed_at timestamptz,
	add column voting_closed_by uuid,
	add column closed_how text check (closed_how in ('decided', 'dealt with', 'taken off')),
	add column note text not null default '' check (length(note) <= 2000),
	add foreign key (voting_closed_by, district_id) references public.people (id, district_id);
update public.docket_items set closed_how = 'decided' where closed_at is not null;
alter table public.docket_items add check ((closed_at is null) = (closed_how is null));
comment on column public.docket_items.opened_at is 'When it came onto the docket. Members vote from then on, before the meeting too.';
comment on column public.docket_items.reason is 'Why it came: its gate is due (evidence, stopped early, review), its cycle ended (overdue), or a matter of a pilot that goes on: an overdue condition, a monitoring review, or somebody of the office asked.';
comment on column public.docket_items.position is 'Its place in the meeting, as the chair ordered it; those without one come after, as they came.';
comment on column public.docket_items.minutes is 'How long it is planned to take in the meeting.';
comment on column public.docket_items.begun_at is 'When the chair opened it in the meeting: its brief is frozen from then on.';
comment on column public.docket_items.voting_closed_at is 'From then on votes are named, and nobody votes any more.';
comment on column public.docket_items.closed_how is 'Decided by a decision; dealt with by a note; or taken off, since the pilot went another way.';

create index on public.docket_items (voting_closed_by, district_id);

-- Whoever closes an item by `closed_at` alone has decided it.
create function private.closed_by_deciding() returns trigger
language plpgsql set search_path = ''
as $$
begin
	if new.closed_at is not null and new.closed_how is null then
		new.closed_how := 'decided';
	end if;
	return new;
end $$;

create trigger closed before update on public.docket_items
	for each row when (new.closed_at is not null and old.closed_at is null) execute function private.closed_by_deciding();

create table private.briefs (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	docket_item_id uuid not null,
	version int not null check (version > 0),
	frozen_at timestamptz not null default private.now(),
	frozen_by uuid,
	fingerprint text not null,
	shown jsonb not null,
	complete jsonb not null,
	primary key (id, district_id),
	unique (docket_item_id, district_id, version),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (docket_item_id, district_id) references public.docket_items (id, district_id) on delete cascade,
	foreign key (frozen_by, district_id) references public.people (id, district_id)
);
comment on table private.briefs is 'What a vote is cast on, as it was when the chair opened the item. Never changed: opened again, it is frozen anew as a later version.';
comment on column private.briefs.shown is 'As everyone in the district sees it, with small cells withheld.';
comment on column private.briefs.complete is 'As the evaluator sees it, with every cell.';
comment on column private.briefs.fingerprint is 'Of both, so that a printed one can be told from another.';

alter table public.decisions
	add column brief_id uuid,
	add column different text not null default '' check (length(different) <= 2000),
	add column supersedes uuid,
	add foreign key (brief_id, district_id) references private.briefs (id, district_id),
	add foreign key (supersedes, district_id) references public.decisions (id, district_id);
comment on column public.decisions.brief_id is 'The brief that was voted on.';
comment on column public.decisions.different is 'Of an extension: what must be different this time.';
comment on column public.decisions.supersedes is 'The decision about this pilot before it, which it replaces.';

create index on private.briefs (pilot_id, district_id);
create index on private.briefs (docket_item_id, district_id);
create index on private.briefs (frozen_by, district_id);
create index on private.briefs (district_id);
create index on public.decisions (brief_id, district_id);
create index on public.decisions (supersedes, district_id);

create trigger kept before update or delete on private.briefs
	for each row execute function private.refuse_change();

create table private.conditions (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	decision_id uuid not null,
	number int not null check (number > 0),
	words text not null check (length(trim(words)) between 1 and 1000),
	owner_id uuid not null,
	due_on date not null,
	evidence_asked text not null default '' check (length(evidence_asked) <= 1000),
	state text not null default 'open' check (state in ('open', 'reported', 'met', 'lifted')),
	report text not null default '' check (length(report) <= 2000),
	link text not null default '' check (length(link) <= 500),
	reported_at timestamptz,
	reported_by uuid,
	closed_at timestamptz,
	closed_by uuid,
	close_note text not null default '' check (length(close_note) <= 2000),
	primary key (id, district_id),
	unique (decision_id, district_id, number),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (decision_id, district_id) references public.decisions (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (reported_by, district_id) references public.people (id, district_id),
	foreign key (closed_by, district_id) references public.people (id, district_id),
	check ((state in ('met', 'lifted')) = (closed_at is not null))
);
comment on table private.conditions is 'What a decision asks for, of whom and by when. Its owner reports; somebody else says that it is met; the cabinet lifts it.';
comment on column private.conditions.evidence_asked is 'What its owner is to show.';

create index on private.conditions (pilot_id, district_id);
create index on private.conditions (decision_id, district_id);
create index on private.conditions (owner_id, district_id);
create index on private.conditions (reported_by, district_id);
create index on private.conditions (closed_by, district_id);
create index on private.conditions (district_id, due_on) where state in ('open', 'reported');

create table private.contract_facts (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	contract_value numeric check (contract_value between 0 and 1e9),
	board_approved_on date,
	board_reference text not null default '' check (length(board_reference) <= 200),
	renewal_notice_on date,
	payer_next_year text not null default '' check (length(payer_next_year) <= 300),
	family_notice_on date,
	opt_outs int check (opt_outs between 0 and 1000000),
	accommodations text not null default '' check (length(accommodations) <= 2000),
	revision int not null default 1,
	changed_at timestamptz not null default private.now(),
	changed_by uuid,
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (changed_by, district_id) references public.people (id, district_id)
);
comment on table private.contract_facts is 'What a district asks before it scales: the contract, who pays on, and what became of notice, opt-outs and accommodations.';
comment on column private.contract_facts.contract_value is 'Of the whole contract over its term, in dollars; 0 where there is none.';
comment on column private.contract_facts.renewal_notice_on is 'The last day on which the vendor can be told that the contract is not renewed.';
comment on column private.contract_facts.opt_outs is 'Families that opted out so far. A count about people: few are told as few.';

create index on private.contract_facts (changed_by, district_id);
create index on private.contract_facts (district_id);

alter table public.districts
	add column board_threshold numeric not null default 100000 check (board_threshold between 0 and 1e9),
	add column most_extensions int not null default 2 check (most_extensions between 0 and 20);
comment on column public.districts.board_threshold is 'From which contract value on, in dollars, the board of education approves a contract.';
comment on column public.districts.most_extensions is 'How often a pilot may be extended since it was launched.';

create table private.waves (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	position int not null check (position > 0),
	name text not null check (length(trim(name)) between 1 and 120),
	starts_on date not null,
	ends_on date not null,
	training_by date,
	licences int check (licences between 0 and 1000000),
	budget numeric check (budget between 0 and 1e9),
	owner_id uuid not null,
	state text not null default 'planned' check (state in ('planned', 'running', 'held', 'rolled back', 'done')),
	state_reason text not null default '' check (length(state_reason) <= 2000),
	state_since timestamptz not null default private.now(),
	started_at timestamptz,
	held_by text check (held_by in ('guardrail', 'person')),
	revision int not null default 1,
	planned_by uuid,
	planned_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (owner_id, district_id) references public.people (id, district_id),
	foreign key (planned_by, district_id) references public.people (id, district_id),
	check (starts_on <= ends_on),
	check (training_by <= starts_on)
);
comment on table private.waves is 'A step of scaling: some sites, from a day on. The next one waits until the one before it has started and guardrails hold.';
comment on column private.waves.position is 'Its place among the waves of the pilot; each depends on the one before it.';
comment on column private.waves.training_by is 'By when those at its sites are trained.';
comment on column private.waves.held_by is 'Held by a guardrail it goes on when the guardrail holds again; held by a person when a person says so.';

create table private.wave_sites (
	wave_id uuid not null,
	site_id uuid not null,
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	primary key (wave_id, site_id, district_id),
	unique (pilot_id, site_id, district_id),
	foreign key (wave_id, district_id) references private.waves (id, district_id) on delete cascade,
	foreign key (site_id, district_id) references public.sites (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table private.wave_sites is 'Which sites a wave brings the pilot to: each site in one wave.';

create table private.wave_readings (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	fingerprint text not null,
	guardrails text not null check (guardrails in ('held', 'open', 'at risk', 'breached')),
	complete jsonb not null,
	shown jsonb not null,
	computed_at timestamptz not null default private.now(),
	primary key (pilot_id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade
);
comment on table private.wave_readings is 'What the results of the waves say, as the server computed it: no user writes here.';
comment on column private.wave_readings.guardrails is 'Breached: one is beyond its limit. At risk: one may be. Open: one has no results yet. Held: all are safe.';

create index on private.waves (pilot_id, district_id);
create index on private.waves (owner_id, district_id);
create index on private.waves (planned_by, district_id);
create index on private.waves (district_id, starts_on) where state in ('planned', 'held');
create index on private.wave_sites (wave_id, district_id);
create index on private.wave_sites (site_id, district_id);
create index on private.wave_sites (pilot_id, district_id);
create index on private.wave_sites (district_id);
create index on private.wave_readings (district_id);
