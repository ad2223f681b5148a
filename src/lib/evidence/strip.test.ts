import { expect, test } from 'vitest';
import { analyse } from './analysis.ts';
import { goal, input, means, metric } from './fixtures.ts';
import { frame, marksOf, place, strip } from './strip.ts';

const none = { wanted: null, target: null, limit: null };

test('zero, what matters, target and interval stand on one scale', () => {
	const [outcome] = analyse(
		input({ goals: [goal({ target: 64 })], rows: means([100, 66, 9], [100, 60, 9]) })
	).outcomes;
	const marks = marksOf(outcome!);
	// The pilot is two points past its target, and so is its effect past the mark.
	expect(marks).toEqual({ wanted: 3, target: 4, limit: null });
	const shown = frame([outcome!.effect!], marks)!;
	const drawn = strip(outcome!.effect!, shown);
	const order = [place(shown, 0), drawn.low!, place(shown, 4), drawn.estimate!, drawn.high!];
	expect(order).toEqual([...order].sort((a, b) => a - b));
	expect([drawn.cutLow, drawn.cutHigh]).toEqual([false, false]);
});

test('what matters lies to the left where less is better, and a limit to the right', () => {
	const better = { metric: metric({ better: 'lower' }) };
	const rows = means([100, 54, 9], [100, 60, 9]);
	const [outcome] = analyse(input({ goals: [goal(better)], rows })).outcomes;
	expect(marksOf(outcome!).wanted).toBe(-3);
	const guarded = goal({ ...better, role: 'guardrail', guardrail_limit: 2, minimum_effect: null });
	expect(marksOf(analyse(input({ goals: [guarded], rows })).outcomes[0]!)).toMatchObject({
		wanted: null,
		limit: 2
	});
});

test('an interval far wider than what matters is cut, and says so', () => {
	const shown = frame([{ estimate: 1, low: -500, high: 500 }], { ...none, wanted: 2 })!;
	expect(strip({ estimate: 1, low: -500, high: 500 }, shown)).toMatchObject({
		low: 0,
		high: 100,
		cutLow: true,
		cutHigh: true
	});
});

test('nothing known is no picture', () => {
	expect(frame([{ estimate: null, low: null, high: null }], none)).toBeNull();
	expect(strip({ estimate: null, low: null, high: null }, { from: 0, to: 1 })).toMatchObject({
		estimate: null
	});
});
