// Who looks for somebody, who asks to join, whom a pilot talks to outside the district, and what is said on its parts.
import type { Director } from './director.ts';

export type Joining = {
	/** seats that the lead opens, and who asks for each */
	seats?: {
		on: number;
		role: 'member' | 'data collector';
		wanted: string;
		hours?: number;
		asks?: {
			on: number;
			by: string;
			note: string;
			answered?: { on: number; accept: boolean; note: string };
		}[];
	}[];
	partners?: {
		on: number;
		by: string;
		name: string;
		organisation: string;
		email: string;
		/** what they are asked, and what they answer */
		asked?: {
			on: number;
			by: string;
			question: string;
			due?: number;
			answered?: { on: number; answer: string };
		}[];
	}[];
	/** threads on a part, or for reviewers only, with their answers */
	threads?: {
		on: number;
		by: string;
		part?: string;
		only?: boolean;
		body: string;
		answers?: [account: string, on: number, body: string][];
		settled?: { on: number; by: string };
	}[];
};

export async function join(director: Director, pilot: string, lead: string, story: Joining): Promise<void> {
	for (const { on, role, wanted, hours, asks = [] } of story.seats ?? []) {
		const seat = await director.act(lead, on, 'open_seat', {
			pilot,
			role,
			wanted,
			hours_a_week: hours ?? null
		});
		for (const { on: asked, by, note, answered } of asks) {
			const request = await director.act(by, asked, 'ask_to_join', { pilot, seat, note });
			if (!answered) continue;
			const { accept, note: word } = answered;
			await director.act(lead, answered.on, 'answer_join', { request, accept, note: word });
		}
	}
	for (const { on, by, asked = [], ...partner } of story.partners ?? []) {
		const contact = await director.act(by, on, 'save_partner', { pilot, contact: partner });
		for (const { question, due, answered, ...one } of asked) {
			const id = await director.act(one.by, one.on, 'ask_partner', {
				pilot,
				contact,
				question,
				due_on: due === undefined ? null : director.day(due)
			});
			if (answered) await answerByLink(director, contact, id, answered);
		}
	}
	for (const { on, by, part, only, body, answers = [], settled } of story.threads ?? []) {
		const comment = await director.act(by, on, 'comment', {
			pilot,
			body,
			part: part ?? null,
			reviewers_only: only ?? false
		});
		for (const [account, day, answer] of answers) {
			await director.act(account, day, 'comment', { pilot, body: answer, reply_to: comment });
		}
		if (settled) await director.act(settled.by, settled.on, 'resolve_comment', { pilot, comment });
	}
}

/** A contact answers through the link that they were mailed. */
async function answerByLink(
	director: Director,
	contact: unknown,
	question: unknown,
	{ on, answer }: { on: number; answer: string }
) {
	const [room] = await director.sql(
		'select private.partner_token(r) as token from private.partner_rooms r where r.contact_id = $1',
		[contact]
	);
	await director.serve(on, 'answer_as_partner', { token: room!.token, question, answer });
}
