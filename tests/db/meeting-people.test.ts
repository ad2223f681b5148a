import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { analyse, must, pilotIn } from './pilots.ts';

let district: District;
/** a meeting of today, with one pilot on its docket */
let meeting: string;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'decision');
	meeting = await must(district.people.clerk, 'call_meeting', {
		held_on: day(0),
		chair: district.people.chair.id
	});
});

const page = async (who: Actor = district.people.clerk) =>
	allowed(who.call('meeting', { meeting }), who.name);
const note = (who: Actor, people: Actor[], what: string, minutes_ago = 0) =>
	who.call('note_attendance', { meeting, people: people.map(({ id }) => id), what, minutes_ago });
const present = async () => {
	const [row] = await asOwner<{ present: string[] | null }>(
		'select private.present_members($1) as present',
		meeting
	);
	return row!.present;
};

describe('who comes', () => {
	test('is said by members of the cabinet, each for themselves; whoever does not come says why', async () => {
		const cabinet: Part[] = ['sponsor', 'cabinet2', 'cabinet3', 'chair', 'insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (cabinet.includes(part)) continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			await denied(who.call('answer_meeting', { meeting, comes: true }), how, part);
		}
		await denied(district.outsider.call('answer_meeting', { meeting, comes: true }), '404 no_such_meeting');
		await denied(district.nobody.call('answer_meeting', { meeting, comes: true }), NO_GRANT);
		const { cabinet2, cabinet3, sponsor, chair } = district.people;
		await denied(cabinet2.call('answer_meeting', { meeting, comes: false }), '422 no_reason');
		await denied(cabinet2.call('answer_meeting', { meeting, comes: null }), '422 no_answer');
		await allowed(cabinet2.call('answer_meeting', { meeting, comes: false, reason: 'A funeral.' }));
		for (const who of [cabinet3, sponsor, chair])
			await allowed(who.call('answer_meeting', { meeting, comes: true }));
		const said = ({ members }: { members: { id: string }[] }) => members.find(({ id }) => id === cabinet2.id);
		expect(said(await page())).toMatchObject({ comes: false, reason: 'A funeral.' });
		expect(said(await page(district.people.member)), 'why is not for everyone').toMatchObject({
			comes: false,
			reason: null
		});
	});

	test('makes the quorum that is to be expected, item by item without those who are kept out', async () => {
		const { cabinet3 } = district.people;
		const { items, rule } = await page();
		expect(rule.quorum).toBe(2);
		expect(items[0]).toMatchObject({ pilot, eligible: 4, expected: 3 });
		expect(items[0].kept_out).toEqual([
			{ name: 'former', why: 'team' },
			{ name: 'insider', why: 'team' }
		]);
		await must(cabinet3, 'recuse', { pilot, reason: 'My brother sells it.' });
		const again = (await page()).items[0];
		expect(again).toMatchObject({ eligible: 3, expected: 2 });
		expect(again.kept_out).toContainEqual({ name: 'cabinet3', why: 'recused' });
	});
});

describe('attendance', () => {
	test('is taken by clerk and chair while the meeting is in session', async () => {
		const { clerk, chair, cabinet2, member, sponsor } = district.people;
		await denied(note(clerk, [chair], 'arrived'), '409 not_open');
		await must(clerk, 'open_meeting', { meeting });
		expect(await present(), 'nobody takes it yet').toBeNull();
		for (const who of [cabinet2, member]) await denied(note(who, [who], 'arrived'), '403 not_yours');
		await allowed(note(clerk, [chair, sponsor], 'arrived', 5));
		expect((await present())!.sort()).toEqual([chair.id, sponsor.id].sort());
		expect((await page()).items[0], 'the quorum is of those present').toMatchObject({ expected: 2 });
	});

	test('tells who left and came back, and the quorum follows', async () => {
		const { chair, sponsor, cabinet2 } = district.people;
		await allowed(note(chair, [sponsor], 'left', 3));
		expect((await page()).items[0]).toMatchObject({ expected: 1 });
		await allowed(note(chair, [sponsor], 'arrived', 1));
		await allowed(note(chair, [cabinet2], 'arrived'));
		expect((await page()).items[0]).toMatchObject({ expected: 3 });
		expect(await page()).toMatchObject({
			members: expect.arrayContaining([expect.objectContaining({ name: 'sponsor', present: true })])
		});
	});

	test('refuses what cannot be', async () => {
		const { chair, clerk, sponsor, cabinet3, member, deactivated } = district.people;
		await denied(note(clerk, [chair], 'arrived'), '409 not_so', 'present already');
		await denied(note(clerk, [cabinet3], 'left'), '409 not_so', 'never there');
		await denied(note(clerk, [sponsor], 'left', 30), '409 not_so', 'before they arrived');
		await denied(note(clerk, [member], 'arrived'), '422 wrong_person');
		await denied(note(clerk, [deactivated], 'arrived'), '422 wrong_person');
		await denied(note(clerk, [district.outsider], 'arrived'), '422 wrong_person');
		await denied(note(clerk, [], 'arrived'), '422 nobody');
		await denied(note(clerk, [cabinet3], 'flew'), '422 no_such_thing');
		await denied(note(clerk, [cabinet3], 'arrived', 601), '422 no_time');
		await denied(note(clerk, [cabinet3], 'arrived', 300), '422 no_time', 'long before it was opened');
		await denied(note(clerk, [cabinet3, chair], 'arrived'), '409 not_so', 'all of them or nobody');
		expect(await present()).not.toContain(cabinet3.id);
	});

	test('a slip is struck by a line of its own, unless another stands on it', async () => {
		const { clerk, cabinet2, cabinet3, sponsor } = district.people;
		await allowed(note(clerk, [cabinet3], 'arrived'));
		const lines = async (who: Actor) =>
			(await page()).attendance.filter(({ person }: { person: string }) => person === who.id);
		const [slip] = await lines(cabinet3);
		await denied(cabinet2.call('strike_attendance', { meeting, line: slip.id }), '403 not_yours');
		await allowed(clerk.call('strike_attendance', { meeting, line: slip.id, note: 'It was somebody else.' }));
		await allowed(clerk.call('strike_attendance', { meeting, line: slip.id }), 'twice is once');
		expect(await lines(cabinet3)).toMatchObject([{ what: 'arrived', struck: true }]);
		expect(await present()).not.toContain(cabinet3.id);
		const [arrived] = await lines(sponsor);
		await denied(clerk.call('strike_attendance', { meeting, line: arrived.id }), '409 not_so');
		await denied(clerk.call('strike_attendance', { meeting, line: meeting }), '404 no_such_line');
		await expect(asOwner('delete from private.attendance where meeting_id = $1', meeting)).rejects.toThrow();
	});
});

describe('minutes', () => {
	const sections = (words = 'All were there.') => [
		{ key: 'attendance', heading: 'Who was there', words, made: 'All were there.' }
	];
	const write = (who: Actor, seen: number, words?: string) =>
		who.call('save_minutes', { meeting, sections: sections(words), seen });
	const read = (who: Actor) => who.call('read_minutes', { meeting });

	test('are made from the record: who was there, what was decided, what is carried over', async () => {
		const { chair, sponsor, cabinet2, clerk } = district.people;
		await must(clerk, 'call_meeting', { held_on: day(6), chair: chair.id });
		const waiting = await pilotIn(district, 'decision');
		const item = (await allowed(clerk.call('pilot', { pilot: waiting }))).docket.id;
		for (const who of [sponsor, cabinet2]) await must(who, 'cast_vote', { pilot, choice: 'sunset' });
		await must(chair, 'cast_vote', { pilot, choice: 'extend', reason: 'One more term.' });
		await analyse(pilot, ['sunset']);
		await must(chair, 'record_decision', { pilot, outcome: 'sunset', rationale: 'It did not help.' });
		await must(chair, 'end_meeting', { meeting });
		const { record, dissent, may, revision } = await allowed(read(chair));
		expect({ may, revision }).toEqual({ may: { write: true, sign: false, add: false }, revision: 0 });
		expect(record.items).toMatchObject([
			{ outcome: 'sunset', rationale: 'It did not help.', tally: { sunset: 2, extend: 1 }, carried: false },
			{ id: item, carried: true, carried_to: day(6) }
		]);
		expect(record.attendance).toContainEqual(expect.objectContaining({ name: 'chair', what: 'arrived' }));
		expect(dissent).toMatchObject([{ name: 'chair', choice: 'extend', reason: 'One more term.' }]);
	});

	test('are written by clerk and chair, one after the other, and each version is kept', async () => {
		const { clerk, chair, cabinet2, member } = district.people;
		for (const who of [cabinet2, member]) await denied(write(who, 0), '403 not_yours');
		expect(await allowed(write(clerk, 0))).toBe(1);
		await denied(write(chair, 0), '409 stale');
		expect(await allowed(write(chair, 1, 'All but one were there.'))).toBe(2);
		await denied(clerk.call('save_minutes', { meeting, sections: [], seen: 2 }), '422 no_sections');
		await denied(
			clerk.call('save_minutes', { meeting, sections: [...sections(), ...sections()], seen: 2 }),
			'422 no_sections'
		);
		await denied(write(clerk, 2, 'x'.repeat(8001)), '422 no_sections');
		const { versions } = await allowed(read(cabinet2));
		expect(versions.map(({ version, by }: { version: number; by: string }) => [version, by])).toEqual([
			[2, 'chair'],
			[1, 'clerk']
		]);
		await denied(read(member), '403 not_signed', 'drafts are the office’s');
	});

	test('are signed by the chair alone, in the version that they saw, and are fixed then', async () => {
		const { clerk, chair, admin, cabinet2, member } = district.people;
		for (const who of [clerk, admin, cabinet2])
			await denied(who.call('sign_minutes', { meeting, seen: 2 }), '403 not_yours', who.name);
		await denied(chair.call('sign_minutes', { meeting, seen: 1 }), '409 stale');
		await denied(clerk.call('add_to_minutes', { meeting, words: 'Too early.' }), '409 not_signed');
		await allowed(chair.call('sign_minutes', { meeting, seen: 2 }));
		await denied(chair.call('sign_minutes', { meeting, seen: 2 }), '409 signed');
		for (const who of [clerk, chair]) await denied(write(who, 2, 'Otherwise.'), '409 signed');
		await denied(clerk.call('save_meeting', { meeting, fields: { chair: cabinet2.id } }), '409 signed');
		await expect(
			asOwner('update private.minutes set signed_at = null, signed_by = null where meeting_id = $1', meeting)
		).rejects.toThrow();
		const seen = await allowed(read(member));
		expect(seen).toMatchObject({ signed: { by: 'chair' }, versions: [], dissent: [], record: null });
		expect(seen.sections[0].words).toBe('All but one were there.');
	});

	test('are corrected afterwards by what is added', async () => {
		const { clerk, member, cabinet2 } = district.people;
		for (const who of [member, cabinet2])
			await denied(who.call('add_to_minutes', { meeting, words: 'No.' }), '403 not_yours');
		await denied(clerk.call('add_to_minutes', { meeting, words: ' ' }), '422 no_words');
		await allowed(clerk.call('add_to_minutes', { meeting, words: 'Two were missing.' }));
		expect((await allowed(read(member))).addenda).toMatchObject([
			{ words: 'Two were missing.', by: 'clerk' }
		]);
	});

	test('are of no meeting that is still to come, and not signed while it is in session', async () => {
		const { clerk, chair } = district.people;
		const later = await must(clerk, 'call_meeting', { held_on: day(6), chair: chair.id });
		const save = () => clerk.call('save_minutes', { meeting: later, sections: sections(), seen: 0 });
		await denied(save(), '409 not_now');
		await denied(chair.call('sign_minutes', { meeting: later, seen: 0 }), '409 no_minutes');
		await asOwner('update public.meetings set held_on = private.today() + 400 where id = $1', meeting);
		await asOwner('update public.meetings set held_on = private.today() where id = $1', later);
		await must(chair, 'open_meeting', { meeting: later });
		await allowed(save());
		await denied(chair.call('sign_minutes', { meeting: later, seen: 1 }), '409 not_over');
	});
});

describe('a calendar', () => {
	const feed = (token: string) => district.nobody.call('calendar_feed', { token });

	test('reads meetings by a link that works for nobody in particular, with titles for the cabinet', async () => {
		const { chair, member } = district.people;
		const [token, plain] = [
			await allowed(chair.call('make_calendar_link')),
			await allowed(member.call('make_calendar_link'))
		];
		const seen = await allowed(feed(token));
		expect(seen.meetings.length).toBeGreaterThan(0);
		expect(seen.meetings.some(({ items }: { items: string[] }) => items.length > 0)).toBe(true);
		for (const one of (await allowed(feed(plain))).meetings) expect(one.items).toEqual([]);
		const [row] = await asOwner<{ kept: string }>(
			'select string_agg(token_hash, $1) as kept from private.calendar_links',
			','
		);
		expect(row!.kept).not.toContain(token);
	});

	test('finds nothing by an old link, one that was ended, nor one of somebody who left', async () => {
		const { chair } = district.people;
		const old = await allowed(chair.call('make_calendar_link'));
		const token = await allowed(chair.call('make_calendar_link'));
		expect(await allowed(feed(old))).toBeNull();
		expect(await allowed(chair.call('calendar_link'))).not.toBeNull();
		await allowed(chair.call('end_calendar_link'));
		expect(await allowed(feed(token))).toBeNull();
		expect(await allowed(chair.call('calendar_link'))).toBeNull();
		const leaver = await newcomer(district.id, 'leaver', ['cabinet']);
		const theirs = await allowed(leaver.call('make_calendar_link'));
		expect(await allowed(feed(theirs))).not.toBeNull();
		await asOwner('update public.people set active = false where id = $1', leaver.id);
		expect(await allowed(feed(theirs))).toBeNull();
		for (const bad of ['', 'a'.repeat(64), 'x']) expect(await allowed(feed(bad))).toBeNull();
		await denied(district.stranger.call('make_calendar_link'), '403 no_person');
		await denied(district.nobody.call('make_calendar_link'), NO_GRANT);
	});
});
