import { applyMapping, fitsColumns } from './kept-mapping.ts';
import type { Look } from './look.ts';
import type { Mapping } from './mapping.ts';
import { propose } from './propose.ts';
import type { ImportSetting } from './sent.ts';

const BEFORE = 'Before the pilot';

/** The mapping of the last file, where this one has its columns; null where it has not. */
export function keptMapping({ columns }: Look, setting: ImportSetting): Mapping | null {
	const { kept, goal, period } = setting;
	if (!kept || kept.mapping.kind !== goal.kind || !fitsColumns(kept, columns)) return null;
	try {
		const mapping = applyMapping(kept, columns, setting);
		// The period that counts is meant, unless that is the one which was sent last.
		const next = kept.mapping.period.name === period ? '' : period;
		return { ...mapping, period: { ...mapping.period, name: next } };
	} catch {
		// A column tells now who somebody is.
		return null;
	}
}

/** A mapping as names and values of the columns propose it, for what the plan compares. */
export function proposedMapping(look: Look, setting: ImportSetting): Mapping {
	const { goal, sites, subgroups, strata, period, compares } = setting;
	const found = propose(look, {
		kind: goal.kind,
		metric: goal.metric,
		sites: [...sites],
		subgroups: [...subgroups],
		strata: [...strata]
	});
	return {
		...found,
		arm: compares ? found.arm : { column: null, pilot: [], comparison: [] },
		period: { ...found.period, name: period, pretest: BEFORE }
	};
}
