-- The evaluator's report, a draft of it, and the analysis frozen as it was when the evaluation was submitted.

create type public.factor_rating as enum ('helped', 'neither', 'hindered', 'not observed');
create type public.fidelity as enum ('as planned', 'partly', 'hardly', 'not known');

alter table public.evaluations add column report jsonb;
comment on column public.evaluations.report is
	'Findings, limits, reasons, fidelity, what educators said, and the ten factors of the EdTech Genome Project. Null where there is a summary alone.';

create table private.evaluation_evidence (
	evaluation_id uuid not null,
	district_id uuid not null references public.districts (id),
	fingerprint text not null,
	computed_at timestamptz not null,
	complete jsonb not null,
	shown jsonb not null,
	permitted public.outcome[] not null,
	rows uuid[] not null,
	primary key (evaluation_id, district_id),
	foreign key (evaluation_id, district_id) references public.evaluations (id, district_id) on delete cascade
);
comment on table private.evaluation_evidence is 'The analysis that an evaluation was submitted on, in both its versions, as it was then.';
comment on column private.evaluation_evidence.rows is 'The results that counted then: what has come or gone since could be worked out from totals of then and now.';
create index on private.evaluation_evidence (district_id);

create trigger kept before update or delete on private.evaluation_evidence
	for each row execute function private.refuse_change();

create table private.evaluation_drafts (
	pilot_id uuid not null,
	district_id uuid not null references public.districts (id),
	person_id uuid not null,
	fields jsonb not null check (jsonb_typeof(fields) = 'object' and octet_length(fields::text) <= 200000),
	revision int not null default 1,
	saved_at timestamptz not null default private.now(),
	primary key (pilot_id, district_id, person_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (person_id, district_id) references public.people (id, district_id)
);
comment on table private.evaluation_drafts is 'A report as it is being written: the fields of its form. For whoever writes it alone, and gone once it is submitted.';
create index on private.evaluation_drafts (person_id, district_id);
create index on private.evaluation_drafts (district_id);

-- A report as it is kept, of one that was given: texts trimmed and within their size, each factor rated. Refuses any other.
-- The ten factors are those of the EdTech Genome Project of the EdTech Evidence Exchange.
create function private.report_of(report jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_factors constant text[] := array['adoption', 'competing priorities', 'foundational resources', 'implementation plan',
		'professional learning', 'school and staff culture', 'staff agency', 'strategic leadership support',
		'teacher beliefs and knowledge', 'vision for teaching and learning'];
	v_part record;
	v_text text;
	v_factor text;
	v_given jsonb;
	v_kept jsonb := '{}';
	v_rated jsonb := '{}';
begin
	if jsonb_typeof(report) is distinct from 'object' or jsonb_typeof(report -> 'factors') is distinct from 'object' then
		perform private.fail(422, 'no_report', 'A report has findings, limits, reasons, fidelity and rated factors. Nothing was saved.');
	end if;
	select k.name into v_text from jsonb_object_keys(report) k (name)
	where k.name not in ('findings', 'limits', 'reasons', 'educators', 'fidelity', 'fidelity_note', 'factors') limit 1;
	if v_text is not null then
		perform private.fail(422, 'no_such_part', format('A report has no part called %s. Nothing was saved.', left(v_text, 60)));
	end if;
	for v_part in
		select * from (values
			('findings', 6000, 'Say what was found.'),
			('limits', 4000, 'Say what the results do not show.'),
			('reasons', 4000, 'Give the reasons for your recommendation.'),
			('educators', 4000, null),
			('fidelity_note', 2000, case when report ->> 'fidelity' in ('partly', 'hardly') then 'Say what differed from the plan.' end)
		) p (name, most, missing)
	loop
		if jsonb_typeof(report -> v_part.name) not in ('string', 'null') then
			perform private.fail(422, 'no_text', 'Each part of a report is a text. Nothing was saved.', jsonb_build_object('field', v_part.name));
		end if;
		v_text := btrim(coalesce(report ->> v_part.name, ''), E' \t\r\n');
		if v_text = '' and v_part.missing is not null then
			perform private.fail(422, 'missing', v_part.missing || ' Nothing was saved.', jsonb_build_object('field', v_part.name));
		elsif length(v_text) > v_part.most then
			perform private.fail(422, 'too_long', format('This part can have %s characters and has %s. Nothing was saved.', v_part.most, length(v_text)),
				jsonb_build_object('field', v_part.name));
		end if;
		v_kept := v_kept || jsonb_build_object(v_part.name, v_text);
	end loop;
	if coalesce(report ->> 'fidelity' <> all (enum_range(null::public.fidelity)::text[]), true) then
		perform private.fail(422, 'missing', 'Say whether it was used as planned. Nothing was saved.', '{"field": "fidelity"}');
	end if;
	select k.name into v_factor from jsonb_object_keys(report -> 'factors') k (name) where not k.name = any (v_factors) limit 1;
	if v_factor is not null then
		perform private.fail(422, 'no_such_part', format('There is no factor called %s. Nothing was saved.', left(v_factor, 60)));
	end if;
	foreach v_factor in array v_factors loop
		v_given := report -> 'factors' -> v_factor;
		v_text := btrim(coalesce(v_given ->> 'note', ''), E' \t\r\n');
		if coalesce(v_given ->> 'rating' <> all (enum_range(null::public.factor_rating)::text[]), true) then
			perform private.fail(422, 'missing', format('Rate the factor %s. Nothing was saved.', v_factor), jsonb_build_object('field', 'factor:' || v_factor));
		elsif length(v_text) > 500 then
			perform private.fail(422, 'too_long', format('A sentence on a factor can have 500 characters and has %s. Nothing was saved.', length(v_text)),
				jsonb_build_object('field', 'note:' || v_factor));
		end if;
		v_rated := v_rated || jsonb_build_object(v_factor, jsonb_build_object('rating', v_given ->> 'rating', 'note', v_text));
	end loop;
	return v_kept || jsonb_build_object('fidelity', report ->> 'fidelity', 'factors', v_rated);
end $$;

-- Keeps a report while it is written: the fields of its form, each a text. `revision` is the one that the writer saw; saved
-- from elsewhere since, it is refused with what is saved. Answers the revision to name next time.
create function private.save_evaluation_draft(pilot uuid, fields jsonb, revision int) returns jsonb
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_draft private.evaluation_drafts;
begin
	if not 'evaluator' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'The pilot''s evaluator writes the evaluation. Nothing was saved.');
	elsif v_pilot.stage <> 'experiment' then
		perform private.fail(409, 'not_now', format('A pilot in %s takes no evaluation. Nothing was saved.', v_pilot.stage));
	elsif jsonb_typeof(fields) is distinct from 'object' or jsonb_path_exists(fields, '$.* ? (@.type() != "string")') then
		perform private.fail(422, 'no_draft', 'A draft is the fields of its form, each a text. Nothing was saved.');
	elsif octet_length(fields::text) > 100000 then
		perform private.fail(422, 'too_long', 'This draft is longer than a report can be. Nothing was saved.');
	end if;
	select d.* into v_draft from private.evaluation_drafts d where d.pilot_id = v_pilot.id and d.person_id = v_me;
	if v_draft.fields = save_evaluation_draft.fields then
		return jsonb_build_object('revision', v_draft.revision, 'at', v_draft.saved_at);
	elsif save_evaluation_draft.revision <> coalesce(v_draft.revision, 0) then
		perform private.fail(409, 'edited_elsewhere', 'This draft was saved from another page meanwhile. Nothing was overwritten.',
			jsonb_build_object('revision', coalesce(v_draft.revision, 0), 'at', v_draft.saved_at, 'saved', v_draft.fields));
	end if;
	insert into private.evaluation_drafts as d (pilot_id, district_id, person_id, fields)
	values (v_pilot.id, v_pilot.district_id, v_me, save_evaluation_draft.fields)
	on conflict (pilot_id, district_id, person_id) do update set
		fields = excluded.fields, revision = d.revision + 1, saved_at = private.now()
	returning d.* into v_draft;
	return jsonb_build_object('revision', v_draft.revision, 'at', v_draft.saved_at);
end $$;

create function public.save_evaluation_draft(pilot uuid, fields jsonb, revision int default null) returns jsonb
language sql security invoker set search_path = ''
as $$ select private.save_evaluation_draft(pilot, fields, revision) $$;

-- Submits the evaluation: words and a recommendation, or a whole report. The analysis is frozen with it as it is; with a
-- report it must stand on the rows of this moment and, where `seen` names a fingerprint, be the one that its writer saw.
-- Each submission is kept; the last one of a cycle counts. Answers its id.
drop function public.submit_evaluation(uuid, text, public.outcome);
drop function private.submit_evaluation(uuid, text, public.outcome);
create function private.submit_evaluation(pilot uuid, summary text, recommendation public.outcome, report jsonb, seen text) returns uuid
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_report jsonb := nullif(report, 'null');
	v_analysis private.analyses;
	v_current boolean;
	v_id uuid := gen_random_uuid();
begin
	if not 'evaluator' = any (private.parts(pilot, v_me)) then
		perform private.fail(403, 'not_yours', 'The pilot''s evaluator submits the evaluation. Nothing was saved.');
	elsif v_pilot.stage <> 'experiment' then
		perform private.fail(409, 'not_now', format('A pilot in %s takes no evaluation. Nothing was saved.', v_pilot.stage));
	elsif trim(coalesce(summary, '')) = '' then
		perform private.fail(422, 'no_summary', 'The evaluation needs a summary in words. Nothing was saved.');
	end if;
	select a.* into v_analysis from private.analyses a where a.pilot_id = v_pilot.id;
	v_current := v_analysis.fingerprint is not distinct from private.evidence_input(v_pilot.id) ->> 'fingerprint';
	if v_report is not null then
		v_report := private.report_of(v_report);
		if not v_current then
			perform private.fail(409, 'evidence_stale', 'The evidence is not computed on the latest results yet: open the evaluation page again, look at it, then submit. Nothing was saved.');
		elsif seen <> v_analysis.fingerprint then
			perform private.fail(409, 'evidence_changed', 'The evidence has changed since you opened this page: look at it again, then submit. Nothing was saved.');
		end if;
	end if;
	insert into public.evaluations (id, district_id, pilot_id, evaluator_id, summary, recommendation, report)
	values (v_id, v_pilot.district_id, v_pilot.id, v_me, summary, recommendation, v_report);
	if v_current then
		insert into private.evaluation_evidence (evaluation_id, district_id, fingerprint, computed_at, complete, shown, permitted, rows)
		values (v_id, v_pilot.district_id, v_analysis.fingerprint, v_analysis.computed_at, v_analysis.complete, v_analysis.shown, v_analysis.permitted,
			array(select m.id from private.live_measurements m where m.pilot_id = v_pilot.id and m.accepted));
	end if;
	if v_report is not null then
		delete from private.evaluation_drafts d where d.pilot_id = v_pilot.id and d.person_id = v_me;
	end if;
	return v_id;
end $$;

create function public.submit_evaluation(pilot uuid, summary text, recommendation public.outcome, report jsonb default null,
	seen text default null) returns uuid
language sql security invoker set search_path = ''
as $$ select private.submit_evaluation(pilot, summary, recommendation, report, seen) $$;

grant execute on function private.save_evaluation_draft, private.submit_evaluation to authenticated;
grant execute on function public.save_evaluation_draft, public.submit_evaluation to authenticated;
