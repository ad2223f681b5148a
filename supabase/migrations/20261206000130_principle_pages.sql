-- What the pages of the principles read: the texts and what came of them, and the answers of one pilot.

-- Each principle with its versions, how many pilots answered it, how the answers are marked, and what it ever changed: the latest fifty.
-- People from outside read the texts, and of pilots only their own.
create function private.principles() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_me uuid := private.person_id();
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
begin
	if v_me is null then
		perform private.fail(403, 'no_person', 'Your account belongs to nobody in a district yet: ask the AI office to add you.');
	end if;
	return (
		with marked as (
			select x.principle_id, jsonb_object_agg(x.mark, x.times) as marks from (
				select d.principle_id, d.mark, count(*) as times from (
					select distinct on (k.answer_id, k.marked_by) k.principle_id, k.mark from private.principle_marks k
					where k.district_id = v_district and not v_outside order by k.answer_id, k.marked_by, k.id desc) d
				group by d.principle_id, d.mark) x group by x.principle_id
		), cited as (
			select c.*, l.number, l.title, p.name, row_number() over (partition by c.principle_id order by c.acted_at desc, c.at desc) as place,
				count(*) over (partition by c.principle_id) as times
			from private.principle_citations c join public.pilots l on l.id = c.pilot_id join public.people p on p.id = c.cited_by
			where c.district_id = v_district and ((l.proposed_at is not null and not v_outside) or l.id in (select private.my_pilots()))
		)
		select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'position', p.position, 'retired_at', p.retired_at,
			'retired_because', p.retired_because, 'title', n.title, 'body', n.body, 'good_answer', n.good_answer, 'version', n.version, 'minor', n.minor,
			'published_at', n.published_at,
			'versions', (select jsonb_agg(jsonb_build_object('version', v.version, 'minor', v.minor, 'title', v.title, 'body', v.body,
				'good_answer', v.good_answer, 'reason', v.reason, 'at', v.published_at,
				'by', (select b.name from public.people b where b.id = v.published_by and not v_outside)) order by v.version desc, v.minor desc)
				from private.principle_versions v where v.principle_id = p.id),
			'answered', case when not v_outside then (select count(*) from private.principle_answers a where a.principle_id = p.id and a.first) end,
			'marks', coalesce(m.marks, '{}'),
			'cited', coalesce((select max(c.times) from cited c where c.principle_id = p.id), 0),
			'citations', (select coalesce(jsonb_agg(jsonb_build_object('pilot', c.pilot_id, 'number', c.number, 'title', c.title, 'act', c.act,
				'acted_at', c.acted_at, 'note', c.note, 'by', c.name, 'version', c.version) order by c.place), '[]')
				from cited c where c.principle_id = p.id and c.place <= 50)) order by p.retired_at is not null, p.position, p.code), '[]')
		from private.principles p cross join lateral private.principle_now(p.id) n left join marked m on m.principle_id = p.id
		where p.district_id = v_district);
end $$;

create function public.principles() returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.principles() $$;

-- A pilot's answers, each with its marks and whether they were for the words of now; and what the caller may do.
create function private.pilot_principles(pilot uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan
as $$
declare
	v_pilot public.pilots := private.seen_pilot(pilot);
	v_me uuid := private.person_id();
	v_parts text[] := private.parts(pilot, v_me);
	v_open boolean := v_pilot.stage in ('draft', 'proposed', 'vetting');
begin
	return jsonb_build_object(
		'seen', coalesce((select max(a.id) from private.principle_answers a where a.pilot_id = v_pilot.id), 0),
		'may_answer', v_open and 'team' = any (v_parts),
		'may_mark', v_open and not private.kept_out(pilot, v_me) and v_parts && array['reviewer', 'sponsor', 'admin'],
		'may_take_back', v_pilot.stage = 'draft',
		'may_cite', (select coalesce(jsonb_agg(jsonb_build_object('act', c.act, 'acted_at', c.acted_at) order by c.acted_at desc), '[]')
			from private.citable(v_pilot, v_me) c),
		'principles', (
			select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'title', n.title, 'body', n.body, 'good_answer', n.good_answer,
				'version', n.version, 'minor', n.minor, 'retired', p.retired_at is not null,
				'asked', p.retired_at is null and (p.asked_since <= v_pilot.stage_since or v_pilot.stage = 'draft'),
				'answer', case when a.id is not null then jsonb_build_object('id', a.id, 'text', a.answer, 'version', a.version, 'at', a.at,
					'by', (select b.name from public.people b where b.id = a.answered_by)) end,
				'earlier', (select count(*) from private.principle_answers e where e.pilot_id = v_pilot.id and e.principle_id = p.id and e.id <> a.id and e.answer <> ''),
				'marks', (select coalesce(jsonb_agg(jsonb_build_object('mark', k.mark, 'note', k.note, 'by', k.name, 'mine', k.marked_by = v_me, 'at', k.at,
					'current', k.answer_id = a.id) order by k.at desc), '[]') from (
					select distinct on (m.marked_by) m.*, b.name from private.principle_marks m join public.people b on b.id = m.marked_by
					where m.pilot_id = v_pilot.id and m.principle_id = p.id order by m.marked_by, m.id desc) k)) order by p.position, p.code), '[]')
			from private.principles p cross join lateral private.principle_now(p.id) n
			left join private.principle_answers_of(v_pilot.id) a on a.principle_id = p.id
			where p.district_id = v_pilot.district_id and (p.retired_at is null or a.id is not null)),
		'citations', (
			select coalesce(jsonb_agg(jsonb_build_object('code', p.code, 'principle', (private.principle_now(p.id)).title, 'act', c.act,
				'acted_at', c.acted_at, 'note', c.note, 'by', b.name) order by c.acted_at desc, p.position), '[]')
			from private.principle_citations c join private.principles p on p.id = c.principle_id join public.people b on b.id = c.cited_by
			where c.pilot_id = v_pilot.id));
end $$;

create function public.pilot_principles(pilot uuid) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pilot_principles(pilot) $$;

grant execute on function private.principles, public.principles, private.pilot_principles, public.pilot_principles to authenticated;
