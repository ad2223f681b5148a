import { z } from 'zod';
import { specialties } from '#lib/pilots/words.ts';
import { findingSeverities } from './findings.ts';

const damaged = 'This form is damaged: open the page again.';

/** Words of the length that the database keeps. */
function words(empty: string, most: number) {
	return z
		.string()
		.trim()
		.min(1, empty)
		.max(most, {
			error: ({ input }) =>
				`This can have ${most.toLocaleString('en')} characters and has ${String(input).length.toLocaleString('en')}. Shorten it: all that you typed is still here.`
		});
}

const one = { finding: z.uuid(damaged), seen: z.coerce.number(damaged).int(damaged) };

export const raiseForm = z.object({
	finding: z.uuid(damaged),
	specialty: z.enum(specialties, 'Choose what it is about.'),
	severity: z.enum(findingSeverities, 'Choose how much it weighs.'),
	title: words('Say in one line what was found.', 200),
	body: words('Say what was found, and what would settle it.', 4000),
	owner: z.uuid('Choose who has to settle it.'),
	due_on: z.iso.date('Enter the day by which it should be settled.')
});

export const answerForm = z.object({
	...one,
	answer: words('Say what was done.', 4000),
	link: z
		.string()
		.trim()
		.max(500, 'A link can have 500 characters.')
		.regex(/^(https?:\/\/\S+)?$/, 'A link begins with https://, such as https://vendor.example/terms.')
		.default('')
});

export const passOnForm = z.object({
	...one,
	owner: z.uuid('Choose who has to settle it.'),
	due_on: z.iso.date('Enter the day by which it should be settled.'),
	reason: z.string().trim().max(2000, 'A reason can have 2,000 characters.').default('')
});

export const regradeForm = z.object({
	...one,
	severity: z.enum(findingSeverities, 'Choose how much it weighs.'),
	reason: words('Say why it weighs more or less than before: the reason stays with it.', 2000)
});

export const closeForm = z.object({ ...one, reason: words('Say why it is settled.', 2000) });
export const reopenForm = z.object({ ...one, reason: words('Say what is still to be done.', 2000) });
