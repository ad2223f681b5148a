import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { pilotIn } from './pilots.ts';

let district: District;
let pilot: string;
let draft: string;

beforeAll(async () => {
	district = await foundDistrict();
	await rename('teammate', 'Ana Ruiz');
	await rename('evaluator', 'Ana Ruiz Soto');
	await rename('reviewer', 'Tom O’Neill');
	await rename('clerk', 'José Ñúñez');
	draft = await pilotIn(district, 'draft');
});
beforeEach(async () => {
	pilot = await pilotIn(district, 'proposed');
});

const rename = (part: Part, name: string) =>
	asOwner('update public.people set name = $2 where id = $1', district.people[part].id, name);

type Said = { id: string; author: string; body: string; mine: boolean; taken_back: boolean; names: string[] };
type Page = { comments: Said[]; earlier: boolean; newest: boolean; count: number; unseen: number };

const say = (who: Actor, body: string, to = pilot): Promise<string> =>
	allowed(who.call('comment', { pilot: to, body }), who.name) as Promise<string>;
const read = (who: Actor, args: object = {}): Promise<Page> =>
	allowed(who.call('comments', { pilot, ...args }), who.name) as Promise<Page>;
const named = async (body: string) => {
	const id = await say(district.people.lead, body);
	const rows = await asOwner<{ name: string }>(
		`select p.name from public.comment_mentions m join public.people p on p.id = m.person_id
		where m.comment_id = $1 order by p.name`,
		id
	);
	return rows.map(({ name }) => name);
};
const mails = (comment: string) =>
	asOwner<{ address: string; facts: Record<string, string>; given_up_at: string | null }>(
		`select address, facts, given_up_at from private.mails where key like 'mention:' || $1::text || ':%' order by address`,
		comment
	);

describe('who says something about a pilot', () => {
	test('anyone of the district who sees it, and everyone of them reads it', async () => {
		const { lead, member, cabinet2, clerk, former, admin } = district.people;
		for (const who of [lead, member, cabinet2, clerk, former, admin]) await say(who, `I am ${who.name}.`);
		for (const who of [member, district.people.evaluator]) {
			expect((await read(who)).comments.map(({ body }) => body)).toEqual(
				[lead, member, cabinet2, clerk, former, admin].map(({ name }) => `I am ${name}.`)
			);
		}
		expect((await read(member)).comments.filter(({ mine }) => mine)).toHaveLength(1);
		expect(await allowed(member.client.from('comments').select('body').eq('pilot_id', pilot))).toHaveLength(
			6
		);
	});

	test('about a draft its team alone', async () => {
		const { teammate, member, admin } = district.people;
		await say(teammate, 'Shall we?', draft);
		for (const who of [member, admin, district.outsider]) {
			await denied(who.call('comment', { pilot: draft, body: 'Hello' }), '404 no_such_pilot', who.name);
			await denied(who.call('comments', { pilot: draft }), '404 no_such_pilot', who.name);
			await denied(who.call('mentionable', { pilot: draft }), '404 no_such_pilot', who.name);
			await empty(who.client.from('comments').select('*').eq('pilot_id', draft), who.name);
		}
		const [{ body }] = await allowed(teammate.client.from('comments').select('body').eq('pilot_id', draft));
		expect(body).toBe('Shall we?');
	});

	test('nobody from elsewhere, and nobody past the functions', async () => {
		const { lead, deactivated } = district.people;
		await say(lead, 'Hello.');
		for (const who of [district.outsider]) {
			await denied(who.call('comment', { pilot, body: 'Hello' }), '404 no_such_pilot', who.name);
			await empty(who.client.from('comments').select('*').eq('district_id', district.id), who.name);
		}
		for (const who of [deactivated, district.stranger]) {
			await denied(who.call('comment', { pilot, body: 'Hello' }), '403 no_person', who.name);
			await empty(who.read('comments'), who.name);
			await empty(who.read('comment_mentions'), who.name);
			expect(await allowed(who.call('mentions'), who.name)).toEqual([]);
		}
		await denied(district.nobody.call('comment', { pilot, body: 'Hello' }), NO_GRANT);
		const line = { pilot_id: pilot, district_id: district.id, author_id: lead.id, body: 'Mine' };
		await denied(lead.client.from('comments').insert(line), NO_GRANT);
		await denied(lead.client.from('comments').update({ body: 'Else' }).eq('pilot_id', pilot), NO_GRANT);
		await denied(lead.client.from('comments').delete().eq('pilot_id', pilot), NO_GRANT);
	});

	test('and who leaves the district keeps their name at what they said', async () => {
		const { colleague, member } = district.people;
		await say(colleague, 'Look at the spread.');
		await asOwner('update public.people set active = false where id = $1', colleague.id);
		expect((await read(member)).comments).toMatchObject([{ author: 'colleague' }]);
		await asOwner('update public.people set active = true where id = $1', colleague.id);
	});
});

describe('what is kept', () => {
	test('is text as it was typed: nothing in it is anything else', async () => {
		const body = 'First\n\n<img src=x onerror="alert(1)"> **bold** & {{x}} https://example.org';
		await say(district.people.lead, `  \r\n${body.replaceAll('\n', '\r\n')}\n `);
		expect((await read(district.people.member)).comments[0]!.body).toBe(body);
	});

	test('is neither nothing nor too much', async () => {
		const { lead } = district.people;
		for (const body of ['', ' \n\t ', null]) {
			await denied(lead.call('comment', { pilot, body }), '422 no_text');
		}
		await denied(lead.call('comment', { pilot, body: 'x'.repeat(4001) }), '422 too_long');
		await say(lead, 'ä'.repeat(4000));
		expect((await read(lead)).count).toBe(1);
	});

	test('is there once, however often it is sent', async () => {
		const { lead, member } = district.people;
		const args = { pilot, id: randomUUID(), body: 'Once. @Tom O’Neill' };
		for (let i = 0; i < 3; i += 1) expect(await allowed(lead.call('comment', args))).toBe(args.id);
		expect((await read(lead)).count).toBe(1);
		expect(await mails(args.id)).toHaveLength(1);
		await denied(lead.call('comment', { ...args, body: 'Other words' }), '409 other_content');
		await denied(member.call('comment', args), '409 other_content');
		await allowed(lead.call('take_back_comment', { pilot, comment: args.id }));
		expect(await allowed(lead.call('comment', args))).toBe(args.id);
		expect((await read(lead)).comments).toMatchObject([{ body: '', taken_back: true }]);
	});

	test('is a page at a time', async () => {
		const { lead, member } = district.people;
		for (let i = 1; i <= 5; i += 1) await say(lead, `No. ${i}`);
		const bodies = ({ comments }: Page) => comments.map(({ body }) => body);
		const last = await read(member, { most: 2 });
		expect(bodies(last)).toEqual(['No. 4', 'No. 5']);
		expect(last).toMatchObject({ earlier: true, newest: true, count: 5 });
		const before = await read(member, { most: 2, before: last.comments[0]!.id });
		expect(bodies(before)).toEqual(['No. 2', 'No. 3']);
		const first = await read(member, { most: 2, before: before.comments[0]!.id });
		expect(bodies(first)).toEqual(['No. 1']);
		expect(first).toMatchObject({ earlier: false, newest: false });
		expect(bodies(await read(member, { most: 9999 }))).toHaveLength(5);
	});

	test('is not a flood: sixty an hour', async () => {
		const { insider } = district.people;
		await asOwner(
			`insert into public.comments (district_id, pilot_id, author_id, body)
			select $1, $2, $3, 'Again' from generate_series(1, 60)`,
			district.id,
			pilot,
			insider.id
		);
		expect(await denied(insider.call('comment', { pilot, body: 'Again' }), '429 too_many')).toEqual({
			most: 60
		});
		await say(district.people.lead, 'Somebody else may.');
		await asOwner(`update public.comments set at = at - interval '2 hours' where author_id = $1`, insider.id);
		await say(insider, 'An hour later.');
	});
});

describe('taking back', () => {
	test('is for whoever wrote it: the words go, also from the mail that has not left', async () => {
		const { lead, member, admin, reviewer } = district.people;
		const comment = await say(lead, 'Too hasty, @Tom O’Neill.');
		for (const who of [member, admin, reviewer]) {
			await denied(who.call('take_back_comment', { pilot, comment }), '403 not_yours', who.name);
		}
		await denied(district.outsider.call('take_back_comment', { pilot, comment }), '404 no_such_pilot');
		await denied(lead.call('take_back_comment', { pilot: draft, comment }), '404 no_such_comment');
		await allowed(lead.call('take_back_comment', { pilot, comment }));
		await allowed(lead.call('take_back_comment', { pilot, comment }));
		expect((await read(member)).comments).toMatchObject([
			{ body: '', taken_back: true, author: 'lead', names: [] }
		]);
		expect(await mails(comment)).toMatchObject([{ facts: {}, given_up_at: expect.any(String) }]);
		expect(await allowed(reviewer.call('mentions'))).toEqual([]);
		const kept = await asOwner(`select * from public.comments where id = $1`, comment);
		expect(JSON.stringify(kept)).not.toContain('hasty');
	});
});

describe('whom a comment names', () => {
	test.each<[string, string[]]>([
		['Thanks @Tom O’Neill!', ['Tom O’Neill']],
		['@tom o’neill and (@José Ñúñez)', ['José Ñúñez', 'Tom O’Neill']],
		['@Ana Ruiz Soto, please', ['Ana Ruiz Soto']],
		['@Ana Ruiz, please', ['Ana Ruiz']],
		['@Ana Ruiz @Ana Ruiz Soto', ['Ana Ruiz', 'Ana Ruiz Soto']],
		['@Ana Ruizes and @Ana', []],
		['mail me@Tom O’Neill', []],
		['@@Tom O’Neill', ['Tom O’Neill']],
		['@lead talks to themselves', []],
		['@deactivated and @outsider are not here', []],
		['@', []]
	])('%s', async (body, names) => {
		expect(await named(body)).toEqual(names);
	});

	test('of two people of one name, both', async () => {
		await rename('cabinet3', 'Ana Ruiz');
		expect(await named('@Ana Ruiz?')).toEqual(['Ana Ruiz', 'Ana Ruiz']);
		await rename('cabinet3', 'cabinet3');
	});

	test('is somebody who can see the pilot: of a draft its team', async () => {
		const { lead, teammate, reviewer, member } = district.people;
		const id = await say(lead, '@Ana Ruiz @Tom O’Neill', draft);
		const rows = await asOwner(`select person_id from public.comment_mentions where comment_id = $1`, id);
		expect(rows).toEqual([{ person_id: teammate.id }]);
		const names = async (who: Actor, at: string) =>
			((await allowed(who.call('mentionable', { pilot: at }))) as { id: string }[]).map((one) => one.id);
		expect(await names(lead, draft)).not.toContain(reviewer.id);
		expect(await names(lead, draft)).toContain(teammate.id);
		expect(await names(lead, pilot)).toEqual(expect.arrayContaining([reviewer.id, member.id]));
		expect(await names(lead, pilot)).not.toContain(district.people.deactivated.id);
	});

	test('from outside only with a seat, and they name who has one or has spoken', async () => {
		const { member, lead, clerk } = district.people;
		const outside = (is: boolean) =>
			asOwner('update public.people set outside = $2::boolean where id = $1', member.id, is);
		await outside(true);
		expect(await named('@member @sponsor')).toEqual(['sponsor']);
		await asOwner(
			`insert into public.assignments (pilot_id, person_id, district_id, role) values ($1, $2, $3, 'evaluator')`,
			pilot,
			member.id,
			district.id
		);
		expect(await named('@member @sponsor')).toEqual(['member', 'sponsor']);
		const names = async () =>
			((await allowed(member.call('mentionable', { pilot }))) as { name: string }[]).map((one) => one.name);
		expect(await names()).toEqual(expect.arrayContaining(['lead', 'sponsor']));
		expect(await names()).not.toContain('José Ñúñez');
		const mentions = async (body: string) => {
			const id = await say(member, body);
			return asOwner(`select person_id from public.comment_mentions where comment_id = $1`, id);
		};
		expect(await mentions('@José Ñúñez?')).toEqual([]);
		await say(clerk, 'I am here.');
		expect(await mentions('@José Ñúñez?')).toEqual([{ person_id: clerk.id }]);
		expect(await names()).toContain('José Ñúñez');
		await outside(false);
		expect(await allowed(lead.call('mentionable', { pilot }))).toContainEqual(
			expect.objectContaining({ name: 'member' })
		);
	});

	test('is at most twenty people', async () => {
		await asOwner(
			`insert into public.people (district_id, name, email)
			select $1::uuid, 'Extra ' || lpad(i::text, 2, '0'), 'extra' || i || '@' || left($1::uuid::text, 8) || '.example' from generate_series(1, 21) i`,
			district.id
		);
		const all = Array.from({ length: 21 }, (_, i) => `@Extra ${String(i + 1).padStart(2, '0')}`);
		const { lead } = district.people;
		await denied(lead.call('comment', { pilot, body: all.join(' ') }), '422 too_many_named');
		expect((await named(all.slice(1).join(' '))).length).toBe(20);
	});

	test('is not a flood of mails: two hundred an hour', async () => {
		const { teammate } = district.people;
		const all = Array.from({ length: 20 }, (_, i) => `@Extra ${String(i + 1).padStart(2, '0')}`).join(' ');
		for (let times = 0; times < 10; times += 1) await say(teammate, `${all} ${times}`);
		const body = 'And @Extra 01 once more';
		expect(await denied(teammate.call('comment', { pilot, body }), '429 too_many')).toEqual({ most: 200 });
		await say(teammate, 'Without naming anybody.');
	});

	test('gets one mail, which says a little of it', async () => {
		const { lead, reviewer } = district.people;
		const body = `@Tom O’Neill @Tom O’Neill\n${'long '.repeat(100)}`;
		const [mail, ...others] = await mails(await say(lead, body));
		expect(others).toEqual([]);
		expect(mail).toMatchObject({ address: reviewer.email, facts: { pilot, author: 'lead' } });
		expect(mail!.facts.title).toBeTruthy();
		expect(mail!.facts.excerpt).toHaveLength(200);
		expect(mail!.facts.excerpt).not.toContain('\n');
	});

	test('finds it waiting until they look', async () => {
		const { lead, reviewer, clerk, member } = district.people;
		await allowed(clerk.call('see_mentions', { pilot }));
		await say(lead, '@Tom O’Neill one');
		await say(lead, '@Tom O’Neill and @José Ñúñez two');
		const waiting = async (who: Actor) =>
			((await allowed(who.call('mentions'))) as { pilot: string; count: number; author: string }[]).filter(
				(one) => one.pilot === pilot
			);
		expect(await waiting(reviewer)).toMatchObject([{ author: 'lead', count: 2 }]);
		expect(await waiting(member)).toEqual([]);
		expect((await read(reviewer)).unseen).toBe(2);
		await allowed(reviewer.call('see_mentions', { pilot }));
		expect(await waiting(reviewer)).toEqual([]);
		expect(await waiting(clerk)).toMatchObject([{ count: 1 }]);
		// Whether somebody has looked is theirs to know.
		await empty(lead.client.from('comment_mentions').select('*'));
		const own = await allowed(reviewer.client.from('comment_mentions').select('person_id, seen_at'));
		expect(new Set(own.map((one: { person_id: string }) => one.person_id))).toEqual(new Set([reviewer.id]));
	});
});
