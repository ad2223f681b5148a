import { z } from 'zod';
import { decisionFacts } from './letter-facts-decision.ts';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}/);
const pilot = z.object({ pilot: z.string(), title: z.string() });
const review = pilot.extend({ specialty: z.string(), since: day });
const reason = z.string().nullish();
const by = z.string().nullish();
const policy = z.object({
	policy: z.string(),
	title: z.string(),
	/** whether an earlier version was asked before, and why this one is */
	again: z.boolean(),
	reason: z.string(),
	effective_on: day
});
const meeting = z.object({
	meeting: z.string(),
	held_on: day,
	begins: z.string(),
	minutes: z.number(),
	place: z.string(),
	chair: z.string()
});
const line = {
	at: z.string(),
	actor: z.string().nullable(),
	record: z.string(),
	verb: z.string(),
	facts: z.record(z.string(), z.unknown())
};
const training = z.object({ title: z.string() });
const step = pilot.extend({ step: z.string(), due_on: day });
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
	/** to somebody outside: the token opens their questions and nothing else */
	partner_question: pilot.extend({
		name: z.string(),
		district: z.string(),
		token: z.string(),
		due_on: day.nullish(),
		closes_on: day
	}),
	partner_answered: pilot.extend({ name: z.string(), organisation: z.string() }),
	partner_agreement: z.object({
		organisation: z.string(),
		name: z.string(),
		agreement: z.string(),
		expires_on: day
	}),
	/** of one pilot, of several, or of a tool outside of pilots */
	incident: pilot.partial().extend({
		severity: z.string(),
		incident: z.string().nullish(),
		pilots: z.number().nullish()
	}),
	incident_waits: z.object({
		incident: z.string(),
		late: z.enum(['triage', 'interim report']),
		severity: z.string(),
		since: day,
		title: z.string().nullish()
	}),
	review_waits: z.object({ reviews: z.array(review).min(1) }),
	reviews_overdue: z.object({ reviews: z.array(review.extend({ nobody: z.boolean() })).min(1) }),
	/** a tool changed; the first of the pilots that use it */
	reviews_reopened: z.object({
		tool: z.string(),
		why: z.string(),
		in_all: z.number(),
		pilots: z.array(pilot.extend({ specialties: z.array(z.string()) })).min(1)
	}),
	findings_overdue: z.object({
		findings: z
			.array(pilot.extend({ finding: z.string(), severity: z.string(), due_on: day, yours: z.boolean() }))
			.min(1)
	}),
	cycle_ends: z.object({ cycle_end: day, pilots: z.array(pilot).min(1) }),
	overdue: z.object({ cycle_end: day, pilots: z.array(pilot).min(1) }),
	training_expires: z.object({ expires_on: day, modules: z.array(training).min(1) }),
	training_expired: z.object({ expires_on: day, modules: z.array(training).min(1) }),
	vote_waits: z.object({ held_on: day, pilots: z.array(pilot).min(1) }),
	/** an agreement of a tool runs out, or did */
	agreement_ends: z.object({
		tool: z.string(),
		name: z.string(),
		version: z.string().nullish(),
		until: day,
		past: z.boolean(),
		pilots: z.array(pilot).min(1)
	}),
	runbook_due: z.object({ steps: z.array(step).min(1) }),
	runbook_overdue: z.object({ steps: z.array(step.extend({ owner: z.string().nullish() })).min(1) }),
	/** to everyone who was on the team, once */
	sunset_thanks: pilot.extend({ by, words: z.string().nullish(), lesson: z.string().nullish() }),
	triage_waits: z.object({ pilots: z.array(pilot.extend({ since: day })).min(1) }),
	woken: pilot,
	/** an adopted pilot is to be looked at again: within two weeks, or it is late */
	monitoring_due: pilot.extend({ due_on: day, late: z.boolean() }),
	mitigation_overdue: pilot.extend({ what: z.string(), due_on: day }),
	renewal_notice: pilot.extend({ renewal_on: day, days: z.number(), payer: z.string() }),
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
	/** the docket of a meeting, before it */
	docket: meeting.extend({
		again: z.boolean().default(false),
		items: z.array(pilot.extend({ reason: z.string(), minutes: z.number().nullish() })).min(1)
	}),
	meeting_moved: meeting.extend({ from: day }),
	meeting_cancelled: meeting.extend({ reason: z.string() }),
	policy_asked: policy,
	policy_waits: policy,
	facts_stale: z.object({ sources: z.array(z.object({ title: z.string(), verified_on: day })).min(1) }),
	...decisionFacts,
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
