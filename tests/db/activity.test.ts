import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completePlan, day, goals, incidents, result } from './forms.ts';
import { advance, analyse, must, pilotIn, saveContract } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type Line = { actor_id: string; record: string; verb: string; facts: Record<string, unknown> };

const lines = async (pilot: string, who: Actor = district.people.lead): Promise<Line[]> =>
	await allowed(
		who.client.from('activity').select('actor_id, record, verb, facts').eq('pilot_id', pilot).order('id')
	);

describe('every act leaves a line: who did what', () => {
	test('from the first draft to the decision', async () => {
		const { people } = district;
		const pilot = await pilotIn(district, 'vetting');
		await must(people.lead, 'seat', { pilot, person: people.member.id, role: 'data collector' });
		await must(people.lead, 'seat', { pilot, person: people.member.id, role: null });
		await must(people.admin, 'appoint', { pilot, person: people.colleague.id, role: 'evaluator' });
		await must(people.admin, 'appoint', { pilot, person: people.evaluator.id, role: 'evaluator' });
		await must(people.cabinet2, 'advance_pilot', advance(pilot, 'vetting', 'experiment'));
		const rows = [result(district), incidents(district)];
		await must(people.lead, 'log_measurements', { pilot, rows });
		const again = { ...rows[0], id: crypto.randomUUID(), supersedes: rows[0]!.id, reason: 'Typed wrong.' };
		await must(people.lead, 'log_measurements', { pilot, rows: [again] });
		await must(people.evaluator, 'accept_measurements', { pilot, ids: `{${again.id},${rows[1]!.id}}` });
		await must(people.evaluator, 'submit_evaluation', { pilot, summary: 'Good.', recommendation: 'scale' });
		await must(people.evaluator, 'advance_pilot', advance(pilot, 'experiment', 'decision'));
		await saveContract(district, pilot);
		await analyse(pilot, ['scale']);
		await must(people.clerk, 'call_meeting', { held_on: day(0), chair: people.chair.id });
		for (const voter of [people.sponsor, people.chair])
			await must(voter, 'cast_vote', { pilot, choice: 'scale' });
		await must(people.chair, 'record_decision', { pilot, outcome: 'scale', rationale: 'It works.' });

		const found = await lines(pilot);
		const expected: [who: Part, record: string, verb: string, facts: object][] = [
			['lead', 'pilots', 'started', {}],
			['lead', 'team_members', 'joined', { person_id: people.lead.id, role: 'lead' }],
			['lead', 'team_members', 'joined', { person_id: people.collector.id, role: 'data collector' }],
			['lead', 'stage_changes', 'moved', { act: 'submit', from_stage: 'draft', to_stage: 'proposed' }],
			['lead', 'team_members', 'left', { person_id: people.former.id }],
			['admin', 'assignments', 'appointed', { person_id: people.sponsor.id, role: 'sponsor' }],
			['admin', 'pilots', 'filled in', { fields: ['risk_tier'] }],
			['admin', 'stage_changes', 'moved', { act: 'triage' }],
			['admin', 'reviews', 'asked', { specialty: 'privacy' }],
			['reviewer', 'reviews', 'reviewed', { specialty: 'privacy', state: 'signed' }],
			['evaluator', 'plans', 'planned', { design: 'randomized', outcome_period: 'Spring' }],
			['lead', 'team_members', 'joined', { person_id: people.member.id, role: 'data collector' }],
			['lead', 'team_members', 'left', { person_id: people.member.id }],
			['admin', 'assignments', 'released', { person_id: people.evaluator.id }],
			['admin', 'assignments', 'appointed', { person_id: people.colleague.id, role: 'evaluator' }],
			['cabinet2', 'stage_changes', 'moved', { act: 'launch' }],
			['lead', 'measurements', 'logged', { rows: 2, corrections: 0 }],
			['lead', 'measurements', 'logged', { rows: 1, corrections: 1 }],
			['evaluator', 'measurements', 'accepted', { rows: 2 }],
			['evaluator', 'evaluations', 'evaluated', { recommendation: 'scale' }],
			['evaluator', 'stage_changes', 'moved', { act: 'evidence' }],
			['sponsor', 'votes', 'voted', {}],
			['chair', 'votes', 'voted', {}],
			['chair', 'decisions', 'decided', { outcome: 'scale', tally: { scale: 2 } }],
			['chair', 'stage_changes', 'moved', { act: 'decide', to_stage: 'scaling' }]
		];
		for (const [who, record, verb, facts] of expected) {
			expect(found).toContainEqual({
				actor_id: people[who].id,
				record,
				verb,
				facts: expect.objectContaining(facts)
			});
		}
	});

	test('without a value that somebody may not see', async () => {
		const { evaluator, cabinet2, admin } = district.people;
		const pilot = await pilotIn(district, 'decision');
		const rows = [result(district, { period: 'Winter', n: 7, mean: 43.217, note: 'Ben was ill.' })];
		await must(cabinet2, 'cast_vote', { pilot, choice: 'sunset', reason: 'Too dear.' });
		await denied(evaluator.call('log_measurements', { pilot, rows }), '409 not_now');
		const text = JSON.stringify(await lines(pilot, admin));
		for (const value of ['61.5', '43.217', 'Ben was ill', 'Too dear', 'sunset'])
			expect(text).not.toContain(value);
	});

	test('and what is refused leaves none', async () => {
		const { admin, member, evaluator, reviewer } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await unchanged(district, pilot, async () => {
			await denied(
				admin.call('save_plan', { pilot, plan: completePlan, goals: goals(district) }),
				'403 not_yours'
			);
			await denied(member.call('cast_vote', { pilot, choice: 'scale' }), '403 not_yours');
			await denied(
				reviewer.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed' }),
				'409 not_now'
			);
			await allowed(evaluator.call('log_measurements', { pilot, rows: [result(district, { n: 1 })] }));
		});
	});
});

describe('who sees it', () => {
	test('whoever sees the pilot', async () => {
		const draft = await pilotIn(district, 'draft');
		const { member, admin, teammate } = district.people;
		expect((await lines(draft, teammate)).length).toBeGreaterThan(0);
		for (const who of [member, admin, district.outsider, district.stranger]) {
			await empty(who.client.from('activity').select('*').eq('pilot_id', draft), who.name);
		}
		const proposed = await pilotIn(district, 'proposed');
		expect(await lines(proposed, member)).toEqual(await lines(proposed));
		await empty(district.outsider.client.from('activity').select('*').eq('district_id', district.id));
	});

	test('nobody writes, changes or deletes a line', async () => {
		const pilot = await pilotIn(district, 'proposed');
		const line = { district_id: district.id, pilot_id: pilot, record: 'pilots', verb: 'approved' };
		await unchanged(district, pilot, async () => {
			for (const part of ['lead', 'member', 'admin', 'chair', 'clerk'] as const) {
				const activity = () => district.people[part].client.from('activity');
				await denied(activity().insert(line), NO_GRANT, part);
				await denied(activity().update({ verb: 'approved' }).eq('pilot_id', pilot), NO_GRANT, part);
				await denied(activity().delete().eq('pilot_id', pilot), NO_GRANT, part);
			}
		});
	});
});
