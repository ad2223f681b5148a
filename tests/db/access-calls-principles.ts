// Calls of the guiding principles, the policies and the sourced facts: everyone reads them, and the AI office keeps them.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { must } from './pilots.ts';

const policy = (title: string) => ({ title, body: 'Never paste names of students.' });

/** A policy that is published and one that is written, and an answer with the number that a form knows of it. */
export async function furnishPrinciples(district: District, proposed: string) {
	const { admin, lead } = district.people;
	const write = async (title: string): Promise<string> =>
		(await must(admin, 'save_policy', { policy: policy(title) })).id;
	const [published, written] = [await write('Student data'), await write('Exams')];
	await must(admin, 'publish_policy', { policy: published, seen: 1 });
	const { seen, principles } = await must(lead, 'pilot_principles', { pilot: proposed });
	return { published, written, seen, answer: principles[0].answer.id as number };
}

export const principles = ({ district, pilots, principles: there }: Fixture): Record<string, Call> => ({
	principles: {},
	pilot_principles: { pilot: pilots.proposed },
	publish_principle: {
		principle: {
			code: 'P7',
			position: 7,
			title: 'Energy',
			body: 'We ask what it costs.',
			good_answer: 'Names it.'
		}
	},
	retire_principle: { principle: district.principles.P5, retired: true, reason: 'It is in P1.' },
	answer_principles: {
		pilot: pilots.proposed,
		answers: [{ principle: district.principles.P1, answer: 'The teacher reads it first.' }],
		seen: there.seen
	},
	mark_answer: { pilot: pilots.proposed, answer: there.answer, mark: 'convincing' },
	'cite_principle of a decision': {
		pilot: pilots.scaling,
		principle: district.principles.P2,
		act: 'decision',
		note: 'It is fair to all.'
	},
	policies: {},
	policy: { policy: there.published },
	'policy that is not published': { policy: there.written },
	save_policy: { policy: policy('Grading') },
	publish_policy: { policy: there.written, seen: 1 },
	retire_policy: { policy: there.written, seen: 1, reason: 'It is in another.' },
	grant_exception: {
		policy: there.published,
		person: district.people.member.id,
		for_pilot: null,
		reason: 'On leave.',
		until: day(10)
	},
	acknowledge_policy: { policy: there.published, version: 1 },
	sourced_facts: {},
	save_fact: { fact: { key: 'coppa', seen: 1, verified_on: day(0) } },
	fact_history: { key: 'coppa' }
});
