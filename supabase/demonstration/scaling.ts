// How a pilot that was decided to be scaled came to more sites: wave by wave, by those who answer for them.
import { randomUUID } from 'node:crypto';
import type { Director } from './director.ts';
import type { Story } from './story.ts';
import { measure, measured } from './wave-results.ts';

type Wave = {
	name: string;
	/** who answers for it */
	owner: string;
	sites: string[];
	planned: number;
	starts: number;
	ends: number;
	trainedBy: number;
	licences: number;
	budget: number;
	started?: number;
	finished?: number;
	held?: { on: number; by: string; reason: string };
};

/** By title. Days are counted back from the day that the demonstration is played. */
const waves: Record<string, Wave[]> = {
	'Letters to families, drafted by AI': [
		{
			name: 'Elementary schools, first group',
			owner: 'letters',
			sites: ['Hillside Elementary', 'Mesa Elementary'],
			planned: 112,
			starts: 100,
			ends: 60,
			trainedBy: 102,
			licences: 24,
			budget: 2400,
			started: 100,
			finished: 59
		},
		{
			name: 'Elementary schools, second group',
			owner: 'letters',
			sites: ['Orchard Elementary', 'Prairie View Elementary'],
			planned: 112,
			starts: 38,
			ends: -24,
			trainedBy: 40,
			licences: 22,
			budget: 2200,
			started: 38
		},
		{
			name: 'Middle and high school offices',
			owner: 'cabinet2',
			sites: ['Clear Creek High School', 'Ridgeview Middle School'],
			planned: 112,
			starts: -31,
			ends: -120,
			trainedBy: -20,
			licences: 30,
			budget: 6000,
			held: {
				on: 6,
				by: 'reviewer',
				reason:
					'Both offices write letters about discipline. Say first which of those letters never go into the assistant, and who told the clerks.'
			}
		},
		{
			name: 'Attendance office',
			owner: 'cabinet2',
			sites: ['Attendance office'],
			planned: 111,
			starts: -130,
			ends: -200,
			trainedBy: -116,
			licences: 6,
			budget: 1200
		}
	],
	'Bus routes planned by AI': [
		{
			name: 'Routes to the high and middle school',
			owner: 'cabinet2',
			sites: ['Clear Creek High School', 'Ridgeview Middle School'],
			planned: 515,
			starts: 430,
			ends: 350,
			trainedBy: 440,
			licences: 2,
			budget: 11000,
			started: 430,
			finished: 349
		},
		{
			name: 'Routes to the elementary schools',
			owner: 'cabinet2',
			sites: [
				'Harbor Elementary',
				'Hillside Elementary',
				'Mesa Elementary',
				'Orchard Elementary',
				'Prairie View Elementary',
				'Sunrise Elementary'
			],
			planned: 515,
			starts: 325,
			ends: 287,
			trainedBy: 335,
			licences: 2,
			budget: 11000,
			started: 325,
			finished: 286
		}
	]
};

/** Plans the waves of a story; then everything on its day: waves start, are measured, held and done. */
export async function scaleOut(director: Director, pilot: string, story: Story): Promise<void> {
	const { sponsor } = story.triage ?? {};
	if (!sponsor) return;
	const days: [on: number, act: () => Promise<unknown>][] = [];
	for (const wave of waves[story.title] ?? []) {
		const id = randomUUID();
		const fields = {
			name: wave.name,
			starts_on: director.day(wave.starts),
			ends_on: director.day(wave.ends),
			training_by: director.day(wave.trainedBy),
			licences: wave.licences,
			budget: wave.budget,
			owner: await director.person(wave.owner),
			sites: await Promise.all(wave.sites.map(director.site))
		};
		await director.act(sponsor, wave.planned, 'save_wave', { pilot, wave: id, fields, seen: 0 });
		const { owner, started, finished, held } = wave;
		const does = (by: string, on: number | undefined, name: string, more = {}) => {
			if (on !== undefined) days.push([on, () => director.act(by, on, name, { wave: id, ...more })]);
		};
		does(owner, started, 'start_wave');
		does(owner, finished, 'finish_wave');
		if (held) does(held.by, held.on, 'hold_wave', { reason: held.reason });
	}
	for (const told of measured[story.title] ?? [])
		days.push([told.on, () => measure(director, pilot, story.plan!.evaluator, told)]);
	for (const [, act] of days.sort(([a], [b]) => b - a)) await act();
}
