/* A made-up metric for the tests: only what a story is about is said, the rest is customary. */
import type { MetricLine } from './metric-schema.ts';

export function line(some: Partial<MetricLine> = {}): MetricLine {
	return {
		id: 'metric',
		name: 'Confidence rating',
		meaning: 'Mean of the survey.',
		unit: 'steps',
		kind: 'mean',
		better: 'higher',
		about: 'staff survey',
		domain: 'other',
		measures: 'outcome',
		lowest: null,
		highest: null,
		source: 'Survey office',
		cadence: 'each term',
		version: 1,
		replaces: null,
		superseded_at: null,
		retired_at: null,
		retired_because: '',
		changed_at: '2026-01-01T00:00:00Z',
		changed_by: null,
		change_note: '',
		owner: { id: 'ana', name: 'Ana', active: true },
		pilots: 0,
		objectives: [],
		...some
	};
}
