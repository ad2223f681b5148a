import { expect, test } from 'vitest';
import { answersIn, explainTier, type RiskAnswers, type RiskTable } from './risk.ts';
import { ruleInWords } from './risk-words.ts';

const yes = (question: string, points: number, at_least: 'high' | null = null) => ({
	question,
	answer: 'yes',
	points,
	at_least
});
const table = {
	moderate_from: 3,
	high_from: 8,
	rules: [
		yes('students_take_part', 3),
		yes('under_13', 2),
		yes('personal_data', 3),
		yes('decides_about_people', 3, 'high'),
		{ question: 'uses', answer: 'grading', points: 3, at_least: 'high' },
		{ question: 'outputs_reviewed', answer: 'spot checks', points: 1, at_least: null },
		{ question: 'outputs_reviewed', answer: 'before use', points: 0, at_least: null }
	],
	reviews: {},
	conditions: {},
	reviews_revision: 1
} as RiskTable;

const no: RiskAnswers = {
	students_take_part: ['no'],
	under_13: ['no'],
	personal_data: ['no'],
	decides_about_people: ['no']
};

test.each([
	[{}, 'low', 0],
	[{ students_take_part: ['yes'] }, 'moderate', 3],
	[{ under_13: ['yes'] }, 'low', 2],
	[{ students_take_part: ['yes'], personal_data: ['yes'] }, 'moderate', 6],
	[{ students_take_part: ['yes'], personal_data: ['yes'], outputs_reviewed: ['spot checks'] }, 'moderate', 7],
	[{ students_take_part: ['yes'], personal_data: ['yes'], under_13: ['yes'] }, 'high', 8],
	[{ decides_about_people: ['yes'] }, 'high', 3],
	[{ uses: ['grading'] }, 'high', 3],
	[{ uses: ['none'], outputs_reviewed: ['before use'] }, 'low', 0],
	[{ decides_about_people: [] }, null, 0],
	[{ under_13: undefined, uses: ['grading'] }, null, 3]
] as const)('%o is %s', (answers, tier, points) => {
	expect(explainTier({ ...no, ...answers } as RiskAnswers, table)).toMatchObject({ tier, points });
});

test('it says which answers counted, and what nobody answered', () => {
	const told = explainTier({ ...no, uses: ['grading'], outputs_reviewed: ['before use'] }, table);
	expect(told.because.map(ruleInWords)).toEqual(['Used for: grading']);
	expect(told.unanswered).toEqual(['trained_on_student_data', 'biometric', 'reversible']);
});

test('a form gives texts and ticks, and nothing for what is open', () => {
	expect(answersIn({ under_13: 'yes', reversible: '', uses: [] })).toMatchObject({
		under_13: ['yes'],
		reversible: [],
		uses: [],
		biometric: []
	});
});
