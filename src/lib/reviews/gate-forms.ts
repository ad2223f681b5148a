import { z } from 'zod';
import { severities } from '#lib/pilots/holds.ts';

/** A reason of the length that the database keeps. */
function reason(empty: string, most = 2000) {
	return z
		.string()
		.trim()
		.min(1, empty)
		.max(most, {
			error: ({ input }) =>
				`This can have ${most.toLocaleString('en')} characters and has ${String(input).length.toLocaleString('en')}. Shorten it: all that you typed is still here.`
		});
}

export const signatureForm = z.object({
	note: z.string().trim().max(2000, 'A note can have 2,000 characters.').default(''),
	signed: z
		.enum(['yes', 'no'], 'This form is damaged: open the page again.')
		.transform((word) => word === 'yes')
});

export const waiverForm = z.object({
	reason: reason('Say why this may be left out: the reason stays with the pilot, for everyone to read.')
});

export const holdForm = z.object({
	reason: reason('Say what is wrong, so that the team knows what has to change.')
});

export const liftForm = z.object({
	hold: z.uuid('This form is damaged: open the page again.'),
	reason: reason('Say what changed, so that the pilot may go on.')
});

export const incidentForm = z.object({
	severity: z.enum(severities, 'Say how serious it is.'),
	occurred_on: z.iso.date('Enter the day when it happened.'),
	what_happened: reason('Say what happened.', 4000)
});
