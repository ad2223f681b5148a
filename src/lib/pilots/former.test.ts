import { expect, test } from 'vitest';
import { formerOf } from './former.ts';

test('whoever left last comes first, from team and assignments alike', () => {
	const former = formerOf({
		former_team: [
			{ name: 'Ada', role: 'member', joined_at: '2026-01-01', left_at: '2026-02-01' },
			{ name: 'Bea', role: 'lead', joined_at: '2026-01-01', left_at: '2026-04-01' }
		],
		former_assignments: [{ name: 'Cy', role: 'sponsor', since: '2026-01-05', until: '2026-03-01' }]
	});
	expect(former.map(({ name, role, to }) => `${name} ${role} ${to}`)).toEqual([
		'Bea Lead 2026-04-01',
		'Cy Sponsor 2026-03-01',
		'Ada Member 2026-02-01'
	]);
});
