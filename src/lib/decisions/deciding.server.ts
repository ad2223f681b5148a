import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { currentAnalysis } from '#lib/evidence/evidence.server.ts';
import { inWords } from '#lib/pilots/criterion-words.ts';
import { outcomes } from '#lib/pilots/words.ts';
import { mendPath } from '#lib/reviews/mend-places.ts';
import { refusedAt, typed, type Reply } from '#lib/ui/reply.ts';
import { z } from 'zod';
import { atRow, rowErrors, rowsIn } from './conditions/condition-rows.ts';
import { decisionCall, decisionForm } from './decision.ts';
import type { Deciding } from './deciding.ts';

type Database = App.Locals['supabase'];

const schema = z.object({
	item: z.string(),
	quorum: z.object({
		quorum: z.number(),
		present: z.number().nullish()
	}),
	extensions: z.object({ times: z.number(), most: z.number() }),
	next_cycle: z.number(),
	unmet: z.array(
		z.object({
			act: z.enum(outcomes),
			criterion: z.string(),
			title: z.string().nullable(),
			facts: z.record(z.string(), z.unknown())
		})
	),
	people: z.array(z.object({ id: z.string(), name: z.string(), part: z.string() }))
});

/**
 * What `DecisionForm` needs beside the vote, for whoever records the decision.
 * @param docket of the pilot, as `rpc/pilot` tells it: null, or of somebody else's meeting, answers null
 */
export async function decidingOf(
	database: Database,
	pilot: string,
	docket: { i_chair: boolean | null } | null
): Promise<Deciding | null> {
	if (!docket?.i_chair) return null;
	const answer = await attempt(ask(database.rpc('deciding', { pilot })));
	// Decided, or another chair, since the page began to load.
	if (!answer.ok) return null;
	const { item, quorum, extensions, next_cycle, unmet, people } = schema.parse(answer.data);
	const of = (act: (typeof outcomes)[number]) =>
		unmet
			.filter((one) => one.act === act)
			.map((one) => ({
				criterion: one.criterion,
				...inWords({ ...one, met: false }),
				href: mendPath(one, pilot)
			}));
	const missing = quorum.present != null && quorum.present < quorum.quorum;
	return {
		item,
		extensions,
		nextCycle: next_cycle,
		present: missing ? { members: quorum.present!, quorum: quorum.quorum } : null,
		unmet: { scale: of('scale'), extend: of('extend') },
		people
	};
}

/** Records the decision of the meeting's chair, on the evidence of this moment. What is refused keeps everything that was typed. */
export async function decide(
	{ supabase }: Pick<App.Locals, 'supabase'>,
	pilot: string,
	form: FormData
): Promise<Reply> {
	const values = typed(form);
	const rows = rowsIn(values);
	const given = decisionForm.safeParse(values);
	const errors = { ...(given.success ? {} : formErrors(given.error)), ...rowErrors(rows) };
	if (!given.success || Object.keys(errors).length > 0) {
		const message = Object.values(errors)[0] ?? '';
		return { ok: false, status: 400, about: 'decision', key: 'wrong', message, errors, values };
	}
	const recorded = currentAnalysis(supabase, pilot).then(() =>
		ask(supabase.rpc('record_decision', decisionCall(pilot, given.data, rows)))
	);
	const done = await attempt(recorded);
	if (!done.ok) {
		const { field } = done.facts;
		// What is in the way stands in words, with its links, beside the outcome that was chosen.
		if (done.key === 'gate_not_met')
			return refusedAt('decision', form, {
				...done,
				message: `To ${given.data.outcome} it, something is still in the way: it stands below the outcomes. Nothing was recorded, and all that you typed is still here.`
			});
		return refusedAt('decision', form, {
			...done,
			message:
				typeof field === 'string' && field.startsWith('condition-')
					? atRow(done.message, rows)
					: done.message,
			facts: typeof field === 'string' ? { ...done.facts, field: atRow(field, rows) } : done.facts
		});
	}
	return {
		ok: true,
		said: 'The decision is recorded, and the pilot has moved on. Its team and sponsor get a letter.'
	};
}
