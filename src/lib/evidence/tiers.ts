/** The tiers of evidence of the Every Student Succeeds Act; null is none. */
export type Tier = 1 | 2 | 3 | 4;

/** What a study must have for tier 1 or 2, beside its design and its effect. */
export const essaRules = { students: 350, groups: 50, sites: 2 } as const;

/** Where each of the rules is from, and on which day somebody of this project read it there; null where nobody did. */
export type Source = { of: 'tiers' | 'students and sites' | 'groups' | 'boundaries'; readOn: string | null };

export const essaSources: readonly Source[] = [
	/** 20 U.S.C. 7801(21)(A), as states quote it. */
	{ of: 'tiers', readOn: '2026-11-26' },
	/** What Works Clearinghouse, "ESSA Tiers of Evidence", ies.ed.gov/ncee/wwc/essa, in a stored copy: 350 students, two educational sites. */
	{ of: 'students and sites', readOn: '2026-11-26' },
	/** U.S. Department of Education, Non-Regulatory Guidance: Using Evidence to Strengthen Education Investments (2016, 2023). */
	{ of: 'groups', readOn: null },
	/** What Works Clearinghouse Standards Handbook 4.1 (2020) for baseline equivalence and attrition. */
	{ of: 'boundaries', readOn: null }
];

/** Something that lowers a tier, and to which one at best. */
type Lowers = { key: string; to: Tier | null };

/** How low a list of such things leaves a tier: none of them, and it is 1. */
export function lowest(lowered: readonly Lowers[]): Tier | null {
	if (lowered.some(({ to }) => to === null)) return null;
	return Math.max(1, ...lowered.map(({ to }) => to ?? 4)) as Tier;
}

/** Tiers as most read the rule on sites, and where the schools of one district count as several; the worst first. */
export function bothReadings<One extends Lowers>(found: readonly One[]) {
	const rank = ({ to }: Lowers) => to ?? 5;
	const lowered = [...found].sort((a, b) => rank(b) - rank(a));
	return {
		tier: lowest(lowered),
		bySchools: lowest(lowered.filter(({ key }) => key !== 'one district')),
		lowered
	};
}
