import { z } from 'zod';

export const sitesSchema = z.array(
	z.object({
		id: z.string(),
		name: z.string(),
		kind: z.enum(['school', 'department']),
		closed_on: z.string().nullable(),
		revision: z.number()
	})
);
export type Site = z.infer<typeof sitesSchema>[number];

export const siteForm = z.object({
	name: z.string().trim().min(1, 'Enter the name.').max(120, 'A name can have 120 characters.'),
	kind: z.enum(['school', 'department'], 'Choose whether it is a school or a department.')
});

export const kindWords = { school: 'School', department: 'Department' } as const;

/** Open ones by kind, then whatever is closed. A site that closes later is open until then. */
export function inGroups(sites: readonly Site[], today: string): { heading: string; sites: Site[] }[] {
	const closed = ({ closed_on }: Site) => closed_on !== null && closed_on <= today;
	const open = sites.filter((site) => !closed(site));
	return [
		{ heading: 'Schools', sites: open.filter(({ kind }) => kind === 'school') },
		{ heading: 'Departments', sites: open.filter(({ kind }) => kind === 'department') },
		{ heading: 'Closed', sites: sites.filter(closed) }
	].filter((group) => group.sites.length > 0);
}
