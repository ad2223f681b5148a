// The AI office of the demonstration keeps the metric library: owners, a metric that gave way to a better one, and a new version.
import type { Director } from './director.ts';

/** Who answers for which metrics: the account of somebody, and how the metrics' sources begin. */
const owners: [account: string, sources: string[]][] = [
	['evaluator', ['District assessment', 'Common unit assessment', 'Practice platform', 'Student survey']],
	['evaluator2', ['Staff time diary', 'Staff survey']],
	['transport', ['Fleet telematics']],
	['attendance', ['Attendance office', 'The office that handles the cases']],
	['letters', ['Family office']],
	['library', ['Professional learning office']],
	['reviewer2', ['Finance office']],
	['admin', ['Incident log', 'Service monitor', 'Pilotage', 'Registry of tools', 'Tool']]
];

/** What the district measures beside what every new one begins with; the owner by account. */
const added = [
	{
		name: 'AI champions',
		meaning: 'Staff who finished the champion course.',
		unit: 'people',
		kind: 'total',
		better: 'higher',
		lowest: 0,
		source: 'Professional learning office',
		cadence: 'each term',
		owner_id: 'library'
	},
	{
		name: 'Letters corrected',
		meaning: 'Letters that had to be sent again because something in them was wrong, of all letters sent.',
		unit: 'share of letters',
		kind: 'proportion',
		better: 'lower',
		source: 'Family office',
		cadence: 'monthly',
		owner_id: 'letters'
	},
	{
		name: 'Minutes on the bus',
		meaning: 'Minutes from the first stop of a run to school.',
		unit: 'minutes',
		kind: 'mean',
		better: 'lower',
		lowest: 0,
		source: 'Fleet telematics',
		cadence: 'each term',
		owner_id: 'transport'
	}
];

const fields =
	'name, meaning, unit, kind, better, about, domain, measures, lowest, highest, source, cadence, owner_id';

/** Saves a metric of the library with something about it changed, as its form would. */
async function change(director: Director, daysAgo: number, name: string, more: Record<string, unknown>) {
	const [row] = await director.sql(
		`select to_jsonb(x) as metric from (select id, changed_at as seen, ${fields} from public.metrics where id = $1) x`,
		[await director.metric(name)]
	);
	await director.act('admin', daysAgo, 'save_metric', { metric: { ...(row!.metric as object), ...more } });
}

/** Before the first pilot: everything has an owner. */
export async function keepLibrary(director: Director): Promise<void> {
	const rows = await director.sql('select name, source from public.metrics order by name');
	for (const { name, source } of rows) {
		const [account] = owners.find(([, sources]) => sources.some((one) => String(source).startsWith(one)))!;
		await change(director, 720, String(name), { owner_id: await director.person(account) });
	}
	for (const metric of added)
		await director.act('admin', 719, 'save_metric', {
			metric: {
				...{ about: 'things', domain: 'other', measures: 'outcome', lowest: null, highest: null, ...metric },
				owner_id: await director.person(metric.owner_id)
			}
		});
}

/** After the pilots: a survey that changed is a new version, and what nobody compares by is retired. */
export async function changeLibrary(director: Director): Promise<void> {
	await director.act('admin', 58, 'retire_metric', {
		metric: await director.metric('AI champions'),
		reason: 'Schools differ in size and number: champions for each school say more.'
	});
	await change(director, 16, 'Engagement rating', {
		meaning: 'Mean of the student engagement survey, 1 to 7.',
		highest: 7,
		note: 'The survey of this year has seven steps, so that its means are not those of the one with five.'
	});
}
