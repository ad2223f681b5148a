import { z } from 'zod';

const words = (most: number, empty: string) =>
	z
		.string()
		.trim()
		.min(1, empty)
		.max(most, `This can have ${most} characters. Shorten it: all that you typed is still here.`);
const note = z
	.string()
	.trim()
	.max(1000, 'A note can have 1,000 characters. Shorten it: all that you typed is still here.')
	.default('');

export const openSeatForm = z.object({
	id: z.uuid('This form is damaged: open the page again. What you typed is still here.'),
	role: z.enum(['member', 'data collector'], 'Choose what the seat is for.'),
	wanted: words(300, 'Say what is asked of whoever takes the seat.'),
	hours_a_week: z
		.string()
		.trim()
		.default('')
		.transform((text) => (text === '' ? null : Number(text.replace(',', '.'))))
		.refine(
			(hours) => hours === null || (hours >= 0.5 && hours <= 40),
			'Give hours from 0.5 to 40, or leave it empty.'
		)
});

export const closeSeatForm = z.object({ seat: z.uuid('This form is damaged: open the page again.') });

export const askForm = z.object({
	/** Empty for the team as such. */
	seat: z.union([z.literal(''), z.uuid()]).default(''),
	note
});

export const answerForm = z.object({
	request: z.uuid('This form is damaged: open the page again. What you typed is still here.'),
	answer: z.enum(['accept', 'decline'], 'Accept or decline.'),
	without_seat: z.literal('yes').optional(),
	note
});

export const withdrawForm = z.object({ request: z.uuid('This form is damaged: open the page again.') });

export const partnerForm = z.object({
	id: z.uuid('This form is damaged: open the page again. What you typed is still here.'),
	name: words(120, 'Give the name.'),
	organisation: words(160, 'Say which organisation they are of.'),
	email: z
		.union([z.literal(''), z.email('Give an address such as name@example.org, or leave it empty.')])
		.default('')
});

export const removePartnerForm = z.object({ contact: z.uuid('This form is damaged: open the page again.') });
