import { describe, expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput, Goal, Plan, Row } from './input.ts';
import { recommendationRules, type RecommendationRule } from './recommendation.ts';
import {
	earlyRules,
	guardrailRules,
	judgedRules,
	secondaryRules,
	type Line,
	type VerdictKey
} from './verdict-rules.ts';

/** Which line a pilot must reach; a rule without a pilot here fails, and so does a pilot for a rule that is gone. */
type Reached = { rule: string; verdict: VerdictKey; of: EvidenceInput };

/** 100 in each arm, sd 10: an interval of about ± 2.8 points around `difference`. */
function scored(difference: number, some: Partial<Goal> = {}) {
	return input({ goals: [goal(some)], rows: means([100, 60 + difference, 10], [100, 60, 10]) });
}

const before = plan({ design: 'before and after' });
function changed(after: number) {
	const rows = [row({ phase: 'baseline', n: 80, mean: 60, sd: 10 }), row({ n: 80, mean: after, sd: 10 })];
	return input({ plan: before, rows });
}

function totalled(value: number) {
	const trained = metric({ kind: 'total', about: 'things' });
	return input({ plan: before, goals: [goal({ metric: trained, target: 20 })], rows: [row({ value })] });
}

const apart = input({
	rows: [
		...means([100, 63, 10], [100, 60, 10], { phase: 'baseline' }),
		...means([100, 70, 10], [100, 60, 10])
	]
});

const late = metric({ id: 'late', kind: 'proportion', better: 'lower', about: 'things' });
const lateLimit = goal({ role: 'guardrail', metric: late, guardrail_limit: 0.02 });
const lateness = (pilot: number, comparison: number, n: number): Row[] => [
	row({ metric_id: 'late', n, events: pilot }),
	row({ metric_id: 'late', arm: 'comparison', n, events: comparison })
];
const watched = (rows: Row[]) => input({ goals: [lateLimit], rows });

const complaints = metric({ id: 'complaints', kind: 'count', better: 'lower', about: 'things' });
const complained = input({
	goals: [goal({ role: 'guardrail', metric: complaints, guardrail_limit: 2 })],
	rows: [row({ metric_id: 'complaints', events: 11, exposure: 5 })]
});

const spent = goal({
	role: 'secondary',
	metric: metric({ id: 'spent', kind: 'total', about: 'things', better: 'lower', measures: 'cost' })
});

const judged: Reached[] = [
	{ rule: 'nothing to judge', verdict: 'not enough data', of: input() },
	{ rule: 'health is invalid', verdict: 'invalid', of: apart },
	{
		rule: 'under a tenth of plan',
		verdict: 'not enough data',
		of: input({ rows: means([9, 90, 1], [9, 10, 1]) })
	},
	{ rule: 'total at its target', verdict: 'target met', of: totalled(20) },
	{ rule: 'total short of its target', verdict: 'target missed', of: totalled(19) },
	{ rule: 'change without comparison, below zero', verdict: 'changed since before', of: changed(50) },
	{ rule: 'change without comparison, above zero', verdict: 'changed since before', of: changed(70) },
	{ rule: 'change without comparison, zero within', verdict: 'unchanged since before', of: changed(61) },
	{ rule: 'all of the interval below zero', verdict: 'harm', of: scored(-6) },
	{ rule: 'all of the interval at or above what matters', verdict: 'clear gain', of: scored(6) },
	{
		rule: 'all of the interval above zero and below what matters',
		verdict: 'gain, small',
		of: scored(4, { minimum_effect: 10 })
	},
	{ rule: 'all of the interval above zero', verdict: 'gain, size unsure', of: scored(4) },
	{
		rule: 'all of the interval inside the non-inferiority margin',
		verdict: 'no worse',
		of: scored(0, { margin: 4 })
	},
	{ rule: 'all of the interval below what matters', verdict: 'no gain that matters', of: scored(0) },
	{ rule: 'none of the others', verdict: "can't tell", of: scored(1) }
];

const guardrails: Reached[] = [
	{ rule: 'nothing to judge', verdict: 'not enough data', of: watched([]) },
	{ rule: 'level past its limit', verdict: 'breached', of: complained },
	{
		rule: 'estimate past its limit, zero left out',
		verdict: 'breached',
		of: watched(lateness(100, 60, 1000))
	},
	{ rule: 'estimate past its limit', verdict: 'at risk', of: watched(lateness(9, 6, 100)) },
	{ rule: 'within its limit', verdict: 'safe', of: watched(lateness(58, 60, 1000)) }
];

const secondary: Reached[] = [
	{
		rule: 'nothing to judge',
		verdict: 'not enough data',
		of: input({ goals: [goal({ role: 'secondary' })] })
	},
	{ rule: 'secondary outcome', verdict: 'described', of: scored(6, { role: 'secondary' }) }
];

/** The same pilot while it runs, under a plan that lets it stop for a clear result. */
const running = (of: EvidenceInput, some: Partial<Plan> = {}): EvidenceInput => ({
	...of,
	plan: of.plan && { ...of.plan, early_stopping: true, ...some },
	pilot: { ...of.pilot, running: true, cycle_end: '2026-06-12' }
});

const early: Reached[] = [
	...judged.slice(0, 4).map((one) => ({ ...one, of: running(one.of) })),
	...[
		{ of: changed(50), verdict: 'changed since before', rule: 'change without comparison, below zero' },
		{ of: changed(70), verdict: 'changed since before', rule: 'change without comparison, above zero' },
		{ of: scored(-6), verdict: 'harm', rule: 'all of the interval below zero' },
		{ of: scored(9), verdict: 'clear gain', rule: 'all of the interval at or above what matters' },
		{
			of: scored(6, { minimum_effect: 20 }),
			verdict: 'gain, small',
			rule: 'all of the interval above zero and below what matters'
		},
		{ of: scored(6), verdict: 'gain, size unsure', rule: 'all of the interval above zero' },
		{
			of: scored(0, { margin: 6 }),
			verdict: 'no worse',
			rule: 'all of the interval inside the non-inferiority margin'
		},
		{
			of: scored(0, { minimum_effect: 6 }),
			verdict: 'no gain that matters',
			rule: 'all of the interval below what matters'
		}
	].map(({ of, verdict, rule }): Reached => ({
		of: running(of),
		verdict: verdict as VerdictKey,
		rule: `early: ${rule}`
	})),
	{ rule: 'still running', verdict: 'not yet', of: running(scored(1)) }
];

const tables: { name: string; rules: readonly Line[]; cases: Reached[] }[] = [
	{ name: 'primary and key outcomes', rules: judgedRules, cases: judged },
	{ name: 'primary and key outcomes before the end', rules: earlyRules, cases: early },
	{ name: 'guardrails', rules: guardrailRules, cases: guardrails },
	{ name: 'secondary outcomes', rules: secondaryRules, cases: secondary }
];

describe.each(tables)('verdicts of $name', ({ rules, cases }) => {
	test('every line is reached by a pilot', () => {
		expect(cases.map(({ rule }) => rule)).toEqual(rules.map(({ rule }) => rule));
	});

	test.each(cases)('$rule: $verdict', ({ rule, verdict, of }) => {
		expect(analyse(of).outcomes[0]!.verdict).toMatchObject({ rule, verdict });
	});
});

/** The pilot of each line, and what the cabinet may decide on it. */
const recommended: Record<RecommendationRule, { of: EvidenceInput; permitted: string[] }> = {
	invalid: { of: apart, permitted: ['extend', 'sunset'] },
	'guardrail breached': {
		of: input({
			goals: [goal(), lateLimit],
			rows: [...means([100, 66, 10], [100, 60, 10]), ...lateness(100, 60, 1000)]
		}),
		permitted: ['sunset', 'extend']
	},
	'still running': { of: running(scored(9), { early_stopping: false }), permitted: ['extend'] },
	harm: { of: scored(-6), permitted: ['sunset', 'extend'] },
	'clear gain': { of: scored(6), permitted: ['scale'] },
	'no worse and cheaper': {
		of: input({
			goals: [goal({ margin: 4 }), spent],
			rows: [
				...means([100, 60, 10], [100, 60, 10]),
				row({ metric_id: 'spent', value: 1100 }),
				row({ metric_id: 'spent', arm: 'comparison', value: 1400 })
			]
		}),
		permitted: ['scale']
	},
	'no gain that matters': { of: scored(0), permitted: ['sunset', 'shelve'] },
	"this design can't tell": {
		of: scored(0.5, { minimum_effect: 1, planned_sd: 10 }),
		permitted: ['scale', 'extend', 'shelve', 'sunset']
	},
	'no comparison': { of: changed(70), permitted: ['scale', 'extend', 'shelve', 'sunset'] },
	'not enough data': { of: input(), permitted: ['extend', 'shelve'] },
	otherwise: { of: scored(4), permitted: ['extend', 'shelve'] }
};

describe('the recommendation', () => {
	test('every line is reached by a pilot', () => {
		expect(Object.keys(recommended).sort()).toEqual(
			recommendationRules.map(({ rule }) => rule as string).sort()
		);
	});

	test.each(Object.entries(recommended))('%s', (rule, { of, permitted }) => {
		expect(analyse(of).recommendation).toMatchObject({ rule, permitted });
	});
});
