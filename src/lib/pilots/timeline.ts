/** Pilots against the school's year: what stands where, in days. Pure; days are 'YYYY-MM-DD'. */
import type { z } from 'zod';
import { daysFrom, iso, shift, type Range } from './timeline-range.ts';
import type { spanSchema, timelineSchema } from './timeline-schema.ts';

export type Span = z.infer<typeof spanSchema>;
export type Timeline = z.infer<typeof timelineSchema>;
export type Dates = Timeline['pilots'][number];

/** Where a day stands, in days from the left edge; kept within it. */
function within({ from, to }: Range, date: string): number {
	return Math.min(Math.max(daysFrom(from, date), 0), daysFrom(from, to) + 1);
}

export const isIn = ({ from, to }: Range, date: string | null): date is string =>
	date !== null && from <= date && date <= to;

export type Bar = {
	x: number;
	width: number;
	/** It has not begun: drawn as an outline. */
	planned: boolean;
	/** It goes on beyond the edge. */
	before: boolean;
	after: boolean;
};

/** A cycle runs from its launch, or from where it is planned to start, to its end. */
export function cycleOf(dates: Dates, today: string): { from: string; to: string; planned: boolean } | null {
	if (dates.cycle_end === null) return null;
	const from = dates.launched_on ?? dates.cycle_start ?? today;
	return {
		from: from < dates.cycle_end ? from : dates.cycle_end,
		to: dates.cycle_end,
		planned: dates.launched_on === null
	};
}

/** The part of a cycle that is in the range; null for one that is none of it. */
export function barOf(dates: Dates, range: Range, today: string): Bar | null {
	const cycle = cycleOf(dates, today);
	if (!cycle || cycle.to < range.from || cycle.from > range.to) return null;
	const x = within(range, cycle.from);
	return {
		x,
		width: within(range, shift(cycle.to, 1)) - x,
		planned: cycle.planned,
		before: cycle.from < range.from,
		after: cycle.to > range.to
	};
}

export type Band = { x: number; width: number; name: string };

/** Terms or days off, cut to the range. */
export function bandsOf(spans: readonly Span[], range: Range): Band[] {
	return spans
		.filter(({ starts_on, ends_on }) => ends_on >= range.from && starts_on <= range.to)
		.map(({ name, starts_on, ends_on }) => {
			const x = within(range, starts_on);
			return { x, width: within(range, shift(ends_on, 1)) - x, name };
		});
}

/** The first day of each month of the range, and the day on which the range begins. */
export function monthsOf({ from, to }: Range): { x: number; month: string }[] {
	const months = [{ x: 0, month: from.slice(0, 7) }];
	for (;;) {
		const [year = 0, month = 1] = months.at(-1)!.month.split('-').map(Number);
		const next = iso(Date.UTC(year, month, 1) / 86_400_000);
		if (next > to) return months;
		months.push({ x: daysFrom(from, next), month: next.slice(0, 7) });
	}
}

export const happenings = ['start', 'end', 'meeting', 'review', 'wake'] as const;
export type Happening = (typeof happenings)[number];
export type Dated = { date: string; what: Happening; id: string };

/** What happens to a pilot on which day. */
export function datedOf(dates: Dates): Dated[] {
	const { id, launched_on, cycle_start, cycle_end, meeting, next_review, wake_on } = dates;
	const given: [Happening, string | null][] = [
		['start', launched_on ?? cycle_start],
		['end', cycle_end],
		['meeting', meeting],
		['review', next_review],
		['wake', wake_on]
	];
	return given.flatMap(([what, date]) => (date === null ? [] : [{ date, what, id }]));
}

/** All that happens in the range, by month, in the order of days. */
export function byMonth(pilots: readonly Dates[], range: Range): { month: string; dated: Dated[] }[] {
	const months = new Map<string, Dated[]>();
	const all = pilots
		.flatMap(datedOf)
		.filter(({ date }) => isIn(range, date))
		.sort((a, b) => a.date.localeCompare(b.date) || happenings.indexOf(a.what) - happenings.indexOf(b.what));
	for (const one of all) {
		const month = one.date.slice(0, 7);
		months.set(month, [...(months.get(month) ?? []), one]);
	}
	return [...months].map(([month, dated]) => ({ month, dated }));
}
