import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/);
const pilot = z.object({ pilot: z.string(), title: z.string() });
const review = pilot.extend({ specialty: z.string(), since: day });
const reason = z.string().nullish();
const by = z.string().nullish();
const line = {
	at: z.string(),
	actor: z.string().nullable(),
	record: z.string(),
	verb: z.string(),
	facts: z.record(z.string(), z.unknown())
};
const training = z.object({ title: z.string() });
const news = z.object({
	...line,
	you: z.boolean().default(false),
	mentions_you: z.boolean().default(false),
	pilot: z.object({ id: z.string(), title: z.string() })
});

/** What the database queues for each kind of mail. Whatever else a mail's facts hold is not looked at. */
export const factsOf = {
	invitation: z.object({ token: z.string(), district: z.string(), inviter: z.string(), expires_on: day }),
	/** as the auth server wrote it */
	account: z.object({ subject: z.string(), text: z.string(), html: z.string() }),
	email_changed: z.object({ new_address: z.string() }),
	/** without an excerpt where only reviewers may read the comment */
	mention: pilot.extend({ author: z.string(), excerpt: z.string(), comment: z.string().nullish() }),
	join_asked: pilot.extend({ by: z.string(), wanted: z.string().nullish(), note: z.string() }),
	join_answered: pilot.extend({ by: z.string(), accepted: z.boolean(), note: z.string() }),
	incident: pilot.extend({ severity: z.string() }),
	review_waits: z.object({ reviews: z.array(review).min(1) }),
	reviews_overdue: z.object({ reviews: z.array(review.extend({ nobody: z.boolean() })).min(1) }),
	cycle_ends: z.object({ cycle_end: day, pilots: z.array(pilot).min(1) }),
	overdue: z.object({ cycle_end: day, pilots: z.array(pilot).min(1) }),
	training_expires: z.object({ expires_on: day, modules: z.array(training).min(1) }),
	training_expired: z.object({ expires_on: day, modules: z.array(training).min(1) }),
	vote_waits: z.object({ held_on: day, pilots: z.array(pilot).min(1) }),
	triage_waits: z.object({ pilots: z.array(pilot.extend({ since: day })).min(1) }),
	woken: pilot,
	hold_raised: pilot.extend({ by, reason }),
	hold_lifted: pilot.extend({ by, reason }),
	waived: pilot.extend({ criterion: z.string(), criterion_title: z.string().nullish(), by, reason }),
	/** one line of activity that concerns somebody, in the words of the activity */
	notice: pilot.extend({ ...line, you: z.boolean().default(false) }),
	digest: z.object({
		in_all: z.number(),
		daily: z.boolean().default(false),
		news: z.array(news).default([]),
		waiting: z.array(
			z.object({
				what: z.string(),
				title: z.string().nullish(),
				pilot: z.string().nullish(),
				since: day.nullish(),
				detail: z.string().nullish()
			})
		)
	}),
	deactivated_seats: z.object({
		person: z.string(),
		by,
		seats: z
			.array(
				z.object({
					seat: z.string(),
					title: z.string(),
					pilot: z.string().nullish(),
					meeting: z.string().nullish()
				})
			)
			.min(1)
	})
};

export type Kind = keyof typeof factsOf;
export type Facts<K extends Kind> = z.infer<(typeof factsOf)[K]>;
