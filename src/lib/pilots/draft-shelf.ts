/** Where drafts are kept on a device. It imports nothing, since every page has it for signing out. */

/** As browsers have it; null where somebody forbids it. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export const PREFIX = 'pilotage:draft:';

/** The browser's shelf; some browsers throw when they are asked for it. */
export function shelfHere(): Shelf | null {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
}

export function keys(shelf: Shelf): string[] {
	return Array.from({ length: shelf.length }, (_, i) => shelf.key(i)).filter(
		(key): key is string => key !== null && key.startsWith(PREFIX)
	);
}

/** Everything of everyone on this device: when somebody signs out. */
export function forgetAll(shelf: Shelf | null): void {
	if (shelf) for (const key of keys(shelf)) shelf.removeItem(key);
}
