/** How much of the year a timeline shows. Pure; days are 'YYYY-MM-DD'. */
export const zooms = ['year', 'term'] as const;
export type Zoom = (typeof zooms)[number];
type Term = { name: string; starts_on: string; ends_on: string };
export type Range = { from: string; to: string; name: string };

const DAY = 86_400_000;
const number = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY;
export const iso = (days: number) => new Date(days * DAY).toISOString().slice(0, 10);

export const daysFrom = (from: string, to: string) => number(to) - number(from);
export const shift = (date: string, days: number) => iso(number(date) + days);

/** Whether a text is a day of this century that there is. */
export function isDay(given: string): boolean {
	if (!/^20\d\d-\d\d-\d\d$/.test(given)) return false;
	const at = Date.parse(`${given}T00:00:00Z`);
	return !Number.isNaN(at) && iso(at / DAY) === given;
}

/** The school year around a day, July to June, or the term: the one that it is in, or else the next, or the last. */
export function rangeOf(zoom: Zoom, at: string, terms: readonly Term[]): Range {
	const [year = 0, month = 1] = at.split('-').map(Number);
	const starts = month >= 7 ? year : year - 1;
	const whole = {
		from: `${starts}-07-01`,
		to: `${starts + 1}-06-30`,
		name: `School year ${starts}–${String(starts + 1).slice(2)}`
	};
	if (zoom === 'year') return whole;
	const inOrder = terms.toSorted((a, b) => a.starts_on.localeCompare(b.starts_on));
	const term = inOrder.find(({ ends_on }) => ends_on >= at) ?? inOrder.at(-1);
	if (!term) return whole;
	return { from: term.starts_on, to: term.ends_on, name: `${term.name} ${term.starts_on.slice(0, 4)}` };
}
