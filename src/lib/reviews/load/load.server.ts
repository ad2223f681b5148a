import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { specialties } from '#lib/pilots/words.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import type { LoadFilters } from './load-filters.ts';
import { loadSchema, touchesSchema } from './load-schema.ts';
import type { Load, Touches } from './load.ts';

type Database = App.Locals['supabase'];

/** Reviews that wait, a page of them, and the load of each reviewer. @throws 403 for who neither reviews nor is of the AI office. */
export async function read(database: Database, { from = 0, ...filters }: LoadFilters): Promise<Load> {
	return loadSchema.parse(await ask(database.rpc('review_load', { filters, place: from })));
}

/** Which reviews a change of which field of a tool opens again. */
export async function touches(database: Database): Promise<Touches> {
	return touchesSchema.parse(await ask(database.rpc('review_touches')));
}

const assignForm = z.object({
	pilot: z.uuid(),
	specialty: z.enum(specialties),
	person: z.union([z.uuid(), z.literal('')])
});

/** Gives a review that waits to somebody who may sign it, or to nobody. */
export async function assign(database: Database, form: FormData): Promise<Reply> {
	const about = `assign:${form.get('pilot')}:${form.get('specialty')}`;
	const given = assignForm.safeParse(Object.fromEntries(form));
	if (!given.success) return wrong(about, form, { person: 'Choose one of those who may sign it.' });
	const { person, ...review } = given.data;
	const done = await attempt(
		ask(database.rpc('assign_review', person === '' ? review : { ...review, person }))
	);
	if (!done.ok) return refused(about, form, done);
	return { ok: true, said: person === '' ? 'given back' : 'assigned' };
}
