import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NOT_UNDERSTOOD, OUT_OF_BOUNDS } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completeProposal, day } from './forms.ts';
import { advance, must, pilotIn, signAll, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const save = (who: Actor, pilot: string, facts: object | null) => who.call('save_facts', { pilot, facts });

const launchTeam: Part[] = ['lead', 'evaluator', 'sponsor', 'admin'];
const money: Part[] = ['lead', 'sponsor', 'admin'];
const office: Part[] = ['sponsor', 'admin'];
const outsiders: Part[] = [
	'lead',
	'teammate',
	'insider',
	'former',
	'member',
	'evaluator',
	'reviewer',
	'cabinet2',
	'clerk'
];

/** Who fills in what, and where: the whole of it. */
const fields: [field: string, value: unknown, stage: Stage, who: Part[], notIn: Stage[]][] = [
	['risk_tier', 'moderate', 'proposed', office, ['experiment', 'scaling', 'sunset']],
	['risk_reason', 'It is new.', 'vetting', office, ['experiment', 'scaling', 'sunset']],
	['decision_question', 'Keep it?', 'vetting', launchTeam, ['experiment', 'scaling', 'sunset']],
	['stop_rule', 'When scores fall.', 'vetting', launchTeam, ['experiment', 'scaling', 'sunset']],
	['budget_once', 12.5, 'vetting', money, ['experiment', 'scaling', 'sunset']],
	['budget_yearly', 0, 'vetting', money, ['experiment', 'scaling', 'sunset']],
	['cycle_end', day(20), 'vetting', launchTeam, ['experiment', 'scaling', 'sunset']],
	['wake_on', day(90), 'vetting', office, ['experiment', 'scaling', 'sunset']],
	['operating_owner', 'Curriculum', 'scaling', office, ['vetting', 'experiment', 'sunset']],
	['operating_budget', 'Line 12', 'scaling', office, ['vetting', 'experiment', 'sunset']],
	['next_review', day(300), 'scaling', office, ['vetting', 'experiment', 'sunset']],
	['people_told_on', day(0), 'sunset', office, ['vetting', 'experiment', 'scaling']],
	['access_revoked_on', day(0), 'sunset', office, ['vetting', 'experiment', 'scaling']],
	['lesson', 'Ask families first.', 'sunset', money, ['vetting', 'experiment', 'scaling']]
];

describe('who fills in what', () => {
	const pilots = {} as Record<Stage, string>;
	beforeAll(async () => {
		for (const stage of ['proposed', 'vetting', 'experiment', 'scaling', 'sunset'] as const) {
			pilots[stage] = await pilotIn(district, stage);
		}
	});

	test.each(fields)('%s', async (field, value, stage, who, notIn) => {
		const pilot = pilots[stage];
		await unchanged(district, pilot, async () => {
			for (const part of outsiders.filter((one) => !who.includes(one))) {
				await denied(save(district.people[part], pilot, { [field]: value }), '403 not_yours', part);
			}
		});
		for (const part of who) {
			await allowed(save(district.people[part], pilot, { [field]: value }), part);
			expect(await allowed(district.people.member.call('pilot', { pilot }))).toMatchObject({
				[field]: value
			});
		}
		for (const other of notIn) {
			await denied(save(district.people.sponsor, pilots[other], { [field]: value }), '409 not_now', other);
		}
	});

	test('all of it or nothing', async () => {
		const pilot = pilots.vetting;
		await unchanged(district, pilot, async () => {
			const { lead, admin } = district.people;
			await denied(save(lead, pilot, { stop_rule: 'Mine', risk_reason: 'Mine' }), '403 not_yours');
			await denied(save(admin, pilot, { stop_rule: 'Mine', lesson: 'Mine' }), '409 not_now');
			await denied(save(admin, pilot, { stop_rule: 'Mine', stage: 'adopted' }), '400 unknown_field');
			await denied(
				save(admin, pilot, { stop_rule: 'Mine', district_id: district.there.id }),
				'400 unknown_field'
			);
			await denied(save(admin, pilot, { stop_rule: 'Mine', launched_at: day(0) }), '400 unknown_field');
		});
	});

	test('within bounds', async () => {
		const pilot = pilots.vetting;
		const { admin } = district.people;
		await unchanged(district, pilot, async () => {
			await denied(save(admin, pilot, { budget_once: -1 }), OUT_OF_BOUNDS);
			await denied(save(admin, pilot, { budget_yearly: -0.01 }), OUT_OF_BOUNDS);
			await denied(save(admin, pilot, { stop_rule: 'x'.repeat(1001) }), OUT_OF_BOUNDS);
			await denied(save(admin, pilot, { decision_question: 'x'.repeat(501) }), OUT_OF_BOUNDS);
			await denied(save(admin, pilot, { budget_once: 'a lot' }), NOT_UNDERSTOOD);
			await denied(save(admin, pilot, { cycle_end: 'soon' }), /^22(007|P02)$/);
			await denied(save(admin, pilot, { risk_tier: 'none' }), NOT_UNDERSTOOD);
		});
	});

	test('filling in nothing is nothing that anyone did', async () => {
		const pilot = pilots.vetting;
		await unchanged(district, pilot, async () => {
			for (const part of ['member', 'clerk', 'insider', 'former', 'chair'] as const) {
				for (const facts of [{}, null]) await save(district.people[part], pilot, facts);
			}
		});
	});
});

describe('the risk tier', () => {
	test('against the answers needs a written reason', async () => {
		const { admin, sponsor } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed', tier: 'high' });
		await unchanged(district, pilot, async () => {
			for (const risk_tier of ['low', 'moderate', null]) {
				await denied(save(admin, pilot, { risk_tier }), '422 no_reason', String(risk_tier));
				await denied(
					save(sponsor, pilot, { risk_tier, risk_reason: '  ' }),
					'422 no_reason',
					String(risk_tier)
				);
			}
		});
		await allowed(save(admin, pilot, { risk_tier: 'moderate', risk_reason: 'A small group only.' }));
	});

	test('keeps that reason', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed', tier: 'high' });
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'low', risk_reason: 'A trial of a day.' } });
		await unchanged(district, pilot, async () => {
			for (const risk_reason of ['', '  ', null]) {
				await denied(save(admin, pilot, { risk_reason }), '422 no_reason', JSON.stringify(risk_reason));
			}
		});
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		await denied(save(admin, pilot, { risk_reason: '' }), '422 no_reason', 'in vetting');
	});

	test('stays in vetting, since the reviews follow from it', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await unchanged(district, pilot, async () => {
			for (const risk_tier of ['low', 'high', null]) {
				await denied(
					save(admin, pilot, { risk_tier, risk_reason: 'Because.' }),
					'409 not_now',
					String(risk_tier)
				);
			}
		});
		await allowed(save(admin, pilot, { risk_tier: 'moderate' }));
	});

	test('follows the answers when they change in rework', async () => {
		const { admin, lead } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed', tier: 'low' });
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'draft', 'Who takes part?'));
		const { under_13, personal_data, students_take_part } = completeProposal(district, 'high') as Record<
			string,
			unknown
		>;
		await must(lead, 'save_proposal', { pilot, proposal: { under_13, personal_data, students_take_part } });
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		await signAll(district, pilot, 'triage');
		expect(
			await denied(admin.call('advance_pilot', advance(pilot, 'proposed', 'vetting')), '422 gate_not_met')
		).toMatchObject({ unmet: ['risk_tier'] });
	});
});
