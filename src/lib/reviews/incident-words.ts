import type { Severity } from '#lib/pilots/holds.ts';
import type { Stage } from '#lib/pilots/stages.ts';
import type { Tone } from '#lib/ui/tones.ts';

export const severityWords: Record<Severity, { label: string; hint: string; tone: Tone }> = {
	minor: {
		label: 'Minor',
		hint: 'Something went wrong, nobody was harmed, and the team can put it right.',
		tone: 'caution'
	},
	serious: {
		label: 'Serious',
		hint: 'Somebody was or could be harmed, or data reached somebody that it should not. The pilot is put on hold at once.',
		tone: 'bad'
	}
};

/** What a hold stops, and what goes on. */
export const holdWords = {
	stops: 'Launching, extending, scaling and adopting wait until it is lifted.',
	passes: 'Logging, stopping early, shelving and closing go on.'
};

const closed: readonly Stage[] = ['retired', 'declined', 'withdrawn'];

/** Whether an incident can be reported: from vetting on, and not once it is closed. */
export function mayReport(stage: Stage): boolean {
	return !['draft', 'proposed', ...closed].includes(stage);
}
