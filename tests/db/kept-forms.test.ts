import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const newToken = () => randomBytes(32).toString('base64url');
const FIELDS = [
	['title', 'A tutor for fractions'],
	['objectives', 'a'],
	['objectives', 'b']
];

async function account(who: Actor): Promise<string> {
	const [row] = await asOwner<{ user_id: string }>('select user_id from public.people where id = $1', who.id);
	return row!.user_id;
}

async function keep(who: Actor, token = newToken(), path = '/pilots/new?/save') {
	expect(
		await allowed(server.call('keep_form', { token, account: await account(who), path, fields: FIELDS }))
	).toBe(true);
	return token;
}

const kept = (who: Actor, ...tokens: string[]) =>
	allowed(who.call('kept_forms', { tokens: `{${tokens.join(',')}}` }), who.name) as Promise<object[]>;

describe('a form that arrived after its session was over', () => {
	test('waits for its own account, whoever else holds the token', async () => {
		const { lead } = district.people;
		const token = await keep(lead);
		expect(await kept(lead, newToken(), token)).toMatchObject([
			{ token, path: '/pilots/new?/save', fields: FIELDS }
		]);
		const others = Object.entries(district.people) as [Part, Actor][];
		for (const [part, who] of others.filter(([name]) => name !== 'lead')) {
			expect(await kept(who, token), part).toEqual([]);
			expect(await allowed(who.call('take_kept_form', { token })), part).toBe(false);
		}
		for (const who of [district.outsider, district.stranger]) {
			expect(await kept(who, token)).toEqual([]);
			expect(await allowed(who.call('take_kept_form', { token }))).toBe(false);
		}
		for (const who of [district.nobody, server]) {
			await denied(who.call('kept_forms', { tokens: `{${token}}` }), NO_GRANT);
			await denied(who.call('take_kept_form', { token }), NO_GRANT);
		}
		expect(await kept(lead, token)).toHaveLength(1);
	});

	test('is kept by the server alone', async () => {
		const { lead, admin } = district.people;
		const args = { token: newToken(), account: await account(lead), path: '/', fields: [] };
		for (const who of [lead, admin, district.stranger, district.nobody]) {
			await denied(who.call('keep_form', args), NO_GRANT, who.name);
		}
	});

	test('goes once it is sent, with the same fields to the same place, or is let go', async () => {
		const { lead } = district.people;
		const token = await keep(lead);
		const take = (args: object) => allowed(lead.call('take_kept_form', { token, ...args }));
		expect(await take({ path: '/pilots/new?/save', fields: [['title', 'Else']] })).toBe(false);
		expect(await take({ path: '/elsewhere', fields: FIELDS })).toBe(false);
		expect(await kept(lead, token)).toHaveLength(1);
		expect(await take({ path: '/pilots/new?/save', fields: FIELDS })).toBe(true);
		expect(await kept(lead, token)).toEqual([]);
		const other = await keep(lead);
		expect(await allowed(lead.call('take_kept_form', { token: other }))).toBe(true);
		expect(await kept(lead, other)).toEqual([]);
	});

	test('is over after an hour, and swept with the next one', async () => {
		const { member, lead } = district.people;
		const token = await keep(member);
		await asOwner(
			`update private.kept_forms set expires_at = now() - interval '1 second' where account = $1`,
			await account(member)
		);
		expect(await kept(member, token)).toEqual([]);
		await keep(lead);
		expect(
			await asOwner(`select 1 from private.kept_forms where account = $1`, await account(member))
		).toEqual([]);
	});

	test('is one of ten at most, and of an account that exists', async () => {
		const { clerk } = district.people;
		const tokens: string[] = [];
		for (let i = 0; i < 12; i += 1) tokens.push(await keep(clerk));
		expect(await kept(clerk, ...tokens.slice(2))).toHaveLength(10);
		expect(await kept(clerk, ...tokens.slice(0, 2))).toEqual([]);
		const args = { token: newToken(), account: crypto.randomUUID(), path: '/', fields: [] };
		expect(await allowed(server.call('keep_form', args))).toBe(false);
		const own = { ...args, account: await account(clerk) };
		expect(await allowed(server.call('keep_form', { ...own, token: 'short' }))).toBe(false);
		const large = [['problem', 'x'.repeat(400_001)]];
		expect(await allowed(server.call('keep_form', { ...own, fields: large }))).toBe(false);
	});

	test('leads nowhere but to a page of this site', async () => {
		const mine = await account(district.people.lead);
		for (const path of ['//evil.example', '/\\evil.example', 'https://evil.example', '']) {
			const { error } = await server.call('keep_form', {
				token: newToken(),
				account: mine,
				path,
				fields: []
			});
			expect(error, path).not.toBeNull();
		}
	});

	test('and its token is kept nowhere', async () => {
		const token = await keep(district.people.lead);
		const rows = await asOwner(`select * from private.kept_forms`);
		expect(JSON.stringify(rows)).not.toContain(token);
	});
});
