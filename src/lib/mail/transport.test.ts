import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { mailServer } from './mail-server.ts';
import { NoSuchAddress, outbox, senderOf, smtp, Unreachable } from './transport.server.ts';

const sender = senderOf('https://pilotage.example.org:8443');
const message = {
	id: '5f0c7a52-1111-4000-8000-000000000001',
	to: 'maya@district.test',
	name: 'Maya "M" Ortiz',
	subject: 'Über “Lesen”',
	text: 'Hello\n',
	html: '<p>Hello</p>'
};
const reply = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });

describe('through a mail server', () => {
	test('it arrives, from whom and under the id that it should', async () => {
		const server = await mailServer();
		const mail = smtp(server.url, sender);
		await mail.send(message);
		await mail.send({ ...message, name: null });
		mail.close();
		await server.stop();
		const [first, second] = server.received;
		expect(first!.to).toEqual(['maya@district.test']);
		expect(first!.id).toBe('<5f0c7a52-1111-4000-8000-000000000001@pilotage.example.org>');
		expect(second!.id).toBe(first!.id);
		expect(first!.raw).toMatch(/^From: Pilotage <no-reply@pilotage\.example\.org>/m);
		expect(first!.raw).toMatch(/^Auto-Submitted: auto-generated/im);
		expect(first!.raw).toContain('Content-Type: text/plain');
		expect(first!.raw).toContain('Content-Type: text/html');
	});

	test('it signs in, and another password gets a refusal that does not repeat it', async () => {
		const seen: string[] = [];
		const server = await mailServer({
			authOptional: false,
			allowInsecureAuth: true,
			onAuth({ username, password }, _, done) {
				seen.push(`${username} ${password}`);
				if (password === 'p@ss') done(null, { user: username });
				else done(reply(535, 'Wrong'));
			}
		});
		const mail = smtp(`smtp://us%40er:p%40ss@127.0.0.1:${server.port}`, sender);
		await mail.send(message);
		mail.close();
		const wrong = smtp(`smtp://user:secret-word@127.0.0.1:${server.port}`, sender);
		const refused = await wrong.send(message).catch((error: Error) => error);
		wrong.close();
		await server.stop();
		expect(seen[0]).toBe('us@er p@ss');
		expect(refused).toBeInstanceOf(Unreachable);
		expect(String(refused)).not.toContain('secret-word');
		expect(server.received).toHaveLength(1);
	});

	test('a server that is not there is told from an address that is not there', async () => {
		const server = await mailServer({
			onRcptTo({ address }, _, done) {
				if (address.startsWith('gone')) done(reply(550, '5.1.1 No such user'));
				else if (address.startsWith('full')) done(reply(452, '4.2.2 Mailbox full'));
				else if (address.startsWith('relay')) done(reply(554, '5.7.1 Relay access denied'));
				else done();
			}
		});
		const mail = smtp(server.url, sender);
		const answer = (to: string) => mail.send({ ...message, to }).catch((error: Error) => error);
		expect(await answer('gone@district.test')).toBeInstanceOf(NoSuchAddress);
		for (const to of ['full@district.test', 'relay@district.test']) {
			const later = await answer(to);
			expect(later).toBeInstanceOf(Error);
			expect(later).not.toBeInstanceOf(NoSuchAddress);
			expect(later).not.toBeInstanceOf(Unreachable);
		}
		expect(await answer('maya@district.test')).toBeUndefined();
		mail.close();
		await server.stop();
		const after = smtp(server.url, sender);
		expect(await after.send(message).catch((error: Error) => error)).toBeInstanceOf(Unreachable);
		after.close();
	});
});

describe('without a mail server', () => {
	const folder = mkdtempSync(join(tmpdir(), 'pilotage-outbox-'));
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	test('it is said, and kept as one file for its owner alone', async () => {
		const said: string[] = [];
		const mail = outbox(join(folder, 'new', 'outbox'), sender, (line) => said.push(line));
		await mail.send(message);
		await mail.send(message);
		expect(said[0]).toContain('Mail to maya@district.test: Über “Lesen”\n  Hello');
		const files = readdirSync(join(folder, 'new', 'outbox'));
		expect(files).toEqual([`${message.id}.eml`]);
		const file = join(folder, 'new', 'outbox', files[0]!);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readFileSync(file, 'utf8')).toMatch(/^To: .*<maya@district\.test>/m);
	});

	test('it is only said where there is no folder', async () => {
		const said: string[] = [];
		await outbox(undefined, sender, (line) => said.push(line)).send(message);
		expect(said).toHaveLength(1);
	});
});

test('who it is from can be chosen', () => {
	const origin = 'http://localhost:3000';
	expect(senderOf(origin).from).toBe('Pilotage <no-reply@localhost>');
	expect(senderOf(origin, 'AI office <ai@mesa.test>').from).toBe('AI office <ai@mesa.test>');
});
