/** What the pages of a meeting say once something is done. */
const words: Record<string, string> = {
	called: 'The meeting is called. Whatever waited without one is on its docket.',
	saved: 'The meeting is saved. Whom a new day or time concerns gets a mail.',
	'called off': 'The meeting is called off. What was on its docket goes to the next one.',
	ordered: 'The docket is saved.',
	put: 'The pilot is on the docket.',
	carried: 'It is on the other meeting now.',
	'taken off': 'It is off the docket.',
	answered: 'Your answer is saved.',
	noted: 'Noted.',
	struck: 'The line is struck.',
	opened: 'The meeting is in session.',
	ended: 'The meeting has ended. What was not closed goes to the next one.',
	sent: 'The docket is on its way to the cabinet.',
	'minutes saved': 'The minutes are saved as a new version.',
	'made again': 'The minutes follow the record again. What somebody wrote is kept.',
	signed: 'The minutes are signed.',
	added: 'The addendum stands under the minutes.'
};

export function saidInWords(address: URLSearchParams): string | null {
	return words[address.get('done') ?? ''] ?? null;
}
