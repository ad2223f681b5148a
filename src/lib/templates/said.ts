/** What the page of templates says once something is done. */
const words: Record<string, string> = {
	saved: 'Saved as a new version. Drafts that began with an earlier one keep it, and are told.',
	added: 'Added. It is offered to whoever proposes.',
	offered: 'It is offered, and required of nobody.',
	required: 'Required from now on. Drafts that were begun before need none.',
	retired: 'Retired. It is offered to nobody new; drafts keep it.'
};

export function saidInWords(address: URLSearchParams): string | null {
	return words[address.get('done') ?? ''] ?? null;
}
