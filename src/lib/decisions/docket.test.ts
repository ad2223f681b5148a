import { expect, test } from 'vitest';
import type { Due } from './cabinet.ts';
import { bySitting, isOverride } from './docket.ts';

const due = (id: string, held_on: string | null) => ({ id, held_on, chair: held_on && 'Ada' }) as Due;

test('what is due is gathered by meeting, and what has none comes last', () => {
	const sittings = bySitting([
		due('a', '2026-12-01'),
		due('b', null),
		due('c', '2026-11-30'),
		due('d', '2026-12-01')
	]);
	expect(sittings.map(({ held_on, items }) => [held_on, items.map(({ id }) => id).join('')])).toEqual([
		['2026-11-30', 'c'],
		['2026-12-01', 'ad'],
		[null, 'b']
	]);
});

test.each([
	[true, true, false],
	[false, true, true],
	[true, false, true],
	[false, false, true]
])(
	'permitted %s and with the majority %s is an override: %s',
	(within_permitted, with_majority, expected) => {
		expect(isOverride({ within_permitted, with_majority })).toBe(expected);
	}
);
