import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import type { OverrideFilters } from './override-filters.ts';
import { cameForm, overridesSchema, type DecisionOverride, type OverrideLedger } from './overrides-schema.ts';

type Database = App.Locals['supabase'];

/** A page of the override ledger. @throws 403 for people from outside the district. */
export async function list(
	database: Database,
	filters: OverrideFilters & { per?: string }
): Promise<OverrideLedger> {
	return overridesSchema.parse(await ask(database.rpc('decision_overrides', { filters: filters as Json })));
}

const MOST = 10_000;

/** All that the filters find, for a file: at most ten thousand. */
export async function all(database: Database, filters: OverrideFilters): Promise<DecisionOverride[]> {
	const rows: DecisionOverride[] = [];
	for (let page = 1; rows.length < MOST; page += 1) {
		const next = await list(database, { ...filters, page: String(page), per: '200' });
		rows.push(...next.rows);
		if (next.rows.length < next.per) break;
	}
	return rows;
}

/** Says what came of an override, a year later. */
export async function sayWhatCame(database: Database, form: FormData): Promise<Reply> {
	const about = `came:${String(form.get('decision') ?? '')}`;
	const given = cameForm.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(database.rpc('say_what_came', given.data)));
	return done.ok
		? { ok: true, said: 'came', place: `#override-${given.data.decision}` }
		: refusedAt(about, form, done);
}
