import { csvOf } from '#lib/ui/csv.ts';
import { whoWords } from './training-words.ts';

export type Figures = { needed: number; current: number; expiring: number; missing: number };
export type SiteFigures = Figures & { id: string | null; name: string | null };
export type PartFigures = Figures & { who: string; tier: number };
export type Coverage = {
	all: Figures;
	sites: SiteFigures[];
	parts: PartFigures[];
	modules: { id: string; code: string; title: string; tier: number }[];
	today: string;
	/** Whether the reader may ask for names. */
	names: boolean;
};

export type CoverageFilters = { module: string | null; tier: number | null };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** One choice narrows it: a module (its id), or a tier ('tier-2') with all below it. What is neither is all. */
export function coverageFilters(params: URLSearchParams): CoverageFilters {
	const of = params.get('of') ?? '';
	const tier = /^tier-([123])$/.exec(of)?.[1];
	return { module: UUID.test(of) ? of : null, tier: tier ? Number(tier) : null };
}

/** The same as it stands in an address; empty for all. */
export const filterValue = ({ module, tier }: CoverageFilters): string =>
	module ?? (tier ? `tier-${tier}` : '');

export const standings = ['missing', 'expiring', 'current'] as const;

export type PeopleFilters = CoverageFilters & {
	site: string | null;
	who: string | null;
	standing: string | null;
};

/** Whose names are asked for. */
export function peopleFilters(params: URLSearchParams): PeopleFilters {
	const site = params.get('site') ?? '';
	const who = params.get('who') ?? '';
	const standing = params.get('standing') ?? '';
	return {
		...coverageFilters(params),
		site: site === 'none' || UUID.test(site) ? site : null,
		who: Object.hasOwn(whoWords, who) ? who : null,
		standing: (standings as readonly string[]).includes(standing) ? standing : null
	};
}

/** The address of names, with what narrows them. */
export function peopleQuery(
	filters: CoverageFilters,
	more: Partial<Record<'site' | 'who' | 'standing', string>>
): string {
	const of = filterValue(filters);
	return new URLSearchParams({ ...(of ? { of } : {}), ...more }).toString();
}

/** What share has it, in whole percent; rounded down, so that only all of them are 100. */
export const share = ({ needed, current }: Figures): number =>
	needed === 0 ? 100 : Math.floor((current / needed) * 100);

/** Coverage as a file: a row for each site, for what people need it for, and for all. */
export function coverageCsv({ all, sites, parts }: Coverage): string {
	const figures = (one: Figures) => [one.needed, one.current, one.expiring, one.missing, share(one)];
	return csvOf(
		['by', 'name', 'needed', 'current', 'expiring within 60 days', 'missing', 'percent current'],
		[
			['all', 'District', ...figures(all)],
			...sites.map((one) => ['site', one.name ?? 'No site', ...figures(one)]),
			...parts.map((one) => ['role', whoWords[one.who]?.label ?? one.who, ...figures(one)])
		]
	);
}
