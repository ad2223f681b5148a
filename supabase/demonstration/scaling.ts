// How a pilot that was decided to be scaled came to more sites: wave by wave, by those who answer for them.
import { randomUUID } from 'node:crypto';
import type { Director } from './director.ts';
import type { Story } from './story.ts';

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
			name: 'Elementary school offices',
			owner: 'letters',
			sites: ['Harbor Elementary', 'Mesa Elementary', 'Sunrise Elementary'],
			planned: 50,
			starts: 38,
			ends: -24,
			trainedBy: 40,
			licences: 24,
			budget: 4800,
			started: 38
		},
		{
			name: 'Middle and high school offices',
			owner: 'cabinet2',
			sites: ['Clear Creek High School', 'Ridgeview Middle School'],
			planned: 50,
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
			planned: 49,
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
			planned: 230,
			starts: 220,
			ends: 172,
			trainedBy: 224,
			licences: 2,
			budget: 11000,
			started: 220,
			finished: 171
		},
		{
			name: 'Routes to the elementary schools',
			owner: 'cabinet2',
			sites: ['Harbor Elementary', 'Mesa Elementary', 'Sunrise Elementary'],
			planned: 230,
			starts: 160,
			ends: 104,
			trainedBy: 170,
			licences: 2,
			budget: 11000,
			started: 160,
			finished: 101
		}
	]
};

/** Plans the waves of a story, starts and finishes those whose days have come, and holds what somebody held. */
export async function scaleOut(director: Director, pilot: string, story: Story): Promise<void> {
	const { sponsor } = story.triage ?? {};
	if (!sponsor) return;
	const planned: [Wave, string][] = [];
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
		planned.push([wave, id]);
	}
	for (const [{ owner, started, finished, held }, wave] of planned) {
		if (started !== undefined) await director.act(owner, started, 'start_wave', { wave });
		if (finished !== undefined) await director.act(owner, finished, 'finish_wave', { wave });
		if (held) await director.act(held.by, held.on, 'hold_wave', { wave, reason: held.reason });
	}
}
