import { describe, expect, test } from 'vitest';
import { emptyRow, type PlanValues } from '#lib/pilots/plan-values.ts';
import { classes, score } from './plan-fixtures.ts';
import { planTells } from './plan-tells.ts';
import { beforeTheEnd, ruleInWords } from './plan-rule-words.ts';
import { loweringInWords, tierInWords } from './plan-tier-words.ts';
import {
	changeInWords,
	enoughInWords,
	judgesInWords,
	manyInWords,
	namedInWords,
	powerInWords
} from './plan-words.ts';

const hours = {
	...score,
	id: 'hours',
	name: 'Hours of planning',
	unit: 'hours',
	about: 'staff survey' as const
};
const incidents = {
	...score,
	id: 'incidents',
	name: 'Incidents',
	kind: 'count' as const,
	about: 'things' as const
};
const known = { metrics: [score, hours, incidents], sites: 2 };

const values = (some: Partial<PlanValues> = {}): PlanValues => ({
	...classes,
	outcome_period: 'Spring 2027',
	strata: 'Grade 4, Grade 5,',
	goals: [
		{ ...emptyRow(), metric_id: 'score', role: 'primary', minimum_effect: '4', planned_sd: '10' },
		{ ...emptyRow(), metric_id: 'hours' },
		{ ...emptyRow(), metric_id: 'incidents', role: 'guardrail', guardrail_limit: '2' }
	],
	...some
});
const tells = (some: Partial<PlanValues> = {}) => planTells(values(some), known);

describe('what a plan can ever tell, in words', () => {
	test('is the sentence of the design', () => {
		expect(powerInWords(tells())).toBe(
			'Eight classes of 25 detect 1.14 sd at 80% power (0.72 with a pretest that explains 60%); forty detect 0.44; the median published effect in education is 0.10 sd.'
		);
	});

	test('says what a planned pretest brings', () => {
		expect(powerInWords(tells({ pretest_r2: '0.6' }))).toBe(
			'Eight classes of 25 detect 0.72 sd at 80% power with a pretest that explains 60% (1.14 without it); forty detect 0.28; the median published effect in education is 0.10 sd.'
		);
	});

	test('of people assigned one by one, twice as many', () => {
		expect(powerInWords(tells({ assignment_unit: 'student' }))).toMatch(
			/^200 students detect 0\.40 sd .*; 400 detect 0\.28;/
		);
	});

	test('of classes compared by their means it says so, and not the effect of students', () => {
		const said = powerInWords(tells({ analysis_unit: 'class', people_per_arm: '' }));
		expect(said).toMatch(/^Eight classes detect 2\.37 sd of class means/);
		expect(said).not.toContain('median');
	});

	test.each([
		[{ design: '' }, 'Choose a design'],
		[{ design: 'before and after' }, 'never what caused it'],
		[{ groups_per_arm: '' }, 'how many there are on each side'],
		[{ groups_per_arm: 'four' }, 'how many there are on each side'],
		[{ assignment_unit: '' }, 'Say what is put into a side'],
		[{ groups_per_arm: '1', people_per_arm: '25' }, 'At least two classes']
	])('%j is no sentence with figures', (some, said) => {
		expect(powerInWords(tells(some))).toContain(said);
	});

	test('counts are words where sentences have them', () => {
		expect([8, 12, 13, 40, 1200].map(manyInWords)).toEqual(['eight', 'twelve', '13', 'forty', '1,200']);
	});
});

describe('whether that is enough', () => {
	const titleOf = (some: Partial<PlanValues> = {}) => enoughInWords(tells(some)).title;
	const row = values().goals[0]!;

	test('is told in the unit of the metric', () => {
		expect(enoughInWords(tells()).detail).toContain('Only a change of 11\u00a0points or more in Unit score');
		expect(titleOf()).toBe('This plan may miss what matters');
		expect(titleOf({ goals: [{ ...row, minimum_effect: '12' }] })).toBe('This plan can tell');
	});

	test('is not known without a spread, which a share brings with its target', () => {
		expect(titleOf({ goals: [{ ...row, planned_sd: '' }] })).toBe('Whether that is enough is not known yet');
		const share = { ...score, kind: 'proportion' as const, unit: 'share of students' };
		const typed = values({
			assignment_unit: 'student',
			goals: [{ ...row, planned_sd: '', target: '0.5', minimum_effect: '0.25' }]
		});
		expect(enoughInWords(planTells(typed, { metrics: [share], sites: 2 }))).toMatchObject({
			title: 'This plan can tell',
			detail: expect.stringContaining('20\u00a0percentage points')
		});
	});

	test('is no cause without a comparison, and nothing with one class on a side', () => {
		expect(titleOf({ design: 'before and after' })).toBe('This plan can show a change, not its cause');
		expect(titleOf({ groups_per_arm: '1', people_per_arm: '25' })).toBe('This plan can find nothing');
		expect(titleOf({ goals: [] })).toBe('Whether that is enough is not known yet');
	});
});

describe('what else it says', () => {
	test('what it can judge instead, with the outcomes that it names', () => {
		const judged = judgesInWords(tells()).join(' ');
		for (const what of ['Use', 'Workload', 'Harm', 'Direction', 'Hours of planning', 'Incidents'])
			expect(judged).toContain(what);
	});

	test('of use and of workload by what metrics measure', () => {
		const metrics = (['use', 'minutes checking', 'cost'] as const).map((measures) => ({
			...incidents,
			id: measures,
			name: `Of ${measures}`,
			measures
		}));
		const goals = metrics.map(({ id }) => ({ ...emptyRow(), metric_id: id }));
		const judged = judgesInWords(planTells(values({ goals }), { metrics, sites: 2 }));
		expect(judged[0]).toMatch(/who does not: Of use\.$/);
		expect(judged[1]).toMatch(/work with it: Of minutes checking and Of cost\.$/);
	});

	test('what would change it, first what finds what matters', () => {
		const { changes, layout } = tells();
		const said = changes.map((change) => changeInWords(change, layout!));
		expect(said[0]).toMatch(/^\d+ classes on each side: detects 0\.40 sd, which is what matters\.$/);
		expect(said).toContain('A pretest that explains 60%: detects 0.72 sd.');
	});

	test('the period that counts, strata, units and people', () => {
		expect(namedInWords(tells())).toEqual([
			{ label: 'Period that counts', value: 'Spring 2027' },
			{ label: 'On each side', value: '100 students in 4 classes' },
			{ label: 'Compared within', value: 'Grade 4 and Grade 5' },
			{ label: 'Likeness in a group (ICC)', value: '0.2' }
		]);
		expect(namedInWords(tells({ icc: '' })).at(-1)!.value).toContain('the customary one');
	});

	test('the tier that it could support, and what repairs it', () => {
		const { tier } = tells();
		expect(tierInWords(tier)).toMatch(/^This plan could support tier 3, promising evidence, if/);
		expect(tier.lowered.map((one) => loweringInWords(one).repair)).toContain(
			`Take in 150\u00a0more students, in both sides together.`
		);
	});

	test('a pilot without a primary outcome of students has no tier', () => {
		const [, second] = values().goals;
		expect(tierInWords(tells({ goals: [{ ...second!, role: 'primary' }] }).tier)).toContain(
			'not about students'
		);
	});
});

describe('the decision rule in words', () => {
	const said = (some: Partial<PlanValues> = {}) => ruleInWords(tells(some));
	const thenOf = (rule: string, some: Partial<PlanValues> = {}) =>
		said(some).find((line) => line.rule === rule);

	test('follows the table of recommendations', () => {
		expect(thenOf('clear gain')).toEqual({
			rule: 'clear gain',
			when: 'All of the 95% interval of “Unit score” is at or above 4\u00a0points, and every guardrail is within its limit',
			then: 'scale'
		});
		expect(thenOf('no gain that matters')!.then).toBe('sunset or shelve');
		expect(thenOf('guardrail breached')!.when).toBe('Incidents past its limit');
	});

	test('says that the design cannot tell only where it may come to that', () => {
		expect(thenOf("this design can't tell")!.then).toContain('all four are permitted');
		const row = { ...values().goals[0]!, minimum_effect: '12' };
		expect(thenOf("this design can't tell", { goals: [row] })).toBeUndefined();
	});

	test('of a plan without a comparison rests on other things', () => {
		const rules = said({ design: 'before and after' }).map(({ rule }) => rule);
		expect(rules).toEqual(['guardrail breached', 'no comparison', 'not enough data']);
	});

	test('says what holds before the end', () => {
		expect(beforeTheEnd(tells())).toMatch(/nothing is decided.*Harm.*at once\.$/);
		expect(beforeTheEnd(tells({ early_stopping: 'true' }))).toMatch(/may end the pilot/);
		expect(said().map(({ rule }) => rule)).not.toContain('still running');
	});

	test('is none before there is a design', () => {
		expect(said({ design: '' })).toEqual([]);
	});
});
