import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refused, type Reply } from '#lib/ui/reply.ts';
import { readTemplate, templateTyped, type TemplateValues } from './template-form.ts';

type Database = App.Locals['supabase'];

export type SavedTemplate =
	| { ok: true }
	| {
			ok: false;
			status: number;
			message: string;
			key: string;
			errors: Record<string, string>;
			values: TemplateValues;
	  };

/** Saves a template as a new version; without an id it is a new one. */
export async function save(database: Database, id: string | null, form: FormData): Promise<SavedTemplate> {
	const values = templateTyped(form);
	const read = readTemplate(values);
	if (!read.ok) return { ok: false, status: 400, message: '', key: 'wrong', errors: read.errors, values };
	const template = { ...read.template, ...(id ? { id, revision: Number(form.get('revision')) } : {}) };
	const done = await attempt(ask(database.rpc('save_template', { template: template as Json })));
	return done.ok
		? { ok: true }
		: { ok: false, status: done.status, message: done.message, key: done.key, errors: {}, values };
}

/** Offers, requires or retires a template, as the button that was pressed says. */
export async function set(database: Database, form: FormData): Promise<Reply> {
	const template = String(form.get('template') ?? '');
	const state = String(form.get('state') ?? '');
	const done = await attempt(ask(database.rpc('set_template', { template, state })));
	return done.ok ? { ok: true, said: state } : refused(`template:${template}`, form, done);
}
