import type { Tier } from './words.ts';

/** The four questions that the risk tier follows from; null is not answered yet. */
export type TierAnswers = {
	students_take_part: boolean | null;
	under_13: boolean | null;
	personal_data: boolean | null;
	decides_about_people: boolean | null;
};

export type TierRule = 'unanswered' | 'decides' | 'young data' | 'students' | 'data' | 'neither';

const rules: readonly { rule: TierRule; tier: Tier; holds: (answers: TierAnswers) => boolean | null }[] = [
	{ rule: 'decides', tier: 'high', holds: (a) => a.decides_about_people },
	{ rule: 'young data', tier: 'high', holds: (a) => a.under_13 && a.personal_data },
	{ rule: 'students', tier: 'moderate', holds: (a) => a.students_take_part },
	{ rule: 'data', tier: 'moderate', holds: (a) => a.personal_data },
	{ rule: 'neither', tier: 'low', holds: () => true }
];

/**
 * Explains the tier while somebody answers, with the rule that decided it. The tier that binds is the database's own;
 * a test holds the two together.
 */
export function explainTier(answers: TierAnswers): { tier: Tier | null; rule: TierRule } {
	if (Object.values(answers).includes(null)) return { tier: null, rule: 'unanswered' };
	const { tier, rule } = rules.find(({ holds }) => holds(answers))!;
	return { tier, rule };
}
