/** Where one criterion stands: who signed or waived it, and whether it holds the gate. */
import type { MetCriterion } from '#lib/pilots/pilot.ts';

export type Signed = { by: string | null; at: string; note: string };
export type Waived = { by: string | null; at: string; reason: string };

export type CriterionState = {
	/** 'recommended' is not there, and holds nothing. */
	stands: 'met' | 'waived' | 'open' | 'recommended';
	signed: Signed | null;
	waived: Waived | null;
};

/** No vote of the cabinet stands in for what the law asks. */
export const neverWaived: readonly string[] = ['data_agreement'];

const textIn = (value: unknown) => (typeof value === 'string' ? value : null);

/** Facts are read as they come: of another shape, nobody signed and nobody waived. */
function markIn(fact: unknown) {
	if (typeof fact !== 'object' || fact === null) return null;
	const { by, at, note, reason } = fact as Record<string, unknown>;
	return typeof at === 'string' ? { by: textIn(by), at, note: textIn(note), reason: textIn(reason) } : null;
}

function signedIn(fact: unknown): Signed | null {
	const mark = markIn(fact);
	return mark && { by: mark.by, at: mark.at, note: mark.note ?? '' };
}

function waivedIn(fact: unknown): Waived | null {
	const mark = markIn(fact);
	return mark?.reason == null ? null : { by: mark.by, at: mark.at, reason: mark.reason };
}

export function stateOf({
	met,
	required,
	facts
}: Pick<MetCriterion, 'met' | 'required' | 'facts'>): CriterionState {
	const signed = signedIn(facts.signed);
	const waived = waivedIn(facts.waived);
	// What was waived and is there after all is met; that it was waived stays to be read.
	const stands = waived && !signed ? 'waived' : met ? 'met' : required ? 'open' : 'recommended';
	return { stands, signed, waived };
}

/** How many of the criteria that hold the gate are met, and how many there are. */
export function countOf(criteria: readonly Pick<MetCriterion, 'met' | 'required'>[]): {
	met: number;
	of: number;
} {
	const required = criteria.filter((one) => one.required);
	return { met: required.filter(({ met }) => met).length, of: required.length };
}
