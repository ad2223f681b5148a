import type { Pilot } from '#lib/pilots/pilot.ts';

/** What somebody may do at the vote on a pilot, and where they may not, why. */
export type Ballot = 'open' | 'separation of duties' | 'not a member' | 'nothing to vote on';

export function ballotOf({ docket }: Pick<Pilot, 'docket'>, isMember: boolean): Ballot {
	if (!docket) return 'nothing to vote on';
	if (docket.i_vote) return 'open';
	return isMember ? 'separation of duties' : 'not a member';
}
