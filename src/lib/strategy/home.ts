import { z } from 'zod';
import { cardSchema } from '#lib/pilots/pipeline.ts';
import { stages } from '#lib/pilots/stages.ts';

/** What can wait on somebody, the most urgent kind first: work that goes on comes last. */
export const kindsOfWork = [
	'record the decision',
	'vote',
	'lift a hold',
	'appoint a substitute',
	'appoint the sponsor',
	'appoint the evaluator',
	'answer a request to join',
	'sign a review',
	'sign what a gate asks',
	'launch',
	'submit the evaluation',
	'triage',
	'adopt',
	'close the runbook',
	'finish the proposal',
	'log results'
] as const;

const waitingSchema = z.object({
	what: z.enum(kindsOfWork),
	pilot: z.string(),
	title: z.string(),
	since: z.string(),
	/** The specialty of a review, what is to be signed, or the part that nobody can take. */
	detail: z.string().nullable()
});
export type Waiting = z.infer<typeof waitingSchema>;

/** What `rpc/home` answers. */
export const homeSchema = z.object({
	waiting: z.array(waitingSchema),
	waiting_in_all: z.number().int(),
	mine: z.array(cardSchema),
	mine_in_all: z.number().int(),
	flow: z.partialRecord(z.enum(stages), z.number().int())
});
export type Home = z.infer<typeof homeSchema>;

/** By urgency of the kind, then by how long it waits. */
export function byUrgency(waiting: readonly Waiting[]): Waiting[] {
	const rank = ({ what }: Waiting) => kindsOfWork.indexOf(what);
	return [...waiting].sort((a, b) => rank(a) - rank(b) || (a.since < b.since ? -1 : 1));
}
