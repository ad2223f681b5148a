import { z } from 'zod';

export const roles = ['evaluator', 'reviewer', 'cabinet', 'clerk', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who is asking: what `rpc/me` answers. */
export const meSchema = z.object({
	person: z.object({
		id: z.string(),
		name: z.string(),
		email: z.string(),
		title: z.string(),
		site: z.string().nullable()
	}),
	district: z.object({ id: z.string(), name: z.string(), demonstration: z.boolean() }),
	roles: z.array(z.object({ role: z.enum(roles), specialty: z.string().nullable() })),
	/** Not of the district: sees the pilots that they have a seat in. */
	outside: z.boolean().default(false),
	/** Notices that wait in the inbox, counted up to a hundred. */
	unread: z.number().int().default(0)
});
export type Me = z.infer<typeof meSchema>;

/** Whether somebody holds at least one of these roles. */
export function holds(me: Me, ...wanted: Role[]): boolean {
	return me.roles.some(({ role }) => wanted.includes(role));
}

/** The roles in words, each once: "Reviewer, Cabinet". Everyone is a member. */
export function rolesInWords(me: Me): string[] {
	const names = [...new Set(me.roles.map(({ role }) => role))];
	return names.length === 0 ? ['Member'] : names.map((name) => name[0]!.toUpperCase() + name.slice(1));
}

/** Roles and specialties, as the parts that they give in a pilot. */
export function partsHeld({ roles }: Pick<Me, 'roles'>): string[] {
	return [...new Set(roles.flatMap(({ role, specialty }) => (specialty ? [role, specialty] : [role])))];
}
