import type { Amendment } from '#lib/pilots/amendments-schema.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { OutcomeResult } from './analysis.ts';
import { annotationsOf } from './annotations.ts';
import { breakdownOf, type Breakdown } from './breakdown.ts';
import { forestView, type ForestView } from './forest-view.ts';
import { isShareOfPeople, withoutEnd, type LoggedRow } from './measurement.ts';
import { rowPage, type RowPage } from './opened.ts';
import type { Plot } from './plot.ts';
import { plotOf } from './plotting.ts';
import { seriesOf, type Series } from './series.ts';
import { seriesView, type SeriesView } from './series-view.ts';

/** All that is shown of an outcome that is open; drawn up on the server, so that the page brings no statistics along. */
export type OutcomeDetails = {
	plot: Plot | null;
	series: SeriesView | null;
	forests: ForestView[];
	rows: LoggedRow[];
	page: RowPage;
};

/** A pilot's rows as one reader may see them, whether they see small groups, and whether the pilot still runs. */
export type Seen = { rows: readonly LoggedRow[]; everything: boolean; running: boolean };

export type Beside = { series: Series | null; breakdowns: Breakdown[] };

/**
 * An outcome over time and by one dimension at a time, from rows as one reader may see them. While the pilot runs without its dimensions:
 * their intervals do not allow for looking.
 */
export function beside(
	{ goal }: OutcomeResult,
	plan: Pilot['plan'],
	{ rows, everything, running }: Seen
): Beside {
	const dimensions = ['site', 'subgroup'] as const;
	return {
		series: seriesOf(goal, rows, everything),
		breakdowns:
			plan && !running
				? dimensions
						.map((by) => breakdownOf({ goal, plan, rows, everything }, by))
						.filter((found) => found !== null)
				: []
	};
}

/** Of an outcome as it was frozen: its rows are not told beside it, since they may be others by now. */
export function frozenDetails(outcome: OutcomeResult): OutcomeDetails {
	const page = rowPage(outcome.goal.id, 0, new URLSearchParams());
	return { plot: plotOf(outcome), series: null, forests: [], rows: [], page };
}

export function detailsOf(
	outcome: OutcomeResult,
	{
		pilot,
		amendments,
		seen,
		asked
	}: { pilot: Pilot; amendments: readonly Amendment[]; seen: Seen; asked: URLSearchParams }
): OutcomeDetails {
	const { goal } = outcome;
	const own = seen.rows.filter(({ metric_id }) => metric_id === goal.metricId);
	const { series, breakdowns } = beside(outcome, pilot.plan, { ...seen, rows: own });
	const page = rowPage(goal.id, own.length, asked);
	const hidesEnds = !seen.everything && isShareOfPeople(goal);
	const shown = own.slice(page.from, page.to);
	return {
		plot: plotOf(outcome),
		series: series && seriesView(goal, series, annotationsOf(pilot, amendments)),
		forests: breakdowns.map((found) => forestView(goal, found)),
		rows: hidesEnds ? shown.map(withoutEnd) : shown,
		page
	};
}
