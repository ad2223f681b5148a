import type { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { runbookSchema, soFarSchema, type Runbook, type SoFar } from './runbook-schema.ts';
import { addForm, avoidedForm, changeForm, doForm, skipForm, thanksForm, undoForm } from './sunset-forms.ts';
import type { SunsetDone } from './sunset-words.ts';

type Database = App.Locals['supabase'];

/** The runbook of a pilot, or what a sunset would take. @throws 404 for a pilot that this caller may not see. */
export async function read(database: Database, pilot: string): Promise<Runbook> {
	return runbookSchema.parse(await ask(database.rpc('runbook', { pilot })));
}

/** What the district does not spend any more, over all pilots that it closed; null for whoever is not of the district. */
export async function soFar(database: Database): Promise<SoFar | null> {
	const told = await attempt(ask(database.rpc('avoided_so_far')));
	return told.ok ? soFarSchema.parse(told.data) : null;
}

/** A step is done. */
export function finish(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('do', form, doForm, 'done', ({ step, ...fields }) =>
		database.rpc('do_step', { pilot, step, fields })
	);
}

/** A step is open again. */
export function undo(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('undo', form, undoForm, 'undone', ({ step, ...fields }) =>
		database.rpc('undo_step', { pilot, step, fields })
	);
}

/** A step is left out; a required one never is. */
export function skip(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('skip', form, skipForm, 'skipped', ({ step, ...fields }) =>
		database.rpc('skip_step', { pilot, step, fields })
	);
}

/** Gives a step to somebody else, or another day. */
export function change(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('change', form, changeForm, 'changed', ({ step, ...fields }) =>
		database.rpc('change_step', { pilot, step, fields })
	);
}

/** Adds a step; its id came with the form, so that sending it twice adds it once. */
export function add(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('add', form, addForm, 'added', ({ step, ...fields }) =>
		database.rpc('add_step', { pilot, step, fields })
	);
}

/** Says what is not spent any more, and where one knows it from. */
export function saveAvoided(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('avoided', form, avoidedForm, 'avoided', (fields) =>
		database.rpc('save_avoided', { pilot, fields })
	);
}

/** The words of thanks to the team. */
export function thank(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answered('thanks', form, thanksForm, 'thanks', ({ words }) =>
		database.rpc('save_thanks', { pilot, words })
	);
}

/** Which form of the page an act is: those of a step by its id. */
function aboutOf(act: string, form: FormData) {
	return ['add', 'avoided', 'thanks'].includes(act) ? `runbook:${act}` : `step:${act}:${form.get('step')}`;
}

async function answered<T>(
	act: string,
	form: FormData,
	schema: z.ZodType<T>,
	said: SunsetDone,
	send: (given: T) => Parameters<typeof ask>[0]
): Promise<Reply> {
	const about = aboutOf(act, form);
	const given = schema.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(send(given.data)));
	if (!done.ok) return refusedAt(about, form, done);
	const place = act === 'avoided' ? '#avoided' : act === 'thanks' ? '#thanks' : `#step-${form.get('step')}`;
	return { ok: true, said, place };
}
