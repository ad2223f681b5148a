import * as statistics from '../../src/lib/evidence/statistics/index.ts';
import { table } from '../../src/lib/evidence/statistics/bad-input-table.ts';

/** How long each export is called for, in ms, after as long to warm up. */
const MOMENT = 150;

/** Calls per second of the slowest export of the statistics package. @returns {import('./bench.js').Result[]} */
export function measureStatistics() {
	const speeds = Object.entries(table).map(([name, [input]]) => {
		const call = /** @type {(input: object) => unknown} */ (
			statistics[/** @type {keyof typeof statistics} */ (name)]
		);
		repeat(call, input);
		return { name, perSecond: repeat(call, input) };
	});
	const slowest = speeds.reduce((slow, one) => (one.perSecond < slow.perSecond ? one : slow));
	return [
		{
			name: `slowest statistic: ${slowest.name}`,
			unit: 'calls/s',
			value: slowest.perSecond,
			budget: null,
			pass: true
		}
	];
}

/** @param {(input: object) => unknown} call @param {object} input @returns {number} calls per second */
function repeat(call, input) {
	const began = performance.now();
	let calls = 0;
	while (performance.now() - began < MOMENT) {
		call(input);
		calls += 1;
	}
	return (calls / (performance.now() - began)) * 1000;
}
