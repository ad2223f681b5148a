/* Rows as a page has them, for the tests. */
import { row } from './fixtures.ts';
import type { LoggedRow } from './measurement.ts';

export const goal = {
	metricId: 'reading',
	kind: 'mean' as 'mean' | 'proportion' | 'count' | 'total',
	about: 'students' as const,
	domain: 'achievement' as const
};

/** Thirty pupils with a mean of 60, unless it is said otherwise. */
export function logged(some: Partial<LoggedRow> = {}): LoggedRow {
	return {
		...row({ n: 30, mean: 60, sd: 10 }),
		site_id: null,
		source: '',
		note: '',
		logged_by: null,
		logged_at: '2026-05-21T08:00:00Z',
		supersedes: null,
		reason: '',
		superseded_by: null,
		by: null,
		...some
	};
}
