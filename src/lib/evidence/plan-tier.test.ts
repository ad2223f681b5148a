import { describe, expect, test } from 'vitest';
import { reachableTier } from './plan-tier.ts';

type Asked = Parameters<typeof reachableTier>[0];

const large: Asked['plan'] = {
	design: 'randomized',
	assignment_unit: 'student',
	analysis_unit: 'student',
	groups_per_arm: null,
	people_per_arm: 200,
	pretest_r2: null
};
const ask = (plan: Partial<Asked['plan']> = {}, more: Partial<Asked> = {}) =>
	reachableTier({ plan: { ...large, ...plan }, primary: { about: 'students' }, sites: 3, ...more });
const keys = (...asked: Parameters<typeof ask>) => ask(...asked).lowered.map(({ key }) => key);

describe('the tier that a plan could support', () => {
	test('is 1 for a large randomized one where schools count as sites, and 3 within one district', () => {
		expect(ask()).toEqual({ tier: 3, bySchools: 1, lowered: [{ key: 'one district', to: 3 }] });
	});

	test('is 2 for a matched one that measured before', () => {
		const matched = ask({ design: 'matched comparison', pretest_r2: 0.5 });
		expect(matched).toMatchObject({ tier: 3, bySchools: 2 });
		expect(matched.lowered.map(({ key }) => key)).toEqual(['one district', 'not by chance']);
	});

	test('is 3 for a matched one that shows nothing of before', () => {
		expect(ask({ design: 'matched comparison' }).bySchools).toBe(3);
		expect(keys({ design: 'matched comparison' })).toContain('nothing before');
	});

	test.each(['before and after', 'monitoring only'] as const)('is 4 for %s', (design) => {
		expect(ask({ design })).toMatchObject({ tier: 4, bySchools: 4 });
		expect(keys({ design })[0]).toBe('no comparison');
	});

	test('is 3 under 350 students, and says how many are missing', () => {
		expect(ask({ people_per_arm: 174 }).lowered).toContainEqual({
			key: 'small sample',
			to: 3,
			students: 348,
			missing: 2
		});
		expect(ask({ people_per_arm: 175 }).bySchools).toBe(1);
	});

	test('fifty groups are enough, however few students', () => {
		const groups = { assignment_unit: 'class', people_per_arm: null } as const;
		expect(ask({ ...groups, groups_per_arm: 25 }).bySchools).toBe(1);
		expect(ask({ ...groups, groups_per_arm: 24 }).bySchools).toBe(3);
		expect(keys({ ...groups, groups_per_arm: 24 })).toContain('size unknown');
	});

	test('is 4 with one class on each side, which nobody can tell from the pilot', () => {
		expect(ask({ assignment_unit: 'class', groups_per_arm: 1 })).toMatchObject({ bySchools: 4 });
	});

	test('is 3 at one school, in either reading', () => {
		expect(ask({}, { sites: 1 })).toMatchObject({ tier: 3, bySchools: 3 });
	});

	test('is 4 without a primary outcome, and none for what is not about students', () => {
		expect(ask({}, { primary: null })).toMatchObject({ tier: 4, bySchools: 4 });
		expect(ask({}, { primary: { about: 'things' } })).toEqual({ tier: null, bySchools: null, lowered: [] });
	});
});
