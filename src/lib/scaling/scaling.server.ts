import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { scalingSchema } from './scaling-schema.ts';
import type { Scaling } from './scaling.ts';
import { suggestedFor } from './suggested.ts';
import {
	breachForm,
	holdForm,
	oneWave,
	orderForm,
	releaseForm,
	removeForm,
	rollBackForm,
	suggestForm,
	waveForm
} from './wave-forms.ts';
import type { WaveDone } from './wave-words.ts';

type Database = App.Locals['supabase'];

/** How a pilot comes to more sites. @throws 404 for a pilot that this caller may not see. */
export async function read(database: Database, pilot: string): Promise<Scaling> {
	return scalingSchema.parse(await ask(database.rpc('scaling', { pilot })));
}

/** Saves a wave; the id of a new one came with the form, so that sending it twice saves it once. */
export async function save(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const sites = form.getAll('sites').map(String);
	const about = `wave:save:${form.get('wave')}`;
	const given = waveForm.safeParse({ ...typed(form), sites });
	// Several boxes of one name: what was chosen is kept as a list.
	const kept = (reply: Reply): Reply =>
		reply.ok ? reply : { ...reply, values: { ...reply.values, sites: sites.join(',') } };
	if (!given.success) return kept(wrong(about, form, formErrors(given.error)));
	const { wave, seen, training_by, ...fields } = given.data;
	const sent = database.rpc('save_wave', {
		pilot,
		wave,
		fields: { ...fields, training_by: training_by || null },
		seen
	});
	const done = await attempt(ask(sent));
	if (!done.ok) return kept(refusedAt(about, form, done));
	return { ok: true, said: seen === 0 ? 'planned' : 'saved', place: `#wave-${wave}` };
}

/** Plans the waves that were suggested, all of them or none. */
export async function planSuggested(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const about = 'wave:suggest';
	const given = suggestForm.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const { many, owner, seen } = given.data;
	const scaling = await read(database, pilot);
	const waves = suggestedFor(scaling, many).map(({ sites, ...fields }) => ({
		id: randomUUID(),
		fields: { ...fields, owner, sites: sites.map(({ id }) => id) }
	}));
	const done = await attempt(ask(database.rpc('plan_waves', { pilot, waves, seen })));
	return done.ok ? { ok: true, said: 'suggested', place: '#waves' } : refusedAt(about, form, done);
}

export const remove = (database: Database, _pilot: string, form: FormData) =>
	acted('remove', form, removeForm, 'removed', (given) => database.rpc('remove_wave', given));

export const order = (database: Database, pilot: string, form: FormData) =>
	acted('order', form, orderForm, 'ordered', (given) => database.rpc('order_waves', { pilot, ...given }));

export const start = (database: Database, _pilot: string, form: FormData) =>
	acted('start', form, oneWave, 'started', (given) => database.rpc('start_wave', given));

export const finish = (database: Database, _pilot: string, form: FormData) =>
	acted('finish', form, oneWave, 'finished', (given) => database.rpc('finish_wave', given));

export const hold = (database: Database, _pilot: string, form: FormData) =>
	acted('hold', form, holdForm, 'held', (given) => database.rpc('hold_wave', given));

export const release = (database: Database, _pilot: string, form: FormData) =>
	acted('release', form, releaseForm, 'released', (given) => database.rpc('release_wave', given));

export const rollBack = (database: Database, _pilot: string, form: FormData) =>
	acted('rollBack', form, rollBackForm, 'rolled back', (given) => database.rpc('roll_back_wave', given));

/** Chooses whether a guardrail beyond its limit rolls back what runs. */
export const choose = (database: Database, pilot: string, form: FormData) =>
	acted('choose', form, breachForm, 'chosen', ({ roll_back, seen }) =>
		database.rpc('choose_on_breach', { pilot, roll_back: roll_back === 'yes', seen })
	);

/** Reads a form of one wave, sends it, and says what came of it beside the field that it is about. */
async function acted<T>(
	act: string,
	form: FormData,
	schema: z.ZodType<T>,
	said: WaveDone,
	send: (given: T) => Parameters<typeof ask>[0]
): Promise<Reply> {
	const wave = form.get('wave');
	const about = wave === null ? `wave:${act}` : `wave:${act}:${String(wave)}`;
	const given = schema.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(send(given.data)));
	if (!done.ok) return refusedAt(about, form, done);
	return { ok: true, said, place: wave === null || act === 'remove' ? '#waves' : `#wave-${String(wave)}` };
}
