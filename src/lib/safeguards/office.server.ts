import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { riskTable } from '#lib/pilots/pilots.server.ts';
import { familyRuleSchema } from '#lib/pilots/risk-schema.ts';
import { tiers } from '#lib/pilots/words.ts';
import { typed } from '#lib/ui/reply.ts';
import { rulesIn } from './family-rules-form.ts';
import { riskIn } from './risk-form.ts';

type Database = App.Locals['supabase'];

const previewSchema = z.object({
	in_all: z.number(),
	pilots: z.array(
		z.object({
			id: z.string(),
			title: z.string(),
			stage: z.string(),
			tier: z.enum(tiers).nullable(),
			computed: z.enum(tiers).nullable(),
			would_be: z.enum(tiers).nullable()
		})
	)
});
export type RiskPreview = z.infer<typeof previewSchema>;

/** A form of the AI office that comes back with what was typed. */
export type OfficeForm = {
	status: number;
	values: Record<string, string>;
	errors: Record<string, string>;
	message: string;
	preview: RiskPreview | null;
};

type Outcome = { saved: true } | ({ saved: false } & OfficeForm);

/** Says which pilots the table that was typed would compute differently, or saves it. */
export async function riskOf(database: Database, form: FormData, preview: boolean): Promise<Outcome> {
	const values = typed(form);
	const risk = riskIn(values, await riskTable(database)) as Json;
	const revision = Number(values.revision) || 0;
	const reason = (values.reason ?? '').trim();
	const done = await attempt(ask(database.rpc('save_risk_table', { revision, risk, reason, preview })));
	if (done.ok && !preview) return { saved: true };
	const answer = done.ok
		? { status: 200, errors: {}, message: '', preview: previewSchema.parse(done.data) }
		: { ...refusal(done), preview: null };
	return { saved: false, values, ...answer };
}

/** What each tier asks for families, with the revision that a form has seen. */
export async function familyRules(database: Database) {
	return z
		.object({
			revision: z.number(),
			rules: z.array(familyRuleSchema),
			by: z.string().nullable(),
			at: z.string().nullable()
		})
		.parse(await ask(database.rpc('family_rules')));
}

export async function saveFamilyRules(database: Database, form: FormData): Promise<Outcome> {
	const values = typed(form);
	const rules = rulesIn(values) as unknown as Json;
	const revision = Number(values.revision) || 0;
	const done = await attempt(ask(database.rpc('save_family_rules', { revision, rules })));
	return done.ok ? { saved: true } : { saved: false, values, ...refusal(done), preview: null };
}

function refusal({
	status,
	message,
	facts
}: {
	status: number;
	message: string;
	facts: Record<string, unknown>;
}) {
	const { field } = facts;
	return typeof field === 'string'
		? { status, message: '', errors: { [field]: message } }
		: { status, message, errors: {} };
}
