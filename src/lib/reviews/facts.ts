import { z } from 'zod';
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Stage } from '#lib/pilots/stages.ts';
import { tiers } from '#lib/pilots/words.ts';

function text(label: string, most: number) {
	return z
		.string()
		.trim()
		.min(1, `${label} is empty: write it, or leave the form.`)
		.max(most, {
			error: ({ input }) =>
				`${label} can have ${most.toLocaleString('en')} characters and has ${String(input).length.toLocaleString('en')}. Shorten it: all that you typed is still here.`
		});
}

const money = z
	.string()
	.transform((typed) => typed.replace(/[$,\s]/g, ''))
	.refine(
		(typed) => /^\d{1,9}(\.\d{1,2})?$/.test(typed),
		'Write an amount in dollars, such as 12,500. Nothing is 0.'
	)
	.transform(Number);

const day = (what: string) => z.iso.date(`Choose the day ${what}.`);

/** What the way to a gate asks beside the proposal. */
export const factsSchema = z.object({
	risk_tier: z.enum(tiers, 'Choose a tier.'),
	risk_reason: z.string().trim().max(1000, 'The reason can have 1,000 characters.'),
	decision_question: text('The question', 500),
	stop_rule: text('The stop rule', 1000),
	budget_once: money,
	budget_yearly: money,
	cycle_end: day('when the cycle ends'),
	wake_on: day('when it wakes up'),
	operating_owner: text('The name', 200),
	operating_budget: text('The line', 200),
	next_review: day('of the next review'),
	people_told_on: day('when people were told'),
	access_revoked_on: day('when access was revoked'),
	lesson: text('The lesson', 4000)
});
export type FactName = keyof z.infer<typeof factsSchema>;

export type FactField = {
	name: FactName;
	label: string;
	hint?: string;
	type: 'text' | 'textarea' | 'money' | 'date' | 'tier';
	most?: number;
	optional?: boolean;
};
export type FactForm = { fields: FactField[]; parts: string[]; stages: Stage[] };

const planners = ['lead', 'evaluator', 'sponsor', 'admin'];
const payers = ['lead', 'sponsor', 'admin'];
const keepers = ['sponsor', 'admin'];
const beforeLaunch: Stage[] = ['draft', 'proposed', 'vetting'];

/**
 * One small form for each criterion that is a fact, and who is shown it when. Whether it is saved, the database says;
 * a test holds the two together.
 */
export const factForms: Record<string, FactForm> = {
	risk_tier: {
		fields: [
			{ name: 'risk_tier', label: 'Risk tier', type: 'tier' },
			{
				name: 'risk_reason',
				label: 'Reason',
				hint: 'Needed where the tier is another than the answers lead to. It stays visible.',
				type: 'textarea',
				most: 1000,
				optional: true
			}
		],
		parts: keepers,
		// Reviews follow from the tier, so that it stands once they are asked for.
		stages: ['proposed']
	},
	decision_question: {
		fields: [
			{
				name: 'decision_question',
				label: 'Which decision will this pilot answer?',
				hint: 'Such as: should every middle school have this next year?',
				type: 'textarea',
				most: 500
			}
		],
		parts: planners,
		stages: beforeLaunch
	},
	stop_rule: {
		fields: [
			{
				name: 'stop_rule',
				label: 'What would end it early?',
				hint: 'A figure or an event that anyone can check, and who then stops it.',
				type: 'textarea',
				most: 1000
			}
		],
		parts: planners,
		stages: beforeLaunch
	},
	budget: {
		fields: [
			{ name: 'budget_once', label: 'Once', hint: 'Set-up, training, devices.', type: 'money' },
			{ name: 'budget_yearly', label: 'Each year', hint: 'Licences, support, staff time.', type: 'money' }
		],
		parts: payers,
		stages: beforeLaunch
	},
	cycle_end: {
		fields: [
			{
				name: 'cycle_end',
				label: 'When does the cycle end?',
				hint: 'After the period that counts. From that day on, the pilot waits for its decision.',
				type: 'date'
			}
		],
		parts: planners,
		stages: beforeLaunch
	},
	wake_on: {
		fields: [{ name: 'wake_on', label: 'When does it wake up?', type: 'date' }],
		parts: keepers,
		stages: ['proposed', 'vetting', 'shelved']
	},
	operating_owner: {
		fields: [{ name: 'operating_owner', label: 'Who runs it from now on?', type: 'text', most: 200 }],
		parts: keepers,
		stages: ['scaling', 'adopted']
	},
	operating_budget: {
		fields: [
			{ name: 'operating_budget', label: 'Which line of the budget pays for it?', type: 'text', most: 200 }
		],
		parts: keepers,
		stages: ['scaling', 'adopted']
	},
	next_review: {
		fields: [{ name: 'next_review', label: 'When is it looked at again?', type: 'date' }],
		parts: keepers,
		stages: ['scaling', 'adopted']
	},
	people_told: {
		fields: [{ name: 'people_told_on', label: 'When were people and families told?', type: 'date' }],
		parts: keepers,
		stages: ['sunset']
	},
	access_revoked: {
		fields: [{ name: 'access_revoked_on', label: 'When was the last access revoked?', type: 'date' }],
		parts: keepers,
		stages: ['sunset']
	},
	lesson: {
		fields: [
			{
				name: 'lesson',
				label: 'What did the district learn?',
				hint: 'What was tried, what came of it, and what you would do differently.',
				type: 'textarea',
				most: 4000
			}
		],
		parts: ['lead', ...keepers],
		stages: ['sunset']
	}
};

/** Whether the reader is shown the form of a criterion, now. */
export function mayFillIn(pilot: Pick<Pilot, 'stage' | 'my_parts'>, criterion: string): boolean {
	const form = factForms[criterion];
	return Boolean(
		form?.stages.includes(pilot.stage) && form.parts.some((part) => pilot.my_parts.includes(part))
	);
}
