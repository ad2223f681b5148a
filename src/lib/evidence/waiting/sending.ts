import { of, type Refusal, type Shelf, type Waiting } from './waiting.ts';

/** What came of sending one entry. `gone` is no answer at all: no network, or a server that is not there. */
export type Answer =
	| { is: 'logged' }
	| { is: 'refused'; refusal: Refusal }
	| { is: 'gone' }
	| { is: 'signed out' }
	| { is: 'somebody else' };

/** What came of sending all that waited. Where it stopped, the rest waits on. */
export type Sent = {
	/** Results that the server has now. */
	logged: number;
	/** The pilots that they are of. */
	pilots: string[];
	refused: number;
	stopped: 'gone' | 'signed out' | 'somebody else' | null;
};

export type Send = (waiting: Waiting) => Promise<Answer>;

/**
 * Sends what one person has waiting, one entry after the other, and forgets what the server has. What was refused before is sent
 * again only when somebody asks: the same would be refused again.
 * @param alone runs its work while no other tab does, so that two do not send at once
 */
export function sendKept(
	{ shelf, alone, send }: { shelf: Shelf; alone: <T>(work: () => Promise<T>) => Promise<T>; send: Send },
	person: string,
	{ again = false } = {}
): Promise<Sent> {
	return alone(async () => {
		const sent: Sent = { logged: 0, pilots: [], refused: 0, stopped: null };
		// Read inside: what another tab has sent meanwhile waits no more.
		for (const waiting of await of(shelf, person)) {
			if (waiting.refused && !again) continue;
			const answer = await send(waiting);
			if (answer.is === 'logged') {
				await shelf.forget(waiting.id);
				sent.logged += waiting.rows.length;
				if (!sent.pilots.includes(waiting.pilot)) sent.pilots.push(waiting.pilot);
			} else if (answer.is === 'refused') {
				await shelf.refuse(waiting.id, answer.refusal);
				sent.refused += waiting.rows.length;
			} else {
				return { ...sent, stopped: answer.is };
			}
		}
		return sent;
	});
}

/** No network, or something between here and Pilotage that answers for it: the same may be sent again. */
export const isGone = (status: number | undefined) =>
	status === undefined || status >= 500 || status === 408 || status === 429;

/** Sends an entry to the pilot's own address. */
export async function post({ pilot, person, rows }: Waiting): Promise<Answer> {
	try {
		const response = await fetch(`/pilots/${pilot}/evidence/results`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ person, rows })
		});
		if (response.redirected) return { is: 'signed out' };
		if (isGone(response.status)) return { is: 'gone' };
		const said = (await response.json()) as { ok?: boolean } & Partial<Refusal>;
		if (said.ok) return { is: 'logged' };
		if (said.key === 'somebody_else') return { is: 'somebody else' };
		const refusal = { message: said.message ?? '', key: said.key ?? '', field: said.field ?? null };
		return { is: 'refused', refusal };
	} catch {
		return { is: 'gone' };
	}
}
