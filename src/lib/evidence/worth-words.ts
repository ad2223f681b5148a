import { isShare } from '#lib/pilots/goal-words.ts';
import { formatMoney, formatNumber, UNKNOWN } from '#lib/ui/numbers.ts';
import type { JudgedGoal } from './analysis.ts';
import type { Benefit } from './effect.ts';
import { decimalsOf, differenceText, levelText } from './figures.ts';
import { WITHHELD } from './plot.ts';
import type { Cost, Minutes, Use } from './worth.ts';

/** A figure with the sentence that a board member reads under it, and the figure before rounding. */
export type Said = { label: string; value: string; note: string; exact?: string };

/** Money as dollars, else the metric's own unit. */
function amount({ unit }: JudgedGoal, value: number): string {
	const money = /dollar|usd|\$/i.test(unit);
	const decimals = Math.abs(value) < 100 ? 2 : 0;
	return money ? formatMoney(value, { decimals }) : formatNumber(value, { unit });
}

export function useSaid({ goal, planned, actual, reached, end, withheld }: Use): Said {
	const plan = planned === null ? null : levelText(goal, planned);
	const share = planned && actual !== null && !isShare(goal) ? Math.round((100 * actual) / planned) : null;
	const note = withheld
		? 'Withheld, since the group is too small to tell of.'
		: actual === null && !end
			? 'Not measured yet in the period that counts.'
			: plan === null
				? 'The plan names no dose to hold it against.'
				: `Planned: ${plan}. ${
						share === null
							? reached === null
								? 'Whether it was used as planned would tell of a small group.'
								: reached
									? 'It was used as planned.'
									: 'It was not used as planned.'
							: `That is ${share}% of the planned dose.`
					}`;
	return {
		label: goal.name,
		value: withheld ? WITHHELD : (end ?? levelText(goal, actual)),
		note,
		exact: exact(actual)
	};
}

const exact = (value: number | null) => (value === null ? undefined : `Unrounded: ${value}`);

const minuteWords: Record<NonNullable<Minutes['why']>, string> = {
	'saving not measured': 'What it saves was not measured yet, so nobody knows what is left of it.',
	'checking not measured':
		'The minutes of checking and correcting were not measured, so nobody knows what is left of them.',
	withheld: 'Withheld, since a group is too small to tell of.',
	'other units': 'Saving and checking are counted over different spans, so one can’t be taken from the other.'
};

export function minutesSaid({ saved, checking, net, per, why }: Minutes): Said {
	const label = 'Net minutes saved';
	const minutes = (value: number | null, decimals?: number) =>
		formatNumber(value, { unit: `minutes${per ? ` ${per}` : ''}`, decimals });
	const gross = saved === null ? '' : `Saved before checking: ${minutes(saved, 0)}. `;
	if (why || !net) {
		return {
			label,
			value: why === 'withheld' ? WITHHELD : UNKNOWN,
			note: `${why === 'withheld' ? '' : gross}${why ? minuteWords[why] : ''}`
		};
	}
	const decimals = decimalsOf({ kind: 'mean', unit: '' }, net) ?? 0;
	const span =
		net.low === null || net.high === null
			? ''
			: ` Plausibly ${formatNumber(net.low, { decimals })} to ${formatNumber(net.high, { decimals })} (95% interval).`;
	return {
		label,
		value: minutes(net.estimate, decimals),
		note: `${minutes(saved, decimals)} saved for each person, less ${formatNumber(checking, { decimals })} of checking and correcting.${span}`,
		exact: exact(net.estimate)
	};
}

const costWords: Record<NonNullable<Cost['why']>, string> = {
	'not measured': 'Cost or effect was not measured yet.',
	withheld: 'Withheld, since a group is too small to tell of.',
	'not valid': 'The comparison is not valid, so there is no effect to divide by.',
	'no effect': 'No effect to divide by: it may as well be none.',
	harm: 'No gain to divide by: the pilot did harm.'
};

function spanText({ goal }: Cost, { low, high }: Benefit): string {
	return `plausibly ${amount(goal, low!)} to ${amount(goal, high!)}`;
}

/** What the pilot cost in all, and each of its people. */
export function spentSaid({ goal, total, people, each, primary }: Cost): Said {
	const who = primary?.counts === 'groups' ? 'group' : 'person';
	const value = total ?? each;
	const note =
		total === null || each === null
			? value === null
				? 'Not measured yet in the period that counts.'
				: `For each ${who}.`
			: `${amount(goal, each)} for each of ${formatNumber(people)} ${who === 'person' ? 'people' : 'groups'} in the pilot.`;
	return {
		label: goal.name,
		value: value === null ? UNKNOWN : amount(goal, value),
		note,
		exact: exact(value)
	};
}

/** What a unit of the primary effect costs, or why nobody can say. */
export function costSaid(cost: Cost): Said {
	const { goal, primary, perUnit, perMinimum, about, why } = cost;
	const label = 'Cost per unit of effect';
	if (why || !perUnit || !primary)
		return { label, value: why === 'withheld' ? WITHHELD : UNKNOWN, note: why ? costWords[why] : '' };
	const one = differenceText(primary, isShare(primary) ? 0.01 : 1);
	const who = primary.counts === 'groups' ? 'group' : 'person';
	const matters = perMinimum
		? ` For what matters (${differenceText(primary, primary.minimumEffect)}): ${amount(goal, perMinimum.estimate!)}, ${spanText(cost, perMinimum)}.`
		: '';
	return {
		label,
		value: `${about ? 'about ' : ''}${amount(goal, perUnit.estimate!)}`,
		note: `For ${one} of “${primary.name}” and each ${who}, ${spanText(cost, perUnit)}.${matters}`,
		exact: exact(perUnit.estimate)
	};
}
