import { expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { whatChanges, withAccepted } from './acceptance.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput } from './input.ts';

const changes = (some: EvidenceInput, ids: string[]) =>
	whatChanges(analyse(some), analyse(withAccepted(some, ids)));
const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);

test('the first results accepted: from nothing to a verdict', () => {
	const rows = means([100, 66, 10], [100, 60, 10], { accepted: false });
	const some = input({ rows });
	const { outcomes, recommendation } = changes(some, ids(rows));
	expect(outcomes.map(({ goal: { name } }) => name)).toEqual(['Reading score']);
	const [{ before, after }] = outcomes as [(typeof outcomes)[number]];
	expect(before.effect).toBeNull();
	expect(before.verdict.verdict).toBe('not enough data');
	expect(after.effect?.estimate).toBeCloseTo(6, 10);
	expect(after.verdict.verdict).toBe('clear gain');
	expect(recommendation?.before.rule).toBe('not enough data');
	expect(recommendation?.after.rule).toBe('clear gain');
});

test('nothing is accepted in what was given', () => {
	const rows = means([100, 66, 10], [100, 60, 10], { accepted: false });
	const some = input({ rows });
	changes(some, ids(rows));
	expect(some.rows.every(({ accepted }) => !accepted)).toBe(true);
});

test('one of two that wait: the other counts no more than before', () => {
	const rows = [
		...means([100, 62, 10], [100, 60, 10], { stratum: 'Grade 4' }),
		...means([100, 70, 10], [100, 60, 10], { stratum: 'Grade 5', accepted: false })
	];
	const some = input({ plan: plan({ strata: ['Grade 4', 'Grade 5'] }), rows });
	const all = changes(some, ids(rows.slice(2)));
	expect(all.outcomes[0]?.after.effect?.estimate).toBeCloseTo(6, 1);
	const half = changes(some, [rows[2]!.id]);
	const { pilot, comparison } = half.outcomes[0]!.after.arms;
	expect([pilot.outcome?.n, comparison.outcome?.n]).toEqual([200, 100]);
});

test('another period and a subgroup change no figure, and no verdict', () => {
	const counted = means([100, 62, 10], [100, 60, 10]);
	const beside = [
		row({ period: 'Fall 2026', n: 50, mean: 70, sd: 9, accepted: false }),
		row({ subgroup: 'English learners', n: 50, mean: 70, sd: 9, accepted: false })
	];
	const { outcomes, health, recommendation } = changes(input({ rows: [...counted, ...beside] }), ids(beside));
	expect(outcomes).toEqual([]);
	expect(health).toEqual({ came: [], went: [] });
	expect(recommendation).toBeNull();
});

test('an outcome that the results are not of is left out', () => {
	const mathematics = metric({ id: 'maths', name: 'Mathematics score' });
	const waiting = means([100, 66, 10], [100, 60, 10], { metric_id: 'maths', accepted: false });
	const some = input({
		goals: [goal(), goal({ metric: mathematics, role: 'key' })],
		rows: [...means([100, 62, 10], [100, 60, 10]), ...waiting]
	});
	expect(changes(some, ids(waiting)).outcomes.map(({ goal: { name } }) => name)).toEqual([
		'Mathematics score'
	]);
});

test('a baseline too far apart makes the verdict invalid, and says so as a check that comes', () => {
	const before = means([100, 66, 10], [100, 60, 10], { phase: 'baseline', accepted: false });
	const some = input({ rows: [...means([100, 66, 10], [100, 60, 10]), ...before] });
	const { outcomes, health, recommendation } = changes(some, ids(before));
	expect(outcomes[0]?.before.verdict.verdict).toBe('clear gain');
	expect(outcomes[0]?.after.verdict.verdict).toBe('invalid');
	expect(health.came).toMatchObject([{ key: 'baseline gap', severity: 'invalid' }]);
	expect(health.went.map(({ key }) => key)).toEqual(['no baseline']);
	expect(recommendation?.after.permitted).toEqual(['extend', 'sunset']);
});
