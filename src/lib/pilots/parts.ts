import type { Pilot } from './pilot.ts';

/** Whether the reader has one of these parts in the pilot. */
export function has(pilot: Pick<Pilot, 'my_parts'>, ...parts: string[]): boolean {
	return parts.some((part) => pilot.my_parts.includes(part));
}
