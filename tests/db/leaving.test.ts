import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completeProposal, day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeEach(async () => {
	district = await foundDistrict();
});

type Seat = { seat: string; pilot: string | null; meeting: string | null; candidates: { name: string }[] };

const seats = async (person: Actor): Promise<Seat[]> =>
	await allowed(district.people.admin.call('seats_of', { person: person.id }));
const deactivate = (who: Actor, person: Actor, heirs?: unknown) =>
	who.call('deactivate_person', { person: person.id, ...(heirs === undefined ? {} : { heirs }) });
const state = async (person: Actor) =>
	(await allowed(district.people.admin.call('person_office', { person: person.id }))).state;
const page = (pilot: string) => allowed(district.people.admin.call('pilot', { pilot }));
const mailsTo = (person: Actor) =>
	asOwner<{ kind: string; facts: Record<string, unknown> }>(
		`select kind, facts from private.mails where person_id = $1 and kind = 'deactivated_seats'`,
		person.id
	);

test('only the AI office of the district lets somebody go, or back in', async () => {
	const { people, outsider, stranger, nobody } = district;
	for (const [part, who] of Object.entries(people) as [Part, Actor][]) {
		if (['admin', 'insider', 'former'].includes(part)) continue;
		const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
		await denied(deactivate(who, people.member), how, part);
		await denied(who.call('reactivate_person', { person: people.deactivated.id }), how, part);
	}
	await denied(deactivate(outsider, people.member), '404 no_such_person');
	await denied(outsider.call('reactivate_person', { person: people.deactivated.id }), '404 no_such_person');
	await denied(deactivate(stranger, people.member), '403 no_person');
	await denied(deactivate(nobody, people.member), NO_GRANT);
	expect(await state(people.member)).toBe('active');
	expect(await state(people.deactivated)).toBe('deactivated');
});

test('whoever goes is out at once, and back in with their roles', async () => {
	const { admin, clerk } = district.people;
	await allowed(clerk.call('cabinet'));
	await allowed(deactivate(admin, clerk));
	expect(await allowed(clerk.call('me'))).toBeNull();
	await denied(clerk.call('call_meeting', { held_on: day(1), chair: admin.id }), '403 not_yours');
	const [{ account } = { account: '' }] = await asOwner<{ account: string }>(
		'select user_id as account from public.people where id = $1',
		clerk.id
	);
	expect(await asOwner('select id from auth.sessions where user_id = $1', account)).toEqual([]);
	await denied(deactivate(admin, clerk), '409 not_active');
	await allowed(admin.call('reactivate_person', { person: clerk.id }));
	await denied(admin.call('reactivate_person', { person: clerk.id }), '409 active');
	const { roles, state: now, history } = await allowed(admin.call('person_office', { person: clerk.id }));
	expect({ roles, now }).toEqual({ roles: ['clerk'], now: 'active' });
	expect(history.map(({ verb }: { verb: string }) => verb)).toEqual([
		'reactivated',
		'deactivated',
		'came in'
	]);
	// The session that they had is over; they sign in anew.
	expect(await allowed(clerk.call('me'))).toBeNull();
});

describe('the seats of whoever goes', () => {
	test('are told with who could take them over', async () => {
		const { lead, sponsor, evaluator, chair, teammate } = district.people;
		const pilot = await pilotIn(district, 'decision');
		expect(await seats(lead)).toMatchObject([
			{ seat: 'lead', pilot, needs_heir: true, title: 'A tutor for fractions' }
		]);
		const names = async (who: Actor) => (await seats(who))[0]!.candidates.map(({ name }) => name);
		expect(await names(lead)).toEqual(['collector', 'insider', 'teammate']);
		expect(await names(sponsor)).toEqual(['cabinet2', 'cabinet3', 'chair']);
		expect(await names(evaluator)).toEqual(['colleague']);
		expect(await names(chair)).toEqual(['cabinet2', 'cabinet3', 'sponsor']);
		expect((await seats(chair))[0]).toMatchObject({ seat: 'chair', needs_heir: true, held_on: day(0) });
		expect(await seats(teammate)).toMatchObject([{ seat: 'member', needs_heir: false, candidates: [] }]);
		const over = await pilotIn(district, 'withdrawn');
		expect((await seats(lead)).map((seat) => seat.pilot)).not.toContain(over);
	});

	test('pass on in one go, each heir is told by mail, and work goes on', async () => {
		const { lead, teammate, evaluator, colleague, admin, chair, cabinet2 } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await allowed(deactivate(admin, lead, [{ seat: 'lead', pilot, heir: teammate.id }]));
		await allowed(deactivate(admin, evaluator, [{ seat: 'evaluator', pilot, heir: colleague.id }]));
		const { team, assignments } = await page(pilot);
		expect(team[0]).toMatchObject({ id: teammate.id, role: 'lead' });
		expect(team.map(({ id }: { id: string }) => id)).not.toContain(lead.id);
		expect(assignments).toContainEqual(expect.objectContaining({ id: colleague.id, role: 'evaluator' }));
		await must(teammate, 'seat', { pilot, person: district.people.member.id, role: 'member' });
		const meeting = await must(district.people.clerk, 'call_meeting', { held_on: day(3), chair: chair.id });
		await allowed(deactivate(admin, chair, [{ seat: 'chair', meeting, heir: cabinet2.id }]));
		const { meetings } = await allowed(admin.call('cabinet'));
		expect(meetings).toMatchObject([{ id: meeting, chair: 'cabinet2' }]);
		expect(await mailsTo(teammate)).toMatchObject([
			{
				facts: {
					person: 'lead',
					by: 'admin',
					seats: [{ seat: 'lead', pilot, title: 'A tutor for fractions' }]
				}
			}
		]);
		expect(await mailsTo(cabinet2)).toMatchObject([
			{ facts: { person: 'chair', seats: [{ seat: 'chair', meeting }] } }
		]);
	});

	test('of a sponsor or an evaluator may stay empty: the gate then asks for one', async () => {
		const { sponsor, evaluator, admin } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await allowed(deactivate(admin, sponsor, [{ seat: 'sponsor', pilot, heir: null }]));
		await allowed(deactivate(admin, evaluator));
		const { assignments, gates } = await page(pilot);
		expect(assignments).toEqual([]);
		const launch = gates.find(({ act }: { act: string }) => act === 'launch');
		expect(launch.criteria).toContainEqual(expect.objectContaining({ criterion: 'evaluator', met: false }));
	});

	test('are never left without a lead or a chair, nor given to whoever may not hold them', async () => {
		const { people, outsider } = district;
		const { admin, lead, sponsor, evaluator, chair, insider, former, member, reviewer, clerk, deactivated } =
			people;
		const pilot = await pilotIn(district, 'decision');
		const meeting = (await seats(chair))[0]!.meeting;
		const wrong: [Actor, string, Actor | null, string][] = [
			[lead, 'lead', null, '422 no_heir'],
			[lead, 'lead', outsider, '422 wrong_heir'],
			[lead, 'lead', deactivated, '422 wrong_heir'],
			[lead, 'lead', lead, '422 wrong_heir'],
			// has judged the pilot
			[lead, 'lead', sponsor, '422 wrong_heir'],
			[lead, 'lead', reviewer, '422 wrong_heir'],
			[lead, 'lead', chair, '422 wrong_heir'],
			// holds the role, and was on the team since it was proposed
			[sponsor, 'sponsor', insider, '422 wrong_heir'],
			[sponsor, 'sponsor', former, '422 wrong_heir'],
			[evaluator, 'evaluator', insider, '422 wrong_heir'],
			[chair, 'chair', former, '422 wrong_heir'],
			// does not hold the role
			[sponsor, 'sponsor', member, '422 wrong_heir'],
			[evaluator, 'evaluator', clerk, '422 wrong_heir'],
			[chair, 'chair', evaluator, '422 wrong_heir'],
			[chair, 'chair', null, '422 no_heir']
		];
		for (const [who, seat, heir, how] of wrong) {
			const place = seat === 'chair' ? { meeting } : { pilot };
			const call = deactivate(admin, who, [{ seat, ...place, heir: heir?.id ?? null }]);
			const { error } = await call;
			expect(error?.message, `${seat} to ${heir?.name}`).toContain(
				seat === 'chair' ? 'Meeting of the cabinet' : 'A tutor for fractions'
			);
			const facts = await denied(
				deactivate(admin, who, [{ seat, ...place, heir: heir?.id ?? null }]),
				how,
				`${seat} to ${heir?.name}`
			);
			expect(facts.wrong).toMatchObject([{ seat }]);
			expect(await state(who)).toBe('active');
		}
		const { team, assignments } = await page(pilot);
		expect(team[0].id).toBe(lead.id);
		expect(assignments).toHaveLength(2);
		const handed = `select 1 from private.mails where district_id = $1 and kind = 'deactivated_seats'`;
		expect(await asOwner(handed, district.id)).toEqual([]);
	});

	test('are passed on all or not at all, and as they are now', async () => {
		const { admin, lead, teammate, member, insider } = district.people;
		const one = await pilotIn(district, 'proposed');
		const two = await pilotIn(district, 'vetting');
		const facts = await denied(
			deactivate(admin, lead, [{ seat: 'lead', pilot: one, heir: teammate.id }]),
			'422 no_heir'
		);
		expect(facts.wrong).toMatchObject([{ seat: 'lead', pilot: two, missing: true }]);
		expect((await page(one)).team[0].id).toBe(lead.id);
		// A seat that they do not hold any more.
		await denied(
			deactivate(admin, member, [{ seat: 'sponsor', pilot: one, heir: insider.id }]),
			'409 changed_meanwhile'
		);
		await denied(deactivate(admin, member, 'heirs' as never), NOT_UNDERSTOOD);
		await denied(deactivate(admin, member, ['heir']), '400 not_understood');
		await denied(deactivate(admin, lead, [{ seat: 'lead', pilot: one, heir: 'me' }]), NOT_UNDERSTOOD);
		expect(await state(member)).toBe('active');
	});

	test('in drafts that only their team sees go to whoever is longest on it, and are told to no admin', async () => {
		const { admin, lead, teammate, member } = district.people;
		const [shared, alone] = [randomUUID(), randomUUID()];
		for (const pilot of [shared, alone])
			await must(lead, 'save_proposal', { pilot, proposal: completeProposal(district) });
		await must(lead, 'seat', { pilot: shared, person: teammate.id, role: 'member' });
		await must(lead, 'seat', { pilot: shared, person: member.id, role: 'member' });
		expect(await seats(lead)).toEqual([]);
		await allowed(deactivate(admin, lead));
		const { team } = await allowed(teammate.call('pilot', { pilot: shared }));
		expect(team.map(({ id, role }: { id: string; role: string }) => [id, role])).toEqual([
			[teammate.id, 'lead'],
			[member.id, 'member']
		]);
		await allowed(admin.call('reactivate_person', { person: lead.id }));
		expect(
			await asOwner('select role from public.team_members where pilot_id = $1 and left_at is null', alone)
		).toEqual([{ role: 'lead' }]);
	});
});
