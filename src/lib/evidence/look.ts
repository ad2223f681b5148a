import { coarse } from './coarse.ts';
import type { ReportedEffect } from './effect.ts';

/** What one look at a running pilot told of an outcome, in the metric's own unit. */
export type Look = { estimate: number | null; low: number | null; high: number | null; p: number | null };

export function lookOf({ estimate, low, high, p }: ReportedEffect): Look {
	return { estimate, low, high, p };
}

/** Upwards to one digit: never more certain than it was. */
function roughly(p: number | null): number | null {
	if (p === null || p <= 0) return p;
	const step = 10 ** Math.floor(Math.log10(p));
	return Math.min(1, Number((Math.ceil(p / step - 1e-9) * step).toPrecision(1)));
}

/**
 * The same for whoever sees no small groups. Looks stay on record while results are corrected, and two exact effects, one from before a
 * correction and one from after, would tell the old value: so they are rounded, also where the effect of the moment is told exactly.
 */
export function shownLook(shown: ReportedEffect): Look {
	const { p, early } = shown;
	if (shown.withheld || shown.coarse || early === undefined) return lookOf(shown);
	return { ...lookOf(coarse(shown)), p: roughly(p) };
}
