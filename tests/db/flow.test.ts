import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completeProposal } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';

let district: District;

type Stage = { stage: string; entered_30: number; left_30: number; stays: number; typical: number | null };
const flow = async (who: Actor = district.people.member): Promise<Record<string, Stage>> => {
	const { stages } = await allowed(who.call('flow'));
	return Object.fromEntries(stages.map((one: Stage) => [one.stage, one]));
};
/** As if a pilot had come into its stage so many days ago. */
const since = (pilot: string, days: number) =>
	asOwner(
		"update public.pilots set stage_since = stage_since - $2 * interval '1 day' where id = $1",
		pilot,
		days
	);

describe('how pilots flow', () => {
	beforeEach(async () => {
		district = await foundDistrict();
	});

	test('is counted as they move, with the median of the days that they stayed', async () => {
		for (const days of [2, 40, 9]) {
			const pilot = await pilotIn(district, 'proposed');
			await since(pilot, days);
			await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'declined', 'No.'));
		}
		const { draft, proposed, declined, vetting } = await flow();
		expect(draft).toMatchObject({ left_30: 3, stays: 3, typical: 0 });
		expect(proposed).toMatchObject({ entered_30: 3, left_30: 3, stays: 3, typical: 9 });
		expect(declined).toMatchObject({ entered_30: 3, left_30: 0, stays: 0, typical: null });
		expect(vetting).toMatchObject({ entered_30: 0, entered_90: 0, stays: 0 });
		expect((await flow(district.outsider)).proposed).toMatchObject({ entered_30: 0, stays: 0 });
	});

	test('tells of thirty days and of ninety', async () => {
		await pilotIn(district, 'proposed');
		await asOwner('update private.stage_flow set day = day - 45 where district_id = $1', district.id);
		expect((await flow()).proposed).toMatchObject({ entered_30: 0, entered_90: 1 });
		await asOwner('update private.stage_flow set day = day - 45 where district_id = $1', district.id);
		expect((await flow()).proposed).toMatchObject({ entered_30: 0, entered_90: 0 });
	});

	test('never tells of a draft that was taken back', async () => {
		const before = await flow();
		const pilot = randomUUID();
		const { lead } = district.people;
		await must(lead, 'save_proposal', { pilot, proposal: completeProposal(district) });
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'withdrawn', 'Another time.'));
		expect(await flow()).toEqual(before);
	});

	test('counts every one of many that move at once', async () => {
		const pilots = await Promise.all(Array.from({ length: 6 }, () => pilotIn(district, 'proposed')));
		const { admin } = district.people;
		const answers = await Promise.all(
			pilots.map((pilot, i) =>
				i % 2
					? admin.call('advance_pilot', advance(pilot, 'proposed', 'vetting'))
					: admin.call('advance_pilot', advance(pilot, 'proposed', 'draft', 'Say more.'))
			)
		);
		expect(answers.map(({ error }) => error)).toEqual(Array(6).fill(null));
		const { proposed, vetting, draft } = await flow();
		expect([proposed!.left_30, vetting!.entered_30, draft!.entered_30]).toEqual([6, 3, 3]);
	});
});

describe('a pilot’s own way', () => {
	let pilot: string;

	beforeAll(async () => {
		district = await foundDistrict();
		pilot = await pilotIn(district, 'vetting');
		const { admin, lead } = district.people;
		await must(admin, 'advance_pilot', advance(pilot, 'vetting', 'draft', 'Say who is affected.'));
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
	});

	test('is read by everyone who reads the pilot, the stages that it went back over too', async () => {
		for (const who of [district.people.lead, district.people.member, district.people.admin]) {
			const { flow } = await allowed(who.call('pilot', { pilot }), who.name);
			expect(flow.map(({ stage, act, by }: Record<string, string>) => [stage, act, by])).toEqual([
				['draft', null, null],
				['proposed', 'submit', 'lead'],
				['vetting', 'triage', 'admin'],
				['draft', 'rework', 'admin'],
				['proposed', 'submit', 'lead']
			]);
			expect(flow.slice(1).map(({ since }: { since: string }) => since)).toEqual(
				flow.slice(0, -1).map(({ until }: { until: string }) => until)
			);
			expect(flow.at(-1)).toMatchObject({ until: null, days: 0 });
		}
		await denied(district.outsider.call('pilot', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('flow'), NO_GRANT);
	});

	test('is appended to and never overwritten, by nobody', async () => {
		const before = await allowed(
			district.people.admin.client.from('stage_changes').select('*').eq('pilot_id', pilot).order('at')
		);
		expect(before).toHaveLength(4);
		for (const statement of [
			"update public.stage_changes set to_stage = 'adopted' where pilot_id = $1",
			'delete from public.stage_changes where pilot_id = $1'
		]) {
			await expect(asOwner(statement, pilot)).rejects.toThrow('kept as it is');
		}
		await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'declined', 'No.'));
		const after = await allowed(
			district.people.admin.client.from('stage_changes').select('*').eq('pilot_id', pilot).order('at')
		);
		expect(after.slice(0, 4)).toEqual(before);
		expect(after).toHaveLength(5);
	});
});
