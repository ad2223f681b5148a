import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';

let district: District;
let admin: Actor;

beforeAll(async () => {
	district = await foundDistrict();
	admin = district.people.admin;
});

const address = (name = 'new') => `${name}.${randomUUID().slice(0, 8)}@tests.example`;
const invite = (rows: unknown, more: object = {}) => admin.call('invite_people', { rows, ...more });
const person = (more: object = {}) => ({ email: address(), name: 'Ines', ...more });
const count = async () =>
	(
		await asOwner<{ n: number }>(
			`select (select count(*) from public.people where district_id = $1)::int
			+ (select count(*) from public.invitations where district_id = $1)::int
			+ (select count(*) from private.mails where district_id = $1)::int as n`,
			district.id
		)
	)[0]!.n;

describe('who may invite', () => {
	test('an admin, nobody else', async () => {
		const before = await count();
		const rows = [person({ roles: ['admin'] })];
		const { deactivated, insider, ...others } = district.people;
		for (const who of Object.values(others).filter((one) => one !== admin && one.name !== 'former')) {
			await denied(who.call('invite_people', { rows }), '403 not_yours', who.name);
			await denied(who.call('invite_again', { person: who.id }), '403 not_yours', who.name);
			await denied(who.call('withdraw_invitation', { person: who.id }), '403 not_yours', who.name);
		}
		for (const who of [deactivated, district.stranger]) {
			await denied(who.call('invite_people', { rows }), '403 no_person', who.name);
		}
		await denied(district.nobody.call('invite_people', { rows }), NO_GRANT);
		expect(await count()).toBe(before);
		await allowed(insider.call('invite_people', { rows }));
	});

	test('nobody invites themselves into a role', async () => {
		const me = { email: admin.email.toUpperCase(), name: 'Me', roles: ['cabinet'] };
		expect(await allowed(invite([me]))).toEqual([
			expect.objectContaining({
				state: 'refused',
				field: 'email',
				reason: expect.stringContaining('your own')
			})
		]);
		const colleague = { email: district.people.member.email, name: 'X', roles: ['cabinet', 'admin'] };
		expect(await allowed(invite([colleague]))).toMatchObject([{ state: 'already here' }]);
		expect(await allowed(admin.call('me'))).toMatchObject({ roles: [{ role: 'admin' }] });
		expect(await allowed(district.people.member.call('me'))).toMatchObject({ roles: [] });
	});

	test('invitations are seen by the admins of their district', async () => {
		const one = person();
		await allowed(invite([one]));
		const [made] = await asOwner<{ id: string }>('select id from public.people where email = $1', one.email);
		const mine = () => admin.client.from('invitations').select('accepted_at').eq('person_id', made!.id);
		expect(await allowed(mine())).toEqual([{ accepted_at: null }]);
		for (const who of [
			district.people.member,
			district.people.chair,
			district.stranger,
			district.people.deactivated
		]) {
			await empty(who.read('invitations'), who.name);
		}
		await empty(district.outsider.client.from('invitations').select('*').eq('district_id', district.id));
		await denied(district.nobody.read('invitations'), NO_GRANT);
	});
});

describe('what a row says', () => {
	test('name, title, site by name or id, roles and specialties', async () => {
		const rows = [
			person({
				name: '  Ines Vega ',
				title: 'Teacher',
				site: 'creek',
				roles: ['Evaluator', 'reviewer: privacy', 'reviewer:finance']
			}),
			person({ site: district.sites[1], roles: ['member', 'clerk', 'clerk', ''] }),
			person({ outside: true })
		];
		expect(await allowed(invite(rows))).toEqual(
			rows.map(({ email }, at) => ({ row: at + 1, email, state: 'invited' }))
		);
		const made = await asOwner(
			`select p.name, p.title, p.site_id = $2::uuid as creek, p.outside, (select array_agg(coalesce(r.specialty::text, r.role::text) order by r.specialty, r.role)
				from public.person_roles r where r.person_id = p.id)::text as roles
			from public.people p where p.email = any (array(select e->>'email' from jsonb_array_elements($1::text::jsonb) e)) order by p.title desc, p.outside`,
			rows,
			district.sites[0]
		);
		expect(made).toEqual([
			{
				name: 'Ines Vega',
				title: 'Teacher',
				creek: true,
				outside: false,
				roles: '{privacy,finance,evaluator}'
			},
			{ name: 'Ines', title: '', creek: false, outside: false, roles: '{clerk}' },
			{ name: 'Ines', title: '', creek: null, outside: true, roles: null }
		]);
	});

	test.each([
		['email', { email: 'no address' }],
		['email', { email: '' }],
		['email', { email: undefined }],
		['email', { email: 7 }],
		['email', { email: `${'x'.repeat(250)}@tests.example` }],
		['email', { email: 'a@b@tests.example' }],
		['email', { email: '<script>@tests.example' }],
		['name', { name: ' ' }],
		['name', { name: undefined }],
		['name', { name: 'x'.repeat(121) }],
		['name', { name: 'Two\nlines' }],
		['title', { title: 'x'.repeat(121) }],
		['site', { site: 'Nowhere' }],
		['roles', { roles: ['king'] }],
		['roles', { roles: ['reviewer'] }],
		['roles', { roles: ['reviewer: king'] }],
		['roles', { roles: [null, 'owner'] }],
		['roles', { roles: [{ role: 'admin' }] }],
		['roles', { roles: 'admin' }],
		['roles', { roles: ['evaluator'], outside: true }],
		['outside', { outside: 'maybe' }]
	])('a row whose %s is off is refused: %j', async (field, more) => {
		const before = await count();
		const [said] = await allowed(invite([person(more)]));
		expect(said).toMatchObject({ row: 1, state: 'refused', field, reason: expect.stringMatching(/\.$/) });
		expect(await count()).toBe(before);
	});

	test('a site of another district, or one that is closed, is none', async () => {
		for (const site of [district.there.sites[0]]) {
			expect(await allowed(invite([person({ site })]))).toMatchObject([{ field: 'site' }]);
		}
		await asOwner(`update public.sites set closed_on = private.today() where id = $1`, district.sites[2]);
		expect(await allowed(invite([person({ site: 'Ridge' })]))).toMatchObject([
			{ field: 'site', reason: 'This site is closed.' }
		]);
	});

	test('an address of another district is refused without saying so', async () => {
		const [said] = await allowed(invite([person({ email: district.outsider.email })]));
		expect(said).toMatchObject({ state: 'refused', field: 'email' });
		expect(said.reason).toContain('cannot be invited here');
		expect(said.reason).not.toMatch(/district|elsewhere|exists/i);
	});

	test('an address of another domain is for people from outside', async () => {
		await asOwner(
			`update public.districts set email_domains = '{district.example}' where id = $1`,
			district.id
		);
		const inside = { email: `a.${randomUUID()}@District.example`, name: 'A' };
		expect(await allowed(invite([person()]))).toMatchObject([{ state: 'refused', field: 'email' }]);
		expect(await allowed(invite([inside, person({ outside: true })]))).toMatchObject([
			{ state: 'invited' },
			{ state: 'invited' }
		]);
		await asOwner(`update public.districts set email_domains = '{}' where id = $1`, district.id);
	});

	test('what is no list of people is no call', async () => {
		for (const rows of [null, {}, 7, [], Array.from({ length: 501 }, () => person())]) {
			await denied(invite(rows), '400 no_list');
		}
		expect(await allowed(invite(['x', null, 7, []]))).toMatchObject(
			Array.from({ length: 4 }, () => ({ state: 'refused' }))
		);
	});
});

describe('a list of 500', () => {
	const list = () =>
		Array.from({ length: 500 }, (_, at) => person({ name: `Person ${at + 1}`, site: 'Mesa' }));

	test('with duplicates, bad addresses and unknown roles is refused row by row, and nothing is half done', async () => {
		const rows: Record<string, unknown>[] = list();
		rows[9]!.email = String(rows[3]!.email).toUpperCase();
		rows[99]!.email = 'not an address';
		rows[249]!.roles = ['superintendent'];
		rows[499]!.site = 'Nowhere';
		rows[300] = { email: district.people.lead.email, name: 'Lead' };
		const before = await count();
		for (const more of [{ dry_run: true }, {}]) {
			const said: { row: number; state: string; reason?: string }[] = await allowed(invite(rows, more));
			expect(said.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 1));
			expect(said.filter(({ state }) => state === 'refused').map(({ row }) => row)).toEqual([
				10, 100, 250, 500
			]);
			expect(said[9]!.reason).toContain('twice');
			expect(said[300]!.state).toBe('already here');
			expect(said[0]!.state).toBe('dry_run' in more ? 'would be invited' : 'not invited');
			expect(await count()).toBe(before);
		}
	});

	test('goes through whole, 1,000 people a day', async () => {
		const other = district.outsider;
		const call = (rows: unknown, dry_run = false) => other.call('invite_people', { rows, dry_run });
		const plain = () => list().map((one) => ({ ...one, site: undefined }));
		const first = plain();
		expect(await allowed(call(first, true))).toMatchObject(first.map(() => ({ state: 'would be invited' })));
		expect(await allowed(call(first))).toMatchObject(first.map(() => ({ state: 'invited' })));
		expect(await allowed(call(first))).toMatchObject(first.map(() => ({ state: 'already here' })));
		await allowed(call(plain()));
		await denied(call([person()]), '429 too_many');
		await allowed(invite([person()]));
	});
});

describe('afterwards', () => {
	const invitedPerson = async () => {
		const one = person();
		await allowed(invite([one]));
		const [row] = await asOwner<{ id: string }>('select id from public.people where email = $1', one.email);
		return row!.id;
	};

	test('somebody who never came is invited again, five times a day', async () => {
		const one = await invitedPerson();
		for (let times = 0; times < 5; times += 1) await allowed(admin.call('invite_again', { person: one }));
		await denied(admin.call('invite_again', { person: one }), '429 too_many');
		const open = await asOwner(
			'select id from public.invitations where person_id = $1 and withdrawn_at is null and accepted_at is null',
			one
		);
		expect(open).toHaveLength(1);
	});

	test('not who has an account, is deactivated, or belongs to another district', async () => {
		const one = await invitedPerson();
		for (const name of ['invite_again', 'withdraw_invitation']) {
			await denied(admin.call(name, { person: district.people.member.id }), '409 has_account', name);
			await denied(admin.call(name, { person: district.outsider.id }), '404 no_such_person', name);
			await denied(admin.call(name, { person: randomUUID() }), '404 no_such_person', name);
			await denied(district.outsider.call(name, { person: one }), '404 no_such_person', name);
		}
		await asOwner('update public.people set active = false where id = $1', one);
		await denied(admin.call('invite_again', { person: one }), '409 deactivated');
	});

	test('whoever something refers to is deactivated and not removed', async () => {
		const one = await invitedPerson();
		await asOwner(
			`insert into public.meetings (district_id, held_on, chair_id) values ($1, private.today(), $2)`,
			district.id,
			one
		);
		await allowed(admin.call('withdraw_invitation', { person: one }));
		expect(await asOwner('select active from public.people where id = $1', one)).toEqual([{ active: false }]);
		const gone = await invitedPerson();
		await allowed(admin.call('withdraw_invitation', { person: gone }));
		await empty(admin.client.from('people').select('id').eq('id', gone));
		await empty(admin.client.from('person_roles').select('id').eq('person_id', gone));
	});

	test('the office reads what was done, and the rest of the district does not', async () => {
		const done = await allowed(admin.client.from('activity').select('verb').eq('record', 'people'));
		const verbs = new Set(done.map(({ verb }: { verb: string }) => verb));
		for (const verb of ['invited', 'invited again', 'withdrew invitation']) expect(verbs).toContain(verb);
		await empty(district.people.lead.client.from('activity').select('verb').eq('verb', 'invited'));
	});
});
