import { expect, test } from 'vitest';
import { ballotOf } from './ballot.ts';

const docket = (i_vote: boolean) => ({
	docket: { i_vote, opened_at: '', held_on: null, chair: null, i_chair: false, votes: 0, quorum: 2 }
});

test.each([
	['a member votes', docket(true), true, 'open'],
	['a member on the team does not', docket(false), true, 'separation of duties'],
	['nobody else does', docket(false), false, 'not a member'],
	['and nobody once it is decided', { docket: null }, true, 'nothing to vote on']
] as const)('%s', (_, pilot, isMember, expected) => {
	expect(ballotOf(pilot, isMember)).toBe(expected);
});
