import postgres from 'postgres';

/**
 * Adds tools to the demonstration's district: of many vendors, in each state, with agreements for two in three and earlier names for one
 * in ten, and three pilots in four use one.
 * @param {string} url of the database
 * @param {number} tools
 */
export async function fillTools(url, tools) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	await sql.unsafe(`
		with district as (
			select d.id, (select p.id from public.people p where p.district_id = d.id order by p.name limit 1) as person
			from public.districts d where d.name = 'Westminster Public Schools'
		), words as (
			select array['Am', 'Bri', 'Ce', 'Del', 'Em', 'Fal', 'Gar', 'Har', 'In', 'Jas', 'Kes', 'Lu', 'Map', 'Nim', 'Op', 'Prai', 'Quil', 'Ra', 'Sum', 'Tun',
					'Um', 'Vio', 'Wil', 'Yar', 'Ze'] as first,
				array['bra', 'dora', 'fix', 'gano', 'hive', 'jet', 'kira', 'lexo', 'mino', 'nova', 'pex', 'quo', 'rilla', 'sonic', 'tio', 'vanta', 'wise', 'xia',
					'yoda', 'zeno'] as middle,
				array['', ' Tutor', ' for Schools', ' Classroom', ' Notes', ' Math', ' Reader', ' Voice', ' Studio', ' Planner'] as second
		), made as (
			insert into private.tools (district_id, name, vendor, model, purpose, generative, about, state)
			select d.id, w.first[1 + i % 25] || w.middle[1 + i / 25 % 20] || w.second[1 + i / 500 % 10]
					|| case when i >= 5000 then ' ' || i / 5000 else '' end,
				case when i % 7 = 0 then '' else w.first[1 + (i * 7) % 25] || w.middle[1 + i % 12] || ' Inc.' end,
				(array['', 'GPT-5', 'Gemini', 'Claude', 'Own model'])[1 + i % 5], 'Helps with' || lower(w.second[1 + i / 500 % 10]) || repeat(' in class and at home', i % 12),
				(array[true, false, null])[1 + i % 3], (array['{students}', '{staff}', '{}', '{students,staff}'])[1 + i % 4]::text[],
				(enum_range(null::public.tool_state))[1 + i % 6]
			from generate_series(0, ${tools} - 1) i, district d, words w
			returning id, district_id, name
		), numbered as (
			select m.*, row_number() over (order by m.name) as i from made m
		), named as (
			insert into private.tool_names (district_id, key, tool_id, name)
			select n.district_id, private.tool_key(x.name), n.id, x.name from numbered n
			cross join lateral (select n.name union all select n.name || ' Beta' where n.i % 10 = 0) x (name)
		), agreed as (
			insert into private.tool_agreements (district_id, tool_id, signed_on, expires_on, recorded_by)
			select n.district_id, n.id, current_date - 300, case when n.i % 5 > 0 then current_date - 100 + (n.i % 600)::int end, d.person
			from numbered n, district d where n.i % 3 > 0
		)
		insert into private.pilot_tools (pilot_id, tool_id, district_id, name)
		select p.id, n.id, p.district_id, n.name
		from (select l.id, l.district_id, row_number() over (order by l.number) as i from public.pilots l
			where l.proposed_at is not null and l.district_id = (select d.id from district d)) p
		join numbered n on n.i = 1 + (p.i * 37) % ${tools}
		where p.i % 4 > 0`);
	await sql.unsafe('vacuum analyze');
	await sql.end();
}
