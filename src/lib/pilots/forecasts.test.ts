import { expect, test } from 'vitest';
import { amountInWords, nameOf } from './forecast-words.ts';
import { compareForecasts, mayForecast, maySayWhatCame, type Forecast } from './forecasts.ts';
import type { Goal } from './pilot.ts';

const row = (more: Partial<Forecast>): Forecast => ({
	about: 'value',
	metric_id: null,
	metric: null,
	unit: null,
	amount: 100,
	words: '',
	actual: false,
	by: 'Ana',
	at: '2026-01-01',
	...more
});

test('the first forecast stays beside the latest, and is what the outcome is compared with', () => {
	const [value] = compareForecasts({
		rows: [
			row({ actual: true, amount: 130, words: 'Ledger.' }),
			row({ amount: 120, by: 'Bo' }),
			row({ amount: 100 })
		],
		measured: []
	});
	expect(value).toMatchObject({
		first: { amount: 100 },
		latest: { amount: 120, by: 'Bo' },
		actual: { amount: 130, words: 'Ledger.' },
		difference: 30
	});
});

test('an effect is compared with what was measured, each outcome by itself', () => {
	const effect = (metric_id: string | null, amount: number | null) =>
		row({ about: 'effect', metric_id, metric: metric_id, amount, words: 'More.' });
	const compared = compareForecasts({
		rows: [effect('b', 2), effect('a', -4), row({ about: 'cost' }), effect(null, null)],
		measured: [{ metric_id: 'a', metric: 'a', unit: 'points', estimate: -3, low: -5, high: -1, at: '' }]
	});
	expect(compared.map(({ about, metricId }) => [about, metricId])).toEqual([
		['cost', null],
		['effect', null],
		['effect', 'a'],
		['effect', 'b']
	]);
	expect(compared.map(({ difference }) => difference)).toEqual([null, null, 1, null]);
	expect(compared[2]?.actual).toMatchObject({ amount: -3, low: -5, high: -1 });
});

test('what came of what nobody forecast is no row of its own', () => {
	expect(compareForecasts({ rows: [row({ actual: true })], measured: [] })).toEqual([]);
});

test('forecasts are made before the launch, and what came of them is said after it by others', () => {
	expect(mayForecast({ stage: 'draft', my_parts: ['team'] })).toBe(true);
	expect(mayForecast({ stage: 'vetting', my_parts: ['reviewer'] })).toBe(false);
	expect(mayForecast({ stage: 'experiment', my_parts: ['team'] })).toBe(false);
	expect(maySayWhatCame({ stage: 'experiment', my_parts: ['sponsor'] })).toBe(true);
	expect(maySayWhatCame({ stage: 'scaling', my_parts: ['lead', 'team'] })).toBe(false);
	expect(maySayWhatCame({ stage: 'vetting', my_parts: ['admin'] })).toBe(false);
});

test('amounts are said in their unit, and a difference with its sign', () => {
	const goals = [{ metric_id: 'm', kind: 'proportion', unit: 'share' } as Goal];
	expect(amountInWords({ goals }, row({ amount: 1200 }))).toBe('$1,200');
	expect(amountInWords({ goals }, row({ amount: -200 }), true)).toBe('−$200');
	expect(amountInWords({ goals }, row({ about: 'effect', metric_id: 'm', amount: 0.05 }))).toMatch(
		/^\+5.percentage points$/
	);
	expect(amountInWords({ goals }, row({ about: 'effect', amount: null, words: 'More.' }))).toBe('More.');
	expect(nameOf({ about: 'effect', metric: 'Score' })).toBe('Effect on Score');
});
