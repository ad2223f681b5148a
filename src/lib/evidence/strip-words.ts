import type { OutcomeResult } from './analysis.ts';
import { decimalsOf, differenceText, intervalText } from './figures.ts';
import { marksOf } from './strip.ts';

/** What the picture of an effect says, for whoever can't see it. */
export function effectInWords(outcome: OutcomeResult): string {
	const { goal, effect } = outcome;
	if (effect?.estimate == null) return '';
	const { wanted, target, limit } = marksOf(outcome);
	const decimals = decimalsOf(goal, effect);
	const difference = (value: number) => differenceText(goal, value, { decimals, signed: true });
	const lines = [
		'no difference',
		wanted !== null && `what matters, ${differenceText(goal, wanted, { signed: true })}`,
		limit !== null && `the limit, ${differenceText(goal, limit, { signed: true })}`,
		target !== null && `where the target would be, ${difference(target)}`
	].filter(Boolean);
	const span =
		effect.low === null ? '' : `, 95% interval ${intervalText(goal, effect.low, effect.high, decimals)}`;
	return `${goal.name}: ${difference(effect.estimate)}${span}. Lines mark ${lines.join('; ')}.`;
}
