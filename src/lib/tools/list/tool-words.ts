import { formatDate } from '#lib/ui/dates.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { AgreementState, ToolState } from './tool-filters.ts';

export const toolStateWords: Record<ToolState, { label: string; tone: Tone }> = {
	proposed: { label: 'Proposed', tone: 'info' },
	'in review': { label: 'In review', tone: 'accent' },
	approved: { label: 'Approved', tone: 'good' },
	restricted: { label: 'Restricted', tone: 'caution' },
	blocked: { label: 'Blocked', tone: 'bad' },
	retired: { label: 'Retired', tone: 'neutral' }
};

export const agreementWords: Record<AgreementState, { label: string; tone: Tone }> = {
	current: { label: 'Current', tone: 'good' },
	expiring: { label: 'Expires soon', tone: 'caution' },
	expired: { label: 'Expired', tone: 'bad' },
	none: { label: 'None', tone: 'neutral' }
};

/** Until when an agreement holds, in words: 'until Jun 30, 2027', 'without an end', 'on Jan 5, 2026' once it is over. */
export function untilInWords(agreement: AgreementState, until: string | null): string {
	if (agreement === 'none') return '';
	if (until === null) return 'without an end';
	return `${agreement === 'expired' ? 'on' : 'until'} ${formatDate(until)}`;
}

/** Fields of a tool that a list can fill, as sentences name them. */
export const toolFieldWords: Record<string, string> = {
	name: 'name',
	vendor: 'vendor',
	model: 'model',
	purpose: 'what it does',
	website: 'website'
};

/** ['model', 'purpose'] as 'model and what it does'. */
export const fieldsInWords = (fields: readonly string[]) =>
	new Intl.ListFormat('en', { type: 'conjunction' }).format(
		fields.map((field) => toolFieldWords[field] ?? field)
	);

/** What the list says once something is done: '?done=imported&added=12&filled=3'. */
export function toolsDoneInWords(address: URLSearchParams): string | null {
	if (address.get('done') !== 'imported') return null;
	const [added, filled] = ['added', 'filled'].map((name) => {
		const n = Number(address.get(name));
		return Number.isSafeInteger(n) && n > 0 ? n : 0;
	});
	const parts = [
		added && `${formatCount(added, 'tool is', 'tools are')} new and proposed`,
		filled && `${formatCount(filled, 'tool', 'tools')} got blanks filled`
	].filter(Boolean);
	return parts.length > 0
		? `Imported: ${parts.join(', ')}.`
		: 'Nothing changed: all of the list was known already.';
}

const pairs: Record<string, string> = {
	joined: 'They are one tool now: names, pilots and agreements are together.',
	apart: 'Remembered: they are not the same.'
};

/** The same for the page of duplicates. */
export const pairsDoneInWords = (address: URLSearchParams) => pairs[address.get('done') ?? ''] ?? null;
