/* Small made-up waves for the tests: only what a story is about is said. */
import { input, row } from '../fixtures.ts';
import type { Goal, Row } from '../input.ts';
import { waveInputSchema, type Wave, type WaveInput } from './wave-input.ts';

/** Periods with the day on which they are measured. Scaling began on 2026-06-10. */
export const days: Record<string, string> = {
	'Spring 26': '2026-05-20',
	'Fall 26': '2026-11-20',
	'Winter 27': '2027-02-20',
	'Spring 27': '2027-05-20',
	'Fall 27': '2027-11-20'
};

export function wave(
	position: number,
	started_on: string | null,
	sites: string[],
	some: Partial<Wave> = {}
): Wave {
	return {
		id: `wave ${position}`,
		position,
		name: `Wave ${position}`,
		planned_on: '2026-09-01',
		started_on,
		stopped_on: null,
		licences: null,
		sites,
		...some
	};
}

export function waveInput(some: {
	waves: Wave[];
	rows: Row[];
	goals?: Goal[];
	since?: string | null;
}): WaveInput {
	return waveInputSchema.parse({
		...input({ goals: some.goals, rows: some.rows }),
		waves: some.waves,
		scaling_since: some.since === undefined ? '2026-06-10' : some.since
	});
}

/** What a site showed in a period, as it is logged: waiting as comparison, begun as the pilot's. */
export function at(site: string, period: string, mean: number, some: Partial<Row> = {}): Row {
	return row({ site, period, measured_on: days[period], arm: 'comparison', n: 100, mean, sd: 10, ...some });
}
export const begun = (site: string, period: string, mean: number, some: Partial<Row> = {}) =>
	at(site, period, mean, { arm: 'pilot', ...some });
