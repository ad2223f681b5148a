// Calls of the tools registry's list, which everyone of the district reads, and of what the AI office does with all of it.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { importTools } from './registry.ts';

/** Two tools with names that are alike. */
export async function furnishTools(district: District) {
	const ids = await importTools(district, ['Meadow Tutoring', 'Meadow Tutorings']);
	return { one: ids['Meadow Tutoring']!, other: ids['Meadow Tutorings']! };
}

export const tools = ({ tools: { one, other } }: Fixture): Record<string, Call> => ({
	tools: { filters: { q: 'meadow' } },
	import_tools: { rows: [{ name: 'Prairie Planner' }] },
	'import_tools to see first': { rows: [{ name: 'Prairie Planner' }], dry_run: true },
	tool_twins: {},
	join_tools: { keep: one, other, reason: 'The same.' },
	keep_tools_apart: { one, other }
});
