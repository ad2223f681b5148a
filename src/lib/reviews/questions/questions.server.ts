/** Reviews of a pilot: read, answered, signed. */
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { stateIt } from '#lib/pilots/interest.ts';
import type { Specialty } from '#lib/pilots/words.ts';
import { refused, wrong, type Refused, type Reply } from '#lib/ui/reply.ts';
import { answersIn, errorsAt, type GivenAnswer } from './answer-form.ts';
import { reviewLineSchema, reviewSchema, type ReviewLine, type WholeReview } from './review-schema.ts';

type Database = App.Locals['supabase'];

const MOST = 2000;

/** All reviews of a pilot, each with how far it is. */
export async function list(database: Database, pilot: string): Promise<ReviewLine[]> {
	return z.array(reviewLineSchema).parse(await ask(database.rpc('pilot_reviews', { pilot })));
}

/** One review, whole; null where the pilot is not asked for it. */
export async function read(
	database: Database,
	pilot: string,
	specialty: Specialty
): Promise<WholeReview | null> {
	return reviewSchema.nullable().parse(await ask(database.rpc('pilot_review', { pilot, specialty })));
}

const seenIn = (form: FormData) => (String(form.get('seen') ?? '') || null) as string;

/** A refusal of the database, at the fields that it is about. */
function refusedAt(
	form: FormData,
	done: Parameters<typeof refused>[2] & { facts: Record<string, unknown> }
): Refused {
	return { ...refused('review', form, done), errors: errorsAt(done) };
}

/** Saves what is answered so far, with what was taken over from earlier pilots. */
export async function save(
	database: Database,
	pilot: string,
	specialty: Specialty,
	form: FormData
): Promise<Reply> {
	const answers: GivenAnswer[] = answersIn(form);
	const given = { pilot, specialty, answers, seen: seenIn(form) };
	const done = await attempt(ask(database.rpc('save_review_answers', given)));
	return done.ok ? { ok: true, said: form.get('take') ? 'taken' : 'saved' } : refusedAt(form, done);
}

/** Signs or refuses a review, with its answers in the same act. */
export async function sign(
	database: Database,
	pilot: string,
	specialty: Specialty,
	form: FormData
): Promise<Reply> {
	const verdict = form.get('verdict');
	const reason = String(form.get('reason') ?? '')
		.replaceAll('\r\n', '\n')
		.trim();
	if (verdict !== 'signed' && verdict !== 'refused')
		return wrong('review', form, { reason: 'Choose to sign or to refuse.' });
	if (verdict === 'refused' && reason === '')
		return wrong('review', form, {
			reason: 'Say why you refuse, and what would change it: the team answers to that.'
		});
	if (reason.length > MOST)
		return wrong('review', form, {
			reason: `The reason can have 2,000 characters and has ${reason.length.toLocaleString('en')}. Shorten it.`
		});
	if (form.get('no_interest') !== 'yes') return wrong('review', form, { no_interest: stateIt });
	const answers = answersIn(form);
	const review = {
		pilot,
		specialty,
		verdict,
		reason,
		no_interest: true,
		answers,
		seen: seenIn(form)
	} as const;
	const done = await attempt(ask(database.rpc('sign_review', review)));
	return done.ok ? { ok: true, said: verdict } : refusedAt(form, done);
}
