import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, expect, inject, test } from 'vitest';
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

test('it works once', async () => {
	await allowed(server.call('claim_first_admin', claim({ person_email: email.toUpperCase() })));
	expect(await awaited()).toBe(false);
	const other = claim({ person_email: `second.${email}` });
	await denied(server.call('claim_first_admin', other), '403 wrong_code');
});

test('whoever claimed it signs up with their address and is the admin', async () => {
	const client = connect();
	expect((await client.auth.signUp({ email, password: PASSWORD })).error).toBeNull();
	expect(await allowed(client.rpc('me'))).toMatchObject({
		person: { name: 'First', email },
		district: { id: district.id },
		roles: [{ role: 'admin', specialty: null }]
	});
	expect(inject('api').url).toMatch(/^http:\/\/127\.0\.0\.1:/);
});
