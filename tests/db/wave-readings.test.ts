import { beforeAll, describe, expect, test } from 'vitest';
import { readWaves as read } from '../../src/lib/evidence/waves/shown-reading.ts';
import { waveInputSchema } from '../../src/lib/evidence/waves/wave-input.ts';
import { server, type Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day, incidents, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { activityOf, must, pilotIn, readWaves } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

/** Somebody planned two waves, and the first began today. */
async function waved(pilot: string) {
	for (const position of [1, 2]) {
		await asOwner(
			`with w as (
				insert into private.waves (district_id, pilot_id, position, name, starts_on, ends_on, owner_id, state, started_at, licences)
				values ($1::uuid, $2::uuid, $3::int, 'Wave ' || $3::int, $4::date, $4::date + 90, $5::uuid,
					case when $3::int = 1 then 'running' else 'planned' end, case when $3::int = 1 then $4::date::timestamptz end, 40)
				returning id, pilot_id, district_id)
			insert into private.wave_sites (wave_id, site_id, pilot_id, district_id) select w.id, $6::uuid, w.pilot_id, w.district_id from w`,
			district.id,
			pilot,
			position,
			day(0),
			district.people.sponsor.id,
			district.sites[position - 1]
		);
	}
}

/** The server computes it as the application does. */
async function compute(pilot: string) {
	const input = waveInputSchema.parse(await must(server, 'wave_input', { pilot }));
	const { complete, shown } = read(input);
	const { fingerprint } = input;
	await must(server, 'store_wave_reading', {
		pilot,
		fingerprint,
		guardrails: complete.guardrails,
		complete,
		shown
	});
	return complete;
}

const seen = (who: Actor, pilot: string) => allowed(who.call('wave_reading', { pilot }), who.name);
const score = (site: number, arm: string, period: string, on: string, mean: number, more: object = {}) =>
	result(district, { site_id: district.sites[site], arm, period, measured_on: on, mean, ...more });

/** Two schools before the first began, and after. */
const results = (more: object = {}) => [
	score(0, 'comparison', 'Before', day(-20), 50),
	score(1, 'comparison', 'Before', day(-20), 50),
	score(0, 'pilot', 'After', day(0), 58, more),
	score(1, 'comparison', 'After', day(0), 52)
];

describe('a reading of the waves', () => {
	test('is the server’s to write, and nobody else’s', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const stored = { pilot, fingerprint: 'mine', guardrails: 'held', complete: {}, shown: {} };
		const everybody: Actor[] = [
			...Object.values(district.people),
			district.outsider,
			district.stranger,
			district.nobody
		];
		for (const who of everybody) {
			await denied(who.call('store_wave_reading', stored), NO_GRANT, who.name);
			await denied(who.call('wave_input', { pilot }), NO_GRANT, who.name);
			await denied(who.call('outdated_wave_readings'), NO_GRANT, who.name);
		}
		expect(await seen(district.people.evaluator, pilot)).toBeNull();
	});

	test('is told to the district, whole to its evaluator and an admin who is not on its team', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await readWaves(pilot);
		const whole: Part[] = ['evaluator', 'admin'];
		const others: Part[] = [
			'lead',
			'teammate',
			'insider',
			'former',
			'member',
			'colleague',
			'sponsor',
			'chair',
			'clerk'
		];
		for (const part of whole) {
			expect(await seen(district.people[part], pilot), part).toMatchObject({
				reading: { for: 'the evaluator' },
				everything: true,
				current: true
			});
		}
		for (const part of others) {
			expect(await seen(district.people[part], pilot), part).toMatchObject({
				reading: { for: 'everyone' },
				everything: false
			});
		}
		await denied(district.outsider.call('wave_reading', { pilot }), '404 no_such_pilot');
		await denied(district.people.deactivated.call('wave_reading', { pilot }), /^40[34]/);
		await denied(district.nobody.call('wave_reading', { pilot }), NO_GRANT);
	});

	test('is of the time when it scales or is adopted only', async () => {
		const pilot = await pilotIn(district, 'decision');
		expect(await allowed(server.call('wave_input', { pilot }))).toBeNull();
		await must(server, 'store_wave_reading', {
			pilot,
			fingerprint: 'x',
			guardrails: 'held',
			complete: {},
			shown: {}
		});
		expect(await seen(district.people.evaluator, pilot)).toBeNull();
	});

	test('is out of date once a result comes in, a wave begins or is rolled back, and not when one is held', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const outdated = async () => {
			const some: string[] = await allowed(server.call('outdated_wave_readings', { most: 100 }));
			if (some.length < 100) return some.includes(pilot);
			// So many of other districts come first that this one is not told yet.
			const fresh = await asOwner(
				'select 1 from private.wave_readings where pilot_id = $1 and fingerprint = private.wave_stamp(pilot_id)',
				pilot
			);
			return fresh.length === 0;
		};
		const current = async () => (await seen(district.people.member, pilot)).current;
		expect(await outdated()).toBe(true);
		await compute(pilot);
		expect([await outdated(), await current()]).toEqual([false, true]);
		await waved(pilot);
		expect([await outdated(), await current()]).toEqual([true, false]);
		await compute(pilot);
		await asOwner(
			`update private.waves set state = 'held', held_by = 'guardrail', state_since = now() where pilot_id = $1 and position = 2`,
			pilot
		);
		expect([await outdated(), await current()]).toEqual([false, true]);
		await must(district.people.evaluator, 'log_measurements', { pilot, rows: results() });
		expect(await outdated()).toBe(true);
		await compute(pilot);
		await asOwner(
			`update private.waves set state = 'rolled back', state_since = now() where pilot_id = $1 and position = 1`,
			pilot
		);
		expect(await current()).toBe(false);
	});

	test('keeps with a wave that was rolled back the sites that were planned anew', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await waved(pilot);
		const ids = await asOwner<{ id: string }>(
			'select id from private.waves where pilot_id = $1 order by position',
			pilot
		);
		await must(district.people.sponsor, 'roll_back_wave', { wave: ids[0]!.id, reason: 'Too early.' });
		await asOwner('update private.wave_sites set wave_id = $2 where wave_id = $1', ids[0]!.id, ids[1]!.id);
		const { waves } = waveInputSchema.parse(await must(server, 'wave_input', { pilot }));
		expect(waves.map(({ sites }) => sites)).toEqual([['Creek'], ['Creek', 'Mesa']]);
	});

	test('compares the wave that began with the one that waits, and reads the guardrails', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await waved(pilot);
		expect((await compute(pilot)).guardrails).toBe('open');
		await must(district.people.evaluator, 'log_measurements', { pilot, rows: results() });
		await must(district.people.evaluator, 'log_measurements', {
			pilot,
			rows: [incidents(district, { period: 'After', measured_on: day(0), events: 30, exposure: 3 })]
		});
		const complete = await compute(pilot);
		expect(complete.guardrails).toBe('held');
		const [primary] = complete.metrics;
		expect(primary!.effect!.estimate).toBeCloseTo(6, 9);
		expect(primary!.verdict).toMatchObject({ verdict: 'not enough data', missing: 'one site a wave' });
		await must(district.people.evaluator, 'log_measurements', {
			pilot,
			rows: [incidents(district, { period: 'Later', measured_on: day(0), events: 3, exposure: 3 })]
		});
		expect((await compute(pilot)).guardrails).toBe('breached');
		expect((await activityOf(district.people.lead, pilot))[0]).toMatchObject({
			verb: 'found a guardrail breached',
			actor: null
		});
	});

	test('withholds small groups from everyone but those who see them', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await waved(pilot);
		await must(district.people.evaluator, 'log_measurements', {
			pilot,
			rows: results({ n: 6, mean: 58.25 })
		});
		await compute(pilot);
		const text = async (part: Part) => JSON.stringify(await seen(district.people[part], pilot));
		for (const part of ['evaluator', 'admin'] as const) expect(await text(part), part).toContain('58.25');
		for (const part of ['lead', 'insider', 'member', 'sponsor', 'clerk', 'reviewer'] as const) {
			const told = await text(part);
			expect(told, part).not.toContain('58.25');
			// 58.25 − 50 − 2: the effect would give it back.
			expect(told, part).not.toContain('6.25');
			expect(told, part).not.toContain('"n":6,');
		}
	});

	test('of an adopted pilot whose guardrail is breached brings it before the cabinet by itself, once', async () => {
		const pilot = await pilotIn(district, 'adopted');
		await readWaves(pilot, 'at risk');
		expect(await allowed(district.people.member.call('pilot', { pilot }))).toMatchObject({
			stage: 'adopted'
		});
		await readWaves(pilot, 'breached');
		const now = await allowed(district.people.member.call('pilot', { pilot }));
		expect(now).toMatchObject({ stage: 'decision', docket: { reason: 'review' } });
		expect(now.activity[0]).toMatchObject({ actor: null, facts: { act: 'review' } });
	});
});
