import type { Analysis, OutcomeResult, ReportedStratum } from './analysis.ts';
import { toldCell, type Arms, type Cell } from './cells.ts';
import { coarse, coarseShares } from './coarse.ts';
import { isAdjusted, type ReportedEffect } from './effect.ts';
import { endOf } from './ends.ts';
import type { HealthCheck } from './health.ts';
import type { Jump } from './jump.ts';
import { shownLook } from './look.ts';
import type { Arm, Phase } from './terms.ts';
import type { TierLowering } from './tier.ts';
import { isBeyond } from './verdict.ts';

/*
 * What people see who may not see small groups. A row is withheld by the database; here goes whatever would give it back:
 * a stratum that holds one, a total that holds only one (or so few people that those left over would be a small group again),
 * an effect of which all other parts are known, and the digits that would let the rest be solved for.
 */

const blank = {
	n: null,
	mean: null,
	sd: null,
	events: null,
	exposure: null,
	value: null,
	level: null,
	clusters: null,
	groups: null,
	correlation: null
};

const cellsOf = ({ pilot, comparison }: Arms) => [
	pilot.baseline,
	pilot.outcome,
	comparison.baseline,
	comparison.outcome
];

const hiddenRows = (cell: Cell | null) => cell?.hidden?.rows ?? 0;

/** Whether what is hidden in a total could be had by taking away the rest. */
function tells(cell: Cell | null, minimum: number): boolean {
	const { rows, n } = cell?.hidden ?? { rows: 0, n: 0 };
	return rows > 0 && (rows < 2 || n < minimum);
}

/** The cells that an effect was computed from. */
function feeding(arms: Arms, effect: ReportedEffect): (Cell | null)[] {
	if (effect.against === 'baseline') return [arms.pilot.baseline, arms.pilot.outcome];
	return isAdjusted(effect) ? cellsOf(arms) : [arms.pilot.outcome, arms.comparison.outcome];
}

/** Whether some of its rows are near none or all, so that its exact share would say which. */
const hasEnds = (cell: Cell | null | undefined) => cell?.hidden?.ends !== undefined;

const isShare = ({ goal }: OutcomeResult) => goal.kind === 'proportion' && goal.about !== 'things';

function shownCell(cell: Cell | null, secret: boolean, share: boolean): Cell | null {
	if (!cell) return null;
	const { hidden, ...rest } = cell;
	if (secret) return { ...rest, ...blank, withheld: true };
	const told = share ? toldCell(cell) : cell;
	const { n, events, level } = told;
	const end = share && n !== null && events !== null ? endOf(n, events) : undefined;
	const moved = share && hasEnds(cell) && !end ? { events, level, coarse: true } : {};
	const partly = hidden && hidden.rows > 0 ? { clusters: null, groups: null, correlation: null } : {};
	return { ...rest, ...partly, ...moved, ...(end && { end, events: null, level: null }) };
}

function shownArms(arms: Arms, secret: (cell: Cell | null) => boolean, share: boolean): Arms {
	const shownPhase = (arm: Arm, phase: Phase) => shownCell(arms[arm][phase], secret(arms[arm][phase]), share);
	const shownArm = (arm: Arm) => ({
		baseline: shownPhase(arm, 'baseline'),
		outcome: shownPhase(arm, 'outcome')
	});
	return { pilot: shownArm('pilot'), comparison: shownArm('comparison') };
}

/** The effect without its figures; what it was set against and how is no secret. */
function withheldEffect(effect: ReportedEffect): ReportedEffect {
	return {
		...effect,
		estimate: null,
		se: null,
		df: null,
		t: null,
		p: null,
		low: null,
		high: null,
		size: null,
		ratio: null,
		explained: null,
		heterogeneity: null,
		withheld: true
	};
}

function shownStratum({ stratum, arms, effect }: ReportedStratum, share: boolean): ReportedStratum {
	const secret = (cell: Cell | null) => hiddenRows(cell) > 0;
	const fed = effect ? feeding(arms, effect) : [];
	const atEnd = share && fed.some(hasEnds);
	return {
		stratum,
		arms: shownArms(arms, secret, share),
		effect: effect && (fed.some(secret) || atEnd) ? withheldEffect(effect) : effect
	};
}

function shownEffect(
	{ arms, effect, hidden }: OutcomeResult,
	strata: ReportedStratum[],
	minimum: number,
	share: boolean
) {
	if (!effect) return null;
	const fed = feeding(arms, effect);
	const gone = strata.filter((part) => part.effect?.withheld).length;
	if (fed.some((cell) => tells(cell, minimum)) || (effect.strata > 0 && gone === 1))
		return withheldEffect(effect);
	if (share && fed.some(hasEnds))
		return hidden?.effect ? coarseShares(hidden.effect) : withheldEffect(effect);
	return fed.some((cell) => hiddenRows(cell) > 0) || gone > 0 ? coarse(effect) : effect;
}

/** Where whoever sees the share as told can't know whether it reached its target, it isn't said. */
function shownReached({ target, goal, arms }: OutcomeResult): boolean | null {
	const { n, hidden } = arms.pilot.outcome ?? {};
	if (!target || !n || !hidden?.ends) return target?.reached ?? null;
	const reaches = (events: number) => !isBeyond(events / n, target.target, goal.better);
	return reaches(hidden.ends.least) === reaches(hidden.ends.most) ? target.reached : null;
}

function shownOutcome(
	{ hidden: _, ...outcome }: OutcomeResult,
	complete: OutcomeResult,
	minimum: number
): OutcomeResult {
	const { goal, verdict, target } = outcome;
	if (goal.about === 'things') return { ...outcome, ...withoutHidden(outcome) };
	const share = goal.kind === 'proportion';
	const strata = outcome.strata.map((part) => shownStratum(part, share));
	const arms = shownArms(outcome.arms, (cell) => tells(cell, minimum), share);
	const level = arms.pilot.outcome?.level ?? null;
	const counted = !cellsOf(arms).some((cell) => cell?.withheld);
	const effect = shownEffect(complete, strata, minimum, share);
	return {
		...outcome,
		arms,
		strata,
		effect,
		...(outcome.look && effect && { look: shownLook(effect) }),
		target: target && { ...target, level, reached: share ? shownReached(outcome) : target.reached },
		verdict: { ...verdict, facts: { ...verdict.facts, samples: counted ? verdict.facts.samples : [] } }
	};
}

function withoutHidden({ arms, strata }: OutcomeResult): Pick<OutcomeResult, 'arms' | 'strata'> {
	const open = () => false;
	return {
		arms: shownArms(arms, open, false),
		strata: strata.map((part) => ({ ...part, arms: shownArms(part.arms, open, false) }))
	};
}

function shownCheck(check: HealthCheck, complete: OutcomeResult, minimum: number): HealthCheck {
	const { arms, strata, goal } = complete;
	const secret = cellsOf(arms).some((cell) => tells(cell, minimum));
	// Who left and who came is told of sites and strata, so that one small group among them is one too many.
	const some = goal.about !== 'things' && cellsOf(arms).some((cell) => hiddenRows(cell) > 0);
	const ends = goal.about !== 'things' && [arms.pilot.baseline, arms.comparison.baseline].some(hasEnds);
	switch (check.key) {
		case 'baseline gap':
		case 'baseline alike': {
			const hides = (stratum: string) => {
				const part = strata.find((one) => one.stratum === stratum);
				return [part?.arms.pilot.baseline, part?.arms.comparison.baseline].some(
					(cell) => hiddenRows(cell ?? null) > 0 || (ends && hasEnds(cell))
				);
			};
			const gone = check.facts.gaps.filter(({ stratum }) => stratum !== null && hides(stratum));
			const gaps = check.facts.gaps.map((gap) => {
				const hide = gap.stratum === null ? secret || ends || gone.length === 1 : gone.includes(gap);
				if (hide) return { ...gap, g: null, withheld: true };
				const rounded = gap.stratum === null && gone.length > 0 && gap.g !== null;
				return rounded ? { ...gap, g: Math.round((gap.g ?? 0) * 10) / 10 } : gap;
			});
			return { ...check, facts: { ...check.facts, gaps } } as HealthCheck;
		}
		case 'sample under plan':
			return secret && goal.about !== 'things' ? { ...check, facts: { samples: [] } } : check;
		case 'unit counts off plan':
			return secret ? { ...check, facts: { seen: null, p: null } } : check;
		case 'many lost':
		case 'few lost':
			return some ? { ...check, facts: { ...check.facts, losses: [] } } : check;
		case 'some joined':
			return some ? { ...check, facts: { joined: [] } } : check;
		case 'jump off the trend':
			return { ...check, facts: { jumps: check.facts.jumps.map(shownJump) } };
		case 'adjusted within groups':
			return some ? { ...check, facts: { ...check.facts, explained: null } } : check;
		default:
			return check;
	}
}

function shownJump({ hidden, ...jump }: Jump): Jump {
	return hidden ? { ...jump, seen: null, low: null, high: null } : jump;
}

/** How many there are would tell of those that are withheld. */
const shownLowering = (lowering: TierLowering): TierLowering => ({
	...lowering,
	students: null,
	groups: null,
	missing: null
});

/**
 * The analysis as people may see it who see no small groups: kept beside the complete one. Verdicts, health and recommendation
 * stay as they are; figures that would give a withheld group back are null and marked `withheld`, those that come close are rounded
 * and marked `coarse`.
 */
export function shown(analysis: Analysis): Analysis {
	const { minimumGroup: minimum, outcomes, health, recommendation, tier } = analysis;
	const outcome = (id: string) => outcomes.find(({ goal }) => goal.id === id);
	const primary = outcomes.find(({ goal }) => goal.role === 'primary');
	const touched = primary
		? cellsOf(primary.arms).some((cell) => hiddenRows(cell) > 0 || (isShare(primary) && hasEnds(cell)))
		: false;
	const { facts } = recommendation;
	return {
		...analysis,
		outcomes: outcomes.map((one) => shownOutcome(one, one, minimum)),
		health: health.map((check) => {
			const complete = outcome(check.goal);
			return complete ? shownCheck(check, complete, minimum) : check;
		}),
		recommendation: touched
			? { ...recommendation, facts: { ...facts, more: null, detectable: null, cost: null } }
			: recommendation,
		tier: touched ? { ...tier, lowered: tier.lowered.map(shownLowering) } : tier
	};
}
