import type { Condition } from '#lib/pilots/condition.ts';

export type May = { report: boolean; close: boolean; lift: boolean; change: boolean };

/**
 * Which forms a reader is shown for a condition. The database decides on each act anew.
 * @param parts what the reader is to the pilot: without their roles where they are kept out of it
 */
export function mayDo(
	{ state, owner_id, reported_by_id }: Pick<Condition, 'state' | 'owner_id' | 'reported_by_id'>,
	me: string,
	parts: readonly string[]
): May {
	const isOpen = state === 'open' || state === 'reported';
	const others = isOpen && me !== owner_id && me !== reported_by_id && !parts.includes('team');
	const has = (...wanted: string[]) => wanted.some((part) => parts.includes(part));
	return {
		report: isOpen && (me === owner_id || has('lead')),
		close: others && state === 'reported' && has('cabinet', 'clerk', 'admin'),
		lift: others && has('cabinet'),
		change: others && has('cabinet', 'clerk', 'admin')
	};
}
