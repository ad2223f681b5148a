import type { Goal, Row } from '../input.ts';
import { generator, normal } from '../statistics/random.ts';
import type { Wave, WaveInput } from './wave-input.ts';
import { readWhole, type MetricReading } from './wave-reading.ts';

/** Waves of so many sites each, the last of which waits all along. */
export type Sizes = readonly number[];

/**
 * What came of `pilots` pilots alike: how often the judged outcome was called a gain or harm, by the results of the last period and by
 * those of any period, how often its interval held the true effect, and how often a guardrail on the same figures held a wave (`at risk`
 * or worse) or was breached.
 */
export type SimulatedWaves = {
	sizes: Sizes;
	/** The true one, in standard deviations of single students. */
	effect: number;
	pilots: number;
	gain: number;
	harm: number;
	covered: number;
	everGain: number;
	everHarm: number;
	held: number;
	breached: number;
};

export type WavesSimulation = {
	seed: number;
	pilots: number;
	sizes: readonly Sizes[];
	effects: readonly number[];
};

/** What the guide's table is of. */
export const guideWaves: WavesSimulation = {
	seed: 20261218,
	pilots: 1000,
	sizes: [
		[2, 2],
		[2, 2, 2],
		[3, 3, 3, 3],
		[6, 6, 6, 6]
	],
	effects: [0, 0.2, 0.4]
};

const days = ['2026-05-20', '2026-11-20', '2027-02-20', '2027-05-20'];
const starts = ['2026-09-01', '2026-12-20', '2027-03-20'];
/** In standard deviations of single students, of which each site has a hundred: how far sites differ, and how far a site's year does. */
const [STUDENTS, LEVEL, YEAR] = [100, 0.3, 0.1];
/** A guardrail on the same figures: no worse by more than what is the smallest effect that matters. */
const LIMIT = 0.1;

const metric: Goal['metric'] = {
	id: 'score',
	name: 'Score',
	meaning: '',
	unit: 'points',
	kind: 'mean',
	better: 'higher',
	about: 'students',
	domain: 'achievement',
	measures: 'outcome'
};
const goal = (role: Goal['role']): Goal => ({
	id: role,
	metric_id: metric.id,
	objective: '',
	role,
	target: null,
	minimum_effect: role === 'primary' ? LIMIT : null,
	planned_sd: null,
	guardrail_limit: role === 'guardrail' ? LIMIT : null,
	margin: null,
	metric
});
const goals = [goal('primary'), goal('guardrail')];

const rowOf = (site: string, at: number, arm: Row['arm'], mean: number): Row => ({
	id: `${site} ${at}`,
	metric_id: metric.id,
	arm,
	phase: 'outcome',
	period: `Period ${at + 1}`,
	measured_on: days[at]!,
	site,
	stratum: null,
	subgroup: null,
	n: STUDENTS,
	mean,
	sd: 1,
	events: null,
	exposure: null,
	value: null,
	clusters: null,
	cluster_sd: null,
	correlation: null,
	accepted: true,
	withheld: false
});

/** A pilot as it stands after each period but the first: sites of their own level, a trend that all share, and each site's own year. */
function drawn(sizes: Sizes, effect: number, random: () => number): WaveInput[] {
	const waves = sizes.map((many, at): Wave => ({
		id: `wave ${at}`,
		position: at + 1,
		name: `Wave ${at + 1}`,
		planned_on: starts[at] ?? days.at(-1)!,
		started_on: at < sizes.length - 1 ? starts[at]! : null,
		stopped_on: null,
		licences: null,
		sites: Array.from({ length: many }, (_, site) => `${at}-${site}`)
	}));
	const trend = days.map(() => 0.2 * normal(random));
	const rows = waves.flatMap(({ sites, started_on: began }) =>
		sites.flatMap((site) => {
			const level = LEVEL * normal(random);
			return days.map((day, at) => {
				const runs = began !== null && day >= began;
				const own = YEAR * normal(random) + normal(random) / Math.sqrt(STUDENTS);
				return rowOf(site, at, runs ? 'pilot' : 'comparison', level + trend[at]! + own + (runs ? effect : 0));
			});
		})
	);
	return days.slice(1).map((day) => ({
		pilot: {
			id: 'pilot',
			launched_at: null,
			cycle_end: null,
			running: false,
			stopped_early: false,
			minimum_group: 10
		},
		plan: null,
		goals,
		rows: rows.filter(({ measured_on: on }) => on <= day),
		amendments: [],
		fingerprint: '',
		waves: waves.map((wave) => ({
			...wave,
			started_on: wave.started_on !== null && wave.started_on <= day ? wave.started_on : null
		})),
		scaling_since: '2026-06-10'
	}));
}

const calls = ({ verdict }: MetricReading) => ({
	gain: ['clear gain', 'gain, size unsure', 'gain, small'].includes(verdict.verdict),
	harm: verdict.verdict === 'harm'
});

/**
 * Lives pilots that scale in waves, of which the true effect is known, and counts what is said of them.
 * Pure: the same seed gives the same counts. RangeError: pilots not a positive whole number, more waves than there are days to start on.
 */
export function simulateWaves({ seed, pilots, sizes, effects }: WavesSimulation): SimulatedWaves[] {
	if (!Number.isInteger(pilots) || pilots < 1)
		throw new RangeError(`pilots must be a whole number of at least 1, but is ${pilots}.`);
	if (sizes.some(({ length }) => length < 2 || length > starts.length + 1))
		throw new RangeError(`sizes must have from 2 to ${starts.length + 1} waves each.`);
	return sizes.flatMap((some, place) =>
		effects.map((effect) => {
			// The same drawn pilots for each effect.
			const random = generator(seed + place);
			const count = { gain: 0, harm: 0, covered: 0, everGain: 0, everHarm: 0, held: 0, breached: 0 };
			for (let lived = 0; lived < pilots; lived += 1) {
				const read = drawn(some, effect, random).map((input) => readWhole(input).reading.metrics);
				const said = read.map(([judged]) => calls(judged!));
				const [judged, guardrail] = read.at(-1)!;
				const { low = null, high = null } = judged!.effect ?? {};
				count.gain += Number(said.at(-1)!.gain);
				count.harm += Number(said.at(-1)!.harm);
				count.everGain += Number(said.some(({ gain }) => gain));
				count.everHarm += Number(said.some(({ harm }) => harm));
				count.covered += Number(low !== null && high !== null && low <= effect && effect <= high);
				count.held += Number(guardrail!.verdict.verdict !== 'safe');
				count.breached += Number(guardrail!.verdict.verdict === 'breached');
			}
			return { sizes: some, effect, pilots, ...count };
		})
	);
}
