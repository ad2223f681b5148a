// The training of the demonstration: what the AI office asks, who was trained in time for which launch, and where that stands today.
import { demonstrationEmail } from '../../src/lib/people/demonstration.ts';
import type { Director } from './director.ts';

type Module = [
	code: string,
	title: string,
	minutes: number,
	tier: number,
	months: number | null,
	about: string
];

/** Invented, as are the addresses of the district's own course site. */
const modules: Module[] = [
	[
		'AI-101',
		'What AI is, and what it is not',
		40,
		1,
		null,
		'How models come to their answers, and why they are wrong with confidence.'
	],
	[
		'AI-102',
		'Using AI responsibly in a school',
		50,
		1,
		12,
		'The guiding principles, with cases from classrooms and offices.'
	],
	[
		'AI-201',
		'Student data and privacy',
		60,
		2,
		12,
		'What may go into a tool, what never does, and whom to ask.'
	],
	['AI-202', 'Running a fair trial', 45, 2, null, 'Baselines, comparison groups, and when to stop.'],
	[
		'AI-301',
		'Uses with high stakes',
		90,
		3,
		24,
		'Grading, placement and early warning: oversight, appeal, bias.'
	]
];

/** Written last month: a team that waits for its launch has not all done it. */
const latest: Module = [
	'AI-103',
	'Talking with families about AI',
	30,
	1,
	24,
	'Plain words for letters, meetings and questions at the door.'
];

async function write(
	director: Director,
	daysAgo: number,
	[code, title, minutes, tier, valid_months, about]: Module
) {
	await director.act('admin', daysAgo, 'save_training_module', {
		module: {
			code,
			title,
			link: `https://learn.example.org/${code.toLowerCase()}`,
			minutes,
			about,
			tier,
			valid_months,
			self_report_counts: tier < 3
		}
	});
}

/** Before the first pilot. */
export async function writeModules(director: Director): Promise<void> {
	for (const module of modules) await write(director, 716, module);
}

const bring = (director: Director, daysAgo: number, rows: Record<string, unknown>[]) =>
	rows.length === 0 ? null : director.act('admin', daysAgo, 'import_completions', { rows, dry_run: false });

/** The course system's list comes in: whoever is on the team has done what its risk tier asks, in the week before. */
export async function train(director: Director, pilot: string, launched: number): Promise<void> {
	const rows = await director.sql(
		`select p.email, m.code as module, ($2::date - 3 - (row_number() over (order by p.email, m.code))::int % 5)::text as on
		from public.pilots l
		join public.team_members t on t.pilot_id = l.id and t.left_at is null
		join public.people p on p.id = t.person_id
		join private.training_rules r on r.district_id = l.district_id
			and (r.who = l.risk_tier::text or (r.who = 'data collector' and t.role = 'data collector'))
		join private.training_modules m on m.district_id = l.district_id and m.tier <= r.tier
		where l.id = $1 and not exists (
			select 1 from private.training_completions c where c.person_id = p.id and c.module_id = m.id and c.completed_on <= $2::date
				and (m.valid_months is null or c.completed_on + make_interval(months => m.valid_months) >= $2::date))
		group by p.email, m.code order by p.email, m.code`,
		[pilot, director.day(launched)]
	);
	await bring(director, launched, rows);
}

/**
 * Today: evaluators, reviewers and most of the cabinet are trained, teams have renewed what expires; the librarian has not done
 * the latest module yet, the bus planner's has expired, and somebody is on the list who is still to come.
 */
export async function keepTrained(director: Director): Promise<void> {
	await write(director, 26, latest);
	const rows = await director.sql(
		`select p.email, m.code as module, ($1::date - (row_number() over (order by p.email, m.code))::int % 6)::text as on
		from (select n.person_id, max(n.tier) as tier from public.districts d cross join lateral private.training_needs(d.id) n
			where d.demonstration group by n.person_id) n
		join public.people p on p.id = n.person_id and p.active
		join private.training_modules m on m.district_id = p.district_id and m.tier <= n.tier
		left join private.training_current c on c.person_id = p.id and c.module_id = m.id
		where (c.expires_on is null or c.expires_on < $2::date) and p.email <> all ($3)
			and not (m.code = 'AI-103' and p.email = $4) and not (m.code = 'AI-202' and p.email = $5)
		order by p.email, m.code`,
		[
			director.day(12),
			director.day(-70),
			`{${['transport', 'cabinet3'].map((one) => demonstrationEmail(one)).join(',')}}`,
			demonstrationEmail('library'),
			demonstrationEmail('reviewer2')
		]
	);
	const coming = {
		email: demonstrationEmail('newcomer'),
		name: 'Ines Moreau',
		module: 'AI-101',
		on: director.day(20)
	};
	await bring(director, 11, [...rows, coming]);
	const [high] = await director.sql(`select id from private.training_modules where code = 'AI-301'`);
	await director.act('teacher', 4, 'record_completion', {
		module: high!.id,
		person: await director.person('teacher'),
		completed_on: director.day(5),
		evidence: 'https://learn.example.org/certificates/ai-301'
	});
}
