import { csvOf } from '#lib/ui/csv.ts';
import type { Log } from './activity-log.ts';
import { lineOf } from './activity-words.ts';

const columns = ['When', 'Who', 'Did what', 'In their words', 'Pilot', 'Record', 'Line'];

/** Lines of activity as a file for a spreadsheet, which must not take any cell for a formula. */
export function activityCsv(lines: Log['lines']): string {
	return csvOf(
		columns,
		lines.map((entry) => {
			const { at, actor, did, note } = lineOf(entry);
			const { pilot, record, id } = entry;
			return [new Date(at).toISOString(), actor, did, note, pilot?.title ?? '', record, id];
		})
	);
}
