import { expect, test } from 'vitest';
import { nextBrief } from './next-brief.ts';

const due = (id: string, i_vote = true, my_vote: 'scale' | null = null) => ({
	id,
	title: id,
	i_vote,
	my_vote
});

test('after a vote the next brief is one that waits for the same person, in the order of the docket', () => {
	const all = [
		due('voted'),
		due('on the team', false),
		due('voted long ago', true, 'scale'),
		due('B'),
		due('C')
	];
	expect(nextBrief(all, 'voted')).toEqual({ left: 2, first: { id: 'B', title: 'B' } });
	expect(nextBrief(all.slice(0, 3), 'voted')).toEqual({ left: 0, first: null });
});
