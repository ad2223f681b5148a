import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied, MISSING, NO_GRANT, NOT_UNDERSTOOD, OUT_OF_BOUNDS } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { result } from './forms.ts';
import { analyse, must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
});

const submit = (who: Actor, of: string, summary: unknown = 'It helps.', recommendation: unknown = 'scale') =>
	who.call('submit_evaluation', { pilot: of, summary, recommendation });

describe('the evaluation', () => {
	test('is the evaluator’s to submit', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'evaluator') continue;
				await denied(submit(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
		});
		await allowed(submit(district.people.evaluator, pilot));
		expect(await allowed(district.people.member.call('pilot', { pilot }))).toMatchObject({
			evaluation: { summary: 'It helps.', recommendation: 'scale', by: 'evaluator' }
		});
	});

	test('is in words and names an outcome', async () => {
		const { evaluator } = district.people;
		await unchanged(district, pilot, async () => {
			for (const summary of ['', '  ', null])
				await denied(submit(evaluator, pilot, summary), '422 no_summary');
			await denied(submit(evaluator, pilot, 'x'.repeat(4001)), OUT_OF_BOUNDS);
			await denied(submit(evaluator, pilot, 'Fine.', null), MISSING);
			await denied(submit(evaluator, pilot, 'Fine.', 'continue'), NOT_UNDERSTOOD);
		});
	});

	test('submitted again, the last one counts and the first is kept', async () => {
		const { evaluator, member } = district.people;
		await allowed(submit(evaluator, pilot, 'On second thoughts.', 'extend'));
		expect(await allowed(member.call('pilot', { pilot }))).toMatchObject({
			evaluation: { summary: 'On second thoughts.', recommendation: 'extend' }
		});
		expect(await allowed(member.client.from('evaluations').select('id').eq('pilot_id', pilot))).toHaveLength(
			2
		);
	});

	test.each<Stage>(['vetting', 'decision', 'scaling'])('is not taken in %s', async (stage) => {
		const other = await pilotIn(district, stage);
		await unchanged(district, other, () => denied(submit(district.people.evaluator, other), '409 not_now'));
	});
});

describe('the analysis', () => {
	test('is whole for the evaluator and the admin, shown with small cells withheld to everyone else', async () => {
		await analyse(pilot, ['scale', 'shelve']);
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'deactivated') continue;
			const whole = part === 'evaluator' || part === 'admin';
			expect(await allowed(who.call('analysis', { pilot }), part), part).toMatchObject({
				analysis: { for: whole ? 'the evaluator' : 'everyone' },
				permitted: ['scale', 'shelve'],
				current: true
			});
		}
		await denied(district.outsider.call('analysis', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('analysis', { pilot }), NO_GRANT);
	});

	test('is not there before it is computed', async () => {
		const other = await pilotIn(district, 'experiment');
		expect(await allowed(district.people.member.call('analysis', { pilot: other }))).toBeNull();
	});

	test('says that it is out of date once a result comes in, until it is computed anew', async () => {
		const { evaluator, lead, member } = district.people;
		const current = async () => (await allowed(member.call('analysis', { pilot }))).current;
		await must(lead, 'log_measurements', { pilot, rows: [result(district)] });
		expect(await current()).toBe(false);
		await analyse(pilot);
		expect(await current()).toBe(true);
		const [row] = await allowed(evaluator.call('measurements', { pilot }));
		await must(evaluator, 'accept_measurements', { pilot, ids: `{${row.id}}` });
		expect(await current(), 'accepted').toBe(false);
		await analyse(pilot);
		expect(await current()).toBe(true);
	});
});

test('the server reads every live row, and which are withheld', async () => {
	const { evaluator } = district.people;
	const other = await pilotIn(district, 'experiment');
	const wrong = result(district, { period: 'Winter' });
	const rows = [result(district, { n: 7, stratum: 'Grade 6', site_id: district.sites[0] }), wrong];
	await must(evaluator, 'log_measurements', { pilot: other, rows });
	const right = result(district, {
		period: 'Winter',
		mean: 50,
		supersedes: wrong.id,
		reason: 'Typed wrong.'
	});
	await must(evaluator, 'log_measurements', { pilot: other, rows: [right] });
	const input = await allowed(server.call('evidence_input', { pilot: other }));
	expect(input.rows.map((row: { id: string; withheld: boolean }) => [row.id, row.withheld]).sort()).toEqual(
		[
			[rows[0]!.id, true],
			[right.id, false]
		].sort()
	);
	expect(input.goals[0]).toMatchObject({ role: 'primary', metric: { name: 'score' }, objective: '3.1' });
	expect(input.plan).toMatchObject({ outcome_period: 'Spring' });
	const again = await allowed(server.call('evidence_input', { pilot: other }));
	expect(again.fingerprint).toBe(input.fingerprint);
});
