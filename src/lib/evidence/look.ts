import { coarse } from './coarse.ts';
import type { ReportedEffect } from './effect.ts';

/** What one look at a running pilot told of an outcome, in the metric's own unit. */
export type Look = {
	estimate: number | null;
	low: number | null;
	high: number | null;
	p: number | null;
	/** Rounded, and p to the next of a few steps upwards. */
	coarse?: boolean;
};

export function lookOf({ estimate, low, high, p }: ReportedEffect): Look {
	return { estimate, low, high, p };
}

const steps = [0.001, 0.01, 0.05, 0.1, 0.5];

/** Never more certain than it was, and no finer than the rounded interval. */
const roughly = (p: number | null) => (p === null ? null : (steps.find((step) => p <= step) ?? 1));

/**
 * The same for whoever sees no small groups. Looks stay on record while results are corrected, and two exact effects, one from before a
 * correction and one from after, would tell the old value: so they are rounded, also where the effect of the moment is told exactly.
 */
export function shownLook(shown: ReportedEffect): Look {
	if (shown.withheld) return lookOf(shown);
	if (shown.coarse) return { ...lookOf(shown), coarse: true };
	return { ...lookOf(coarse(shown)), p: roughly(shown.p), coarse: true };
}
