import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailServer } from '#lib/mail/mail-server.ts';
import { queueIn } from '#lib/mail/queue.server.ts';
import { senderOf, smtp } from '#lib/mail/transport.server.ts';
import { worker } from '#lib/mail/worker.server.ts';
import { server } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { age, emptyQueue, mailsOf, queue } from './mails.ts';
import { asOwner } from './owner.ts';

let district: District;
type Claimed = { id: string; attempts: number; kind: string; facts: object };
const claim = (most = 100): Promise<Claimed[]> => allowed(server.call('claim_mails', { most }));
const settle = (mail: string, more: object = {}) => allowed(server.call('settle_mail', { mail, ...more }));
const mails = () => mailsOf(district.id);

beforeAll(async () => {
	district = await foundDistrict();
});
beforeEach(async () => {
	await emptyQueue();
	await asOwner('delete from private.mails where district_id = $1', district.id);
});

test('nobody but the server’s key claims or settles mails, or ticks', async () => {
	await queue(district.id, 1);
	const [mail] = await mails();
	const everyone = [district.nobody, district.stranger, district.outsider, ...Object.values(district.people)];
	for (const who of everyone) {
		await denied(who.call('claim_mails', { most: 1 }), NO_GRANT, who.name);
		await denied(who.call('settle_mail', { mail: mail!.id }), NO_GRANT, who.name);
		await denied(who.call('tick'), NO_GRANT, who.name);
	}
	expect(await mails()).toMatchObject([{ state: 'waits', attempts: 0 }]);
});

describe('a mail', () => {
	test('is claimed with what it says, sent once, and then says nothing any more', async () => {
		await queue(district.id, 1, 'woken', { person: district.people.lead.id });
		const [mail] = await claim();
		expect(mail).toMatchObject({
			address: 'person1@tests.example',
			person: 'lead',
			kind: 'woken',
			facts: { title: 'Tutor' },
			attempts: 1,
			district: 'Here'
		});
		expect(await claim()).toEqual([]);
		expect(await settle(mail!.id)).toBe('sent');
		expect(await mails()).toMatchObject([{ state: 'sent', facts: {} }]);
		await age(district.id, '2 days');
		expect(await claim()).toEqual([]);
	});

	test('queued again under its key stays one', async () => {
		const again = `select private.queue_mail('once', $1, null, 'a@tests.example', 'woken', '{}')`;
		await asOwner(again, district.id);
		await asOwner(again, district.id);
		expect(await mails()).toHaveLength(1);
	});

	test('that fails is tried after growing pauses, and given up after a day', async () => {
		await queue(district.id, 1);
		const pauses: number[] = [];
		for (let tries = 0; tries < 8; tries += 1) {
			const [mail] = await claim();
			expect(await settle(mail!.id, { error: `No ${tries}`, attempt: mail!.attempts })).toBe('waits');
			const [{ pause } = { pause: 0 }] = await mails();
			pauses.push(pause);
			expect(await claim()).toEqual([]);
			await age(district.id, `${pause} minutes`);
		}
		expect(pauses).toEqual([1, 2, 5, 10, 20, 40, 60, 60]);
		await age(district.id, '21 hours');
		const [last] = await claim();
		expect(await settle(last!.id, { error: 'Never', attempt: last!.attempts })).toBe('given up');
		expect(await mails()).toMatchObject([{ state: 'given up', facts: {}, last_error: 'Never' }]);
		await age(district.id, '2 days');
		expect(await claim()).toEqual([]);
	});

	test('that waited for days because nothing ran is still tried for a day', async () => {
		await queue(district.id, 1);
		await age(district.id, '5 days');
		const [mail] = await claim();
		expect(await settle(mail!.id, { error: 'Not now', attempt: 1 })).toBe('waits');
	});

	test('that can never be sent is given up at once', async () => {
		await queue(district.id, 1, 'horoscope');
		const [mail] = await claim();
		expect(await settle(mail!.id, { error: 'No words', attempt: 1, give_up: true })).toBe('given up');
		expect(await mails()).toMatchObject([{ state: 'given up', facts: {}, last_error: 'No words' }]);
	});

	test('that expired is given up without being sent', async () => {
		await queue(district.id, 2, 'woken', { expires: new Date(Date.now() + 60_000).toISOString() });
		const [mail] = await claim(1);
		await settle(mail!.id, { error: 'Refused', attempt: 1 });
		await age(district.id, '2 minutes');
		expect(await claim()).toEqual([]);
		expect((await mails()).map(({ state, facts, last_error }) => [state, facts, last_error]).sort()).toEqual([
			['given up', {}, 'It expired before it was sent.'],
			['given up', {}, 'Refused']
		]);
	});

	test('for somebody who has left is given up, but not one about their account', async () => {
		const person = district.people.deactivated.id;
		await queue(district.id, 1, 'woken', { person });
		await queue(district.id, 1, 'account', { person });
		expect((await claim()).map(({ kind }) => kind)).toEqual(['account']);
		expect((await mailsOf(district.id, 'woken'))[0]).toMatchObject({ state: 'given up', facts: {} });
	});

	test('about an account goes before older ones', async () => {
		await queue(district.id, 3);
		await queue(district.id, 1, 'account');
		expect((await claim(1)).map(({ kind }) => kind)).toEqual(['account']);
	});

	test('of nobody’s is refused, and none are claimed where none are asked for', async () => {
		await denied(server.call('settle_mail', { mail: randomUUID() }), '404 no_such_mail');
		await queue(district.id, 1);
		for (const most of [0, -5, null]) expect(await allowed(server.call('claim_mails', { most }))).toEqual([]);
	});
});

describe('several workers', () => {
	test('that claim at the same moment never claim the same mail', async () => {
		await queue(district.id, 40);
		const lots = await Promise.all(Array.from({ length: 8 }, () => claim(8)));
		const ids = lots.flat().map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const rest of await claim()) ids.push(rest.id);
		expect(new Set(ids).size).toBe(40);
		expect(ids).toHaveLength(40);
	});

	test('one that took too long changes nothing for the one that has it now', async () => {
		await queue(district.id, 1);
		const [slow] = await claim();
		await age(district.id, '3 minutes');
		const [now] = await claim();
		expect(now).toMatchObject({ id: slow!.id, attempts: 2 });
		expect(await settle(slow!.id, { error: 'Too slow', attempt: slow!.attempts })).toBe('claimed again');
		expect(await mails()).toMatchObject([{ state: 'claimed' }]);
		expect(await claim()).toEqual([]);
		expect(await settle(now!.id)).toBe('sent');
		expect(await settle(slow!.id)).toBe('sent');
		expect(await settle(slow!.id, { error: 'Still slow', attempt: 2 })).toBe('sent');
		expect(await mails()).toMatchObject([{ state: 'sent', last_error: '' }]);
	});

	test('send forty mails at the same time, each once', async () => {
		await queue(district.id, 40);
		const post = await mailServer();
		await Promise.all([work(post.url), work(post.url), work(post.url)].map(({ round }) => round()));
		await post.stop();
		expect(post.received).toHaveLength(40);
		expect(new Set(post.received.map(({ id }) => id)).size).toBe(40);
		expect((await mails()).every(({ state }) => state === 'sent')).toBe(true);
	});
});

const origin = 'http://localhost:3000';
const work = (url: string, say: (line: string) => void = () => {}) =>
	worker({
		// No tick: reminders of other tests' districts are not what these mails are about.
		queue: { ...queueIn(server.client), tick: async () => {} },
		open: () => smtp(url, senderOf(origin)),
		origin,
		say
	});

test(
	'a mail server that is away for an hour loses nothing and is not flooded',
	{ timeout: 120_000 },
	async () => {
		const away = await mailServer();
		await away.stop();
		let knocks = 0;
		const said: string[] = [];
		const { round } = worker({
			queue: { ...queueIn(server.client), tick: async () => {} },
			open: () => {
				const { send, close } = smtp(away.url, senderOf(origin));
				return { send: (message) => ((knocks += 1), send(message)), close };
			},
			origin,
			say: (line) => said.push(line)
		});
		await queue(district.id, 12);
		for (let minute = 0; minute < 60; minute += 1) {
			await round();
			await age(district.id, '1 minute');
		}
		expect(knocks).toBeLessThan(70);
		expect(said).toHaveLength(1);
		expect((await mails()).every(({ state, attempts }) => state === 'waits' && attempts <= 7)).toBe(true);

		const back = await mailServer({}, away.port);
		for (let minutes = 0; minutes < 60; minutes += 10) {
			await round();
			await age(district.id, '10 minutes');
		}
		await back.stop();
		expect(said).toHaveLength(2);
		expect(back.received).toHaveLength(12);
		expect(new Set(back.received.flatMap(({ to }) => to)).size).toBe(12);
		expect((await mails()).every(({ state }) => state === 'sent')).toBe(true);
	}
);
