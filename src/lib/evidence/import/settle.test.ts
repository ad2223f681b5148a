import { expect, test } from 'vitest';
import { rangeOf } from './settle.ts';

test.each([
	[
		{ kind: 'mean', unit: 'points', lowest: 1, highest: 5 },
		{ low: 1, high: 5 }
	],
	[
		{ kind: 'mean', unit: 'minutes', lowest: 0, highest: null },
		{ low: 0, high: Infinity }
	],
	[
		{ kind: 'mean', unit: 'degrees', lowest: null, highest: 45 },
		{ low: -Infinity, high: 45 }
	],
	[
		{ kind: 'mean', unit: 'percent', lowest: 10, highest: 90 },
		{ low: 10, high: 90 }
	],
	[
		{ kind: 'mean', unit: ' % ' },
		{ low: 0, high: 100 }
	],
	[{ kind: 'mean', unit: 'points' }, null],
	[
		{ kind: 'count', unit: 'incidents a month' },
		{ low: 0, high: Infinity }
	],
	[{ kind: 'proportion', unit: 'share of checks' }, null]
] as const)('values of %o lie in %o', (metric, range) => {
	expect(rangeOf(metric)).toEqual(range);
});
