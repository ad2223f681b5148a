import { describe, expect, test } from 'vitest';
import { touches } from './amended.ts';
import { analyse } from './analysis.ts';
import { goal, input, means, metric, plan } from './fixtures.ts';
import { healthWords } from './health-words.ts';
import type { Amendment } from './input.ts';

const wholeOf = (period: string, minimum = 3) => ({
	plan: { outcome_period: period, design: 'randomized' },
	goals: [
		{ metric_id: 'reading', minimum_effect: minimum },
		{ metric_id: 'maths', minimum_effect: 2 }
	]
});
const amendment = (some: Partial<Amendment> = {}): Amendment => ({
	at: '2026-04-01T10:00:00Z',
	reason: 'The test moved.',
	results: 0,
	was: wholeOf('Winter 2026'),
	became: wholeOf('Spring 2026'),
	...some
});
const rows = means([100, 70, 10], [100, 60, 10]);
const checks = (amendments?: Amendment[]) =>
	analyse(input({ rows, amendments })).health.filter(({ key }) => key === 'plan amended');

describe('a plan that was amended', () => {
	test('is judged as it became, and the analysis says so', () => {
		const analysis = analyse(
			input({ plan: plan({ outcome_period: 'Spring 2026' }), rows, amendments: [amendment()] })
		);
		expect(analysis).toMatchObject({
			period: 'Spring 2026',
			amended: { times: 1, last: '2026-04-01T10:00:00Z' }
		});
		expect(analyse(input({ rows }))).not.toHaveProperty('amended');
		expect(checks()).toEqual([]);
	});

	test('before any result is information, afterwards a caution', () => {
		expect(checks([amendment()])).toMatchObject([{ severity: 'information', facts: { results: 0 } }]);
		const late = checks([amendment(), amendment({ at: '2026-05-01T10:00:00Z', results: 4 })]);
		expect(late).toMatchObject([
			{ severity: 'caution', facts: { times: 2, last: '2026-05-01T10:00:00Z', results: 4 } }
		]);
		const said = healthWords(late[0]!, { better: 'higher', kind: 'mean' });
		expect(said.title).toBe('The plan was amended after results were there');
		expect(said.detail).toContain('2\u00a0times, last on');
		expect(said.detail).toContain('4\u00a0results of the period that counts were logged');
	});

	test('touches an outcome by its own goal or by what all share, in whatever order keys come', () => {
		const own = amendment({ was: wholeOf('Spring 2026', 3), became: wholeOf('Spring 2026', 5) });
		expect([touches(own, 'reading'), touches(own, 'maths')]).toEqual([true, false]);
		expect(touches(amendment(), 'maths')).toBe(true);
		const turned = {
			plan: { design: 'randomized', outcome_period: 'Winter 2026' },
			goals: wholeOf('Winter 2026').goals
		};
		expect(touches(amendment({ became: turned }), 'reading')).toBe(false);
		const added = amendment({
			was: { ...wholeOf('Winter 2026'), goals: [] },
			became: wholeOf('Winter 2026')
		});
		expect(touches(added, 'reading')).toBe(true);
		const other = analyse(
			input({
				goals: [goal(), goal({ role: 'key', metric: metric({ id: 'maths', name: 'Maths' }) })],
				rows,
				amendments: [own]
			})
		).health.filter(({ key }) => key === 'plan amended');
		expect(other.map((check) => check.goal)).toEqual(['goal of reading']);
	});
});
