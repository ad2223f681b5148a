import { signedIn, timed, times } from './times.js';

/**
 * The data of the pipeline through the API: with and without filters and words, as a list, and a card that is moved.
 * @param {{ url: string, key: string }} api
 * @param {number} pilots
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureBoard({ url, key }, pilots) {
	const cabinet = await signedIn(url, key, 'cabinet');
	const admin = await signedIn(url, key, 'admin');
	const { data: choices } = await cabinet.rpc('choices');
	const budget = pilots <= 1000 ? 8 : 12;
	/** @type {[string, object][]} */
	const filtered = [
		['', {}],
		['one filter', { kind: 'operations' }],
		['two filters', { site: choices.sites[0].id, risk: 'high' }],
		['words of many', { q: 'pilot' }],
		['words of some', { q: 'payroll' }],
		['words of one', { q: '777' }],
		['waiting on me', { waiting: 'true' }]
	];
	const results = [];
	for (const [what, filters] of filtered) {
		const taken = await times(100, () => cabinet.rpc('pipeline', { filters }));
		results.push(timed(`rpc/pipeline, ${pilots} pilots${what && `, ${what}`}`, taken, budget));
	}
	const list = await times(60, () => cabinet.rpc('pipeline_rows', { filters: {}, sort: 'title' }));
	const page = await times(60, () => cabinet.rpc('pipeline_page', { asked: {} }));
	const { data: proposed } = await admin.rpc('pipeline_rows', {
		filters: { stage: 'proposed' },
		sort: '-number',
		most: 60
	});
	const left = proposed.rows.map((/** @type {{ id: string }} */ { id }) => id);
	const moved = await times(30, () =>
		admin.rpc('advance_pilot', {
			pilot: left.pop(),
			from_stage: 'proposed',
			to_stage: 'declined',
			note: 'Not this year.'
		})
	);
	results.push(
		timed(`rpc/pipeline_rows, ${pilots} pilots, by title`, list, null),
		timed(`rpc/pipeline_page, ${pilots} pilots`, page, 25),
		timed(`a card moved, ${pilots} pilots`, moved, 8)
	);
	const alike = await times(30, () => cabinet.rpc('look_alikes', { query: 'A reading tutor' })).catch(
		() => null
	);
	if (alike) results.push(timed(`rpc/look_alikes, ${pilots} pilots`, alike, null));
	return results;
}
