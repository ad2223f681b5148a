import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied, OUT_OF_BOUNDS } from './checks.ts';
import type { Actor } from './actors.ts';
import { foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const says = (who: Actor, pilot: string, more: object) => who.call('save_forecast', { pilot, ...more });
const rows = async (pilot: string) => (await must(district.people.lead, 'pilot', { pilot })).forecasts.rows;

describe('a forecast', () => {
	test('is made by the team, the evaluator, the sponsor and the office, before launch', async () => {
		const { lead, teammate, evaluator, sponsor, admin } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		for (const who of [lead, teammate, evaluator, sponsor, admin]) {
			await allowed(says(who, pilot, { about: 'value', amount: 1000 }), who.name);
		}
		await unchanged(district, pilot, async () => {
			const { member, reviewer, cabinet2, clerk, former } = district.people;
			for (const who of [member, reviewer, cabinet2, clerk]) {
				await denied(says(who, pilot, { about: 'value', amount: 1 }), '403 not_yours', who.name);
			}
			await denied(says(former, pilot, { about: 'value', amount: 1 }), '403 separation_of_duties', 'former');
			await denied(says(district.outsider, pilot, { about: 'value', amount: 1 }), '404 no_such_pilot');
		});
		for (const stage of ['experiment', 'scaling'] as const) {
			const later = await pilotIn(district, stage);
			await denied(says(lead, later, { about: 'value', amount: 1 }), '409 not_now', stage);
		}
	});

	test('is never overwritten: a later one supersedes, and the first stays', async () => {
		const { lead, evaluator } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const metric = district.metrics.score;
		await allowed(says(lead, pilot, { about: 'effect', metric, amount: 4, words: 'As elsewhere.' }));
		await allowed(says(evaluator, pilot, { about: 'effect', metric, amount: 2 }));
		expect(await rows(pilot)).toMatchObject([
			{ about: 'effect', metric_id: metric, amount: 2, by: 'evaluator', actual: false },
			{ about: 'effect', metric_id: metric, amount: 4, by: 'lead', words: 'As elsewhere.', actual: false }
		]);
		await expect(
			asOwner('update private.forecasts set amount = 9 where pilot_id = $1', pilot)
		).rejects.toThrow(/kept as it is/);
	});

	test.each([
		['nothing', { about: 'value' }, '422 no_amount'],
		['less than nothing', { about: 'cost', amount: -1 }, '422 no_amount'],
		['neither figure nor words', { about: 'effect', words: ' ' }, '422 no_amount'],
		['a figure without its outcome', { about: 'effect', amount: 3 }, '422 no_unit'],
		['something else', { about: 'happiness', amount: 3 }, '400 unknown_field'],
		['a note of 501', { about: 'value', amount: 3, words: 'x'.repeat(501) }, '422 too_long']
	])('is not %s', async (_, more, how) => {
		const pilot = await pilotIn(district, 'draft');
		await denied(says(district.people.lead, pilot, more), how);
	});

	test('is of an effect on a primary or key outcome of the plan, or in words', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const effect = { about: 'effect', amount: 1 };
		await denied(says(lead, pilot, { ...effect, metric: district.metrics.hours }), '422 no_such_outcome');
		await denied(
			says(lead, pilot, { about: 'value', amount: 1, metric: district.metrics.score }),
			'422 no_such_outcome'
		);
		await allowed(says(lead, pilot, { ...effect, amount: -1, metric: district.metrics.passed }));
		await allowed(says(lead, pilot, { about: 'effect', words: 'Everyone reads better.' }));
	});
});

describe('what came of it', () => {
	test('is said by the evaluator, the sponsor and the office, with its source, once it ran', async () => {
		const { evaluator, sponsor, admin, lead, insider, former, member } = district.people;
		const pilot = await pilotIn(district, 'decision');
		const actual = { about: 'cost', amount: 1200, words: 'The ledger.', actual: true };
		for (const who of [evaluator, sponsor, admin]) await allowed(says(who, pilot, actual), who.name);
		await unchanged(district, pilot, async () => {
			for (const who of [lead, member]) await denied(says(who, pilot, actual), '403 not_yours', who.name);
			for (const who of [insider, former]) {
				await denied(says(who, pilot, actual), '403 separation_of_duties', who.name);
			}
			await denied(says(admin, pilot, { ...actual, words: '' }), '422 no_source');
			await denied(says(admin, pilot, { ...actual, about: 'effect' }), '422 measured');
		});
		const early = await pilotIn(district, 'vetting');
		await denied(says(admin, early, actual), '409 not_now');
	});

	test('is for an effect what the shown analysis says', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'decision');
		const metricId = district.metrics.score;
		await asOwner(
			`update private.analyses set shown = $1::text::jsonb where pilot_id = $2`,
			{
				outcomes: [
					{
						goal: { metricId, role: 'primary', name: 'Score', unit: 'points' },
						effect: { estimate: 3.5, low: 1, high: 6 }
					},
					{ goal: { metricId, role: 'secondary', name: 'Other', unit: 'points' }, effect: { estimate: 9 } },
					{ goal: { metricId, role: 'key', name: 'Withheld', unit: 'points' }, effect: { estimate: null } }
				]
			},
			pilot
		);
		const { forecasts } = await must(lead, 'pilot', { pilot });
		expect(forecasts.measured).toMatchObject([{ metric_id: metricId, estimate: 3.5, low: 1, high: 6 }]);
	});
});

describe('what stays open until launch', () => {
	test('is filled in by team, evaluator, sponsor and office until then', async () => {
		const { teammate, evaluator, admin, member } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const facts = {
			classes: 4,
			people: 96,
			grades: ['6', '7'],
			payer: 'A grant',
			staff_hours: 1.5,
			staff_who: 'Two aides'
		};
		await allowed(teammate.call('save_facts', { pilot, facts }));
		await allowed(
			evaluator.call('save_facts', { pilot, facts: { partners: ['B', ' A ', 'B'], tools: ['X', 'Y'] } })
		);
		await allowed(admin.call('save_facts', { pilot, facts: { cycle_start: '2020-01-01' } }));
		expect(await must(member, 'pilot', { pilot })).toMatchObject({
			...facts,
			partners: ['B', 'A'],
			tools: ['X', 'Y'],
			tool: 'X',
			cycle_start: '2020-01-01'
		});
		await unchanged(district, pilot, async () => {
			await denied(member.call('save_facts', { pilot, facts }), '403 not_yours');
			await denied(
				admin.call('save_facts', { pilot, facts: { cycle_start: '2999-01-01' } }),
				'422 wrong_order'
			);
			await denied(
				admin.call('save_facts', { pilot, facts: { tools: ['1', '2', '3', '4', '5', '6'] } }),
				'422 too_many'
			);
			await denied(admin.call('save_facts', { pilot, facts: { grades: ['13'] } }), OUT_OF_BOUNDS);
			await denied(admin.call('save_facts', { pilot, facts: { classes: -1 } }), OUT_OF_BOUNDS);
		});
		const running = await pilotIn(district, 'experiment');
		await denied(teammate.call('save_facts', { pilot: running, facts: { classes: 1 } }), '409 not_now');
	});
});
