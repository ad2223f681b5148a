import { describe, expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, metric, plan, row } from './fixtures.ts';
import type { HealthKey } from './health.ts';
import { healthWords } from './health-words.ts';
import type { EvidenceInput, Row } from './input.ts';
import { carriedOn } from './jump.ts';
import { generator, near, normal, times } from './statistics/seeded-random.ts';

const checkOf = (given: EvidenceInput, key: HealthKey) =>
	analyse(given).health.find((check) => check.key === key);

const days: Record<string, string> = {
	'Fall 2024': '2024-09-20',
	'Spring 2025': '2025-03-20',
	'Fall 2025': '2025-09-20',
	'Winter 2026': '2026-01-20',
	'Spring 2026': '2026-05-20'
};
const at = (period: string, mean: number, some: Partial<Row> = {}): Row =>
	row({
		phase: period === 'Spring 2026' ? 'outcome' : 'baseline',
		period,
		measured_on: days[period],
		n: 100,
		mean,
		sd: 10,
		...some
	});
const other = { arm: 'comparison' } as const;

describe('missing periods', () => {
	const absent = (rows: Row[]) => {
		const check = checkOf(input({ rows }), 'missing periods');
		if (check) expect(check.severity).toBe('caution');
		return check?.key === 'missing periods' ? check.facts.absent : [];
	};
	const full = [
		at('Fall 2025', 60),
		at('Fall 2025', 60, other),
		at('Spring 2026', 64),
		at('Spring 2026', 60, other)
	];

	test('are none where each arm was measured each time', () => {
		expect(absent(full)).toEqual([]);
	});

	test('an arm that was passed over between its first and last period is named', () => {
		expect(absent([...full, at('Winter 2026', 62)])).toEqual([
			{ arm: 'comparison', site: null, periods: ['Winter 2026'] }
		]);
		expect(absent([...full, at('Fall 2024', 62)]), 'an older one of one arm is only history').toEqual([]);
	});

	test('a site that is there one time and not another is named', () => {
		const rows = full.map((one) => ({ ...one, site: 'Mesa' }));
		expect(absent([...rows, at('Fall 2025', 60, { site: 'Harbor' })])).toEqual([
			{ arm: 'pilot', site: 'Harbor', periods: ['Spring 2026'] }
		]);
		expect(absent([...rows, at('Spring 2026', 60, { ...other, site: 'Harbor' })])).toEqual([
			{ arm: 'comparison', site: 'Harbor', periods: ['Fall 2025'] }
		]);
	});

	test('where a period was logged for all sites together, no site is missing', () => {
		expect(
			absent([...full.slice(0, 2), at('Spring 2026', 64, { site: 'Mesa' }), at('Spring 2026', 60, other)])
		).toEqual([]);
	});

	test('results that wait and subgroups say nothing', () => {
		const more = [
			at('Winter 2026', 62, { accepted: false }),
			at('Winter 2026', 62, { subgroup: 'Multilingual learners' })
		];
		expect(absent([...full, ...more])).toEqual([]);
	});

	test('words name a few of many', () => {
		const rows = ['A', 'B', 'C', 'D', 'E'].map((site) => at('Fall 2025', 60, { site }));
		const check = checkOf(
			input({ rows: [...rows, ...full.map((one) => ({ ...one, site: 'F' }))] }),
			'missing periods'
		)!;
		expect(healthWords(check, { better: 'higher', kind: 'mean' }).detail).toMatch(
			/^Without results: A \(pilot\) in Spring 2026, B \(pilot\) in Spring 2026, C \(pilot\) in Spring 2026 and 2 more\./
		);
	});
});

describe('a jump that no trend explains', () => {
	const earlier = [
		at('Fall 2024', 50),
		at('Spring 2025', 51.8),
		at('Fall 2025', 53.9),
		at('Winter 2026', 55.2)
	];
	const jumps = (rows: Row[], some: Parameters<typeof input>[0] = {}) => {
		const check = checkOf(input({ rows, ...some }), 'jump off the trend');
		return check?.key === 'jump off the trend' ? check.facts.jumps : [];
	};

	test('is none where the outcome is where the earlier periods were heading', () => {
		expect(jumps([...earlier, at('Spring 2026', 56.5)])).toEqual([]);
	});

	test('is a caution in whichever arm it is', () => {
		const [jump] = jumps([...earlier, at('Spring 2026', 75)]);
		expect(jump).toMatchObject({ arm: 'pilot', period: 'Spring 2026', earlier: 4, seen: 75 });
		expect(jump!.low!).toBeLessThan(57);
		expect(jump!.high!).toBeLessThan(75);
		const rows = [...earlier, at('Spring 2026', 30)].map((one) => ({ ...one, ...other }));
		expect(jumps(rows)).toMatchObject([{ arm: 'comparison', seen: 30 }]);
	});

	test('takes three earlier periods, and the figures of one are combined', () => {
		expect(jumps([...earlier.slice(0, 2), at('Spring 2026', 95)])).toEqual([]);
		const parts = [
			at('Spring 2025', 50, { n: 50, site: 'A' }),
			at('Spring 2025', 53.6, { n: 50, site: 'B' })
		];
		const three = [earlier[0]!, ...parts, earlier[2]!];
		expect(jumps([...three, at('Spring 2026', 95)])).toMatchObject([{ earlier: 3, seen: 95 }]);
	});

	test('counts by level whatever the kind: a total without a size', () => {
		const total = metric({ id: 'reading', kind: 'total', about: 'things' });
		const value = (one: Row) => ({ ...one, value: one.mean, n: null, mean: null, sd: null });
		const given = { plan: plan({ design: 'monitoring only' }), goals: [goal({ metric: total, target: 50 })] };
		expect(jumps([...earlier, at('Spring 2026', 90)].map(value), given)).toMatchObject([{ seen: 90 }]);
	});

	test('is told without figures where a small group is in one of the periods', () => {
		const rows = [...earlier, at('Spring 2026', 75)].map((one, index) => ({ ...one, withheld: index === 1 }));
		const [check] = shown(analyse(input({ rows }))).health.filter(({ key }) => key === 'jump off the trend');
		expect(check!.facts).toEqual({
			jumps: [{ arm: 'pilot', period: 'Spring 2026', earlier: 4, seen: null, low: null, high: null }]
		});
		const open = shown(analyse(input({ rows: rows.map((one) => ({ ...one, withheld: false })) })));
		expect(JSON.stringify(open.health)).toContain('"seen":75');
	});

	test('and where a share is near none or all', () => {
		const passed = goal({ metric: metric({ kind: 'proportion' }), minimum_effect: 0.05 });
		const share = (events: number, one: Row) => ({ ...one, mean: null, sd: null, events });
		const rows = [3, 24, 46, 66].map((events, index) => share(events, earlier[index]!));
		const given = input({ goals: [passed], rows: [...rows, share(5, at('Spring 2026', 0))] });
		expect(checkOf(given, 'jump off the trend')).toBeDefined();
		const seen = shown(analyse(given)).health.find(({ key }) => key === 'jump off the trend');
		expect(seen!.facts).toMatchObject({ jumps: [{ seen: null, low: null, high: null }] });
	});

	test('the range is that of one more point: it holds it about 95 times in 100, whatever the weights', () => {
		const random = generator(20261128);
		let [held, tried] = [0, 0];
		for (let round = 0; round < 4000; round += 1) {
			const point = (x: number) => {
				const weight = 20 + Math.floor(200 * random());
				return { x, weight, y: 40 + 0.2 * x + (30 * normal(random)) / Math.sqrt(weight) };
			};
			const points = times(4 + (round % 4), (index) => point(30 * index));
			const next = point(30 * points.length);
			const range = carriedOn(points, next);
			tried += 1;
			if (range && next.y >= range[0] && next.y <= range[1]) held += 1;
		}
		// Three standard errors of a share of 0.95 in 4,000.
		expect(Math.abs(held / tried - 0.95)).toBeLessThan(0.0104);
	});

	test('doesn’t depend on the unit of time or of the metric, or on when the calendar began', () => {
		const points = [10, 12.5, 13.1, 15].map((y, index) => ({ x: 30 * index, y, weight: 50 + index }));
		const [low, high] = carriedOn(points, { x: 130, weight: 60 })!;
		const moved = points.map(({ x, y, weight }) => ({ x: 20_000 + x / 7, y: 3 * y - 4, weight: 9 * weight }));
		const [otherLow, otherHigh] = carriedOn(moved, { x: 20_000 + 130 / 7, weight: 540 })!;
		near(otherLow, 3 * low - 4, 1000);
		near(otherHigh, 3 * high - 4, 1000);
	});
});
