/** The risk table between its form and the database. */
import type { RiskRule, RiskTable } from '#lib/pilots/risk.ts';

type Rule = Pick<RiskRule, 'question' | 'answer'>;

export const pointsField = ({ question, answer }: Rule): string => `points ${question} ${answer}`;
export const floorField = ({ question, answer }: Rule): string => `floor ${question} ${answer}`;

/** The table as its form shows it. */
export function riskFields(table: RiskTable): Record<string, string> {
	return Object.fromEntries([
		['moderate_from', String(table.moderate_from)],
		['high_from', String(table.high_from)],
		...table.rules.flatMap((rule) => [
			[pointsField(rule), String(rule.points)],
			[floorField(rule), rule.at_least ?? '']
		])
	]);
}

// What is no whole number is refused by the database, in words and at its field.
const whole = (typed: string | undefined) =>
	/^\s*\d{1,3}\s*$/.test(typed ?? '') ? Number(typed) : (typed ?? '');

/** What was typed as the database takes it: each answer of the table, with its points and its floor. */
export function riskIn(values: Record<string, string>, { rules }: Pick<RiskTable, 'rules'>) {
	return {
		moderate_from: whole(values.moderate_from),
		high_from: whole(values.high_from),
		rules: rules.map(({ question, answer }) => ({
			question,
			answer,
			points: whole(values[pointsField({ question, answer })]),
			at_least: values[floorField({ question, answer })] || null
		}))
	};
}
