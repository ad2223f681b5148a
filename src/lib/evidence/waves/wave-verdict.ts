import { firstMatch } from '../decide.ts';
import { benefitOf, type Effect } from '../effect.ts';
import type { Goal } from '../input.ts';
import { nonInferiority } from '../statistics/index.ts';
import { isBeyond, reached } from '../verdict.ts';
import { guardrailRules, judgedRules, secondaryRules, type VerdictKey } from '../verdict-rules.ts';
import type { DelayedStart } from './delayed-start.ts';

/** Why the waves cannot be judged by an outcome: no comparison, sites that can't be told from the tool, or nothing to hold a limit against. */
export type WaveMissing =
	'no comparison' | 'one site a wave' | 'no spread' | 'no results' | 'no target' | 'no time before';

/** What the results of the waves may be said to show of one outcome, by the tables that judge a pilot. */
export type WaveVerdict = {
	verdict: VerdictKey;
	rule: string;
	missing: WaveMissing | null;
	/** What it was held against: those who wait, the time before, or the limit or target itself. */
	on: 'delayed start' | 'change' | 'level' | null;
};

export type Measured = {
	goal: Goal;
	delayed: DelayedStart | null;
	/** Where it runs, after less before; without an interval where that is one site of a wave. */
	change: Effect | null;
	/** Of the latest period, wherever it runs. */
	level: number | null;
	/** Nobody waits any more in the latest period: `delayed` tells of an earlier one. */
	past: boolean;
};

const limitsLevel = ({ metric }: Goal) => metric.kind === 'count' || metric.kind === 'total';

function guardrail({ goal, delayed: compared, change, level, past }: Measured): WaveVerdict {
	const { better } = goal.metric;
	const limit = goal.guardrail_limit ?? 0;
	if (limitsLevel(goal)) {
		const beyond = level !== null && isBeyond(level, limit, better);
		const found = firstMatch(guardrailRules, { missing: level === null, beyond, limitOn: 'level' });
		const missing = level === null ? 'no results' : null;
		return { verdict: found.verdict, rule: found.rule, missing, on: 'level' };
	}
	// Those who wait tell better than the time before, as long as somebody waits: afterwards they would tell of long ago for ever.
	// A warning needs no second school to be taken; that it is no chance does: people alone can't tell the tool from their school's own year.
	const delayed = past && change ? null : compared;
	const effect = delayed?.effect ?? change;
	const benefit = effect && benefitOf(effect, better);
	const judged = delayed ? delayed.basis === 'sites' : true;
	const found = firstMatch(guardrailRules, {
		missing: !effect,
		limitOn: 'change',
		beyond: benefit?.estimate != null && isBeyond(benefit.estimate, -Math.abs(limit), 'higher'),
		sure: judged && benefit?.high != null && benefit.low != null && (benefit.high < 0 || benefit.low > 0)
	});
	return {
		verdict: found.verdict,
		rule: found.rule,
		missing: effect ? null : level === null ? 'no results' : 'no time before',
		on: delayed ? 'delayed start' : change ? 'change' : null
	};
}

function missingOf({ goal, delayed, level }: Measured): WaveMissing | null {
	if (goal.metric.kind === 'total')
		return level === null ? 'no results' : goal.target === null ? 'no target' : null;
	if (!delayed) return 'no comparison';
	return delayed.basis === 'sites' ? null : delayed.basis === 'people' ? 'one site a wave' : 'no spread';
}

/** Judges one outcome by what its waves show: the first line of the table that holds, which is named. */
export function judgeWaves(measured: Measured): WaveVerdict {
	const { goal, delayed, level } = measured;
	if (goal.role === 'guardrail') return guardrail(measured);
	const missing = missingOf(measured);
	if (goal.role === 'secondary') {
		const found = firstMatch(secondaryRules, { missing: missing !== null && missing !== 'no target' });
		return { verdict: found.verdict, rule: found.rule, missing, on: delayed ? 'delayed start' : null };
	}
	const effect = delayed?.effect ?? null;
	const benefit = effect && benefitOf(effect, goal.metric.better);
	const { low, high } = effect ?? {};
	const found = firstMatch(judgedRules, {
		missing: missing !== null,
		invalid: false,
		scarce: false,
		targetMet: goal.metric.kind === 'total' ? reached(goal, level) : null,
		comparison: true,
		low: benefit?.low ?? null,
		high: benefit?.high ?? null,
		minimum: goal.minimum_effect,
		noWorse:
			goal.margin !== null && low != null && high != null
				? nonInferiority({ low, high, margin: goal.margin, better: goal.metric.better }).verdict ===
					'no worse'
				: false
	});
	return {
		verdict: found.verdict,
		rule: found.rule,
		missing,
		on: goal.metric.kind === 'total' ? 'level' : delayed ? 'delayed start' : null
	};
}
