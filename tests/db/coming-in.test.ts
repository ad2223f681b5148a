import { createClient } from '@supabase/supabase-js';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { claims, connect, sign } from './actors.ts';
import { acts, sameForAll, tables } from './acts.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, PASSWORD, type District } from './district.ts';
import { completeProposal, day } from './forms.ts';
import { pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'decision');
});

/** Functions of the API that take no pilot. */
const others = () => ({
	me: {},
	home: {},
	cabinet: {},
	choices: {},
	strategy: {},
	pipeline: {},
	call_meeting: { held_on: day(1), chair: district.people.chair.id }
});

describe('who I am', () => {
	test('a person signs in with their password and is met', async () => {
		const { url, publishableKey } = inject('api');
		const client = createClient(url, publishableKey, { auth: { persistSession: false } });
		const { admin } = district.people;
		const signedIn = await client.auth.signInWithPassword({ email: admin.email, password: PASSWORD });
		expect(signedIn.error).toBeNull();
		const me = await allowed(client.rpc('me'));
		expect(me).toEqual({
			person: { id: admin.id, name: 'admin', email: admin.email, title: '', site: null },
			district: { id: district.id, name: 'Here', demonstration: false },
			roles: [{ role: 'admin', specialty: null }],
			outside: false,
			unread: expect.any(Number)
		});
	});

	test('a wrong password is refused', async () => {
		const { url, publishableKey } = inject('api');
		const client = createClient(url, publishableKey, { auth: { persistSession: false } });
		const { admin } = district.people;
		const { data, error } = await client.auth.signInWithPassword({
			email: admin.email,
			password: 'not-the-one-1'
		});
		expect(error?.status).toBe(400);
		expect(data.session).toBeNull();
	});

	test('each person is met with their own roles', async () => {
		for (const person of Object.values(district.people)) {
			const me = await allowed(person.call('me'), person.name);
			expect(me?.person.id ?? null, person.name).toBe(person.name === 'deactivated' ? null : person.id);
		}
		const me = await allowed(district.people.reviewer.call('me'));
		expect(me.roles).toHaveLength(5);
		expect(await allowed(district.outsider.call('me'))).toMatchObject({
			district: { id: district.there.id }
		});
	});

	test('a stranger and a deactivated person are nobody of any district', async () => {
		expect(await allowed(district.stranger.call('me'))).toBeNull();
		expect(await allowed(district.people.deactivated.call('me'))).toBeNull();
		await denied(district.nobody.call('me'), NO_GRANT);
	});
});

describe('a token that is not the API’s', () => {
	const token = (more: object = {}, ...how: string[]) => {
		const { lead } = district.people;
		return sign(
			{ ...claims('00000000-0000-0000-0000-000000000000', lead.email), ...more },
			...(how as [string])
		);
	};

	test('changed, signed by somebody else, unsigned or out of date is 401', async () => {
		const good = token();
		const now = Math.floor(Date.now() / 1000);
		const [head, , signature] = good.split('.');
		const body = Buffer.from(JSON.stringify({ role: 'service_role' })).toString('base64url');
		const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url');
		for (const [what, bad] of [
			['other claims under the same signature', `${head}.${body}.${signature}`],
			['another secret', token({}, 'not the secret of this API, whatever it may be')],
			['no signature', `${none}.${good.split('.')[1]}.`],
			['expired', token({ iat: now - 7200, exp: now - 3600 })],
			['no token at all', 'not.a.token']
		] as const) {
			const { status, data, error } = await connect(bad).rpc('me');
			expect(status, what).toBe(401);
			expect(data, what).toBeNull();
			expect(error, what).not.toBeNull();
		}
	});

	test('an account that does not exist is a stranger', async () => {
		expect(await allowed(connect(token()).rpc('me'))).toBeNull();
	});

	test('the name of another role of the database opens nothing', async () => {
		for (const role of ['postgres', 'supabase_admin']) {
			for (const table of ['pilots', 'people', 'activity']) {
				const { data, error } = await connect(token({ role })).from(table).select('*');
				expect(error, `${role} reads ${table}`).not.toBeNull();
				expect(data, `${role} reads ${table}`).toBeNull();
			}
		}
	});
});

describe('whoever has no district', () => {
	test('nobody reads a table', async () => {
		for (const table of tables) await denied(district.nobody.read(table), NO_GRANT, table);
	});

	test('nobody calls a function, except three that are asked before signing in', async () => {
		const { nobody } = district;
		for (const [name, args] of Object.entries({ ...acts(district, pilot), ...others() })) {
			await denied(nobody.call(name, args), NO_GRANT, name);
		}
		expect(await allowed(nobody.call('awaits_first_admin'))).toBe(false);
		expect(await allowed(nobody.call('schema_version'))).toMatch(/^\d{14}$/);
		expect(await allowed(nobody.call('invitation', { token: 'x' }))).toMatchObject({ state: 'unknown' });
	});

	test('a stranger and a deactivated person see no row of any table', async () => {
		for (const who of [district.stranger, district.people.deactivated]) {
			for (const table of tables.filter((one) => !sameForAll.includes(one))) {
				await empty(who.read(table), `${who.name} reads ${table}`);
			}
		}
	});

	test('they can do nothing to a pilot', async () => {
		await unchanged(district, pilot, async () => {
			for (const who of [district.stranger, district.people.deactivated]) {
				for (const [name, args] of Object.entries(acts(district, pilot))) {
					await denied(who.call(name, args), '403 no_person', `${who.name}: ${name}`);
				}
			}
		});
	});

	test('they find nothing on any page and start nothing', async () => {
		for (const who of [district.stranger, district.people.deactivated]) {
			expect(await allowed(who.call('home'))).toBeNull();
			const choices: Record<string, unknown> = await allowed(who.call('choices'));
			for (const [name, offered] of Object.entries(choices)) expect(offered, name).toEqual([]);
			expect(await allowed(who.call('strategy'))).toEqual([]);
			await denied(who.call('pipeline'), '403 no_person');
			await denied(who.call('cabinet'), '403 no_person');
			await denied(
				who.call('save_proposal', { pilot: null, proposal: completeProposal(district) }),
				'403 no_person'
			);
			await denied(who.call('call_meeting', others().call_meeting), '403 not_yours');
		}
	});
});
