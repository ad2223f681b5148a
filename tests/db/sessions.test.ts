import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { claims, connect, sign, type Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, PASSWORD, type District } from './district.ts';
import { asOwner } from './owner.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

async function signedIn({ email }: Actor) {
	const client = connect();
	const { data, error } = await client.auth.signInWithPassword({ email, password: PASSWORD });
	expect(error).toBeNull();
	const { session_id } = JSON.parse(
		Buffer.from(data.session!.access_token.split('.')[1]!, 'base64url').toString()
	);
	return { client, id: session_id as string, refresh: data.session!.refresh_token };
}

type Session = { id: string; current: boolean; user_agent: string; created_at: string; last_used: string };
const sessions = (client: ReturnType<typeof connect>): Promise<Session[]> =>
	allowed(client.rpc('my_sessions'));

describe('one’s own sessions', () => {
	test('are listed, this one first, with the device once it is noted', async () => {
		const { member } = district.people;
		const one = await signedIn(member);
		const two = await signedIn(member);
		await allowed(two.client.rpc('note_device', { agent: `Firefox ${'x'.repeat(1000)}` }));
		const seen = await sessions(two.client);
		expect(seen[0]).toMatchObject({ id: two.id, current: true });
		expect(seen[0]!.user_agent).toMatch(/^Firefox x+$/);
		expect(seen[0]!.user_agent).toHaveLength(300);
		expect(seen.find(({ id }) => id === one.id)).toMatchObject({ current: false, user_agent: '' });
		// What is noted once stays.
		await allowed(two.client.rpc('note_device', { agent: 'Another' }));
		expect((await sessions(two.client))[0]!.user_agent).toMatch(/^Firefox/);
	});

	test('end at once, although their token is good for an hour more', async () => {
		const { colleague } = district.people;
		const one = await signedIn(colleague);
		const two = await signedIn(colleague);
		expect(await allowed(one.client.rpc('me'))).not.toBeNull();
		await allowed(two.client.rpc('end_session', { session: one.id }));
		expect(await allowed(one.client.rpc('me'))).toBeNull();
		expect(await allowed(one.client.rpc('why_stranger'))).toBe('ended');
		await empty(one.client.from('people').select('*'));
		await empty(one.client.rpc('my_sessions'));
		await denied(one.client.rpc('end_session', { session: two.id }), '404 no_such_session');
		expect(await allowed(one.client.rpc('end_other_sessions'))).toBe(0);
		expect((await connect().auth.refreshSession({ refresh_token: one.refresh })).error).not.toBeNull();
		expect(await allowed(two.client.rpc('me'))).not.toBeNull();
		await denied(two.client.rpc('end_session', { session: one.id }), '404 no_such_session');
	});

	test('all but this one end together', async () => {
		const { cabinet2 } = district.people;
		const others = [await signedIn(cabinet2), await signedIn(cabinet2)];
		const one = await signedIn(cabinet2);
		// The session of the fixture is one more.
		expect(await allowed(one.client.rpc('end_other_sessions'))).toBe(3);
		for (const { client } of others) expect(await allowed(client.rpc('me'))).toBeNull();
		expect(await sessions(one.client)).toMatchObject([{ id: one.id, current: true }]);
		expect(await allowed(cabinet2.call('me'))).toBeNull();
	});

	test('are nobody else’s to see or to end', async () => {
		const { chair, clerk, admin } = district.people;
		const theirs = await signedIn(chair);
		const mine = await signedIn(clerk);
		for (const who of [mine.client, admin.client, district.outsider.client, district.stranger.client]) {
			expect((await sessions(who)).map(({ id }) => id)).not.toContain(theirs.id);
			await denied(who.rpc('end_session', { session: theirs.id }), '404 no_such_session');
		}
		await denied(mine.client.rpc('end_session', { session: randomUUID() }), '404 no_such_session');
		expect(await allowed(theirs.client.rpc('me'))).not.toBeNull();
		for (const [name, args] of [
			['my_sessions', {}],
			['end_session', { session: theirs.id }],
			['end_other_sessions', {}],
			['note_device', { agent: 'x' }]
		] as const) {
			await denied(district.nobody.call(name, args), NO_GRANT, name);
		}
		// A token that names somebody else's session is no session.
		const [account] = await asOwner<{ user_id: string }>(
			'select user_id from public.people where id = $1',
			clerk.id
		);
		const forged = connect(sign(claims(account!.user_id, clerk.email, theirs.id)));
		expect(await allowed(forged.rpc('me'))).toBeNull();
	});
});

describe('why somebody is nobody here', () => {
	test('is told to themselves', async () => {
		const { stranger, people, nobody } = district;
		expect(await allowed(stranger.call('why_stranger'))).toBe('no person');
		expect(await allowed(people.deactivated.call('why_stranger'))).toBe('deactivated');
		expect(await allowed(people.member.call('why_stranger'))).toBeNull();
		await denied(nobody.call('why_stranger'), NO_GRANT);
	});
});

describe('one’s own settings', () => {
	test('are one’s own', async () => {
		const { lead, member } = district.people;
		expect(await allowed(lead.call('own_settings'))).toMatchObject({ digest: 'weekly' });
		await allowed(lead.call('save_own_settings', { digest: 'never' }));
		expect(await allowed(lead.call('own_settings'))).toMatchObject({ digest: 'never' });
		expect(await allowed(member.call('own_settings'))).toMatchObject({ digest: 'weekly' });
		await denied(lead.call('save_own_settings', { digest: null }), '422 missing');
		for (const who of [district.stranger, district.people.deactivated]) {
			await denied(who.call('save_own_settings', { digest: 'never' }), '403 no_person', who.name);
			expect(await allowed(who.call('own_settings'))).toBeNull();
		}
		await denied(district.nobody.call('save_own_settings', { digest: 'weekly' }), NO_GRANT);
	});
});

describe('a changed address', () => {
	/** What the API does once the new address confirmed. */
	const change = (from: string, to: string) =>
		asOwner('update auth.users set email = $2 where email = $1', from, to);

	test('is the person’s too, and the old one is told', async () => {
		const { teammate } = district.people;
		const to = `Moved.${randomUUID()}@tests.example`;
		expect(await allowed(teammate.call('check_address', { address: to }))).toBe('free');
		await change(teammate.email, to.toLowerCase());
		expect(await allowed(teammate.call('me'))).toMatchObject({ person: { email: to.toLowerCase() } });
		const told = await asOwner(
			`select facts from private.mails where kind = 'email_changed' and address = $1`,
			teammate.email
		);
		expect(told).toEqual([{ facts: { name: 'teammate', new_address: to.toLowerCase() } }]);
	});

	test('is never one that belongs to somebody, in any district, or to no domain of the district', async () => {
		const { collector, member } = district.people;
		for (const taken of [member.email, district.outsider.email.toUpperCase(), district.stranger.email]) {
			expect(await allowed(collector.call('check_address', { address: taken })), taken).toBe('taken');
		}
		await asOwner(
			`insert into public.people (district_id, email, name) values ($1, 'waits@tests.example', 'Waits')`,
			district.id
		);
		await expect(change(collector.email, 'waits@tests.example')).rejects.toThrow('cannot be used');
		await expect(change(district.stranger.email, 'waits@tests.example')).rejects.toThrow('cannot be used');
		await asOwner(`update public.districts set email_domains = '{tests.example}' where id = $1`, district.id);
		expect(await allowed(collector.call('check_address', { address: 'a@elsewhere.example' }))).toBe(
			'other domain'
		);
		await expect(change(collector.email, 'a@elsewhere.example')).rejects.toThrow('elsewhere');
		expect(await allowed(collector.call('me'))).toMatchObject({ person: { email: collector.email } });
	});

	test('nobody finds out by trying many', async () => {
		const { cabinet3, deactivated } = district.people;
		for (let times = 0; times < 10; times += 1) {
			await allowed(cabinet3.call('check_address', { address: `${times}@tests.example` }));
		}
		await denied(cabinet3.call('check_address', { address: 'more@tests.example' }), '429 too_many');
		await denied(deactivated.call('check_address', { address: 'x@tests.example' }), '403 no_person');
		await denied(district.nobody.call('check_address', { address: 'x@tests.example' }), NO_GRANT);
	});
});
