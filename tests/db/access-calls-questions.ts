// Calls of reviews with questions: their sets, which are needed, and their answers.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import { specialties } from './district.ts';

const question = {
	...{ key: 'agreement', text: 'Is there an agreement?', why: '', kind: 'choice', from: 'low' },
	...{ required: true, concern: 'no', note_on: [], link_on: [] }
};
const rules = {
	tiers: { low: ['privacy'], moderate: ['privacy'], high: [...specialties] },
	conditions: { 'costs money': ['finance'] }
};

export const questions = ({ pilots }: Fixture): Record<string, Call> => ({
	question_sets: {},
	publish_questions: { specialty: 'finance', questions: [question], seen: 2 },
	save_review_rules: { rules, seen: 1 },
	preview_review_rules: { rules },
	pilot_reviews: { pilot: pilots.running },
	pilot_review: { pilot: pilots.running, specialty: 'privacy' },
	save_review_answers: { pilot: pilots.triaged, specialty: 'privacy', answers: [] }
});
