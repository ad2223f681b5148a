import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, newcomer, type District } from './district.ts';
import { newcomer as guestOf } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';

let district: District;
let pilot: string;
let over: string;
let seat: string;

beforeAll(async () => {
	district = await foundDistrict();
	over = await pilotIn(district, 'withdrawn');
});
beforeEach(async () => {
	pilot = await pilotIn(district, 'proposed');
	seat = await open();
});

type Page = {
	open_seats: { id: string; role: string; wanted: string; hours_a_week: number | null }[];
	join_fault: string | null;
	joining_costs: string[];
	my_request: { id: string; seat: string | null; note: string } | null;
	join_requests: {
		id: string;
		person: { name: string };
		seat: string | null;
		seat_closed: boolean;
		fault: string | null;
	}[];
	team: { name: string; role: string }[];
};
type Advertised = {
	seats: { id: string; pilot: { id: string }; fault: string | null; asked: boolean }[];
	in_all: number;
	more: boolean;
};

const open = (more: object = {}): Promise<string> =>
	must(district.people.lead, 'open_seat', {
		pilot,
		role: 'data collector',
		wanted: 'Logs the reading minutes.',
		hours_a_week: 2,
		...more
	});
const ask = (who: Actor, args: object = {}): Promise<string> =>
	allowed(who.call('ask_to_join', { pilot, ...args }), who.name) as Promise<string>;
const page = (who: Actor, of = pilot): Promise<Page> =>
	allowed(who.call('pilot', { pilot: of }), who.name) as Promise<Page>;
const answer = (request: string, accept: boolean, more: object = {}, who = district.people.lead) =>
	who.call('answer_join', { request, accept, ...more });
const mailsOf = (kind: string, request: string) =>
	asOwner<{ address: string; facts: Record<string, unknown>; given_up_at: string | null }>(
		'select address, facts, given_up_at from private.mails where key = $1',
		`${kind}:${request}`
	);
const lines = (verb: string) =>
	asOwner<{ facts: Record<string, unknown> }>(
		'select facts from public.activity where pilot_id = $1 and verb = $2',
		pilot,
		verb
	);

describe('an open seat', () => {
	test('is opened and closed by the lead alone', async () => {
		const { lead, teammate, member, admin, former, sponsor } = district.people;
		const args = { pilot, role: 'member', wanted: 'Translates.' };
		for (const who of [teammate, member, admin, former, sponsor]) {
			await denied(who.call('open_seat', args), '403 not_yours', who.name);
			await denied(who.call('close_seat', { pilot, seat }), '403 not_yours', who.name);
		}
		await denied(district.outsider.call('open_seat', args), '404 no_such_pilot');
		await denied(district.nobody.call('open_seat', args), NO_GRANT);
		await allowed(lead.call('close_seat', { pilot, seat }));
		await allowed(lead.call('close_seat', { pilot, seat }));
		expect((await page(member)).open_seats).toEqual([]);
		await denied(lead.call('close_seat', { pilot, seat: randomUUID() }), '404 no_such_seat');
		expect(await lines('closed')).toHaveLength(1);
	});

	test('says what is asked of whom, within reason', async () => {
		const { lead } = district.people;
		const args = { pilot, role: 'member', wanted: 'Translates.' };
		await denied(lead.call('open_seat', { ...args, wanted: ' \n' }), '422 no_text');
		await denied(lead.call('open_seat', { ...args, wanted: 'x'.repeat(301) }), '422 too_long');
		await denied(lead.call('open_seat', { ...args, role: 'lead' }), '400 no_such_seat');
		for (const hours_a_week of [0, -1, 0.04, 41]) {
			await denied(
				lead.call('open_seat', { ...args, hours_a_week }),
				'422 wrong_hours',
				String(hours_a_week)
			);
		}
		const id = randomUUID();
		for (let times = 0; times < 2; times += 1)
			expect(await must(lead, 'open_seat', { ...args, id })).toBe(id);
		expect((await page(lead)).open_seats).toMatchObject([
			{ id: seat, role: 'data collector', wanted: 'Logs the reading minutes.', hours_a_week: 2 },
			{ id, role: 'member', hours_a_week: null }
		]);
		for (let more = 2; more < 10; more += 1) await open();
		await denied(lead.call('open_seat', args), '409 too_many');
		await denied(lead.call('open_seat', { ...args, pilot: over }), '409 over');
	});

	test('is advertised to everyone who sees the pilot, filtered, a page at a time', async () => {
		const { lead, member, evaluator, teammate } = district.people;
		const all = (who: Actor, args: object = {}) =>
			allowed(who.call('advertised_seats', { most: 100, ...args }), who.name) as Promise<Advertised>;
		const draft = await pilotIn(district, 'draft');
		const hidden = await must(lead, 'open_seat', { pilot: draft, role: 'member', wanted: 'Later.' });
		const ids = async (who: Actor, args = {}) => (await all(who, args)).seats.map(({ id }) => id);
		expect(await ids(member)).toContain(seat);
		expect(await ids(member)).not.toContain(hidden);
		expect(await ids(teammate)).toContain(hidden);
		const fault = async (who: Actor) => (await all(who)).seats.find(({ id }) => id === seat)?.fault;
		expect(await fault(member)).toBeNull();
		expect(await fault(teammate)).toBe('team');
		expect(await fault(district.people.sponsor)).toBe('judges');
		expect(await fault(evaluator)).toBeNull();
		expect(await ids(member, { filters: { site: district.sites[0] } })).toContain(seat);
		expect(await ids(member, { filters: { site: district.sites[2] } })).toEqual([]);
		expect(await ids(member, { filters: { objective: district.objectives[0] } })).toContain(seat);
		expect(await ids(member, { filters: { objective: 'nothing' } })).toEqual([]);
		const second = await open({ wanted: 'Another.' });
		const first = await all(member, { most: 1 });
		expect(first).toMatchObject({ seats: [{ id: second }], more: true });
		expect((await all(member, { most: 1, before: second })).seats).toMatchObject([{ id: seat }]);
		expect((await all(district.outsider)).seats).toEqual([]);
		const guest = await guestOf(district.id, 'guest');
		expect((await all(guest)).seats).toEqual([]);
		await denied(district.nobody.call('advertised_seats'), NO_GRANT);
	});
});

describe('asking to join', () => {
	test('is for any member who does not judge the pilot; the lead is told', async () => {
		const { member, lead } = district.people;
		const request = await ask(member, { seat, note: 'I teach next door.' });
		expect(await page(member)).toMatchObject({
			join_fault: null,
			joining_costs: [],
			my_request: { id: request, seat }
		});
		expect((await page(lead)).join_requests).toMatchObject([
			{
				id: request,
				person: { name: 'member' },
				note: 'I teach next door.',
				seat: 'Logs the reading minutes.',
				fault: null
			}
		]);
		expect(await mailsOf('join_asked', request)).toMatchObject([
			{
				address: lead.email,
				facts: { pilot, by: 'member', note: 'I teach next door.', wanted: 'Logs the reading minutes.' }
			}
		]);
		expect(await lines('asked to join')).toEqual([{ facts: {} }]);
	});

	test('says why somebody is kept out', async () => {
		const { sponsor, teammate, lead, deactivated, reviewer, chair, member } = district.people;
		await denied(sponsor.call('ask_to_join', { pilot }), '403 separation_of_duties');
		for (const who of [teammate, lead])
			await denied(who.call('ask_to_join', { pilot }), '409 on_team', who.name);
		await denied(deactivated.call('ask_to_join', { pilot }), '403 no_person');
		await denied(district.outsider.call('ask_to_join', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('ask_to_join', { pilot }), NO_GRANT);
		await denied(member.call('ask_to_join', { pilot: over }), '409 over');
		await must(chair, 'recuse', { pilot, reason: 'The vendor is my brother.' });
		expect(await denied(chair.call('ask_to_join', { pilot }), '403 separation_of_duties')).toEqual({
			why: 'recused'
		});
		const guest = await guestOf(district.id, 'guest');
		await denied(guest.call('ask_to_join', { pilot }), '404 no_such_pilot');
		const decided = await pilotIn(district, 'decision');
		await must(district.people.cabinet2, 'cast_vote', { pilot: decided, choice: 'scale' });
		for (const who of [
			reviewer,
			district.people.cabinet2,
			district.people.evaluator,
			district.people.admin
		]) {
			expect(
				await denied(who.call('ask_to_join', { pilot: decided }), '403 separation_of_duties', who.name)
			).toEqual({ why: 'judges' });
		}
		expect((await page(reviewer, decided)).join_fault).toBe('judges');
		await must(district.people.admin, 'appoint', { pilot: decided, person: guest.id, role: 'evaluator' });
		await denied(guest.call('ask_to_join', { pilot: decided }), '422 outside');
	});

	test('is warned of what it costs', async () => {
		expect((await page(district.people.colleague)).joining_costs).toEqual(['evaluator']);
		expect((await page(district.people.clerk)).joining_costs).toEqual([]);
	});

	test('is one request at a time, sent twice kept once', async () => {
		const { member } = district.people;
		const request = await ask(member, { seat, note: 'Me.' });
		expect(await ask(member, { seat, note: 'Me.' })).toBe(request);
		await denied(member.call('ask_to_join', { pilot, note: 'Me again.' }), '409 asked_already');
		const both = await Promise.all([
			district.people.clerk.call('ask_to_join', { pilot, note: 'a' }),
			district.people.clerk.call('ask_to_join', { pilot, note: 'b' })
		]);
		expect(both.filter(({ error }) => error === null)).toHaveLength(1);
	});

	test('for a seat that is there', async () => {
		const { member, lead } = district.people;
		await denied(member.call('ask_to_join', { pilot, seat: randomUUID() }), '404 no_such_seat');
		await denied(member.call('ask_to_join', { pilot, note: 'x'.repeat(1001) }), '422 too_long');
		await must(lead, 'close_seat', { pilot, seat });
		await denied(member.call('ask_to_join', { pilot, seat }), '409 seat_closed');
		await ask(member);
	});

	test('is withdrawn by whoever asked, and by nobody else', async () => {
		const { member, lead, teammate, clerk } = district.people;
		const request = await ask(member);
		await denied(lead.call('withdraw_join', { request }), '403 not_yours');
		await denied(teammate.call('withdraw_join', { request }), '403 not_yours');
		await denied(clerk.call('withdraw_join', { request }), '404 no_such_request');
		await allowed(member.call('withdraw_join', { request }));
		await allowed(member.call('withdraw_join', { request }));
		expect(await mailsOf('join_asked', request)).toMatchObject([
			{ facts: {}, given_up_at: expect.any(String) }
		]);
		expect(await page(member)).toMatchObject({ my_request: null });
		expect((await page(lead)).join_requests).toEqual([]);
		await denied(answer(request, true), '409 answered');
		await ask(member);
	});

	test('is between them and the team', async () => {
		const { member, lead, teammate, clerk, admin, evaluator, sponsor } = district.people;
		const request = await ask(member, { note: 'For you alone.' });
		for (const who of [member, lead, teammate]) {
			expect(
				await allowed(who.client.from('join_requests').select('id').eq('pilot_id', pilot)),
				who.name
			).toEqual([{ id: request }]);
		}
		for (const who of [clerk, admin, evaluator, sponsor, district.outsider]) {
			await empty(who.client.from('join_requests').select('id').eq('pilot_id', pilot), who.name);
		}
		expect(JSON.stringify(await page(clerk))).not.toContain('For you alone');
		expect((await page(clerk)).join_requests).toEqual([]);
		await denied(
			lead.client.from('join_requests').update({ answer: 'accepted' }).eq('id', request),
			NO_GRANT
		);
		await denied(member.client.from('open_seats').delete().eq('id', seat), NO_GRANT);
	});
});

describe('answering', () => {
	test('is the lead’s: whoever is accepted is on the team, and the seat is closed', async () => {
		const { member, teammate, admin, clerk } = district.people;
		const request = await ask(member, { seat });
		await denied(answer(request, true, {}, teammate), '403 not_yours');
		await denied(answer(request, true, {}, member), '403 not_yours');
		for (const who of [admin, clerk, district.outsider])
			await denied(answer(request, true, {}, who), '404 no_such_request', who.name);
		await denied(answer(request, true, {}, district.nobody), NO_GRANT);
		await denied(answer(request, true, { note: 'x'.repeat(1001) }), '422 too_long');
		await allowed(answer(request, true, { note: 'Welcome.' }));
		await allowed(answer(request, true));
		await denied(answer(request, false), '409 answered');
		const after = await page(member);
		expect(after.team).toContainEqual(expect.objectContaining({ name: 'member', role: 'data collector' }));
		expect(after).toMatchObject({ open_seats: [], join_fault: 'team', my_request: null });
		expect(await mailsOf('join_answered', request)).toMatchObject([
			{ address: member.email, facts: { accepted: true, by: 'lead', note: 'Welcome.' } }
		]);
		expect(await lines('answered')).toEqual([{ facts: { person_id: member.id } }]);
		await denied(member.call('withdraw_join', { request }), '409 answered');
	});

	test('no is told to whoever asked, and to nobody else', async () => {
		const { member, clerk } = district.people;
		const request = await ask(member, { seat });
		await allowed(answer(request, false, { note: 'We are enough by now.' }));
		expect((await page(member)).open_seats).toHaveLength(1);
		expect(await mailsOf('join_answered', request)).toMatchObject([
			{ facts: { accepted: false, note: 'We are enough by now.' } }
		]);
		const log = await allowed(clerk.call('activity_log', { filters: { pilot }, most: 200 }));
		expect(JSON.stringify(log)).not.toMatch(/enough|declined/);
		await ask(member, { note: 'And now?' });
	});

	test('accepting separates duties from then on', async () => {
		const { colleague, admin, lead } = district.people;
		await allowed(answer(await ask(colleague), true));
		await denied(
			admin.call('appoint', { pilot, person: colleague.id, role: 'evaluator' }),
			'403 separation_of_duties'
		);
		await must(lead, 'seat', { pilot, person: colleague.id, role: null });
		await denied(
			admin.call('appoint', { pilot, person: colleague.id, role: 'evaluator' }),
			'403 separation_of_duties'
		);
	});

	test('two for one seat at once: one takes it, and the other is told', async () => {
		const { member, clerk, lead } = district.people;
		const requests = [await ask(member, { seat }), await ask(clerk, { seat })];
		const answers = await Promise.all(requests.map((request) => answer(request, true)));
		expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
		const at = answers.findIndex(({ error }) => error !== null);
		expect(answers[at]!.error).toMatchObject({ hint: 'seat_closed' });
		const late = [member, clerk][at]!;
		expect((await page(lead)).join_requests).toMatchObject([
			{ person: { name: late.name }, seat_closed: true }
		]);
		await allowed(answer(requests[at]!, true, { without_seat: true }));
		expect((await page(lead)).team).toContainEqual(
			expect.objectContaining({ name: late.name, role: 'member' })
		);
	});

	test('whoever was named evaluator meanwhile cannot be taken in any more', async () => {
		const { colleague, admin, lead } = district.people;
		const request = await ask(colleague);
		await must(admin, 'appoint', { pilot, person: colleague.id, role: 'evaluator' });
		expect((await page(lead)).join_requests).toMatchObject([{ fault: 'judges' }]);
		expect(await denied(answer(request, true), '403 separation_of_duties')).toEqual({ why: 'judges' });
		await allowed(answer(request, false));
	});

	test('whoever was deactivated meanwhile neither, nor waits for an answer', async () => {
		const gone = await newcomer(district.id, 'gone', []);
		const request = await ask(gone);
		await asOwner('update public.people set active = false where id = $1', gone.id);
		expect((await page(district.people.lead)).join_requests).toEqual([]);
		await denied(answer(request, true), '422 wrong_person');
		await denied(answer(request, true, {}, gone), '403 no_person');
	});

	test('is for whoever leads now', async () => {
		const { member, lead, teammate } = district.people;
		const request = await ask(member);
		await must(lead, 'seat', { pilot, person: teammate.id, role: 'lead' });
		await denied(answer(request, true), '403 not_yours');
		await allowed(answer(request, true, {}, teammate));
	});

	test('waits for the lead, and is answered by adding them too', async () => {
		const { member, lead } = district.people;
		await ask(member);
		const waiting = () =>
			asOwner<{ what: string; detail: string }>(
				'select * from private.joining_waiting($1) where id = $2',
				lead.id,
				pilot
			);
		expect(await waiting()).toMatchObject([{ what: 'answer a request to join', detail: 'member' }]);
		await must(lead, 'seat', { pilot, person: member.id, role: 'member' });
		expect(await waiting()).toEqual([]);
		expect(await page(member)).toMatchObject({ my_request: null });
	});

	test('is over with the pilot', async () => {
		const { member, lead } = district.people;
		const request = await ask(member, { seat });
		await must(lead, 'advance_pilot', advance(pilot, 'proposed', 'withdrawn', 'No time.'));
		expect(await page(member)).toMatchObject({ open_seats: [], join_fault: 'over' });
		await denied(answer(request, true), '409 over');
		await allowed(answer(request, false));
	});
});

test('whoever is from outside, recused or judges is put on no team by its lead', async () => {
	const { lead, clerk, sponsor } = district.people;
	const guest = await guestOf(district.id, 'guest');
	const add = (person: Actor, role = 'member') => lead.call('seat', { pilot, person: person.id, role });
	for (const role of ['member', 'data collector', 'lead'])
		await denied(add(guest, role), '422 outside', role);
	await must(clerk, 'recuse', { pilot, reason: 'I know the vendor.' });
	await denied(add(clerk), '403 separation_of_duties');
	await denied(add(sponsor), '403 separation_of_duties');
});
