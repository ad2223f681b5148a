import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { result } from './forms.ts';
import { must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;
let period = 0;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
});

const fresh = (more: object = {}) =>
	result(district, {
		period: `Week ${(period += 1)}`,
		source: 'Common assessment',
		note: 'Room 12',
		...more
	});
type Row = ReturnType<typeof fresh>;
const correction = (of: Row, more: object = {}) => ({
	...of,
	id: randomUUID(),
	mean: 58.5,
	supersedes: of.id,
	reason: 'Two papers were counted twice.',
	...more
});
const state = async (who: Actor, row: object) =>
	(await allowed(who.call('log_measurements', { pilot, rows: [row] })))[0] as Record<string, unknown>;
const seen = async (who: Actor, id: string) =>
	(await allowed(who.call('measurements', { pilot }))).find((row: { id: string }) => row.id === id);

test('a correction takes the place of the row, with its reason, by whoever logs', async () => {
	const { evaluator, lead, collector } = district.people;
	for (const who of [evaluator, lead, collector]) {
		const row = fresh();
		await must(lead, 'log_measurements', { pilot, rows: [row] });
		const right = correction(row);
		expect(await state(who, right)).toMatchObject({ state: 'logged' });
		expect(await seen(evaluator, row.id)).toMatchObject({ mean: 61.5, superseded_by: right.id });
		expect(await seen(evaluator, right.id)).toMatchObject({
			mean: 58.5,
			supersedes: row.id,
			superseded_by: null,
			reason: 'Two papers were counted twice.',
			logged_by: who.id
		});
	}
});

test('the old values are the evaluator’s; others see who, when and why', async () => {
	const { evaluator, admin } = district.people;
	const row = fresh();
	await must(evaluator, 'log_measurements', { pilot, rows: [row] });
	const right = correction(row);
	await must(evaluator, 'log_measurements', { pilot, rows: [right] });
	for (const who of [evaluator, admin]) {
		expect(await seen(who, row.id), who.name).toMatchObject({ n: 40, mean: 61.5, sd: 12, withheld: false });
	}
	for (const part of [
		'lead',
		'collector',
		'insider',
		'former',
		'member',
		'colleague',
		'chair',
		'clerk'
	] as const) {
		const old = await seen(district.people[part], row.id);
		expect(old, part).toMatchObject({ n: null, mean: null, sd: null, note: '', withheld: true });
		expect(old, part).toMatchObject({ logged_by: evaluator.id, superseded_by: right.id });
		expect(old.logged_at, part).not.toBeNull();
		const now = await seen(district.people[part], right.id);
		expect(now, part).toMatchObject({
			mean: 58.5,
			withheld: false,
			reason: 'Two papers were counted twice.'
		});
	}
});

test('a row is corrected once; the correction can be corrected', async () => {
	const { evaluator } = district.people;
	const row = fresh();
	await must(evaluator, 'log_measurements', { pilot, rows: [row] });
	const right = correction(row);
	await must(evaluator, 'log_measurements', { pilot, rows: [right] });
	await unchanged(district, pilot, async () => {
		const answer = await state(evaluator, correction(row, { mean: 57 }));
		expect(answer).toMatchObject({ state: 'refused', field: 'supersedes' });
		expect(await state(evaluator, right)).toMatchObject({ state: 'already there' });
	});
	expect(await state(evaluator, correction({ ...row, id: right.id }, { mean: 57 }))).toMatchObject({
		state: 'logged'
	});
});

test('two corrections of a row at once: one is logged', async () => {
	const { evaluator, lead } = district.people;
	const row = fresh();
	await must(lead, 'log_measurements', { pilot, rows: [row] });
	const answers = await Promise.all([
		state(evaluator, correction(row, { mean: 1 })),
		state(lead, correction(row, { mean: 2 }))
	]);
	expect(answers.map((answer) => answer.state).sort()).toEqual(['logged', 'refused']);
});

test('a correction is refused for another pilot’s row, another metric, and twice in one go', async () => {
	const { evaluator } = district.people;
	const other = await pilotIn(district, 'experiment');
	const elsewhere = fresh();
	await must(evaluator, 'log_measurements', { pilot: other, rows: [elsewhere] });
	const row = fresh();
	await must(evaluator, 'log_measurements', { pilot, rows: [row] });
	await unchanged(district, pilot, async () => {
		expect(await state(evaluator, correction(elsewhere))).toMatchObject({
			state: 'refused',
			field: 'supersedes'
		});
		expect(await state(evaluator, correction(row, { metric_id: district.metrics.hours }))).toMatchObject({
			state: 'refused',
			field: 'supersedes'
		});
		const rows = [correction(row), correction(row, { mean: 50, period: 'Elsewhere' })];
		const answers = await allowed(evaluator.call('log_measurements', { pilot, rows }));
		expect(answers.map((one: { state: string }) => one.state)).toEqual(['not logged', 'refused']);
	});
});

test('the team’s correction waits for the evaluator, as the team’s results do', async () => {
	const { evaluator, lead } = district.people;
	const row = fresh();
	await must(lead, 'log_measurements', { pilot, rows: [row] });
	const right = correction(row);
	await must(lead, 'log_measurements', { pilot, rows: [right] });
	expect(await seen(lead, right.id)).toMatchObject({ accepted: false });
	expect(await allowed(evaluator.call('accept_measurements', { pilot, ids: `{${right.id}}` }))).toBe(1);
	expect(await seen(lead, right.id)).toMatchObject({ accepted: true });
});

test('what the evaluator accepted is not the team’s to take out of the evidence', async () => {
	const { evaluator, lead, collector } = district.people;
	const row = fresh();
	await must(evaluator, 'log_measurements', { pilot, rows: [row] });
	await unchanged(district, pilot, async () => {
		for (const who of [lead, collector]) {
			expect(await state(who, correction(row)), who.name).toMatchObject({
				state: 'refused',
				field: 'supersedes'
			});
		}
	});
});
