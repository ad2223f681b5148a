import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
let guest: Actor;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	guest = await newcomer(district.id, 'guest');
	await asOwner(`update public.people set name = 'Tom O’Neill' where id = $1`, district.people.reviewer.id);
});
beforeEach(async () => {
	pilot = await pilotIn(district, 'vetting');
	// A pilot of its own, whose evaluator comes from outside.
	await must(district.people.admin, 'appoint', { pilot, person: guest.id, role: 'evaluator' });
});

type Said = { id: string; author: string; body: string; names: string[] };
type Thread = Said & {
	part: string | null;
	reviewers_only: boolean;
	resolved_at: string | null;
	resolved_by: string | null;
	may_resolve: boolean;
	replies: Said[];
};
type Page = {
	comments: Thread[];
	on_parts: Thread[];
	count: number;
	unseen: number;
	earlier: boolean;
	newest: boolean;
	may_mark: boolean;
};

const say = (who: Actor, body: string, more: object = {}): Promise<string> =>
	allowed(who.call('comment', { pilot, body, ...more }), who.name) as Promise<string>;
const read = (who: Actor, args: object = {}): Promise<Page> =>
	allowed(who.call('comments', { pilot, ...args }), who.name) as Promise<Page>;

/** Whoever judges the pilot or watches over it, and everyone else who sees it. */
const judging = (): Actor[] => {
	const { reviewer, privacyReviewer, sponsor, cabinet2, chair, admin } = district.people;
	return [reviewer, privacyReviewer, sponsor, cabinet2, chair, admin, guest];
};
const others = (): Actor[] => {
	const parts: Part[] = [
		'lead',
		'teammate',
		'collector',
		'insider',
		'former',
		'member',
		'colleague',
		'clerk'
	];
	return parts.map((part) => district.people[part]);
};

describe('a thread', () => {
	test('is on a part of the pilot, and stands beside it and in the discussion', async () => {
		const { member, lead, evaluator } = district.people;
		const id = await say(member, 'Who counts as affected?', { part: 'who_affected' });
		const reply = await say(lead, 'Grade six.', { reply_to: id });
		const page = await read(evaluator);
		expect(page.comments).toMatchObject([
			{ id, part: 'who_affected', replies: [{ id: reply, author: 'lead', body: 'Grade six.' }] }
		]);
		expect(page.on_parts).toEqual(page.comments);
		expect(page.count).toBe(2);
		await say(member, 'And in general?');
		expect((await read(lead)).on_parts.map((one) => one.id)).toEqual([id]);
		const facts = await asOwner<{ verb: string; facts: object }>(
			`select verb, facts from public.activity where pilot_id = $1 and record = 'comments' order by id`,
			pilot
		);
		expect(facts).toEqual([
			{ verb: 'commented', facts: { mentioned: 0, part: 'who_affected' } },
			{ verb: 'replied', facts: { mentioned: 0, person_id: member.id } },
			{ verb: 'commented', facts: { mentioned: 0 } }
		]);
	});

	test('is one level deep, on this pilot, on something that a part is called', async () => {
		const { member, lead } = district.people;
		const id = await say(member, 'One.');
		const reply = await say(lead, 'Two.', { reply_to: id });
		const to = (reply_to: string) => lead.call('comment', { pilot, body: 'Three.', reply_to });
		await denied(to(reply), '422 answers_an_answer');
		await denied(to(randomUUID()), '404 no_such_comment');
		const elsewhere = await must(lead, 'comment', {
			pilot: await pilotIn(district, 'proposed'),
			body: 'Elsewhere.'
		});
		await denied(to(elsewhere), '404 no_such_comment');
		for (const part of ['No part', 'x'.repeat(41), '<b>', '1st']) {
			await denied(lead.call('comment', { pilot, body: 'On what?', part }), '422 no_such_part', part);
		}
		expect((await read(lead)).comments[0]!.replies).toHaveLength(1);
	});

	test('is kept once, however often it is sent, and never moved', async () => {
		const { member } = district.people;
		const args = { pilot, id: randomUUID(), body: 'Once.', part: 'plan' };
		for (let times = 0; times < 2; times += 1)
			expect(await allowed(member.call('comment', args))).toBe(args.id);
		await denied(member.call('comment', { ...args, part: 'team' }), '409 other_content');
		await denied(member.call('comment', { ...args, part: undefined }), '409 other_content');
		expect((await read(member)).count).toBe(1);
	});

	test('is found by any comment in it, a page at a time', async () => {
		const { member, lead } = district.people;
		const ids: string[] = [];
		for (const body of ['1', '2', '3', '4']) ids.push(await say(member, body));
		const reply = await say(lead, 'To the second', { reply_to: ids[1]! });
		const bodies = ({ comments }: Page) => comments.map(({ body }) => body);
		const there = await read(member, { most: 2, upto: reply });
		expect(bodies(there)).toEqual(['1', '2']);
		expect(there).toMatchObject({ earlier: false, newest: false, count: 5 });
		expect(await read(member, { most: 2, upto: ids[3]! })).toMatchObject({ newest: true, earlier: true });
		expect(bodies(await read(member, { most: 2, before: ids[2]! }))).toEqual(['1', '2']);
		expect(bodies(await read(member, { most: 2, upto: randomUUID() }))).toEqual(['3', '4']);
	});

	test('is settled and opened again by whoever began it, the lead or a reviewer', async () => {
		const { member, lead, teammate, clerk, sponsor, reviewer, former } = district.people;
		const comment = await say(member, 'Is the budget enough?', { part: 'budget' });
		const reply = await say(lead, 'It is.', { reply_to: comment });
		const settle = (who: Actor, resolved = true, which = comment) =>
			who.call('resolve_comment', { pilot, comment: which, resolved });
		for (const who of [teammate, clerk, sponsor, former, guest])
			await denied(settle(who), '403 not_yours', who.name);
		await denied(settle(district.outsider), '404 no_such_pilot');
		await denied(settle(lead, true, reply), '422 an_answer');
		await denied(settle(lead, true, randomUUID()), '404 no_such_comment');
		for (const who of [member, lead, reviewer]) {
			await allowed(settle(who), who.name);
			await allowed(settle(who), who.name);
			expect((await read(clerk)).comments).toMatchObject([
				{ resolved_at: expect.any(String), resolved_by: who.name === 'reviewer' ? 'Tom O’Neill' : who.name }
			]);
			await allowed(settle(who, false), who.name);
			expect((await read(clerk)).comments).toMatchObject([
				{ resolved_at: null, resolved_by: null, may_resolve: false }
			]);
		}
		expect((await read(lead)).comments).toMatchObject([{ may_resolve: true }]);
		const verbs = await asOwner(
			`select verb from public.activity where pilot_id = $1 and record = 'comments' and verb in ('resolved', 'reopened')`,
			pilot
		);
		expect(verbs).toHaveLength(6);
	});

	test('stays when the comment that opened it is taken back', async () => {
		const { member, lead } = district.people;
		const comment = await say(member, 'Too hasty.', { part: 'tool' });
		await say(lead, 'Why?', { reply_to: comment });
		await allowed(member.call('take_back_comment', { pilot, comment }));
		expect((await read(lead)).comments).toMatchObject([
			{ body: '', taken_back: true, replies: [{ body: 'Why?' }] }
		]);
	});

	test('on a draft is its team’s', async () => {
		const { teammate, lead, admin, insider } = district.people;
		const draft = await pilotIn(district, 'draft');
		await must(teammate, 'comment', { pilot: draft, body: 'Shorter?', part: 'problem' });
		expect(await allowed(lead.call('comments', { pilot: draft }))).toMatchObject({
			count: 1,
			may_mark: false
		});
		await denied(admin.call('comments', { pilot: draft }), '404 no_such_pilot');
		await denied(insider.call('comment', { pilot: draft, body: 'x', reviewers_only: true }), '403 not_yours');
	});
});

describe('a comment for reviewers only', () => {
	const SECRET = 'The vendor has been sued twice.';
	let thread: string;

	beforeEach(async () => {
		thread = await say(district.people.reviewer, SECRET, { reviewers_only: true, part: 'tool' });
	});

	test('is written by whoever judges the pilot, and by nobody else', async () => {
		for (const who of judging()) {
			await say(who, `I am ${who.name}.`, { reviewers_only: true });
			expect((await read(who)).may_mark, who.name).toBe(true);
		}
		for (const who of others()) {
			await denied(
				who.call('comment', { pilot, body: 'Let me in.', reviewers_only: true }),
				'403 not_yours',
				who.name
			);
			expect((await read(who)).may_mark, who.name).toBe(false);
		}
		await denied(
			district.outsider.call('comment', { pilot, body: 'x', reviewers_only: true }),
			'404 no_such_pilot'
		);
	});

	test('is read by them', async () => {
		await say(district.people.sponsor, 'Then let us ask them.', { reply_to: thread });
		for (const who of judging()) {
			const page = await read(who);
			expect(page.comments, who.name).toMatchObject([
				{ body: SECRET, reviewers_only: true, part: 'tool', replies: [{ body: 'Then let us ask them.' }] }
			]);
			expect(page).toMatchObject({ count: 2, on_parts: [{ id: thread }] });
			expect(
				await allowed(who.client.from('comments').select('id, reviewers_only').eq('pilot_id', pilot)),
				who.name
			).toHaveLength(2);
		}
	});

	test('is not there for the team, for who was on it, and for everyone else: not shown, not counted, not told', async () => {
		const { sponsor, lead } = district.people;
		const reply = await say(sponsor, 'Ask @Tom O’Neill.', { reply_to: thread });
		await allowed(
			sponsor.call('resolve_comment', {
				pilot,
				comment: await say(sponsor, 'Mine.', { reviewers_only: true })
			})
		);
		const before = await asOwner('select count(*) from public.activity where pilot_id = $1', pilot);
		for (const who of others()) {
			expect(await read(who), who.name).toMatchObject({
				comments: [],
				on_parts: [],
				count: 0,
				unseen: 0,
				earlier: false
			});
			expect(await read(who, { upto: reply }), who.name).toMatchObject({ comments: [], newest: true });
			expect(await read(who, { before: thread }), who.name).toMatchObject({ comments: [], newest: true });
			await empty(who.client.from('comments').select('*').eq('pilot_id', pilot), who.name);
			await empty(who.client.from('comment_mentions').select('*').eq('comment_id', reply), who.name);
			const seen = JSON.stringify([
				await allowed(who.call('pilot', { pilot })),
				await allowed(who.call('activity_log', { filters: { pilot }, most: 200 })),
				await allowed(who.client.from('activity').select('*').eq('pilot_id', pilot)),
				await allowed(who.call('mentions'))
			]);
			// What is new at home is of other pilots, too.
			const home = JSON.stringify(await allowed(who.call('home')));
			for (const hidden of [SECRET, thread, reply])
				expect(home, `${who.name}, at home: ${hidden}`).not.toContain(hidden);
			for (const hidden of [SECRET, thread, reply, 'commented', 'replied', 'resolved'])
				expect(seen, `${who.name}: ${hidden}`).not.toContain(hidden);
			await denied(
				who.call('comment', { pilot, body: 'Really?', reply_to: thread }),
				'404 no_such_comment',
				who.name
			);
			await denied(who.call('resolve_comment', { pilot, comment: thread }), '404 no_such_comment', who.name);
			await denied(
				who.call('take_back_comment', { pilot, comment: thread }),
				'404 no_such_comment',
				who.name
			);
		}
		await allowed(district.people.reviewer.call('take_back_comment', { pilot, comment: thread }));
		expect(await asOwner('select count(*) from public.activity where pilot_id = $1', pilot)).toEqual(before);
		const told = await asOwner(
			`select n.person_id from private.notices n join public.activity a on a.id = n.activity_id where a.pilot_id = $1 and a.record = 'comments'`,
			pilot
		);
		expect(told).toEqual([]);
		const mailed = await asOwner<{ address: string }>(
			`select address from private.mails where facts ->> 'pilot' = $1::text and kind = 'mention'`,
			pilot
		);
		expect(mailed.map(({ address }) => address)).not.toContain(lead.email);
	});

	test('names nobody who may not read it: that is said, and nothing is saved', async () => {
		const { reviewer, sponsor, lead } = district.people;
		const refuse = (body: string, names: string[]) =>
			denied(sponsor.call('comment', { pilot, body, reviewers_only: true }), '422 may_not_read', body).then(
				(facts) => expect(facts).toEqual({ names })
			);
		await refuse('@lead should not know.', ['lead']);
		await refuse('@teammate and @former and @Tom O’Neill', ['former', 'teammate']);
		await refuse('@member?', ['member']);
		const mark = await sponsor.call('comment', { pilot, body: '@lead @member', reply_to: thread });
		expect(mark.error?.message).toBe(
			'lead, member may not read comments for reviewers only: take the name out, or write one for everyone. Nothing was saved.'
		);
		const id = await say(sponsor, '@Tom O’Neill, what do you think?', { reviewers_only: true });
		const [mail] = await asOwner<{ address: string; facts: object }>(
			`select address, facts from private.mails where key like 'mention:' || $1::text || ':%'`,
			id
		);
		// A mail is passed on easily, so that it says no word of it.
		expect(mail).toMatchObject({ address: reviewer.email, facts: { excerpt: '' } });
		expect(await allowed(lead.call('mentions'))).toEqual([]);
		expect((await read(reviewer)).unseen).toBe(1);
	});

	test('stays what it is, with all its answers', async () => {
		const { sponsor, cabinet2 } = district.people;
		const reply = await say(cabinet2, 'Agreed.', { reply_to: thread });
		expect(await asOwner('select reviewers_only from public.comments where id = $1', reply)).toEqual([
			{ reviewers_only: true }
		]);
		const open = await say(sponsor, 'For everyone.');
		await denied(
			cabinet2.call('comment', { pilot, body: 'Psst', reply_to: open, reviewers_only: true }),
			'422 mark_of_thread'
		);
		await denied(
			district.people.reviewer.call('comment', { pilot, id: thread, body: SECRET, part: 'tool' }),
			'409 other_content'
		);
	});

	test('is gone for who joins the team, with the mail that named them; and who recuses themselves', async () => {
		const { cabinet3, sponsor, lead, chair } = district.people;
		const id = await say(sponsor, '@cabinet3 and @chair?', { reviewers_only: true });
		expect((await read(cabinet3)).unseen).toBe(1);
		await must(lead, 'seat', { pilot, person: cabinet3.id, role: 'member' });
		expect(await read(cabinet3)).toMatchObject({ count: 0, unseen: 0, may_mark: false });
		expect(await allowed(cabinet3.call('mentions'))).toEqual([]);
		const mails = await asOwner<{ address: string; given_up_at: string | null }>(
			`select address, given_up_at from private.mails where key like 'mention:' || $1::text || ':%'`,
			id
		);
		expect(mails.find(({ address }) => address === cabinet3.email)?.given_up_at).not.toBeNull();
		expect(mails.find(({ address }) => address === chair.email)?.given_up_at).toBeNull();
		expect(await allowed(chair.call('mentions'))).toMatchObject([{ pilot, author: 'sponsor' }]);
		await must(chair, 'recuse', { pilot, reason: 'I know the vendor.' });
		expect(await read(chair)).toMatchObject({ count: 0, comments: [] });
		expect(await allowed(chair.call('mentions'))).toEqual([]);
		// Former members stay outside of it.
		await must(lead, 'seat', { pilot, person: cabinet3.id, role: null });
		expect(await read(cabinet3)).toMatchObject({ count: 0, may_mark: false });
	});
});

test('whoever began a thread hears of an answer, and the lead of a request to join', async () => {
	const { member, lead, clerk } = district.people;
	const thread = await say(member, 'Who pays?');
	await say(lead, 'The office.', { reply_to: thread });
	await must(clerk, 'ask_to_join', { pilot, note: 'I count well.' });
	const told = (who: Actor, verb: string) =>
		asOwner(
			`select 1 from private.notices n join public.activity a on a.id = n.activity_id where a.pilot_id = $1 and a.verb = $2 and n.person_id = $3`,
			pilot,
			verb,
			who.id
		);
	expect(await told(member, 'replied')).toHaveLength(1);
	expect(await told(lead, 'asked to join')).toHaveLength(1);
	expect(await told(clerk, 'asked to join')).toHaveLength(0);
});
