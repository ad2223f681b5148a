import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { connect, server } from './actors.ts';
import { allowed, denied, NO_GRANT, TWICE } from './checks.ts';
import { foundDistrict, PASSWORD, type District } from './district.ts';
import { asOwner } from './owner.ts';

let district: District;
const code = '1234-5678-9012';
const email = `first.${randomUUID()}@tests.example`;
const claim = (more: object = {}) => ({ code, person_name: 'First', person_email: email, ...more });
const awaited = () => allowed(district.nobody.call('awaits_first_admin'));

beforeAll(async () => {
	district = await foundDistrict();
	await asOwner(
		'insert into private.first_admin (code_hash, district_id) values ($1, $2)',
		createHash('sha256').update(code).digest('hex'),
		district.id
	);
});

test('the first admin is awaited, and anyone may ask whether', async () => {
	for (const who of [district.nobody, district.stranger, district.people.member]) {
		expect(await allowed(who.call('awaits_first_admin')), who.name).toBe(true);
	}
	await denied(server.call('awaits_first_admin'), NO_GRANT);
});

test('the code works for the server alone', async () => {
	const { member, admin } = district.people;
	for (const who of [district.nobody, district.stranger, member, admin, district.outsider]) {
		await denied(who.call('claim_first_admin', claim()), NO_GRANT, who.name);
	}
	expect(await awaited()).toBe(true);
});

test('a wrong code, or an address that is taken, makes nobody an admin and leaves the code as it was', async () => {
	for (const wrong of ['', '1234', '0000-0000-0000', null]) {
		await denied(server.call('claim_first_admin', claim({ code: wrong })), '403 wrong_code', String(wrong));
	}
	const taken = claim({ person_email: district.people.member.email });
	await denied(server.call('claim_first_admin', taken), TWICE);
	expect(await awaited()).toBe(true);
	expect(await allowed(district.people.member.call('me'))).toMatchObject({ roles: [] });
});

let token: string;

test('it works once', async () => {
	token = await allowed(server.call('claim_first_admin', claim({ person_email: email.toUpperCase() })));
	expect(await awaited()).toBe(false);
	const other = claim({ person_email: `second.${email}` });
	await denied(server.call('claim_first_admin', other), '403 wrong_code');
});

/** As each start does while no admin has an account. */
const printAnother = (another: string) =>
	asOwner(
		'insert into private.first_admin (code_hash, district_id) values (private.token_hash($1), $2)',
		another,
		district.id
	);

test('a later code, while no account was made, is for another person or for the same one again', async () => {
	await printAnother('2222-2222-2222');
	const other = { code: '2222-2222-2222', person_email: `typo.${email}` };
	const early = await allowed(server.call('claim_first_admin', claim(other)));
	expect(await allowed(district.nobody.call('invitation', { token }))).toMatchObject({ state: 'withdrawn' });

	await printAnother('3333-3333-3333');
	token = await allowed(
		server.call('claim_first_admin', claim({ code: '3333-3333-3333', person_name: 'Ada' }))
	);
	expect(await allowed(district.nobody.call('invitation', { token: early }))).toMatchObject({
		state: 'withdrawn'
	});
	const waiting = await asOwner(
		`select p.email from public.people p join public.person_roles r on r.person_id = p.id
		where p.district_id = $1 and r.role = 'admin' and p.user_id is null`,
		district.id
	);
	expect(waiting).toEqual([{ email }]);
});

test('whoever claimed it signs up with their address and the token, and is the admin', async () => {
	const client = connect();
	expect((await client.auth.signUp({ email, password: PASSWORD })).error).not.toBeNull();
	const options = { data: { invitation: token } };
	expect((await client.auth.signUp({ email, password: PASSWORD, options })).error).toBeNull();
	expect(await allowed(client.rpc('me'))).toMatchObject({
		person: { name: 'Ada', email },
		district: { id: district.id },
		roles: [{ role: 'admin', specialty: null }]
	});
});
