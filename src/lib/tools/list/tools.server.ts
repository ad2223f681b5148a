import { ask, attempt } from '#lib/db/ask.server.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { twinsSchema, type Twins } from './tool-twins.ts';
import { toolListSchema, type ToolList } from './tool-list.ts';
import type { ToolFilters } from './tool-filters.ts';

type Database = App.Locals['supabase'];

/** The page of the registry that filters ask for. @throws 403 for people from outside the district. */
export async function list(database: Database, filters: ToolFilters): Promise<ToolList> {
	return toolListSchema.parse(await ask(database.rpc('tools', { filters })));
}

/** All that the filters leave, for a file. */
export const all = async (database: Database, { after: _, ...filters }: ToolFilters) =>
	toolListSchema.parse(await ask(database.rpc('tools', { filters: { ...filters, most: 10_000 } }))).tools;

/** Pairs of tools that may be the same. */
export async function twins(database: Database, after: number): Promise<Twins> {
	return twinsSchema.parse(await ask(database.rpc('tool_twins', { after })));
}

/** Joins a pair, with the reason and the one that is kept. What is refused comes back with what was typed. */
export async function join(database: Database, form: FormData): Promise<Reply> {
	const text = (name: string) => String(form.get(name) ?? '');
	const [keep, one, other] = [text('keep'), text('one'), text('other')];
	const about = `join:${one}:${other}`;
	if (keep !== one && keep !== other) return wrong(about, form, { keep: 'Choose the one that is kept.' });
	if (text('reason').trim() === '')
		return wrong(about, form, { reason: 'Say why they are the same: the reason stays with the tool.' });
	const done = await attempt(
		ask(
			database.rpc('join_tools', {
				keep,
				other: keep === one ? other : one,
				reason: text('reason'),
				...(text('agreement') ? { agreement: text('agreement') } : {})
			})
		)
	);
	if (done.ok) return { ok: true, said: 'joined' };
	const field = done.facts.field;
	return typeof field === 'string'
		? { ...wrong(about, form, { [field]: done.message }), status: done.status }
		: refused(about, form, done);
}

/** Remembers that a pair is not the same. */
export async function keepApart(database: Database, form: FormData): Promise<Reply> {
	const [one, other] = [String(form.get('one') ?? ''), String(form.get('other') ?? '')];
	const done = await attempt(ask(database.rpc('keep_tools_apart', { one, other })));
	return done.ok ? { ok: true, said: 'apart' } : refused(`join:${one}:${other}`, form, done);
}
