import { expect, test } from 'vitest';
import { ballotOf } from './ballot.ts';

const docket = (i_vote: boolean, kept_out_why: 'team' | 'recused' | null = null) => ({
	kept_out_why,
	docket: { i_vote, opened_at: '', held_on: null, chair: null, i_chair: false, votes: 0, quorum: 2 }
});

test.each([
	['a member votes', docket(true), true, 'open'],
	['a member on the team does not', docket(false), true, 'separation of duties'],
	['a member who recused themselves does not', docket(false, 'recused'), true, 'recused'],
	['nobody else does', docket(false), false, 'not a member'],
	['and nobody once it is decided', { docket: null, kept_out_why: null }, true, 'nothing to vote on']
] as const)('%s', (_, pilot, isMember, expected) => {
	expect(ballotOf(pilot, isMember)).toBe(expected);
});
