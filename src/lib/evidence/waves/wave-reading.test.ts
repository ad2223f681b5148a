import { describe, expect, test } from 'vitest';
import { goal, metric, row } from '../fixtures.ts';
import type { Row } from '../input.ts';
import { readWaves } from './shown-reading.ts';
import { at, begun, wave, waveInput } from './wave-fixtures.ts';
import { strengthOf, waveSentence } from './wave-words.ts';
import { wavesView } from './waves-view.ts';

const waves = [wave(1, '2026-09-01', ['a1', 'a2']), wave(2, '2027-01-10', ['b1', 'b2'])];
const scores = [
	at('a1', 'Spring 26', 50),
	at('a2', 'Spring 26', 52),
	at('b1', 'Spring 26', 49),
	at('b2', 'Spring 26', 51),
	begun('a1', 'Fall 26', 56),
	begun('a2', 'Fall 26', 56),
	at('b1', 'Fall 26', 50),
	at('b2', 'Fall 26', 54)
];
const read = (rows: Row[], goals = [goal()], some = waves) =>
	readWaves(waveInput({ waves: some, rows, goals }));
const first = (rows: Row[], goals = [goal()], some = waves) => read(rows, goals, some).complete.metrics[0]!;

describe('what the waves say of a judged outcome', () => {
	test('by the words that judge a pilot: two schools against two cannot tell', () => {
		const found = first(scores);
		expect(found.verdict).toEqual({
			verdict: "can't tell",
			rule: 'none of the others',
			missing: null,
			on: 'delayed start'
		});
		expect(found.sites).toEqual({ pilot: 2, comparison: 2 });
		expect(found.people).toEqual({ pilot: 200, comparison: 200 });
		expect(found.pairs).toEqual([
			{
				wave: 'Wave 1',
				against: 'Wave 2',
				period: 'Fall 26',
				base: 'Spring 26',
				sites: { pilot: 2, comparison: 2 },
				estimate: 3
			}
		]);
	});

	test('a clear gain where the interval says so', () => {
		const clear = scores.map((one) =>
			one.site === 'a1' && one.period === 'Fall 26'
				? { ...one, mean: 74 }
				: one.site === 'a2' && one.period === 'Fall 26'
					? { ...one, mean: 76 }
					: one
		);
		expect(first(clear).verdict.verdict).toBe('clear gain');
		// Read once it is what it is; read again and again it says so.
		expect(strengthOf(first(clear))).not.toContain('another try');
		const again = [...clear, begun('a1', 'Winter 27', 74), begun('a2', 'Winter 27', 76)];
		expect(strengthOf(first(again))).toContain(
			'It was read after 2 periods, and each gives chance another try'
		);
	});

	test('with one school in each wave it is not enough, however many people', () => {
		const one = [wave(1, '2026-09-01', ['a1']), wave(2, null, ['b1'])];
		expect(first(scores, [goal()], one).verdict).toMatchObject({
			verdict: 'not enough data',
			missing: 'one site a wave'
		});
	});

	test('without anybody who waits there is nothing to compare with', () => {
		const found = first(scores, [goal()], [waves[0]!]);
		expect(found.verdict).toMatchObject({ verdict: 'not enough data', missing: 'no comparison' });
		expect(found.not).toEqual([{ wave: 'Wave 1', why: 'nobody waits' }]);
	});
});

describe('guardrails since it scales', () => {
	const hours = metric({ id: 'hours', name: 'Hours', unit: 'hours', better: 'lower', about: 'staff survey' });
	const guard = (limit: number) =>
		goal({ role: 'guardrail', minimum_effect: null, guardrail_limit: limit, metric: hours });
	const of = (rows: Row[]) => rows.map((one) => ({ ...one, metric_id: 'hours' }));

	test.each([
		[4, 'held', 'safe'],
		[1, 'at risk', 'at risk']
	])('a limit of %i on the change: %s', (limit, state, verdict) => {
		const { complete } = read(of(scores), [guard(limit)]);
		expect(complete.guardrails).toBe(state);
		expect(complete.metrics[0]!.verdict).toMatchObject({ verdict, on: 'delayed start' });
	});

	test('breached where the interval leaves out no change', () => {
		const worse = of(scores).map((one) => (one.arm === 'pilot' ? { ...one, mean: one.mean! + 20 } : one));
		expect(read(worse, [guard(1)]).complete.guardrails).toBe('breached');
	});

	test('with one school on either side it is a warning, however many people: the wave waits, and nothing is breached', () => {
		const one = [wave(1, '2026-09-01', ['a1']), wave(2, null, ['b1'])];
		const worse = of(scores).map((some) =>
			some.arm === 'pilot' ? { ...some, mean: some.mean! + 20 } : some
		);
		const { guardrails, metrics } = read(worse, [guard(1)], one).complete;
		expect([guardrails, metrics[0]!.basis]).toEqual(['at risk', 'people']);
		expect(read(worse, [guard(1)], [one[0]!]).complete.guardrails).toBe('at risk');
	});

	test('held against the time before as soon as nobody waits, each school counting once', () => {
		const three = [wave(2, '2027-01-10', ['b1', 'b2', 'b3'])];
		const rows = of([
			at('b1', 'Fall 26', 50),
			at('b2', 'Fall 26', 54),
			at('b3', 'Fall 26', 52),
			begun('b1', 'Spring 27', 60, { n: 400 }),
			begun('b2', 'Spring 27', 62),
			begun('b3', 'Spring 27', 61)
		]);
		// Changes 10, 8 and 9: 9, standard error 1/√3, t(2) = 4.3027.
		const { change, verdict } = read(rows, [guard(2)], three).complete.metrics[0]!;
		expect(change).toMatchObject({ estimate: 9, df: 2, against: 'baseline', method: 'cluster means' });
		expect(change!.high).toBeCloseTo(9 + 4.302652729911275 / Math.sqrt(3), 9);
		expect(verdict).toMatchObject({ verdict: 'breached', on: 'change' });
		// Two schools that went apart tell no change from their own years, however many people are in them.
		const apart = rows
			.filter(({ site }) => site !== 'b3')
			.map((some) => (some.site === 'b2' && some.arm === 'pilot' ? { ...some, mean: 56, n: 900 } : some));
		expect(read(apart, [guard(2)], three).complete.guardrails).toBe('at risk');
	});

	test('exactly at its limit it is kept, whatever a computer makes of it', () => {
		const share = goal({
			role: 'guardrail',
			minimum_effect: null,
			guardrail_limit: 0.05,
			metric: metric({ id: 'hours', kind: 'proportion', unit: 'share' })
		});
		const counted = (some: Row, events: number) => ({ ...some, mean: null, sd: null, n: 100, events });
		// 0.75 − 0.8 is −0.050000000000000044.
		const rows = of([
			counted(at('a1', 'Spring 26', 0), 80),
			counted(at('b1', 'Spring 26', 0), 80),
			counted(begun('a1', 'Fall 26', 0), 75),
			counted(at('b1', 'Fall 26', 0), 80)
		]);
		expect(read(rows, [share]).complete.metrics[0]!.verdict.verdict).toBe('safe');
		rows[2]!.events = 74;
		expect(read(rows, [share]).complete.metrics[0]!.verdict.verdict).toBe('at risk');
	});

	test('held against the time before once the last one began, whatever the comparison of then said', () => {
		const good = of(scores).map((one) => (one.arm === 'pilot' ? { ...one, mean: one.mean! - 20 } : one));
		expect(read(good, [guard(2)]).complete.guardrails).toBe('held');
		const later = ['a1', 'a2', 'b1', 'b2'].map((site) => begun(site, 'Spring 27', 70, { n: 400 }));
		const found = read([...good, ...of(later)], [guard(2)]).complete;
		expect(found.metrics[0]!.effect).not.toBeNull();
		expect(found.metrics[0]!.verdict.on).toBe('change');
		expect(found.guardrails).toBe('breached');
	});

	test('open until there are results', () => {
		expect(read([], [guard(1)]).complete.guardrails).toBe('open');
		expect(read(scores).complete.guardrails).toBe('held');
	});

	test('a count is beyond its limit by its level in the latest period, wherever it runs', () => {
		const incidents = metric({
			id: 'incidents',
			name: 'Incidents',
			unit: 'a month',
			kind: 'count',
			better: 'lower',
			about: 'things'
		});
		const few = goal({ role: 'guardrail', minimum_effect: null, guardrail_limit: 2, metric: incidents });
		const counted = (period: string, measured_on: string, events: number, site: string | null = null) =>
			row({ metric_id: 'incidents', period, measured_on, events, exposure: 1, site });
		const before = counted('Spring 26', '2026-05-20', 9);
		expect(read([before], [few]).complete.guardrails).toBe('open');
		const bad = counted('Fall 26', '2026-11-20', 3);
		expect(read([before, bad], [few]).complete.guardrails).toBe('breached');
		// 2.004 is past a limit of 2, and is not said as the 2 that it isn't.
		const hardly = { ...counted('Fall 26', '2026-11-20', 501), exposure: 250 };
		const [metricRead] = read([before, hardly], [few]).complete.metrics;
		expect(metricRead!.verdict.verdict).toBe('breached');
		expect(waveSentence(metricRead!).replaceAll('\u00a0', ' ')).toBe(
			'2.004 a month in Fall 26. The limit is 2 a month.'
		);
		const good = counted('Winter 27', '2027-02-20', 1);
		expect(read([before, bad, good], [few]).complete.guardrails).toBe('held');
	});
});

test('net minutes are in minutes, and of one span', () => {
	const beside = (id: string, measures: 'minutes saved' | 'minutes checking', unit: string) =>
		goal({
			role: 'secondary',
			minimum_effect: null,
			metric: metric({ id, measures, unit, about: 'staff survey' })
		});
	const row = (metric_id: string, mean: number) => begun('a1', 'Fall 26', mean, { metric_id });
	const minutes = (checked: string) =>
		wavesView(
			read(
				[row('saved', 1.5), row('checked', 20)],
				[beside('saved', 'minutes saved', 'hours a week'), beside('checked', 'minutes checking', checked)]
			).complete
		).minutes.map(({ saved, checking, net, less }) =>
			[saved, checking, net, less].join('; ').replaceAll('\u00a0', ' ')
		);
	expect(minutes('minutes a week')).toEqual(['90.0 min a week; 20.0 min a week; 70.0 min a week; false']);
	expect(minutes('minutes a day')).toEqual(['90.0 min a week; counted over another span; ; false']);
});

describe('in words', () => {
	const words = (rows: Row[], one = goal()) => {
		const view = wavesView(read(rows, [one]).complete);
		return [...view.outcomes, ...view.guardrails][0]!;
	};

	test('only people are called people', () => {
		expect(words(scores).strength).toContain('with 200 and 200 people');
		const miles = metric({ id: 'miles', unit: 'miles', about: 'things' });
		const driven = words(
			scores.map((one) => ({ ...one, metric_id: 'miles' })),
			goal({ metric: miles })
		);
		expect(driven.strength).toMatch(/^It rests on 2\ssites that began against 2\ssites that waited\. /);
		expect(driven.rows[0]!.cells[0]!.small).toMatch(/^2\ssites, 200 measured$/);
		expect(words(scores).rows[0]!.cells[0]!.small).toMatch(/^2\ssites, 200\speople$|students$/);
	});

	test('figures of a table have the same decimals', () => {
		const uneven = scores.map((one) => (one.site === 'a1' ? { ...one, mean: one.mean! + 0.3 } : one));
		const texts = words(uneven).rows.flatMap(({ cells }) => cells.map(({ text }) => text));
		expect(texts).toEqual(['51.2', '50.0', '56.2', '52.0']);
		expect(words(scores).rows[0]!.cells[0]!.text).toBe('51');
	});

	test('a level that is held against a limit misses no comparison; nothing logged is said once', () => {
		const complaints = metric({
			id: 'few',
			unit: 'complaints a month',
			kind: 'count',
			better: 'lower',
			about: 'things'
		});
		const few = goal({ role: 'guardrail', minimum_effect: null, guardrail_limit: 2, metric: complaints });
		const one = row({
			metric_id: 'few',
			period: 'Fall 26',
			measured_on: '2026-11-20',
			events: 1,
			exposure: 1
		});
		const said = words([one], few);
		expect([said.way, said.improve]).toEqual([[], []]);
		expect(said.sentence).toMatch(/^1\scomplaint a month in Fall 26\. The limit is 2\scomplaints a month\.$/);
		expect(said.rows[0]!.cells[0]!.small).toBe('');
		const nothing = words([]);
		expect([nothing.sentence, nothing.way]).toEqual(['Nothing has been logged yet since it scales.', []]);
	});
});

describe('what nobody logged', () => {
	test('is named by outcome, period and site', () => {
		expect(read([]).complete.unlogged).toEqual([{ metric: 'Reading score', period: null, sites: [] }]);
		expect(read(scores.slice(0, 6)).complete.unlogged).toEqual([
			{ metric: 'Reading score', period: 'Fall 26', sites: ['b1', 'b2'] }
		]);
	});

	test('is not asked of who waits where it is about use, nor of each site where everywhere is told as one', () => {
		const used = metric({ id: 'use', name: 'Use', measures: 'use' });
		const wanted = [goal({ role: 'secondary', minimum_effect: null, metric: used })];
		const use = (site: string | null, period: string) => begun('', period, 3, { metric_id: 'use', site });
		expect(read([use('a1', 'Fall 26')], wanted).complete.unlogged).toEqual([
			{ metric: 'Use', period: 'Fall 26', sites: ['a2'] }
		]);
		const later = [use('a1', 'Fall 26'), use('a2', 'Fall 26'), use(null, 'Fall 27')];
		expect(read(later, wanted).complete.unlogged).toEqual([]);
	});
});

describe('small groups', () => {
	const small = scores.map((one) =>
		(one.site === 'a1' && one.period === 'Fall 26') || (one.site === 'b1' && one.period === 'Fall 26')
			? { ...one, n: 6, withheld: true }
			: one
	);

	test('are whole for the evaluator, and withheld from everyone else with each sum and effect that holds them', () => {
		const { complete, shown } = read(small);
		expect(complete.metrics[0]!.effect!.estimate).toBeCloseTo(3, 12);
		const [told] = shown.metrics;
		expect(told!.effect).toMatchObject({
			withheld: true,
			estimate: null,
			low: null,
			high: null,
			se: null,
			heterogeneity: null
		});
		expect(told!.people).toBeNull();
		expect(told!.pairs[0]!.estimate).toBeNull();
		const cells = told!.series.flatMap(({ points }) =>
			points.map(({ period, cell }) => [period, cell.withheld ?? false])
		);
		expect(cells).toEqual([
			['Spring 26', false],
			['Fall 26', true],
			['Spring 26', false],
			['Fall 26', true]
		]);
		expect(told!.running[0]!.cell).toMatchObject({ withheld: true, level: null, n: null, events: null });
		// No figure of a withheld group is anywhere in what is told: their means, sizes, or sums with others.
		const text = JSON.stringify(shown.metrics);
		for (const secret of ['"hidden"', '106', '"n":6']) expect(text).not.toContain(secret);
		expect(shown.guardrails).toBe(complete.guardrails);
		expect(JSON.stringify(complete)).not.toContain('"hidden"');
	});

	test('shares near none or all are computed as they are told', () => {
		const share = goal({ metric: metric({ kind: 'proportion' }) });
		const counted = (events: (one: Row) => number) =>
			scores.map((one) => ({ ...one, mean: null, sd: null, n: 100, events: events(one) }));
		const all = counted((one) => (one.site === 'a1' && one.period === 'Fall 26' ? 100 : one.mean!));
		const most = counted((one) => (one.site === 'a1' && one.period === 'Fall 26' ? 96 : one.mean!));
		const told = (rows: Row[]) => read(rows, [share]).shown.metrics[0]!;
		expect(told(all).effect).toEqual(told(most).effect);
		expect(told(all).effect!.coarse).toBe(true);
		expect(told(all).pairs[0]!.estimate).toBeNull();
		expect(told(all).series).toEqual(told(most).series);
		expect(read(all, [share]).complete.metrics[0]!.effect).not.toEqual(told(all).effect);
	});

	test('figures about things are never withheld', () => {
		const things = goal({ metric: metric({ about: 'things' }) });
		const { complete, shown } = read(small, [things]);
		expect(shown.metrics).toEqual(complete.metrics);
	});
});
