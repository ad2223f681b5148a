import { expect, test } from 'vitest';
import type { LoggedRow } from './measurement.ts';
import { inTheWay, newest } from './standing.ts';

const row = (id: string, some: Partial<LoggedRow> = {}) =>
	({
		id,
		metric_id: 'score',
		arm: 'pilot',
		phase: 'outcome',
		period: 'Spring 2026',
		site_id: null,
		stratum: null,
		subgroup: null,
		superseded_by: null,
		...some
	}) as LoggedRow;

const typed = {
	metric_id: 'score',
	arm: 'pilot',
	phase: 'outcome',
	period: ' Spring 2026 ',
	site_id: '',
	stratum: '',
	subgroup: ''
};

test('a period logged twice finds the result that is there', () => {
	const rows = [row('a'), row('b', { stratum: 'Grade 4' }), row('c', { arm: 'comparison' })];
	expect(inTheWay(rows, typed)?.id).toBe('a');
	expect(inTheWay(rows, { ...typed, stratum: 'Grade 4' })?.id).toBe('b');
	expect(inTheWay(rows, { ...typed, period: 'Fall 2025' })).toBeNull();
	expect(inTheWay(rows, { ...typed, site_id: 'mesa' })).toBeNull();
});

test('what was corrected is in nobody’s way, what took its place is', () => {
	const rows = [row('a', { superseded_by: 'b' }), row('b', { superseded_by: 'c' }), row('c')];
	expect(inTheWay(rows, typed)?.id).toBe('c');
	expect(newest(rows, 'a')?.id).toBe('c');
	expect(newest(rows, 'c')?.id).toBe('c');
	expect(newest(rows, 'elsewhere')).toBeNull();
});

test('a correction of what was corrected already finds what stands now, wherever that went', () => {
	const rows = [row('a', { superseded_by: 'b' }), row('b', { period: 'Fall 2026' })];
	expect(inTheWay(rows, { ...typed, supersedes: 'a' })?.id).toBe('b');
});

test('a correction is not in its own way, and moved onto another result it is', () => {
	const rows = [row('a'), row('b', { stratum: 'Grade 4' })];
	expect(inTheWay(rows, { ...typed, supersedes: 'a' })).toBeNull();
	expect(inTheWay(rows, { ...typed, stratum: 'Grade 4', supersedes: 'a' })?.id).toBe('b');
});
