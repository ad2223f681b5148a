import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from './actors.ts';
import { foundDistrict, PASSWORD, type District, type Part } from './district.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';

let district: District;
const NEW_PASSWORD = 'another-long-password';

beforeAll(async () => {
	district = await foundDistrict();
});
beforeEach(() => asOwner('delete from private.mails where district_id = $1', district.id));

const email = (part: Part) => district.people[part].email;
const accountMails = () => mailsOf(district.id, 'account');
const tokenIn = (html: string, page: string) =>
	new RegExp(`href="http://localhost:3000/${page}\\?token_hash=([0-9a-f]+)"`).exec(html)?.[1];

async function signedIn(part: Part, password = PASSWORD) {
	const client = connect();
	const { error } = await client.auth.signInWithPassword({ email: email(part), password });
	expect(error).toBeNull();
	return client;
}

describe('a forgotten password', () => {
	test('is replaced through the link in the mail, which works once', async () => {
		const anyone = connect();
		expect((await anyone.auth.resetPasswordForEmail(email('lead'))).error).toBeNull();
		const [mail, ...more] = await accountMails();
		expect(more).toEqual([]);
		expect(mail).toMatchObject({
			address: email('lead'),
			person: district.people.lead.id,
			facts: { subject: 'Choose a new password for Pilotage' }
		});
		const { html, text } = mail!.facts;
		const token_hash = tokenIn(html, 'reset')!;
		expect(text).toContain(`Choose a new password:\nhttp://localhost:3000/reset?token_hash=${token_hash}\n`);
		expect(html + text).not.toMatch(/\{\{|auth\/v1\/verify/);

		const { data, error } = await anyone.auth.verifyOtp({ token_hash, type: 'recovery' });
		expect(error).toBeNull();
		expect(data.user?.email).toBe(email('lead'));
		expect((await anyone.auth.updateUser({ password: NEW_PASSWORD })).error).toBeNull();
		await signedIn('lead', NEW_PASSWORD);
		const old = await connect().auth.signInWithPassword({ email: email('lead'), password: PASSWORD });
		expect(old.error?.code).toBe('invalid_credentials');
		expect((await connect().auth.verifyOtp({ token_hash, type: 'recovery' })).error).not.toBeNull();
	});

	test('of an address without an account sends nothing, and says nothing else', async () => {
		const { error } = await connect().auth.resetPasswordForEmail(`nobody.${randomUUID()}@tests.example`);
		expect(error).toBeNull();
		expect(await accountMails()).toEqual([]);
	});

	test('asked for again and again fills nobody’s mailbox', async () => {
		for (let asked = 0; asked < 9; asked += 1) await connect().auth.resetPasswordForEmail(email('member'));
		expect(await accountMails()).toHaveLength(5);
	});

	test('has a mail that is worth nothing after an hour', async () => {
		await connect().auth.resetPasswordForEmail(email('clerk'));
		const [mail] = await accountMails();
		const [{ minutes } = { minutes: 0 }] = await asOwner<{ minutes: number }>(
			`select round(extract(epoch from expires_at - now()) / 60)::int as minutes from private.mails where id = $1`,
			mail!.id
		);
		expect(minutes).toBe(60);
		await asOwner(
			`update auth.users set recovery_sent_at = now() - interval '61 minutes' where email = $1`,
			email('clerk')
		);
		const token_hash = tokenIn(mail!.facts.html, 'reset')!;
		expect((await connect().auth.verifyOtp({ token_hash, type: 'recovery' })).error).not.toBeNull();
	});
});

describe('another address', () => {
	test('is confirmed from the old one', async () => {
		const client = await signedIn('collector');
		const address = `moved.${randomUUID()}@tests.example`;
		expect((await client.auth.updateUser({ email: address })).error).toBeNull();
		const [mail, ...more] = await accountMails();
		expect(more).toEqual([]);
		expect(mail).toMatchObject({
			address: email('collector'),
			facts: { subject: 'Confirm your new address for Pilotage' }
		});
		expect(mail!.facts.text).toContain(address);
		const token_hash = tokenIn(mail!.facts.html, 'account/email')!;
		const { data, error } = await connect().auth.verifyOtp({ token_hash, type: 'email_change' });
		expect(error).toBeNull();
		expect(data.user?.email).toBe(address);
		const again = await connect().auth.signInWithPassword({ email: address, password: PASSWORD });
		expect(again.error).toBeNull();
	});

	test('that holds markup is told as text', async () => {
		const client = await signedIn('teammate');
		const typed = `"><a/href="http://evil.test">&</strong><b>${randomUUID()}@tests.example`;
		expect((await client.auth.updateUser({ email: typed })).error).toBeNull();
		const [mail] = await accountMails();
		expect([...mail!.facts.html.matchAll(/<a[ /]/g)]).toHaveLength(1);
		expect(mail!.facts.html).not.toContain('<b>');
		expect(mail!.facts.text).toContain(typed);
	});

	test('is nothing that somebody who is not signed in can ask for', async () => {
		const { error } = await connect().auth.updateUser({ email: 'thief@tests.example' });
		expect(error).not.toBeNull();
		expect(await accountMails()).toEqual([]);
	});
});
