import type { LookAlike } from './drafting.ts';

/** Those that a proposal says nothing about yet, although they are close. */
export function unanswered(found: readonly LookAlike[]): LookAlike[] {
	return found.filter(({ close, difference }) => close && difference === null);
}
