import type { Pilot } from '#lib/pilots/pilot.ts';

/** What somebody may do at the vote on a pilot, and where they may not, why. */
export type Ballot =
	| 'open'
	| 'voting closed'
	| 'a matter without a vote'
	| 'separation of duties'
	| 'recused'
	| 'not a member'
	| 'nothing to vote on';

export function ballotOf(
	{ docket, kept_out_why }: Pick<Pilot, 'docket' | 'kept_out_why'>,
	isMember: boolean
): Ballot {
	if (!docket) return 'nothing to vote on';
	if (docket.voted_on === false) return 'a matter without a vote';
	if (docket.i_vote) return docket.voting_closed_at ? 'voting closed' : 'open';
	if (kept_out_why === 'recused') return 'recused';
	return isMember ? 'separation of duties' : 'not a member';
}
