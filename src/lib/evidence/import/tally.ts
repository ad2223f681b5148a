import type { Arm, Phase } from '../terms.ts';
import { cellReader, type BadReason } from './cell.ts';
import type { Column } from './column.ts';
import { BINS, FINE_BINS, group, type Place, type Range, type Summary } from './group.ts';
import { labelKey, missingTest, remembered, shortLabel } from './label.ts';
import { shortened, type LeftOut } from './left-out.ts';
import { MOST_GROUPS } from './limits.ts';
import { emptyListing, list, type Listing } from './listing.ts';
import { overflows } from './look.ts';
import { checkMapping, mappedColumns } from './mapped.ts';
import type { Mapping } from './mapping.ts';
import type { Record } from './records.ts';
import { isBlank } from './records.ts';
import { Refused } from './refused.ts';

/** Everything that a file's rows came to: groups, and what was left out and why. Of the file's cells only labels that mean nothing yet are in it. */
export type Tally = {
	groups: Summary[];
	/** Rows that are in a group. */
	counted: number;
	/** Rows of data. */
	rows: number;
	/** Cells that cannot be read as what their column is. The row is left out, or its pretest. */
	bad: Listing<{ row: number; column: string; reason: BadReason }>;
	/** Rows without an outcome. */
	noOutcome: number;
	/** Rows with an outcome whose pretest is missing. */
	noPretest: number;
	/** Rows whose label stands for no arm, phase, site or stratum, by its key ('' where the cell is empty) and first spelling. */
	leftOut: LeftOut[];
	/** Rows with more cells than columns, which are left out. */
	overfull: number;
	lowest: number | null;
	highest: number | null;
	/** What the histograms go over: before and after, so that they can be laid beside each other. */
	scale: Range;
};

/** Sums up rows by the mapping, one by one. Throws `Refused` where the mapping doesn't fit the columns. */
export function tally(mapping: Mapping, columns: Column[], headerRow: number | null) {
	checkMapping(mapping, columns);
	const uses = mappedColumns(mapping);
	const at = (use: string) => columns.find(({ name }) => name === uses[use]) ?? null;
	const [outcome, pretest, exposure] = [at('outcome')!, at('pretest'), at('exposure')];
	const [armAt, phaseAt, periodAt] = [at('arm'), at('phase'), at('period')];
	const [siteAt, stratumAt, clusterAt, subgroupAt] = [
		at('site'),
		at('stratum'),
		at('cluster'),
		at('subgroup')
	];
	const isMissing = missingTest(mapping.missing);
	const keyOf = remembered(labelKey);
	const read = cellReader(mapping);
	const range = {
		lowest: Math.min(outcome.lowest ?? 0, pretest?.lowest ?? Infinity),
		highest: Math.max(outcome.highest ?? 1, pretest?.highest ?? -Infinity)
	};
	const parts = mapping.missing.length > 0 ? FINE_BINS : BINS;
	const seen = { lowest: Infinity, highest: -Infinity };
	const groups = new Map<string, ReturnType<typeof group>>();
	const periods = new Map<string, string>();
	const leftOut = new Map<string, LeftOut>();
	const found: Omit<Tally, 'groups' | 'leftOut' | 'scale'> = {
		counted: 0,
		rows: 0,
		bad: emptyListing(),
		noOutcome: 0,
		noPretest: 0,
		overfull: 0,
		lowest: null,
		highest: null
	};

	function into(place: Place) {
		const { arm, phase, period, site, stratum, subgroup } = place;
		// No label has a line break in it.
		const key = `${arm}\n${phase}\n${period}\n${site}\n${stratum}\n${subgroup === null ? '\n' : subgroup}`;
		const known = groups.get(key);
		if (known) return known;
		if (groups.size === MOST_GROUPS) throw new Refused('too many groups', { most: MOST_GROUPS });
		const own = group(place, mapping.kind, range, parts);
		groups.set(key, own);
		return own;
	}

	/** Which of two sides a label is on; rows of neither are counted and left out. */
	function side<Side extends string>(
		cell: string,
		column: Column,
		sides: { [key in Side]: string[] }
	): Side | null {
		const key = isMissing(cell) ? '' : keyOf(cell);
		const own = (Object.keys(sides) as Side[]).find((name) => sides[name].includes(key));
		return own ?? leaveOut(column, key, cell);
	}

	/** What a label stands for in the district; rows of a label that stands for nothing are counted and left out. */
	function named(cell: string, column: Column, names: { [key: string]: string }): string | undefined {
		const key = isMissing(cell) ? '' : keyOf(cell);
		return own(names, key) ?? leaveOut(column, key, cell) ?? undefined;
	}

	function leaveOut(column: Column, key: string, cell: string): null {
		const told = leftOut.get(`${column.name}\n${key}`) ?? {
			column: column.name,
			key,
			text: cell.trim(),
			rows: 0
		};
		told.rows++;
		leftOut.set(`${column.name}\n${key}`, told);
		return null;
	}

	/** The first spelling of a period, in the signs that the database takes. */
	function periodOf(cell: string): string {
		const key = keyOf(cell);
		const text = periods.get(key) ?? shortLabel(cell);
		periods.set(key, text);
		return text;
	}

	function add(record: Record): void {
		const { row, cells } = record;
		if (row <= (headerRow ?? 0) || isBlank(cells)) return;
		found.rows++;
		if (overflows(record, columns.length)) {
			found.overfull++;
			return;
		}
		const cell = (column: Column) => cells[column.index] ?? '';
		const label = (column: Column | null) =>
			column && !isMissing(cell(column)) ? keyOf(cell(column)) : null;
		const bad = (column: Column, reason: BadReason) => list(found.bad, { row, column: column.name, reason });
		const arm: Arm | null = armAt
			? side<Arm>(cell(armAt), armAt, { pilot: mapping.arm.pilot, comparison: mapping.arm.comparison })
			: 'pilot';
		if (!arm) return;
		const { baseline, outcome: after } = mapping.phase;
		const phase = phaseAt ? side<Phase>(cell(phaseAt), phaseAt, { baseline, outcome: after }) : 'outcome';
		if (!phase) return;
		if (isMissing(cell(outcome))) {
			found.noOutcome++;
			return;
		}
		const value = read(outcome, cell(outcome));
		if (typeof value !== 'number') return bad(outcome, value);
		const over = exposure ? read(exposure, cell(exposure), 'exposure') : 1;
		if (exposure && typeof over !== 'number')
			return bad(exposure, isMissing(cell(exposure)) ? 'missing' : over);
		if (periodAt && label(periodAt) === null) return bad(periodAt, 'missing');
		const typed =
			phase === 'baseline' && mapping.period.pretest ? mapping.period.pretest : mapping.period.name;
		const period = periodAt ? periodOf(cell(periodAt)) : typed;
		const site = siteAt ? named(cell(siteAt), siteAt, mapping.site.ids) : null;
		const stratum = stratumAt ? named(cell(stratumAt), stratumAt, mapping.stratum.names) : null;
		if (site === undefined || stratum === undefined) return;
		const before = pretest && phase === 'outcome' ? readPretest(pretest, cell(pretest), bad) : undefined;
		found.counted++;
		found.lowest = Math.min(found.lowest ?? value, value);
		found.highest = Math.max(found.highest ?? value, value);
		const inCluster = label(clusterAt);
		// A class called 1 at one school is not the class called 1 at another.
		const cluster = inCluster === null ? null : `${site}\n${inCluster}`;
		const whole: Place = { arm, phase, period, site, stratum, subgroup: null };
		const places = [whole];
		if (subgroupAt) {
			const name = own(mapping.subgroup.names, label(subgroupAt) ?? '') ?? '';
			places.push({ ...whole, site: null, stratum: null, subgroup: name });
		}
		see(value);
		if (before !== undefined) see(before);
		for (const place of places) {
			into(place).add(value, { cluster, over: typeof over === 'number' ? over : 1, before });
			if (before === undefined) continue;
			into({ ...place, phase: 'baseline', period: mapping.period.pretest }).add(before, { cluster });
		}
	}

	function see(value: number): void {
		if (value < seen.lowest) seen.lowest = value;
		if (value > seen.highest) seen.highest = value;
	}

	function readPretest(column: Column, text: string, bad: (column: Column, reason: BadReason) => void) {
		const value = isMissing(text) ? null : read(column, text);
		if (typeof value === 'number') return value;
		found.noPretest++;
		if (value !== null) bad(column, value);
		return undefined;
	}

	return {
		add,
		finish(): Tally {
			const scale = parts === BINS || seen.lowest > seen.highest ? range : seen;
			return {
				...found,
				scale,
				leftOut: shortened([...leftOut.values()]),
				groups: [...groups.values()].map((own) => own.summary(scale))
			};
		}
	};
}

/** A label may be called 'constructor'. */
const own = (names: { [key: string]: string }, key: string) =>
	Object.hasOwn(names, key) ? names[key] : undefined;
