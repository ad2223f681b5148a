import { asOwner } from './owner.ts';

/** A mail as the owner sees it in the queue: no role of the API reads it. */
export type QueuedMail = {
	id: string;
	key: string;
	person: string | null;
	address: string;
	kind: string;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows the facts that it asked for
	facts: any;
	attempts: number;
	last_error: string;
	state: 'waits' | 'claimed' | 'sent' | 'given up';
	/** minutes until it is tried again */
	pause: number;
};

/** The mails of a district, oldest first. */
export const mailsOf = (district: string, kind?: string) =>
	asOwner<QueuedMail>(
		`select m.id, m.key, m.person_id as person, m.address, m.kind, m.facts, m.attempts, m.last_error,
			case when m.sent_at is not null then 'sent' when m.given_up_at is not null then 'given up'
				when m.claimed_until > now() then 'claimed' else 'waits' end as state,
			round(extract(epoch from m.next_at - now()) / 60)::int as pause
		from private.mails m where m.district_id = $1 and ($2::text is null or m.kind = $2) order by m.created_at, m.key`,
		district,
		kind ?? null
	);

/** Queues mails as functions of the database do. */
export async function queue(
	district: string,
	many: number,
	kind = 'woken',
	more: { expires?: string; person?: string } = {}
) {
	await asOwner(
		`select private.queue_mail('test:' || gen_random_uuid(), $1, $5, 'person' || n || '@tests.example', $3,
			'{"pilot": "p", "title": "Tutor"}', $4::timestamptz) from generate_series(1, $2) n`,
		district,
		many,
		kind,
		more.expires ?? null,
		more.person ?? null
	);
}

/** Only what a test queues from here on waits: other files leave mails behind. */
export const emptyQueue = () =>
	asOwner(`update private.mails set given_up_at = now() where sent_at is null and given_up_at is null`);

/** Makes a district's mails older, claims and pauses included, as if time had gone by. */
export const age = (district: string, by: string) =>
	asOwner(
		`update private.mails set created_at = created_at - $2::interval, next_at = next_at - $2::interval,
			claimed_until = claimed_until - $2::interval, first_tried_at = first_tried_at - $2::interval,
			expires_at = expires_at - $2::interval
		where district_id = $1`,
		district,
		by
	);
