import { expect, test } from 'vitest';
import { annotationWords } from './annotation-words.ts';
import { annotationsOf } from './annotations.ts';

const hold = {
	id: 'hold',
	reason: 'The vendor changed its model',
	raised_by: 'Tom',
	raised_as: 'reviewer' as const,
	source: 'person' as const,
	raised_at: '2026-02-01T09:00:00Z',
	lifted_by: 'Tom',
	lifted_at: '2026-02-11T09:00:00Z',
	lift_reason: 'It changed back',
	mine_to_lift: false
};
const incident = {
	id: 'incident',
	kind: 'other' as const,
	state: 'reported' as const,
	occurred_on: '2026-01-30',
	what_happened: null,
	reported_by: null,
	reported_at: '2026-01-31T09:00:00Z'
};

test('what the record has with a date, the oldest first', () => {
	const found = annotationsOf(
		{
			launched_at: '2026-01-10T09:00:00Z',
			cycle_end: '2026-06-01',
			holds: [hold],
			incidents: [
				{ ...incident, severity: 'serious' },
				{ ...incident, id: 'other', severity: 'minor' }
			],
			decisions: []
		},
		[]
	);
	expect(found.map((one) => `${one.on.slice(0, 10)} ${annotationWords(one)}`)).toEqual([
		'2026-01-10 Launched',
		'2026-01-30 Serious incident',
		'2026-02-01 Put on hold: The vendor changed its model',
		'2026-02-11 Hold lifted',
		'2026-06-01 The cycle ends'
	]);
});
