import { isUndefined, meanDifference, pool, riskDifference } from '../statistics/index.ts';
import type { Arm } from '../terms.ts';
import type { Summary } from './group.ts';

type Side = { n: number; level: number };

/** Pilot less comparison in one period, of everything in the file added up. */
export type Difference = {
	period: string;
	pilot: Side;
	comparison: Side;
	difference: number;
	/** Null where the groups have no spread. */
	interval: { low: number; high: number; p: number | null } | null;
	/** Of Welch's test. */
	t: { t: number; df: number } | null;
	/** Whether groups of several strata were added up, within which the evidence compares. */
	strata: boolean;
	/** Whether the file has a time before, against which the evidence looks first. */
	before: boolean;
};

const compared = ['mean', 'proportion'];

/** The differences that a file's groups show, by period; none for kinds without an interval here, or where an arm is missing. */
export function differencesOf(groups: readonly Summary[], kind: string): Difference[] {
	if (!compared.includes(kind)) return [];
	const before = groups.some(({ phase }) => phase === 'baseline');
	const whole = groups.filter(({ phase, subgroup }) => phase === 'outcome' && subgroup === null);
	const periods = Map.groupBy(whole, ({ period }) => period);
	return [...periods].flatMap(([period, own]) => {
		const of = (arm: Arm) => own.filter((group) => group.arm === arm);
		const [pilot, comparison] = [of('pilot'), of('comparison')];
		if (pilot.length === 0 || comparison.length === 0) return [];
		const strata = new Set(own.map(({ stratum }) => stratum)).size > 1;
		const found = kind === 'mean' ? ofMeans(pilot, comparison) : ofShares(pilot, comparison);
		return [{ period, strata, before, ...found }];
	});
}

function ofMeans(pilot: Summary[], comparison: Summary[]): Omit<Difference, 'period' | 'strata' | 'before'> {
	const [treatment, other] = [united(pilot), united(comparison)];
	const found = meanDifference({ treatment, comparison: other });
	const sides = {
		pilot: { n: treatment.n, level: treatment.mean },
		comparison: { n: other.n, level: other.mean },
		difference: treatment.mean - other.mean
	};
	if (isUndefined(found)) return { ...sides, interval: null, t: null };
	const { low, high, p, t, df } = found;
	return { ...sides, interval: { low, high, p }, t: { t, df } };
}

function united(groups: Summary[]) {
	const all = pool({ groups: groups.map(({ n, mean, sd }) => ({ n, mean: mean ?? 0, sd })) });
	return { n: all.n ?? 0, mean: all.mean ?? 0, sd: isUndefined(all) ? null : all.sd };
}

function ofShares(pilot: Summary[], comparison: Summary[]): Omit<Difference, 'period' | 'strata' | 'before'> {
	const sum = (groups: Summary[]) => ({
		n: groups.reduce((all, { n }) => all + n, 0),
		events: groups.reduce((all, { events }) => all + (events ?? 0), 0)
	});
	const [treatment, other] = [sum(pilot), sum(comparison)];
	const { difference, low, high, p } = riskDifference({ treatment, comparison: other });
	return {
		pilot: { n: treatment.n, level: treatment.events / treatment.n },
		comparison: { n: other.n, level: other.events / other.n },
		difference,
		interval: { low, high, p: typeof p === 'number' ? p : null },
		t: null
	};
}
