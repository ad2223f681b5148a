import type { EvidenceInput, Goal, Row } from './input.ts';

/** How many rows of a goal's metric there are, and why some of them don't count. */
export type RowCounts = {
	counted: number;
	/** Logged by the team and not accepted by the evaluator yet. */
	selfReported: number;
	/** Outcomes of other periods than the plan's. */
	otherPeriods: number;
	/** Of a subgroup, such as multilingual learners: shown beside, never added up. */
	subgroups: number;
};

export type GoalRows = {
	baseline: Row[];
	outcome: Row[];
	/** Everything accepted over all periods, before and after. */
	series: Row[];
	counts: RowCounts;
	/** Periods that hold accepted outcomes which the plan doesn't count. */
	otherPeriods: string[];
};

const isNew = (value: string, index: number, all: string[]) => all.indexOf(value) === index;

/**
 * The latest baseline in which every arm that was measured at all was measured: an older one is only history,
 * and mixing two would count people twice.
 */
function latestBaseline(rows: Row[]): Row[] {
	const armsIn = (some: Row[]) => new Set(some.map(({ arm }) => arm)).size;
	const latest = (some: Row[]) =>
		some.reduce((day, row) => (row.measured_on > day ? row.measured_on : day), '');
	const periods = rows
		.map(({ period }) => period)
		.filter(isNew)
		.map((period) => rows.filter((row) => row.period === period))
		.sort((a, b) => armsIn(b) - armsIn(a) || latest(b).localeCompare(latest(a)));
	return periods[0] ?? [];
}

/**
 * Which rows of a goal's metric count: accepted ones, without a subgroup, outcomes of the period that the plan names,
 * and the latest baseline. Without a plan no outcome counts.
 */
export function rowsOf(goal: Goal, { plan, rows }: Pick<EvidenceInput, 'plan' | 'rows'>): GoalRows {
	const own = rows.filter((row) => row.metric_id === goal.metric_id);
	const whole = own.filter((row) => row.subgroup === null);
	const accepted = whole.filter((row) => row.accepted);
	const outcomes = accepted.filter((row) => row.phase === 'outcome');
	const outcome = outcomes.filter((row) => row.period === plan?.outcome_period);
	const others = outcomes.filter((row) => row.period !== plan?.outcome_period);
	const baseline = latestBaseline(accepted.filter((row) => row.phase === 'baseline'));
	return {
		baseline,
		outcome,
		series: accepted,
		otherPeriods: others.map(({ period }) => period).filter(isNew),
		counts: {
			counted: baseline.length + outcome.length,
			selfReported: whole.length - accepted.length,
			otherPeriods: others.length,
			subgroups: own.length - whole.length
		}
	};
}
