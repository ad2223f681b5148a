import type { RiskRule, RiskTable, ToldTier } from './risk-schema.ts';
import { tiers, type Tier } from './words.ts';

export type { RiskRule, RiskTable, ToldTier };

/** Every question that the risk tier follows from, in the order in which it is asked. */
export const riskQuestions = [
	'students_take_part',
	'under_13',
	'personal_data',
	'trained_on_student_data',
	'biometric',
	'uses',
	'decides_about_people',
	'outputs_reviewed',
	'reversible'
] as const;
export type RiskQuestion = (typeof riskQuestions)[number];

/** Uses that are presumed to be high-impact. */
export const uses = ['grading', 'discipline', 'placement', 'eligibility', 'early warning'] as const;
export const reviewedWhen = ['before use', 'spot checks', 'nobody'] as const;
export const reversibleHow = ['easily', 'with effort', 'not'] as const;

/** The answers as the table knows them: 'yes', 'no', 'spot checks'; of uses each, or 'none'. Without one, it is not answered. */
export type RiskAnswers = Partial<Record<RiskQuestion, readonly string[]>>;

/** The four that every pilot was ever asked: without them there is no tier. */
export const needed: readonly RiskQuestion[] = [
	'students_take_part',
	'under_13',
	'personal_data',
	'decides_about_people'
];

/**
 * Explains the tier while somebody answers, by the district's own table. The tier that binds is the database's, which reads
 * the same table; a test holds the two together.
 */
export function explainTier(answers: RiskAnswers, table: RiskTable): ToldTier {
	const given = table.rules.filter(({ question, answer }) => answers[question]?.includes(answer));
	const points = given.reduce((sum, rule) => sum + rule.points, 0);
	const byPoints: Tier =
		points >= table.high_from ? 'high' : points >= table.moderate_from ? 'moderate' : 'low';
	const floors = given.flatMap(({ at_least }) => at_least ?? []);
	const tier = [byPoints, ...floors].reduce((a, b) => (tiers.indexOf(b) > tiers.indexOf(a) ? b : a));
	const unanswered = riskQuestions.filter((question) => !answers[question]?.length);
	return {
		tier: needed.some((question) => unanswered.includes(question)) ? null : tier,
		points,
		because: given.filter((rule) => rule.points > 0 || rule.at_least),
		unanswered
	};
}

/** The answers of a form, where a question is a text or a list of ticks. */
export function answersIn(values: Partial<Record<RiskQuestion, string | string[]>>): RiskAnswers {
	return Object.fromEntries(
		riskQuestions.map((question) => [question, [values[question] ?? []].flat().filter(Boolean)])
	);
}
