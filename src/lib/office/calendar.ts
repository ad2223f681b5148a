/** The school year: terms, days off, and each day of the year as one of them. */
import { z } from 'zod';

const spanSchema = z.object({
	id: z.string(),
	name: z.string(),
	starts_on: z.string(),
	ends_on: z.string(),
	revision: z.number()
});
export const spansSchema = z.array(spanSchema);
export type Span = z.infer<typeof spanSchema>;

export const spanForm = z.object({
	name: z.string().trim().min(1, 'Give it a name.').max(80, 'A name can have 80 characters.'),
	starts_on: z.iso.date('Enter the first day.'),
	ends_on: z.union([z.literal(''), z.iso.date('Enter the last day.')])
});

export type Day = { date: string; day: number; kind: 'school' | 'off' | 'none'; name: string };
export type Month = { key: string; year: number; month: number; weeks: (Day | null)[][] };

type Between = Pick<Span, 'name' | 'starts_on' | 'ends_on'>;

const within = (date: string, spans: readonly Between[]) =>
	spans.find(({ starts_on, ends_on }) => starts_on <= date && date <= ends_on);
const iso = (year: number, month: number, day: number) =>
	new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
const weekday = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/** The school year that a day belongs to, by the year in which it starts: July to June. */
export function schoolYearOf(date: string): number {
	const [year = 0, month = 1] = date.split('-').map(Number);
	return month >= 7 ? year : year - 1;
}

/** The year that an address asks for; the one of today where it asks for none. */
export function yearAsked(given: string | null, today: string): number {
	const year = Number(given);
	return given && Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : schoolYearOf(today);
}

/** Twelve months from July on, in weeks from Monday, each day with what it is. */
export function monthsOf(year: number, terms: readonly Between[], off: readonly Between[]): Month[] {
	return Array.from({ length: 12 }, (_, i) => {
		const first = iso(year, 6 + i, 1);
		const [ofYear = 0, ofMonth = 1] = first.split('-').map(Number);
		const length = new Date(Date.UTC(ofYear, ofMonth, 0)).getUTCDate();
		const days = Array.from({ length }, (_, d): Day => {
			const date = iso(ofYear, ofMonth - 1, d + 1);
			const [free, term] = [within(date, off), within(date, terms)];
			const weekend = weekday(date) >= 5;
			const kind = free ? 'off' : term && !weekend ? 'school' : 'none';
			return { date, day: d + 1, kind, name: free?.name ?? (term && !weekend ? term.name : '') };
		});
		const cells = [...Array<null>(weekday(first)).fill(null), ...days];
		const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, w) => {
			const week: (Day | null)[] = cells.slice(w * 7, w * 7 + 7);
			return [...week, ...Array<null>(7 - week.length).fill(null)];
		});
		return { key: first.slice(0, 7), year: ofYear, month: ofMonth, weeks };
	});
}

/** How many days of a term are school days: no weekends, no days off. */
export function schoolDays(term: Between, off: readonly Between[]): number {
	let count = 0;
	for (let at = Date.parse(`${term.starts_on}T00:00:00Z`); ; at += 86_400_000) {
		const date = new Date(at).toISOString().slice(0, 10);
		if (date > term.ends_on) return count;
		if (weekday(date) < 5 && !within(date, off)) count += 1;
	}
}

/** Whether a span has a day in a school year. */
export function inYear(year: number, { starts_on, ends_on }: Between): boolean {
	return ends_on >= `${year}-07-01` && starts_on <= `${year + 1}-06-30`;
}
