import { csvOf } from '#lib/ui/csv.ts';
import type { ToolLine } from './tool-list.ts';

const yesNo = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no');

/** The tools of a list for a spreadsheet, which the import reads again. */
export function toolsCsv(tools: readonly ToolLine[]): string {
	return csvOf(
		[
			'name',
			'formerly',
			'vendor',
			'model',
			'what it does',
			'website',
			'state',
			'generative',
			'about',
			'agreement',
			'agreement until',
			'pilots'
		],
		tools.map((tool) => [
			tool.name,
			tool.formerly.join('; '),
			tool.vendor,
			tool.model,
			tool.purpose,
			tool.website,
			tool.state,
			yesNo(tool.generative),
			tool.about.join('; '),
			tool.agreement,
			tool.until ?? '',
			tool.pilots
		])
	);
}
