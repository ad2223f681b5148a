import { z } from 'zod';
import type { Analysis } from './analysis.ts';
import { factors, fidelities, ratings, verdicts } from './report.ts';
import { outcomes } from './terms.ts';

const reportSchema = z.object({
	findings: z.string(),
	limits: z.string(),
	reasons: z.string(),
	educators: z.string(),
	fidelity: z.enum(fidelities),
	fidelity_note: z.string(),
	factors: z.record(z.enum(factors), z.object({ rating: z.enum(ratings), note: z.string() }))
});

const opinionSchema = z.object({
	id: z.string(),
	verdict: z.enum(verdicts),
	remarks: z.string(),
	by: z.string(),
	at: z.string()
});
export type SecondOpinion = z.infer<typeof opinionSchema>;

const versionSchema = z.object({
	id: z.string(),
	summary: z.string(),
	recommendation: z.enum(outcomes),
	/** Null where there is a summary alone. */
	report: reportSchema.nullable(),
	by: z.string(),
	submitted_at: z.string(),
	/** The reader wrote it. */
	mine: z.boolean(),
	this_cycle: z.boolean(),
	/** The last one of the cycle. */
	counts: z.boolean(),
	/** The evidence frozen with it, and whether what it rests on has changed since; null where none was. */
	evidence: z.object({ computed_at: z.string(), changed: z.boolean() }).nullable(),
	opinions: z.array(opinionSchema)
});
export type EvaluationVersion = z.infer<typeof versionSchema>;

/** What `rpc/evaluation` answers. */
export const evaluationSchema = z.object({
	/** The newest first. */
	versions: z.array(versionSchema),
	/** Who is asked for a second opinion in this cycle. `lapsed`: they can't give it any more. */
	second: z
		.object({
			person: z.string(),
			by: z.string(),
			asked_at: z.string(),
			state: z.enum(['waiting', 'answered', 'lapsed']),
			me: z.boolean()
		})
		.nullable(),
	/** The reader's own. */
	draft: z
		.object({ fields: z.record(z.string(), z.string()), revision: z.number().int(), saved_at: z.string() })
		.nullable(),
	may: z.object({ write: z.boolean(), ask: z.boolean(), review: z.boolean() }),
	/** Who can be asked, told to whoever may ask. */
	candidates: z.array(z.object({ id: z.string(), name: z.string(), title: z.string() }))
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** What `rpc/evaluation_evidence` answers: null where nothing was frozen. */
export const frozenSchema = z
	.object({
		/** Null where it is withheld from this reader. */
		analysis: z.custom<Analysis>((value) => typeof value === 'object').nullable(),
		withheld: z.boolean(),
		computed_at: z.string(),
		current: z.boolean()
	})
	.nullable();

export const savedDraftSchema = z.object({ revision: z.number().int(), at: z.string() });
/** The facts of `edited_elsewhere`. */
export const elsewhereSchema = z.object({
	revision: z.number().int(),
	at: z.string().nullable(),
	saved: z
		.record(z.string(), z.string())
		.nullable()
		.transform((fields) => fields ?? {})
});
