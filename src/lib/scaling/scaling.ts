/** Waves of a pilot as the database answers them, and what follows from them. Pure. */
import type { z } from 'zod';
import type { scalingSchema } from './scaling-schema.ts';

export type Scaling = z.infer<typeof scalingSchema>;
export type Wave = Scaling['waves'][number];
export type WaveState = Wave['state'];
export type WaveEvent = Wave['events'][number];
export type Term = Scaling['terms'][number];

type Counted = Pick<Wave, 'state' | 'started_at' | 'licences' | 'budget'> & {
	sites: readonly { id: string }[];
};

/** How far it has come: sites, licences and money, of what started and of the whole plan. */
export function progressOf(
	waves: readonly Counted[],
	tried: readonly { id: string }[],
	left: readonly { id: string }[]
) {
	const live = waves.filter(({ state }) => state !== 'rolled back');
	const started = live.filter(({ started_at }) => started_at !== null);
	const ids = (some: readonly Counted[]) => some.flatMap(({ sites }) => sites.map(({ id }) => id));
	const sum = (some: readonly Counted[], key: 'licences' | 'budget') =>
		some.some((one) => one[key] !== null) ? some.reduce((all, one) => all + (one[key] ?? 0), 0) : null;
	const here = tried.map(({ id }) => id);
	return {
		/** where it was tried, and where waves that started brought it */
		reached: new Set([...here, ...ids(started)]).size,
		planned: new Set([...here, ...ids(live)]).size,
		/** with those that are in no wave yet */
		all: new Set([...here, ...ids(live), ...left.map(({ id }) => id)]).size,
		licences: { started: sum(started, 'licences'), planned: sum(live, 'licences') },
		budget: { started: sum(started, 'budget'), planned: sum(live, 'budget') }
	};
}

/** What the plan costs against what the pilot was to cost a year; null where either is not on record. */
export function budgetGap(planned: number | null, yearly: number | null): number | null {
	return planned === null || yearly === null ? null : planned - yearly;
}

/** The waves that have not started, with one of them a place earlier or later; null where there is no such place. */
export function moved(waves: readonly Wave[], id: string, by: -1 | 1): string[] | null {
	const open = waves
		.filter(({ state, started_at }) => started_at === null && state === 'planned')
		.map((wave) => wave.id);
	if (waves.some(({ state, started_at }) => started_at === null && state === 'held')) return null;
	const from = open.indexOf(id);
	const to = from + by;
	if (from < 0 || to < 0 || to >= open.length) return null;
	[open[from], open[to]] = [open[to]!, open[from]!];
	return open;
}

/** People of the wave's sites and how many are trained, where that can be told. */
export function trainingOf({ sites }: Pick<Wave, 'sites'>): { people: number; trained: number } | null {
	const told = sites.filter(({ people }) => people !== null);
	if (told.length === 0) return null;
	return {
		people: told.reduce((all, { people }) => all + (people ?? 0), 0),
		trained: told.reduce((all, { trained }) => all + (trained ?? 0), 0)
	};
}

/** The names of a wave's sites; of one that was rolled back those that it had. */
export function sitesOf({ state, sites, events }: Pick<Wave, 'state' | 'sites' | 'events'>): string[] {
	if (state === 'rolled back') return events.findLast(({ kind }) => kind === 'rolled back')?.sites ?? [];
	return sites.map(({ name }) => name);
}
