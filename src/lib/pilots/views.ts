import { z } from 'zod';

/** What a saved view is saved with. */
export const viewForm = z.object({
	name: z.string().trim().min(1, 'Give the view a name.').max(80, 'A name can have 80 characters.'),
	shared: z.literal('yes').optional(),
	query: z.string().max(2000, 'This view has too many filters to be saved.')
});

const said = {
	saved: 'The view is saved.',
	deleted: 'The view is deleted. No pilot was touched.',
	first: 'The pipeline opens with this view now.',
	all: 'The pipeline opens with all pilots again.'
} as const;

/** What came of a form of views, from the address that it led to. */
export function saidOfView(address: URLSearchParams): string | null {
	const done = address.get('done') ?? '';
	return Object.hasOwn(said, done) ? said[done as keyof typeof said] : null;
}
