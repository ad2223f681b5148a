import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, server } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, PASSWORD, type District } from './district.ts';
import { asOwner } from './owner.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const spend = (subject: string, most = 3, seconds = 60) =>
	allowed(server.call('spend_attempt', { kind: 'test', subject, most, seconds }));
const many = async (times: number, subject: string) => {
	for (let at = 0; at < times; at += 1) expect(await spend(subject), `attempt ${at + 1}`).toBe(true);
};

describe('attempts', () => {
	test('are counted for each subject, whatever its case, until there are too many', async () => {
		const subject = `${randomUUID()}@tests.example`;
		await many(3, subject);
		expect(await spend(subject.toUpperCase())).toBe(false);
		expect(await spend(`other.${subject}`)).toBe(true);
		const wait = await allowed(server.call('attempt_wait', { kind: 'test', subject, seconds: 60 }));
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThanOrEqual(60);
		const kept = await asOwner(
			`select 1 from private.attempts where kind = 'test' and subject_hash like '%@%'`
		);
		expect(kept).toEqual([]);
	});

	test('begin anew when the window is over, and are forgiven in part or whole', async () => {
		const subject = randomUUID();
		await many(3, subject);
		await allowed(server.call('forgive_attempts', { kind: 'test', subject, times: 1 }));
		expect(await spend(subject)).toBe(true);
		expect(await spend(subject)).toBe(false);
		await allowed(server.call('forgive_attempts', { kind: 'test', subject }));
		await many(3, subject);
		await asOwner(
			`update private.attempts set window_start = window_start - interval '61 seconds' where subject_hash = private.token_hash($1)`,
			subject
		);
		await many(3, subject);
		expect(await spend(subject)).toBe(false);
	});

	test('of the same moment are all counted', async () => {
		const subject = randomUUID();
		const all = await Promise.all(Array.from({ length: 20 }, () => spend(subject, 5)));
		expect(all.filter(Boolean)).toHaveLength(5);
	});

	test('are for the server alone', async () => {
		const args = { kind: 'test', subject: 'x', most: 1, seconds: 1 };
		for (const who of [district.nobody, district.stranger, district.people.admin]) {
			await denied(who.call('spend_attempt', args), NO_GRANT, who.name);
			await denied(who.call('forgive_attempts', { kind: 'test', subject: 'x' }), NO_GRANT, who.name);
			await denied(who.call('attempt_wait', { kind: 'test', subject: 'x', seconds: 1 }), NO_GRANT, who.name);
		}
	});

	test('long past are forgotten', async () => {
		const old = randomUUID();
		await spend(old);
		await asOwner(
			`update private.attempts set window_start = now() - interval '3 days' where subject_hash = private.token_hash($1)`,
			old
		);
		await spend(randomUUID());
		expect(
			await asOwner('select 1 from private.attempts where subject_hash = private.token_hash($1)', old)
		).toEqual([]);
	});
});

describe('whoever asks the API directly', () => {
	test('is refused after ten wrong passwords, even with the right one, and others are not', async () => {
		const { member, lead } = district.people;
		const guess = (email: string, password: string) => connect().auth.signInWithPassword({ email, password });
		for (let times = 0; times < 10; times += 1) {
			const email = times % 2 ? member.email : ` ${member.email.toUpperCase()}`;
			expect((await guess(email, `wrong-${times}`)).error?.status).toBe(400);
		}
		const { error } = await guess(member.email, PASSWORD);
		expect(error?.status).toBe(429);
		expect(error?.message).toMatch(/^Too many attempts for this address: try again in \d+ minutes?\.$/);
		expect((await guess(lead.email, PASSWORD)).error).toBeNull();
	});

	test('who knows the password starts afresh', async () => {
		const { clerk } = district.people;
		for (let round = 0; round < 2; round += 1) {
			for (let times = 0; times < 9; times += 1) {
				await connect().auth.signInWithPassword({ email: clerk.email, password: 'wrong' });
			}
			const { error } = await connect().auth.signInWithPassword({ email: clerk.email, password: PASSWORD });
			expect(error).toBeNull();
		}
	});

	test.each([
		['recover', 5],
		['otp', 5],
		['magiclink', 5],
		['signup', 10],
		['verify', 10]
	])('%s holds for %i, whoever exists, however the path is written', async (name, most) => {
		const { url, publishableKey } = inject('api');
		const email = `${name}.${randomUUID()}@tests.example`;
		const ask = async (path: string) => {
			const response = await fetch(`${url}${path}`, {
				method: 'POST',
				headers: { apikey: publishableKey, 'content-type': 'application/json' },
				body: JSON.stringify({ email, password: 'a long password', token: '1234567890', type: 'recovery' })
			});
			await response.text();
			return response;
		};
		for (let times = 0; times < most; times += 1) {
			expect((await ask(`/auth/v1/${name}`)).status).not.toBe(429);
		}
		for (const path of [
			`/auth/v1/${name}`,
			`/auth/v1/${name}/`,
			`/auth//v1/${name}`,
			`/auth/v1/%${name.charCodeAt(0).toString(16)}${name.slice(1)}`
		]) {
			const { status, headers } = await ask(path);
			expect(status, path).toBe(429);
			expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
		}
	});
});
