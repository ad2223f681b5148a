import { z } from 'zod';

/** What a saved view is saved with. */
export const viewForm = z.object({
	name: z.string().trim().min(1, 'Give the view a name.').max(80, 'A name can have 80 characters.'),
	shared: z.literal('yes').optional(),
	query: z.string().max(2000, 'This view has too many filters to be saved.')
});
