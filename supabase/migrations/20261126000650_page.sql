-- All that the page of the pipeline shows, in one round trip: its pilots in the shape that is asked for, what each choice
-- would give, what there is to choose from, and the views that the caller may open.

create function private.pipeline_choices() returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_district uuid := private.district_id();
	v_outside boolean := private.is_outside();
	v_mine uuid[] := case when v_outside then array(select private.my_pilots()) end;
begin
	return jsonb_build_object(
		'objectives', (
			select coalesce(jsonb_agg(jsonb_build_object('code', o.code, 'title', o.title, 'over', o.retired_on is not null) order by o.retired_on is not null, o.code), '[]')
			from public.objectives o where o.district_id = v_district
				and (not v_outside or o.id in (select x.objective_id from public.pilot_objectives x where x.pilot_id = any (v_mine)))),
		'sites', (
			select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'over', coalesce(s.closed_on <= (select private.today()), false))
				order by coalesce(s.closed_on <= (select private.today()), false), s.name), '[]')
			from public.sites s where s.district_id = v_district
				and (not v_outside or s.id in (select x.site_id from public.pilot_sites x where x.pilot_id = any (v_mine)))));
end $$;

-- asked: filters; shape 'board', 'list' or 'none'; by, for groups of it; cards, sort, after, most and skip as the functions take them.
create function private.pipeline_page(asked jsonb) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
	v_filters jsonb := coalesce(asked -> 'filters', '{}');
	v_list boolean := coalesce(asked ->> 'shape', 'board') = 'list';
	v_cards int := coalesce((asked ->> 'cards')::int, 8);
	v_answer jsonb;
begin
	v_answer := jsonb_build_object('facets', private.pipeline_facets(v_filters), 'choices', private.pipeline_choices(), 'views', private.views());
	if asked ->> 'by' is not null then
		return v_answer || jsonb_build_object('groups', private.pipeline_groups(v_filters, asked ->> 'by', asked ->> 'shape', v_cards,
			coalesce(asked ->> 'sort', 'stage'), coalesce((asked ->> 'skip')::int, 0)));
	elsif v_list then
		return v_answer || jsonb_build_object('list', private.pipeline_rows(v_filters, coalesce(asked ->> 'sort', 'stage'), asked ->> 'after',
			coalesce((asked ->> 'most')::int, 50)));
	end if;
	return v_answer || jsonb_build_object('board', private.pipeline(v_filters, v_cards, null));
end $$;

create function public.pipeline_page(asked jsonb) returns jsonb
language sql stable security invoker set search_path = ''
as $$ select private.pipeline_page(asked) $$;

grant execute on function private.pipeline_page, public.pipeline_page to authenticated;
