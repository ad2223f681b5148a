import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { record } from './decide.ts';
import { foundDistrict, type District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, analyse, evaluate, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const page = (pilot: string) => allowed(district.people.member.call('pilot', { pilot }));
const tick = async (name: 'docket_overdue' | 'wake_due') => {
	const [row] = await asOwner<{ count: number }>(`select private.${name}() as count`);
	return row!.count;
};

/** In experiment, with a cycle that ended yesterday and no evaluation. */
async function overdue() {
	const pilot = await pilotIn(district, 'experiment');
	await asOwner('update public.pilots set cycle_end = $2::date where id = $1', pilot, day(-1));
	return pilot;
}

describe('a cycle that ended without an evaluation', () => {
	test('lands on the docket once, and stays in experiment', async () => {
		const [late, current] = [await overdue(), await pilotIn(district, 'experiment')];
		expect(await tick('docket_overdue')).toBeGreaterThan(0);
		expect(await tick('docket_overdue'), 'a second time').toBe(0);
		const seen = await page(late);
		expect(seen).toMatchObject({ stage: 'experiment', overdue: true, docket: { votes: 0 } });
		expect((await activityOf(district.people.lead, late))[0]).toMatchObject({
			verb: 'came onto the docket overdue',
			actor: null
		});
		expect(await page(current)).toMatchObject({ overdue: false, docket: null });
	});

	test('comes onto the meeting that is called', async () => {
		const { clerk, chair } = district.people;
		const pilot = await overdue();
		await must(clerk, 'call_meeting', { held_on: day(2), chair: chair.id });
		expect((await page(pilot)).docket).toMatchObject({ held_on: day(2), chair: 'chair' });
	});

	test('is voted on and decided on what there is', async () => {
		const { clerk, chair, cabinet2, sponsor, member } = district.people;
		const pilot = await overdue();
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		await tick('docket_overdue');
		await analyse(pilot, ['extend', 'shelve', 'sunset']);
		for (const voter of [sponsor, cabinet2])
			await allowed(voter.call('cast_vote', { pilot, choice: 'sunset' }));
		await denied(
			cabinet2.call('advance_pilot', advance(pilot, 'experiment', 'decision', 'Now.')),
			'403 not_yours'
		);
		await allowed(record(district, pilot, 'sunset'));
		const moves = await allowed(
			member.client
				.from('stage_changes')
				.select('act, from_stage, to_stage')
				.eq('pilot_id', pilot)
				.in('act', ['overdue', 'decide'])
		);
		expect(moves).toEqual(
			expect.arrayContaining([
				{ act: 'overdue', from_stage: 'experiment', to_stage: 'decision' },
				{ act: 'decide', from_stage: 'decision', to_stage: 'sunset' }
			])
		);
		expect(await page(pilot)).toMatchObject({ stage: 'sunset', docket: null });
	});

	test('may still be evaluated: the docket item is kept, and the cabinet waits for the evidence', async () => {
		const { clerk, chair, cabinet2, sponsor, evaluator } = district.people;
		const pilot = await overdue();
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		const { docket } = await page(pilot);
		for (const voter of [sponsor, cabinet2]) await must(voter, 'cast_vote', { pilot, choice: 'extend' });
		await evaluate(district, pilot);
		await analyse(pilot);
		await unchanged(district, pilot, () =>
			denied(record(district, pilot, 'extend', { cycle_end: day(30) }), '409 not_now')
		);
		await allowed(evaluator.call('advance_pilot', advance(pilot, 'experiment', 'decision')));
		expect((await page(pilot)).docket).toMatchObject({ id: docket.id, votes: 2 });
		await allowed(record(district, pilot, 'extend', { cycle_end: day(30) }));
	});

	test('is nobody’s to put there but the clock’s and the clerk’s', async () => {
		for (const who of [district.people.admin, district.nobody]) {
			for (const name of ['docket_overdue', 'wake_due'])
				await denied(who.call(name), /^(PGRST202|42883|42501)$/, name);
		}
		await denied(district.nobody.call('call_meeting', { held_on: day(1), chair: null }), NO_GRANT);
	});
});

describe('without a budget on record', () => {
	test.each(['scale', 'extend'] as const)('the cabinet does not %s', async (outcome) => {
		const { sponsor, cabinet2 } = district.people;
		const pilot = await pilotIn(district, { stage: 'decision', permitted: ['scale', 'extend', 'sunset'] });
		await asOwner('update public.pilots set budget_yearly = null where id = $1', pilot);
		for (const voter of [sponsor, cabinet2]) await must(voter, 'cast_vote', { pilot, choice: outcome });
		await unchanged(district, pilot, () =>
			denied(record(district, pilot, outcome, { cycle_end: day(30) }), '422 no_budget')
		);
		await allowed(record(district, pilot, 'sunset', { override_reason: 'No money.' }));
	});
});

describe('a pilot that sleeps', () => {
	test('needs the day on which it wakes up', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await denied(
			admin.call('advance_pilot', advance(pilot, 'proposed', 'shelved', 'Later.')),
			'422 gate_not_met'
		);
		await must(admin, 'save_facts', { pilot, facts: { wake_on: day(0) } });
		await denied(
			admin.call('advance_pilot', advance(pilot, 'proposed', 'shelved', 'Later.')),
			'422 gate_not_met'
		);
		await must(admin, 'save_facts', { pilot, facts: { wake_on: day(1) } });
		await allowed(admin.call('advance_pilot', advance(pilot, 'proposed', 'shelved', 'Later.')));
	});

	test('wakes by itself when it comes, as nobody’s act', async () => {
		const [due, sleeping] = [await pilotIn(district, 'shelved'), await pilotIn(district, 'shelved')];
		await asOwner('update public.pilots set wake_on = $2::date where id = $1', due, day(0));
		expect(await tick('wake_due')).toBe(1);
		expect(await tick('wake_due')).toBe(0);
		const woken = await page(due);
		expect(woken).toMatchObject({ stage: 'proposed' });
		expect(woken.activity[0]).toMatchObject({ verb: 'moved', actor: null, facts: { act: 'wake' } });
		expect(await page(sleeping)).toMatchObject({ stage: 'shelved' });
	});

	test('is woken before that by its lead alone', async () => {
		const { lead, admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'shelved');
		for (const who of [admin, sponsor])
			await denied(
				who.call('advance_pilot', advance(pilot, 'shelved', 'proposed')),
				'403 not_yours',
				who.name
			);
		await allowed(lead.call('advance_pilot', advance(pilot, 'shelved', 'proposed')));
	});
});
