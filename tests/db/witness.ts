import { expect } from 'vitest';
import type { Actor } from './actors.ts';
import type { District } from './district.ts';

/** Everything that the API tells about a pilot, by those who see most of it. */
async function state({ people }: District, pilot: string) {
	const { lead, admin, evaluator, sponsor, cabinet2, cabinet3, chair } = people;
	const rows = (who: Actor, table: string) => who.client.from(table).select('*').eq('pilot_id', pilot);
	const answers = await Promise.all([
		lead.call('pilot', { pilot }),
		admin.call('measurements', { pilot }),
		evaluator.call('analysis', { pilot }),
		...[sponsor, cabinet2, cabinet3, chair].map((voter) => voter.call('votes', { pilot })),
		...['team_members', 'assignments', 'stage_changes', 'activity', 'docket_items'].map((table) => rows(lead, table))
	]);
	return answers.map(({ data }) => (Array.isArray(data) ? data.map((row) => JSON.stringify(row)).sort() : data));
}

/** Lets the work be done, and fails if anything about the pilot is another afterwards. */
export async function unchanged(district: District, pilot: string, work: () => Promise<unknown>) {
	const before = await state(district, pilot);
	await work();
	expect(await state(district, pilot)).toEqual(before);
}
