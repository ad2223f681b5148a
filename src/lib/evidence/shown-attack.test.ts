import { describe, expect, test } from 'vitest';
import { analyse, shown, type Analysis } from './analysis.ts';
import { determined, sumOf } from './attack-fixtures.ts';
import { eventsBehind, toldEvents } from './ends.ts';
import { goal, input, metric, plan, row } from './fixtures.ts';
import type { Row } from './input.ts';
import { generator, whole } from './statistics/seeded-random.ts';

const random = generator(20261126);
const one = <T>(of: readonly T[]): T => of[whole(random, 0, of.length - 1)]!;
const pilots = (make: () => Row[]) => Array.from({ length: 30 }, make);

/** Hides as the database does within each arm: what is small, and the next smallest where that leaves one gap. */
function hide(rows: Row[]): Row[] {
	const lines = new Map<string, Row[]>();
	for (const each of rows) {
		const line = `${each.arm} ${each.phase}`;
		lines.set(
			line,
			[...(lines.get(line) ?? []), each].toSorted((a, b) => (a.n ?? 0) - (b.n ?? 0))
		);
	}
	const hidden = [...lines.values()].flatMap((line) => {
		const small = line.filter(({ n }) => (n ?? 0) < 10).length;
		return line.slice(0, small === 1 ? 2 : small);
	});
	return rows.map((each) => ({ ...each, withheld: hidden.includes(each) }));
}

const strata = ['Grade 4', 'Grade 5', 'Grade 6', 'Grade 7'];
const size = () => one([whole(random, 5, 9), whole(random, 10, 19), whole(random, 20, 60)]);
const inStrata = (numbers: (n: number) => Partial<Row>) => {
	const some = strata.slice(0, whole(random, 2, strata.length));
	return hide(
		(['pilot', 'comparison'] as const).flatMap((arm) =>
			some.map((stratum) => {
				const n = size();
				return row({ arm, stratum, n, ...numbers(n) });
			})
		)
	);
};

/** The figures without what is said on all of them: verdicts, and what follows from those. */
const figures = ({ outcomes }: Analysis) =>
	outcomes.map(({ arms, strata: parts, effect, target, look }) => ({ arms, parts, effect, target, look }));

/** Numbers to 9 digits: sums of fractions differ in the last ones. */
const rounded = (value: unknown) =>
	JSON.stringify(value, (_, each) => (typeof each === 'number' ? Number(each.toPrecision(9)) : each));

type Early = 'running' | 'stopped' | undefined;

const shownOf = (rows: Row[], share: boolean, target: number | null = null, early?: Early) =>
	shown(
		analyse(
			input({
				plan: plan({ people_per_arm: 40 }),
				goals: [goal({ target, metric: metric({ kind: share ? 'proportion' : 'mean' }) })],
				rows,
				early
			})
		)
	);

describe('means, by taking parts from a whole', () => {
	const made = pilots(() =>
		inStrata(() => ({ mean: whole(random, 400, 700) / 10, sd: whole(random, 50, 120) / 10 }))
	);

	test('no withheld group is determined, and no sum of so few people that it is a small group again', () => {
		for (const rows of made) {
			const [outcome] = shownOf(rows, false).outcomes;
			const told = rows.filter(({ withheld }) => !withheld).map(({ id }) => sumOf([id]));
			const of = (arm: Row['arm'], stratum?: string) =>
				sumOf(
					rows
						.filter((each) => each.arm === arm && (!stratum || each.stratum === stratum))
						.map(({ id }) => id)
				);
			const cells = (['pilot', 'comparison'] as const).flatMap((arm) => [
				...(outcome!.arms[arm].outcome?.n == null ? [] : [of(arm)]),
				...outcome!.strata
					.filter(({ arms }) => arms[arm].outcome?.n != null)
					.map(({ stratum }) => of(arm, stratum))
			]);
			for (const ids of determined([...told, ...cells])) {
				const known = rows.filter(({ id }) => ids.includes(id));
				if (known.length === 1)
					expect(known[0], 'a group that is determined').toMatchObject({ withheld: false });
				expect(
					known.reduce((sum, { n }) => sum + (n ?? 0), 0),
					'people in a sum'
				).toBeGreaterThanOrEqual(10);
			}
		}
	});

	test.each<[string, Early]>([
		['at its end', undefined],
		['while it runs', 'running']
	])(
		'another pilot, in which two withheld groups have other means, shows the same figures: %s',
		(_, early) => {
			let tried = 0;
			for (const rows of made) {
				for (const arm of ['pilot', 'comparison'] as const) {
					const [first, second] = rows.filter((each) => each.withheld && each.arm === arm);
					if (!first || !second) continue;
					tried += 1;
					const seen = rounded(figures(shownOf(rows, false, null, early)));
					const same = others(rows, first, second).some(
						(twin) => rounded(figures(shownOf(twin, false, null, early))) === seen
					);
					expect(same, `${first.stratum} and ${second.stratum} of the ${arm} keep two values`).toBe(true);
				}
			}
			expect(tried).toBeGreaterThan(20);
		},
		60_000
	);
});

type Group = { n: number; mean: number; sd: number };
const squares = ({ n, mean, sd }: Group) => (n - 1) * sd ** 2 + n * mean ** 2;

/**
 * Pilots that are the same in total number, mean and standard deviation, in which two groups differ: the first has another size,
 * or a mean at least a fifth of a point away, and the second makes up for it.
 */
function others(rows: Row[], first: Row, second: Row): Row[][] {
	const [a, b] = [first, second].map(({ n, mean, sd }) => ({ n: n!, mean: mean!, sd: sd! })) as [
		Group,
		Group
	];
	const other = (more: number, higher: number, wider: number) => {
		const one = { n: a.n + more, mean: a.mean + higher, sd: a.sd * wider };
		const n = a.n + b.n - one.n;
		const mean = (a.n * a.mean + b.n * b.mean - one.n * one.mean) / n;
		const variance = (squares(a) + squares(b) - squares(one) - n * mean ** 2) / (n - 1);
		if (one.n < 5 || n < 5 || Math.min(one.n, n) > 9 || !(variance > 0)) return null;
		const two = { n, mean, sd: Math.sqrt(variance) };
		return rows.map((each) =>
			each === first ? { ...each, ...one } : each === second ? { ...each, ...two } : each
		);
	};
	const tries = Array.from(
		{ length: 6000 },
		() => [whole(random, -2, 2), 4 * (2 * random() - 1) ** 3, 1 + 0.3 * (2 * random() - 1) ** 3] as const
	);
	return tries
		.filter(([more, higher]) => more !== 0 || Math.abs(higher) >= 0.2)
		.map((one) => other(...one))
		.filter((twin) => twin !== null);
}

describe('who left, who joined, where a trend was heading, and the tier', () => {
	const periods = [
		{ phase: 'baseline', period: 'Fall 2023', measured_on: '2023-09-20' },
		{ phase: 'baseline', period: 'Fall 2024', measured_on: '2024-09-20' },
		{ phase: 'baseline', period: 'Fall 2025', measured_on: '2025-09-20' },
		{ phase: 'outcome', period: 'Spring 2026', measured_on: '2026-05-20' }
	] as const;
	const number = () => ({ mean: whole(random, 400, 700) / 10, sd: whole(random, 50, 120) / 10 });
	/** The same groups are small each time, as the database keeps the pattern over periods. */
	const lived = (withCosts = false): Row[] => {
		const first = inStrata(number);
		const later = periods.flatMap((when) =>
			first.map((each) => ({
				...each,
				...when,
				...number(),
				id: `${each.id} ${when.period}`,
				n: each.withheld && (each.n ?? 0) < 10 ? whole(random, 5, 9) : (each.n ?? 0) + whole(random, 0, 9),
				correlation: when.phase === 'outcome' ? 0.6 : null
			}))
		);
		const bills = withCosts
			? [row({ metric_id: 'spent', value: 100 }), row({ metric_id: 'spent', arm: 'comparison', value: 9999 })]
			: [];
		return [...later, ...bills];
	};
	const spent = goal({
		role: 'secondary',
		metric: metric({ id: 'spent', kind: 'total', about: 'things', better: 'lower', measures: 'cost' })
	});
	const seen = (rows: Row[]) =>
		shown(
			analyse(input({ plan: plan({ people_per_arm: 120 }), goals: [goal({ margin: 50 }), spent], rows }))
		);
	const told = ['many lost', 'few lost', 'some joined', 'jump off the trend', 'adjusted within groups'];
	const numbersIn = (value: unknown): number[] =>
		typeof value === 'number'
			? [value]
			: typeof value === 'object' && value !== null
				? Object.values(value).flatMap(numbersIn)
				: [];

	test('bring no figure where one of the groups in them is withheld', () => {
		let met = 0;
		for (const rows of pilots(() => lived(true))) {
			if (!rows.some(({ withheld }) => withheld)) continue;
			const analysis = seen(rows);
			const checks = analysis.health.filter(
				({ key, goal: of }) => told.includes(key) && of === 'goal of reading'
			);
			met += checks.length;
			for (const { key, facts } of checks) {
				// An arm without a withheld group may show its own trend.
				const own = key === 'jump off the trend' && 'jumps' in facts ? facts.jumps : [facts];
				for (const one of own) {
					const arm = 'arm' in one ? one.arm : null;
					const hides = rows.some((each) => each.withheld && (arm === null || each.arm === arm));
					const { earlier: _, ...rest } = { earlier: 0, ...one };
					if (hides) expect(numbersIn(rest), key).toEqual([]);
				}
			}
			expect(
				analysis.tier.lowered.flatMap(({ students, groups, missing }) => [students, groups, missing])
			).toEqual(analysis.tier.lowered.flatMap(() => [null, null, null]));
			expect(analysis.recommendation.facts).toMatchObject({ more: null, cost: null });
		}
		expect(met).toBeGreaterThan(20);
	});

	test('are the same of another pilot whose withheld groups are of other sizes', () => {
		let tried = 0;
		for (const rows of pilots(lived)) {
			const hidden = rows.filter((each) => each.withheld && each.phase === 'outcome' && each.arm === 'pilot');
			const [first, second] = hidden;
			if (!first || !second || (first.n ?? 0) <= 5) continue;
			tried += 1;
			const twin = rows.map((each) =>
				each === first
					? { ...each, n: (each.n ?? 0) - 1 }
					: each === second
						? { ...each, n: (each.n ?? 0) + 1 }
						: each
			);
			const facts = (some: Row[]) =>
				new Map(
					seen(some)
						.health.filter(({ key }) => told.includes(key) && key !== 'jump off the trend')
						.map(({ key, facts: of }) => [key, rounded(of)])
				);
			const [one, other] = [facts(rows), facts(twin)];
			for (const [key, of] of one) if (other.has(key)) expect(other.get(key)).toBe(of);
		}
		expect(tried).toBeGreaterThan(10);
	});
});

describe('shares near none or all, by every figure', () => {
	const atAnEnd = (n: number) => ({ events: one([0, 1, n, n - 1, Math.floor(n / 2), Math.floor(n / 3)]) });
	const twinsOf = (rows: Row[]) =>
		rows.flatMap((each) => {
			const [least, most] = eventsBehind(each.n!, each.events!);
			return Array.from({ length: most - least + 1 }, (_, more) => least + more)
				.filter((events) => events !== each.events)
				.map((events) => rows.map((other) => (other === each ? { ...other, events } : other)));
		});

	const addedUp = () =>
		inStrata(atAnEnd).map((each, index) => ({ ...each, stratum: null, site: `Site ${index}` }));

	test.each<[string, () => Row[], Early]>([
		['in strata', () => inStrata(atAnEnd), undefined],
		['added up', addedUp, undefined],
		['in strata, while it runs', () => inStrata(atAnEnd), 'running'],
		['added up, while it runs', addedUp, 'running'],
		['in strata, stopped early', () => inStrata(atAnEnd), 'stopped']
	])('%s: none is told from nearly none, nor all from nearly all', (_, make, early) => {
		let tried = 0;
		for (const rows of pilots(make)) {
			for (const target of [null, 0.5, 1]) {
				const seen = rounded(figures(shownOf(rows, true, target, early)));
				for (const twin of twinsOf(rows).slice(0, 6)) {
					tried += 1;
					expect(rounded(figures(shownOf(twin, true, target, early)))).toBe(seen);
				}
			}
		}
		expect(tried).toBeGreaterThan(100);
	});

	test('before the pilot too, where the gap would say which', () => {
		const rows = [20, 7].flatMap((events) => [
			row({
				phase: 'baseline',
				n: 12,
				events: events === 20 ? 0 : 5,
				arm: events === 20 ? 'pilot' : 'comparison'
			}),
			row({ n: 40, events, arm: events === 20 ? 'pilot' : 'comparison' })
		]);
		const gaps = (some: Row[]) =>
			shownOf(some, true).health.flatMap(({ facts }) =>
				'gaps' in facts ? facts.gaps.map(({ g }) => g) : []
			);
		for (const twin of [rows, ...twinsOf(rows)]) {
			expect(gaps(twin).every((g) => g === null)).toBe(true);
			expect(figures(shownOf(twin, true))).toEqual(figures(shownOf(rows, true)));
		}
	});

	test('are told as the database tells them, in groups of every size', () => {
		for (let n = 5; n <= 200; n += 1) {
			const told = Array.from({ length: n + 1 }, (_, events) => toldEvents(n, events));
			expect(told.filter((events) => events === told[0]).length).toBe(Math.max(1, Math.floor(n / 20)) + 1);
			expect(told[n]).toBe(told[n - 1]);
			for (const [events, as] of told.entries()) {
				const [least, most] = eventsBehind(n, as);
				expect(events >= least && events <= most).toBe(true);
			}
		}
	});
});
