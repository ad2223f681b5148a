/** What somebody types, on their own device until the server has it: through a closed lid, a lost network, a crashed tab. */
import { keys, PREFIX, type Shelf } from './draft-shelf.ts';
import { same } from './draft-merge.ts';

/** The fields of a form by name: of a proposal, of a report. */
type Values = Partial<Record<string, string | string[]>>;
export type Copy = { id: string; step: string; values: Values; at: string };
/** A device forgets what nobody came back for. */
const KEPT_DAYS = 30;

const keyOf = (person: string, id: string, step: string) => `${PREFIX}${person}:${id}:${step}`;

/** @returns whether it is kept: a full or forbidden shelf keeps nothing. */
export function keep(shelf: Shelf | null, person: string, copy: Copy): boolean {
	try {
		shelf?.setItem(keyOf(person, copy.id, copy.step), JSON.stringify(copy));
		return shelf !== null;
	} catch {
		return false;
	}
}

function read(shelf: Shelf, key: string): Copy | null {
	try {
		const copy = JSON.parse(shelf.getItem(key) ?? 'null') as Copy | null;
		return copy && typeof copy.id === 'string' && typeof copy.at === 'string' && copy.values ? copy : null;
	} catch {
		return null;
	}
}

export function forget(shelf: Shelf | null, person: string, id: string, step: string): void {
	shelf?.removeItem(keyOf(person, id, step));
}

/**
 * What is on this device and not on the server; for a new draft (`id` null) the newest that never reached it.
 * What says the same as the server, or is a month old, is forgotten.
 */
export function find(
	shelf: Shelf | null,
	person: string,
	wanted: { id: string | null; step: string; fields: readonly string[]; server: Values },
	now: Date
): Copy | null {
	if (!shelf) return null;
	let found: Copy | null = null;
	for (const key of keys(shelf)) {
		const copy = read(shelf, key);
		const old = !copy || now.getTime() - Date.parse(copy.at) > KEPT_DAYS * 24 * 60 * 60 * 1000;
		if (old) {
			shelf.removeItem(key);
			continue;
		}
		if (!key.startsWith(`${PREFIX}${person}:`) || copy.step !== wanted.step) continue;
		if (wanted.id === null ? !copy.id.startsWith('new:') : copy.id !== wanted.id) continue;
		if (
			wanted.fields.every(
				(field) => copy.values[field] === undefined || same(copy.values[field], wanted.server[field])
			)
		) {
			shelf.removeItem(key);
			continue;
		}
		if (!found || copy.at > found.at) found = copy;
	}
	return found;
}
