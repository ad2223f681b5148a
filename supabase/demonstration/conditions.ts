// What decisions asked for: one that is met, one that is reported, one that is open, and one of a sunset that is overdue.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Asked = {
	words: string;
	owner: string;
	/** so many days ago; negative for what is to come */
	due: number;
	shown?: string;
	reported?: { on: number; by: string; report: string; link?: string };
	sentBack?: { on: number; by: string; note: string };
	again?: { on: number; by: string; report: string };
	met?: { on: number; by: string; note: string };
};

const asked: Record<string, Asked[]> = {
	'Letters to families, drafted by AI': [
		{
			words: 'Each new school names two people who read every letter before it goes out.',
			owner: 'letters',
			due: -12,
			shown: 'The list of names, school by school.',
			reported: {
				on: 2,
				by: 'letters',
				report: 'All four schools of the first two waves have named theirs. The list is with the office.',
				link: 'https://office.example/letters/readers'
			}
		},
		{
			words: 'The clerk puts the contract for next year on the agenda of the board before the notice day.',
			owner: 'clerk',
			due: -40
		},
		{
			words: 'The Spanish of twenty letters is read by somebody who did not write them.',
			owner: 'letters',
			due: 20,
			shown: 'What was changed in how many letters.',
			reported: { on: 34, by: 'letters', report: 'Twelve letters are read.' },
			sentBack: { on: 32, by: 'clerk', note: 'The decision says twenty: eight are missing.' },
			again: {
				on: 26,
				by: 'letters',
				report: 'All twenty are read. Three had a wrong date, one a sentence that nobody would say.'
			},
			met: { on: 24, by: 'cabinet2', note: 'Read, and what was found is mended.' }
		}
	],
	'Bus routes planned by AI': [
		{
			words: 'Every family whose stop moves hears of it by telephone, in its own language, two weeks before.',
			owner: 'admin',
			due: 440,
			reported: { on: 450, by: 'admin', report: '212 families were called, 31 of them in Spanish.' },
			met: { on: 448, by: 'clerk', note: 'Seen in the log of calls.' }
		}
	],
	'A tutor for fractions in grade 6': [
		{
			words: 'The tasks that students liked are kept for the lessons, and the team says which.',
			owner: 'teacher',
			due: 4,
			shown: 'A page that another teacher can use.'
		}
	]
};

const of = (story: Story) => asked[story.title] ?? [];

/** What is recorded with the decision of a story. */
export async function conditionsOf(director: Director, story: Story) {
	const conditions = [];
	for (const { words, owner, due, shown } of of(story)) {
		conditions.push({
			words,
			owner: await director.person(owner),
			due_on: director.day(due),
			evidence_asked: shown ?? ''
		});
	}
	return conditions;
}

/** What became of them since. */
export async function followConditions(director: Director, pilot: string, story: Story) {
	for (const [place, one] of of(story).entries()) {
		const [row] = await director.sql(
			'select id from private.conditions where pilot_id = $1 and number = $2 order by due_on limit 1',
			[pilot, place + 1]
		);
		if (!row) throw new Error(`The decision on “${story.title}” has no condition ${place + 1}.`);
		const condition = String(row.id);
		for (const said of [one.reported, one.again]) {
			if (said === one.again && one.sentBack) {
				const { on, by, note } = one.sentBack;
				await director.act(by, on, 'close_condition', { condition, met: false, note });
			}
			if (!said) continue;
			const { on, by, report } = said;
			const link = said === one.reported ? (one.reported?.link ?? '') : '';
			await director.act(by, on, 'report_condition', { condition, report, link });
		}
		if (one.met) {
			const { on, by, note } = one.met;
			await director.act(by, on, 'close_condition', { condition, met: true, note });
		}
	}
	// The letters of then have been read.
	await director.sql(
		`update private.mails set sent_at = created_at, facts = '{}' where kind = 'decision_letter' and facts ->> 'pilot' = $1`,
		[pilot]
	);
}
