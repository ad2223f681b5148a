import type { KeptVote } from './one-decision.ts';

/** Why a vote did not count. */
export const notCounted: Record<NonNullable<KeptVote['why_not']>, string> = {
	left: 'no longer active when it was decided',
	team: 'is or was on its team',
	recused: 'recused themselves from the pilot',
	'not of the cabinet': 'no longer in the cabinet when it was decided'
};
