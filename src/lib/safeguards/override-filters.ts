import type { Stage } from '#lib/pilots/stages.ts';

/** Which way a tier departs from its answers. */
export const ways = ['lower', 'higher', 'presumed'] as const;
export const wayWords: Record<(typeof ways)[number], string> = {
	lower: 'Lower than the answers lead to',
	higher: 'Higher than the answers lead to',
	presumed: 'A use presumed high-impact, set lower'
};
export const residuals = ['not judged', 'low', 'moderate', 'high'] as const;

export type OverrideFilters = {
	way?: (typeof ways)[number];
	stage?: Stage;
	residual?: (typeof residuals)[number];
	/** The page after this id. */
	before?: string;
};

/** The address of the ledger with these filters, or of its file. */
export function overridesHref(filters: OverrideFilters, path = '/risk/overrides'): string {
	const given = Object.entries(filters).filter((entry): entry is [string, string] => entry[1] !== undefined);
	const query = new URLSearchParams(given).toString();
	return query ? `${path}?${query}` : path;
}
