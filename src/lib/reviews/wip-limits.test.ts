import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { wipLimitForm } from './wip-limits.ts';

const whole = { stage: 'vetting', per: 'stage', site_id: '', most: '5', mode: 'block' };
const wrong = (more: object) => {
	const read = wipLimitForm.safeParse({ ...whole, ...more });
	return read.success ? [] : read.error.issues.map(({ path }) => path[0]);
};

describe('the form of a limit', () => {
	test('is read as the database takes it', () => {
		expect(wipLimitForm.parse(whole)).toEqual({
			stage: 'vetting',
			per: 'stage',
			site_id: null,
			most: 5,
			mode: 'block'
		});
		const site = randomUUID();
		expect(wipLimitForm.parse({ ...whole, per: 'site', site_id: site }).site_id).toBe(site);
	});

	test('forgets a site that was chosen for another kind of limit', () => {
		expect(wipLimitForm.parse({ ...whole, per: 'evaluator', site_id: randomUUID() }).site_id).toBeNull();
	});

	test.each([
		[{ stage: 'draft' }, 'stage'],
		[{ stage: undefined }, 'stage'],
		[{ per: 'person' }, 'per'],
		[{ site_id: 'Creek' }, 'site_id'],
		[{ most: '' }, 'most'],
		[{ most: '0' }, 'most'],
		[{ most: '1.5' }, 'most'],
		[{ most: '-3' }, 'most'],
		[{ most: '1000' }, 'most'],
		[{ mode: '' }, 'mode'],
		[{ stage: 'decision' }, 'mode'],
		[{ stage: 'sunset' }, 'mode']
	])('finds what is wrong with %o', (more, field) => {
		expect(wrong(more)).toEqual([field]);
	});
});
