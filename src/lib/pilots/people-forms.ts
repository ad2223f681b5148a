import { z } from 'zod';

const reason = (empty: string) =>
	z
		.string()
		.trim()
		.min(1, empty)
		.max(2000, 'This can have 2,000 characters. Shorten it: all that you typed is still here.');

export const passOnForm = z.object({ person: z.uuid('Choose who leads from now on.') });

export const recusalForm = z.object({
	reason: reason('Give the reason: it stays with the pilot.'),
	sure: z.literal('yes', 'Confirm that you mean it: it cannot be undone.')
});

/** A substitute for a part, or with `end` the part alone whose substitute ends. */
export const substituteForm = z.object({
	part: z.string().min(1, 'Choose the part.'),
	person: z.uuid('Choose who stands in.'),
	reason: reason('Say why nobody else can: the reason stays with the pilot.')
});
export const endSubstituteForm = z.object({ part: z.string().min(1, 'Choose the part.') });
