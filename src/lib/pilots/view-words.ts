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
