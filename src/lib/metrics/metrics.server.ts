import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { sifted, withEarlier, type MetricFilters } from './metric-filters.ts';
import { readMetric } from './metric-form.ts';
import { metricLibrarySchema, metricVersionsSchema, type MetricVersion } from './metric-schema.ts';
import { metricTyped, type MetricField, type MetricValues } from './metric-values.ts';

type Database = App.Locals['supabase'];

/** The library as the filters leave it, with how many there are in all, offered and retired. */
export async function library(database: Database, filters: MetricFilters = {}) {
	const all = withEarlier(metricLibrarySchema.parse(await ask(database.rpc('metric_library'))));
	const retired = all.filter(({ retired_at }) => retired_at !== null).length;
	return { metrics: sifted(all, filters), counts: { offered: all.length - retired, retired } };
}

/** All versions of a metric, the newest first. @throws 404 for what is none of the district's. */
export async function versions(database: Database, id: string): Promise<MetricVersion[]> {
	return metricVersionsSchema.parse(await ask(database.rpc('metric_versions', { metric: id })));
}

/** Who may answer for a metric, by name. */
export async function owners(database: Database): Promise<{ id: string; name: string }[]> {
	const people = database.from('people').select('id, name').eq('active', true).eq('outside', false);
	return ask(people.order('name').limit(2000));
}

export type SavedMetric =
	| { ok: true; id: string; did: string }
	| {
			ok: false;
			status: number;
			message: string;
			key: string;
			errors: Partial<Record<MetricField, string>>;
			values: MetricValues;
	  };

/** Saves a metric; without an id it is a new one. What is refused comes back with everything that was typed. */
export async function save(database: Database, id: string | null, form: FormData): Promise<SavedMetric> {
	const values = metricTyped(form);
	const read = readMetric(values);
	if (!read.ok) return { ok: false, status: 400, message: '', key: 'wrong', errors: read.errors, values };
	const metric = { ...read.metric, ...(id ? { id, seen: String(form.get('seen') ?? '') || null } : {}) };
	const done = await attempt(ask(database.rpc('save_metric', { metric: metric as Json })));
	if (done.ok) return { ok: true, ...(done.data as { id: string; did: string }) };
	const { status, message, key, facts } = done;
	const field = facts.field as MetricField | undefined;
	return {
		ok: false,
		status,
		key,
		values,
		...(field ? { message: '', errors: { [field]: message } } : { message, errors: {} })
	};
}

/** Offers a metric to no new plan, with a reason. */
export async function retire(database: Database, metric: string, form: FormData): Promise<Reply> {
	const reason = String(form.get('reason') ?? '').trim();
	if (reason === '')
		return wrong('retire', form, { reason: 'Say why it is retired: the reason stays with it.' });
	const done = await attempt(ask(database.rpc('retire_metric', { metric, reason })));
	return done.ok ? { ok: true, said: 'retired' } : refused('retire', form, done);
}

/** Offers a retired metric again. */
export async function revive(database: Database, metric: string, form: FormData): Promise<Reply> {
	const done = await attempt(ask(database.rpc('revive_metric', { metric })));
	return done.ok ? { ok: true, said: 'offered' } : refused('revive', form, done);
}
