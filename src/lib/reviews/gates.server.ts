import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refused, wrong, type Refused, type Reply } from '#lib/ui/reply.ts';
import { isStage } from '#lib/pilots/stages.ts';
import { factForms, factsSchema } from './facts.ts';

type Database = App.Locals['supabase'];
type Facts = { [name: string]: Json };

/** Moves a pilot, as a form of the page that `me` saw asks. Sent twice, the second one finds it done. */
export async function advance(database: Database, me: string, pilot: string, form: FormData): Promise<Reply> {
	const act = String(form.get('act') ?? '');
	const about = `advance:${act}`;
	const [from_stage, to_stage] = [form.get('from_stage'), form.get('to_stage')];
	if (!isStage(from_stage) || !isStage(to_stage))
		return wrong(about, form, { note: 'This form is damaged: open the page again.' });
	const note = String(form.get('note') ?? '').replaceAll('\r\n', '\n');
	const wake = form.has('wake_on') ? readFacts('wake_on', form) : null;
	const errors: Record<string, string> = {};
	// Only an act that asks for a reason has the field.
	if (form.has('note') && note.trim() === '') errors.note = 'Say why: the reason stays with the pilot.';
	if (wake && !wake.ok) Object.assign(errors, wake.errors);
	if (Object.keys(errors).length > 0) return wrong(about, form, errors);

	// The date comes first, since the gate asks for it. Where it cannot be saved any more, the move says why.
	const saved = wake?.ok
		? await attempt(ask(database.rpc('save_facts', { pilot, facts: wake.facts })))
		: null;
	if (saved && !saved.ok && saved.key !== 'not_now') return refused(about, form, saved);
	const done = await attempt(ask(database.rpc('advance_pilot', { pilot, from_stage, to_stage, note })));
	if (!done.ok) {
		const before = done.key === 'stage_moved' && done.facts.stage === to_stage && done.facts.by === me;
		return before ? { ok: true, said: act } : refused(about, form, done);
	}
	return { ok: true, said: act };
}

/** Fills in what a criterion waits for. */
export async function fillIn(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const criterion = String(form.get('criterion') ?? '');
	const about = `facts:${criterion}`;
	const read = readFacts(criterion, form);
	if (!read.ok) return withTicks(wrong(about, form, read.errors), form);
	const done = await attempt(ask(database.rpc('save_facts', { pilot, facts: read.facts })));
	return done.ok ? { ok: true, said: 'saved' } : withTicks(refused(about, form, done), form);
}

/** Ticks share one name: all of them are kept, not the last alone. */
function withTicks(reply: Refused, form: FormData): Refused {
	for (const name of ['grades', 'uses']) {
		if (form.has(name)) reply.values[name] = form.getAll(name).map(String).join('\n');
	}
	return reply;
}

type Reading = { ok: true; facts: Facts } | { ok: false; errors: Record<string, string> };

function readFacts(criterion: string, form: FormData): Reading {
	const fields = factForms[criterion]?.fields ?? [];
	const errors: Record<string, string> = {};
	const facts: Facts = {};
	for (const { name, type, whileOpen } of fields) {
		const given =
			type === 'ticks' ? form.getAll(name) : String(form.get(name) ?? '').replaceAll('\r\n', '\n');
		// A question that is left open, or was answered before, is not asked.
		if (whileOpen && given.length === 0) continue;
		const parsed = factsSchema.shape[name].safeParse(given);
		if (parsed.success) facts[name] = parsed.data;
		else errors[name] = parsed.error.issues[0]?.message ?? '';
	}
	if (fields.length > 0 && Object.keys(facts).length === 0 && Object.keys(errors).length === 0) {
		errors[fields[0]!.name] = 'Answer at least one question, or leave the form.';
	}
	if (fields.length === 0) errors.criterion = 'This form is damaged: open the page again.';
	return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, facts };
}
