import { z } from 'zod';

const damaged = 'This form is damaged: open the page again.';
const id = z.uuid(damaged);
const seen = z.coerce.number(damaged).int(damaged);

/** A number that may be left out, written with or without commas. */
const amount = (wrong: string) =>
	z
		.string()
		.default('')
		.transform((text) => text.replaceAll(/[\s,$]/g, ''))
		.refine((text) => text === '' || (/^\d+(\.\d+)?$/.test(text) && Number(text) <= 1e9), wrong)
		.transform((text) => (text === '' ? null : Number(text)));

const reason = (empty: string) =>
	z.string().trim().min(1, empty).max(2000, 'A reason can have 2,000 characters.');

export const waveForm = z.object({
	wave: id,
	seen,
	name: z.string().trim().min(1, 'Give the wave a name.').max(120, 'A name can have 120 characters.'),
	starts_on: z.iso.date('Enter the day on which it starts.'),
	ends_on: z.iso.date('Enter the day on which it ends.'),
	training_by: z.union([z.literal(''), z.iso.date('Enter a day, or leave it empty.')]).default(''),
	licences: amount('Enter how many licences, as a number.').refine(
		(many) => many === null || (Number.isInteger(many) && many <= 1_000_000),
		'Enter a whole number of licences, up to 1,000,000.'
	),
	budget: amount('Enter the dollars a year, as a number.'),
	owner: z.uuid('Choose who answers for it.'),
	sites: z.array(z.uuid(damaged)).min(1, 'Choose at least one site.')
});

export const oneWave = z.object({ wave: id });
export const removeForm = z.object({ wave: id, seen });
export const orderForm = z.object({
	waves: z.string().transform((list) => list.split(',')),
	seen
});
export const breachForm = z.object({ roll_back: z.enum(['yes', 'no'], 'Choose what happens.'), seen });
export const suggestForm = z.object({
	many: z.coerce.number('Choose how many waves.').int().min(1).max(12),
	owner: z.uuid('Choose who answers for them.'),
	seen
});
export const holdForm = z.object({
	wave: id,
	reason: reason('Say why it is held, and what would settle it.')
});
export const releaseForm = z.object({ wave: id, reason: reason('Say what has settled it.') });
export const rollBackForm = z.object({
	wave: id,
	reason: reason('Say why its sites go back, and what they work with from now on.')
});
