// Most pilots of these tests are copies of one that lived its life: a copy is told of as the life itself is.
import { beforeAll, expect, test } from 'vitest';
import { allowed } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';
import { livedPilot, pilotIn, type Stage } from './pilots.ts';

let somewhere: District;

beforeAll(async () => {
	somewhere = await foundDistrict();
});

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const MOMENT = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:[\d.]+(\+00(:00)?|Z)?/g;

/** What is said, with ids and moments left out, and in one order: neither is the same in two lives. */
function plain(said: unknown): unknown {
	if (Array.isArray(said)) {
		return said.map(plain).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
	}
	if (said !== null && typeof said === 'object') {
		const told = Object.entries(said).filter(([key]) => !['number', 'fingerprint', 'found_at'].includes(key));
		return Object.fromEntries(told.map(([key, value]) => [key, plain(value)]));
	}
	return typeof said === 'string' ? said.replace(UUID, 'id').replace(MOMENT, 'moment') : said;
}

async function told({ people }: District, pilot: string) {
	const all = await Promise.all(
		[people.lead, people.evaluator, people.admin, people.chair].flatMap((who) =>
			['pilot', 'gate', 'measurements', 'analysis'].map((name) => allowed(who.call(name, { pilot })))
		)
	);
	const [slip] = await asOwner(
		'select to_jsonb(s) as said from private.slips s where s.pilot_id = $1',
		pilot
	);
	return plain([...all, slip]);
}

test.each(['proposed', 'vetting', 'decision', 'scaling', 'retired'] as Stage[])(
	'a pilot in %s is told of as if it had lived',
	async (stage) => {
		await pilotIn(somewhere, stage);
		// A district for each, since pilots are told of with those that are like them.
		const [first, second] = [await foundDistrict(), await foundDistrict()];
		const lived = await livedPilot(first, stage);
		const copy = await pilotIn(second, stage);
		const [notices] = await asOwner<{ count: string }>(
			'select count(*) from private.notices n where n.pilot_id = $1',
			copy
		);
		expect(Number(notices?.count), 'nobody was told of a copy').toBe(0);
		expect(await told(second, copy)).toEqual(await told(first, lived));
	}
);

test('copies count in the flow as lives do', async () => {
	const flow = (district: string) =>
		asOwner(
			'select stage, entered, left_it from private.stage_flow where district_id = $1 order by stage',
			district
		);
	const [lives, copies] = [await foundDistrict(), await foundDistrict()];
	await livedPilot(lives, 'scaling');
	await pilotIn(copies, 'scaling');
	expect(await flow(copies.id)).toEqual(await flow(lives.id));
});
