// An adopted pilot goes on being looked at: results of each term, read by the server, and a review each quarter.
import type { Director } from './director.ts';
import type { Row } from './story.ts';
import { logAnew, readAnew } from './wave-results.ts';

/** Term by term since: fewer of those who plan routes open the tool, and the miles creep up. */
const terms: { on: number; period: string; users: number; late: number; miles: number; minutes: number }[] = [
	{ on: 272, period: 'Winter 2026', users: 21, late: 0, miles: 1401, minutes: 0 },
	{ on: 193, period: 'Spring 2026', users: 20, late: 128, miles: 1409, minutes: 32.9 },
	{ on: 104, period: 'Summer 2026', users: 16, late: 118, miles: 1424, minutes: 33.8 },
	{ on: 18, period: 'Fall 2026', users: 12, late: 133, miles: 1447, minutes: 35.1 }
];

const reviews: {
	on: number;
	by: string;
	verdict: string;
	words: string;
	some?: Record<string, [string, string]>;
}[] = [
	{
		on: 190,
		by: 'cabinet2',
		verdict: 'fine',
		words: 'Both depots plan with it. Arrivals are as punctual as before, and the cost is what was planned.'
	},
	{
		on: 99,
		by: 'evaluator2',
		verdict: 'watch',
		words:
			'It still saves half of the miles, but fewer planners open it. Transportation shows it again in the fall.',
		some: {
			use: ['watch', 'Sixteen of 24 opened it in the last week of school: two were away.']
		}
	}
];

const questions = ['use', 'guardrails', 'incidents', 'agreement', 'cost', 'equity'];
const answers = (some: Record<string, [state: string, note: string]> = {}) =>
	Object.fromEntries(
		questions.map((key) => [key, { state: some[key]?.[0] ?? 'fine', note: some[key]?.[1] ?? '' }])
	);

/** What adopting asks: guardrails that held since it scales, and how often it is looked at from then on. */
export async function prepareAdoption(director: Director, pilot: string, by: string, on: number) {
	await director.act(by, on, 'choose_monitoring', { pilot, every: 3, seen: 0 });
	await readAnew(director, pilot, on);
}

/** What was measured and looked at since the adoption, between two days: `from` so many days ago, `to` so many. */
export async function monitor(director: Director, pilot: string, from: number, to: number) {
	const measuring = terms.map(({ on, period, users, late, miles, minutes }) => {
		const here = { arm: 'pilot', phase: 'outcome', period } as const;
		const rows: Row[] = [
			{ metric: 'Staff using the tool weekly', ...here, n: 24, events: users },
			{ metric: 'Miles driven a day', ...here, n: 60, mean: miles, sd: 89 }
		];
		if (late > 0) rows.push({ metric: 'Late arrivals', ...here, n: 2390, events: late });
		if (minutes > 0) rows.push({ metric: 'Minutes on the bus', ...here, n: 640, mean: minutes, sd: 8.1 });
		return [on, () => logAnew(director, pilot, 'evaluator2', on, rows)] as const;
	});
	const reviewing = reviews.map(({ on, by, verdict, words, some }, done) => {
		const review = { pilot, answers: answers(some), verdict, words, seen: done + 1 };
		return [on, () => director.act(by, on, 'do_monitoring_review', review)] as const;
	});
	const between = [...measuring, ...reviewing].filter(([on]) => on <= from && on > to);
	for (const [, act] of between.sort(([a], [b]) => b - a)) await act();
}
