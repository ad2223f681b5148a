import { expect } from 'vitest';
import type { Actor } from './actors.ts';
import type { District } from './district.ts';

/** Everything that the API tells about a pilot, by those who see most of it: its last lines of activity too. */
async function state({ people }: District, pilot: string) {
	const { lead, admin, evaluator, sponsor, cabinet2, cabinet3, chair } = people;
	const ask = async (who: Actor, name: string) => (await who.call(name, { pilot })).data;
	const [page, results, analysis] = await Promise.all([
		ask(lead, 'pilot'),
		ask(admin, 'measurements'),
		ask(evaluator, 'analysis')
	]);
	// Each vote is told to its voter alone while the item is open.
	const voters = page.docket ? [sponsor, cabinet2, cabinet3, chair] : [];
	const votes = await Promise.all(voters.map((voter) => ask(voter, 'votes')));
	return { page, results, analysis, votes };
}

/** Lets the work be done, and fails if anything about the pilot is another afterwards. */
export async function unchanged(district: District, pilot: string, work: () => Promise<unknown>) {
	const before = await state(district, pilot);
	await work();
	expect(await state(district, pilot)).toEqual(before);
}
