import { customaryIcc } from './clustering.ts';
import type { Metric, Plan } from './input.ts';
import { isUndefined, minimumDetectableEffect } from './statistics/index.ts';

/** What of a plan its power follows from. */
export type Planned = Pick<
	Plan,
	'assignment_unit' | 'analysis_unit' | 'groups_per_arm' | 'people_per_arm' | 'icc' | 'pretest_r2'
>;

/** A plan as its power sees it: what is assigned, in both arms together, and how many are in one. */
export type Layout = {
	unit: Planned['assignment_unit'];
	/** Units of assignment in both arms. */
	units: number;
	/** People whose figures are compared, in one unit; 1 where the unit itself is analysed. */
	size: number;
	icc: number;
	/** Whether somebody planned the correlation, or it is the customary one. */
	iccPlanned: boolean;
	/** Whether people are analysed within whole groups, so that the correlation counts. */
	nested: boolean;
};

/** One way to lay the plan out, and what it can find, in standard deviations of what is analysed. */
export type Point = { units: number; effect: number; withPretest: number };

/** What an ordinary pretest of the same subject explains of a later score. Source: Bloom, Richburg-Hayes & Black (2007), Educational Evaluation and Policy Analysis 29(1). */
export const ORDINARY_PRETEST = 0.6;

/** The median effect of 747 randomized trials in education. Source: Kraft (2020), Educational Researcher 49(4). */
export const MEDIAN_EFFECT = 0.1;

/** The chance of finding an effect of that size, of which everything here speaks. */
export const POWER = 0.8;

/** Beyond this many in each arm it is no repair any more. */
const MOST_PER_ARM = 5000;

const isGroup = (unit: Plan['assignment_unit']) => unit === 'class' || unit === 'school';

/** How a plan is laid out; null where it doesn't say how many. */
export function layoutOf(plan: Planned, domain: Metric['domain']): Layout | null {
	const { assignment_unit: unit, groups_per_arm: groups, people_per_arm: people } = plan;
	const whole = isGroup(unit);
	const nested = whole && plan.analysis_unit !== unit;
	const perArm = whole ? groups : people;
	if (!perArm || (nested && !people)) return null;
	return {
		unit,
		units: 2 * perArm,
		size: nested ? Math.max(1, (people ?? 0) / perArm) : 1,
		icc: nested ? (plan.icc ?? customaryIcc[domain]) : 0,
		iccPlanned: plan.icc !== null,
		nested
	};
}

/** The smallest effect found four times out of five, in standard deviations; null where no degree of freedom is left. */
export function detects({ units, size, icc }: Layout, pretestR2: number): number | null {
	const result = minimumDetectableEffect({
		clusters: units,
		clusterSize: size,
		icc,
		pretestR2,
		power: POWER
	});
	return isUndefined(result) ? null : result.effect;
}

/** The pretest that is planned, else an ordinary one: for saying what it would bring. */
export function pretestOf({ pretest_r2: planned }: Pick<Planned, 'pretest_r2'>): number {
	return planned !== null && planned > 0 ? planned : ORDINARY_PRETEST;
}

/** The same layout with other numbers of units, for a curve: from an eighth of what is planned, and at least 4, to twice as many, and at least 40. */
export function curveOf(layout: Layout, pretestR2: number): Point[] {
	// Where a plan is large, what a few units find would flatten the rest.
	const least = Math.max(4, 2 * Math.round(layout.units / 16));
	const most = Math.max(40, 2 * layout.units);
	const steps = 36;
	const counts = Array.from({ length: steps + 1 }, (_, step) => {
		// Even, since both arms have as many, and denser where the curve is steep.
		const wanted = least * (most / least) ** (step / steps);
		return Math.max(least, 2 * Math.round(wanted / 2));
	});
	return [...new Set([...counts, layout.units])]
		.filter((units) => units >= least)
		.sort((a, b) => a - b)
		.flatMap((units) => {
			const effect = detects({ ...layout, units }, 0);
			const withPretest = detects({ ...layout, units }, pretestR2);
			return effect === null || withPretest === null ? [] : [{ units, effect, withPretest }];
		});
}

/**
 * How many units in each arm find this effect (in standard deviations); null where more than 5,000 would be needed.
 * The detectable effect falls with the number of units, so that the first that is enough is found by halving.
 */
export function unitsFor(layout: Layout, pretestR2: number, effect: number): number | null {
	const enough = (perArm: number) => {
		const found = detects({ ...layout, units: 2 * perArm }, pretestR2);
		return found !== null && found <= effect;
	};
	if (!(effect > 0) || !enough(MOST_PER_ARM)) return null;
	let [low, high] = [1, MOST_PER_ARM];
	while (high - low > 1) {
		const middle = Math.floor((low + high) / 2);
		if (enough(middle)) high = middle;
		else low = middle;
	}
	return high;
}

/** What would change what the plan can find. */
export type Change =
	| { key: 'pretest'; r2: number; effect: number }
	/** So many in each arm find what matters, or, where nobody said what does, the median published effect. */
	| { key: 'units for'; perArm: number; aim: 'what matters' | 'median'; effect: number }
	| { key: 'units'; perArm: number; effect: number }
	/** Twice as many people in each group. */
	| { key: 'people'; size: number; effect: number }
	/** The same people assigned one by one, not by whole groups. */
	| { key: 'one by one'; people: number; effect: number };

/** What would change it, the largest gain first; `minimum` is what matters, in standard deviations. */
export function changesOf(layout: Layout, plan: Planned, minimum: number | null): Change[] {
	const r2 = plan.pretest_r2 ?? 0;
	const now = detects(layout, r2);
	const found: Change[] = [];
	const add = (effect: number | null, changed: (effect: number) => Change) => {
		if (effect !== null && (now === null || effect < now)) found.push(changed(effect));
	};
	if (r2 === 0)
		add(detects(layout, ORDINARY_PRETEST), (effect) => ({ key: 'pretest', r2: ORDINARY_PRETEST, effect }));
	add(detects({ ...layout, units: 2 * layout.units }, r2), (effect) => ({
		key: 'units',
		perArm: layout.units,
		effect
	}));
	if (layout.nested) {
		const size = 2 * layout.size;
		const people = Math.round(layout.units * layout.size);
		add(detects({ ...layout, size }, r2), (effect) => ({ key: 'people', size, effect }));
		add(detects({ ...layout, units: people, size: 1, icc: 0 }, r2), (effect) => ({
			key: 'one by one',
			people,
			effect
		}));
	}
	found.sort((a, b) => a.effect - b.effect);
	const aim = minimum ?? MEDIAN_EFFECT;
	const perArm = now !== null && now <= aim ? null : unitsFor(layout, r2, aim);
	if (perArm === null) return found;
	return [
		{ key: 'units for', perArm, aim: minimum === null ? 'median' : 'what matters', effect: aim },
		...found
	];
}
