import type { Cell } from '../cells.ts';
import type { Goal } from '../input.ts';
import type { Placing } from './placing.ts';
import { lastDays, sitePeriods, type SitePeriod } from './site-periods.ts';
import { inOrder, type Wave } from './wave-input.ts';

/** A site before and after: measured in both periods of a pair. */
export type SiteChange = { site: string; before: Cell; after: Cell; change: number };

/** Why a wave cannot be compared with the one after it. */
export type NoPair =
	| 'not begun'
	| 'nobody waits'
	| 'never apart'
	| 'no results after'
	| 'no results of those who wait'
	| 'no results before';

/** A wave that began, against the one that still waited, over the same two periods. */
export type Pair = {
	wave: Wave;
	against: Wave;
	/** The period in which one had begun and the other waited, and the one before either began. */
	period: string;
	base: string;
	pilot: SiteChange[];
	comparison: SiteChange[];
};

export type Pairing = { pairs: Pair[]; not: { wave: string; why: NoPair }[] };

/** How much a site changed from one period to another. */
export const siteChange = ({ site, cell }: SitePeriod, later: SitePeriod): SiteChange => ({
	site,
	before: cell,
	after: later.cell,
	change: later.cell.level! - cell.level!
});

function changes(before: SitePeriod[], after: SitePeriod[], base: string, period: string): SiteChange[] {
	return before
		.filter((one) => one.period === base)
		.flatMap((one) => {
			const later = after.find(({ site, period: name }) => site === one.site && name === period);
			if (!later) return [];
			return [siteChange(one, later)];
		})
		.sort((a, b) => a.site.localeCompare(b.site, 'en', { numeric: true }));
}

function pairOf(wave: Wave, against: Wave, kind: Goal['metric']['kind'], placing: Placing): Pair | NoPair {
	const fresh = (some: SitePeriod[]) => some.filter(({ site }) => !placing.usedBefore.includes(site));
	const of = (one: Wave, when: 'before' | 'after') => fresh(sitePeriods(kind, placing.placed, one.id, when));
	const [before, after, waiting] = [of(wave, 'before'), of(wave, 'after'), of(against, 'before')];
	if (against.started_on !== null && against.started_on <= wave.started_on!) return 'never apart';
	if (after.length === 0) return 'no results after';
	const [days, waited, earlier] = [lastDays(after), lastDays(waiting), lastDays(before)];
	const apart = [...days.keys()].filter((period) => waited.has(period));
	if (apart.length === 0) return 'no results of those who wait';
	// The latest: it has had the longest time to show.
	const period = apart.reduce((latest, one) => (days.get(one)! > days.get(latest)! ? one : latest));
	const tried = [...earlier.keys()]
		.filter((base) => base !== period && waited.has(base))
		.map((base) => ({
			base,
			pilot: changes(before, after, base, period),
			comparison: changes(waiting, waiting, base, period)
		}))
		.filter(({ pilot, comparison }) => pilot.length > 0 && comparison.length > 0)
		// With the most sites that were there both times; among equals the latest before it began.
		.sort(
			(a, b) =>
				b.pilot.length + b.comparison.length - a.pilot.length - a.comparison.length ||
				earlier.get(b.base)!.localeCompare(earlier.get(a.base)!)
		);
	return tried[0] ? { wave, against, period, ...tried[0] } : 'no results before';
}

/**
 * Sets each wave that began against the one after it, as long as that one waited. Against that one only: so each site stands in at most
 * one comparison on either side, and what two comparisons share is known.
 */
export function pairUp(kind: Goal['metric']['kind'], waves: readonly Wave[], placing: Placing): Pairing {
	const order = inOrder(waves.filter(({ sites }) => sites.length > 0));
	const found: Pairing = { pairs: [], not: [] };
	order.forEach((wave, at) => {
		const against = order[at + 1];
		const pair =
			wave.started_on === null
				? 'not begun'
				: against === undefined
					? 'nobody waits'
					: pairOf(wave, against, kind, placing);
		if (typeof pair === 'string') found.not.push({ wave: wave.name, why: pair });
		else found.pairs.push(pair);
	});
	return found;
}
