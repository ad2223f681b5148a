import { z } from 'zod';
import { tiers, specialties, type Tier } from './words.ts';

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

const ruleSchema = z.object({
	question: z.enum(riskQuestions),
	answer: z.string(),
	points: z.number(),
	at_least: z.enum(tiers).nullable()
});
export type RiskRule = z.infer<typeof ruleSchema>;

/** The published table: what `rpc/risk_table` answers. */
export const riskTableSchema = z.object({
	moderate_from: z.number(),
	high_from: z.number(),
	rules: z.array(ruleSchema),
	reviews: z.partialRecord(z.enum(tiers), z.array(z.enum(specialties)))
});
export type RiskTable = z.infer<typeof riskTableSchema>;

/** The tier with how it came about, as the database says it of a pilot. */
export const toldTierSchema = z.object({
	tier: z.enum(tiers).nullable(),
	points: z.number(),
	because: z.array(ruleSchema),
	unanswered: z.array(z.enum(riskQuestions))
});
export type ToldTier = z.infer<typeof toldTierSchema>;

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
