import { isShare } from '#lib/pilots/goal-words.ts';
import { formatNumber, formatPValue } from '#lib/ui/numbers.ts';
import type { JudgedGoal } from './analysis.ts';
import type { Breakdown, Part } from './breakdown.ts';
import { decimalsOf, differenceText, intervalText, withoutUnit } from './figures.ts';
import { WITHHELD } from './plot.ts';
import { frame, markedEffects, place, strip, type Strip } from './strip.ts';

export type ForestRow = {
	label: string;
	strip: Strip | null;
	/** How many in the pilot and in what it is held against. */
	sizes: string;
	value: string;
	interval: string;
	p: string;
	adjusted: string;
	/** The figures as they were before rounding. */
	exact: string;
};

/** Effects under each other on one scale, already in words. */
export type ForestView = Pick<Breakdown, 'by' | 'against' | 'family'> & {
	unit: string;
	better: JudgedGoal['better'];
	rows: ForestRow[];
	/** In percent of the width. */
	marks: { zero: number; wanted: number | null; limit: number | null };
	withheld: number;
	alone: number;
};

const nothing = { strip: null, sizes: '', interval: '', p: '', adjusted: '', exact: '' };

const exactText = (value: number | null) => (value === null ? '—' : formatNumber(value, { decimals: 6 }));

export function forestView(goal: JudgedGoal, { by, against, family, parts }: Breakdown): ForestView {
	const marked = markedEffects(goal);
	const spots = parts.flatMap(({ effect }) => (effect ? [effect] : []));
	const shown = frame(spots, { ...marked, target: null });
	const bare = withoutUnit(goal);
	const rowOf = ({ label, state, sizes, effect, adjusted }: Part): ForestRow => {
		if (!effect) return { ...nothing, label, value: state === 'withheld' ? WITHHELD : 'nothing to compare' };
		const { estimate, low, high, p } = effect;
		const decimals = decimalsOf(goal, effect);
		return {
			label,
			strip: shown && strip(effect, shown),
			sizes: sizes.map((size) => formatNumber(size)).join(' / '),
			value: differenceText(bare, estimate, { decimals, signed: true }),
			interval: intervalText(bare, low, high, decimals),
			p: formatPValue(p),
			adjusted: formatPValue(adjusted),
			exact: `Unrounded: ${exactText(estimate)}, interval ${exactText(low)} to ${exactText(high)}`
		};
	};
	const at = (value: number | null) => (shown && value !== null ? place(shown, value) : null);
	return {
		by,
		against,
		family,
		unit: isShare(goal) ? 'percentage points' : goal.unit,
		better: goal.better,
		rows: parts.map(rowOf),
		marks: { zero: at(0) ?? 0, wanted: at(marked.wanted), limit: at(marked.limit) },
		withheld: parts.filter(({ state }) => state === 'withheld').length,
		alone: parts.filter(({ state }) => state === 'alone').length
	};
}
