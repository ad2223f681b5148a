import { expect, test } from 'vitest';
import { differenceInWords, limitInWords, targetInWords } from './goal-words.ts';

const points = { kind: 'mean', unit: 'points', better: 'higher' } as const;
const minutes = { kind: 'mean', unit: 'minutes', better: 'lower' } as const;
const share = { kind: 'proportion', unit: 'share of students', better: 'higher' } as const;
const meanShare = { kind: 'mean', unit: 'share', better: 'higher' } as const;
const incidents = { kind: 'count', unit: 'incidents a month', better: 'lower' } as const;

test('a target has a direction and a unit', () => {
	expect(targetInWords({ ...points, target: 72 })).toBe('At least 72\u00a0points');
	expect(targetInWords({ ...minutes, target: 15 })).toBe('At most 15\u00a0minutes');
	expect(targetInWords({ ...share, target: 0.65 })).toBe('At least 65%');
	expect(targetInWords({ ...meanShare, target: 0.655 })).toBe('At least 65.5%');
	expect(targetInWords({ ...points, target: null })).toBe('—');
});

test('a difference of shares is in percentage points', () => {
	expect(differenceInWords(share, 0.05)).toBe('5\u00a0percentage points');
	expect(differenceInWords(points, 3)).toBe('3\u00a0points');
});

test('a guardrail limits the level of a count and the change of anything else', () => {
	expect(limitInWords({ ...incidents, guardrail_limit: 1.5 })).toBe(
		'No more than 1.5\u00a0incidents a month'
	);
	expect(limitInWords({ ...share, guardrail_limit: 0.02 })).toBe(
		'No worse by more than 2\u00a0percentage points'
	);
});
