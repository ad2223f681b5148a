import { expect, test } from 'vitest';
import { grouped, groupOf, progress, type Mine } from './my-proposals.ts';
import { stages } from './stages.ts';

const mine = (stage: Mine['stage'], act?: string) =>
	({ id: `${stage} ${act}`, stage, last: act ? { act, by: null, at: '', note: '' } : null }) as Mine;

test('what asks something of its team stands first, and every stage has its place', () => {
	const all = [...stages].reverse().map((stage) => mine(stage));
	expect(
		grouped([...all, mine('draft', 'rework')]).map(({ group, pilots }) => [group, pilots.length])
	).toEqual([
		['sent back', 1],
		['drafts', 1],
		['judged', 2],
		['running', 4],
		['resting', 1],
		['ended', 4]
	]);
	expect(grouped([])).toEqual([]);
});

test('a draft that never was sent back is a draft', () => {
	expect(groupOf(mine('draft'))).toBe('drafts');
	expect(groupOf(mine('draft', 'wake'))).toBe('drafts');
});

test('progress counts what is there', () => {
	expect(progress({ missing: ['problem', 'site'] })).toEqual({ has: 5, of: 7 });
	expect(progress({ missing: [] })).toEqual({ has: 7, of: 7 });
});
