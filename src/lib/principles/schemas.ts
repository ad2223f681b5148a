import { z } from 'zod';
import { roles } from '#lib/people/me.ts';
import { citedActs, marks } from './principle-words.ts';

const count = z.number().int();
const markCounts = z.partialRecord(z.enum(marks), count);

/** What `rpc/principles` answers. */
export const principlesSchema = z.array(
	z.object({
		id: z.string(),
		code: z.string(),
		position: count,
		title: z.string(),
		body: z.string(),
		good_answer: z.string(),
		version: count,
		minor: count,
		published_at: z.string(),
		retired_at: z.string().nullable(),
		retired_because: z.string(),
		versions: z.array(
			z.object({
				version: count,
				minor: count,
				title: z.string(),
				body: z.string(),
				good_answer: z.string(),
				reason: z.string(),
				at: z.string(),
				by: z.string().nullable()
			})
		),
		/** How many pilots ever answered it; null for people from outside. */
		answered: count.nullable(),
		marks: markCounts,
		cited: count,
		citations: z.array(
			z.object({
				pilot: z.string(),
				number: count.nullable(),
				title: z.string(),
				act: z.enum(citedActs),
				acted_at: z.string(),
				note: z.string(),
				by: z.string(),
				version: count
			})
		)
	})
);
export type Principle = z.infer<typeof principlesSchema>[number];

/** What `rpc/pilot_principles` answers. */
export const pilotPrinciplesSchema = z.object({
	/** The number of the last answer, which a form carries. */
	seen: count,
	may_answer: z.boolean(),
	may_mark: z.boolean(),
	may_take_back: z.boolean(),
	may_cite: z.array(z.object({ act: z.enum(citedActs), acted_at: z.string() })),
	principles: z.array(
		z.object({
			id: z.string(),
			code: z.string(),
			title: z.string(),
			body: z.string(),
			good_answer: z.string(),
			version: count,
			minor: count,
			retired: z.boolean(),
			asked: z.boolean(),
			answer: z
				.object({ id: count, text: z.string(), version: count, at: z.string(), by: z.string() })
				.nullable(),
			earlier: count,
			marks: z.array(
				z.object({
					mark: z.enum(marks),
					note: z.string(),
					by: z.string(),
					mine: z.boolean(),
					at: z.string(),
					current: z.boolean()
				})
			)
		})
	),
	citations: z.array(
		z.object({
			code: z.string(),
			principle: z.string(),
			act: z.enum(citedActs),
			acted_at: z.string(),
			note: z.string(),
			by: z.string()
		})
	)
});
export type PilotPrinciples = z.infer<typeof pilotPrinciplesSchema>;
export type Answered = PilotPrinciples['principles'][number];

const audience = { roles: z.array(z.enum(roles)), site_kinds: z.array(z.enum(['school', 'department'])) };
const version = z.object({
	version: count,
	minor: count,
	title: z.string(),
	link: z.string(),
	...audience,
	effective_on: z.string(),
	review_on: z.string().nullable(),
	reason: z.string(),
	published_at: z.string(),
	published_by: z.string()
});
const standing = z.object({
	state: z.enum(['acknowledged', 'excepted', 'to acknowledge', 'not asked']),
	at: z.string().nullable(),
	until: z.string().nullable(),
	/** An earlier version that the reader acknowledged. */
	before: count.nullable()
});

/** What `rpc/policies` answers. */
export const policiesSchema = z.array(
	z.object({
		id: z.string(),
		title: z.string(),
		retired_at: z.string().nullable(),
		/** For the AI office: whether something is written that is not published. */
		draft: z.boolean().nullable(),
		review_due: z.boolean(),
		now: version.nullable(),
		me: standing.nullable(),
		asked: count.nullable(),
		acknowledged: count.nullable()
	})
);
export type PolicyLine = z.infer<typeof policiesSchema>[number];

const counted = { asked: count, done: count };

/** What `rpc/policy` answers. */
export const policySchema = z.object({
	id: z.string(),
	title: z.string(),
	retired_at: z.string().nullable(),
	retired_because: z.string(),
	now: version.extend({ body: z.string() }).nullable(),
	me: standing.nullable(),
	review_due: z.boolean(),
	versions: z.array(version),
	exceptions: z.array(
		z.object({
			id: z.string(),
			person: z.string().nullable(),
			pilot: z.object({ id: z.string(), title: z.string() }).nullable(),
			reason: z.string(),
			until: z.string(),
			by: z.string(),
			at: z.string(),
			over: z.boolean()
		})
	),
	draft: z
		.object({
			title: z.string(),
			body: z.string(),
			link: z.string(),
			...audience,
			effective_on: z.string().nullable(),
			review_on: z.string().nullable(),
			revision: count
		})
		.nullable(),
	coverage: z
		.object({
			...counted,
			excepted: count,
			open: count,
			sites: z.array(z.object({ name: z.string().nullable(), ...counted })),
			roles: z.array(z.object({ role: z.enum(roles), ...counted })),
			missing: z.array(z.object({ name: z.string(), site: z.string().nullable() }))
		})
		.nullable()
});
export type Policy = z.infer<typeof policySchema>;
export type Standing = z.infer<typeof standing>;

/** What `rpc/sourced_facts` answers. */
export const factsSchema = z.array(
	z.object({
		key: z.string(),
		statement: z.string(),
		source_title: z.string(),
		source_link: z.string(),
		verified_on: z.string().nullable(),
		verified_by: z.string().nullable(),
		note: z.string(),
		revision: count,
		/** Looked up more than twelve months ago. */
		stale: z.boolean()
	})
);
export type Fact = z.infer<typeof factsSchema>[number];

const told = z.record(z.string(), z.unknown());
export const factHistorySchema = z.array(
	z.object({ at: z.string(), by: z.string(), before: told, after: told })
);
export type FactChange = z.infer<typeof factHistorySchema>[number];
