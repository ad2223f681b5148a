import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { all, record, refused, voted } from './decide.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, analyse, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

describe('who records a decision', () => {
	test('the chair of its meeting, nobody else', async () => {
		const pilot = await voted(district, all('scale'));
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'chair') continue;
				await denied(
					record(district, pilot, 'scale', {}, who),
					part === 'deactivated' ? '403 no_person' : '403 not_yours',
					part
				);
			}
			await denied(record(district, pilot, 'scale', {}, district.nobody), NO_GRANT);
		});
		await allowed(record(district, pilot, 'scale'));
	});

	test('once, whoever comes second', async () => {
		const pilot = await voted(district, all('scale'));
		const answers = await Promise.all([record(district, pilot, 'scale'), record(district, pilot, 'scale')]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		await denied(Promise.resolve(answers.find(({ error }) => error)!), '409 not_now');
		await denied(record(district, pilot, 'scale'), '409 not_now');
		const { decisions } = await allowed(district.people.member.call('pilot', { pilot }));
		expect(decisions).toHaveLength(1);
	});

	test('not a chair who left the cabinet', async () => {
		const pilot = await voted(district, all('scale'));
		const { chair } = district.people;
		await asOwner(`delete from public.person_roles where person_id = $1 and role = 'cabinet'`, chair.id);
		await denied(record(district, pilot, 'scale'), '403 not_yours');
		await asOwner(
			`insert into public.person_roles (district_id, person_id, role) values ($1, $2, 'cabinet')`,
			district.id,
			chair.id
		);
	});

	test.each(['proposed', 'experiment', 'scaling', 'declined'] as const)('not in %s', async (stage) => {
		await refused(district, await pilotIn(district, stage), ['409 not_now', 'scale']);
	});
});

describe('a recorded decision', () => {
	test.each([
		['scale', 'scaling', {}],
		['extend', 'experiment', { cycle_end: day(60) }],
		['shelve', 'shelved', { wake_on: day(90) }],
		['sunset', 'sunset', {}]
	] as const)('to %s moves the pilot to %s', async (outcome, stage, dates) => {
		const { chair, member } = district.people;
		const pilot = await voted(district, all(outcome));
		const id = await allowed(record(district, pilot, outcome, { next_review: day(200), ...dates }));
		const seen = await allowed(member.call('pilot', { pilot }));
		expect(seen).toMatchObject({ stage, docket: null, next_review: day(200), ...dates });
		expect(seen.decisions[0]).toMatchObject({ id, outcome, decided_by: 'chair', tally: { [outcome]: 3 } });
		const moves = await allowed(
			member.client
				.from('stage_changes')
				.select('act, to_stage, actor_id, note')
				.eq('pilot_id', pilot)
				.eq('act', 'decide')
		);
		expect(moves).toEqual([
			{ act: 'decide', to_stage: stage, actor_id: chair.id, note: 'The evidence says so.' }
		]);
	});

	test('keeps the evidence as it was shown, whatever is computed later', async () => {
		const pilot = await voted(district, all('scale'));
		await allowed(record(district, pilot, 'scale'));
		const kept = async (who: Actor) => {
			const [decision] = await allowed(
				who.client.from('decisions').select('id, permitted, tally').eq('pilot_id', pilot)
			);
			const { evidence } = await allowed(who.call('decision', { decision: decision.id }), who.name);
			return { ...decision, evidence };
		};
		const before = await kept(district.people.member);
		expect(before.evidence).toEqual({ for: 'everyone' });
		await analyse(pilot, ['sunset']);
		for (const part of ['member', 'evaluator', 'admin', 'chair'] as const) {
			expect(await kept(district.people[part]), part).toEqual(before);
		}
	});

	test('is changed and deleted by nobody', async () => {
		const pilot = await voted(district, all('scale'));
		await allowed(record(district, pilot, 'scale'));
		await unchanged(district, pilot, async () => {
			for (const part of ['chair', 'admin', 'clerk', 'sponsor', 'lead'] as const) {
				const decisions = () => district.people[part].client.from('decisions');
				await denied(decisions().update({ rationale: 'Otherwise.' }).eq('pilot_id', pilot), NO_GRANT, part);
				await denied(decisions().delete().eq('pilot_id', pilot), NO_GRANT, part);
				await denied(decisions().insert({ pilot_id: pilot, outcome: 'sunset' }), NO_GRANT, part);
			}
		});
	});

	test('is followed by a later one, on votes of its own', async () => {
		const { evaluator, sponsor, member, clerk, chair } = district.people;
		const pilot = await voted(district, all('extend'));
		await allowed(record(district, pilot, 'extend', { cycle_end: day(1) }));
		await must(evaluator, 'submit_evaluation', { pilot, summary: 'Still fine.', recommendation: 'scale' });
		await must(sponsor, 'advance_pilot', advance(pilot, 'experiment', 'decision', 'We know enough.'));
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		await analyse(pilot, ['scale']);
		expect(await allowed(member.call('pilot', { pilot }))).toMatchObject({ docket: { votes: 0 } });
		await refused(district, pilot, ['409 no_quorum', 'scale']);
		for (const voter of [sponsor, chair]) await must(voter, 'cast_vote', { pilot, choice: 'scale' });
		await allowed(record(district, pilot, 'scale'));
		const { decisions } = await allowed(member.call('pilot', { pilot }));
		expect(decisions.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['scale', 'extend']);
	});
});
