/** What organisations and agreements with them are called. */
import type { Tone } from '#lib/ui/tones.ts';

export const organisationKinds = [
	'vendor',
	'university',
	'nonprofit',
	'public office',
	'foundation',
	'other',
	'unknown'
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const organisationKindWords: Record<OrganisationKind, string> = {
	vendor: 'Vendor',
	university: 'University',
	nonprofit: 'Nonprofit',
	'public office': 'Public office',
	foundation: 'Foundation',
	other: 'Other',
	unknown: 'Not said yet'
};

export const agreementKinds = ['memorandum', 'contract', 'data sharing', 'research', 'other'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

export const agreementKindWords: Record<AgreementKind, string> = {
	memorandum: 'Memorandum of understanding',
	contract: 'Contract',
	'data sharing': 'Data-sharing agreement',
	research: 'Research agreement',
	other: 'Other agreement'
};

export const agreementStates = ['current', 'expiring', 'expired', 'ended'] as const;
export type AgreementState = (typeof agreementStates)[number];

export const agreementStateWords: Record<AgreementState, { label: string; tone: Tone }> = {
	current: { label: 'Current', tone: 'good' },
	expiring: { label: 'Ends soon', tone: 'caution' },
	expired: { label: 'Expired', tone: 'bad' },
	ended: { label: 'Ended', tone: 'neutral' }
};

/** '2 current, 1 expired'; null where there is none. */
export function agreementsInWords(counts: Partial<Record<AgreementState, number>>): string | null {
	const told = agreementStates.flatMap((state) =>
		counts[state] ? [`${counts[state]} ${agreementStateWords[state].label.toLowerCase()}`] : []
	);
	return told.join(', ') || null;
}

const said: Record<string, string> = {
	added: 'Added.',
	saved: 'Saved.',
	recorded: 'The agreement is recorded.',
	ended: 'The agreement is ended. The reason stays with it.',
	asked: 'Asked. They get a mail with a link to the question.',
	withdrawn: 'The question is taken back.',
	closed: 'The link is ended. The next question brings another.',
	answered: 'Thank you: your answer is with the district.'
};

/** What a page says once something is done. */
export const saidInWords = (address: URLSearchParams): string | null =>
	Object.hasOwn(said, address.get('done') ?? '') ? said[address.get('done')!]! : null;
