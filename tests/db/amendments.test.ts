import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, MISSING, NO_GRANT, NOT_UNDERSTOOD, OUT_OF_BOUNDS } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completePlan, goal, goals, incidents, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { evaluate, must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
});

const REASON = 'Two classes were merged in March.';
const fewer = { ...completePlan, people_per_arm: 90 };

const amend = (
	who: Actor,
	of: string,
	plan: object | null = fewer,
	reason: string | null = REASON,
	wanted?: unknown
) => who.call('amend_plan', { pilot: of, plan, reason, ...(wanted === undefined ? {} : { goals: wanted }) });

const kept = async (who: Actor, of: string) =>
	allowed(who.client.from('plan_amendments').select('*').eq('pilot_id', of).order('amended_at'));

describe('who amends a locked plan', () => {
	test('the evaluator with the seat, nobody else: not the team, no stranger, no admin on the team', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'evaluator') continue;
				await denied(amend(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
			await denied(amend(district.outsider, pilot), '404 no_such_pilot');
			await denied(amend(district.stranger, pilot), '403 no_person');
			await denied(amend(district.nobody, pilot), NO_GRANT);
		});
		expect(await kept(district.people.member, pilot)).toEqual([]);
	});

	test.each<Stage>(['draft', 'proposed', 'vetting'])(
		'not before launch, while it is in %s',
		async (stage) => {
			const early = await pilotIn(district, stage);
			const how = stage === 'vetting' ? '409 not_locked' : /^(403 not_yours|404 .*|409 not_locked)$/;
			await unchanged(district, early, () => denied(amend(district.people.evaluator, early), how));
		}
	);

	test.each<Stage>(['decision', 'scaling', 'adopted', 'sunset'])('not once it is in %s', async (stage) => {
		const over = await pilotIn(district, stage);
		await unchanged(district, over, () => denied(amend(district.people.evaluator, over), '409 not_now'));
	});
});

describe('what an amendment asks', () => {
	test.each([
		['no reason', fewer, null, '422 no_reason'],
		['an empty reason', fewer, '  \n ', '422 no_reason'],
		['a reason that is too long', fewer, 'x'.repeat(2001), '422 too_long'],
		['no plan', null, REASON, '422 no_plan'],
		['a list for a plan', [], REASON, '422 no_plan'],
		['the plan as it stands', completePlan, REASON, '422 nothing_changed'],
		['a design that there is not', { ...fewer, design: 'a hunch' }, REASON, NOT_UNDERSTOOD],
		['no period', { ...fewer, outcome_period: null }, REASON, MISSING],
		['a stratum that is no label', { ...fewer, strata: ['<b>'] }, REASON, '422 no_label'],
		['a correlation of 1', { ...fewer, icc: 1 }, REASON, OUT_OF_BOUNDS]
	] as const)('not %s', async (_what, plan, reason, how) => {
		await unchanged(district, pilot, () =>
			denied(amend(district.people.evaluator, pilot, plan, reason), how)
		);
	});

	test('outcomes as a plan has them, and a primary one', async () => {
		const { evaluator } = district.people;
		const score = goal(district, 'score', 'primary');
		await unchanged(district, pilot, async () => {
			await denied(amend(evaluator, pilot, fewer, REASON, []), '422 one_primary');
			await denied(amend(evaluator, pilot, fewer, REASON, [{ ...score, role: 'key' }]), '422 one_primary');
			await denied(amend(evaluator, pilot, fewer, REASON, [score, score]), /^422 (one_primary|twice)$/);
			await denied(amend(evaluator, pilot, fewer, REASON, { score: 1 }), '22023');
		});
	});

	test('no outcome is dropped that has results', async () => {
		const { evaluator } = district.people;
		const measured = await pilotIn(district, 'experiment');
		await must(evaluator, 'log_measurements', { pilot: measured, rows: [incidents(district)] });
		await unchanged(district, measured, async () => {
			const without = [goal(district, 'score', 'primary')];
			await denied(amend(evaluator, measured, fewer, REASON, without), '422 has_results');
		});
	});
});

describe('an amendment', () => {
	let running: string;
	let before: { locked_at: string; ids: Record<string, string> };

	beforeAll(async () => {
		running = await pilotIn(district, 'experiment');
		const seen = await allowed(district.people.member.call('pilot', { pilot: running }));
		before = { locked_at: seen.plan.locked_at, ids: idsOf(seen.goals) };
	});

	const idsOf = (some: { metric_id: string; id: string }[]) =>
		Object.fromEntries(some.map(({ metric_id, id }) => [metric_id, id]));

	test('changes the plan, which stays locked, and keeps what it was', async () => {
		const { evaluator, member } = district.people;
		const id = await allowed(amend(evaluator, running));
		const seen = await allowed(member.call('pilot', { pilot: running }));
		expect(seen.plan).toMatchObject({ people_per_arm: 90, locked_at: before.locked_at });
		expect(idsOf(seen.goals)).toEqual(before.ids);
		const [first, ...others] = await kept(member, running);
		expect(others).toEqual([]);
		expect(first).toMatchObject({
			id,
			amended_by: evaluator.id,
			reason: REASON,
			results: 0,
			was: { plan: { people_per_arm: 120 } },
			became: { plan: { people_per_arm: 90 } }
		});
		expect(first.was.goals).toHaveLength(8);
		expect(first.became.goals).toEqual(first.was.goals);
	});

	test('may change the primary outcome, and says how many results of the period there were', async () => {
		const { evaluator, member } = district.people;
		await must(evaluator, 'log_measurements', {
			pilot: running,
			rows: [result(district), result(district, { phase: 'baseline', period: 'Autumn' })]
		});
		const others = goals(district).slice(2);
		const wanted = [
			goal(district, 'score', 'key', { minimum_effect: 5 }),
			goal(district, 'passed', 'primary'),
			...others
		];
		await allowed(amend(evaluator, running, fewer, 'The state replaced the test.', wanted));
		const seen = await allowed(member.call('pilot', { pilot: running }));
		expect(idsOf(seen.goals)).toEqual(before.ids);
		const roles = Object.fromEntries(
			seen.goals.map(({ metric_id, role }: { metric_id: string; role: string }) => [metric_id, role])
		);
		expect(roles).toMatchObject({ [district.metrics.score]: 'key', [district.metrics.passed]: 'primary' });
		const [first, second] = await kept(member, running);
		expect(second).toMatchObject({ results: 1, was: first.became });
	});

	test('has a line of activity, and the lead and the sponsor are told', async () => {
		const { member, lead, sponsor, evaluator, cabinet2 } = district.people;
		const { lines } = await allowed(
			member.call('activity_log', { filters: { pilot: running, verb: 'amended' } })
		);
		expect(lines).toHaveLength(2);
		expect(lines[1]).toMatchObject({ record: 'plans', actor: 'evaluator', facts: { reason: REASON } });
		const planned = await allowed(
			member.call('activity_log', { filters: { pilot: running, verb: 'planned' } })
		);
		expect(planned.lines.length).toBe(2);
		const told = async (who: Actor) => {
			const { lines: all } = await allowed(who.call('inbox', { most: 200 }));
			return all.filter(
				(line: { verb: string; pilot: { id: string } | null }) =>
					line.verb === 'amended' && line.pilot?.id === running
			).length;
		};
		expect([await told(lead), await told(sponsor)]).toEqual([2, 2]);
		expect([await told(evaluator), await told(cabinet2)]).toEqual([0, 0]);
	});

	test('is what the analysis reads, with the plan as it was beside it', async () => {
		const [amended] = await asOwner<{ input: string }>(
			'select private.evidence_input($1)::text as input',
			running
		);
		const read = JSON.parse(amended!.input);
		expect(read.plan).toMatchObject({ people_per_arm: 90 });
		expect(read.amendments).toHaveLength(2);
		expect(read.amendments[0]).toMatchObject({ reason: REASON, was: { plan: { people_per_arm: 120 } } });
		const [plain] = await asOwner<{ input: string }>(
			'select private.evidence_input($1)::text as input',
			pilot
		);
		expect(JSON.parse(plain!.input)).not.toHaveProperty('amendments');
	});

	test('makes the kept analysis stale', async () => {
		const { evaluator } = district.people;
		const other = await pilotIn(district, 'experiment');
		await evaluate(district, other);
		await asOwner(
			`select public.store_analysis($1, private.evidence_input($1) ->> 'fingerprint', '{}', '{}', '{scale}')`,
			other
		);
		expect((await allowed(evaluator.call('analysis', { pilot: other }))).current).toBe(true);
		await allowed(amend(evaluator, other));
		expect((await allowed(evaluator.call('analysis', { pilot: other }))).current).toBe(false);
	});

	test('is kept for ever, and nobody outside reads it', async () => {
		await expect(
			asOwner(`update public.plan_amendments set reason = 'Another.' where pilot_id = $1`, running)
		).rejects.toThrow();
		await expect(
			asOwner('delete from public.plan_amendments where pilot_id = $1', running)
		).rejects.toThrow();
		expect(await kept(district.people.member, running)).toHaveLength(2);
		await empty(district.outsider.read('plan_amendments'));
	});
});
