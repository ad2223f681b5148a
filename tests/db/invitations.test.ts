import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { connect, server, type Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, PASSWORD, type District } from './district.ts';
import { asOwner } from './owner.ts';

let district: District;
let admin: Actor;

beforeAll(async () => {
	district = await foundDistrict();
	admin = district.people.admin;
});

const address = (name: string) => `${name}.${randomUUID().slice(0, 8)}@tests.example`;

/** Invites one person and makes the token that their mail would carry. */
async function invited(email: string, by = admin) {
	const rows = [{ email, name: 'Ines Invited' }];
	const said = await allowed(by.call('invite_people', { rows }));
	expect(said).toEqual([{ row: 1, email: email.toLowerCase(), state: 'invited' }]);
	const [made] = await asOwner<{ id: string; person_id: string }>(
		`select i.id, i.person_id from public.invitations i join public.people p on p.id = i.person_id where p.email = $1`,
		email.toLowerCase()
	);
	const token: string = await allowed(server.call('mint_invitation', { invitation: made!.id }));
	return { ...made!, token };
}

const state = async (token: string | null) =>
	(await allowed(district.nobody.call('invitation', { token }))).state;

/** Signs up as anybody can: the API alone, with whatever they carry. */
async function signUp(email: string, invitation?: unknown) {
	const client = connect();
	const { data, error } = await client.auth.signUp({
		email,
		password: PASSWORD,
		options: { data: invitation === undefined ? {} : { invitation } }
	});
	return { client, data, error };
}

const accounts = async (email: string) =>
	(await asOwner('select id from auth.users where email = $1', email.toLowerCase())).length;

async function refused(email: string, invitation?: unknown) {
	const before = await accounts(email);
	const { client, data, error } = await signUp(email, invitation);
	expect(error).not.toBeNull();
	expect(data.session).toBeNull();
	expect(await accounts(email)).toBe(before);
	await denied(client.rpc('me'), NO_GRANT);
}

describe('who was invited', () => {
	test('makes their account with the token, in whatever case they write their address, and is met', async () => {
		const email = address('ines');
		const { token } = await invited(email);
		expect(token).toMatch(/^[0-9a-f]{64}$/);
		expect(await allowed(district.nobody.call('invitation', { token }))).toEqual({
			state: 'open',
			district: 'Here',
			name: 'Ines Invited',
			email
		});
		const { client, data, error } = await signUp(email.toUpperCase(), token);
		expect(error).toBeNull();
		expect(await allowed(client.rpc('me'))).toMatchObject({
			person: { email, name: 'Ines Invited' },
			roles: []
		});
		expect(data.user?.user_metadata).not.toHaveProperty('invitation');
		const [kept] = await asOwner<{ meta: string }>(
			'select raw_user_meta_data::text as meta from auth.users where email = $1',
			email
		);
		expect(kept!.meta).not.toContain(token);
	});

	test('finds their invitation used afterwards, and learns no name or address from it', async () => {
		const email = address('used');
		const { token, id } = await invited(email);
		expect((await signUp(email, token)).error).toBeNull();
		expect(await allowed(district.nobody.call('invitation', { token }))).toEqual({
			state: 'used',
			district: 'Here',
			name: null,
			email: null
		});
		expect(await allowed(server.call('mint_invitation', { invitation: id }))).toBeNull();
		await refused(email, token);
		await refused(address('second'), token);
	});

	test('gets one account, however many sign-ups come at the same moment', async () => {
		const email = address('twice');
		const { token } = await invited(email);
		const all = await Promise.all(Array.from({ length: 6 }, () => signUp(email, token)));
		expect(all.filter(({ error }) => !error)).toHaveLength(1);
		expect(await accounts(email)).toBe(1);
	});
});

describe('nobody else makes an account', () => {
	test('without a token, with one that was made up or changed, or of another kind', async () => {
		const email = address('tampered');
		const { token } = await invited(email);
		const last = token.at(-1) === '0' ? '1' : '0';
		for (const wrong of [
			undefined,
			'',
			'x',
			`${token.slice(0, -1)}${last}`,
			token.toUpperCase(),
			{ token },
			[token],
			null
		]) {
			await refused(email, wrong);
		}
		expect(await state('')).toBe('unknown');
		expect(await state(null)).toBe('unknown');
		expect(await state(token)).toBe('open');
	});

	test('with somebody else’s token, of this district or another', async () => {
		const here = await invited(address('here'));
		const there = address('there');
		const other = await invited(there, district.outsider);
		await refused(there, here.token);
		await refused(address('nobody'), other.token);
		expect(await state(here.token)).toBe('open');
		const { client, error } = await signUp(there, other.token);
		expect(error).toBeNull();
		expect(await allowed(client.rpc('me'))).toMatchObject({ district: { id: district.there.id } });
	});

	test('with an expired one', async () => {
		const email = address('late');
		const { token, id } = await invited(email);
		await asOwner(`update public.invitations set expires_at = now() - interval '1 second' where id = $1`, id);
		expect(await state(token)).toBe('expired');
		expect(await allowed(server.call('mint_invitation', { invitation: id }))).toBeNull();
		await refused(email, token);
	});

	test('with one that was withdrawn', async () => {
		const email = address('withdrawn');
		const { token, id, person_id } = await invited(email);
		await allowed(admin.call('withdraw_invitation', { person: person_id }));
		expect(await state(token)).toBe('withdrawn');
		expect(await allowed(server.call('mint_invitation', { invitation: id }))).toBeNull();
		await refused(email, token);
		await empty(admin.client.from('people').select('*').eq('email', email));
	});

	test('with an earlier one, once a later was sent', async () => {
		const email = address('again');
		const { token, person_id } = await invited(email);
		const later: string = await allowed(admin.call('invite_again', { person: person_id }));
		expect(await state(token)).toBe('withdrawn');
		await refused(email, token);
		const fresh = await allowed(server.call('mint_invitation', { invitation: later }));
		expect((await signUp(email, fresh)).error).toBeNull();
	});

	test('while their person is deactivated', async () => {
		const email = address('off');
		const { token, person_id } = await invited(email);
		await asOwner('update public.people set active = false where id = $1', person_id);
		expect(await state(token)).toBe('withdrawn');
		await refused(email, token);
	});

	test('by a code in a mail, which would make accounts too', async () => {
		const email = address('otp');
		await invited(email);
		const { error } = await connect().auth.signInWithOtp({ email });
		expect(error).not.toBeNull();
		expect(await accounts(email)).toBe(0);
	});
});

describe('with Google', () => {
	/** What the API writes when Google vouches for an address. */
	const google = (email: string, verified = true) =>
		asOwner(
			`insert into auth.users (id, aud, role, email, raw_app_meta_data, raw_user_meta_data)
			values (gen_random_uuid(), 'authenticated', 'authenticated', $1::text, '{"provider": "google", "providers": ["google"]}',
				jsonb_build_object('email', $1::text, 'email_verified', $2::boolean)) returning id`,
			email,
			verified
		);

	test('whoever is invited comes in without a token, and nobody else', async () => {
		const email = address('google');
		await expect(google(email)).rejects.toThrow('no open invitation');
		await invited(email);
		await expect(google(email, false)).rejects.toThrow('not verified');
		await google(email);
		const [person] = await allowed(admin.client.from('people').select('user_id').eq('email', email));
		expect(person.user_id).not.toBeNull();
		await expect(google(email)).rejects.toThrow();
	});

	test('an account that is there opens to it only where Google has verified the address', async () => {
		const link = (verified?: boolean) =>
			asOwner(
				`insert into auth.identities (id, provider, provider_id, user_id, identity_data)
				select gen_random_uuid(), 'google', gen_random_uuid()::text, p.user_id, $2::text::jsonb
				from public.people p where p.id = $1 returning provider`,
				district.people.sponsor.id,
				{ sub: '1', email: district.people.sponsor.email, email_verified: verified }
			);
		await expect(link(false)).rejects.toThrow('not verified');
		await expect(link()).rejects.toThrow('not verified');
		expect(await link(true)).toEqual([{ provider: 'google' }]);
	});

	test('only from the domains of the district, except who comes from outside', async () => {
		const [inside, elsewhere] = [address('inside'), address('elsewhere')];
		await invited(inside);
		await invited(elsewhere);
		await asOwner(
			`update public.districts set email_domains = '{district.example}' where id = $1`,
			district.id
		);
		await expect(google(inside)).rejects.toThrow('no open invitation');
		await asOwner('update public.people set outside = true where email = $1', elsewhere);
		await google(elsewhere);
		await asOwner(`update public.districts set email_domains = '{TESTS.example}' where id = $1`, district.id);
		await google(inside);
		await asOwner(`update public.districts set email_domains = '{}' where id = $1`, district.id);
	});
});

describe('an account of before there were invitations', () => {
	test('becomes the person when its owner shows the link while signed in', async () => {
		const { stranger, people } = district;
		const { token } = await invited(stranger.email);
		await denied(district.nobody.call('accept_invitation', { token }), NO_GRANT);
		await denied(people.member.call('accept_invitation', { token }), '409 somebody_already');
		await denied(people.deactivated.call('accept_invitation', { token }), '409 somebody_already');
		const other = await invited(address('other'));
		await denied(stranger.call('accept_invitation', { token: other.token }), '403 not_invited');
		await denied(stranger.call('accept_invitation', { token: 'x' }), '403 not_invited');
		expect(await allowed(stranger.call('me'))).toBeNull();
		await allowed(stranger.call('accept_invitation', { token }));
		expect(await allowed(stranger.call('me'))).toMatchObject({ person: { email: stranger.email } });
		await denied(stranger.call('accept_invitation', { token }), '409 somebody_already');
	});
});

describe('tokens', () => {
	test('are made by the server alone, and kept as hashes', async () => {
		const { id, token } = await invited(address('hash'));
		for (const who of [district.nobody, district.stranger, admin, district.outsider]) {
			await denied(who.call('mint_invitation', { invitation: id }), NO_GRANT, who.name);
		}
		expect(await allowed(server.call('mint_invitation', { invitation: randomUUID() }))).toBeNull();
		const second = await allowed(server.call('mint_invitation', { invitation: id }));
		expect(second).not.toBe(token);
		const kept = await asOwner<{ token_hash: string }>(
			'select token_hash from private.invitation_tokens where invitation_id = $1',
			id
		);
		expect(kept).toHaveLength(2);
		expect(JSON.stringify(kept)).not.toContain(token);
	});

	test('go by mail, without the token in the queue', async () => {
		const email = address('mail');
		const { id } = await invited(email);
		const [mail] = await asOwner(
			`select address, kind, facts, expires_at > now() as lives from private.mails where key = $1`,
			`invitation:${id}:1`
		);
		expect(mail).toMatchObject({
			address: email,
			kind: 'invitation',
			lives: true,
			facts: { invitation: id, name: 'Ines Invited', inviter: 'admin', district: 'Here' }
		});
		expect((mail!.facts as { expires_on: string }).expires_on).toMatch(/^\d{4}-\d\d-\d\d$/);
	});
});
