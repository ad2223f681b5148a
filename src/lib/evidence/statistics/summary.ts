import * as must from './checks.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** What is kept of a group: how many values, their mean and their standard deviation (denominator n − 1), in the metric's unit. */
export type Summary = { n: number; mean: number; sd: number };

/** A group as input: like `Summary`, but a group of one (which has no standard deviation) may come without `sd`. */
export type Group = { n: number; mean: number; sd?: number | null };

/** A group of one: its mean is known, its spread isn't. */
export type SingleValue = Undefined & { n?: number; mean?: number };

/**
 * Size, mean and standard deviation (n − 1) of values that come one by one, in their own unit: `summarize` without the list.
 * Welford (1962), Technometrics 4(3), with the mean and the sum of squares kept in two doubles each (Knuth, 1969, 4.2.2), so that
 * large leading digits (NIST StRD NumAcc4, Michelso) cost only what reading the values into doubles already lost.
 * RangeError: a value that isn't a finite number; asking before the first one. Undefined: a single value; its n and mean stand beside.
 */
export function runningSummary(): { add(value: number): void; summary(): Summary | SingleValue } {
	let n = 0;
	let mean = 0;
	let meanLost = 0;
	let squares = 0;
	let squaresLost = 0;
	return {
		add(value) {
			if (!Number.isFinite(value)) must.beReal(value, `values[${n}]`);
			n++;
			if (n === 1) {
				mean = value;
				return;
			}
			const gap = value - mean - meanLost;
			// Each sum is rounded, and what rounding lost is kept. Written out, since this is done for every value of a file.
			const step = meanLost + gap / n;
			const moved = mean + step;
			const movedBy = moved - mean;
			meanLost = mean - (moved - movedBy) + (step - movedBy);
			mean = moved;
			const more = gap * (value - mean - meanLost);
			const sum = squares + more;
			const sumBy = sum - squares;
			squaresLost += squares - (sum - sumBy) + (more - sumBy);
			squares = sum;
		},
		summary() {
			must.bePositive(n, 'n');
			if (n === 1) return undefinedWith('A single value has no standard deviation.', { n, mean });
			return representable({ n, mean, sd: Math.sqrt((squares + squaresLost) / (n - 1)) });
		}
	};
}

/**
 * Size, mean and standard deviation (n − 1) of raw values, in their own unit: `runningSummary` over a list.
 * RangeError: no values, or one that isn't a finite number. Undefined: a single value; its n and mean stand beside.
 */
export function summarize({ values }: { values: number[] }): Summary | SingleValue {
	must.beList(values, 'values');
	const running = runningSummary();
	for (let index = 0; index < values.length; index++) running.add(values[index]!);
	return running.summary();
}

/**
 * The union of groups, from their summaries alone: squares within the groups, Σ(nᵢ − 1)sdᵢ², and between them, Σnᵢ(meanᵢ − mean)².
 * Equal to `summarize` of all values together. Units: the metric's. Source: the one-way analysis of variance identity
 * (Fisher, 1925); Chan, Golub & LeVeque (1983), The American Statistician 37(3).
 * RangeError: no groups, n not a positive whole number, sd negative or (n above 1) missing. Undefined: one value in all.
 */
export function pool({ groups }: { groups: Group[] }): Summary | SingleValue {
	must.beList(groups, 'groups');
	groups.forEach((group, index) => must.beGroup(group, `groups[${index}]`));
	const n = groups.reduce((sum, group) => sum + group.n, 0);
	const origin = groups[0]?.mean ?? 0;
	const mean = origin + groups.reduce((sum, group) => sum + (group.mean - origin) * (group.n / n), 0);
	if (n === 1) return undefinedWith('A single value has no standard deviation.', { n, mean });
	const roots = groups.flatMap((group) => [
		group.n > 1 ? Math.sqrt((group.n - 1) / (n - 1)) * (group.sd ?? 0) : 0,
		Math.sqrt(group.n / (n - 1)) * (group.mean - mean)
	]);
	return representable({ n, mean, sd: rootSumOfSquares(roots) });
}

/** √Σx² without overflow or underflow on the way (scaled by the largest). */
export function rootSumOfSquares(values: number[]): number {
	const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	if (largest === 0 || !Number.isFinite(largest)) return largest;
	return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0));
}
