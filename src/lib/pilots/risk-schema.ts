import { z } from 'zod';
import { conditions } from './review-conditions.ts';
import { familyConditions, familyKinds } from './family-kinds.ts';
import { riskQuestions } from './risk.ts';
import { specialties, tiers } from './words.ts';

export const familyRuleSchema = z.object({
	tier: z.enum(tiers),
	kind: z.enum(familyKinds),
	condition: z.enum(familyConditions),
	/** Whether a link or a date has to show it. */
	evidence: z.boolean()
});
export type FamilyRule = z.infer<typeof familyRuleSchema>;

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
	reviews: z.partialRecord(z.enum(tiers), z.array(z.enum(specialties))),
	/** Reviews that are asked for beside those of the tier. */
	conditions: z.partialRecord(z.enum(conditions), z.array(z.enum(specialties))),
	/** How often the district changed which reviews are needed. */
	reviews_revision: z.number(),
	/** How often it was changed: a form that is older is refused. */
	revision: z.number(),
	/** Why and by whom, the latest first. */
	changes: z.array(z.object({ at: z.string(), by: z.string(), reason: z.string(), revision: z.number() })),
	/** What each tier asks to be settled for students and families. */
	families: z.array(familyRuleSchema)
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
