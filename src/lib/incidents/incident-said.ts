/** What the page of an incident says once something is done. */
const words: Record<string, string> = {
	reported: 'The incident is recorded. Thank you for saying so: the AI office and reviewers look into it.',
	'reported serious':
		'The incident is recorded, and who must know is told. The pilots that it names are on hold.',
	triaged: 'Saved, with your reason.',
	'asked for': 'Added. Whoever you asked finds it on their home page.',
	done: 'Done.',
	interim: 'The interim report is kept.',
	proposed: 'The closing is proposed. A second person approves it.',
	closed: 'The incident is closed.',
	'sent back': 'The closing is sent back with your words.',
	reopened: 'The incident is open again.',
	joined: 'The reports are joined: this one stands for both.'
};

export function saidInWords(address: URLSearchParams): string | null {
	return words[address.get('done') ?? ''] ?? null;
}
