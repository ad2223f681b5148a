import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import type { Coverage, CoverageFilters, PeopleFilters } from './coverage.ts';

type Database = App.Locals['supabase'];

const figures = { needed: z.number(), current: z.number(), expiring: z.number(), missing: z.number() };

const coverageSchema = z.object({
	all: z.object(figures),
	sites: z.array(z.object({ ...figures, id: z.string().nullable(), name: z.string().nullable() })),
	parts: z.array(z.object({ ...figures, who: z.string(), tier: z.number() })),
	modules: z.array(z.object({ id: z.string(), code: z.string(), title: z.string(), tier: z.number() })),
	today: z.string(),
	names: z.boolean()
});

/** How trained the district is. @throws 403 for whoever it is not for, 404 for a module that is asked of nobody. */
export async function coverage(database: Database, { module, tier }: CoverageFilters): Promise<Coverage> {
	const filters = { ...(module ? { module } : {}), ...(tier ? { tier } : {}) };
	return coverageSchema.parse(await ask(database.rpc('training_coverage', filters)));
}

const peopleSchema = z.object({
	in_all: z.number(),
	people: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			title: z.string(),
			site: z.string().nullable(),
			/** The day on which the first of it expires; null where something is missing, or nothing expires. */
			until: z.string().nullable(),
			standing: z.enum(['missing', 'expiring', 'current']),
			lacks: z.array(z.object({ title: z.string(), until: z.string().nullable() }))
		})
	)
});
export type TrainedPerson = z.infer<typeof peopleSchema>['people'][number];

/** The names behind a figure, fifty at a time. */
export async function people(database: Database, filters: PeopleFilters, skip: number) {
	const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== null));
	return peopleSchema.parse(await ask(database.rpc('training_people', { filters: given as Json, skip })));
}
