import { ask, attempt, type Attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { familyKinds, type FamilyKind } from '#lib/pilots/family-kinds.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { measureIn } from './measures.ts';
import { safeguardsSchema, type Safeguards } from './safeguards-schema.ts';

type Database = App.Locals['supabase'];

/** What a pilot settled for families, and the record of its risk. @throws 404 for a pilot that is not theirs to see. */
export async function of(database: Database, pilot: string): Promise<Safeguards> {
	return safeguardsSchema.parse(await ask(database.rpc('safeguards', { pilot })));
}

/** What came of it; a refusal of one field stands at that field. */
function said(about: string, form: FormData, done: Attempt<unknown>, words: string): Reply {
	if (done.ok) return { ok: true, said: words };
	const { field } = done.facts;
	const reply = refused(about, form, done);
	return typeof field === 'string' ? { ...reply, errors: { [field]: done.message } } : reply;
}

const text = (form: FormData, name: string) => {
	const value = form.get(name);
	return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
};
/** What the form has seen: nothing where it was the first. */
const seen = (form: FormData) => Number(text(form, 'seen')) || undefined;

/** Settles one kind for families; after launch with the reason of the amendment. */
export async function settle(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const kind = text(form, 'kind') as FamilyKind;
	if (!familyKinds.includes(kind))
		return wrong('family', form, { kind: 'There is no such thing to settle.' });
	const measure = measureIn(kind, (field) => text(form, field)) as Json;
	const reason = text(form, 'amendment');
	const done = await attempt(
		ask(database.rpc('save_family_measure', { pilot, kind, measure, seen: seen(form), reason }))
	);
	return said(`family:${kind}`, form, done, 'settled');
}

/** Says how much risk is left. */
export async function judge(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const [level, reason] = [text(form, 'level'), text(form, 'reason')];
	const done = await attempt(
		ask(database.rpc('save_residual_risk', { pilot, level, reason, seen: seen(form) }))
	);
	return said('residual', form, done, 'judged');
}

/** Adds a mitigation under the id that the page made for it, or changes one. */
export async function mitigate(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const fields = ['id', 'what', 'owner_id', 'due_on'].map((name) => [name, text(form, name)]);
	const mitigation = { ...Object.fromEntries(fields), seen: seen(form) ?? null } as Json;
	const done = await attempt(ask(database.rpc('save_mitigation', { pilot, mitigation })));
	return said(text(form, 'about') || 'mitigation', form, done, 'mitigation');
}

export async function finish(database: Database, form: FormData): Promise<Reply> {
	const [mitigation, evidence] = [text(form, 'mitigation'), text(form, 'evidence')];
	const done = await attempt(
		ask(database.rpc('finish_mitigation', { mitigation, evidence, seen: seen(form) ?? 0 }))
	);
	return said(`finish:${mitigation}`, form, done, 'finished');
}

export async function reopen(database: Database, form: FormData): Promise<Reply> {
	const [mitigation, reason] = [text(form, 'mitigation'), text(form, 'reason')];
	const done = await attempt(
		ask(database.rpc('reopen_mitigation', { mitigation, reason, seen: seen(form) ?? 0 }))
	);
	return said(`reopen:${mitigation}`, form, done, 'reopened');
}
