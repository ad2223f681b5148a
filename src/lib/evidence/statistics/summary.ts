import * as must from './checks.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** What is kept of a group: how many values, their mean and their standard deviation (denominator n − 1), in the metric's unit. */
export type Summary = { n: number; mean: number; sd: number };

/** A group as input: like `Summary`, but a group of one (which has no standard deviation) may come without `sd`. */
export type Group = { n: number; mean: number; sd?: number | null };

/** A group of one: its mean is known, its spread isn't. */
export type SingleValue = Undefined & { n?: number; mean?: number };

/** x + y as a rounded sum and what rounding lost (Knuth, 1969, 4.2.2). */
function twoSum(x: number, y: number): [sum: number, lost: number] {
	const sum = x + y;
	const part = sum - x;
	return [sum, x - (sum - part) + (y - part)];
}

/**
 * Size, mean and standard deviation (n − 1) of raw values, in their own unit.
 * One pass: Welford (1962), Technometrics 4(3), with the mean and the sum of squares kept in two doubles each, so that
 * large leading digits (NIST StRD NumAcc4, Michelso) cost only what reading the values into doubles already lost.
 * RangeError: no values, or one that isn't a finite number. Undefined: a single value; its n and mean stand beside.
 */
export function summarize({ values }: { values: number[] }): Summary | SingleValue {
	must.beList(values, 'values');
	const n = values.length;
	let [mean, meanLost, squares, squaresLost] = [0, 0, 0, 0];
	for (let index = 0; index < n; index++) {
		const value = values[index];
		must.beReal(value, `values[${index}]`);
		if (index === 0) {
			mean = value;
			continue;
		}
		const gap = value - mean - meanLost;
		[mean, meanLost] = twoSum(mean, meanLost + gap / (index + 1));
		const [sum, lost] = twoSum(squares, gap * (value - mean - meanLost));
		squares = sum;
		squaresLost += lost;
	}
	if (n === 1) return undefinedWith('A single value has no standard deviation.', { n, mean });
	return representable({ n, mean, sd: Math.sqrt((squares + squaresLost) / (n - 1)) });
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
