import { beforeAll, describe, expect, test } from 'vitest';
import { analyse, shown } from '../../src/lib/evidence/analysis.ts';
import { evidenceInputSchema } from '../../src/lib/evidence/input.ts';
import { lookSchema, type LookedAt } from '../../src/lib/evidence/looks-schema.ts';
import { server, type Actor } from './actors.ts';
import { allowed, denied, NO_GRANT, OUT_OF_BOUNDS } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completePlan, day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';

let district: District;

/** A pilot whose cycle goes on for another month, with a result in either arm. */
async function runningPilot() {
	const pilot = await pilotIn(district, 'experiment');
	await endsOn(pilot, day(30));
	await log(pilot, [result(district), result(district, { arm: 'comparison', mean: 58 })]);
	return pilot;
}

const endsOn = (pilot: string, cycleEnd: string) =>
	asOwner('update public.pilots set cycle_end = $2::date where id = $1', pilot, cycleEnd);
const log = (pilot: string, rows: object[]) =>
	must(district.people.evaluator, 'log_measurements', { pilot, rows });

/** The server judges the rows of this moment. */
async function judge(pilot: string) {
	const input = evidenceInputSchema.parse(await allowed(server.call('evidence_input', { pilot })));
	const complete = analyse(input);
	await must(server, 'store_analysis', {
		pilot,
		fingerprint: input.fingerprint,
		complete,
		shown: shown(complete),
		permitted: `{${complete.recommendation.permitted.join(',')}}`
	});
	return complete;
}

const told = (who: Actor, pilot: string) => allowed(who.call('analysis', { pilot }), who.name);
async function looks(who: Actor, pilot: string): Promise<LookedAt[]> {
	return lookSchema.array().parse(await allowed(who.call('looks', { pilot }), who.name));
}
async function glyph(pilot: string) {
	const [slip] = await asOwner<{ glyph: Record<string, unknown> }>(
		'select glyph from private.slips where pilot_id = $1',
		pilot
	);
	const value = slip!.glyph;
	return typeof value === 'string' ? JSON.parse(value) : value;
}

beforeAll(async () => {
	district = await foundDistrict();
});

describe('a look at a running pilot', () => {
	let pilot: string;
	beforeAll(async () => {
		pilot = await runningPilot();
		await judge(pilot);
	});

	test('is on record by being told the analysis, once for each person and all of them together', async () => {
		const { member, teammate, evaluator } = district.people;
		expect(await looks(member, pilot)).toEqual([]);
		for (const who of [member, teammate, member, evaluator]) await told(who, pilot);
		const [look, ...more] = await looks(evaluator, pilot);
		expect(more).toEqual([]);
		expect(look).toMatchObject({
			people: 3,
			names: ['member', 'teammate', 'evaluator'],
			period: 'Spring',
			results: 2
		});
	});

	test('is exact for the evaluator and rounded for others, who are not told the names', async () => {
		const { member, evaluator, admin, lead } = district.people;
		const exact = analyse(evidenceInputSchema.parse(await allowed(server.call('evidence_input', { pilot }))));
		for (const who of [evaluator, admin])
			expect((await looks(who, pilot))[0]!.outcomes).toEqual([
				{ goal: exact.outcomes[0]!.goal.id, ...exact.outcomes[0]!.look }
			]);
		const [seen] = await looks(member, pilot);
		expect(seen).toMatchObject({ names: null, outcomes: [{ coarse: true, estimate: 4 }] });
		expect((await looks(lead, pilot))[0]).toMatchObject({
			names: expect.any(Array),
			outcomes: [{ coarse: true }]
		});
	});

	test('is not recorded for the server, and hidden from whoever does not see the pilot', async () => {
		await denied(district.outsider.call('looks', { pilot }), '404 no_such_pilot');
		await denied(district.outsider.call('analysis', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('looks', { pilot }), NO_GRANT);
		expect((await looks(district.people.evaluator, pilot))[0]!.people).toBe(3);
	});

	test('at results that changed is another one; what is out of date is told to nobody and no look', async () => {
		const { member, evaluator } = district.people;
		await log(pilot, [result(district, { site_id: district.sites[0], stratum: 'Grade 7', mean: 66 })]);
		expect(await told(member, pilot)).toMatchObject({ analysis: null, current: false });
		expect(await looks(evaluator, pilot)).toHaveLength(1);
		await judge(pilot);
		expect((await told(member, pilot)).analysis).toMatchObject({ early: { running: true } });
		expect((await looks(evaluator, pilot)).map(({ people }) => people)).toEqual([3, 1]);
	});

	test('at rows that count for nothing is the same one', async () => {
		const { member, evaluator } = district.people;
		await must(district.people.lead, 'log_measurements', {
			pilot,
			rows: [result(district, { site_id: district.sites[1], stratum: 'Grade 7' })]
		});
		await judge(pilot);
		await told(member, pilot);
		await told(evaluator, pilot);
		expect((await looks(evaluator, pilot)).map(({ people }) => people)).toEqual([3, 2]);
	});

	test('is kept for ever', async () => {
		await expect(asOwner('delete from private.looks where pilot_id = $1', pilot)).rejects.toThrow();
		await expect(
			asOwner(`update private.looks set complete = '{}' where pilot_id = $1`, pilot)
		).rejects.toThrow();
		await expect(asOwner('delete from private.lookers')).rejects.toThrow();
	});
});

describe('the end of a cycle', () => {
	test('makes the analysis one of the fixed interval, by nothing but time', async () => {
		const { member, evaluator } = district.people;
		const pilot = await runningPilot();
		expect((await judge(pilot)).early).toMatchObject({ running: true, until: day(30) });
		expect((await told(member, pilot)).current).toBe(true);
		expect(await allowed(server.call('outlived_analyses', { most: 100 }))).not.toContain(pilot);
		await endsOn(pilot, day(0));
		expect((await told(member, pilot)).current).toBe(false);
		expect(await allowed(server.call('outlived_analyses', { most: 100 }))).toContain(pilot);
		expect((await judge(pilot)).early).toBeUndefined();
		expect(await allowed(server.call('outlived_analyses', { most: 100 }))).not.toContain(pilot);
		await told(evaluator, pilot);
		expect(await looks(evaluator, pilot)).toMatchObject([{ people: 1 }]);
	});

	test('brings the effect to the board, which tells none before', async () => {
		const pilot = await runningPilot();
		await judge(pilot);
		expect(await glyph(pilot)).toMatchObject({
			verdict: 'not yet',
			estimate: null,
			low: null,
			high: null,
			target: null
		});
		await endsOn(pilot, day(0));
		await judge(pilot);
		expect(await glyph(pilot)).toMatchObject({ estimate: 3.5, target: 2 });
	});
});

describe('a pilot that is stopped early', () => {
	const stop = (pilot: string) =>
		must(district.people.lead, 'advance_pilot', advance(pilot, 'experiment', 'decision', 'It is clear.'));

	test('is judged by the wider interval where somebody had looked', async () => {
		const pilot = await runningPilot();
		await judge(pilot);
		await told(district.people.lead, pilot);
		await stop(pilot);
		const { early, outcomes } = await judge(pilot);
		expect(early).toMatchObject({ running: false });
		expect(outcomes[0]!.effect).toMatchObject({ early: 'always valid' });
		expect((await told(district.people.member, pilot)).current).toBe(true);
		expect(await looks(district.people.evaluator, pilot)).toHaveLength(1);
	});

	test('is judged as ever where nobody had, or where its cycle was over', async () => {
		const unseen = await runningPilot();
		await judge(unseen);
		await stop(unseen);
		expect((await judge(unseen)).early).toBeUndefined();
		const over = await runningPilot();
		await judge(over);
		await told(district.people.lead, over);
		await endsOn(over, day(0));
		await stop(over);
		expect((await judge(over)).early).toBeUndefined();
	});
});

describe('what a plan says of it', () => {
	test('is no unless it is said, is kept, and is what the analysis reads', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const { evaluator, member } = district.people;
		const plan = async () => (await allowed(member.call('pilot', { pilot }))).plan;
		expect(await plan()).toMatchObject({ early_stopping: false, effect_spread: null });
		const save = (more: object) =>
			evaluator.call('save_plan', { pilot, plan: { ...completePlan, ...more }, goals: null });
		await allowed(save({ early_stopping: true, effect_spread: 0.25 }));
		expect(await plan()).toMatchObject({ early_stopping: true, effect_spread: 0.25 });
		expect((await allowed(server.call('evidence_input', { pilot }))).plan).toMatchObject({
			early_stopping: true,
			effect_spread: 0.25
		});
		for (const effect_spread of [0, -1, 11]) await denied(save({ effect_spread }), OUT_OF_BOUNDS);
	});

	test('can be amended, which says what it was', async () => {
		const pilot = await pilotIn(district, 'experiment');
		await must(district.people.evaluator, 'amend_plan', {
			pilot,
			plan: { ...completePlan, early_stopping: true },
			reason: 'The board asks for it.'
		});
		const [amendment] = await allowed(
			district.people.member.client.from('plan_amendments').select('was, became').eq('pilot_id', pilot)
		);
		expect(amendment).toMatchObject({
			was: { plan: { early_stopping: false } },
			became: { plan: { early_stopping: true } }
		});
	});
});
