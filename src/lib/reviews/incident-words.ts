import type { Stage } from '#lib/pilots/stages.ts';

export { severityWords } from '#lib/pilots/incident-words.ts';

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
