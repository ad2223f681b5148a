import { letter, Unwritable } from './letters.ts';
import type { Mail, Queue } from './queue.server.ts';
import { NoSuchAddress, Unreachable, type Transport } from './transport.server.ts';

/** So many are sent at once, all well within the time that they are claimed for. */
const AT_ONCE = 5;
const MOST_A_ROUND = 200;

export type Work = {
	queue: Queue;
	/** opened for a round that has something to send, and closed with it */
	open: () => Transport;
	/** where the application is, for links */
	origin: string;
	say: (line: string) => void;
};

/** An invitation that was withdrawn, used or ran out while its mail waited. */
class Void extends Error {}

/** One worker. Any number of them, on any number of machines, may work on one queue. */
export function worker({ queue, open, origin, say }: Work) {
	let stopped = false;
	// Said once when it begins and once when it is over, not with every mail.
	const troubles = new Map<string, boolean>();
	const tell = (about: string, wrong: boolean, words: string) => {
		if ((troubles.get(about) ?? false) !== wrong) say(words);
		troubles.set(about, wrong);
	};

	async function send(mail: Mail, transport: Transport) {
		const facts = { ...mail.facts };
		if (mail.kind === 'invitation') {
			facts.token = await queue.mint(facts.invitation);
			if (facts.token === null) throw new Void('The invitation is no longer valid.');
		}
		const written = letter({ ...mail, facts }, origin);
		await transport.send({ ...written, id: mail.id, to: mail.address, name: mail.person });
	}

	/** Sends one mail and says what became of it. A worker that dies in between leaves it to the next, under the same id. */
	async function deliver(mail: Mail, transport: Transport) {
		try {
			await send(mail, transport);
		} catch (error) {
			const why = error instanceof Error ? error.message : String(error);
			const unreachable = error instanceof Unreachable;
			const forGood = [Unwritable, NoSuchAddress, Void].some((kind) => error instanceof kind);
			if (unreachable) tell('server', true, `${why}. Mails wait, and are tried again.`);
			else if (!(error instanceof Void)) say(`Mail ${mail.id} (${mail.kind}) was not sent: ${why}`);
			await queue.failed(mail, why, forGood);
			return;
		}
		tell('server', false, 'The mail server can be used again.');
		await queue.sent(mail);
	}

	async function sendAll() {
		let transport: Transport | undefined;
		try {
			for (let done = 0; done < MOST_A_ROUND && !stopped;) {
				// While the server is away, one mail a round asks whether it is back.
				const most = troubles.get('server') ? 1 : AT_ONCE;
				const mails = await queue.claim(most);
				if (mails.length === 0) break;
				const opened = (transport ??= open());
				const outcomes = await Promise.allSettled(mails.map((mail) => deliver(mail, opened)));
				const failed = outcomes.find((outcome) => outcome.status === 'rejected');
				if (failed) throw failed.reason;
				if (mails.length < most || troubles.get('server')) break;
				done += mails.length;
			}
		} finally {
			transport?.close();
		}
	}

	return {
		/** Whatever is due by now: reminders are queued, then mails are sent. Never throws. */
		async round() {
			for (const [about, work] of [
				['reminders', queue.tick],
				['mails', sendAll]
			] as const) {
				try {
					await work();
					tell(about, false, `The queue of ${about} can be worked on again.`);
				} catch (error) {
					const why = error instanceof Error ? error.message : String(error);
					tell(
						about,
						true,
						`The queue of ${about} cannot be worked on (${why}). Nothing is lost; it is tried again.`
					);
				}
			}
		},
		/** What was begun is finished; nothing more is claimed. */
		stop() {
			stopped = true;
		}
	};
}
