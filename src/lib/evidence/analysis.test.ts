import { expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, row } from './fixtures.ts';
import { evidenceInputSchema } from './input.ts';

const late = metric({
	id: 'late',
	name: 'Late arrivals',
	kind: 'proportion',
	better: 'lower',
	about: 'things'
});

test('outcomes come in the order in which they matter', () => {
	const goals = [
		goal({ role: 'guardrail', metric: late, guardrail_limit: 0.1 }),
		goal({ role: 'secondary', metric: metric({ id: 'b', name: 'B' }) }),
		goal({ role: 'primary' }),
		goal({ role: 'key', metric: metric({ id: 'z', name: 'Z' }) }),
		goal({ role: 'key', metric: metric({ id: 'a', name: 'A' }) })
	];
	expect(analyse(input({ goals })).outcomes.map(({ goal: { role, name } }) => `${role} ${name}`)).toEqual([
		'primary Reading score',
		'key A',
		'key Z',
		'secondary B',
		'guardrail Late arrivals'
	]);
});

test('a subgroup stands beside the whole and is never added to it', () => {
	const rows = [
		...means([100, 60, 10], [100, 60, 10]),
		row({ subgroup: 'Multilingual learners', n: 30, mean: 90, sd: 5 })
	];
	const [outcome] = analyse(input({ rows })).outcomes;
	expect(outcome!.arms.pilot.outcome!.n).toBe(100);
	expect(outcome!.rows).toEqual({ counted: 2, selfReported: 0, otherPeriods: 0, subgroups: 1 });
});

test('the level is held against its target, whichever way is better', () => {
	const reached = (better: 'higher' | 'lower') =>
		analyse(
			input({
				goals: [goal({ target: 60, metric: metric({ better }) })],
				rows: means([50, 64, 9], [50, 60, 9])
			})
		).outcomes[0]!.target;
	expect(reached('higher')).toEqual({ level: 64, target: 60, reached: true });
	expect(reached('lower')).toEqual({ level: 64, target: 60, reached: false });
});

test('a pilot without plan, goals or rows has an analysis too', () => {
	const analysis = analyse(input({ plan: null, goals: [] }));
	expect(analysis).toMatchObject({ outcomes: [], health: [], design: null, period: null });
	expect(shown(analysis).recommendation.rule).toBe('not enough data');
});

test('an analysis is plain data: kept and read again it is the same', () => {
	const analysis = analyse(input({ rows: means([50, 64, 9], [50, 60, 9]) }));
	expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
	expect(JSON.parse(JSON.stringify(shown(analysis)))).toEqual(shown(analysis));
});

test('the input is read as the database writes it, and nothing else', () => {
	const written = {
		pilot: { id: 'pilot', launched_at: '2026-01-10 08:00:00+00', cycle_end: '2026-06-01' },
		plan: null,
		goals: [],
		rows: [],
		fingerprint: 'd41d8'
	};
	expect(evidenceInputSchema.parse(written).pilot.minimum_group).toBe(10);
	expect(() => evidenceInputSchema.parse({ ...written, rows: [{ id: 'x' }] })).toThrow();
});
