// An adopted pilot goes on being looked at: results of each term, read by the server, and two monitoring reviews.
import { readWaves } from '../../src/lib/evidence/waves/shown-reading.ts';
import { waveInputSchema } from '../../src/lib/evidence/waves/wave-input.ts';
import type { Director } from './director.ts';

type Rows = Record<string, unknown>[];

const pilots = { arm: 'pilot', phase: 'outcome' };

/** Before the adoption: what its guardrail was like before the tool, and since it scales. */
const beforeAdoption = (on: (daysAgo: number) => string): Rows => [
	{
		metric: 'Late arrivals',
		arm: 'pilot',
		phase: 'baseline',
		period: 'Fall 2025',
		measured_on: on(380),
		n: 2410,
		events: 140
	},
	{
		metric: 'Late arrivals',
		...pilots,
		period: 'End of spring 2026',
		measured_on: on(203),
		n: 2390,
		events: 131
	}
];

/** Term by term since: fewer of those who plan routes open the tool. */
const terms: { on: number; period: string; users: number; late: number; miles: number }[] = [
	{ on: 198, period: 'End of spring 2026', users: 21, late: 0, miles: 1401 },
	{ on: 112, period: 'Summer 2026', users: 17, late: 118, miles: 1404 },
	{ on: 18, period: 'Fall 2026', users: 13, late: 133, miles: 1412 }
];

const questions = ['use', 'guardrails', 'incidents', 'agreement', 'cost', 'equity'];
const answers = (some: Record<string, [state: string, note: string]> = {}) =>
	Object.fromEntries(
		questions.map((key) => [key, { state: some[key]?.[0] ?? 'fine', note: some[key]?.[1] ?? '' }])
	);

async function log(director: Director, pilot: string, on: number, by: string, rows: Rows) {
	const given = [];
	for (const { metric, ...row } of rows)
		given.push({ ...row, id: crypto.randomUUID(), metric_id: await director.metric(String(metric)) });
	const said = (await director.act(by, on, 'log_measurements', { pilot, rows: given })) as {
		state: string;
	}[];
	const refused = said.find(({ state }) => state !== 'logged');
	if (refused) throw new Error(`A result of the demonstration was refused: ${JSON.stringify(refused)}`);
	await readAnew(director, pilot, on);
}

/** The server reads what the results say since it scales. */
async function readAnew(director: Director, pilot: string, on: number) {
	const input = waveInputSchema.parse(await director.serve(on, 'wave_input', { pilot }));
	const { complete, shown } = readWaves(input);
	const { fingerprint } = input;
	const guardrails = complete.guardrails;
	await director.serve(on, 'store_wave_reading', { pilot, fingerprint, guardrails, complete, shown });
}

/** What adopting asks: guardrails that held since it scales, and how often it is looked at from then on. */
export async function prepareAdoption(director: Director, pilot: string, by: string, on: number) {
	await log(director, pilot, on + 2, 'evaluator2', beforeAdoption(director.day));
	await director.act(by, on, 'choose_monitoring', { pilot, every: 3, seen: 0 });
	await readAnew(director, pilot, on);
}

/** Since the adoption: the third review is due next week. */
export async function monitor(director: Director, pilot: string) {
	for (const { on, period, users, late, miles } of terms) {
		const here = { ...pilots, period, measured_on: director.day(on) };
		await log(director, pilot, on, 'evaluator2', [
			{ metric: 'Staff using the tool weekly', ...here, n: 24, events: users },
			{ metric: 'Miles driven a day', ...here, n: 60, mean: miles, sd: 89 },
			...(late > 0 ? [{ metric: 'Late arrivals', ...here, n: 2390, events: late }] : [])
		]);
		if (on === 198)
			await director.act('cabinet2', 173, 'do_monitoring_review', {
				pilot,
				answers: answers(),
				verdict: 'fine',
				words:
					'Both depots plan with it. Arrivals are as punctual as before, and the cost is what was planned.',
				seen: 1
			});
		if (on === 112)
			await director.act('evaluator2', 81, 'do_monitoring_review', {
				pilot,
				answers: answers({
					use: ['watch', 'Two of the planners went back to their own lists over the summer.']
				}),
				verdict: 'watch',
				words:
					'It still saves the miles, but fewer planners open it. Transportation shows it again before the winter.',
				seen: 2
			});
	}
}
