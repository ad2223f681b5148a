import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT, type Answer } from './checks.ts';
import { record } from './decide.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { activityOf, must, pilotIn } from './pilots.ts';
import { inSession, itemIn, docketed, whilePresent } from './rooms.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const open = (item: string, who: Actor = district.people.chair) => who.call('open_item', { item });
const close = (item: string, who: Actor = district.people.chair) => who.call('close_voting', { item });
const reopen = (item: string, reason: string | null = 'It was a tie.', who: Actor = district.people.chair) =>
	who.call('reopen_voting', { item, reason });
const carry = (item: string, reason: string | null = 'No time left.', who: Actor = district.people.chair) =>
	who.call('carry_over', { item, reason });
const settle = (
	item: string,
	note: string | null = 'The contract is signed.',
	who: Actor = district.people.chair
) => who.call('settle_matter', { item, note });
const put = (item: string, reason: string | null = 'It drifts.', who: Actor = district.people.chair) =>
	who.call('put_to_vote', { item, reason });
const vote = (who: Actor, pilot: string, choice: string) =>
	who.call('cast_vote', { pilot, choice, reason: `I am ${who.name}.` });
const room = (who: Actor, meeting: string, item: string | null = null) => who.call('room', { meeting, item });
const version = async (meeting: string, who: Actor = district.people.cabinet2): Promise<number> =>
	(await allowed(who.call('room_version', { meeting }))).version;
const cast = async (pilot: string, votes: Partial<Record<Part, string>>) => {
	for (const [part, choice] of Object.entries(votes)) {
		await allowed(vote(district.people[part as Part], pilot, choice), part);
	}
};
/** An open item with these votes. */
async function voting(votes: Partial<Record<Part, string>> = {}) {
	const meeting = await inSession(district);
	const { pilot, item } = await itemIn(district, meeting);
	await allowed(open(item));
	await cast(pilot, votes);
	return { meeting, pilot, item };
}
/** However somebody came onto the team: the function that seats people refuses those who vote. */
const joins = (pilot: string, who: Actor) =>
	asOwner(
		`insert into public.team_members (district_id, pilot_id, person_id, role) values ($1, $2, $3, 'member')`,
		district.id,
		pilot,
		who.id
	);

/** Of two at once exactly one is done, and the other is told in words. */
async function onlyOne(first: PromiseLike<Answer>, second: PromiseLike<Answer>, how: string) {
	const answers = await Promise.all([first, second]);
	expect(answers.filter(({ error }) => !error)).toHaveLength(1);
	await denied(Promise.resolve(answers.find(({ error }) => error)!), how);
}

describe('the acts of the chair', () => {
	test('are the chair’s, and nobody else’s', async () => {
		const { meeting, item } = await voting({ sponsor: 'scale', cabinet2: 'scale' });
		const next = await itemIn(district, meeting);
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'chair') continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			await denied(open(next.item, who), how, part);
			await denied(close(item, who), how, part);
			await denied(reopen(item, 'Mine now.', who), how, part);
			await denied(carry(item, 'Mine now.', who), how, part);
			await denied(settle(item, 'Mine now.', who), how, part);
			await denied(put(item, 'Mine now.', who), how, part);
		}
		await denied(close(item, district.outsider), '404 no_such_item');
		await denied(open(next.item, district.outsider), '404 no_such_item');
		await denied(close(item, district.nobody), NO_GRANT);
		await denied(close(meeting), '404 no_such_item');
		expect((await allowed(room(district.people.clerk, meeting))).item).toMatchObject({
			id: item,
			state: 'open'
		});
	});

	test('not those of a chair on the pilot’s team', async () => {
		const meeting = await inSession(district);
		const { pilot, item } = await itemIn(district, meeting);
		await joins(pilot, district.people.chair);
		await denied(open(item), '403 separation_of_duties');
		await denied(carry(item), '403 separation_of_duties');
		expect((await allowed(room(district.people.chair, meeting, item))).item).toMatchObject({
			i_chair: false,
			i_vote: false,
			kept_out_why: 'team',
			state: 'waiting'
		});
	});

	test('not before the meeting is opened, nor after it ended, nor without a meeting', async () => {
		const { clerk, chair } = district.people;
		const later: string = await must(clerk, 'call_meeting', { held_on: day(9), chair: chair.id });
		const pilot = await pilotIn(district, 'decision');
		const item = await docketed(district, later, pilot);
		for (const act of [open, close, reopen, carry]) await denied(act(item), '409 not_in_session');
		await asOwner(
			'update public.meetings set opened_at = private.now(), ended_at = private.now() where id = $1',
			later
		);
		for (const act of [open, close, reopen, carry]) await denied(act(item), '409 not_in_session');
		await docketed(district, null, pilot);
		await denied(open(item), '403 not_yours');
	});

	test('one item is open at a time', async () => {
		const { meeting, item } = await voting();
		const next = await itemIn(district, meeting);
		await denied(open(item), '409 open_already');
		await denied(open(next.item), '409 one_at_a_time');
		await allowed(carry(item));
		await allowed(open(next.item));
	});

	test('two items opened at once: one is', async () => {
		const meeting = await inSession(district);
		const [one, other] = [await itemIn(district, meeting), await itemIn(district, meeting)];
		await onlyOne(open(one.item), open(other.item), '409 one_at_a_time');
	});

	test('an item of another meeting is opened by that one’s chair, in that one', async () => {
		const { clerk, cabinet3 } = district.people;
		const { item } = await voting();
		const elsewhere: string = await must(clerk, 'call_meeting', { held_on: day(20), chair: cabinet3.id });
		const pilot = await pilotIn(district, 'decision');
		const other = await docketed(district, elsewhere, pilot);
		await denied(open(other), '403 not_yours');
		await denied(open(other, cabinet3), '409 not_in_session');
		await denied(open(item, cabinet3), '403 not_yours');
	});

	test('stand in the activity, with their reasons and without a vote', async () => {
		const { pilot, item } = await voting({ sponsor: 'scale', cabinet2: 'sunset' });
		await allowed(close(item));
		await allowed(reopen(item));
		await allowed(vote(district.people.cabinet2, pilot, 'scale'));
		await allowed(close(item));
		const lines = await activityOf(district.people.member, pilot);
		expect(
			lines
				.filter((line: { record: string }) => line.record === 'docket_items')
				.map(({ verb, facts }: { verb: string; facts: object }) => [verb, facts])
		).toEqual([
			['closed the voting', {}],
			['reopened the voting', { reason: 'It was a tie.' }],
			['closed the voting', {}],
			['opened the item', {}]
		]);
	});
});

describe('closing the voting', () => {
	test('asks for the quorum', async () => {
		const { pilot, item, meeting } = await voting({ sponsor: 'scale', cabinet3: 'abstain' });
		await denied(close(item), '409 no_quorum');
		expect((await allowed(room(district.people.clerk, meeting))).item.state).toBe('open');
		await allowed(vote(district.people.cabinet2, pilot, 'scale'));
		await allowed(close(item));
	});

	test('names the votes to cabinet, clerk and admin, and to nobody else', async () => {
		const { meeting, pilot, item } = await voting({ sponsor: 'scale', cabinet2: 'sunset', chair: 'scale' });
		const told = async (who: Actor) =>
			Object.fromEntries(
				(await allowed(who.call('votes', { pilot }), who.name)).map(
					({ voter, choice }: Record<string, string>) => [voter, choice]
				)
			);
		const office: Part[] = [
			'sponsor',
			'cabinet2',
			'cabinet3',
			'chair',
			'clerk',
			'admin',
			'insider',
			'former'
		];
		const all = { sponsor: 'scale', cabinet2: 'sunset', chair: 'scale' };
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'deactivated') continue;
			const secret = Object.fromEntries(
				Object.entries(all).map(([voter, choice]) => [voter, voter === part ? choice : null])
			);
			expect(await told(who), `${part} before`).toEqual(office.includes(part) ? secret : {});
			if (!office.includes(part)) await denied(room(who, meeting), '403 not_yours', part);
			else {
				const { item: seen } = await allowed(room(who, meeting), part);
				expect(seen, part).toMatchObject({ votes: null, standing: null, cast: 3 });
				expect(seen.quorum).not.toHaveProperty('votes');
				const voted = seen.members.filter((one: { voted: boolean }) => one.voted);
				expect(voted.map(({ name }: { name: string }) => name)).toEqual(
					['chair', 'cabinet2', 'sponsor'].sort()
				);
				expect(JSON.stringify(seen.members)).not.toMatch(/sunset|scale|I am/);
			}
		}
		await allowed(close(item));
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'deactivated') continue;
			expect(await told(who), `${part} after`).toEqual(office.includes(part) ? all : {});
			if (!office.includes(part)) continue;
			const { item: seen } = await allowed(room(who, meeting), part);
			expect(seen.standing).toEqual({
				tally: { scale: 2, sunset: 1 },
				counted: 3,
				leaders: ['scale'],
				tie: false
			});
			expect(seen.votes).toContainEqual(
				expect.objectContaining({
					voter: 'cabinet2',
					choice: 'sunset',
					reason: 'I am cabinet2.',
					counted: true
				})
			);
		}
	});

	test('no refusal and no page tells the chair before how the vote stands', async () => {
		const { chair, cabinet3 } = district.people;
		const { item, pilot } = await voting({ sponsor: 'abstain', cabinet2: 'recuse' });
		const deciding = async () => (await allowed(chair.call('deciding', { pilot }))).quorum;
		expect(await denied(close(item), '409 no_quorum')).toEqual({ quorum: 2, present: null, eligible: 4 });
		const { error } = await close(item);
		expect(error!.message).toBe(
			'The quorum is 2 votes for an outcome, and fewer are cast. Voting stays open.'
		);
		expect(await deciding()).toEqual({ quorum: 2, present: null, eligible: 4 });
		await cast(pilot, { cabinet2: 'scale', chair: 'sunset', cabinet3: 'sunset' });
		const answers = [];
		for (const outcome of ['scale', 'extend', 'shelve', 'sunset']) {
			const dates = { cycle_end: day(9), wake_on: day(9) };
			const answer = record(district, pilot, outcome, dates);
			expect(await denied(answer, '409 voting_open', outcome)).toEqual({});
			answers.push((await answer).error!.message);
		}
		expect(new Set(answers).size).toBe(1);
		await allowed(close(item));
		expect(await deciding()).toMatchObject({ votes: 3, met: true });
		await allowed(record(district, pilot, 'sunset', { override_reason: 'It drifts.', second: cabinet3.id }));
	});

	test('is done once: a second one is told who did it', async () => {
		const { item, pilot } = await voting({ sponsor: 'scale', cabinet2: 'scale' });
		await onlyOne(close(item), close(item), '409 voting_closed');
		const { error } = await close(item);
		expect(error!.message).toContain('chair has closed the voting');
		const lines = await activityOf(district.people.member, pilot);
		expect(lines.filter(({ verb }: { verb: string }) => verb === 'closed the voting')).toHaveLength(1);
	});

	test('nobody votes afterwards, and nothing of theirs is changed', async () => {
		const { cabinet2, cabinet3, clerk } = district.people;
		const { item, pilot } = await voting({ sponsor: 'scale', cabinet2: 'scale' });
		await allowed(close(item));
		const before = await allowed(clerk.call('votes', { pilot }));
		await denied(vote(cabinet2, pilot, 'sunset'), '409 voting_closed');
		await denied(vote(cabinet3, pilot, 'sunset'), '409 voting_closed');
		expect(await allowed(clerk.call('votes', { pilot }))).toEqual(before);
	});

	test('nor does whoever recuses themselves then: what was named stays, and does not count', async () => {
		const { cabinet2, clerk } = district.people;
		const { meeting, item, pilot } = await voting({ sponsor: 'scale', chair: 'scale', cabinet2: 'sunset' });
		await allowed(close(item));
		await allowed(cabinet2.call('recuse', { pilot, reason: 'My sister works there.' }));
		const { item: seen } = await allowed(room(clerk, meeting));
		expect(seen.votes).toContainEqual(
			expect.objectContaining({ voter: 'cabinet2', choice: 'sunset', counted: false })
		);
		expect(seen.standing).toMatchObject({ tally: { scale: 2 }, counted: 2 });
		const decision = await allowed(record(district, pilot, 'scale'));
		expect(await allowed(clerk.call('decision_votes', { decision }))).toContainEqual(
			expect.objectContaining({ voter: 'cabinet2', choice: 'sunset', counted: false, why_not: 'recused' })
		);
	});

	test('a vote that comes with it is counted or refused', async () => {
		const { cabinet3, clerk } = district.people;
		for (let round = 0; round < 4; round += 1) {
			const { item, pilot } = await voting({ sponsor: 'scale', cabinet2: 'scale' });
			const [late, closed] = await Promise.all([vote(cabinet3, pilot, 'sunset'), close(item)]);
			expect(closed.error).toBeNull();
			if (late.error) expect(late.error.hint).toBe('voting_closed');
			expect(await allowed(clerk.call('votes', { pilot }))).toHaveLength(late.error ? 2 : 3);
		}
	});

	test('not of an item that is not open', async () => {
		const meeting = await inSession(district);
		const { pilot, item } = await itemIn(district, meeting);
		await cast(pilot, { sponsor: 'scale', cabinet2: 'scale' });
		await denied(close(item), '409 not_open');
		await denied(reopen(item), '409 voting_open');
	});
});

describe('a tie', () => {
	test('decides nothing; reopened with a reason, votes are secret again and one of them turns it', async () => {
		const { cabinet2, clerk } = district.people;
		const { meeting, item, pilot } = await voting({
			sponsor: 'scale',
			chair: 'scale',
			cabinet2: 'sunset',
			cabinet3: 'sunset'
		});
		await denied(reopen(item), '409 voting_open');
		await allowed(close(item));
		expect((await allowed(room(clerk, meeting))).item.standing).toMatchObject({
			tie: true,
			leaders: ['scale', 'sunset'],
			counted: 4
		});
		await denied(record(district, pilot, 'scale'), '409 tie');
		for (const reason of ['', '  ', null]) await denied(reopen(item, reason), '422 no_reason');
		await denied(reopen(item, 'x'.repeat(2001)), '422 too_long');
		await onlyOne(reopen(item), reopen(item), '409 voting_open');
		expect((await allowed(room(clerk, meeting))).item).toMatchObject({ state: 'open', votes: null });
		await allowed(vote(cabinet2, pilot, 'scale'));
		await allowed(close(item));
		await denied(reopen(item), '409 vote_stands');
		await allowed(record(district, pilot, 'scale'));
		const seen = await allowed(room(clerk, meeting));
		expect(seen.item).toMatchObject({
			id: item,
			state: 'decided',
			decision: { outcome: 'scale', by: 'chair', tally: { scale: 3, sunset: 1 } }
		});
		for (const act of [open, reopen, carry]) await denied(act(item), '409 item_closed');
	});
});

describe('who votes and then joins the team', () => {
	test('is not counted, is not in the tally, and a lost quorum opens the voting again', async () => {
		const { cabinet2, cabinet3, clerk, lead, chair } = district.people;
		const { meeting, item, pilot } = await voting({ cabinet3: 'sunset', cabinet2: 'scale' });
		await allowed(close(item));
		await denied(
			lead.call('seat', { pilot, person: cabinet2.id, role: 'member' }),
			'403 separation_of_duties'
		);
		await joins(pilot, cabinet2);
		const { item: seen } = await allowed(room(clerk, meeting));
		expect(seen.standing).toMatchObject({ tally: { sunset: 1 }, counted: 1 });
		expect(seen.quorum).toMatchObject({ met: false, votes: 1, eligible: 3 });
		expect(seen.votes).toContainEqual(expect.objectContaining({ voter: 'cabinet2', counted: false }));
		expect(seen.members).toContainEqual(expect.objectContaining({ name: 'cabinet2', kept_out: 'team' }));
		await denied(record(district, pilot, 'sunset'), '409 no_quorum');
		await allowed(reopen(item, 'Somebody joined the team.'));
		await denied(vote(cabinet2, pilot, 'scale'), '403 separation_of_duties');
		await denied(close(item), '409 no_quorum');
		await allowed(vote(chair, pilot, 'sunset'));
		await allowed(close(item));
		await allowed(
			record(district, pilot, 'sunset', {
				override_reason: 'Those who are left say so.',
				second: cabinet3.id
			})
		);
		const { decisions } = await allowed(cabinet3.call('pilot', { pilot }));
		expect(decisions[0].tally).toEqual({ sunset: 2 });
	});
});

describe('attendance', () => {
	test('opening and closing ask for a quorum of those who may vote, votes of absent members count', async () => {
		const { sponsor, cabinet2, cabinet3, chair, clerk } = district.people;
		const meeting = await inSession(district);
		const { pilot, item } = await itemIn(district, meeting);
		await cast(pilot, { cabinet3: 'scale' });
		await whilePresent(meeting, async (are) => {
			await are(chair);
			await denied(open(item), '409 no_quorum');
			await are(chair, sponsor);
			await allowed(open(item));
			await cast(pilot, { sponsor: 'scale', cabinet2: 'extend' });
			await are(chair, clerk);
			expect(await denied(close(item), '409 no_quorum')).toMatchObject({
				present: 1,
				quorum: 2,
				eligible: 4
			});
			const { error } = await close(item);
			expect(error!.message).toBe(
				'The quorum is 2 members who may vote, and 1 is present. Voting stays open.'
			);
			const seen = await allowed(room(clerk, meeting));
			expect(seen).toMatchObject({ takes_attendance: true, present: ['chair', 'clerk'] });
			expect(seen.item.quorum).toMatchObject({ present: 1, quorum: 2 });
			await are(chair, cabinet2);
			await allowed(close(item));
			await are(chair);
			await allowed(reopen(item, 'Two have left.'));
			await denied(close(item), '409 no_quorum');
			await are(chair, cabinet2);
			await allowed(close(item));
		});
		const { item: seen } = await allowed(room(cabinet3, meeting));
		expect(seen.standing).toMatchObject({ tally: { scale: 2, extend: 1 } });
	});
});

describe('an item that is carried over', () => {
	test('waits for the next meeting with its votes, which are secret and changeable there', async () => {
		const { clerk, chair, cabinet2, cabinet3, sponsor } = district.people;
		const { meeting, item, pilot } = await voting({ sponsor: 'scale', cabinet2: 'sunset' });
		await allowed(close(item));
		const next: string = await must(clerk, 'call_meeting', { held_on: day(5), chair: chair.id });
		for (const reason of ['', null]) await denied(carry(item, reason), '422 no_reason');
		expect(await allowed(carry(item))).toBe(next);
		await denied(carry(item), '409 not_in_session');
		const left = await allowed(room(clerk, meeting));
		expect(left.carried).toMatchObject([{ reason: 'No time left.', held_on: day(5) }]);
		expect(left.items.map(({ id }: { id: string }) => id)).not.toContain(item);
		const there = await allowed(room(clerk, next, item));
		expect(there.item).toMatchObject({ id: item, state: 'waiting', begun_at: null, votes: null, cast: 2 });
		await allowed(vote(cabinet2, pilot, 'scale'));
		await allowed(vote(cabinet3, pilot, 'scale'));
		await denied(close(item), '409 not_in_session');
		// The meeting is moved to today, and opened.
		await inSession(district);
		await asOwner(
			`update public.meetings set held_on = held_on - 300 where district_id = $1 and held_on = $2::date`,
			district.id,
			day(0)
		);
		await asOwner(
			'update public.meetings set held_on = $2::date, opened_at = private.now() where id = $1',
			next,
			day(0)
		);
		await allowed(open(item));
		await allowed(close(item));
		const seen = await allowed(room(sponsor, next));
		expect(seen.item.standing).toMatchObject({ tally: { scale: 3 }, counted: 3 });
	});

	test('or waits without one, where none is called', async () => {
		const { item, pilot } = await voting({ sponsor: 'scale' });
		await asOwner(
			'delete from public.meetings m where district_id = $1 and held_on > $2::date and not exists (select 1 from public.docket_items d where d.meeting_id = m.id) and not exists (select 1 from private.docket_moves c where m.id in (c.from_meeting, c.to_meeting))',
			district.id,
			day(0)
		);
		await asOwner(
			'update public.meetings set held_on = held_on - 900 where district_id = $1 and held_on > $2::date',
			district.id,
			day(0)
		);
		expect(await allowed(carry(item))).toBeNull();
		expect((await allowed(district.people.clerk.call('pilot', { pilot }))).docket).toMatchObject({
			meeting: null,
			in_session: false,
			begun_at: null,
			votes: 1
		});
		await allowed(vote(district.people.sponsor, pilot, 'sunset'));
	});
});

describe('a matter of a pilot that goes on', () => {
	test.each(['condition', 'monitoring', 'asked'] as const)(
		'that came as %s is not voted on; its chair deals with it',
		async (reason) => {
			const { cabinet2, clerk, sponsor, member } = district.people;
			const meeting = await inSession(district);
			const { pilot, item } = await itemIn(district, meeting, 'scaling', reason);
			await denied(vote(cabinet2, pilot, 'scale'), '409 not_now');
			await denied(settle(item), '409 not_open');
			await allowed(open(item));
			await denied(vote(sponsor, pilot, 'scale'), '409 not_now');
			await denied(close(item), '409 not_now');
			for (const note of ['', ' ', null]) await denied(settle(item, note), '422 no_reason');
			await denied(settle(item, 'Done.', cabinet2), '403 not_yours');
			await denied(settle(item, 'Done.', member), '403 not_yours');
			await onlyOne(settle(item), settle(item), '409 item_closed');
			const seen = await allowed(room(clerk, meeting));
			expect(seen.item).toMatchObject({
				state: 'dealt with',
				note: 'The contract is signed.',
				voted_on: false
			});
			expect(await allowed(clerk.call('pilot', { pilot }))).toMatchObject({ stage: 'scaling', docket: null });
			const home = await allowed(cabinet2.call('home'));
			expect(JSON.stringify(home.waiting)).not.toContain(pilot);
		}
	);

	test('is put to the vote: the pilot goes back to decision, on the same item', async () => {
		const { clerk, cabinet2 } = district.people;
		const meeting = await inSession(district);
		const { pilot, item } = await itemIn(district, meeting, 'adopted', 'monitoring');
		await allowed(open(item));
		for (const reason of ['', null]) await denied(put(item, reason), '422 no_reason');
		await onlyOne(put(item), put(item), '409 voted_on');
		expect(await allowed(clerk.call('pilot', { pilot }))).toMatchObject({
			stage: 'decision',
			docket: { id: item, voted_on: true, in_session: true }
		});
		await denied(settle(item), '409 needs_vote');
		await cast(pilot, { sponsor: 'sunset', cabinet2: 'sunset' });
		await allowed(close(item));
		expect((await allowed(room(cabinet2, meeting))).item).toMatchObject({
			standing: { tally: { sunset: 2 } }
		});
	});

	test('of a pilot in experiment comes to a decision through its own gate', async () => {
		const meeting = await inSession(district);
		const { item } = await itemIn(district, meeting, 'experiment', 'condition');
		await denied(put(item), '409 not_now');
	});
});

describe('what waits on the cabinet at home', () => {
	const rows = async (who: Actor, pilot: string) =>
		(await allowed(who.call('home'))).waiting
			.filter((one: { pilot: string }) => one.pilot === pilot)
			.map(({ what, detail }: Record<string, string>) => [what, detail]);

	test('is a vote until voting is closed, and the way to the room while its meeting is in session', async () => {
		const { cabinet3, chair } = district.people;
		const { meeting, item, pilot } = await voting({ sponsor: 'scale', cabinet2: 'scale' });
		expect(await rows(cabinet3, pilot)).toEqual([['vote', meeting]]);
		await allowed(close(item));
		expect(await rows(cabinet3, pilot)).toEqual([]);
		expect(await rows(chair, pilot)).toEqual([['record the decision', meeting]]);
	});
});

describe('whether the room changed', () => {
	test('is another version after whatever it shows, and the same after nothing', async () => {
		const meeting = await inSession(district);
		const { pilot, item } = await itemIn(district, meeting);
		let before = await version(meeting);
		const moves = async (what: string, work: () => PromiseLike<unknown>) => {
			await work();
			const after = await version(meeting);
			expect(after, what).toBeGreaterThan(before);
			before = after;
		};
		await room(district.people.clerk, meeting);
		expect(await version(meeting)).toBe(before);
		await moves('opened', () => allowed(open(item)));
		await moves('voted', () => allowed(vote(district.people.sponsor, pilot, 'scale')));
		await moves('voted again', () => allowed(vote(district.people.sponsor, pilot, 'extend')));
		await moves('voted', () => allowed(vote(district.people.cabinet2, pilot, 'extend')));
		await moves('recused', () =>
			allowed(district.people.cabinet3.call('recuse', { pilot, reason: 'I know the vendor.' }))
		);
		await moves('closed', () => allowed(close(item)));
		await moves('decided', () =>
			allowed(record(district, pilot, 'extend', { cycle_end: day(60), override_reason: 'x' }))
		);
		expect((await allowed(room(district.people.admin, meeting))).version).toBe(before);
	});

	test('is told to those whose room it is', async () => {
		const meeting = await inSession(district);
		for (const part of ['member', 'lead', 'evaluator', 'reviewer'] as const) {
			await denied(district.people[part].call('room_version', { meeting }), '403 not_yours', part);
		}
		await denied(district.outsider.call('room_version', { meeting }), '404 no_such_meeting');
		await denied(room(district.outsider, meeting), '404 no_such_meeting');
		await denied(room(district.nobody, meeting), NO_GRANT);
		await denied(room(district.stranger, meeting), '403 no_person');
	});
});
