/** The questions of the risk tier, and their answers, in words. */
import type { RiskQuestion, RiskRule } from './risk.ts';

export const riskWords: Record<RiskQuestion, { legend: string; hint: string; short: string }> = {
	students_take_part: {
		legend: 'Do students take part?',
		hint: 'They use it, or it changes how they are taught.',
		short: 'Students take part'
	},
	under_13: {
		legend: 'Are any of them under 13?',
		hint: 'Federal law asks for more then. No students: no.',
		short: 'Some are under 13'
	},
	personal_data: {
		legend: 'Does it handle personal data?',
		hint: 'Names, work, grades, voices or pictures of students, families or staff.',
		short: 'Handles personal data'
	},
	trained_on_student_data: {
		legend: 'May the vendor train on student data?',
		hint: 'If the terms allow it, or nobody knows yet, answer yes.',
		short: 'Vendor may train on student data'
	},
	biometric: {
		legend: 'Does it use faces, voices or other body data?',
		hint: 'To recognise somebody, or to judge their mood or attention. Reading aloud to a tool counts.',
		short: 'Uses faces, voices or body data'
	},
	uses: {
		legend: 'Is it used for any of these?',
		hint: 'They are presumed to be high-impact, however small the pilot is.',
		short: 'Used for'
	},
	decides_about_people: {
		legend: 'Does it decide about people?',
		hint: 'It grades, ranks, places, flags or chooses, even where a person confirms it.',
		short: 'Decides about people'
	},
	outputs_reviewed: {
		legend: 'Who checks what comes out?',
		hint: 'Before it reaches whoever it is about.',
		short: 'Outputs are checked'
	},
	reversible: {
		legend: 'If it is wrong, can that be undone?',
		hint: 'For the person whom it went wrong for.',
		short: 'Can be undone'
	}
};

const answers: Record<string, { label: string; hint?: string }> = {
	yes: { label: 'Yes' },
	no: { label: 'No' },
	grading: { label: 'Grading', hint: 'Scores or marks that count.' },
	discipline: { label: 'Discipline', hint: 'Behaviour, suspensions, proctoring.' },
	placement: { label: 'Placement', hint: 'Classes, programmes, gifted or special education.' },
	eligibility: { label: 'Eligibility', hint: 'Who gets a service, a meal, a job or a seat.' },
	'early warning': { label: 'Early warning', hint: 'Who may fail, leave or be at risk.' },
	none: { label: 'None of these' },
	'before use': { label: 'A person, everything, before it is used' },
	'spot checks': { label: 'A person, now and then' },
	nobody: { label: 'Nobody' },
	easily: { label: 'Easily' },
	'with effort': { label: 'With effort' },
	not: { label: 'Not at all' }
};

export function answerLabel(answer: string): string {
	return answers[answer]?.label ?? answer;
}

/** The answers of a question as a form offers them. */
export function offered(keys: readonly string[]) {
	return keys.map((value) => ({ value, ...(answers[value] ?? { label: value }) }));
}

/** An answer that counted, with its question: 'Used for: Grading'. */
export function ruleInWords({ question, answer }: Pick<RiskRule, 'question' | 'answer'>): string {
	const { short } = riskWords[question];
	return answer === 'yes' ? short : `${short}: ${answerLabel(answer).toLowerCase()}`;
}
