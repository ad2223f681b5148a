import * as must from './checks.ts';
import { undefinedWith, type Undefined } from './undefined.ts';

/**
 * The highest differential attrition that still counts as low, in percentage points, by overall attrition of
 * 0, 1, 2 … percent. Where a list ends no difference counts as low any more.
 * Source: What Works Clearinghouse Standards Handbook 4.1 (2020), table II.1.
 */
const limits = {
	cautious: [
		5.7, 5.8, 5.9, 5.9, 6.0, 6.1, 6.2, 6.3, 6.3, 6.3, 6.3, 6.2, 6.2, 6.1, 6.0, 5.9, 5.9, 5.8, 5.7, 5.5, 5.4,
		5.3, 5.2, 5.1, 4.9, 4.8, 4.7, 4.5, 4.4, 4.3, 4.1, 4.0, 3.8, 3.6, 3.5, 3.3, 3.2, 3.1, 2.9, 2.8, 2.6, 2.5,
		2.3, 2.1, 2.0, 1.8, 1.6, 1.5, 1.3, 1.2, 1.0, 0.9, 0.7, 0.6, 0.4, 0.3, 0.2, 0.0
	],
	optimistic: [
		10.0, 10.1, 10.2, 10.3, 10.4, 10.5, 10.7, 10.8, 10.9, 10.9, 10.9, 10.9, 10.9, 10.8, 10.8, 10.7, 10.6,
		10.5, 10.3, 10.2, 10.0, 9.9, 9.7, 9.5, 9.4, 9.2, 9.0, 8.8, 8.6, 8.4, 8.2, 8.0, 7.8, 7.6, 7.4, 7.2, 7.0,
		6.7, 6.5, 6.3, 6.0, 5.8, 5.6, 5.3, 5.1, 4.9, 4.6, 4.4, 4.2, 3.9, 3.7, 3.5, 3.2, 3.0, 2.8, 2.6, 2.3, 2.1,
		1.9, 1.6, 1.4, 1.1, 0.9, 0.7, 0.5, 0.3
	]
} as const;

/** Percentages come from divisions: what is on the limit but for rounding is on it. */
const rounding = 1e-9;

/**
 * Whether a randomized study lost few enough units. `overall` is the percent of all assigned that is missing, `differential` the
 * difference between the two arms' percents (0 to 100, without sign); `limit` is the largest differential that is still low at that
 * overall attrition, in percentage points, linear between the table's points. 'cautious' where the pilot itself could drive people
 * away, 'optimistic' where it hardly can.
 * Source: What Works Clearinghouse Standards Handbook 4.1 (2020), table II.1; the model behind it in Deke & Chiang (2017),
 * Evaluation Review 41(2).
 * RangeError: a percent outside 0 to 100, an unknown boundary.
 * Beyond the table's end the level is 'high' whatever the differential, and the limit is undefined.
 */
export function attrition({
	overall,
	differential,
	boundary
}: {
	overall: number;
	differential: number;
	boundary: 'cautious' | 'optimistic';
}): { level: 'low' | 'high'; limit: number | Undefined } {
	must.beWithin(overall, 'overall', 0, 100);
	must.beWithin(differential, 'differential', 0, 100);
	must.beOneOf(boundary, 'boundary', Object.keys(limits));
	const points = limits[boundary];
	const below = points[Math.floor(overall)];
	const above = points[Math.ceil(overall)];
	if (below === undefined || above === undefined) {
		const limit = undefinedWith('With so many missing no difference between the arms counts as low.');
		return { level: 'high', limit };
	}
	const limit = below + (above - below) * (overall - Math.floor(overall));
	return { level: differential <= limit + rounding ? 'low' : 'high', limit };
}
