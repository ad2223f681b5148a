// What families are told and asked in each story, and the record of its risk.
import { randomUUID } from 'node:crypto';
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Measure = Record<string, string | number | string[]>;

/** What this district's families are told and asked, as of a day. */
const measuresOf = (day: string): Record<string, Measure> => ({
	notice: {
		how: 'A letter in the weekly folder, and on the parents’ portal.',
		languages: ['English', 'Spanish'],
		date: day
	},
	opt_out: { how: 'A note to the teacher, on paper or by mail, at any time.', date: day },
	alternative: { activity: 'The same tasks on paper, with the teacher, in the same lesson.' },
	languages: { applies: 'yes', languages: ['Spanish'], how: 'The family office translates and interprets.' },
	accommodations: {
		plans: 'yes',
		plans_how: 'Text is read aloud, and time is as their plan says.',
		english: 'yes',
		english_how: 'Instructions are there in Spanish; the aide explains them.'
	},
	consent: { consent: 'opt-out', date: day },
	under_13: { consent_by: 'school', date: day },
	research_review: {
		needed: 'yes',
		office: 'Research and assessment',
		decision: 'exempt',
		date: day,
		reference: `RA-${day.slice(0, 4)}-07`
	}
});

/** Whoever leads a pilot settles everything that its tier asks before it is launched. */
export async function settleFamilies(director: Director, pilot: string, story: Story): Promise<void> {
	const { on } = story.launched!;
	const measures = measuresOf(director.day(on + 6));
	const asked = await director.sql(
		`select f.kind from public.pilots p cross join lateral private.families_of(p) f where p.id = $1 and f.asked order by f.place`,
		[pilot]
	);
	for (const { kind } of asked)
		await director.act(story.team[0]!, on + 5, 'save_family_measure', {
			pilot,
			kind,
			measure: measures[String(kind)]
		});
}

/** Before triage somebody thinks of families already: the letter is planned, the rest is open. */
export async function planFamilies(director: Director, pilot: string, story: Story): Promise<void> {
	const { submitted, triage, leaves, sentBack } = story;
	if (!story.answers.students || submitted === undefined || triage || leaves || sentBack) return;
	const measures = measuresOf(director.day(-10));
	for (const kind of ['notice', 'alternative'])
		await director.act(story.team[0]!, Math.max(submitted - 1, 0), 'save_family_measure', {
			pilot,
			kind,
			measure: measures[kind]
		});
}

/** What is done about its risk, and how much its sponsor says is left. */
export async function recordRisk(director: Director, pilot: string, story: Story): Promise<void> {
	const { on } = story.launched!;
	const [lead, other = lead] = story.team as [string, string?];
	const add = async (what: string, owner: string, due: number) => {
		const mitigation = {
			id: randomUUID(),
			what,
			owner_id: await director.person(owner),
			due_on: director.day(due)
		};
		await director.act(lead, on + 3, 'save_mitigation', { pilot, mitigation });
		return mitigation.id;
	};
	const checked = await add(
		'One of us reads what the tool gives out before it reaches anyone.',
		lead,
		on - 14
	);
	if (!story.evaluated) await add('The list of open accounts is checked with the vendor.', other, -5);
	await director.act(story.triage!.sponsor, on + 1, 'save_residual_risk', {
		pilot,
		level: story.answers.students ? 'moderate' : 'low',
		reason: story.answers.students
			? 'People read what it says first. That it is wrong now and then remains, and students will meet it.'
			: 'Staff read everything that it writes before anyone else does.'
	});
	await director.act(lead, on - 12, 'finish_mitigation', {
		mitigation: checked,
		evidence: 'Two weeks of samples, kept with the team’s notes.',
		seen: 1
	});
}
