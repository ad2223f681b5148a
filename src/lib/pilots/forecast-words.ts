import { formatMoney } from '#lib/ui/numbers.ts';
import type { Compared, Forecast, ForecastAbout } from './forecasts.ts';
import { differenceInWords } from './goal-words.ts';
import type { Pilot } from './pilot.ts';

export const aboutWords: Record<ForecastAbout, string> = {
	value: 'Value a year',
	cost: 'Cost a year',
	effect: 'Effect'
};

/** 'Value a year'; 'Effect on Unit assessment score'. */
export function nameOf({ about, metric }: Pick<Compared, 'about' | 'metric'>): string {
	return metric ? `Effect on ${metric}` : aboutWords[about];
}

type Amount = Pick<Forecast, 'about' | 'metric_id' | 'amount'> & Partial<Pick<Forecast, 'words' | 'unit'>>;

/** The figure in its unit, or the words where there is none; a difference carries its sign. */
export function amountInWords(
	{ goals }: Pick<Pilot, 'goals'>,
	{ about, metric_id, amount, words = '' }: Amount,
	signed = false
): string {
	if (amount === null) return words;
	const sign = amount > 0 ? '+' : amount < 0 ? '−' : '';
	if (about !== 'effect') return signed ? `${sign}${formatMoney(Math.abs(amount))}` : formatMoney(amount);
	const goal = goals.find((one) => one.metric_id === metric_id);
	if (!goal) return `${sign}${Math.abs(amount)}`;
	return `${sign}${differenceInWords(goal, Math.abs(amount))}`;
}
