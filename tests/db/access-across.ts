// Ids of another district in the place of one's own: the same call, by somebody who may, with one id exchanged.
import type { Caller } from './access-actors.ts';
import type { Args } from './access-calls.ts';
import { uuids, wordForCall, type Tried } from './access-outcomes.ts';
import type { Outcome } from './access-probes.ts';

export type Swap = { caller: Caller; args: Args; at: string; foreign: string };

/**
 * For the first of each column whose call ran: one call for each id in its arguments, with the id that stands in the same
 * place in the other district's call. Ids that are made with the call are nobody's, and stay.
 */
export function swaps(tried: Tried[], foreign: Set<string>, theirs: (caller: Caller) => Args): Swap[] {
	// The server works for every district.
	const ran = tried.filter(({ caller, outcome }) => outcome.code === null && caller.column !== 'server');
	const first = ran.filter(
		({ caller }, at) => ran.findIndex((one) => one.caller.column === caller.column) === at
	);
	return first.flatMap(({ caller, args }) => {
		const mine = JSON.stringify(args);
		const others = JSON.stringify(theirs(caller)).match(uuids) ?? [];
		return [...mine.matchAll(uuids)].flatMap((found, place) => {
			const other = others[place];
			if (!other || !foreign.has(other)) return [];
			const swapped = mine.slice(0, found.index) + other + mine.slice(found.index + other.length);
			const before = mine.slice(0, found.index).match(/"([a-z_]+)":[^:]*$/)?.[1] ?? '';
			return [
				{ caller, args: JSON.parse(swapped) as Args, at: `${before} of the other district`, foreign: other }
			];
		});
	});
}

/** It changed nothing of the other district, wrote its id nowhere down and told none but the one that was named. */
export function leftNoTrace({ foreign: named }: Swap, outcome: Outcome, foreign: Set<string>): boolean {
	const told = ((outcome.answer ?? '') + outcome.message).match(uuids) ?? [];
	const foreseen = !wordForCall(outcome).startsWith('failed');
	return foreseen && !outcome.touched && told.every((id) => id === named || !foreign.has(id));
}
