import { beforeEach, describe, expect, test } from 'vitest';
import { mailServer } from './mail-server.ts';
import type { Mail, Queue } from './queue.server.ts';
import { senderOf, smtp, type Transport } from './transport.server.ts';
import { worker } from './worker.server.ts';

const ORIGIN = 'http://localhost:3000';
const sender = senderOf(ORIGIN);
const facts = { pilot: 'p', title: 'Tutor' };

/** A queue in memory that hands out again whatever was not settled for good. */
function queueOf(...kinds: string[]) {
	const mails = kinds.map((kind, index) => ({
		id: `mail-${index}`,
		address: `person${index}@district.test`,
		person: null,
		kind,
		facts: facts as Mail['facts'],
		attempts: 0,
		district: null,
		stop: null,
		state: 'waits' as 'waits' | 'claimed' | 'sent' | 'given up',
		error: ''
	}));
	const find = (mail: Mail) => mails.find(({ id }) => id === mail.id)!;
	const queue: Queue & { mails: typeof mails; ticks: number; most: number[]; again(): void } = {
		mails,
		ticks: 0,
		most: [],
		again: () => mails.forEach((mail) => mail.state === 'claimed' && (mail.state = 'waits')),
		tick: async () => void (queue.ticks += 1),
		claim: async (most) => {
			queue.most.push(most);
			const due = mails.filter(({ state }) => state === 'waits').slice(0, most);
			for (const mail of due) Object.assign(mail, { state: 'claimed', attempts: mail.attempts + 1 });
			return due;
		},
		sent: async (mail) => void (find(mail).state = 'sent'),
		failed: async (mail, why, forGood) =>
			void Object.assign(find(mail), { error: why, state: forGood ? 'given up' : 'claimed' }),
		mint: async () => 'a-token'
	};
	return queue;
}

let said: string[];
const say = (line: string) => void said.push(line);
beforeEach(() => (said = []));

describe('one worker', () => {
	test('sends everything that is due, a few at a time, and closes its connections', async () => {
		const queue = queueOf(...Array.from({ length: 23 }, () => 'woken'));
		let underWay = 0;
		let most = 0;
		let open = 0;
		const slow = (): Transport => {
			open += 1;
			return {
				async send() {
					most = Math.max(most, ++underWay);
					await new Promise((done) => setTimeout(done, 2));
					underWay -= 1;
				},
				close: () => void (open -= 1)
			};
		};
		await worker({ queue, open: slow, origin: ORIGIN, say }).round();
		expect(queue.mails.every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true);
		expect(most).toBe(5);
		expect(open).toBe(0);
		expect(queue.ticks).toBe(1);
		expect(said).toEqual([]);
	});

	test('claims nothing more once it is stopped', async () => {
		const queue = queueOf(...Array.from({ length: 12 }, () => 'woken'));
		const work = worker({
			queue,
			open: () => ({ send: async () => work.stop(), close: () => {} }),
			origin: ORIGIN,
			say
		});
		await work.round();
		expect(queue.mails.filter(({ state }) => state === 'sent')).toHaveLength(5);
	});

	test('gives up what has no words, and sends the rest', async () => {
		const queue = queueOf('horoscope', 'mention', 'woken');
		const server = await mailServer();
		await worker({ queue, open: () => smtp(server.url, sender), origin: ORIGIN, say }).round();
		await server.stop();
		expect(queue.mails.map(({ state }) => state)).toEqual(['given up', 'given up', 'sent']);
		expect(queue.mails[0]!.error).toBe('There are no words for the kind “horoscope”.');
		expect(queue.mails[1]!.error).toContain('lack author, excerpt');
		expect(server.received).toHaveLength(1);
	});

	test('makes an invitation’s token when it sends it, and gives up one that is no longer valid', async () => {
		const invitation = { invitation: 'i-1', district: 'Mesa', inviter: 'Alicia', expires_on: '2026-12-03' };
		const queue = queueOf('invitation', 'invitation');
		queue.mails.forEach((mail, index) => (mail.facts = { ...invitation, invitation: `i-${index}` }));
		queue.mint = async (which) => (which === 'i-0' ? 'fresh-token' : null);
		const texts: string[] = [];
		const open = () => ({
			send: async ({ text }: { text: string }) => void texts.push(text),
			close: () => {}
		});
		await worker({ queue, open, origin: ORIGIN, say }).round();
		expect(texts).toHaveLength(1);
		expect(texts[0]).toContain(`${ORIGIN}/join/fresh-token`);
		expect(queue.mails.map(({ state }) => state)).toEqual(['sent', 'given up']);
		expect(JSON.stringify(queue.mails)).not.toContain('fresh-token');
		expect(said).toEqual([]);
	});
});

describe('when something breaks', () => {
	test('a server that is away is said once, asked gently, and each mail is sent once when it is back', async () => {
		const queue = queueOf(...Array.from({ length: 8 }, () => 'woken'));
		const { port, stop, url } = await mailServer();
		await stop();
		const { round } = worker({ queue, open: () => smtp(url, sender), origin: ORIGIN, say });
		for (let rounds = 0; rounds < 4; rounds += 1) {
			await round();
			queue.again();
		}
		expect(said).toHaveLength(1);
		expect(said[0]).toMatch(
			/^The mail server 127\.0\.0\.1:\d+ cannot be used \(.*ECONNREFUSED.*\. Mails wait/
		);
		expect(queue.most).toEqual([5, 1, 1, 1]);

		const back = await mailServer({}, port);
		await round();
		await round();
		await back.stop();
		expect(said).toHaveLength(2);
		expect(back.received).toHaveLength(8);
		expect(new Set(back.received.map(({ id }) => id)).size).toBe(8);
		expect(queue.mails.every(({ state }) => state === 'sent')).toBe(true);
	});

	test('a worker that dies after sending leaves a mail that goes again under the same id', async () => {
		const queue = queueOf('woken');
		const server = await mailServer();
		const { sent } = queue;
		queue.sent = async () => {
			throw new Error('settle_mail: connection lost');
		};
		await worker({ queue, open: () => smtp(server.url, sender), origin: ORIGIN, say }).round();
		expect(queue.mails[0]!.state).toBe('claimed');
		expect(said[0]).toContain('The queue of mails cannot be worked on (settle_mail: connection lost)');

		queue.again();
		queue.sent = sent;
		await worker({ queue, open: () => smtp(server.url, sender), origin: ORIGIN, say }).round();
		await server.stop();
		expect(server.received.map(({ id }) => id)).toEqual(['<mail-0@localhost>', '<mail-0@localhost>']);
		expect(queue.mails[0]!.state).toBe('sent');
	});

	test('a database that does not answer is said once for reminders and once for mails, and reminders stop no mail', async () => {
		const queue = queueOf('woken');
		const open = () => ({ send: async () => {}, close: () => {} });
		const { claim } = queue;
		const no = async () => {
			throw new Error('fetch failed');
		};
		Object.assign(queue, { tick: no, claim: no });
		const { round } = worker({ queue, open, origin: ORIGIN, say });
		await round();
		await round();
		expect(said).toHaveLength(2);
		queue.claim = claim;
		await round();
		expect(queue.mails[0]!.state).toBe('sent');
		expect(said).toHaveLength(3);
		expect(said[2]).toContain('can be worked on again');
	});
});
