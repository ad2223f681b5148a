/*
 * Shares of people near none or all: more would say of everyone in the group what they did. Up to 5% counts as none, and in a group
 * under 20, where 5% is less than one of them, 1 does; the same from the other end. The database moves events in the same way.
 */

export const ends = ['at most 5 %', 'at least 95 %', 'none or 1', 'all or all but 1'] as const;
/** A share of nearly none or nearly all of a group, of which no more is said. */
export type End = (typeof ends)[number];

const nearNone = (n: number) => Math.max(1, Math.floor(n * 0.05));
const nearAll = (n: number) => Math.min(n - 1, Math.ceil(n * 0.95));

/** What is said of a share at its end; undefined where it isn't there. Both are whole, `events` of `n`. */
export function endOf(n: number, events: number): End | undefined {
	if (events <= nearNone(n)) return n < 20 ? 'none or 1' : 'at most 5 %';
	if (events >= nearAll(n)) return n < 20 ? 'all or all but 1' : 'at least 95 %';
	return undefined;
}

/** Events as people are told them who see no small groups: those at an end are moved to the same place. */
export const toldEvents = (n: number, events: number) => Math.min(Math.max(events, nearNone(n)), nearAll(n));

/** The fewest and the most events that may stand behind what is told. */
export function eventsBehind(n: number, events: number): [least: number, most: number] {
	const end = endOf(n, events);
	if (end === undefined) return [events, events];
	return events <= nearNone(n) ? [0, nearNone(n)] : [nearAll(n), n];
}
