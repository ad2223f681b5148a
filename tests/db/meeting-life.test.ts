import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, evaluate, must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const tick = () => asOwner('select private.tick_meetings()');
const call = (held_on: string, chair: Actor = district.people.chair): Promise<string> =>
	must(district.people.clerk, 'call_meeting', { held_on, chair: chair.id });
const page = async (meeting: string, who: Actor = district.people.clerk) =>
	allowed(who.call('meeting', { meeting }), who.name);
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id);
const docketOf = async (pilot: string) =>
	(await allowed(district.people.member.call('pilot', { pilot }))).docket;

/** Whatever earlier stories left open is over, so that each begins with an empty table. */
async function fresh() {
	await asOwner(
		`update private.conditions set state = 'met', closed_at = private.now() where district_id = $1 and state = 'open'`,
		district.id
	);
	await asOwner(
		`update public.pilots set cycle_end = private.today() + 100, next_review = private.today() + 200 where district_id = $1`,
		district.id
	);
	await asOwner(
		`update public.docket_items set closed_at = private.now(), closed_how = 'taken off' where district_id = $1 and closed_at is null`,
		district.id
	);
	await asOwner(
		`update public.meetings set cancelled_at = coalesce(cancelled_at, private.now()), opened_at = null, ended_at = null
		where district_id = $1 and ended_at is null`,
		district.id
	);
	await asOwner(
		`update public.meetings set held_on = held_on - 400 - (select count(*)::int from public.meetings) where district_id = $1 and ended_at is not null`,
		district.id
	);
}

/** A pilot that its evaluator hands to the cabinet now. */
async function due() {
	const pilot = await pilotIn(district, 'experiment');
	await evaluate(district, pilot);
	await must(district.people.evaluator, 'advance_pilot', advance(pilot, 'experiment', 'decision'));
	return pilot;
}

/** A condition of the decision to scale, due so many days from now. */
async function condition(pilot: string, due: number) {
	const [row] = await asOwner<{ id: string }>(
		`insert into private.conditions (district_id, pilot_id, decision_id, number, words, owner_id, due_on)
		select d.district_id, d.pilot_id, d.id, 1 + (select count(*) from private.conditions c where c.decision_id = d.id), 'Train the teachers.', $2,
			private.today() + $3::int
		from public.decisions d where d.pilot_id = $1 limit 1 returning id`,
		pilot,
		district.people.lead.id,
		due
	);
	return row!.id;
}

describe('a meeting is changed', () => {
	beforeAll(fresh);

	test('by the clerk and the AI office, nobody else', async () => {
		const meeting = await call(day(20));
		const may: Part[] = ['clerk', 'admin', 'insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			if (may.includes(part)) continue;
			await denied(who.call('save_meeting', { meeting, fields: { place: 'Room 2' } }), how, part);
			await denied(who.call('cancel_meeting', { meeting, reason: 'Snow.' }), how, part);
			await denied(who.call('send_docket', { meeting }), how, part);
		}
		await denied(district.outsider.call('save_meeting', { meeting, fields: {} }), '404 no_such_meeting');
		await denied(district.outsider.call('meeting', { meeting }), '404 no_such_meeting');
		await denied(district.nobody.call('save_meeting', { meeting, fields: {} }), NO_GRANT);
		for (const part of may) {
			await allowed(
				district.people[part].call('save_meeting', { meeting, fields: { place: `Room of ${part}` } })
			);
		}
		expect(await page(meeting)).toMatchObject({ place: 'Room of former', revision: 5 });
	});

	test('with its time, length and place from the beginning', async () => {
		const { clerk, chair } = district.people;
		const meeting = await allowed(
			clerk.call('call_meeting', {
				held_on: day(21),
				chair: chair.id,
				begins: '13:30',
				minutes: 90,
				place: ' Room 1 '
			})
		);
		expect(await page(meeting)).toMatchObject({
			begins: '13:30',
			minutes: 90,
			place: 'Room 1',
			state: 'called'
		});
		for (const [bad, how] of [
			[{ begins: '25:00' }, '422 no_time'],
			[{ begins: 'noon' }, '422 no_time'],
			[{ minutes: 4 }, '422 no_length'],
			[{ minutes: 601 }, '422 no_length'],
			[{ place: 'x'.repeat(201) }, '422 too_long']
		] as const)
			await denied(clerk.call('call_meeting', { held_on: day(22), chair: chair.id, ...bad }), how);
	});

	test('its day moves: docket, votes and answers go with it, and everyone is told once', async () => {
		const { clerk, cabinet2, chair, sponsor, lead } = district.people;
		await fresh();
		const meeting = await call(day(10));
		const pilot = await due();
		await must(cabinet2, 'cast_vote', { pilot, choice: 'scale' });
		await must(chair, 'answer_meeting', { meeting, comes: true });
		const { revision } = await page(meeting);
		const before = (await mailsOf(district.id, 'meeting_moved')).length;
		await allowed(clerk.call('save_meeting', { meeting, fields: { held_on: day(12) }, seen: revision }));
		expect(await docketOf(pilot)).toMatchObject({ held_on: day(12), votes: 1 });
		const now = await page(meeting);
		expect(now).toMatchObject({ held_on: day(12), revision: revision + 1 });
		expect(now.members).toContainEqual(expect.objectContaining({ id: chair.id, comes: true }));
		const told = (await mailsOf(district.id, 'meeting_moved')).slice(before);
		const people = told.map(({ person }) => person);
		expect(new Set(people).size, 'each once').toBe(people.length);
		for (const who of [chair, sponsor, cabinet2, lead]) expect(people).toContain(who.id);
		expect(people, 'whoever moved it knows').not.toContain(clerk.id);
		expect(told[0]!.facts).toMatchObject({ held_on: day(12), from: day(10) });
		await denied(
			clerk.call('save_meeting', { meeting, fields: { held_on: day(13) }, seen: revision }),
			'409 stale',
			'on what somebody saw before'
		);
	});

	test('not onto a day that is past, taken or none', async () => {
		const { clerk, chair } = district.people;
		await fresh();
		const [meeting] = [await call(day(10)), await call(day(11), chair)];
		const to = (fields: object) => clerk.call('save_meeting', { meeting, fields });
		expect(await denied(to({ held_on: day(11) }), '409 taken')).toEqual({ field: 'held_on' });
		await denied(to({ held_on: day(-1) }), '422 past');
		await denied(to({ held_on: '2026-02-31' }), '422 no_day');
		await denied(to({ held_on: null }), '422 no_day');
		await denied(to({ begins: '9' }), '422 no_time');
		await denied(to({ minutes: 'long' }), '422 no_length');
		await denied(to({ chair: district.people.member.id }), '422 wrong_person');
		await denied(to({ chair: district.people.deactivated.id }), '422 wrong_person');
		await denied(to({ chair: 'me' }), '422 wrong_person');
		await denied(to({ room: 1 }), '400 unknown_field');
		expect(await page(meeting)).toMatchObject({ held_on: day(10), revision: 1 });
	});

	test('is called off with a reason: what is on its docket goes to the next one, or waits', async () => {
		const { clerk, lead } = district.people;
		await fresh();
		const [first, next] = [await call(day(10)), await call(day(15))];
		const pilot = await due();
		expect(await docketOf(pilot)).toMatchObject({ held_on: day(10) });
		await denied(clerk.call('cancel_meeting', { meeting: first, reason: '  ' }), '422 no_reason');
		await allowed(clerk.call('cancel_meeting', { meeting: first, reason: 'Snow.' }));
		expect(await page(first)).toMatchObject({ state: 'cancelled', cancel_reason: 'Snow.', items: [] });
		expect(await docketOf(pilot)).toMatchObject({ held_on: day(15) });
		const mails = await mailsOf(district.id, 'meeting_cancelled');
		expect(mails.find(({ person }) => person === lead.id)?.facts).toMatchObject({ reason: 'Snow.' });
		await allowed(clerk.call('cancel_meeting', { meeting: next, reason: 'Snow again.' }));
		expect(await docketOf(pilot), 'it waits').toMatchObject({ meeting: null });
		await denied(clerk.call('cancel_meeting', { meeting: next, reason: 'Twice.' }), '409 cancelled');
		await denied(clerk.call('save_meeting', { meeting: next, fields: { place: 'x' } }), '409 cancelled');
		const again = await call(day(10));
		expect(again, 'its day is free for another one').not.toBe(first);
		expect(await docketOf(pilot)).toMatchObject({ held_on: day(10) });
	});
});

describe('a meeting is in session', () => {
	test('from when it is opened, on its day, until it is ended; the second of two is told who was first', async () => {
		const { clerk, chair, cabinet2, admin } = district.people;
		await fresh();
		const [today, later] = [await call(day(0)), await call(day(5))];
		const pilot = await due();
		await denied(cabinet2.call('open_meeting', { meeting: today }), '403 not_yours');
		await denied(chair.call('open_meeting', { meeting: later }), '409 not_today');
		await denied(chair.call('end_meeting', { meeting: today }), '409 not_open');
		const both = await Promise.all([
			chair.call('open_meeting', { meeting: today }),
			clerk.call('open_meeting', { meeting: today })
		]);
		const lost = both.filter(({ error }) => error);
		expect(lost).toHaveLength(1);
		expect(lost[0]!.error).toMatchObject({ code: 'PT409', hint: 'opened' });
		expect(lost[0]!.error!.message).toMatch(/^(chair|clerk) opened this meeting already/);
		await denied(clerk.call('cancel_meeting', { meeting: today, reason: 'No.' }), '409 in_session');
		await denied(
			clerk.call('save_meeting', { meeting: today, fields: { held_on: day(7) } }),
			'409 in_session'
		);
		await denied(
			clerk.call('call_meeting', { held_on: day(0), chair: chair.id, begins: '16:00' }),
			'409 in_session'
		);
		for (const fields of [null, [], [{ held_on: day(7) }]])
			await denied(clerk.call('save_meeting', { meeting: today, fields }), '400 unknown_field');
		await denied(
			clerk.call('save_meeting', { meeting: today, fields: { place: ['Room 1'] } }),
			'422 not_text'
		);
		await allowed(clerk.call('save_meeting', { meeting: today, fields: { place: 'Next door' } }));
		await allowed(admin.call('end_meeting', { meeting: today }));
		const { error } = await chair.call('end_meeting', { meeting: today });
		expect(error?.message).toMatch(/^admin ended this meeting already/);
		expect(await docketOf(pilot), 'what is not closed is carried over').toMatchObject({ held_on: day(5) });
		for (const fields of [{ held_on: day(7) }, { place: 'Elsewhere' }])
			await denied(clerk.call('save_meeting', { meeting: today, fields }), '409 ended');
		await denied(clerk.call('cancel_meeting', { meeting: today, reason: 'No.' }), '409 ended');
		await denied(clerk.call('call_meeting', { held_on: day(0), chair: chair.id }), '409 ended');
	});

	test('that nobody opened stays as it is once its minutes are signed', async () => {
		const { clerk, chair, cabinet2 } = district.people;
		await fresh();
		const meeting = await call(day(0));
		const section = { key: 'a', heading: 'What was said', words: 'All of it.', made: '' };
		await must(clerk, 'save_minutes', { meeting, sections: [section], seen: 0 });
		await asOwner('update public.meetings set held_on = private.today() - 2 where id = $1', meeting);
		await must(chair, 'sign_minutes', { meeting, seen: 1 });
		for (const fields of [{ held_on: day(7) }, { place: 'Elsewhere' }, { chair: cabinet2.id }])
			await denied(clerk.call('save_meeting', { meeting, fields }), '409 signed');
		await denied(clerk.call('cancel_meeting', { meeting, reason: 'No.' }), '409 signed');
		expect(await page(meeting)).toMatchObject({ state: 'past', minutes_stand: 'signed' });
	});

	test('that nobody ended is over the day after, by itself', async () => {
		const { chair } = district.people;
		await fresh();
		const [meeting, next] = [await call(day(0)), await call(day(3))];
		const pilot = await due();
		await must(chair, 'open_meeting', { meeting });
		await tick();
		expect(await page(meeting)).toMatchObject({ state: 'in session' });
		await asOwner('update public.meetings set held_on = private.today() - 2 where id = $1', meeting);
		await tick();
		expect(await page(meeting)).toMatchObject({ state: 'ended' });
		expect(ids(await page(next))).toEqual([(await docketOf(pilot)).id]);
	});

	test('a chair who left the cabinet leads it no more', async () => {
		const { clerk } = district.people;
		await fresh();
		const leaver = await newcomer(district.id, 'leaver', ['cabinet']);
		const meeting = await call(day(0), leaver);
		await due();
		await asOwner('delete from public.person_roles where person_id = $1', leaver.id);
		const { items } = await page(meeting);
		await denied(leaver.call('open_meeting', { meeting }), '403 not_yours');
		await denied(
			leaver.call('order_docket', { meeting, items: items.map(({ id }: { id: string }) => id) }),
			'403 not_yours'
		);
		expect(await page(meeting)).toMatchObject({ chair: { name: 'leaver', fits: false } });
		await allowed(
			clerk.call('save_meeting', { meeting, fields: { place: 'Here', chair: leaver.id } }),
			'who is not named anew'
		);
		await allowed(clerk.call('save_meeting', { meeting, fields: { chair: district.people.cabinet2.id } }));
		await allowed(district.people.cabinet2.call('open_meeting', { meeting }));
	});
});

describe('the docket', () => {
	test('says why each came', async () => {
		const { lead, sponsor } = district.people;
		const [stopped, adopted] = [await pilotIn(district, 'experiment'), await pilotIn(district, 'adopted')];
		await fresh();
		const meeting = await call(day(4));
		const evaluated = await due();
		await must(lead, 'advance_pilot', advance(stopped, 'experiment', 'decision', 'Scores fell.'));
		await must(sponsor, 'advance_pilot', advance(adopted, 'adopted', 'decision', 'A guardrail failed.'));
		const overdue = await pilotIn(district, 'experiment');
		await asOwner('update public.pilots set cycle_end = private.today() - 1 where id = $1', overdue);
		await asOwner('select private.docket_overdue()');
		const reasons = Object.fromEntries(
			(await page(meeting)).items.map(({ pilot, reason }: { pilot: string; reason: string }) => [
				pilot,
				reason
			])
		);
		expect(reasons).toMatchObject({
			[evaluated]: 'evidence',
			[stopped]: 'stopped early',
			[adopted]: 'review',
			[overdue]: 'overdue'
		});
	});

	test('has a pilot that goes on while a condition is overdue, once, and not when it is settled', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await fresh();
		const meeting = await call(day(4));
		const [late] = [await condition(pilot, -3), await condition(pilot, 30)];
		await tick();
		await tick();
		const [item] = (await page(meeting)).items;
		expect(item).toMatchObject({ pilot, reason: 'condition', matter: true, i_vote: false });
		expect(item.conditions).toEqual([{ words: 'Train the teachers.', owner: 'lead', due_on: day(-3) }]);
		await asOwner(
			`update private.conditions set state = 'met', closed_at = private.now() where id = $1`,
			late
		);
		expect((await page(meeting)).items).toEqual([]);
		const said = await activityOf(district.people.member, pilot);
		expect(said.map(({ verb }: { verb: string }) => verb).slice(0, 2)).toEqual([
			'left the docket',
			'came onto the docket'
		]);
	});

	test('does not bring back at once what the cabinet dealt with, and never lets it rest for ever', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await fresh();
		const meeting = await call(day(4));
		await condition(pilot, -3);
		await tick();
		await asOwner(
			`update public.docket_items set closed_at = private.now(), closed_how = 'dealt with', note = 'Next month.' where pilot_id = $1 and closed_at is null`,
			pilot
		);
		await tick();
		expect((await page(meeting)).items.filter(({ closed_at }: { closed_at: string }) => !closed_at)).toEqual(
			[]
		);
		await asOwner(
			`update public.docket_items set closed_at = closed_at - interval '31 days' where pilot_id = $1 and closed_how = 'dealt with'`,
			pilot
		);
		await tick();
		expect(await docketOf(pilot)).toMatchObject({ reason: 'condition', meeting });
	});

	test('has an adopted pilot when its monitoring review is due; a decision comes before a matter', async () => {
		const [pilot, other] = [await pilotIn(district, 'adopted'), await pilotIn(district, 'adopted')];
		await fresh();
		const meeting = await call(day(4));
		await asOwner('update public.pilots set next_review = private.today() where id = $1', pilot);
		await tick();
		expect((await page(meeting)).items).toMatchObject([{ pilot, reason: 'monitoring' }]);
		await must(district.people.sponsor, 'advance_pilot', advance(pilot, 'adopted', 'decision', 'It drifts.'));
		expect((await page(meeting)).items).toMatchObject([{ pilot, reason: 'review', matter: false }]);
		await asOwner('update public.pilots set next_review = private.today() where id = $1', other);
		await tick();
		expect(await docketOf(other)).toMatchObject({ reason: 'monitoring' });
		await asOwner('update public.pilots set next_review = private.today() + 90 where id = $1', other);
		expect(await docketOf(other), 'reviewed meanwhile').toBeNull();
	});

	test('loses a pilot that went another way', async () => {
		await fresh();
		const meeting = await call(day(4));
		for (const stage of ['withdrawn', 'draft']) {
			const pilot = await due();
			expect(ids(await page(meeting))).toHaveLength(1);
			await asOwner('update public.pilots set stage = $2::public.stage where id = $1', pilot, stage);
			expect(ids(await page(meeting)), stage).toEqual([]);
			expect((await activityOf(district.people.member, pilot))[0]).toMatchObject({ verb: 'left the docket' });
		}
	});

	test('is asked for by the office, with a note; taken off with a reason, but never a decision that is due', async () => {
		const { clerk, member, cabinet2, admin } = district.people;
		const pilot = await pilotIn(district, 'adopted');
		await fresh();
		const meeting = await call(day(4));
		const waiting = await due();
		await denied(member.call('put_on_docket', { pilot, note: 'Costs.' }), '403 not_yours');
		await denied(cabinet2.call('put_on_docket', { pilot, note: 'Costs.' }), '403 not_yours');
		await denied(clerk.call('put_on_docket', { pilot, note: '' }), '422 no_note');
		await denied(clerk.call('put_on_docket', { pilot: waiting, note: 'Costs.' }), '409 not_now');
		const item = await allowed(clerk.call('put_on_docket', { pilot, note: 'The costs rose.', meeting }));
		await denied(admin.call('put_on_docket', { pilot, note: 'Again.' }), '409 there_already');
		expect((await page(meeting)).items).toContainEqual(
			expect.objectContaining({ id: item, reason: 'asked', note: 'The costs rose.' })
		);
		const decision = (await docketOf(waiting)).id;
		await denied(clerk.call('take_off_docket', { item: decision, reason: 'No.' }), '409 decision_due');
		await denied(cabinet2.call('take_off_docket', { item, reason: 'No.' }), '403 not_yours');
		await denied(clerk.call('take_off_docket', { item, reason: ' ' }), '422 no_reason');
		await denied(district.outsider.call('take_off_docket', { item, reason: 'No.' }), '404 no_such_item');
		await allowed(clerk.call('take_off_docket', { item, reason: 'It is settled.' }));
		await denied(clerk.call('take_off_docket', { item, reason: 'Twice.' }), '409 closed');
		expect(ids(await page(meeting))).toEqual([decision]);
	});

	test('lets an item go to another meeting, with its votes', async () => {
		const { clerk, cabinet2, chair } = district.people;
		await fresh();
		const [first, second] = [await call(day(4)), await call(day(9))];
		const pilot = await due();
		await must(cabinet2, 'cast_vote', { pilot, choice: 'scale' });
		const item = (await docketOf(pilot)).id;
		await denied(chair.call('put_on_meeting', { item, meeting: second }), '403 not_yours');
		await denied(clerk.call('put_on_meeting', { item, meeting: district.id }), '404 no_such_meeting');
		await allowed(clerk.call('put_on_meeting', { item, meeting: second }));
		expect(await docketOf(pilot)).toMatchObject({ held_on: day(9), votes: 1 });
		await must(clerk, 'cancel_meeting', { meeting: first, reason: 'Nothing is due.' });
		await denied(clerk.call('put_on_meeting', { item, meeting: first }), '409 over');
	});

	test('is ordered by the chair and the clerk, never by two at once, nor with what is not on it', async () => {
		const { clerk, chair, cabinet2, member } = district.people;
		await fresh();
		const [meeting, other] = [await call(day(4)), await call(day(9))];
		const [a, b, c] = [await due(), await due(), await due()];
		const [first, second, third] = ids(await page(meeting)) as [string, string, string];
		const { revision } = await page(meeting);
		for (const who of [cabinet2, member])
			await denied(who.call('order_docket', { meeting, items: [first] }), '403 not_yours');
		const orders = await Promise.all([
			chair.call('order_docket', { meeting, items: [third, second, first], seen: revision }),
			clerk.call('order_docket', { meeting, items: [second, first, third], seen: revision })
		]);
		expect(orders.map(({ error }) => error?.hint ?? 'done').sort()).toEqual(['done', 'stale']);
		await allowed(chair.call('order_docket', { meeting, items: [third, first], minutes: [15, null] }));
		const { items } = await page(meeting);
		expect(items.map(({ id, minutes }: { id: string; minutes: number }) => [id, minutes])).toEqual([
			[third, 15],
			[first, null],
			[second, null]
		]);
		await must(clerk, 'put_on_meeting', { item: first, meeting: other });
		await denied(chair.call('order_docket', { meeting, items: [first, second] }), '409 not_here');
		await denied(chair.call('order_docket', { meeting, items: [second, second] }), '422 twice');
		await denied(chair.call('order_docket', { meeting, items: [second], minutes: [0] }), '422 no_minutes');
		await denied(chair.call('order_docket', { meeting, items: [second], minutes: [1, 2] }), '422 no_minutes');
		expect([a, b, c]).toHaveLength(3);
	});

	test('is mailed once, again only when it changed and the clerk says so, and by itself two days before', async () => {
		const { clerk, chair, cabinet2, member } = district.people;
		await fresh();
		const meeting = await call(day(2));
		await denied(clerk.call('send_docket', { meeting }), '409 empty');
		const pilot = await due();
		const before = (await mailsOf(district.id, 'docket')).length;
		await tick();
		await tick();
		const mails = (await mailsOf(district.id, 'docket')).slice(before);
		expect(mails.map(({ person }) => person)).toEqual(
			expect.arrayContaining([chair.id, cabinet2.id, clerk.id])
		);
		expect(mails.map(({ person }) => person)).not.toContain(member.id);
		expect(mails[0]!.facts).toMatchObject({
			items: [{ pilot, reason: 'evidence' }],
			again: false,
			begins: '09:00'
		});
		await denied(clerk.call('send_docket', { meeting }), '409 unchanged');
		await due();
		expect(await page(meeting)).toMatchObject({ sent: { by: null, changed: true } });
		expect(await denied(clerk.call('send_docket', { meeting }), '409 sent_already')).toEqual({
			field: 'again'
		});
		expect(await allowed(clerk.call('send_docket', { meeting, again: true }))).toBe(mails.length);
		expect((await mailsOf(district.id, 'docket')).at(-1)!.facts).toMatchObject({ again: true });
		await tick();
		expect((await mailsOf(district.id, 'docket')).length - before).toBe(2 * mails.length);
	});

	test('waits on the clerk, on members and on the chair', async () => {
		const { clerk, chair, cabinet2 } = district.people;
		await fresh();
		const waits = async (who: Actor) =>
			(await allowed(who.call('home'))).waiting
				.filter(({ pilot }: { pilot: string }) => pilot === meeting)
				.map(({ what, due }: { what: string; due: string }) => [what, due]);
		const meeting = await call(day(4));
		await due();
		expect(await waits(clerk)).toEqual([['prepare the docket', day(2)]]);
		expect(await waits(cabinet2)).toEqual([['say whether you come', day(4)]]);
		await must(cabinet2, 'answer_meeting', { meeting, comes: true });
		await must(clerk, 'send_docket', { meeting });
		expect([...(await waits(clerk)), ...(await waits(cabinet2))]).toEqual([]);
		await asOwner('update public.meetings set held_on = private.today() where id = $1', meeting);
		await must(chair, 'open_meeting', { meeting });
		await must(chair, 'end_meeting', { meeting });
		expect(await waits(chair)).toEqual([['sign the minutes', day(7)]]);
	});

	test('is nobody’s to fill but the clock’s', async () => {
		for (const who of [district.people.admin, server]) {
			await denied(who.call('docket_matters'), /^(PGRST202|42883|42501)$/);
		}
	});
});
