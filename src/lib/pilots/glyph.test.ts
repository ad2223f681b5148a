import { describe, expect, test } from 'vitest';
import { draw } from './glyph.ts';

describe('the evidence glyph', () => {
	test('stands everything on one scale, zero among it', () => {
		const drawn = draw({ estimate: 4, low: 1, high: 7, target: 3 }, 100)!;
		expect(drawn.zero).toBeLessThan(drawn.low!);
		expect(drawn.low!).toBeLessThan(drawn.target!);
		expect(drawn.target!).toBeLessThan(drawn.estimate!);
		expect(drawn.estimate!).toBeLessThan(drawn.high!);
		expect(drawn.high!).toBeLessThan(100);
		expect([drawn.cutLow, drawn.cutHigh]).toEqual([false, false]);
		// Evenly: 1 to 4 is as far as 4 to 7.
		expect(drawn.estimate! - drawn.low!).toBeCloseTo(drawn.high! - drawn.estimate!, 0);
	});

	test('goes to the left where less is better', () => {
		const drawn = draw({ estimate: -4, low: -7, high: -1, target: -3 }, 100)!;
		expect(drawn.estimate!).toBeLessThan(drawn.target!);
		expect(drawn.target!).toBeLessThan(drawn.zero);
	});

	test('cuts off an interval that is far wider than what matters, and says so', () => {
		const drawn = draw({ estimate: 1, low: -500, high: 500, target: 2 }, 100)!;
		expect([drawn.low, drawn.high, drawn.cutLow, drawn.cutHigh]).toEqual([0, 100, true, true]);
		expect(drawn.target! - drawn.zero).toBeGreaterThan(15);
	});

	test('leaves out what is not known', () => {
		expect(draw({ estimate: null, low: null, high: null, target: null }, 100)).toBeNull();
		expect(draw({ estimate: null, low: null, high: null, target: 2 }, 100)).toMatchObject({
			estimate: null,
			low: null
		});
		expect(draw({ estimate: 5, low: null, high: null, target: null }, 100)).toMatchObject({ high: null });
		expect(draw({ estimate: NaN, low: Infinity, high: null, target: null }, 100)).toBeNull();
	});

	test.each([
		[{ estimate: 0, low: 0, high: 0, target: 0 }],
		[{ estimate: 0, low: -1e-9, high: 1e-9, target: null }],
		[{ estimate: 1e12, low: -1e12, high: 2e12, target: 1e-6 }]
	])('stays within its box for %o', (given) => {
		for (const value of Object.values(draw(given, 60)!)) {
			if (typeof value !== 'number') continue;
			expect(value).toBeGreaterThanOrEqual(0);
			expect(value).toBeLessThanOrEqual(60);
		}
	});
});
