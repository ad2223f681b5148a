import { daysFrom, type Range, type Zoom } from './timeline-range.ts';

/** Pixels for a day: a year fits a wide screen, a term shows its weeks. */
export const perDay: Record<Zoom, number> = { year: 2.75, term: 7 };
/** As high as a row with two lines of words. */
export const ROW = 54;

export function widthOf({ from, to }: Range, zoom: Zoom): number {
	return Math.round((daysFrom(from, to) + 1) * perDay[zoom]);
}
