import Papa from 'papaparse';
import type { Log } from './activity-log.ts';
import { lineOf } from './activity-words.ts';

/** Lines of activity as a file for a spreadsheet, which must not take any cell for a formula. */
export function activityCsv(lines: Log['lines']): string {
	const rows = lines.map((entry) => {
		const { at, actor, did, note } = lineOf(entry);
		return {
			When: new Date(at).toISOString(),
			Who: actor,
			'Did what': did,
			'In their words': note,
			Pilot: entry.pilot?.title ?? '',
			Record: entry.record,
			Line: entry.id
		};
	});
	const columns = ['When', 'Who', 'Did what', 'In their words', 'Pilot', 'Record', 'Line'];
	// A cell that begins with = + - @ or a control character gets an apostrophe before it.
	return Papa.unparse(rows, { columns, escapeFormulae: true, newline: '\r\n' }) + '\r\n';
}
