import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, MISSING, NOT_UNDERSTOOD, OUT_OF_BOUNDS } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completePlan, goal, goals, result } from './forms.ts';
import { must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'vetting');
});

const save = (
	who: Actor,
	of: string,
	plan: object | null = completePlan,
	wanted: unknown = goals(district)
) => who.call('save_plan', { pilot: of, plan, goals: wanted });

describe('who plans the measurement', () => {
	const planners: Part[] = ['lead', 'evaluator'];

	test('the lead and the evaluator, nobody else', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (planners.includes(part)) continue;
				await denied(save(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
		});
		for (const part of planners) {
			await allowed(save(district.people[part], pilot, { ...completePlan, outcome_period: part }));
			const seen = await allowed(district.people.member.call('pilot', { pilot }));
			expect(seen.plan).toMatchObject({ outcome_period: part, locked_at: null });
			expect(seen.goals).toHaveLength(8);
		}
	});

	test.each<Stage>(['draft', 'proposed', 'vetting'])('the lead while it is in %s', async (stage) => {
		const other = await pilotIn(district, stage);
		await allowed(save(district.people.lead, other));
	});

	test.each<Stage>(['experiment', 'decision', 'scaling', 'adopted', 'sunset'])(
		'nobody once it is launched: %s',
		async (stage) => {
			const launched = await pilotIn(district, stage);
			await unchanged(district, launched, async () => {
				for (const part of planners) {
					await denied(save(district.people[part], launched), '409 locked', part);
					await denied(save(district.people[part], launched, completePlan, []), '409 locked', part);
				}
			});
			const { plan, launched_at } = await allowed(district.people.member.call('pilot', { pilot: launched }));
			expect(plan.locked_at).not.toBeNull();
			expect(launched_at).not.toBeNull();
		}
	);
});

describe('what a plan can say', () => {
	const score = (role: string, more: object = {}) => goal(district, 'score', role, more);
	const wrongGoals: [what: string, wanted: () => unknown, how: string | RegExp][] = [
		[
			'two primary outcomes',
			() => [score('primary'), goal(district, 'passed', 'primary')],
			'422 one_primary'
		],
		[
			'three key outcomes',
			() => (['score', 'passed', 'hours'] as const).map((metric) => goal(district, metric, 'key')),
			'422 two_key'
		],
		['one metric twice', () => [score('primary'), score('key')], '422 twice'],
		[
			'an objective that is not the pilot’s',
			() => [score('primary', { objective_id: district.objectives[1] })],
			'422 other_objective'
		],
		['no objective', () => [score('primary', { objective_id: null })], MISSING],
		['no metric', () => [score('primary', { metric_id: null })], MISSING],
		['no role', () => [score('primary', { role: null })], MISSING],
		['a role that there is not', () => [score('main')], NOT_UNDERSTOOD],
		['a guardrail without a limit', () => [score('guardrail')], OUT_OF_BOUNDS],
		['a limit on what is no guardrail', () => [score('primary', { guardrail_limit: 1 })], OUT_OF_BOUNDS],
		['an effect of nothing', () => [score('primary', { minimum_effect: 0 })], OUT_OF_BOUNDS],
		['a spread below nothing', () => [score('primary', { planned_sd: -1 })], OUT_OF_BOUNDS],
		['a margin of nothing', () => [score('primary', { margin: 0 })], OUT_OF_BOUNDS],
		['goals that are no list', () => ({ score: 'primary' }), '22023']
	];
	test.each(wrongGoals)('not %s', async (_what, wanted, how) => {
		await unchanged(district, pilot, async () => {
			await denied(save(district.people.evaluator, pilot, completePlan, wanted()), how);
		});
	});

	const wrongPlans: [what: string, plan: object, how: string | RegExp][] = [
		['no design', { design: null }, MISSING],
		['a design that there is not', { design: 'a hunch' }, NOT_UNDERSTOOD],
		['no period', { outcome_period: null }, MISSING],
		[
			'free text for a period',
			{ outcome_period: 'When Maria, Ben and Zoe have all finished it!' },
			OUT_OF_BOUNDS
		],
		['no groups', { groups_per_arm: 0 }, OUT_OF_BOUNDS],
		['fewer people than none', { people_per_arm: -5 }, OUT_OF_BOUNDS],
		['a correlation of 1 within classes', { icc: 1 }, OUT_OF_BOUNDS],
		['a pretest that explains everything', { pretest_r2: 1 }, OUT_OF_BOUNDS],
		['a number in words', { people_per_arm: 'many' }, NOT_UNDERSTOOD]
	];
	test.each(wrongPlans)('not %s', async (_what, more, how) => {
		await unchanged(district, pilot, async () => {
			await denied(save(district.people.evaluator, pilot, { ...completePlan, ...more }), how);
		});
	});

	test('strata are labels, not free text', async () => {
		await unchanged(district, pilot, async () => {
			for (const stratum of ['x'.repeat(41), 'Maria Lopez, born 2014-03-02', '<b>', '']) {
				const plan = { ...completePlan, strata: [stratum] };
				await denied(save(district.people.lead, pilot, plan), /^(422 .*|23514|SUP)$/, stratum);
			}
		});
	});

	test('it cannot lock itself or move to another pilot', async () => {
		const plan = {
			...completePlan,
			locked_at: '2020-01-01',
			pilot_id: district.id,
			district_id: district.there.id
		};
		await allowed(save(district.people.evaluator, pilot, plan));
		const seen = await allowed(district.people.member.call('pilot', { pilot }));
		expect(seen.plan.locked_at).toBeNull();
		await empty(district.outsider.read('plans'));
	});

	test('an outcome that has results cannot be dropped', async () => {
		const { evaluator } = district.people;
		const other = await pilotIn(district, 'vetting');
		const rows = [result(district, { phase: 'baseline', period: 'Autumn' })];
		await must(evaluator, 'log_measurements', { pilot: other, rows });
		await unchanged(district, other, async () => {
			const without = goals(district).slice(1);
			await denied(save(evaluator, other, completePlan, without), '422 has_results');
			await denied(save(evaluator, other, completePlan, []), '422 has_results');
		});
		await allowed(save(evaluator, other, completePlan, goals(district).slice(0, 2)));
	});
});
