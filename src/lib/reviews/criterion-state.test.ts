import { describe, expect, test } from 'vitest';
import { countOf, stateOf } from './criterion-state.ts';

const one = (some: Partial<Parameters<typeof stateOf>[0]> = {}) => ({
	met: false,
	required: true,
	facts: {},
	...some
});

describe('where a criterion stands', () => {
	test.each([
		['open', one()],
		['met', one({ met: true })],
		['recommended', one({ required: false })],
		['met', one({ required: false, met: true })],
		['waived', one({ met: true, facts: { waived: { by: 'Ada', at: '2026-01-02', reason: 'Once' } } })]
	] as const)('%s', (stands, criterion) => {
		expect(stateOf(criterion).stands).toBe(stands);
	});

	test('says who signed it and who waived it, and a signature that came later counts', () => {
		const facts = {
			waived: { by: 'Ada', at: '2026-01-02', reason: 'Once' },
			signed: { by: 'Bea', at: '2026-01-03', note: '' }
		};
		expect(stateOf(one({ met: true, facts }))).toEqual({
			stands: 'met',
			waived: facts.waived,
			signed: facts.signed
		});
	});

	test('takes nothing else for a signature', () => {
		expect(stateOf(one({ facts: { signed: ['privacy'], missing: [] } })).signed).toBeNull();
	});
});

test('what is recommended is not counted', () => {
	expect(countOf([one({ met: true }), one(), one({ required: false })])).toEqual({ met: 1, of: 2 });
});
