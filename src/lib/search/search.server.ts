import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { roles } from '#lib/people/me.ts';
import { stages } from '#lib/pilots/stages.ts';
import { foundSchema, type Found } from './found-schema.ts';
import { nothing } from './found.ts';

type Database = App.Locals['supabase'];

/** Pilots and people of the district that the caller may see, the best first. */
export async function find(database: Database, query: string, most = 8): Promise<Found> {
	const text = query.trim().slice(0, 120);
	return text === '' ? nothing : foundSchema.parse(await ask(database.rpc('find', { query: text, most })));
}

const personSchema = z.object({
	id: z.string(),
	name: z.string(),
	title: z.string(),
	outside: z.boolean(),
	site: z.string().nullable(),
	roles: z.array(z.object({ role: z.enum(roles), specialty: z.string().nullable() })),
	pilots: z.array(
		z.object({
			id: z.string(),
			number: z.number().int(),
			title: z.string(),
			stage: z.enum(stages),
			seat: z.string()
		})
	)
});

/** Somebody of the district, with the pilots that they have a seat in. @throws 404 where the caller sees no such person */
export async function person(database: Database, id: string) {
	return personSchema.parse(await ask(database.rpc('person', { person: id })));
}
