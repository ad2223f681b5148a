// What was measured of the waves: each site in each period, as comparison while it waits and as the pilot's once its wave has begun.
import { readWaves } from '../../src/lib/evidence/waves/shown-reading.ts';
import { waveInputSchema } from '../../src/lib/evidence/waves/wave-input.ts';
import type { Director } from './director.ts';
import { log } from './logging.ts';
import type { Row } from './story.ts';

/** Of a site in one period: whether it waits, and its figures by metric. */
type Told = Record<string, Pick<Row, 'n' | 'mean' | 'sd' | 'events' | 'exposure' | 'value'>>;
type Measured = { on: number; period: string; waiting: Record<string, Told>; begun: Record<string, Told> };

/** The places where it was piloted, as one. */
const PILOTED = '';

/** An office's letters: minutes for each, and how many of how many had to be sent again. */
const letters = (n: number, mean: number, sent: number, again: number): Told => ({
	'Minutes per letter': { n, mean, sd: 4.6 },
	'Letters corrected': { n: sent, events: again }
});

/** The same where they have the assistant: who uses it, how often in four weeks, and what it saves and costs them in minutes a week. */
const assisted = (
	n: number,
	mean: number,
	[sent, again]: [number, number],
	[users, drafts]: [number, number],
	[saved, checking]: [number, number]
): Told => ({
	...letters(n, mean, sent, again),
	'Staff using the tool weekly': { n, events: users },
	'Uses for each member of staff a week': { n, events: drafts, exposure: 4 * n },
	'Minutes saved a week': { n, mean: saved, sd: 38 },
	'Minutes of checking a week': { n, mean: checking, sd: 16 }
});

const complaints = (events: number): Told => ({ 'Complaints from families': { events, exposure: 1 } });

/** A school's bus runs: minutes that a child sits in the bus, and runs that came late. */
const runs = (n: number, mean: number, late: number): Told => ({
	'Minutes on the bus': { n, mean, sd: 8.2 },
	'Late arrivals': { n, events: late }
});

/** By title, the earliest first. Days are counted back from the day that the demonstration is played. */
export const measured: Record<string, Measured[]> = {
	'Letters to families, drafted by AI': [
		{
			on: 104,
			period: 'August 2026',
			waiting: {
				'Mesa Elementary': letters(12, 20.4, 160, 5),
				'Hillside Elementary': letters(11, 19.3, 148, 4),
				'Orchard Elementary': letters(12, 20.1, 155, 5),
				'Prairie View Elementary': letters(10, 18.9, 139, 4),
				'Clear Creek High School': letters(16, 21.4, 240, 8),
				'Ridgeview Middle School': letters(13, 20.6, 187, 6),
				'Attendance office': letters(11, 17.8, 210, 6)
			},
			begun: {}
		},
		{
			on: 66,
			period: 'September 2026',
			waiting: {
				'Orchard Elementary': letters(12, 20.5, 162, 5),
				'Prairie View Elementary': letters(10, 18.6, 144, 5),
				'Clear Creek High School': letters(16, 21.7, 251, 9),
				'Ridgeview Middle School': letters(13, 20.2, 190, 6),
				'Attendance office': letters(11, 18, 215, 7)
			},
			// New clerks sent drafts with the wrong date: that was seen, and held the next wave.
			begun: {
				'Mesa Elementary': assisted(12, 14.3, [172, 8], [8, 118], [61, 34]),
				'Hillside Elementary': assisted(11, 12.8, [158, 12], [9, 121], [70, 37]),
				[PILOTED]: complaints(1)
			}
		},
		{
			on: 45,
			period: 'October 2026',
			waiting: {
				'Orchard Elementary': letters(12, 19.2, 158, 5),
				'Prairie View Elementary': letters(10, 19.5, 141, 4),
				'Clear Creek High School': letters(16, 21.2, 246, 8),
				'Ridgeview Middle School': letters(13, 20.9, 188, 7),
				'Attendance office': letters(11, 17.5, 208, 6)
			},
			begun: {
				'Mesa Elementary': assisted(12, 13.4, [170, 6], [10, 152], [84, 31]),
				'Hillside Elementary': assisted(11, 11.6, [156, 5], [9, 139], [88, 29]),
				[PILOTED]: complaints(0)
			}
		},
		{
			on: 9,
			period: 'November 2026',
			waiting: {
				'Clear Creek High School': letters(16, 21.5, 249, 8),
				'Ridgeview Middle School': letters(13, 20.3, 191, 6),
				'Attendance office': letters(11, 17.9, 214, 7)
			},
			begun: {
				'Mesa Elementary': assisted(12, 12.7, [175, 5], [10, 166], [93, 28]),
				'Hillside Elementary': assisted(11, 11.9, [160, 5], [9, 143], [91, 27]),
				'Orchard Elementary': assisted(12, 14.1, [161, 6], [7, 92], [52, 33]),
				'Prairie View Elementary': assisted(10, 13.2, [146, 5], [6, 71], [47, 35]),
				[PILOTED]: { ...complaints(1), 'Cost of the pilot': { value: 3100 } }
			}
		}
	],
	'Bus routes planned by AI': [
		{
			on: 436,
			period: 'September 2025',
			waiting: {
				'Clear Creek High School': runs(310, 41.2, 18),
				'Ridgeview Middle School': runs(264, 38.6, 15),
				'Harbor Elementary': runs(182, 30.4, 10),
				'Hillside Elementary': runs(154, 29.1, 8),
				'Mesa Elementary': runs(190, 31.8, 11),
				'Orchard Elementary': runs(148, 28.7, 8),
				'Prairie View Elementary': runs(160, 32.5, 9),
				'Sunrise Elementary': runs(176, 30.9, 10)
			},
			begun: {}
		},
		{
			on: 365,
			period: 'Fall 2025',
			waiting: {
				'Harbor Elementary': runs(184, 30.5, 10),
				'Hillside Elementary': runs(152, 28.8, 9),
				'Mesa Elementary': runs(192, 31.8, 10),
				'Orchard Elementary': runs(150, 29.1, 8),
				'Prairie View Elementary': runs(158, 32.3, 10),
				'Sunrise Elementary': runs(178, 30.8, 10)
			},
			begun: {
				'Clear Creek High School': runs(312, 39.4, 16),
				'Ridgeview Middle School': runs(262, 37.3, 15)
			}
		},
		{
			on: 288,
			period: 'Winter 2026',
			waiting: {},
			begun: {
				'Clear Creek High School': runs(308, 39.6, 17),
				'Ridgeview Middle School': runs(266, 37.1, 15),
				'Harbor Elementary': runs(180, 29, 10),
				'Hillside Elementary': runs(155, 27.9, 8),
				'Mesa Elementary': runs(188, 30.1, 10),
				'Orchard Elementary': runs(149, 27.6, 8),
				'Prairie View Elementary': runs(161, 31.2, 9),
				'Sunrise Elementary': runs(174, 29.4, 10)
			}
		}
	]
};

/** Logs what was measured in one period, and lets the server read it as it does by itself. */
export async function measure(director: Director, pilot: string, by: string, told: Measured) {
	const rows: Row[] = [];
	for (const arm of ['comparison', 'pilot'] as const) {
		for (const [site, metrics] of Object.entries(arm === 'pilot' ? told.begun : told.waiting))
			for (const [metric, figures] of Object.entries(metrics))
				rows.push({ metric, arm, phase: 'outcome', period: told.period, site, ...figures });
	}
	await logAnew(director, pilot, by, told.on, rows);
}

/** Logs results of a pilot that scales, and lets the server read them. */
export async function logAnew(director: Director, pilot: string, by: string, on: number, rows: Row[]) {
	await log(director, pilot, { on, by, rows });
	await readAnew(director, pilot, on);
}

/** The server reads what the results say since it scales. What a guardrail holds or lets go on, it does then. */
export async function readAnew(director: Director, pilot: string, on: number) {
	const input = waveInputSchema.parse(await director.serve(on, 'wave_input', { pilot }));
	const { complete, shown } = readWaves(input);
	const { fingerprint } = input;
	const guardrails = complete.guardrails;
	await director.serve(on, 'store_wave_reading', { pilot, fingerprint, guardrails, complete, shown });
}
