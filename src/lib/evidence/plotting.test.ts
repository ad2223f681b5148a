import { expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import { plotSummary } from './plot.ts';
import { plotOf } from './plotting.ts';
import { electricCompany } from './real-experiments.ts';
import { meanInterval } from './statistics/index.ts';

const classes = plan({ assignment_unit: 'class', analysis_unit: 'class', groups_per_arm: 96 });

test('strata are drawn under everything together, with a line for no difference and for what matters', () => {
	const plot = plotOf(analyse(input({ plan: classes, rows: electricCompany })).outcomes[0]!)!;
	expect(plot.of).toBe('effects');
	expect(plot.rows.map(({ label }) => label)).toEqual([
		'All together',
		'Grade 1',
		'Grade 2',
		'Grade 3',
		'Grade 4'
	]);
	expect(plot.rows[1]!.text).toMatchObject({ value: '+8.3', interval: '−1.1 to 17.7' });
	expect(plot.marks.map(({ label, value }) => [label, value])).toEqual([
		['No difference', 0],
		['What matters', 3]
	]);
});

test('what matters lies below zero where lower is better', () => {
	const minutes = goal({ metric: metric({ better: 'lower' }), minimum_effect: 3 });
	const rows = ['A', 'B'].flatMap((stratum) => means([50, 50, 9], [50, 60, 9], { stratum }));
	const plot = plotOf(analyse(input({ goals: [minutes], rows })).outcomes[0]!)!;
	expect(plot.marks[1]).toMatchObject({ label: 'What matters', value: -3 });
});

test('without strata each arm is drawn, before and after, with its own interval', () => {
	const rows = [
		...means([50, 60, 9], [40, 60, 9], { phase: 'baseline' }),
		...means([50, 66, 9], [40, 61, 9])
	];
	const plot = plotOf(analyse(input({ goals: [goal({ target: 65 })], rows })).outcomes[0]!)!;
	expect(plot).toMatchObject({ of: 'levels', marks: [{ label: 'Target', value: 65 }] });
	expect(plot.rows.map(({ label, text: { size } }) => `${label}: ${size}`)).toEqual([
		'Pilot, before: 50',
		'Pilot, outcome: 50',
		'Comparison, before: 40',
		'Comparison, outcome: 40'
	]);
	const { low, high } = meanInterval({ n: 50, mean: 66, sd: 9 }) as { low: number; high: number };
	expect(plot.rows[1]).toMatchObject({ value: 66, low, high });
});

test('shares are drawn in percent, between none and all', () => {
	const passed = goal({ metric: metric({ kind: 'proportion' }) });
	const rows = [row({ n: 50, events: 40 }), row({ arm: 'comparison', n: 50, events: 30 })];
	const plot = plotOf(analyse(input({ goals: [passed], rows })).outcomes[0]!)!;
	expect(plot).toMatchObject({ axis: 'Percent', bounds: { min: 0, max: 100 } });
	expect(plot.rows[0]).toMatchObject({ value: 80, text: { value: '80%' } });
});

test('what is withheld has a row and no point, in picture and table', () => {
	const rows = [
		row({ n: 8, mean: 66, sd: 4, withheld: true }),
		row({ arm: 'comparison', n: 30, mean: 60, sd: 5 })
	];
	const plot = plotOf(shown(analyse(input({ plan: plan({ people_per_arm: 12 }), rows }))).outcomes[0]!)!;
	expect(plot.rows[0]).toMatchObject({
		value: null,
		low: null,
		text: { size: 'withheld', value: 'withheld' }
	});
});

test('nothing measured is no plot', () => {
	expect(plotOf(analyse(input()).outcomes[0]!)).toBeNull();
});

test('the picture has a sentence for whoever cannot see it', () => {
	const plot = plotOf(analyse(input({ rows: means([50, 66, 9], [40, 61, 9]) })).outcomes[0]!)!;
	expect(plotSummary(plot, 'Reading score')).toBe(
		'Reading score, each group: Pilot, outcome 66.0; Comparison, outcome 61.0.'
	);
});
