/** Waves against the terms of the school year, in shares of the width. Pure; days are 'YYYY-MM-DD'. */
import type { Term, Wave } from './scaling.ts';

type Placed = { x: number; width: number };
export type WaveTimeline = {
	terms: (Placed & { name: string })[];
	months: { x: number; label: string }[];
	today: number | null;
	bars: (Placed & { id: string; training: number | null })[];
};

const DAY = 86_400_000;
const number = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;
const round = (share: number) => Math.round(share * 10_000) / 100;
const name = new Intl.DateTimeFormat('en', { month: 'short', year: '2-digit', timeZone: 'UTC' });

/** Everything in percent from the left; null where there is no wave. */
export function timelineOf(
	waves: readonly Pick<Wave, 'id' | 'starts_on' | 'ends_on' | 'training_by'>[],
	terms: readonly Term[],
	today: string
): WaveTimeline | null {
	if (waves.length === 0) return null;
	const starts = waves.map(({ starts_on, training_by }) => number(training_by ?? starts_on));
	const last = Math.max(...waves.map(({ ends_on }) => number(ends_on)));
	const now = number(today);
	// Today stays in sight while it is near.
	const from = Math.min(...starts, ...(last - now < 400 ? [now] : [])) - 10;
	const to = Math.max(last, now - from < 800 ? now : last) + 10;
	const share = (days: number) => round(Math.min(Math.max((days - from) / (to - from), 0), 1));
	const span = (a: string, b: string): Placed => {
		const x = share(number(a));
		return { x, width: round((share(number(b) + 1) - x) / 100) };
	};
	return {
		terms: terms
			.filter(({ starts_on, ends_on }) => number(ends_on) >= from && number(starts_on) <= to)
			.map((term) => ({ name: term.name, ...span(term.starts_on, term.ends_on) })),
		months: monthsBetween(from, to).map((at) => ({ x: share(at), label: name.format(at * DAY) })),
		today: now >= from && now <= to ? share(now + 0.5) : null,
		bars: waves.map(({ id, starts_on, ends_on, training_by }) => ({
			id,
			...span(starts_on, ends_on),
			training: training_by === null ? null : share(number(training_by) + 0.5)
		}))
	};
}

/** The first days of months, as many as can be read beside each other. */
function monthsBetween(from: number, to: number): number[] {
	const first = new Date(from * DAY);
	const every = Math.max(1, Math.ceil((to - from) / 30 / 6));
	const months: number[] = [];
	for (let i = 1; ; i += every) {
		const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + i, 1) / DAY;
		// A label at the very edge would be cut off.
		if (at > to - (to - from) / 12) return months;
		months.push(at);
	}
}
