import { daysBetween } from '#lib/ui/dates.ts';

/** How somebody stands with a module today. */
export type Standing = 'current' | 'expiring' | 'expired' | 'reported' | 'missing';

type Held = { completed_on: string | null; expires_on: string | null; reported_on: string | null };

/** From how many days before its end a training should be done again. */
export const SOON = 60;

/** A training is good through the day on which it expires. What waits to be confirmed says so unless another is good. */
export function standingOf({ completed_on, expires_on, reported_on }: Held, today: string): Standing {
	const left = expires_on === null ? Infinity : daysBetween(today, expires_on);
	if (completed_on !== null && left > SOON) return 'current';
	if (reported_on !== null) return 'reported';
	if (completed_on === null) return 'missing';
	return left < 0 ? 'expired' : 'expiring';
}

/** How many minutes of what is asked are still to be done. */
export function minutesLeft(
	modules: readonly (Held & { asked: boolean; minutes: number })[],
	today: string
): number {
	return modules
		.filter((one) => one.asked && ['missing', 'expired'].includes(standingOf(one, today)))
		.reduce((sum, { minutes }) => sum + minutes, 0);
}
