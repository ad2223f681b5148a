import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { advance, day, evaluate, incidents, must, pilotIn, result, type Stage } from './pilots.ts';
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
		const pilot = await must(lead, 'save_proposal', { pilot: null, proposal: { title: 'An idea', benefit: '  ' } });
		const missing = ['problem', 'who_affected', 'benefit', 'objective', 'site', 'how_we_know'];
		const facts = await denied(move(lead, pilot, 'draft', 'proposed'), '422 gate_not_met');
		expect(facts).toEqual({ act: 'submit', unmet: missing });
		expect(await unmet(lead, pilot, 'submit')).toEqual(missing);
		expect(await allowed(lead.call('pilot', { pilot }))).toMatchObject({ stage: 'draft', proposed_at: null });
	});

	const held: [act: string, from: Stage, to: Stage, who: Part, missing: string[]][] = [
		['triage', 'proposed', 'vetting', 'admin', ['risk_tier']],
		['adopt', 'scaling', 'adopted', 'sponsor', ['operating_owner', 'operating_budget', 'next_review']],
		['retire', 'sunset', 'retired', 'admin', ['people_told', 'access_revoked', 'lesson']],
		['evidence', 'experiment', 'decision', 'evaluator', ['evaluation', 'outcome_rows', 'guardrails']]
	];
	test.each(held)('%s names what is missing and moves nothing', async (act, from, to, who, missing) => {
		const without = from === 'proposed' || from === 'sunset' ? ('facts' as const) : undefined;
		const pilot =
			from === 'sunset'
				? await pilotIn(district, { stage: 'sunset', without: undefined }).then(async (id) => {
						const facts = { people_told_on: null, access_revoked_on: null, lesson: '' };
						await must(district.people.admin, 'save_facts', { pilot: id, facts });
						return id;
					})
				: await pilotIn(district, { stage: from, without });
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
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		expect(await denied(move(admin, pilot, 'proposed', 'vetting'), '422 gate_not_met')).toMatchObject({
			unmet: ['sponsor', 'risk_tier']
		});
	});

	test('for everything that launch asks for opens one criterion at a time', async () => {
		const { admin, cabinet2, reviewer, evaluator } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed' });
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		const launch = ['reviews', 'evaluator', 'plan', 'primary_outcome', 'decision_question', 'stop_rule', 'budget'];
		const missing = [...launch, 'cycle_end'];
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
		const plan = { design: 'randomized', assignment_unit: 'class', analysis_unit: 'class', outcome_period: 'Spring' };
		await must(evaluator, 'save_plan', { pilot, plan, goals: [] });
		await waits();
		const goal = { metric_id: district.metrics.score, objective_id: district.objectives[0], role: 'primary' };
		await must(evaluator, 'save_plan', { pilot, plan: { ...plan, design: 'monitoring only' }, goals: [goal] });
		meets('plan');
		await waits();
		const goals = [{ ...goal, target: 70 }];
		await must(evaluator, 'save_plan', { pilot, plan: { ...plan, design: 'monitoring only' }, goals });
		meets('primary_outcome');
		for (const specialty of ['privacy', 'security']) {
			await must(reviewer, 'sign_review', { pilot, specialty, verdict: 'signed' });
		}
		await waits();
		await must(reviewer, 'sign_review', { pilot, specialty: 'instruction', verdict: 'refused', reason: 'No.' });
		await waits();
		await must(reviewer, 'sign_review', { pilot, specialty: 'instruction', verdict: 'signed' });
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
			expect(await denied(move(evaluator, pilot, 'experiment', 'decision'), '422 gate_not_met')).toMatchObject({
				unmet: missing
			});
		await waits('outcome_rows', 'guardrails');
		const rows = [result(district), incidents(district)];
		await must(lead, 'log_measurements', { pilot, rows });
		await waits('outcome_rows', 'guardrails');
		await must(evaluator, 'accept_measurements', { pilot, ids: `{${rows[0]!.id}}` });
		await waits('guardrails');
		await must(evaluator, 'accept_measurements', { pilot, ids: `{${rows[1]!.id}}` });
		expect(await allowed(move(evaluator, pilot, 'experiment', 'decision'))).toMatchObject({ act: 'evidence' });
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

describe('a page that is out of date', () => {
	test('moves nothing and says who moved the pilot', async () => {
		const { admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await unchanged(district, pilot, async () => {
			for (const [from, to] of [
				['proposed', 'vetting'],
				['draft', 'proposed'],
				['experiment', 'decision'],
				['retired', 'vetting']
			] as const) {
				const facts = await denied(move(sponsor, pilot, from, to, 'Now.'), '409 stage_moved');
				expect(facts).toMatchObject({ stage: 'vetting', by: admin.name });
			}
		});
	});

	test('that names no stage moves nothing either', async () => {
		const pilot = await pilotIn(district, 'proposed');
		await unchanged(district, pilot, async () => {
			await denied(move(district.people.admin, pilot, null, 'vetting'), '409 stage_moved');
		});
	});

	test('that names a stage or pilot that there is not is refused', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await unchanged(district, pilot, async () => {
			await denied(move(admin, pilot, 'proposed', 'finished'), NOT_UNDERSTOOD);
			await denied(move(admin, pilot, 'anything', 'vetting'), NOT_UNDERSTOOD);
			await denied(move(admin, 'not-an-id', 'proposed', 'vetting'), NOT_UNDERSTOOD);
			await denied(move(admin, randomUUID(), 'proposed', 'vetting'), '404 no_such_pilot');
			for (const to of ['experiment', 'decision', 'adopted', 'retired', 'proposed']) {
				await denied(move(admin, pilot, 'proposed', to, 'Skip it.'), '400 no_such_move', to);
			}
		});
	});
});

describe('two at once', () => {
	test.each([2, 5])('%i calls move a pilot once', async (calls) => {
		const { admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		const who = (index: number) => (index % 2 ? admin : sponsor);
		const answers = await Promise.all(
			Array.from({ length: calls }, (_, index) => move(who(index), pilot, 'proposed', 'vetting'))
		);
		const [done, ...more] = answers.filter(({ error }) => !error);
		expect(done?.data).toMatchObject({ stage: 'vetting' });
		expect(more).toEqual([]);
		for (const answer of answers.filter(({ error }) => error)) {
			await denied(Promise.resolve(answer), '409 stage_moved');
		}
		const moves = await allowed(
			admin.client.from('stage_changes').select('act').eq('pilot_id', pilot).eq('to_stage', 'vetting')
		);
		expect(moves).toHaveLength(1);
	});

	test('with different aims one wins', async () => {
		const { admin, sponsor, lead } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		const answers = await Promise.all([
			move(admin, pilot, 'proposed', 'vetting'),
			move(sponsor, pilot, 'proposed', 'declined', 'No money.'),
			move(lead, pilot, 'proposed', 'withdrawn', 'No time.')
		]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		for (const answer of answers.filter(({ error }) => error)) {
			await denied(Promise.resolve(answer), '409 stage_moved');
		}
	});
});

describe('a pilot that waits for its decision', () => {
	test('is moved by nobody’s hand', async () => {
		const pilot = await pilotIn(district, 'decision');
		await unchanged(district, pilot, async () => {
			for (const who of Object.values(district.people).filter(({ name }) => name !== 'deactivated')) {
				for (const to of ['scaling', 'experiment', 'shelved', 'sunset']) {
					await denied(move(who, pilot, 'decision', to, 'Now.'), '403 through_decision', who.name);
				}
			}
		});
	});

	test.each(['retired', 'declined', 'withdrawn'] as const)('a pilot that is %s goes nowhere', async (stage) => {
		const pilot = await pilotIn(district, stage);
		await empty(district.people.admin.call('gate', { pilot }));
		await unchanged(district, pilot, async () => {
			for (const to of ['draft', 'proposed', 'vetting', 'experiment', 'decision', 'adopted']) {
				await denied(move(district.people.admin, pilot, stage, to, 'Again.'), '400 no_such_move', to);
			}
		});
	});
});
