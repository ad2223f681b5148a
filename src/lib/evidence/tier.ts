import type { OutcomeResult } from './analysis.ts';
import { groupsIn, peopleIn } from './clustering.ts';
import { holds, type Facts } from './decide.ts';
import { benefitOf, isAdjusted } from './effect.ts';
import type { HealthCheck } from './health.ts';
import type { EvidenceInput, Goal } from './input.ts';
import { lossesOf } from './losses.ts';
import { rowsOf } from './rows.ts';
import { compares } from './terms.ts';
import { tierRules, type TierKey } from './tier-rules.ts';
import { bothReadings, essaRules, type Tier } from './tiers.ts';

/** What lowers the tier; figures are null where they don't matter to it, aren't known or are withheld. */
export type TierLowering = {
	key: TierKey;
	to: Tier | null;
	/** Of a small sample: how many students and groups there are in both arms, and how many students are missing. */
	students: number | null;
	groups: number | null;
	missing: number | null;
	/** Of negative findings: the outcomes they are about. */
	names: string[];
};

/** The tier that results could support: never what it is. */
export type TierResult = {
	/** The id of the primary outcome's goal. */
	goal: string | null;
	/** Whether it is about students at all; of others the act says nothing. */
	applies: boolean;
	tier: Tier | null;
	/** The same where schools of one district count as sites. */
	bySchools: Tier | null;
	lowered: TierLowering[];
};

type Result = { outcome: OutcomeResult; health: HealthCheck[] };

const open = ['not enough data', 'not yet', 'invalid', 'none', 'harm'];

/** Harm to a key outcome, and breached guardrails. */
function negatives(results: readonly Result[]): string[] {
	return results
		.filter(({ outcome: { goal, verdict } }) => {
			const wrong = goal.role === 'key' ? 'harm' : goal.role === 'guardrail' ? 'breached' : null;
			return verdict.verdict === wrong;
		})
		.map(({ outcome }) => outcome.goal.name);
}

/** Whether the arms began alike; too far apart makes the comparison invalid, which is a line of its own. */
function levelIn({
	outcome: { effect },
	health
}: Result): 'alike' | 'adjusted' | 'apart' | 'too far' | 'unknown' {
	if (health.some(({ key }) => key === 'baseline alike')) return 'alike';
	const gap = health.find(({ key }) => key === 'baseline gap');
	if (!gap) return 'unknown';
	if (gap.severity === 'invalid') return 'too far';
	return effect && isAdjusted(effect) ? 'adjusted' : 'apart';
}

function lostIn(goal: Goal, { arms }: OutcomeResult, input: EvidenceInput): 'few' | 'many' | 'unknown' {
	const losses = lossesOf({ goal, plan: input.plan, rows: rowsOf(goal, input), arms });
	if (losses.length === 0) return 'unknown';
	return losses.some(({ level }) => level === 'high') ? 'many' : 'few';
}

/** Students and whole groups in both arms together; students null where nobody said. */
function sizeOf(goal: Goal, { arms }: OutcomeResult, { plan }: EvidenceInput) {
	const both = [arms.pilot.outcome, arms.comparison.outcome];
	const sum = (sizes: (number | null)[]) =>
		sizes.every((size) => size !== null) ? sizes.reduce((total, size) => total + size, 0) : null;
	if (!plan) return { students: null, groups: null };
	return {
		students: sum(both.map((cell) => peopleIn(plan, goal, cell))),
		groups: sum(both.map((cell) => groupsIn(plan, goal, cell)))
	};
}

function factsOf(primary: Result, goal: Goal, input: EvidenceInput): Facts {
	const { plan } = input;
	const { outcome } = primary;
	const { verdict } = outcome.verdict;
	const benefit = outcome.effect && benefitOf(outcome.effect, goal.metric.better);
	const sites = rowsOf(goal, input).outcome.map(({ site }) => site);
	const { students, groups } = sizeOf(goal, outcome, input);
	return {
		verdict,
		comparison: plan !== null && compares(plan),
		design: plan?.design ?? null,
		judged: !open.includes(verdict),
		significant: (benefit?.low ?? 0) > 0,
		students,
		sized: students !== null,
		groups: groups ?? 0,
		placed: sites.length > 0 && sites.every((site) => site !== null),
		sites: new Set(sites).size,
		level: levelIn(primary),
		lost: lostIn(goal, outcome, input)
	};
}

/**
 * The tier of the Every Student Succeeds Act that a pilot's results could support, and each thing that lowers it. 1: randomized, few lost.
 * 2: a matched comparison that began level, or randomized with many lost. Both with a significant positive effect, nothing negative that
 * overrides it, 350 students or 50 groups, more than one site. 3: a comparison that lacks one of the last. 4: a study under way. None: without
 * a plan, or where it did harm.
 */
export function tierOf(input: EvidenceInput, results: readonly Result[]): TierResult {
	const primary = results.find(({ outcome }) => outcome.goal.role === 'primary');
	const goal = primary && input.goals.find(({ id }) => id === primary.outcome.goal.id);
	const id = goal?.id ?? null;
	if (goal && goal.metric.about !== 'students')
		return { goal: id, applies: false, tier: null, bySchools: null, lowered: [] };
	const names = negatives(results);
	const facts: Facts = {
		plan: input.plan !== null,
		negative: names.length,
		...(primary && goal ? factsOf(primary, goal, input) : { verdict: 'none' })
	};
	const none = { students: null, groups: null, missing: null, names: [] };
	const lowered = tierRules
		.filter(({ when }) => when.every((condition) => holds(condition, facts)))
		.map(({ key, to }): TierLowering => {
			if (key === 'negative finding') return { key, to, ...none, names };
			if (key !== 'small sample' || !primary || !goal) return { key, to, ...none };
			const { students, groups } = sizeOf(goal, primary.outcome, input);
			return { key, to, ...none, students, groups, missing: essaRules.students - (students ?? 0) };
		});
	return { goal: id, applies: true, ...bothReadings(lowered) };
}
