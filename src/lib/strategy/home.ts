import { z } from 'zod';
import { inboxSchema } from '#lib/inbox/inbox.ts';
import { cardSchema } from '#lib/pilots/pipeline.ts';
import { stages } from '#lib/pilots/stages.ts';

/** What can wait on somebody, the most urgent kind first: work that goes on comes last. */
export const kindsOfWork = [
	'record the decision',
	'vote',
	'say what scaling needs',
	'look at a renewal',
	'lift a hold',
	'name an owner of a condition',
	'confirm a condition',
	'report on a condition',
	'triage an incident',
	'act on an incident',
	'approve closing an incident',
	'appoint a substitute',
	'appoint the sponsor',
	'appoint the evaluator',
	'appoint a reviewer',
	'sign a review',
	'answer a finding',
	'close a finding',
	'sign what a gate asks',
	'launch',
	'rework a proposal',
	'answer a request to join',
	'submit the evaluation',
	'give a second opinion',
	'triage',
	'renew an agreement',
	'look at a tool',
	'look at a held wave',
	'plan the waves',
	'start a wave',
	'finish a wave',
	'do a monitoring review',
	'adopt',
	'do a runbook step',
	'close the runbook',
	'prepare the docket',
	'say whether you come',
	'sign the minutes',
	'acknowledge a policy',
	'finish the proposal',
	'settle what families need',
	'finish a mitigation',
	'finish a training',
	'say what came of an override',
	'give feedback',
	"renew a partner's agreement",
	'log results'
] as const;

const waitingSchema = z.object({
	what: z.enum(kindsOfWork),
	/** The pilot, or the tool where it is about one. */
	pilot: z.string(),
	title: z.string(),
	since: z.string(),
	/** The day by which it should be done: the end of a cycle, a meeting, or when the district reminds of it. */
	due: z.string().nullable(),
	/** The meeting that is in session, the specialty of a review, what is to be signed, the part that nobody can take, a finding, what families need, a round of
	 * feedback, a condition, or modules of training. */
	detail: z.string().nullable()
});
export type Waiting = z.infer<typeof waitingSchema>;

/** What `rpc/home` answers. */
export const homeSchema = z.object({
	waiting: z.array(waitingSchema),
	waiting_in_all: z.number().int(),
	/** What happened to pilots that concern the caller, as far as they have not read it. */
	changed: inboxSchema,
	mine: z.array(cardSchema),
	mine_in_all: z.number().int(),
	flow: z.partialRecord(z.enum(stages), z.number().int())
});
export type Home = z.infer<typeof homeSchema>;

/** In order of the due date, what has none last; then by urgency of the kind, then by how long it waits. */
export function byDueDate(waiting: readonly Waiting[]): Waiting[] {
	const rank = ({ what }: Waiting) => kindsOfWork.indexOf(what);
	const due = (one: Waiting) => one.due ?? '9999';
	const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
	return [...waiting].sort((a, b) => order(due(a), due(b)) || rank(a) - rank(b) || order(a.since, b.since));
}
