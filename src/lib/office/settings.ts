import { z } from 'zod';

export const decisionRules = ['chair after quorum', 'majority'] as const;

export const settingsSchema = z.object({
	minimum_group: z.number(),
	quorum: z.number(),
	decision_rule: z.enum(decisionRules),
	email_domains: z.array(z.string()),
	one_signs_several: z.boolean(),
	remind_after_days: z.number(),
	escalate_after_days: z.number(),
	revision: z.number()
});
export type Settings = Omit<z.infer<typeof settingsSchema>, 'revision'>;

const whole = (least: number, most: number) =>
	z.coerce
		.number(`Enter a whole number from ${least} to ${most}.`)
		.int('Enter a whole number.')
		.min(least, `The least is ${least}.`)
		.max(most, `The most is ${most}.`);

/** What the form says, as the database takes it. An empty field is no number. */
export const settingsForm = z.object({
	minimum_group: whole(5, 100),
	quorum: whole(1, 50),
	decision_rule: z.enum(decisionRules, 'Choose how the cabinet decides.'),
	email_domains: z.string().transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
	one_signs_several: z
		.enum(['yes', 'no'])
		.default('no')
		.transform((answer) => answer === 'yes'),
	remind_after_days: whole(1, 90),
	escalate_after_days: whole(1, 180)
});

/** What a district of a few people needs so that its pilots can move at all. */
export const smallDistrict = {
	quorum: 1,
	one_signs_several: true,
	decision_rule: 'chair after quorum'
} satisfies Partial<Settings>;

/** Whether a district has the preset already. */
export function isSmall(settings: Settings): boolean {
	return (Object.keys(smallDistrict) as (keyof typeof smallDistrict)[]).every(
		(name) => settings[name] === smallDistrict[name]
	);
}
