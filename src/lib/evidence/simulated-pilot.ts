import type { Row } from './input.ts';
import type { Arm, Phase } from './terms.ts';
import { isUndefined, summarize } from './statistics/index.ts';
import { normal } from './statistics/random.ts';

/** Every class has so many students; `icc` and `pretestR2` are shares of the variance of single students, which is 1. */
export const classroom = { students: 25, icc: 0.2, pretestR2: 0.6 } as const;

/** One measurement of an arm, of its students and of its classes' means, in standard deviations of single students. */
type Measured = Record<'students' | 'classes', { n: number; mean: number; sd: number }>;

/** An arm before and after, with the correlations of the two over its students and over its classes' means. */
type Lived = Record<Phase, Measured> & { correlation: { students: number; classes: number } };

/** A pilot in which nothing had an effect: the same children in both arms, drawn by lot. */
export type SimulatedPilot = Record<Arm, Lived>;

/** How a pilot's results come in. Only with the means of whole classes is nothing taken for granted in adjusting for a pretest. */
export const ways = [
	'students, no pretest',
	'students with a pretest',
	'class means with a pretest'
] as const;
export type Way = (typeof ways)[number];

/**
 * Draws a pilot of `perArm` classes in each arm. A student's pretest is √icc·class + √(1 − icc)·own, the outcome
 * √R²·pretest + √(1 − R²)·another such draw, all of them standard normal: so mean 0, sd 1, the same icc before and after.
 * Source: the two-level model of Bloom, Richburg-Hayes & Black (2007), Educational Evaluation and Policy Analysis 29(1).
 */
export function drawPilot(perArm: number, random: () => number): SimulatedPilot {
	return { pilot: drawArm(perArm, random), comparison: drawArm(perArm, random) };
}

function drawClass(random: () => number): Record<Phase, number[]> {
	const { students, icc, pretestR2 } = classroom;
	const [first, second] = [normal(random), normal(random)];
	const score = (shared: number) => Math.sqrt(icc) * shared + Math.sqrt(1 - icc) * normal(random);
	const baseline = Array.from({ length: students }, () => score(first));
	const outcome = baseline.map(
		(before) => Math.sqrt(pretestR2) * before + Math.sqrt(1 - pretestR2) * score(second)
	);
	return { baseline, outcome };
}

function drawArm(classes: number, random: () => number): Lived {
	const drawn = Array.from({ length: classes }, () => drawClass(random));
	const students = (phase: Phase) => drawn.flatMap((one) => one[phase]);
	const means = (phase: Phase) => drawn.map((one) => known(one[phase]).mean);
	const measured = (phase: Phase) => ({ students: known(students(phase)), classes: known(means(phase)) });
	return {
		baseline: measured('baseline'),
		outcome: measured('outcome'),
		correlation: {
			students: correlation(students('baseline'), students('outcome')),
			classes: correlation(means('baseline'), means('outcome'))
		}
	};
}

/** RangeError: a single value, which has no spread. */
function known(values: number[]): { n: number; mean: number; sd: number } {
	const summary = summarize({ values });
	if (isUndefined(summary)) throw new RangeError('values must be at least two.');
	return summary;
}

/** Pearson's product-moment correlation. */
function correlation(first: number[], second: number[]): number {
	const [one, other] = [known(first), known(second)];
	const shared = first.reduce(
		(sum, value, index) => sum + (value - one.mean) * ((second[index] ?? NaN) - other.mean),
		0
	);
	return shared / ((first.length - 1) * one.sd * other.sd);
}

/** The group summaries that an importer would send of a pilot, had its true effect been `effect`. */
export function rowsOfPilot(drawn: SimulatedPilot, way: Way, effect: number): Row[] {
	const phases: Phase[] = way === 'students, no pretest' ? ['outcome'] : ['baseline', 'outcome'];
	return (['pilot', 'comparison'] as const).flatMap((arm) =>
		phases.map((phase) => {
			const gained = arm === 'pilot' && phase === 'outcome' ? effect : 0;
			return rowOf(drawn[arm], { arm, phase, way, gained });
		})
	);
}

function rowOf(
	lived: Lived,
	{ arm, phase, way, gained }: { arm: Arm; phase: Phase; way: Way; gained: number }
): Row {
	const ofClasses = way === 'class means with a pretest';
	const paired = phase === 'outcome' && way !== 'students, no pretest';
	const { students, classes } = lived[phase];
	const counted = ofClasses ? classes : students;
	return {
		id: `${arm} ${phase}`,
		metric_id: 'score',
		arm,
		phase,
		period: phase === 'baseline' ? 'Fall' : 'Spring',
		measured_on: phase === 'baseline' ? '2025-09-20' : '2026-05-20',
		site: null,
		stratum: null,
		subgroup: null,
		n: counted.n,
		mean: counted.mean + gained,
		sd: counted.sd,
		events: null,
		exposure: null,
		value: null,
		clusters: ofClasses ? null : classes.n,
		cluster_sd: ofClasses ? null : classes.sd,
		correlation: paired ? lived.correlation[ofClasses ? 'classes' : 'students'] : null,
		accepted: true,
		withheld: false
	};
}
