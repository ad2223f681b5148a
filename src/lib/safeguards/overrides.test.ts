import { expect, test } from 'vitest';
import { overridesHref } from './override-filters.ts';
import { filtersIn, type Override } from './overrides.ts';
import { overridesCsv } from './overrides-csv.ts';

test('filters of an address are those that are known', () => {
	const params = new URLSearchParams('way=lower&stage=nowhere&residual=not+judged&before=12&colour=red');
	expect(filtersIn(params)).toEqual({ way: 'lower', residual: 'not judged', before: '12' });
	expect(filtersIn(new URLSearchParams('before=1%20or%201'))).toEqual({});
	expect(
		filtersIn(new URLSearchParams(overridesHref({ way: 'presumed', stage: 'vetting' }).split('?')[1]))
	).toEqual({
		way: 'presumed',
		stage: 'vetting'
	});
	expect(overridesHref({})).toBe('/risk/overrides');
});

test('the file has a row for each, and no formula', () => {
	const row: Override = {
		id: 1,
		pilot: 'p',
		title: '=SUM(A1)',
		stage: 'vetting',
		tier: 'moderate',
		led: null,
		uses: ['grading', 'placement'],
		reason: 'Practice, only.',
		at: '2026-09-01T08:00:00Z',
		by: null,
		residual: null,
		residual_reason: null
	};
	const [, line] = overridesCsv([row]).split('\r\n');
	expect(line).toBe(
		`"'=SUM(A1)",vetting,moderate,not answered,grading; placement,"Practice, only.",,2026-09-01T08:00:00.000Z,not judged,`
	);
});
