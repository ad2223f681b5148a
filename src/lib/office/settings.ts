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
	/** Whether schools of this one district count as several sites in evidence tiers, by what source, read there when. */
	schools_count: z.boolean(),
	schools_count_source: z.string(),
	schools_count_read_on: z.string().nullable(),
	/** From which contract value on, in dollars, the board approves; how often a pilot may be extended. */
	board_threshold: z.number(),
	most_extensions: z.number(),
	revision: z.number()
});
export type Settings = Omit<z.infer<typeof settingsSchema>, 'revision'>;

const whole = (least: number, most: number) =>
	z.coerce
		.number(`Enter a whole number from ${least} to ${most}.`)
		.int('Enter a whole number.')
		.min(least, `The least is ${least}.`)
		.max(most, `The most is ${most}.`);

const dollars = (most: number) =>
	z
		.string('Enter an amount in dollars.')
		.transform((typed) => typed.replace(/[$,\s]/g, ''))
		.refine(
			(typed) => /^\d{1,10}$/.test(typed) && Number(typed) <= most,
			`Enter whole dollars from 0 to ${most.toLocaleString('en')}.`
		)
		.transform(Number);

const sourced = {
	schools_count_source: 'Say where it is written that schools count as sites.',
	schools_count_read_on: 'Enter the day on which somebody read it there.'
} as const;

/** What the form says, as the database takes it. An empty field is no number. */
export const settingsForm = z
	.object({
		minimum_group: whole(5, 100),
		quorum: whole(1, 50),
		decision_rule: z.enum(decisionRules, 'Choose how the cabinet decides.'),
		email_domains: z.string().transform((text) => text.split(/[\s,;]+/).filter(Boolean)),
		one_signs_several: z
			.enum(['yes', 'no'])
			.default('no')
			.transform((answer) => answer === 'yes'),
		remind_after_days: whole(1, 90),
		escalate_after_days: whole(1, 180),
		schools_count: z
			.enum(['yes', 'no'])
			.default('no')
			.transform((answer) => answer === 'yes'),
		schools_count_source: z.string().trim().max(300, 'At most 300 letters.').default(''),
		schools_count_read_on: z
			.union([z.iso.date('Enter a day.'), z.literal('')])
			.default('')
			.transform((day) => day || null),
		board_threshold: dollars(1e9),
		// An empty field is no number, and 0 is one here.
		most_extensions: z
			.string()
			.trim()
			.regex(/^(1?\d|20)$/, 'Enter a whole number from 0 to 20.')
			.transform(Number)
	})
	.superRefine((given, context) => {
		for (const name of Object.keys(sourced) as (keyof typeof sourced)[])
			if (given.schools_count && !given[name])
				context.addIssue({ code: 'custom', path: [name], message: sourced[name] });
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
