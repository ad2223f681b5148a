/* What somebody changes about a mapping, one thing at a time. Nothing is changed in place. */
import type { Column } from './column.ts';
import type { Mapping } from './mapping.ts';
import { armSides, eventSides, phaseSides, siteIds, stratumNames, subgroupNames } from './meanings.ts';
import type { ImportSetting } from './sent.ts';

/** What a column can be. */
export type Use =
	| 'outcome'
	| 'pretest'
	| 'exposure'
	| 'arm'
	| 'phase'
	| 'period'
	| 'site'
	| 'stratum'
	| 'cluster'
	| 'subgroup';

/** What a label of a column can stand for. */
export type LabelUse = 'outcome' | 'arm' | 'phase' | 'site' | 'stratum' | 'subgroup';

/** The column that is something; null where none is. */
export function columnOf(mapping: Mapping, use: Use): string | null {
	if (use === 'outcome') return mapping.outcome || null;
	if (use === 'pretest' || use === 'exposure' || use === 'cluster') return mapping[use];
	return mapping[use].column;
}

/** Chooses a column, with what its labels most likely stand for. A column is one thing: what it was before, it is no more. */
export function choose(
	mapping: Mapping,
	use: Use,
	column: Column | null,
	{ sites, strata, subgroups }: Pick<ImportSetting, 'sites' | 'strata' | 'subgroups'>
): Mapping {
	const own = column ?? undefined;
	const name = column?.name ?? null;
	const freed = name === null ? mapping : without(mapping, name, use);
	switch (use) {
		case 'outcome':
			return { ...freed, outcome: name ?? '', ...(mapping.kind === 'proportion' ? eventSides(own) : {}) };
		case 'pretest':
		case 'exposure':
		case 'cluster':
			return { ...freed, [use]: name };
		case 'arm':
			return { ...freed, arm: { column: name, ...armSides(own) } };
		case 'phase':
			return { ...freed, phase: { column: name, ...phaseSides(own) } };
		case 'period':
			return { ...freed, period: { ...mapping.period, column: name } };
		case 'site':
			return { ...freed, site: { column: name, ids: siteIds(own, sites) } };
		case 'stratum':
			return { ...freed, stratum: { column: name, names: stratumNames(own, strata) } };
		case 'subgroup':
			return { ...freed, subgroup: { column: name, names: subgroupNames(own, subgroups) } };
	}
}

const uses: Use[] = [
	'outcome',
	'pretest',
	'exposure',
	'arm',
	'phase',
	'period',
	'site',
	'stratum',
	'cluster',
	'subgroup'
];

function without(mapping: Mapping, name: string, use: Use): Mapping {
	const before = uses.find((other) => other !== use && columnOf(mapping, other) === name);
	if (!before) return mapping;
	return choose(mapping, before, null, { sites: [], strata: [], subgroups: [] });
}

/** Labels with two sides: whether it happened, the arms, the phases. */
const sidesOf = (mapping: Mapping, use: 'outcome' | 'arm' | 'phase'): { [side: string]: string[] } =>
	use === 'outcome'
		? { events: mapping.events, others: mapping.others }
		: use === 'arm'
			? { pilot: mapping.arm.pilot, comparison: mapping.arm.comparison }
			: { baseline: mapping.phase.baseline, outcome: mapping.phase.outcome };

/** What a label stands for: a side, the id of a site, a name; '' where nobody said. */
export function meaningOf(mapping: Mapping, use: LabelUse, key: string): string {
	if (use === 'site') return meaning(mapping.site.ids, key);
	if (use === 'stratum' || use === 'subgroup') return meaning(mapping[use].names, key);
	const found = Object.entries(sidesOf(mapping, use)).find(([, keys]) => keys.includes(key));
	return found?.[0] ?? '';
}

const meaning = (names: { [key: string]: string }, key: string) =>
	Object.hasOwn(names, key) ? names[key]! : '';

/** Says what a label stands for; '' for nothing. */
export function mean(mapping: Mapping, use: LabelUse, key: string, stands: string): Mapping {
	const said = (names: { [key: string]: string }) => {
		const { [key]: _, ...others } = names;
		return stands === '' ? others : { ...others, [key]: stands };
	};
	if (use === 'site') return { ...mapping, site: { ...mapping.site, ids: said(mapping.site.ids) } };
	if (use === 'stratum' || use === 'subgroup') {
		return { ...mapping, [use]: { ...mapping[use], names: said(mapping[use].names) } };
	}
	const next = Object.fromEntries(
		Object.entries(sidesOf(mapping, use)).map(([side, keys]) => {
			const others = keys.filter((one) => one !== key);
			return [side, side === stands ? [...others, key] : others];
		})
	);
	if (use === 'outcome') return { ...mapping, events: next.events!, others: next.others! };
	return use === 'arm'
		? { ...mapping, arm: { column: mapping.arm.column, pilot: next.pilot!, comparison: next.comparison! } }
		: {
				...mapping,
				phase: { column: mapping.phase.column, baseline: next.baseline!, outcome: next.outcome! }
			};
}

/** Signs for missing values as somebody types them: '-999, absent'. */
export const signsOf = (typed: string): string[] =>
	typed
		.split(/[,;\n]/)
		.map((sign) => sign.trim())
		.filter(Boolean)
		.slice(0, 200);
