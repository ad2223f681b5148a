import { formatCount } from '#lib/ui/numbers.ts';

/** Who needs a tier, in the order in which the rules name them. */
export const whoWords: Record<string, { label: string; why: string }> = {
	low: { label: 'Teams of low-risk pilots', why: 'You are on the team of a low-risk pilot' },
	moderate: { label: 'Teams of moderate-risk pilots', why: 'You are on the team of a moderate-risk pilot' },
	high: { label: 'Teams of high-risk pilots', why: 'You are on the team of a high-risk pilot' },
	'data collector': { label: 'Data collectors', why: 'You collect data for a pilot' },
	evaluator: { label: 'Evaluators', why: 'You evaluate pilots' },
	reviewer: { label: 'Reviewers', why: 'You review pilots' },
	cabinet: { label: 'Cabinet', why: 'You are of the cabinet' }
};

export const sourceWords = {
	'self-reported': 'self-reported',
	imported: 'imported',
	recorded: 'recorded by the AI office'
} as const;

/** How long a completion is good. */
export const validWords = (months: number | null): string =>
	months === null ? 'does not expire' : `good for ${months === 1 ? 'a month' : `${months} months`}`;

/** What was done, above the page that shows it. */
export const doneWords: Record<string, string> = {
	recorded: 'Recorded. It counts from now on where it need not be confirmed.',
	known: 'That completion is recorded already: nothing was changed.',
	corrected: 'Corrected. What was there before stays to be read.',
	added: 'The module is added: it is asked of everyone whose tier it is.',
	saved: 'The module is saved.',
	retired: 'The module is asked of nobody any more.',
	offered: 'The module is asked for again.',
	rules: 'Who needs which tier is saved.',
	confirmed: 'Confirmed.'
};

/** What came of an import. */
export function importedWords(recorded: number, waits: number): string {
	const said = `${formatCount(recorded, 'completion is', 'completions are')} recorded.`;
	return waits > 0 ? `${said} ${formatCount(waits, 'waits', 'wait')} for people who are not here yet.` : said;
}
