import { daysBetween } from '#lib/ui/dates.ts';

export type Urgency = 'late' | 'soon' | 'later' | 'none';

/** How near the due date is: past, within three days, later, or none. */
export function urgencyOf({ due }: { due: string | null }, now: string): Urgency {
	if (due === null) return 'none';
	const days = daysBetween(now, due);
	return days < 0 ? 'late' : days <= 3 ? 'soon' : 'later';
}
