import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day, incidents, result } from './forms.ts';
import { advance, evaluate, must, pilotIn, settleFamilies, signAll, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const move = (who: Actor, pilot: string, from: string | null, to: string, note = '') =>
	who.call('advance_pilot', advance(pilot, from, to, note));

const unmet = async (who: Actor, pilot: string, act: string) =>
	(await allowed(who.call('gate', { pilot })))
		.filter((one: { act: string; met: boolean }) => one.act === act && !one.met)
		.map((one: { criterion: string }) => one.criterion);

describe('a gate that waits', () => {
	test('for a proposal names everything that is missing', async () => {
		const { lead } = district.people;
		const pilot = await must(lead, 'save_proposal', {
			pilot: null,
			proposal: { title: 'An idea', benefit: '  ' }
		});
		const missing = ['problem', 'who_affected', 'benefit', 'objective', 'site', 'how_we_know'];
		const facts = await denied(move(lead, pilot, 'draft', 'proposed'), '422 gate_not_met');
		expect(facts).toEqual({ act: 'submit', unmet: missing });
		expect(await unmet(lead, pilot, 'submit')).toEqual(missing);
		expect(await allowed(lead.call('pilot', { pilot }))).toMatchObject({ stage: 'draft', proposed_at: null });
	});

	const held: [act: string, from: Stage, to: Stage, who: Part, missing: string[]][] = [
		['triage', 'proposed', 'vetting', 'admin', ['risk_tier', 'duplicates', 'principles']],
		[
			'adopt',
			'scaling',
			'adopted',
			'sponsor',
			['operating_owner', 'operating_budget', 'next_review', 'waves']
		],
		['retire', 'sunset', 'retired', 'admin', ['people_told', 'access_revoked', 'lesson']],
		['evidence', 'experiment', 'decision', 'evaluator', ['evaluation', 'outcome_rows', 'guardrails']]
	];
	test.each(held)('%s names what is missing and moves nothing', async (act, from, to, who, missing) => {
		const pilot = await pilotIn(district, { stage: from, without: 'facts' });
		await unchanged(district, pilot, async () => {
			const facts = await denied(move(district.people[who], pilot, from, to), '422 gate_not_met');
			expect(facts).toEqual({ act, unmet: missing });
		});
		for (const part of ['lead', 'member', 'admin'] as const) {
			expect(await unmet(district.people[part], pilot, act), part).toEqual(missing);
		}
	});

	test('for a sponsor and a tier holds triage', async () => {
		const { admin, lead } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		expect(await denied(move(admin, pilot, 'proposed', 'vetting'), '422 gate_not_met')).toMatchObject({
			unmet: ['sponsor', 'risk_tier', 'principles']
		});
	});

	test('for everything that launch asks for opens one criterion at a time', async () => {
		const { admin, cabinet2, reviewer, evaluator } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed' });
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		const launch = [
			'reviews',
			'evaluator',
			'plan',
			'primary_outcome',
			'decision_question',
			'stop_rule',
			'budget'
		];
		const missing = [...launch, 'cycle_end', 'families'];
		const waits = async () => {
			const said = await denied(move(cabinet2, pilot, 'vetting', 'experiment'), '422 gate_not_met');
			expect(said).toEqual({ act: 'launch', unmet: missing });
		};
		const meets = (...met: string[]) => met.forEach((one) => missing.splice(missing.indexOf(one), 1));
		await waits();
		await must(admin, 'appoint', { pilot, person: evaluator.id, role: 'evaluator' });
		meets('evaluator');
		await waits();
		const save = (facts: object) => must(admin, 'save_facts', { pilot, facts });
		await save({ decision_question: 'Keep it?', stop_rule: 'When scores fall.', budget_once: 0 });
		meets('decision_question', 'stop_rule');
		await waits();
		await save({ budget_yearly: 0, cycle_end: day(-1) });
		meets('budget');
		await waits();
		await save({ cycle_end: day(0) });
		meets('cycle_end');
		const plan = {
			design: 'randomized',
			assignment_unit: 'class',
			analysis_unit: 'class',
			outcome_period: 'Spring'
		};
		await must(evaluator, 'save_plan', { pilot, plan, goals: [] });
		await waits();
		const goal = { metric_id: district.metrics.score, objective_id: district.objectives[0], role: 'primary' };
		await must(evaluator, 'save_plan', {
			pilot,
			plan: { ...plan, design: 'monitoring only' },
			goals: [goal]
		});
		meets('plan');
		await waits();
		const goals = [{ ...goal, target: 70 }];
		await must(evaluator, 'save_plan', { pilot, plan: { ...plan, design: 'monitoring only' }, goals });
		meets('primary_outcome');
		for (const specialty of ['privacy', 'security']) {
			await must(reviewer, 'sign_review', { pilot, specialty, verdict: 'signed' });
		}
		await waits();
		await must(reviewer, 'sign_review', {
			pilot,
			specialty: 'instruction',
			verdict: 'refused',
			reason: 'No.'
		});
		await waits();
		await must(reviewer, 'sign_review', { pilot, specialty: 'instruction', verdict: 'signed' });
		meets('reviews');
		await waits();
		await settleFamilies(district, pilot);
		await allowed(move(cabinet2, pilot, 'vetting', 'experiment'));
	});

	test('for evidence counts accepted rows of the period that counts, and every guardrail', async () => {
		const { evaluator, lead } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await evaluate(district, pilot, [
			result(district, { arm: 'comparison' }),
			result(district, { phase: 'baseline', period: 'Autumn' }),
			result(district, { period: 'Winter' })
		]);
		const waits = async (...missing: string[]) =>
			expect(
				await denied(move(evaluator, pilot, 'experiment', 'decision'), '422 gate_not_met')
			).toMatchObject({
				unmet: missing
			});
		await waits('outcome_rows', 'guardrails');
		const rows = [result(district), incidents(district)];
		await must(lead, 'log_measurements', { pilot, rows });
		await waits('outcome_rows', 'guardrails');
		await must(evaluator, 'accept_measurements', { pilot, ids: `{${rows[0]!.id}}` });
		await waits('guardrails');
		await must(evaluator, 'accept_measurements', { pilot, ids: `{${rows[1]!.id}}` });
		expect(await allowed(move(evaluator, pilot, 'experiment', 'decision'))).toMatchObject({
			act: 'evidence'
		});
	});

	test('for the end of the cycle lets nothing pass before it', async () => {
		const { admin, cabinet2, evaluator, sponsor } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await must(admin, 'save_facts', { pilot, facts: { cycle_end: day(40) } });
		await must(cabinet2, 'advance_pilot', advance(pilot, 'vetting', 'experiment'));
		await evaluate(district, pilot);
		expect(await denied(move(evaluator, pilot, 'experiment', 'decision'), '422 gate_not_met')).toMatchObject({
			unmet: ['cycle_over']
		});
		await denied(move(sponsor, pilot, 'experiment', 'decision'), '422 no_reason');
		expect(await allowed(move(evaluator, pilot, 'experiment', 'decision', 'The stop rule.'))).toMatchObject({
			act: 'stop early'
		});
	});
});
