-- What a pilot is expected to be worth, to cost and to change; and what came of it. Each row stays: a later one supersedes.

create table private.forecasts (
	id uuid not null default gen_random_uuid(),
	district_id uuid not null references public.districts (id),
	pilot_id uuid not null,
	about text not null check (about in ('value', 'cost', 'effect')),
	metric_id uuid,
	amount numeric,
	words text not null default '' check (length(words) <= 500),
	actual boolean not null,
	stage public.stage not null,
	made_by uuid not null,
	made_at timestamptz not null default private.now(),
	primary key (id, district_id),
	foreign key (pilot_id, district_id) references public.pilots (id, district_id) on delete cascade,
	foreign key (metric_id, district_id) references public.metrics (id, district_id),
	foreign key (made_by, district_id) references public.people (id, district_id),
	check (amount is not null or trim(words) <> ''),
	check (about = 'effect' or (amount >= 0 and metric_id is null)),
	check (not actual or about <> 'effect')
);
comment on table private.forecasts is 'Forecasts of value and cost (dollars a year) and of effect (in the metric''s unit), and the actual value and cost. Never changed.';
comment on column private.forecasts.actual is 'What it came to, beside what was expected. An effect is measured, never entered.';
create index on private.forecasts (pilot_id, district_id);
create index on private.forecasts (metric_id, district_id);
create index on private.forecasts (made_by, district_id);
create index on private.forecasts (district_id);

create trigger kept before update on private.forecasts
	for each row execute function private.refuse_change();
create trigger activity_forecast after insert on private.forecasts
	for each row execute function private.record_activity('forecast', 'about', 'actual');

create function private.save_forecast(pilot uuid, about text, amount numeric, words text, metric uuid, actual boolean) returns void
language plpgsql security definer set search_path = ''
as $$
declare
	v_pilot public.pilots := private.locked_pilot(pilot);
	v_me uuid := private.person_id();
	v_actual boolean := coalesce(actual, false);
	v_may text[] := case when coalesce(actual, false) then '{evaluator,sponsor,admin}' else '{team,evaluator,sponsor,admin}' end;
begin
	if coalesce(about not in ('value', 'cost', 'effect'), true) then
		perform private.fail(400, 'unknown_field', 'A forecast is about value, cost or effect. Nothing was saved.');
	elsif v_actual and about = 'effect' then
		perform private.fail(422, 'measured', 'The effect is what the results show: nobody enters it. Nothing was saved.');
	elsif not private.parts(pilot, v_me) && v_may then
		if private.parts(pilot, v_me, true) && v_may then
			perform private.refuse_kept_out(pilot, v_me, 'somebody else has to say this. Nothing was saved.');
		end if;
		perform private.fail(403, 'not_yours', case when v_actual then 'The evaluator, the sponsor and the AI office say what came of it. Nothing was saved.'
			else 'The team, the evaluator, the sponsor and the AI office forecast. Nothing was saved.' end);
	elsif not v_actual and v_pilot.stage not in ('draft', 'proposed', 'vetting') then
		perform private.fail(409, 'not_now', 'A forecast is made before the launch: later it would be hindsight. Nothing was saved.');
	elsif v_actual and v_pilot.stage not in ('experiment', 'decision', 'scaling', 'adopted', 'sunset', 'retired') then
		perform private.fail(409, 'not_now', 'What came of it is known once it has run. Nothing was saved.');
	elsif length(words) > 500 then
		perform private.fail(422, 'too_long', format('A note can have 500 characters and this one has %s. Nothing was saved.', length(words)));
	elsif about <> 'effect' and (amount is null or amount < 0 or amount >= 1e12) then
		perform private.fail(422, 'no_amount', 'Give an amount in dollars a year; nothing is 0. Nothing was saved.');
	elsif amount is null and trim(coalesce(words, '')) = '' then
		perform private.fail(422, 'no_amount', 'Give a figure, or say it in words. Nothing was saved.');
	elsif v_actual and trim(coalesce(words, '')) = '' then
		perform private.fail(422, 'no_source', 'Say where the figure comes from. Nothing was saved.');
	elsif metric is not null and (about <> 'effect' or not exists (
		select 1 from public.pilot_goals g where g.pilot_id = save_forecast.pilot and g.metric_id = metric and g.role in ('primary', 'key'))) then
		perform private.fail(422, 'no_such_outcome', 'An effect is forecast for a primary or key outcome of the plan. Nothing was saved.');
	elsif about = 'effect' and metric is null and amount is not null then
		perform private.fail(422, 'no_unit', 'A figure needs its outcome: plan one first, or say it in words. Nothing was saved.');
	end if;
	insert into private.forecasts (district_id, pilot_id, about, metric_id, amount, words, actual, stage, made_by)
	values (v_pilot.district_id, pilot, about, metric, amount, coalesce(trim(words), ''), v_actual, v_pilot.stage, v_me);
end $$;

create function public.save_forecast(pilot uuid, about text, amount numeric default null, words text default '', metric uuid default null,
	actual boolean default false) returns void
language sql security invoker set search_path = ''
as $$ select private.save_forecast(pilot, about, amount, words, metric, actual) $$;

grant execute on function private.save_forecast, public.save_forecast to authenticated;

-- Every forecast of a pilot, the latest first, and what came of each: for an effect what the results show to everyone.
create function private.forecasts_of(pilot public.pilots) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
	return jsonb_build_object(
		'rows', (select coalesce(jsonb_agg(jsonb_build_object('about', f.about, 'metric_id', f.metric_id, 'metric', k.name, 'unit', k.unit,
				'amount', f.amount, 'words', f.words, 'actual', f.actual, 'by', p.name, 'at', f.made_at) order by f.made_at desc, f.id), '[]')
			from private.forecasts f join public.people p on p.id = f.made_by left join public.metrics k on k.id = f.metric_id
			where f.pilot_id = pilot.id),
		'measured', (select coalesce(jsonb_agg(jsonb_build_object('metric_id', o.value -> 'goal' ->> 'metricId', 'metric', o.value -> 'goal' ->> 'name',
				'unit', o.value -> 'goal' ->> 'unit', 'estimate', o.value -> 'effect' -> 'estimate', 'low', o.value -> 'effect' -> 'low',
				'high', o.value -> 'effect' -> 'high', 'at', a.computed_at)), '[]')
			from private.analyses a cross join jsonb_array_elements(case when jsonb_typeof(a.shown -> 'outcomes') = 'array' then a.shown -> 'outcomes' else '[]' end) o
			where a.pilot_id = pilot.id and o.value -> 'goal' ->> 'role' in ('primary', 'key')
				and jsonb_typeof(o.value -> 'effect') = 'object' and jsonb_typeof(o.value -> 'effect' -> 'estimate') = 'number'));
end $$;
