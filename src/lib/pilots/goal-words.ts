import { formatNumber, formatPercent } from '#lib/ui/numbers.ts';
import type { Goal } from './pilot.ts';

type Measured = Pick<Goal, 'kind' | 'unit' | 'better'>;

/** Shares are kept from 0 to 1 and said as percent, whether they are a proportion or a mean of shares. */
export function isShare({ kind, unit }: Pick<Goal, 'kind' | 'unit'>): boolean {
	return kind === 'proportion' || /^share\b/.test(unit);
}

/** A value of a metric in its own unit. */
export function valueInWords({ kind, unit }: Pick<Goal, 'kind' | 'unit'>, value: number | null): string {
	return isShare({ kind, unit })
		? formatPercent(value, { decimals: undefined })
		: formatNumber(value, { unit });
}

/** A difference of a metric: '+0.5 hours', '+5 percentage points'. */
export function differenceInWords({ kind, unit }: Pick<Goal, 'kind' | 'unit'>, value: number | null): string {
	return isShare({ kind, unit })
		? formatNumber(value === null ? null : value * 100, { unit: 'percentage points' })
		: formatNumber(value, { unit });
}

/** What counts as enough: 'At least 4 points', 'At most 20 minutes'. */
export function targetInWords(goal: Measured & Pick<Goal, 'target'>): string {
	if (goal.target === null) return '—';
	return `${goal.better === 'higher' ? 'At least' : 'At most'} ${valueInWords(goal, goal.target)}`;
}

/**
 * What a guardrail may not pass. Counts and totals have a level; means and shares a change for the worse.
 */
export function limitInWords(goal: Measured & Pick<Goal, 'guardrail_limit'>): string {
	if (goal.guardrail_limit === null) return '—';
	if (goal.kind === 'count' || goal.kind === 'total') {
		const bound = goal.better === 'higher' ? 'No less than' : 'No more than';
		return `${bound} ${valueInWords(goal, goal.guardrail_limit)}`;
	}
	return `No worse by more than ${differenceInWords(goal, Math.abs(goal.guardrail_limit))}`;
}
