import { isId } from '#lib/db/ids.ts';
import { z } from 'zod';
import { joinFaults, openSeatSchema } from '#lib/pilots/joining.ts';
import { stages } from '#lib/pilots/stages.ts';

const advertisedSchema = openSeatSchema.extend({
	pilot: z.object({ id: z.string(), title: z.string(), stage: z.enum(stages), number: z.number() }),
	lead: z.string().nullable(),
	sites: z.array(z.string()),
	objectives: z.array(z.string()),
	/** Whether the reader has asked to join that team already. */
	asked: z.boolean(),
	fault: z.enum(joinFaults).nullable()
});
export type AdvertisedSeat = z.infer<typeof advertisedSchema>;

/** A page of open seats, the newest first: what `rpc/advertised_seats` answers. */
export const seatsSchema = z.object({
	seats: z.array(advertisedSchema),
	more: z.boolean(),
	in_all: z.number()
});

/** Ids, as an address names them. */
export type SeatFilters = { site?: string; objective?: string; before?: string; most?: number };

/** The filters that an address names; whatever is no id is left out. */
export function seatFiltersOf(address: URLSearchParams): SeatFilters {
	const filters: SeatFilters = {};
	for (const name of ['site', 'objective', 'before'] as const) {
		const given = address.get(name) ?? '';
		if (isId(given)) filters[name] = given;
	}
	return filters;
}

/** The address of the page after these seats, under the same filters. */
export function laterSeats({ site, objective }: SeatFilters, last: string): `/seats?${string}` {
	const query = new URLSearchParams({
		...(site ? { site } : {}),
		...(objective ? { objective } : {}),
		before: last
	});
	return `/seats?${query}`;
}
