// How pilots of the demonstration are closed: the one that is retired to its last step, the other as far as it has come.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Step = { id: string; key: string };
type Done = { by: string; on: number; note?: string; link?: string; lesson?: string };

const thanks =
	'You said from the first week what did not work, and you measured it when it would have been easier not to. Because of you we know, and because of you it ends early. Thank you.';

/** What was done by whom and how many days ago, by what the step is about. */
function steps(story: Story): Record<string, Done> {
	const lead = story.team[0]!;
	const sponsor = story.triage!.sponsor;
	const decided = story.decided!.on;
	if (!story.retired) {
		return {
			tell_staff: {
				by: lead,
				on: decided - 3,
				note: 'In the staff meeting, with the evaluation on one page.'
			},
			tell_families: { by: lead, on: decided - 8, note: 'A letter home in English and Spanish.' },
			name_replacement: {
				by: sponsor,
				on: decided - 10,
				note: 'Practice with worked examples, and the tutors after class.'
			},
			revoke_access: { by: 'admin', on: decided - 20, note: 'Sign-on is off at all schools.' }
		};
	}
	const { on, lesson } = story.retired;
	return {
		tell_staff: { by: lead, on: decided - 4, note: 'By mail to every office, and in the weekly call.' },
		tell_families: {
			by: lead,
			on: decided - 8,
			note: 'In the newsletter of each school, in English and Spanish.'
		},
		export_work: { by: lead, on: decided - 12, note: 'The lists of calls are in the record of attendance.' },
		name_replacement: { by: sponsor, on: decided - 12, note: 'Two hours of a bilingual caller each day.' },
		revoke_access: { by: 'admin', on: on + 6 },
		end_contract: { by: 'admin', on: on + 3, note: 'It ends with the month, and does not renew.' },
		deletion_certificate: {
			by: 'admin',
			on: on + 1,
			note: 'Recordings, transcripts and backups.',
			link: 'https://files.district.example/certificates/switchboard-labs-deletion'
		},
		publish_lesson: { by: lead, on: on + 2, lesson },
		thank_team: { by: sponsor, on: on + 1, note: thanks }
	};
}

/** Does the steps of a runbook in the order of their days, and says what is not spent any more where that is known. */
export async function closeWithCare(director: Director, pilot: string, story: Story): Promise<void> {
	const { steps: asked } = (await director.act('admin', story.decided!.on, 'runbook', { pilot })) as {
		steps: Step[];
	};
	const done = steps(story);
	const inOrder = asked.filter(({ key }) => done[key]).sort((a, b) => done[b.key]!.on - done[a.key]!.on);
	for (const { id, key } of inOrder) {
		const { by, on, note = '', link = '', lesson } = done[key]!;
		const fields = { done_on: director.day(on), note, link, ...(lesson ? { lesson } : {}) };
		await director.act(by, on, 'do_step', { pilot, step: id, fields });
	}
	if (!story.retired) return;
	await director.act('admin', story.retired.on + 1, 'save_avoided', {
		pilot,
		fields: {
			budget: '24000',
			hours: '90',
			licences: '',
			source: 'The last invoice, and the hours that two offices counted.'
		}
	});
}
