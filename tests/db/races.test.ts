import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { connect, server, type Actor } from './actors.ts';
import { denied, type Answer } from './checks.ts';
import { foundDistrict, PASSWORD, type District } from './district.ts';
import { day } from './forms.ts';
import { gives, newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const ROUNDS = 8;
const deactivate = (who: Actor) => district.people.admin.call('deactivate_person', { person: who.id });

/** Of two calls at once each is done or refused in words, whichever came first. */
async function atOnce(first: PromiseLike<Answer>, second: PromiseLike<Answer>) {
	const answers = await Promise.all([first, second]);
	for (const { error } of answers) {
		if (error) expect(error.code, error.message).toMatch(/^PT4/);
	}
	return answers.map(({ error }) => !error) as [boolean, boolean];
}

/** Seats of whoever is no longer active. */
const left = (pilot: string) =>
	asOwner(
		`select p.name from public.people p where not p.active and p.id in (
			select t.person_id from public.team_members t where t.pilot_id = $1 and t.left_at is null
			union select a.person_id from public.assignments a where a.pilot_id = $1 and a.until is null
			union select s.person_id from public.substitutes s where s.pilot_id = $1 and s.until is null)`,
		pilot
	);

describe('while somebody is deactivated', () => {
	test('they vote on a pilot that they sponsor, or not', async () => {
		for (let round = 0; round < ROUNDS; round += 1) {
			const pilot = await pilotIn(district, 'decision');
			const sponsor = await newcomer(district.id, `sponsor${round}`, ['cabinet']);
			await must(district.people.admin, 'appoint', { pilot, person: sponsor.id, role: 'sponsor' });
			const [, gone] = await atOnce(
				sponsor.call('cast_vote', { pilot, choice: 'scale' }),
				deactivate(sponsor)
			);
			expect(gone).toBe(true);
			expect(await left(pilot)).toEqual([]);
		}
	});

	test('they comment on a pilot of theirs, or not', async () => {
		for (let round = 0; round < ROUNDS; round += 1) {
			const pilot = await pilotIn(district, 'proposed');
			const member = await newcomer(district.id, `commenter${round}`, ['clerk']);
			await must(district.people.lead, 'seat', { pilot, person: member.id, role: 'member' });
			const [, gone] = await atOnce(
				member.call('comment', { pilot, body: 'One more thing.' }),
				deactivate(member)
			);
			expect(gone).toBe(true);
			expect(await left(pilot)).toEqual([]);
		}
	});

	test.each(['member', 'lead'])('they join a team as its %s, or not', async (role) => {
		for (let round = 0; round < ROUNDS; round += 1) {
			const pilot = await pilotIn(district, 'proposed');
			const joining = await newcomer(district.id, `joining${role}${round}`, ['clerk']);
			await atOnce(
				district.people.lead.call('seat', { pilot, person: joining.id, role }),
				deactivate(joining)
			);
			expect(await left(pilot)).toEqual([]);
		}
	});

	test('they are appointed, or not', async () => {
		for (let round = 0; round < ROUNDS; round += 1) {
			const pilot = await pilotIn(district, 'experiment');
			const appointed = await newcomer(district.id, `appointed${round}`, ['evaluator']);
			await atOnce(
				district.people.sponsor.call('appoint', { pilot, person: appointed.id, role: 'evaluator' }),
				deactivate(appointed)
			);
			expect(await left(pilot)).toEqual([]);
		}
	});

	test('they are named to chair a meeting, or not', async () => {
		for (let round = 0; round < ROUNDS; round += 1) {
			const chair = await newcomer(district.id, `chair${round}`, ['cabinet']);
			await atOnce(
				district.people.clerk.call('call_meeting', { held_on: day(40 + round), chair: chair.id }),
				deactivate(chair)
			);
			expect(
				await asOwner(
					'select 1 from public.meetings m join public.people p on p.id = m.chair_id where p.id = $1 and not p.active',
					chair.id
				)
			).toEqual([]);
		}
	});
});

test('whoever loses a role at this moment has no seat by it', async () => {
	for (let round = 0; round < ROUNDS; round += 1) {
		const pilot = await pilotIn(district, 'proposed');
		const person = await newcomer(district.id, `sponsoring${round}`, ['cabinet']);
		await gives(district.id, person.id, 'clerk');
		await atOnce(
			person.call('appoint', { pilot, person: person.id, role: 'sponsor' }),
			district.people.admin.call('save_person', {
				person: person.id,
				revision: 1,
				fields: { roles: ['clerk'] }
			})
		);
		expect(
			await asOwner(
				'select 1 from public.assignments where pilot_id = $1 and person_id = $2 and until is null',
				pilot,
				person.id
			)
		).toEqual([]);
	}
});

test('an invitation is used or withdrawn, never both', async () => {
	const { admin } = district.people;
	for (let round = 0; round < ROUNDS; round += 1) {
		const email = `invited.${randomUUID()}@tests.example`;
		await must(admin, 'invite_people', { rows: [{ email, name: 'Ines Invited' }] });
		const [made] = await asOwner<{ id: string; person: string }>(
			`select i.id, p.id as person from public.invitations i join public.people p on p.id = i.person_id where p.email = $1`,
			email
		);
		const invitation = await must(server, 'mint_invitation', { invitation: made!.id });
		const [account, withdrawn] = await Promise.all([
			connect().auth.signUp({ email, password: PASSWORD, options: { data: { invitation } } }),
			admin.call('withdraw_invitation', { person: made!.person })
		]);
		if (withdrawn.error) await denied(Promise.resolve(withdrawn), /^(409 has_account|404 no_such_person)$/);
		expect(withdrawn.error === null).toBe(account.error !== null);
		const accounts = await asOwner('select 1 from auth.users where email = $1', email);
		expect(accounts).toHaveLength(account.error ? 0 : 1);
	}
});
