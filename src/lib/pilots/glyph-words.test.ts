import { expect, test } from 'vitest';
import { glyphInWords } from './glyph-words.ts';
import type { Glyph } from './pipeline.ts';

const glyph = (more: Partial<Glyph> = {}): Glyph => ({
	of: 'effect',
	estimate: 4.2,
	low: 1,
	high: 7.4,
	target: 3,
	better: 'higher',
	unit: 'points',
	kind: 'mean',
	verdict: 'clear gain',
	guardrails: 'held',
	...more
});

test('an effect with its interval, against what would matter', () => {
	expect(glyphInWords(glyph())).toBe(
		'Clear gain. The difference is +4.2\u00a0points, likely 1 to 7.4\u00a0points. +3\u00a0points would matter. Guardrails hold.'
	);
});

test('shares in points of a hundred', () => {
	expect(
		glyphInWords(
			glyph({
				kind: 'proportion',
				estimate: -0.05,
				low: null,
				high: null,
				target: null,
				guardrails: 'failed'
			})
		)
	).toBe('Clear gain. The difference is −5\u00a0points. A guardrail is breached.');
});

test('a level against its target, and what is withheld not at all', () => {
	expect(
		glyphInWords(
			glyph({
				of: 'level',
				kind: 'total',
				unit: 'hours',
				estimate: 120,
				target: 200,
				verdict: null,
				guardrails: null
			})
		)
	).toBe('120\u00a0hours so far. The target is 200\u00a0hours.');
	expect(
		glyphInWords(
			glyph({
				estimate: null,
				low: null,
				high: null,
				target: null,
				verdict: 'not enough data',
				guardrails: 'open'
			})
		)
	).toBe('Not enough data.');
	expect(
		glyphInWords(
			glyph({ estimate: null, low: null, high: null, target: null, verdict: 'not yet', guardrails: 'held' })
		)
	).toBe('No verdict yet. Guardrails hold.');
});
