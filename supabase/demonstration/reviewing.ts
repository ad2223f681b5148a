// Reviews of a story: each is answered as a reviewer would, and signed when it was signed. One that still waits is half answered.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Asked = { key: string; kind: 'choice' | 'text'; note_on: string[]; link_on: string[] };

/** What is noted where a question asks for more than yes. */
const notes: Record<string, string> = {
	breach_clock: '72 hours after the vendor knows of it.',
	misuse: 'The vendor showed its own tests, and we planted instructions in ten texts: none was followed.',
	under_13: 'The school consents for this use alone, as the agreement says.',
	standards: 'State standards of the grades that take part, strand by strand.',
	accuracy: '40 answers on our own tasks were checked: two were wrong, and both were caught by the teacher.',
	bias: 'English learners and others, boys and girls: no difference above chance in 200 answers.',
	next_year: 'The department’s own line, if it goes on.',
	without_it: 'Solve the same kind of task on paper, which the unit test asks for.',
	left_out: 'Students who read below grade 3: they work with a teacher’s aide for the first weeks.',
	every_school: 'About four times what the pilot costs, with the district’s discount.'
};

const answered = ({ key, kind, note_on, link_on }: Asked) => ({
	question: key,
	answer: kind === 'text' ? notes[key]! : 'yes',
	note: kind === 'choice' && note_on.includes('yes') ? notes[key]! : '',
	link: link_on.includes('yes') ? `https://vendor.example/${key.replaceAll('_', '-')}` : ''
});

export async function signReviews(director: Director, pilot: string, { reviews = [] }: Story): Promise<void> {
	for (const { specialty, by, on, reason = '' } of reviews) {
		const answers = (await asked(director, pilot, specialty, by, on)).map(answered);
		await director.act(by, on, 'sign_review', {
			...{ pilot, specialty, verdict: 'signed', reason, no_interest: true },
			answers
		});
	}
}

/** Somebody began a review that is still to be signed, and one answer of it is a concern. */
export async function beginReview(director: Director, pilot: string, { begun }: Story): Promise<void> {
	if (!begun) return;
	const { specialty, by, on, concern, note } = begun;
	const questions = (await asked(director, pilot, specialty, by, on)).slice(0, 3).map(answered);
	const answers = questions.map((one) => (one.question === concern ? { ...one, answer: 'no', note } : one));
	await director.act(by, on, 'save_review_answers', { pilot, specialty, answers });
}

async function asked(director: Director, pilot: string, specialty: string, by: string, on: number) {
	return ((await director.act(by, on, 'pilot_review', { pilot, specialty })) as { asked: Asked[] }).asked;
}
