// Calls of the functions of the pipeline and its saved views, as access-calls.ts has them; and a view for them to be about.
import { randomUUID } from 'node:crypto';
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { must } from './pilots.ts';

/** A view that the lead shares with the district, and that the pipeline opens with for them. */
export async function furnishViews({ people: { lead } }: District): Promise<string> {
	const view = await must(lead, 'save_view', {
		view: null,
		fields: { name: 'Ours', query: 'mine=true', shared: true }
	});
	await must(lead, 'open_with_view', { view });
	return view;
}

export const pipeline = ({ view }: Fixture): Record<string, Call> => ({
	pipeline: { filters: {} },
	pipeline_rows: { filters: {}, sort: 'title' },
	pipeline_facets: { filters: {} },
	pipeline_groups: { filters: {}, by: 'site' },
	pipeline_page: { asked: {} },
	views: {},
	'save_view a new one': () => ({ view: null, fields: { name: `View ${randomUUID()}`, query: '' } }),
	'save_view of the lead': { view, fields: { name: 'Ours still' } },
	delete_view: { view },
	open_with_view: { view }
});
