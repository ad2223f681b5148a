import { SMALLEST_GROUP } from './limits.ts';
import type { Place, Summary } from './group.ts';
import type { Mapping } from './mapping.ts';
import type { Tally } from './tally.ts';

/** Of the metric and the district, what decides on which groups may leave the browser. */
export type Rules = {
	about: 'students' | 'staff survey' | 'things';
	/** Groups about people with fewer are held back. */
	minimum: number;
	/** What the metric can be, in its unit; null where it has no bounds. */
	range: { low: number; high: number } | null;
};

/** Why a group is not sent: too few; it would give a smaller one back by subtraction; or one value has no standard deviation. */
export type HeldBecause = 'small' | 'gives a small one back' | 'one value';
export type Held = Place & { because: HeldBecause };

/** What somebody should know before sending; the sentences are in import-words.ts. */
export type Finding =
	| { key: 'all equal'; place: Place; value: number }
	| { key: 'one arm'; arm: 'pilot' | 'comparison' }
	| { key: 'no group' }
	| { key: 'outside of range'; low: number; high: number; lowest: number; highest: number }
	| { key: 'one cluster'; place: Place }
	| { key: 'clusters unknown'; place: Place; rows: number }
	| { key: 'no pretest'; rows: number };

export type Settled = { groups: Summary[]; held: Held[]; findings: Finding[] };

type Bounded = { kind: Mapping['kind']; unit: string; lowest?: number | null; highest?: number | null };

/** The bounds of a metric's values: those that the library sets for a mean, otherwise those of its unit and kind. */
export function rangeOf({ kind, unit, lowest = null, highest = null }: Bounded): Rules['range'] {
	if (kind === 'mean' && (lowest !== null || highest !== null))
		return { low: lowest ?? -Infinity, high: highest ?? Infinity };
	if (kind === 'mean' && /^(%|percent)$/i.test(unit.trim())) return { low: 0, high: 100 };
	return kind === 'count' ? { low: 0, high: Infinity } : null;
}

const placeOf = ({ arm, phase, period, site, stratum, subgroup }: Place): Place => ({
	arm,
	phase,
	period,
	site,
	stratum,
	subgroup
});

/** Groups that together are all people of an arm at one time: those without a subgroup, or those with one. */
const lineOf = ({ arm, phase, period, subgroup }: Place) =>
	JSON.stringify([arm, phase, period, subgroup === null]);
/** The same people's other line. */
const otherLineOf = ({ arm, phase, period, subgroup }: Place) =>
	JSON.stringify([arm, phase, period, subgroup !== null]);
const samePeople = ({ arm, site, stratum, subgroup }: Place) =>
	JSON.stringify([arm, site, stratum, subgroup]);

/**
 * Which groups leave the browser, and what to know of them.
 * A small group is held back in every period and phase, since one would give back another. Where the same people are also added up in
 * another way (by site and by subgroup) and one group alone is held back, the smallest other group of its line is held back with it.
 */
export function settle({ groups, lowest, highest, noPretest }: Tally, rules: Rules): Settled {
	const minimum = rules.about === 'things' ? 0 : Math.max(SMALLEST_GROUP, rules.minimum);
	const because = new Map<Summary, HeldBecause>();
	const small = new Set(groups.filter(({ n }) => n < minimum).map(samePeople));
	for (const group of groups) if (small.has(samePeople(group))) because.set(group, 'small');
	if (minimum > 0) holdComplements(groups, because);
	for (const group of groups) {
		if (!because.has(group) && group.mean !== null && group.sd === null) because.set(group, 'one value');
	}
	// Rows whose subgroup has no name are no group that could be logged; they only count as what others give back.
	const held = groups
		.filter((group) => because.has(group) && group.subgroup !== '')
		.map((group) => ({ ...placeOf(group), because: because.get(group)! }));
	const sent = groups.filter((group) => !because.has(group) && group.subgroup !== '');
	return { groups: sent, held, findings: findingsOf(sent, rules, { lowest, highest, noPretest }) };
}

function holdComplements(groups: Summary[], because: Map<Summary, HeldBecause>): void {
	for (let again = true; again;) {
		again = false;
		for (const line of Map.groupBy(groups, lineOf).values()) {
			const kept = line.filter((group) => because.has(group));
			const others = line.filter((group) => !because.has(group)).sort((a, b) => a.n - b.n);
			const totalKnown = groups.some(
				(group) => lineOf(group) === otherLineOf(line[0]!) && !because.has(group)
			);
			if (kept.length !== 1 || !others[0] || !totalKnown) continue;
			const everywhere = samePeople(others[0]);
			for (const group of groups) {
				if (samePeople(group) === everywhere && !because.has(group))
					because.set(group, 'gives a small one back');
			}
			again = true;
		}
	}
}

function findingsOf(
	groups: Summary[],
	{ range }: Rules,
	{ lowest, highest, noPretest }: Pick<Tally, 'lowest' | 'highest' | 'noPretest'>
): Finding[] {
	const arms = new Set(groups.map(({ arm }) => arm));
	const [only] = arms;
	const outside =
		range && lowest !== null && highest !== null && (lowest < range.low || highest > range.high);
	return [
		...(groups.length === 0 ? [{ key: 'no group' } as const] : []),
		...(arms.size === 1 ? [{ key: 'one arm', arm: only! } as const] : []),
		...(outside ? [{ key: 'outside of range', ...range, lowest, highest } as const] : []),
		...(noPretest > 0 ? [{ key: 'no pretest', rows: noPretest } as const] : []),
		...groups.flatMap((group): Finding[] => {
			const place = placeOf(group);
			const found: Finding[] = [];
			if (group.sd === 0) found.push({ key: 'all equal', place, value: group.mean! });
			if (group.clusters === 1) found.push({ key: 'one cluster', place });
			if (group.unclustered > 0) found.push({ key: 'clusters unknown', place, rows: group.unclustered });
			return found;
		})
	];
}
