import { isShare } from '#lib/pilots/goal-words.ts';
import type { JudgedGoal, OutcomeResult } from './analysis.ts';
import type { Cell } from './cells.ts';
import { benefitOf, type Benefit } from './effect.ts';
import { isUndefined, meanDifference } from './statistics/index.ts';

/** Planned against actual use, which only those are told of who are told of the groups. */
export type Use = {
	goal: JudgedGoal;
	planned: number | null;
	actual: number | null;
	reached: boolean | null;
	/** A share of nearly none or nearly all of a group, of which no more is said. */
	end: Cell['end'] | null;
	withheld: boolean;
};

/** A figure, or why there is none. */
export type Minutes = {
	saved: number | null;
	checking: number | null;
	/** Saved less checking, with the interval of a difference of two means, as if measured apart. */
	net: Benefit | null;
	/** What each is counted per: 'a week'. */
	per: string;
	why: 'saving not measured' | 'checking not measured' | 'withheld' | 'other units' | null;
};

export type Cost = {
	goal: JudgedGoal;
	total: number | null;
	/** Whose cost `each` is, as the rows of the primary outcome count. */
	people: number | null;
	each: number | null;
	primary: JudgedGoal | null;
	/** For one unit of the primary effect, and for what matters; a percentage point where it is a share. */
	perUnit: Benefit | null;
	perMinimum: Benefit | null;
	/** The effect was rounded, and with it what is divided by it. */
	about: boolean;
	why: 'not measured' | 'withheld' | 'not valid' | 'no effect' | 'harm' | null;
};

/** What a pilot took and gave beside its outcomes. */
export type Worth = { use: Use[]; minutes: Minutes | null; cost: Cost | null };

const measuring = (outcomes: readonly OutcomeResult[], what: JudgedGoal['measures']) =>
	outcomes.filter(({ goal }) => goal.measures === what);

const pilotCell = (outcome: OutcomeResult | undefined): Cell | null => outcome?.arms.pilot.outcome ?? null;

function useOf({ goal, arms, target }: OutcomeResult): Use {
	const cell = arms.pilot.outcome;
	const actual = cell?.level ?? null;
	return {
		goal,
		planned: goal.target,
		actual,
		reached: target?.reached ?? null,
		end: cell?.end ?? null,
		withheld: cell?.withheld ?? false
	};
}

/** How many minutes a unit has, and what it is counted per: 'hours a week' has 60, 'a week'. */
export function timeUnit(unit: string): { minutes: number; per: string } {
	const hours = /^hours?\b/i.test(unit);
	return { minutes: hours ? 60 : 1, per: unit.replace(/^(hours?|minutes?|min)\b\s*/i, '').trim() };
}

function minutesOf(outcomes: readonly OutcomeResult[]): Minutes | null {
	const [saving] = measuring(outcomes, 'minutes saved');
	const [checking] = measuring(outcomes, 'minutes checking');
	const known = saving ?? checking;
	if (!known) return null;
	const { per } = timeUnit(known.goal.unit);
	const inMinutes = (outcome: OutcomeResult | undefined) => {
		const level = pilotCell(outcome)?.level ?? null;
		return outcome && level !== null ? level * timeUnit(outcome.goal.unit).minutes : null;
	};
	const both = { saved: inMinutes(saving), checking: inMinutes(checking), per };
	const withheld = [saving, checking].some((one) => pilotCell(one)?.withheld);
	const why =
		saving && checking && timeUnit(saving.goal.unit).per !== timeUnit(checking.goal.unit).per
			? 'other units'
			: withheld
				? 'withheld'
				: both.saved === null
					? 'saving not measured'
					: both.checking === null
						? 'checking not measured'
						: null;
	return { ...both, why, net: why ? null : netOf(saving!, checking!, both.saved! - both.checking!) };
}

function netOf(saving: OutcomeResult, checking: OutcomeResult, estimate: number): Benefit {
	const [treatment, comparison] = [saving, checking].map((outcome) => {
		const { minutes } = timeUnit(outcome.goal.unit);
		const { n, mean, sd } = pilotCell(outcome)!;
		return n === null || n < 2 || mean === null || sd === null
			? null
			: { n, mean: mean * minutes, sd: sd * minutes };
	});
	const apart = treatment && comparison ? meanDifference({ treatment, comparison }) : null;
	return apart && !isUndefined(apart)
		? { estimate, low: apart.low, high: apart.high }
		: { estimate, low: null, high: null };
}

/** So much for each unit of a gain: the larger the gain, the less; of money that came back the other way round. */
function over(amount: number, { estimate, low, high }: Benefit): Benefit {
	const [one, other] = [amount / high!, amount / low!];
	return { estimate: amount / estimate!, low: Math.min(one, other), high: Math.max(one, other) };
}

function costOf(outcomes: readonly OutcomeResult[]): Cost | null {
	const [spent] = measuring(outcomes, 'cost');
	if (!spent) return null;
	const primary = outcomes.find(({ goal }) => goal.role === 'primary') ?? null;
	const cell = pilotCell(spent);
	const people = pilotCell(primary ?? undefined)?.n ?? null;
	const level = cell?.level ?? null;
	const each = spent.goal.kind === 'total' ? (level === null || !people ? null : level / people) : level;
	const effect = primary?.effect ?? null;
	const benefit = primary && effect ? benefitOf(effect, primary.goal.better) : null;
	const bounded = benefit?.estimate != null && benefit.low !== null && benefit.high !== null;
	const why = ((): Cost['why'] => {
		if (cell?.withheld || effect?.withheld || pilotCell(primary ?? undefined)?.withheld) return 'withheld';
		if (each === null || !bounded) return 'not measured';
		if (primary!.verdict.verdict === 'invalid') return 'not valid';
		return benefit.low! > 0 ? null : benefit.high! < 0 ? 'harm' : 'no effect';
	})();
	const scale = primary && isShare(primary.goal) ? 100 : 1;
	const minimum = primary?.goal.minimumEffect ?? null;
	return {
		goal: spent.goal,
		total: spent.goal.kind === 'total' ? level : null,
		people,
		each,
		primary: primary?.goal ?? null,
		perUnit: why ? null : over(each! / scale, benefit!),
		perMinimum: why || minimum === null ? null : over(each! * minimum, benefit!),
		about: effect?.coarse === true,
		why
	};
}

/**
 * Planned and actual use, the minutes that are left after checking, and what a unit of the effect costs, from an analysis as one
 * reader sees it. Null where nothing of that is measured.
 */
export function worthOf(outcomes: readonly OutcomeResult[]): Worth | null {
	const worth = {
		use: measuring(outcomes, 'use').map(useOf),
		minutes: minutesOf(outcomes),
		cost: costOf(outcomes)
	};
	return worth.use.length > 0 || worth.minutes || worth.cost ? worth : null;
}

/** Told by the card on use, time and cost, and not again beside the outcomes that are judged. */
export const isBeside = ({ goal }: Pick<OutcomeResult, 'goal'>) =>
	goal.role === 'secondary' && (goal.measures ?? 'outcome') !== 'outcome';

/** Where the outcomes can't decide, the cabinet decides on use, workload, cost and harm: those come first then. */
export const worthFirst = (rule: string) => rule === "this design can't tell" || rule === 'no comparison';
