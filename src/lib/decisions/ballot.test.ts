import { expect, test } from 'vitest';
import { ballotOf } from './ballot.ts';

const docket = (i_vote: boolean, kept_out_why: 'team' | 'recused' | null = null, more = {}) => ({
	kept_out_why,
	docket: { ...more, i_vote, opened_at: '', held_on: null, chair: null, i_chair: false, votes: 0, quorum: 2 }
});

test.each([
	['a member votes', docket(true), true, 'open'],
	['a member on the team does not', docket(false), true, 'separation of duties'],
	['a member who recused themselves does not', docket(false, 'recused'), true, 'recused'],
	['nobody else does', docket(false), false, 'not a member'],
	[
		'nobody after the voting is closed',
		docket(true, null, { voting_closed_at: '2026-03-02T09:00:00Z' }),
		true,
		'voting closed'
	],
	[
		'nor on a matter of a pilot that goes on',
		docket(true, null, { voted_on: false }),
		true,
		'a matter without a vote'
	],
	['and nobody once it is decided', { docket: null, kept_out_why: null }, true, 'nothing to vote on']
] as const)('%s', (_, pilot, isMember, expected) => {
	expect(ballotOf(pilot, isMember)).toBe(expected);
});
