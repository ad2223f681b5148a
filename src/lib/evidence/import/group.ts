import type { Arm, Phase } from '../terms.ts';
import type { Mapping } from './mapping.ts';
import { correlation, moments } from './moments.ts';

/** Which group a row is of: the site by its id, stratum and subgroup by name; '' are the rows whose subgroup the district has no name for. */
export type Place = {
	arm: Arm;
	phase: Phase;
	period: string;
	site: string | null;
	stratum: string | null;
	subgroup: string | null;
};

/** A group's summary as it is logged, and what stands beside it in the preview. Numbers that the kind has none of are null. */
export type Summary = Place & {
	n: number;
	mean: number | null;
	sd: number | null;
	events: number | null;
	exposure: number | null;
	value: number | null;
	clusters: number | null;
	cluster_sd: number | null;
	correlation: number | null;
	/** How many values lie in each tenth of the file's range. */
	histogram: number[];
	/** Rows without a cluster, in which case clusters are not counted. */
	unclustered: number;
};

export const BINS = 10;
/** Where a column holds signs for missing values beyond its range, such as -999, its range is known only in the end. */
export const FINE_BINS = 2_000;
export type Range = { lowest: number; highest: number };

/** Which of so many equal parts of a range a value is in. */
function partOf(value: number, { lowest, highest }: Range, parts: number): number {
	const part = highest > lowest ? Math.floor(((value - lowest) / (highest - lowest)) * parts) : 0;
	return Math.max(0, Math.min(parts - 1, part));
}

/** Counts of fine parts of `from`, as tenths of `to`. */
function tenths(counts: number[], from: Range, to: Range): number[] {
	const histogram = Array.from({ length: BINS }, () => 0);
	const width = (from.highest - from.lowest) / counts.length;
	counts.forEach((count, part) => {
		if (count > 0) histogram[partOf(from.lowest + (part + 0.5) * width, to, BINS)]! += count;
	});
	return histogram;
}

/** A group that is filled row by row; `range` is that of the columns, counted in so many parts. */
export function group(place: Place, kind: Mapping['kind'], range: Range, parts: number) {
	const all = moments();
	const byCluster = new Map<string, ReturnType<typeof moments>>();
	const pairs = correlation();
	const counts = Array.from({ length: parts }, () => 0);
	let [n, sum, exposure, unclustered] = [0, 0, 0, 0];

	function clusters(): Pick<Summary, 'clusters' | 'cluster_sd'> {
		if (byCluster.size === 0 || unclustered > 0 || kind === 'count' || kind === 'total') {
			return { clusters: null, cluster_sd: null };
		}
		const means = moments();
		for (const cluster of byCluster.values()) means.add(cluster.summary()!.mean);
		const sd = kind === 'mean' ? (means.summary()?.sd ?? null) : null;
		return { clusters: byCluster.size, cluster_sd: sd };
	}

	return {
		place,
		/** `value` is 1 or 0 for a proportion. `over` is what a count was counted over, `before` the same person's pretest. */
		add(
			value: number,
			{ cluster, over = 1, before }: { cluster: string | null; over?: number; before?: number }
		) {
			n++;
			sum += value;
			exposure += over;
			all.add(value);
			counts[partOf(value, range, parts)]!++;
			if (before !== undefined) pairs.add(before, value);
			if (cluster === null) unclustered++;
			else {
				const own = byCluster.get(cluster) ?? moments();
				own.add(value);
				byCluster.set(cluster, own);
			}
		},
		/** `seen` is the range of the values that counted. */
		summary(seen: Range): Summary {
			const whole = all.summary();
			const counted = kind === 'proportion' || kind === 'count';
			return {
				...place,
				n,
				mean: kind === 'mean' ? (whole?.mean ?? null) : null,
				sd: kind === 'mean' ? (whole?.sd ?? null) : null,
				events: counted ? sum : null,
				exposure: kind === 'count' ? exposure : null,
				value: kind === 'total' ? sum : null,
				...clusters(),
				correlation: kind === 'mean' ? pairs.value() : null,
				histogram: parts === BINS ? counts : tenths(counts, range, seen),
				unclustered: byCluster.size > 0 ? unclustered : 0
			};
		}
	};
}
