import { formatNumber, formatPValue } from '#lib/ui/numbers.ts';
import type { OutcomeResult } from './analysis.ts';
import { decimalsOf, differenceText, intervalText } from './figures.ts';
import type { LookedAt } from './looks-schema.ts';

/** What one look told of an outcome, in words and figures for a table. */
export type LookRow = {
	at: string;
	results: number;
	people: number;
	names: string[] | null;
	difference: string;
	interval: string;
	/** The smallest p of all looks so far: the one that counts, since the best of them is what people remember. */
	p: string;
};

/** By outcome, in the order of the analysis; the latest look first. Looks at another period are about other results and start afresh. */
export function looksByOutcome(
	looks: readonly LookedAt[],
	outcomes: readonly Pick<OutcomeResult, 'goal'>[]
): { id: string; name: string; rows: LookRow[] }[] {
	return outcomes
		.map(({ goal }) => {
			const least = new Map<string | null, number>();
			const rows = looks.flatMap(({ at, period, results, people, names, outcomes: told }): LookRow[] => {
				const look = told.find((one) => one.goal === goal.id);
				if (!look) return [];
				const before = least.get(period);
				const p = look.p === null ? before : Math.min(look.p, before ?? 1);
				if (p !== undefined) least.set(period, p);
				const { estimate, low, high } = look;
				const decimals = decimalsOf(goal, look);
				const about = look.coarse ? 'about ' : '';
				return [
					{
						at,
						results,
						people,
						names,
						difference:
							estimate === null
								? 'withheld'
								: about + differenceText(goal, estimate, { decimals, signed: true }),
						interval:
							low === null
								? estimate === null
									? 'withheld'
									: 'not yet'
								: about + intervalText(goal, low, high, decimals),
						p:
							look.coarse && p !== undefined
								? p > 0.5
									? 'p > 0.5'
									: `p ≤ ${formatNumber(p)}`
								: formatPValue(p)
					}
				];
			});
			return { id: goal.id, name: goal.name, rows: rows.toReversed() };
		})
		.filter(({ rows }) => rows.length > 0);
}
