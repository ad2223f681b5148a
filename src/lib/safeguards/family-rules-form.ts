/** What each tier asks for families, between its form and the database. */
import { familyConditions, familyKinds } from '#lib/pilots/family-kinds.ts';
import type { FamilyRule } from '#lib/pilots/risk-schema.ts';
import { tiers, type Tier } from '#lib/pilots/words.ts';

export const askedField = (tier: Tier, kind: string): string => `asked ${tier} ${kind}`;
export const evidenceField = (tier: Tier, kind: string): string => `evidence ${tier} ${kind}`;

/** The rules as their form shows them. */
export function ruleFields(rules: readonly FamilyRule[]): Record<string, string> {
	return Object.fromEntries(
		rules.flatMap(({ tier, kind, condition, evidence }) => [
			[askedField(tier, kind), condition],
			...(evidence ? [[evidenceField(tier, kind), 'yes']] : [])
		])
	);
}

/** What was chosen, as rules: what is asked of no tier has none. */
export function rulesIn(values: Record<string, string>): FamilyRule[] {
	return familyKinds.flatMap((kind) =>
		tiers.flatMap((tier) => {
			const condition = familyConditions.find((one) => one === values[askedField(tier, kind)]);
			return condition
				? [{ tier, kind, condition, evidence: values[evidenceField(tier, kind)] === 'yes' }]
				: [];
		})
	);
}
