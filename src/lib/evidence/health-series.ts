import type { Examined, Finding } from './health.ts';
import type { Row } from './input.ts';
import { jumpsOf, type Jump } from './jump.ts';
import type { Arm } from './terms.ts';

/** Periods in which an arm, or one of its sites, was not measured though it was in others. */
export type Absent = { arm: Arm; site: string | null; periods: string[] };

export type SeriesFacts = {
	'missing periods': { absent: Absent[] };
	/** An arm's outcome far from where its own earlier periods were heading. */
	'jump off the trend': { jumps: Jump[] };
};

/** The periods of these rows in the order in which they were measured. */
function periodsOf(rows: Row[]): string[] {
	const last = new Map<string, string>();
	for (const { period, measured_on: day } of rows) if (day >= (last.get(period) ?? '')) last.set(period, day);
	return [...last]
		.sort(([a, x], [b, y]) => x.localeCompare(y) || a.localeCompare(b))
		.map(([period]) => period);
}

/** Those of an arm between its first and its last period in which only the other arm was measured. */
function betweenOf(own: string[], all: string[]): string[] {
	const [first, last] = [all.indexOf(own[0] ?? ''), all.indexOf(own.at(-1) ?? '')];
	return all.filter((period, at) => at > first && at < last && !own.includes(period));
}

function absentIn(rows: Row[]): Absent[] {
	const all = periodsOf(rows);
	return (['pilot', 'comparison'] as const).flatMap((arm) => {
		const mine = rows.filter((row) => row.arm === arm);
		const own = periodsOf(mine);
		const between = betweenOf(own, all);
		// A period that was logged for all sites together says nothing of any of them.
		const sites = mine.every(({ site }) => site !== null)
			? [...new Set(mine.map(({ site }) => site))].sort((a, b) => (a ?? '').localeCompare(b ?? '', 'en'))
			: [];
		const parts = sites.map((site) => {
			const seen = new Set(mine.filter((row) => row.site === site).map(({ period }) => period));
			return { arm, site, periods: own.filter((period) => !seen.has(period)) };
		});
		return [{ arm, site: null, periods: between }, ...parts].filter(({ periods }) => periods.length > 0);
	});
}

/** What the periods of an outcome say of how far its figures can be trusted. */
export function series(examined: Examined): Finding[] {
	const found: Finding[] = [];
	const absent = absentIn(examined.rows.series);
	if (absent.length > 0) found.push({ key: 'missing periods', severity: 'caution', facts: { absent } });
	const jumps = jumpsOf(examined);
	if (jumps.length > 0) found.push({ key: 'jump off the trend', severity: 'caution', facts: { jumps } });
	return found;
}
