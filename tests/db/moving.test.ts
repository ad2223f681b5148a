import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { advance, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const move = (who: Actor, pilot: string, from: string | null, to: string, note = '') =>
	who.call('advance_pilot', advance(pilot, from, to, note));

describe('a page that is out of date', () => {
	test('moves nothing and says who moved the pilot', async () => {
		const { admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await unchanged(district, pilot, async () => {
			for (const [from, to] of [
				['proposed', 'vetting'],
				['draft', 'proposed'],
				['experiment', 'decision'],
				['retired', 'vetting']
			] as const) {
				const facts = await denied(move(sponsor, pilot, from, to, 'Now.'), '409 stage_moved');
				expect(facts).toMatchObject({ stage: 'vetting', by: admin.name });
			}
		});
	});

	test('that names no stage moves nothing either', async () => {
		const pilot = await pilotIn(district, 'proposed');
		await unchanged(district, pilot, async () => {
			await denied(move(district.people.admin, pilot, null, 'vetting'), '409 stage_moved');
		});
	});

	test('that names a stage or pilot that there is not is refused', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await unchanged(district, pilot, async () => {
			await denied(move(admin, pilot, 'proposed', 'finished'), NOT_UNDERSTOOD);
			await denied(move(admin, pilot, 'anything', 'vetting'), NOT_UNDERSTOOD);
			await denied(move(admin, 'not-an-id', 'proposed', 'vetting'), NOT_UNDERSTOOD);
			await denied(move(admin, randomUUID(), 'proposed', 'vetting'), '404 no_such_pilot');
			for (const to of ['experiment', 'decision', 'adopted', 'retired', 'proposed']) {
				await denied(move(admin, pilot, 'proposed', to, 'Skip it.'), '400 no_such_move', to);
			}
		});
	});
});

describe('two at once', () => {
	test.each([2, 5])('%i calls move a pilot once', async (calls) => {
		const { admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		const who = (index: number) => (index % 2 ? admin : sponsor);
		const answers = await Promise.all(
			Array.from({ length: calls }, (_, index) => move(who(index), pilot, 'proposed', 'vetting'))
		);
		const [done, ...more] = answers.filter(({ error }) => !error);
		expect(done?.data).toMatchObject({ stage: 'vetting' });
		expect(more).toEqual([]);
		for (const answer of answers.filter(({ error }) => error)) {
			await denied(Promise.resolve(answer), '409 stage_moved');
		}
		const moves = await allowed(
			admin.client.from('stage_changes').select('act').eq('pilot_id', pilot).eq('to_stage', 'vetting')
		);
		expect(moves).toHaveLength(1);
	});

	test('with different aims one wins', async () => {
		const { admin, sponsor, lead } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		const answers = await Promise.all([
			move(admin, pilot, 'proposed', 'vetting'),
			move(sponsor, pilot, 'proposed', 'declined', 'No money.'),
			move(lead, pilot, 'proposed', 'withdrawn', 'No time.')
		]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		for (const answer of answers.filter(({ error }) => error)) {
			await denied(Promise.resolve(answer), '409 stage_moved');
		}
	});
});

describe('a pilot that waits for its decision', () => {
	test('is moved by nobody’s hand', async () => {
		const pilot = await pilotIn(district, 'decision');
		await unchanged(district, pilot, async () => {
			for (const who of Object.values(district.people).filter(({ name }) => name !== 'deactivated')) {
				for (const to of ['scaling', 'experiment', 'shelved', 'sunset']) {
					await denied(move(who, pilot, 'decision', to, 'Now.'), '403 through_decision', who.name);
				}
			}
		});
	});

	test.each(['retired', 'declined', 'withdrawn'] as const)(
		'a pilot that is %s goes nowhere',
		async (stage) => {
			const pilot = await pilotIn(district, stage);
			await empty(district.people.admin.call('gate', { pilot }));
			await unchanged(district, pilot, async () => {
				for (const to of ['draft', 'proposed', 'vetting', 'experiment', 'decision', 'adopted']) {
					await denied(move(district.people.admin, pilot, stage, to, 'Again.'), '400 no_such_move', to);
				}
			});
		}
	);
});
