import { analyse } from './analysis.ts';
import type { EvidenceInput, Goal, Plan } from './input.ts';
import type { RecommendationRule } from './recommendation.ts';
import { classroom, drawPilot, rowsOfPilot, ways, type Way } from './simulated-pilot.ts';
import { generator } from './statistics/random.ts';
import type { VerdictKey } from './verdict-rules.ts';

/** How often each verdict and each rule of the recommendation came of `pilots` pilots alike; absent is never. */
export type Simulated = {
	way: Way;
	/** In both arms together. */
	classes: number;
	/** The true one, in standard deviations of single students. */
	effect: number;
	pilots: number;
	verdicts: Partial<Record<VerdictKey, number>>;
	recommendations: Partial<Record<RecommendationRule, number>>;
	/** The estimates of those that were called a gain of whatever size, added up, in the effect's unit. */
	gained: number;
};

export type Simulation = {
	seed: number;
	pilots: number;
	classes: readonly number[];
	effects: readonly number[];
};

/** What the guide's tables are of. */
export const guideSimulation: Simulation = {
	seed: 20261126,
	pilots: 2000,
	classes: [8, 20, 40],
	effects: [0, 0.1, 0.2, 0.3]
};

/** In standard deviations of single students: about the median published effect in education. */
export const minimumEffect = 0.1;

/** The verdicts that call an effect a gain, of whatever size. */
export const gains: readonly VerdictKey[] = ['clear gain', 'gain, size unsure', 'gain, small'];

/**
 * Lives pilots whose true effect is known, and counts what `analyse` says of them. Whole classes are drawn by lot, half to each arm; the same
 * drawn pilots serve every way and effect of a size, so that rows of the table differ by nothing else.
 * Pure: the same seed gives the same counts.
 * RangeError: pilots not a positive whole number, classes not an even number of at least 4 (two in each arm), an effect that isn't finite.
 */
export function simulate({ seed, pilots, classes, effects }: Simulation): Simulated[] {
	if (!Number.isInteger(pilots) || pilots < 1)
		throw new RangeError(`pilots must be a whole number of at least 1, but is ${pilots}.`);
	for (const effect of effects)
		if (!Number.isFinite(effect))
			throw new RangeError(`effects must be finite numbers, but one is ${effect}.`);
	return classes.flatMap((size) => simulateSize({ seed, pilots, size, effects }));
}

function simulateSize({
	seed,
	pilots,
	size,
	effects
}: Omit<Simulation, 'classes'> & { size: number }): Simulated[] {
	if (!Number.isInteger(size) || size < 4 || size % 2 !== 0)
		throw new RangeError(`classes must be an even number of at least 4, but is ${size}.`);
	const cells: Simulated[] = ways.flatMap((way) =>
		effects.map((effect) => ({
			way,
			classes: size,
			effect,
			pilots,
			verdicts: {},
			recommendations: {},
			gained: 0
		}))
	);
	// A stream of its own for each size, so that another size changes nothing here.
	const random = generator(seed + size);
	for (let lived = 0; lived < pilots; lived += 1) {
		const drawn = drawPilot(size / 2, random);
		for (const cell of cells) {
			const rows = rowsOfPilot(drawn, cell.way, cell.effect);
			const { outcomes, recommendation } = analyse(inputOf(cell, rows));
			for (const { verdict, effect } of outcomes) {
				count(cell.verdicts, verdict.verdict);
				if (gains.includes(verdict.verdict)) cell.gained += effect?.estimate ?? NaN;
			}
			count(cell.recommendations, recommendation.rule);
		}
	}
	return cells;
}

function count<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
	counts[key] = (counts[key] ?? 0) + 1;
}

function inputOf({ way, classes }: Simulated, rows: EvidenceInput['rows']): EvidenceInput {
	const ofClasses = way === 'class means with a pretest';
	const { students, icc, pretestR2 } = classroom;
	const plan: Plan = {
		design: 'randomized',
		assignment_unit: 'class',
		analysis_unit: ofClasses ? 'class' : 'student',
		groups_per_arm: classes / 2,
		people_per_arm: ofClasses ? null : (classes / 2) * students,
		icc,
		pretest_r2: way === 'students, no pretest' ? null : pretestR2,
		outcome_period: 'Spring',
		strata: [],
		early_stopping: false,
		effect_spread: null
	};
	return {
		pilot: {
			id: 'simulated',
			launched_at: null,
			cycle_end: null,
			running: false,
			stopped_early: false,
			minimum_group: 10
		},
		plan,
		goals: [goalOf(ofClasses ? Math.sqrt(icc + (1 - icc) / students) : 1)],
		rows,
		amendments: [],
		fingerprint: ''
	};
}

/** @param spread of what the rows count: of students 1, of class means less */
export function goalOf(spread: number): Goal {
	return {
		id: 'goal',
		metric_id: 'score',
		objective: '',
		role: 'primary',
		target: null,
		minimum_effect: minimumEffect,
		planned_sd: spread,
		guardrail_limit: null,
		margin: null,
		metric: {
			id: 'score',
			name: 'Score',
			meaning: '',
			unit: 'standard deviations',
			kind: 'mean',
			better: 'higher',
			about: 'students',
			domain: 'achievement',
			measures: 'outcome'
		}
	};
}
