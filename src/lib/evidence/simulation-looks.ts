import { analyse } from './analysis.ts';
import type { EvidenceInput } from './input.ts';
import { gains, goalOf } from './simulation.ts';
import { isUndefined, pool, summarize, type Group } from './statistics/index.ts';
import { generator, normal } from './statistics/random.ts';
import type { VerdictKey } from './verdict-rules.ts';

/** How somebody reads a pilot: the fixed interval once at its end or each week, or each week the one that allows for looking. */
export const readings = [
	'fixed, at the end',
	'fixed, each week',
	'that allows for looking, each week'
] as const;
export type Reading = (typeof readings)[number];

/** How often `pilots` pilots alike were called a gain or harm at any look, of those that ended at the first look that was clear. */
export type Looked = {
	reading: Reading;
	/** The true one, in standard deviations. */
	effect: number;
	pilots: number;
	gain: number;
	harm: number;
	/** The weeks in which those ended, added up. */
	weeks: number;
};

export type Looking = {
	seed: number;
	pilots: number;
	weeks: number;
	/** Students whose results come in each week, in either arm. */
	perWeek: number;
	effects: readonly number[];
};

/** What the guide's table is of. */
export const guideLooking: Looking = {
	seed: 20261128,
	pilots: 1000,
	weeks: 12,
	perWeek: 20,
	effects: [0, 0.3]
};

/**
 * Lives pilots whose results come in week by week, students drawn by lot one by one, and reads them in each way. The same drawn pilots
 * serve every reading and effect. Pure: the same seed gives the same counts.
 */
export function simulateLooks({ seed, pilots, weeks, perWeek, effects }: Looking): Looked[] {
	const counts = effects.flatMap((effect) =>
		readings.map((reading): Looked => ({ reading, effect, pilots, gain: 0, harm: 0, weeks: 0 }))
	);
	const random = generator(seed);
	for (let lived = 0; lived < pilots; lived += 1) {
		const [pilot, comparison] = [growing(weeks, perWeek, random), growing(weeks, perWeek, random)];
		for (const one of counts) {
			const looks =
				one.reading === 'fixed, at the end' ? [weeks] : Array.from({ length: weeks }, (_, i) => i + 1);
			for (const week of looks) {
				const treated = { ...pilot[week - 1]!, mean: pilot[week - 1]!.mean + one.effect };
				const verdict = verdictOf(treated, comparison[week - 1]!, one.reading);
				const gained = gains.includes(verdict);
				if (!gained && verdict !== 'harm') continue;
				one[gained ? 'gain' : 'harm'] += 1;
				one.weeks += week;
				break;
			}
		}
	}
	return counts;
}

type Known = Group & { sd: number };

/** A group as it stands at the end of each week. RangeError: fewer than two students a week. */
function growing(weeks: number, perWeek: number, random: () => number): Known[] {
	const all: Known[] = [];
	for (let week = 0; week < weeks; week += 1) {
		const values = Array.from({ length: perWeek }, () => normal(random));
		const summary = summarize({ values });
		if (isUndefined(summary)) throw new RangeError('perWeek must be at least 2.');
		const before = all.at(-1);
		const union = before ? pool({ groups: [before, summary] }) : summary;
		if (isUndefined(union)) throw new RangeError('perWeek must be at least 2.');
		all.push(union);
	}
	return all;
}

function verdictOf(pilot: Known, comparison: Known, reading: Reading): VerdictKey {
	return analyse(inputOf(pilot, comparison, reading)).outcomes[0]!.verdict.verdict;
}

const nothing = { site: null, stratum: null, subgroup: null, events: null, exposure: null, value: null };

function inputOf(pilot: Known, comparison: Known, reading: Reading): EvidenceInput {
	const row = (arm: 'pilot' | 'comparison', group: Known): EvidenceInput['rows'][number] => ({
		...nothing,
		...group,
		id: arm,
		metric_id: 'score',
		arm,
		phase: 'outcome',
		period: 'Spring',
		measured_on: '2026-05-20',
		clusters: null,
		cluster_sd: null,
		correlation: null,
		accepted: true,
		withheld: false
	});
	return {
		pilot: {
			id: 'simulated',
			launched_at: null,
			cycle_end: null,
			running: reading === 'that allows for looking, each week',
			stopped_early: false,
			minimum_group: 10
		},
		plan: {
			design: 'randomized',
			assignment_unit: 'student',
			analysis_unit: 'student',
			groups_per_arm: null,
			people_per_arm: null,
			icc: null,
			pretest_r2: null,
			outcome_period: 'Spring',
			strata: [],
			early_stopping: true,
			effect_spread: null
		},
		goals: [goalOf(1)],
		rows: [row('pilot', pilot), row('comparison', comparison)],
		amendments: [],
		fingerprint: ''
	};
}
