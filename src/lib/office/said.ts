/** What a page of the office says once something is done: '/admin/sites?done=added'. */
const words: Record<string, string> = {
	added: 'Added.',
	changed: 'Saved.',
	closed: 'Closed. Pilots that run there keep it; new ones cannot start there.',
	'limit removed': 'The limit is taken away.',
	opened: 'Open again.',
	removed: 'Taken out of the calendar.',
	settings: 'Saved. It holds from now on.',
	version: 'Saved as a new version.'
};

export function saidInWords(address: URLSearchParams): string | null {
	return words[address.get('done') ?? ''] ?? null;
}
