import * as must from './checks.ts';
import { normalCritical, normalP } from './distribution.ts';
import type { Interval } from './interval.ts';
import { representable, undefinedWith, type Undefined } from './undefined.ts';

/** How often something happened in how much time, people, or both (student-days): the same unit in both groups. */
export type Rate = { events: number; exposure: number };

/**
 * Treatment's rate over the comparison's, with a log-normal interval: ratio·exp(±z·√(1/events₁ + 1/events₂)); p two-sided.
 * No unit. Source: Rothman, Greenland & Lash (2008), Modern Epidemiology, 3rd ed., chapter 14 (person-time data, large-sample).
 * RangeError: events not a whole number of at least 0, exposure not above 0, confidence outside (0, 1).
 * Undefined: no event in either group; the ratio stands beside where only the treatment had none.
 */
export function rateRatio({
	treatment,
	comparison,
	confidence = 0.95
}: {
	treatment: Rate;
	comparison: Rate;
	confidence?: number;
}): ({ ratio: number; p: number } & Interval) | (Undefined & { ratio?: number }) {
	for (const [name, rate] of Object.entries({ treatment, comparison })) {
		must.beObject(rate, name);
		must.beTally(rate.events, `${name}.events`);
		must.bePositive(rate.exposure, `${name}.exposure`);
	}
	must.beInside01(confidence, 'confidence');
	if (comparison.events === 0) {
		return undefinedWith('Without an event in the comparison group there is no rate to compare with.');
	}
	if (treatment.events === 0) {
		return undefinedWith('A ratio of 0 has no logarithm, so no interval.', { ratio: 0 });
	}
	const log =
		Math.log(treatment.events / comparison.events) + Math.log(comparison.exposure / treatment.exposure);
	const se = Math.sqrt(1 / treatment.events + 1 / comparison.events);
	const reach = normalCritical(confidence) * se;
	return representable({
		ratio: (treatment.events / comparison.events) * (comparison.exposure / treatment.exposure),
		low: Math.exp(log - reach),
		high: Math.exp(log + reach),
		p: normalP(log / se)
	});
}
