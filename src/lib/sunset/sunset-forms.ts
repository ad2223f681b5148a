import { z } from 'zod';
import { kinds } from '#lib/pilots/words.ts';
import { evidences, parts, pers } from './runbook.ts';

const damaged = 'This form is damaged: open the page again.';

/** Words of at most the length that the database keeps. */
const words = (most: number) =>
	z
		.string()
		.trim()
		.max(most, {
			error: ({ input }) =>
				`This can have ${most.toLocaleString('en')} characters and has ${String(input).length.toLocaleString('en')}. Shorten it: all that you typed is still here.`
		});
const needed = (empty: string, most: number) => words(most).min(1, empty);

const one = { step: z.uuid(damaged), seen: z.string().regex(/^\d+$/, damaged) };
const day = (empty: string) => z.iso.date(empty);

/** What a step needs beside its day is the database's to say, since the district decides it. */
export const doForm = z.object({
	...one,
	done_on: day('Give the day on which it was done.'),
	note: words(2000).default(''),
	link: z
		.string()
		.trim()
		.max(500, 'A link can have 500 characters.')
		.regex(
			/^(https?:\/\/\S+)?$/i,
			'A link begins with https://, such as https://files.district.example/certificate.'
		)
		.default(''),
	lesson: words(4000).optional()
});

export const undoForm = z.object({ ...one, reason: needed('Say why it is open again.', 2000) });
export const skipForm = z.object({ ...one, reason: needed('Say why it is not needed here.', 2000) });

export const changeForm = z.object({
	...one,
	owner: z.uuid('Choose whose step it is.'),
	due_on: day('Give the day by which it should be done.'),
	reason: words(2000).default('')
});

export const addForm = z.object({
	step: z.uuid(damaged),
	title: needed('Say in a few words what is to be done.', 160),
	hint: words(1000).default(''),
	owner: z.uuid('Choose whose step it is.'),
	due_on: day('Give the day by which it should be done.'),
	required: z.literal('yes').optional()
});

export const avoidedForm = z.object({
	seen: z.string().regex(/^\d+$/, damaged),
	budget: z.string().trim().default(''),
	licences: z.string().trim().default(''),
	hours: z.string().trim().default(''),
	source: needed('Say where the figures are from, such as the invoice.', 1000)
});

export const thanksForm = z.object({ words: needed('Write a line or two.', 2000) });

export const ruleForm = z.object({
	id: z.uuid(damaged).optional(),
	title: needed('Say in a few words what is to be done.', 160),
	hint: words(1000).default(''),
	per: z.enum(pers, 'Choose whether it is one step, or one for each tool.'),
	days: z.coerce
		.number('Give a number of days, at most 730.')
		.int('Give a whole number of days.')
		.min(0, 'Give a number of days, at most 730.')
		.max(730, 'Give a number of days, at most 730.'),
	owner: z.enum(parts, 'Choose whose step it is at first.'),
	kind: z.union([z.literal(''), z.enum(kinds)], 'Choose a kind of pilot of the list.').default(''),
	required: z.literal('yes').optional(),
	students_only: z.literal('yes').optional(),
	evidence: z.array(z.enum(evidences)).default([])
});

export const endRuleForm = z.object({ id: z.uuid(damaged) });
