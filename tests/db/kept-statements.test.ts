import { beforeAll, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { advance, must, pilotIn } from './pilots.ts';
import { askForTraining } from './training-modules.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const read = async (who: Actor, pilot: string) =>
	(await allowed(who.call('pilot', { pilot }))) as Record<string, never[]>;

test('a vote tells its voter that they stated to have no interest, and nobody else while it is open', async () => {
	const { cabinet2, cabinet3, clerk } = district.people;
	const pilot = await pilotIn(district, 'decision');
	await must(cabinet2, 'cast_vote', { pilot, choice: 'scale' });
	await must(cabinet3, 'cast_vote', { pilot, choice: 'recuse', reason: 'My sister sells it.' });
	const told = async (who: Actor) =>
		Object.fromEntries(
			((await allowed(who.call('votes', { pilot }))) as { voter_id: string; no_interest: boolean }[]).map(
				({ voter_id, no_interest }) => [voter_id, no_interest]
			)
		);
	expect(await told(cabinet2)).toEqual({ [cabinet2.id]: true, [cabinet3.id]: null });
	expect(await told(cabinet3)).toEqual({ [cabinet2.id]: null, [cabinet3.id]: false });
	expect(await told(clerk)).toEqual({ [cabinet2.id]: null, [cabinet3.id]: null });
});

test('a waiver stays with the pilot after its gate, for everyone in the district to read', async () => {
	const { chair, cabinet2, member } = district.people;
	const pilot = await pilotIn(district, { stage: 'vetting', without: 'signatures' });
	const askNoMore = await askForTraining(district);
	for (const criterion of ['training', 'families'])
		await must(chair, 'waive', { pilot, criterion, reason: `No ${criterion} this once.` });
	await must(cabinet2, 'advance_pilot', advance(pilot, 'vetting', 'experiment'));
	const { waivers } = await read(member, pilot);
	expect(waivers).toHaveLength(2);
	expect(waivers).toContainEqual(
		expect.objectContaining({
			act: 'launch',
			criterion: 'training',
			title: null,
			reason: 'No training this once.'
		})
	);
	await askNoMore();
});

test('a pilot with two holds waits once on whoever may lift them', async () => {
	const { reviewer, cabinet2 } = district.people;
	const pilot = await pilotIn(district, 'vetting');
	for (const reason of ['The terms changed.', 'The contract ended.'])
		await must(reviewer, 'raise_hold', { pilot, reason });
	const { waiting } = (await allowed(cabinet2.call('home'))) as {
		waiting: { what: string; pilot: string }[];
	};
	expect(waiting.filter((one) => one.what === 'lift a hold' && one.pilot === pilot)).toHaveLength(1);
});

test('people from outside are marked in the seats that they hold', async () => {
	const { member } = district.people;
	const pilot = await pilotIn(district, 'vetting');
	const { team, assignments } = await read(member, pilot);
	for (const person of [...team!, ...assignments!]) expect(person).toHaveProperty('outside', false);
});
