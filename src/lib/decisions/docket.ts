import type { Decided, Due } from './cabinet.ts';

export type Sitting = { held_on: string | null; meeting: string | null; chair: string | null; items: Due[] };

/** What is due, gathered by the meeting that it waits for, in the order given; without a meeting last. */
export function bySitting(due: readonly Due[]): Sitting[] {
	const sittings = new Map<string, Sitting>();
	for (const item of due) {
		const key = item.held_on ?? '';
		const sitting = sittings.get(key) ?? {
			held_on: item.held_on,
			meeting: item.meeting,
			chair: item.chair,
			items: []
		};
		sitting.items.push(item);
		sittings.set(key, sitting);
	}
	return [...sittings.values()].sort((a, b) => ((a.held_on ?? '9') < (b.held_on ?? '9') ? -1 : 1));
}

/** A decision enters the override ledger when it departs from what the evidence permits, or from the majority. */
export function isOverride(decided: Pick<Decided, 'within_permitted' | 'with_majority'>): boolean {
	return !decided.within_permitted || !decided.with_majority;
}
