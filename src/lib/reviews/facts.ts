import { z } from 'zod';
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Stage } from '#lib/pilots/stages.ts';
import { reversibleHow, reviewedWhen, riskQuestions, uses } from '#lib/pilots/risk.ts';
import { riskWords } from '#lib/pilots/risk-words.ts';
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

const count = (most: number) =>
	z
		.string()
		.transform((typed) => typed.replace(/[,\s]/g, ''))
		.refine(
			(typed) => /^\d{1,7}$/.test(typed) && Number(typed) <= most,
			`Write a whole number, at most ${most.toLocaleString('en')}.`
		)
		.transform(Number);

/** Names, one a line. */
const names = (label: string, most: number) =>
	z
		.string()
		.transform((typed) => [...new Set(typed.split('\n').map((line) => line.trim()))].filter(Boolean))
		.refine((given) => given.length <= most, `${label}: at most ${most}, one a line.`)
		.refine(
			(given) => given.every((name) => name.length <= 200),
			`${label}: a name can have 200 characters.`
		);

const answered = z.enum(['yes', 'no'], 'Answer yes or no.').transform((answer) => answer === 'yes');

/** The grades of a school, before kindergarten to the last. */
export const grades = ['PK', 'K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

/** What the way to a gate asks beside the proposal. */
export const factsSchema = z.object({
	risk_tier: z.enum(tiers, 'Choose a tier.'),
	risk_reason: z.string().trim().max(1000, 'The reason can have 1,000 characters.'),
	decision_question: text('The question', 500),
	stop_rule: text('The stop rule', 1000),
	budget_once: money,
	budget_yearly: money,
	cycle_end: day('when the cycle ends'),
	cycle_start: z.union([z.literal('').transform(() => null), day('when the cycle begins')]),
	payer: text('Who pays', 200),
	classes: count(10_000),
	people: count(1_000_000),
	grades: z.array(z.enum(grades, 'Choose from the list.')),
	staff_hours: z
		.string()
		.trim()
		.refine(
			(typed) => /^\d{1,4}(\.\d{1,2})?$/.test(typed),
			'Write hours a week, such as 6 or 1.5. None is 0.'
		)
		.transform(Number),
	staff_who: z.string().trim().max(200, 'This can have 200 characters.'),
	partners: names('Partners', 10),
	tools: names('Tools', 5),
	students_take_part: answered,
	under_13: answered,
	personal_data: answered,
	decides_about_people: answered,
	uses: z
		.array(z.enum([...uses, 'none'], 'Choose from the list.'))
		.refine(
			(ticked) => !ticked.includes('none') || ticked.length === 1,
			'You ticked “None of these” and others: take one of them away.'
		)
		.transform((ticked) => ticked.filter((use) => use !== 'none')),
	outputs_reviewed: z.enum(reviewedWhen, 'Choose one.'),
	reversible: z.enum(reversibleHow, 'Choose one.'),
	biometric: answered,
	trained_on_student_data: answered,
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
	type: 'text' | 'textarea' | 'money' | 'date' | 'tier' | 'number' | 'names' | 'ticks' | 'radios';
	/** The answers of ticks and radios. */
	keys?: readonly string[];
	suffix?: string;
	most?: number;
	optional?: boolean;
	/** Only what is not answered yet: an answer of the proposal stands. */
	whileOpen?: boolean;
};
export type FactForm = { fields: FactField[]; parts: string[]; stages: Stage[] };

const planners = ['lead', 'evaluator', 'sponsor', 'admin'];
const payers = ['lead', 'sponsor', 'admin'];
const keepers = ['sponsor', 'admin'];
const everyone = ['team', 'evaluator', 'sponsor', 'admin'];
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
				hint: 'Needed where the tier is another than the answers lead to, as for a use that is presumed high-impact, and where a question stays open. It stays visible.',
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
	numbers: {
		fields: [
			{ name: 'classes', label: 'Classes or groups', hint: 'About how many take part.', type: 'number' },
			{ name: 'people', label: 'People', hint: 'Students or staff, about.', type: 'number' },
			{ name: 'grades', label: 'Grades', type: 'ticks', keys: grades, optional: true }
		],
		parts: everyone,
		stages: beforeLaunch
	},
	resources: {
		fields: [
			{
				name: 'payer',
				label: 'Who pays?',
				hint: 'A school, a department, a grant, the vendor.',
				type: 'text',
				most: 200
			},
			{
				name: 'staff_hours',
				label: 'Staff time',
				hint: 'All together, while it runs.',
				type: 'number',
				suffix: 'hours a week'
			},
			{
				name: 'staff_who',
				label: 'Whose time is it?',
				hint: 'Such as: six teachers, and the library once a week.',
				type: 'text',
				most: 200,
				optional: true
			}
		],
		parts: everyone,
		stages: beforeLaunch
	},
	tools_named: {
		fields: [
			{
				name: 'tools',
				label: 'Tools',
				hint: 'One a line, at most five. Empty while none is chosen.',
				type: 'names',
				optional: true
			},
			{
				name: 'partners',
				label: 'Partners',
				hint: 'Organisations that take part: a university, a library, a vendor. One a line.',
				type: 'names',
				optional: true
			}
		],
		parts: everyone,
		stages: beforeLaunch
	},
	risk_answers: {
		fields: riskQuestions.map((name): FactField => ({
			name,
			label: riskWords[name].legend,
			hint: riskWords[name].hint,
			type: name === 'uses' ? 'ticks' : 'radios',
			keys:
				name === 'uses'
					? [...uses, 'none']
					: name === 'outputs_reviewed'
						? reviewedWhen
						: name === 'reversible'
							? reversibleHow
							: ['yes', 'no'],
			optional: true,
			whileOpen: true
		})),
		parts: payers,
		stages: ['proposed']
	},
	cycle_end: {
		fields: [
			{
				name: 'cycle_start',
				label: 'When does the cycle begin?',
				hint: 'The first day on which it is used.',
				type: 'date',
				optional: true
			},
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
		// The day of a pilot that is monitored moves with its monitoring.
		stages: ['scaling']
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
export function mayFillIn(
	pilot: Pick<Pilot, 'stage' | 'my_parts'> & { monitoring?: { every: number | null } | null },
	criterion: string
): boolean {
	const form = factForms[criterion];
	return Boolean(
		form?.stages.includes(pilot.stage) &&
		form.parts.some((part) => pilot.my_parts.includes(part)) &&
		!(criterion === 'next_review' && pilot.monitoring?.every)
	);
}

/** The fields that somebody is asked for now: what was answered with the proposal is not asked again. */
export function fieldsFor(pilot: Pilot, criterion: string): FactField[] {
	return (factForms[criterion]?.fields ?? []).filter(
		({ name, whileOpen }) => !whileOpen || pilot[name] === null
	);
}
