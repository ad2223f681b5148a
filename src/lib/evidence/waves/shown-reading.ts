import { coarseShares } from '../coarse.ts';
import type { Cell } from '../cells.ts';
import type { ReportedEffect } from '../effect.ts';
import { endOf, toldEvents } from '../ends.ts';
import type { Row } from '../input.ts';
import type { WaveInput } from './wave-input.ts';
import {
	readWhole,
	type MetricReading,
	type Read,
	type WavePoint,
	type WaveReading
} from './wave-reading.ts';

/*
 * The reading as people see it who see no small groups. Waves add sites up in another way than any page that tells of sites, so a sum
 * that holds a withheld group is withheld whole, however many it holds: taken from the sum of the period, it would give the others back.
 * An effect that rests on one goes with it. Shares near none or all are computed as they are told.
 */

const isShare = ({ goal }: MetricReading) => goal.kind === 'proportion' && goal.about !== 'things';
const hides = (cell: Cell) => (cell.hidden?.rows ?? 0) > 0;
const hasEnds = (cell: Cell) => cell.hidden?.ends !== undefined;

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

function shownCell(exact: Cell, told: Cell, share: boolean): Cell {
	const { hidden: _, ...rest } = told;
	if (hides(exact)) return { ...rest, ...blank, withheld: true };
	const end = share && rest.n !== null && rest.events !== null ? endOf(rest.n, rest.events) : undefined;
	if (end) return { ...rest, events: null, level: null, end };
	return share && hasEnds(exact) ? { ...rest, coarse: true } : rest;
}

function shownEffect(told: ReportedEffect | null, fed: Cell[], share: boolean): ReportedEffect | null {
	if (!told) return null;
	if (fed.some(hides)) {
		const nothing = { estimate: null, se: null, df: null, t: null, p: null, low: null, high: null };
		return {
			...told,
			...nothing,
			size: null,
			ratio: null,
			explained: null,
			heterogeneity: null,
			withheld: true
		};
	}
	return share && fed.some(hasEnds) ? coarseShares(told) : told;
}

const withoutHidden = ({ hidden: _, ...cell }: Cell): Cell => cell;

function openly(metric: MetricReading): MetricReading {
	const points = (some: WavePoint[]) => some.map((point) => ({ ...point, cell: withoutHidden(point.cell) }));
	return {
		...metric,
		running: points(metric.running),
		series: metric.series.map((one) => ({ ...one, points: points(one.points) }))
	};
}

/** `exact` is what the numbers say, `told` what they say with shares near none or all as they are told. */
function shownMetric(exact: Read, told: MetricReading): MetricReading {
	const { metric, fed, changeFed } = exact;
	if (metric.goal.about === 'things') return openly(metric);
	const share = isShare(metric);
	const points = (of: WavePoint[], as: WavePoint[]) =>
		of.map((point, at) => ({ ...point, cell: shownCell(point.cell, as[at]!.cell, share) }));
	const effect = shownEffect(told.effect, fed, share);
	// A part beside a whole that is rounded or gone would give it back.
	const exactly = effect !== null && !effect.withheld && !effect.coarse;
	return {
		...metric,
		running: points(metric.running, told.running),
		series: metric.series.map((one, at) => ({ ...one, points: points(one.points, told.series[at]!.points) })),
		effect,
		people: fed.some(hides) ? null : metric.people,
		pairs: metric.pairs.map((pair, at) => ({ ...pair, estimate: exactly ? told.pairs[at]!.estimate : null })),
		change: shownEffect(told.change, changeFed, share)
	};
}

/** What the waves show: for whoever sees every group, and for everyone else. Verdicts are the same in both. Pure. */
export function readWaves(input: WaveInput): { complete: WaveReading; shown: WaveReading } {
	const exact = readWhole(input);
	const shares = new Set(
		input.goals
			.filter(({ metric }) => metric.kind === 'proportion' && metric.about !== 'things')
			.map(({ metric_id }) => metric_id)
	);
	const asTold = (row: Row): Row =>
		shares.has(row.metric_id) && row.n !== null && row.events !== null
			? { ...row, events: toldEvents(row.n, row.events) }
			: row;
	const told = readWhole({ ...input, rows: input.rows.map(asTold) });
	const complete = {
		...exact.reading,
		metrics: exact.reading.metrics.map(openly)
	};
	const shown = {
		...exact.reading,
		metrics: exact.read.map((one, at) => shownMetric(one, told.reading.metrics[at]!))
	};
	return { complete, shown };
}
