import type { Scaling } from './scaling.ts';
import { suggestWaves } from './suggest.ts';

/** The waves that would bring a pilot to the sites that are left, after those of its plan. */
export function suggestedFor(scaling: Scaling, many: number) {
	const live = scaling.waves.filter(({ state }) => state !== 'rolled back');
	return suggestWaves(
		scaling.left,
		many,
		scaling.terms,
		scaling.today,
		live.at(-1)?.starts_on ?? null,
		live.length + 1
	);
}

/** How many waves somebody asks for in the address; null where they ask for none. */
export function manyAsked(given: string | null): number | null {
	const many = Number(given);
	return given && Number.isInteger(many) && many >= 1 && many <= 12 ? many : null;
}
