// What people fill in: whole and right, so that a test changes only what it is about.
import { randomUUID } from 'node:crypto';
import type { District, Metric } from './district.ts';

export type Tier = 'low' | 'moderate' | 'high';

const DAY = 24 * 60 * 60 * 1000;

/** A day from today, in UTC, as the database counts days. */
export const day = (fromNow: number) => new Date(Date.now() + fromNow * DAY).toISOString().slice(0, 10);

/** What the structured answers must be for a tier. */
const answers: Record<Tier, object> = {
	low: { students_take_part: false, under_13: false, personal_data: false, decides_about_people: false },
	moderate: { students_take_part: true, under_13: false, personal_data: false, decides_about_people: false },
	high: { students_take_part: true, under_13: true, personal_data: true, decides_about_people: false }
};

/** An array of labels as PostgreSQL writes it, which every backend reads. */
export const labels = (values: string[]) => `{${values.join(',')}}`;

export function completeProposal(district: District, tier: Tier = 'moderate') {
	return {
		title: 'A tutor for fractions',
		problem: 'A third of grade 6 starts without fractions.',
		who_affected: 'Students of grade 6.',
		benefit: 'Everyone catches up at their own pace.',
		how_we_know: 'The common unit assessment.',
		tool: 'A chat tutor',
		objectives: [district.objectives[0]],
		sites: [district.sites[0]],
		uses: [],
		outputs_reviewed: 'before use',
		reversible: 'easily',
		biometric: false,
		trained_on_student_data: false,
		...answers[tier]
	};
}

export const completePlan = {
	design: 'randomized',
	assignment_unit: 'student',
	analysis_unit: 'student',
	groups_per_arm: 6,
	people_per_arm: 120,
	outcome_period: 'Spring',
	strata: ['Grade 6', 'Grade 7']
};

/** Shares from 0 to 1: what matters of them is a share too. */
const shares: readonly Metric[] = ['passed', 'users', 'uptime'];

export const goal = (district: District, metric: Metric, role = 'secondary', more: object = {}) => ({
	objective_id: district.objectives[0],
	metric_id: district.metrics[metric],
	role,
	minimum_effect: shares.includes(metric) ? 0.02 : 2,
	...more
});

/** One goal for each metric of the district, the score first. */
export const goals = (district: District) => [
	goal(district, 'score', 'primary'),
	goal(district, 'passed', 'key'),
	goal(district, 'incidents', 'guardrail', { guardrail_limit: 3 }),
	...(['absences', 'hours', 'users', 'uptime', 'saved'] as const).map((metric) => goal(district, metric))
];

/** A result that can be logged: the score of a group of 40 on the pilot's side. */
export const result = (district: District, more: object = {}) => ({
	id: randomUUID(),
	metric_id: district.metrics.score,
	arm: 'pilot',
	phase: 'outcome',
	period: 'Spring',
	measured_on: day(-1),
	n: 40,
	mean: 61.5,
	sd: 12,
	...more
});

/** A result of the guardrail, without which no evaluation is complete. */
export const incidents = (district: District, more: object = {}) =>
	result(district, {
		metric_id: district.metrics.incidents,
		n: null,
		mean: null,
		sd: null,
		events: 1,
		exposure: 3,
		...more
	});

/** What the columns of a file of results are: of the score, without any label of the district. */
export const completeMapping = {
	outcome: 'post_test',
	kind: 'mean',
	events: [],
	others: [],
	exposure: null,
	pretest: null,
	arm: { column: 'treatment', pilot: ['1'], comparison: ['0'] },
	phase: { column: null, baseline: [], outcome: [] },
	period: { column: null, name: 'Spring', pretest: '' },
	site: { column: null, ids: {} },
	stratum: { column: null, names: {} },
	cluster: null,
	subgroup: { column: null, names: {} },
	missing: ['-999'],
	styles: {}
};
