import type { OutcomeResult } from './analysis.ts';

/** So many outcomes and results are shown whole; of more, those that are asked for. */
const OUTCOMES = 10;
const RESULTS = 400;

/** How many results a page of one outcome's table has. */
export const PAGE = 40;

type Asked = Pick<URLSearchParams, 'getAll' | 'get'>;

/**
 * The outcome goals of which charts, breakdowns and results are shown: all of a pilot that is not large, else the primary one and those
 * that the address asks for with `show`.
 */
export function openedGoals(
	outcomes: readonly Pick<OutcomeResult, 'goal'>[],
	results: number,
	asked: Asked
): Set<string> {
	const all = outcomes.length <= OUTCOMES && results <= RESULTS;
	const wanted = asked.getAll('show');
	return new Set(
		outcomes
			.filter(({ goal }) => all || goal.role === 'primary' || wanted.includes(goal.id))
			.map(({ goal }) => goal.id)
	);
}

/** One page of an outcome's results; `rows` of the address says of which, `from` where it begins. */
export type RowPage = {
	from: number;
	to: number;
	total: number;
	previous: number | null;
	next: number | null;
};

export function rowPage(goal: string, total: number, asked: Asked): RowPage {
	const given = asked.get('rows') === goal ? Number(asked.get('from')) : 0;
	const last = Math.max(0, Math.floor((total - 1) / PAGE) * PAGE);
	const from = Number.isInteger(given) && given > 0 ? Math.min(Math.floor(given / PAGE) * PAGE, last) : 0;
	return {
		from,
		to: Math.min(from + PAGE, total),
		total,
		previous: from > 0 ? from - PAGE : null,
		next: from + PAGE < total ? from + PAGE : null
	};
}
