import { expect, test } from 'vitest';
import { byUrgency, type Waiting } from './home.ts';

const item = (what: Waiting['what'], since: string): Waiting => ({
	what,
	since,
	pilot: 'a',
	title: 'A pilot',
	detail: null
});

test('a vote comes before going work, and what waits longer before what came later', () => {
	const sorted = byUrgency([
		item('log results', '2026-01-01'),
		item('vote', '2026-03-02'),
		item('finish the proposal', '2026-02-01'),
		item('vote', '2026-03-01')
	]);
	expect(sorted.map(({ what, since }) => `${what} ${since}`)).toEqual([
		'vote 2026-03-01',
		'vote 2026-03-02',
		'finish the proposal 2026-02-01',
		'log results 2026-01-01'
	]);
});
