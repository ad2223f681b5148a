import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { advance, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const recuse = (who: Actor, pilot: string, reason: string | null = 'The vendor is my brother.') =>
	who.call('recuse', { pilot, reason });
const page = (who: Actor, pilot: string) => allowed(who.call('pilot', { pilot }), who.name);

describe('whoever recuses themselves', () => {
	test('loses their seats, and everyone sees that and why', async () => {
		const { sponsor, evaluator, member } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await allowed(recuse(evaluator, pilot, 'I wrote the proposal’s statistics.'));
		await allowed(recuse(sponsor, pilot));
		const seen = await page(member, pilot);
		expect(seen.assignments).toEqual([]);
		expect(seen.former_assignments.map(({ role }: { role: string }) => role).sort()).toEqual([
			'evaluator',
			'sponsor'
		]);
		expect(seen.recusals).toMatchObject([
			{ name: 'evaluator', reason: 'I wrote the proposal’s statistics.' },
			{ name: 'sponsor', reason: 'The vendor is my brother.' }
		]);
		expect(seen).toMatchObject({ i_recused: false, kept_out: false, kept_out_why: null });
		expect(await page(sponsor, pilot)).toMatchObject({
			i_recused: true,
			kept_out: true,
			kept_out_why: 'recused',
			my_parts: []
		});
		await denied(evaluator.call('accept_measurements', { pilot, ids: '{}' }), '403 not_yours');
	});

	test('gives a reason; a second time changes nothing', async () => {
		const { cabinet2, member } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await unchanged(district, pilot, async () => {
			for (const reason of ['', '  ', null]) await denied(recuse(cabinet2, pilot, reason), '422 no_reason');
			await denied(recuse(cabinet2, pilot, 'x'.repeat(2001)), '422 too_long');
		});
		await allowed(recuse(cabinet2, pilot));
		await unchanged(district, pilot, async () => {
			await allowed(recuse(cabinet2, pilot, 'Another reason.'));
		});
		expect((await page(member, pilot)).recusals).toHaveLength(1);
	});

	test('is not on the team, whose members are kept out anyway', async () => {
		const { lead, teammate, insider, former } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await unchanged(district, pilot, async () => {
			for (const who of [lead, teammate, insider]) await denied(recuse(who, pilot), '409 on_team', who.name);
		});
		await allowed(recuse(former, pilot));
		expect(await page(former, pilot)).toMatchObject({ kept_out_why: 'team', i_recused: true });
	});

	test('takes their open vote back, and cannot vote again', async () => {
		const { cabinet2, cabinet3, clerk } = district.people;
		const pilot = await pilotIn(district, 'decision');
		await must(cabinet2, 'cast_vote', { pilot, choice: 'scale', reason: 'I like it.' });
		await allowed(recuse(cabinet2, pilot));
		expect(await allowed(cabinet2.call('votes', { pilot }))).toMatchObject([
			{ voter: 'cabinet2', choice: 'recuse', reason: 'The vendor is my brother.' }
		]);
		await denied(cabinet2.call('cast_vote', { pilot, choice: 'scale' }), '403 separation_of_duties');
		await allowed(cabinet3.call('cast_vote', { pilot, choice: 'recuse', reason: 'I know the vendor.' }));
		await allowed(cabinet3.call('cast_vote', { pilot, choice: 'sunset' }), 'a vote may be changed');
		expect(await allowed(clerk.call('votes', { pilot }))).toHaveLength(2);
	});

	test('sees nothing of it wait on them', async () => {
		const { privacyReviewer, admin } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		const waits = async () =>
			(await allowed(privacyReviewer.call('home'))).waiting.filter(
				(one: { pilot: string }) => one.pilot === pilot
			);
		expect(await waits()).not.toEqual([]);
		await allowed(recuse(privacyReviewer, pilot));
		expect(await waits()).toEqual([]);
		const { reviews } = await page(privacyReviewer, pilot);
		for (const review of reviews) expect(review.mine).toBe(false);
	});

	test('cannot be named to a seat', async () => {
		const { admin, colleague, cabinet3 } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await allowed(recuse(colleague, pilot));
		await allowed(recuse(cabinet3, pilot));
		await unchanged(district, pilot, async () => {
			for (const [person, role] of [
				[colleague, 'evaluator'],
				[cabinet3, 'sponsor']
			] as const) {
				await denied(admin.call('appoint', { pilot, person: person.id, role }), '403 separation_of_duties');
			}
		});
	});
});

describe('to sign or to vote is to state that one has no interest', () => {
	test('and that is kept with the review', async () => {
		const { reviewer, member } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		const sign = (no_interest: boolean | null) =>
			reviewer.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed', no_interest });
		await unchanged(district, pilot, async () => {
			for (const stated of [false, null]) await denied(sign(stated), '409 recuse_instead');
		});
		const stated = async () =>
			(await page(member, pilot)).reviews.find((one: { specialty: string }) => one.specialty === 'privacy')
				.no_interest;
		expect(await stated()).toBeNull();
		await allowed(sign(true));
		expect(await stated()).toBe(true);
	});

	test('so that whoever has one can only recuse themselves', async () => {
		const { cabinet2 } = district.people;
		const pilot = await pilotIn(district, 'decision');
		const vote = (choice: string, no_interest: boolean | null) =>
			cabinet2.call('cast_vote', { pilot, choice, reason: 'I own shares.', no_interest });
		await unchanged(district, pilot, async () => {
			await denied(vote('scale', false), '409 recuse_instead');
			await denied(vote('abstain', null), '409 recuse_instead');
		});
		await allowed(vote('recuse', false));
		await allowed(vote('scale', true));
	});
});
