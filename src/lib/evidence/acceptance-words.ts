import { formatNumber } from '#lib/ui/numbers.ts';
import type { OutcomeResult } from './analysis.ts';
import { decimalsOf, differenceText, intervalText, levelDecimalsOf, levelText } from './figures.ts';
import type { Metric } from './input.ts';
import { numbersOf, type LoggedRow, type NumberField } from './measurement.ts';

const short: Record<NumberField, string> = {
	n: 'n',
	mean: 'mean',
	sd: 'SD',
	events: 'events',
	exposure: 'exposure',
	value: 'total'
};

/** The numbers of a result in one line: 'n 120, mean 61.5, SD 9.4'. */
export function numbersText(row: LoggedRow, kind: Metric['kind']): string {
	return numbersOf[kind].map((field) => `${short[field]} ${formatNumber(row[field])}`).join(', ');
}

/** The group that a result is of: 'Pilot, Grade 4, Mesa Elementary'. */
export function groupText({ arm, stratum, site, subgroup }: LoggedRow): string {
	return [arm === 'pilot' ? 'Pilot' : 'Comparison', stratum, site, subgroup].filter(Boolean).join(', ');
}

/** The figure that an outcome's verdict rests on, with its interval where there is one. */
export function figureText(outcome: OutcomeResult): { figure: string; interval: string | null } {
	const { goal, effect, arms } = outcome;
	const decimals = decimalsOf(goal, effect);
	if (effect && effect.estimate !== null) {
		const interval =
			effect.low === null ? null : `95% interval ${intervalText(goal, effect.low, effect.high, decimals)}`;
		return { figure: differenceText(goal, effect.estimate, { decimals, signed: true }), interval };
	}
	const level = arms.pilot.outcome?.level ?? null;
	if (level === null) return { figure: 'No figure', interval: null };
	return { figure: levelText(goal, level, levelDecimalsOf(goal, effect)), interval: null };
}

/** Why a result changes no figure of its outcome; null where it counts. */
export function whyNot(row: LoggedRow, outcomePeriod: string | null): string | null {
	if (row.subgroup !== null) return 'a subgroup: shown beside, never counted';
	if (row.phase === 'outcome' && row.period !== outcomePeriod) return 'another period than the plan counts';
	return null;
}
