import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, type Answer } from './checks.ts';
import { all, record, voted } from './decide.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, watchOver, type Stage } from './pilots.ts';
import { wavesDone } from './waves.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const hold = (who: Actor, pilot: string, reason: string | null = 'The vendor changed its terms.') =>
	who.call('raise_hold', { pilot, reason });
const lift = (who: Actor, pilot: string, id: string, reason: string | null = 'They changed them back.') =>
	who.call('lift_hold', { pilot, hold: id, reason });
const page = (who: Actor, pilot: string) => allowed(who.call('pilot', { pilot }), who.name);
const raisers: Part[] = [
	'reviewer',
	'privacyReviewer',
	'sponsor',
	'cabinet2',
	'cabinet3',
	'chair',
	'admin',
	'insider',
	'former'
];

describe('a hold is raised', () => {
	test('by reviewers, the cabinet and the AI office, on its team or not', async () => {
		const pilot = await pilotIn(district, 'experiment');
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (raisers.includes(part)) continue;
				await denied(hold(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
				if (part !== 'deactivated') expect((await page(who, pilot)).may_hold, part).toBe(false);
			}
			await denied(hold(district.outsider, pilot), '404 no_such_pilot');
		});
		for (const part of raisers) {
			expect((await page(district.people[part], pilot)).may_hold, part).toBe(true);
			await allowed(hold(district.people[part], pilot, `I am ${part}.`), part);
		}
		const { holds, on_hold } = await page(district.people.member, pilot);
		expect(on_hold).toBe(true);
		expect(holds.map(({ raised_by }: { raised_by: string }) => raised_by).sort()).toEqual(raisers.toSorted());
	});

	test('with a reason', async () => {
		const pilot = await pilotIn(district, 'proposed');
		await unchanged(district, pilot, async () => {
			for (const reason of ['', '  ', null])
				await denied(hold(district.people.admin, pilot, reason), '422 no_reason');
			await denied(hold(district.people.admin, pilot, 'x'.repeat(2001)), '422 too_long');
		});
	});

	test.each<[Stage, boolean]>([
		['proposed', true],
		['vetting', true],
		['decision', true],
		['scaling', true],
		['adopted', true],
		['sunset', false],
		['retired', false],
		['shelved', false],
		['declined', false],
		['withdrawn', false]
	])('in %s: %s', async (stage, may) => {
		const pilot = await pilotIn(district, stage);
		if (may) await allowed(hold(district.people.reviewer, pilot));
		else await unchanged(district, pilot, () => denied(hold(district.people.reviewer, pilot), '409 not_now'));
	});
});

describe('a hold is lifted', () => {
	const by: [raiser: Part, lifters: Part[]][] = [
		['privacyReviewer', ['reviewer', 'privacyReviewer', 'sponsor', 'chair']],
		['cabinet2', ['cabinet2', 'sponsor', 'cabinet3']],
		['admin', ['admin', 'cabinet3']]
	];
	test.each(by)('that %s raised, by %s and the like, and by nobody else', async (raiser, lifters) => {
		const pilot = await pilotIn(district, 'vetting');
		const id = await allowed(hold(district.people[raiser], pilot));
		const others: Part[] = ['lead', 'teammate', 'member', 'evaluator', 'clerk', 'colleague'];
		if (raiser !== 'admin') others.push('admin');
		if (raiser !== 'privacyReviewer') others.push('privacyReviewer', 'reviewer');
		await unchanged(district, pilot, async () => {
			for (const part of others) {
				await denied(lift(district.people[part], pilot, id), '403 not_yours', part);
				expect((await page(district.people[part], pilot)).holds[0].mine_to_lift, part).toBe(false);
			}
			for (const part of ['insider', 'former'] as const)
				await denied(lift(district.people[part], pilot, id), '403 separation_of_duties', part);
		});
		for (const part of lifters) {
			const again = await allowed(hold(district.people[raiser], pilot));
			await allowed(lift(district.people[part], pilot, again), part);
		}
	});

	test('with a reason, once, and stays on record', async () => {
		const { admin, cabinet2, cabinet3, member } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const id = await allowed(hold(admin, pilot));
		await unchanged(district, pilot, async () => {
			for (const reason of ['', '  ', null]) await denied(lift(cabinet2, pilot, id, reason), '422 no_reason');
			await denied(lift(cabinet2, pilot, id, 'x'.repeat(2001)), '422 too_long');
			await denied(lift(cabinet2, pilot, randomUUID()), '404 no_such_hold');
			await denied(lift(cabinet2, await pilotIn(district, 'proposed'), id), '404 no_such_hold');
		});
		const answers = await Promise.all([lift(cabinet2, pilot, id), lift(cabinet3, pilot, id, 'Me too.')]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		await denied(Promise.resolve(answers.find(({ error }) => error)!), '409 lifted_already');
		const { holds, on_hold } = await page(member, pilot);
		expect(on_hold).toBe(false);
		expect(holds).toMatchObject([
			{ id, reason: 'The vendor changed its terms.', raised_by: 'admin', raised_as: 'admin' }
		]);
		expect(holds[0].lifted_by).toMatch(/^cabinet[23]$/);
	});

	test('and lead, sponsor and evaluator hear of both', async () => {
		const { admin, cabinet2 } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await allowed(lift(cabinet2, pilot, await allowed(hold(admin, pilot))));
		const mails = await asOwner<{ kind: string; address: string; facts: { by: string; reason: string } }>(
			`select kind, address, facts from private.mails where facts ->> 'pilot' = $1 and kind like 'hold%' order by kind, address`,
			pilot
		);
		const wanted = (kind: string, reason: string, name: string) =>
			['evaluator', 'lead', 'sponsor'].map((to) => [kind, to, name, reason]);
		expect(
			mails.map(({ kind, address, facts }) => [kind, address.split('.')[0], facts.by, facts.reason])
		).toEqual([
			...wanted('hold_lifted', 'They changed them back.', 'cabinet2'),
			...wanted('hold_raised', 'The vendor changed its terms.', 'admin')
		]);
	});
});

describe('while it is on hold', () => {
	const blocked = async (pilot: string, call: PromiseLike<Answer>) => {
		const facts = await denied(call, '409 on_hold');
		expect(facts.holds).toMatchObject([
			{ reason: 'The vendor changed its terms.', by: 'admin', raised_as: 'admin' }
		]);
		expect(
			(await page(district.people.member, pilot)).gates.some(({ held }: { held: boolean }) => held)
		).toBe(true);
	};

	test('a pilot is not launched; it can be sent back, shelved, declined and withdrawn', async () => {
		const { admin, cabinet2, lead } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const id = await allowed(hold(admin, pilot));
		await unchanged(district, pilot, () =>
			blocked(pilot, cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment')))
		);
		await allowed(lift(cabinet2, pilot, id));
		await allowed(cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment')));
		for (const to of ['draft', 'declined', 'withdrawn']) {
			const other = await pilotIn(district, 'vetting');
			await allowed(hold(admin, other));
			await allowed(
				(to === 'withdrawn' ? lead : admin).call(
					'advance_pilot',
					advance(other, 'vetting', to, 'Because of the hold.')
				),
				to
			);
		}
	});

	test('a pilot is not adopted, but comes back to the cabinet', async () => {
		const { admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const facts = { operating_owner: 'Curriculum', operating_budget: 'Line 12', next_review: day(200) };
		await must(sponsor, 'save_facts', { pilot, facts });
		await wavesDone(must, district, pilot);
		await watchOver(district, pilot);
		await allowed(hold(admin, pilot));
		await unchanged(district, pilot, () =>
			blocked(pilot, sponsor.call('advance_pilot', advance(pilot, 'scaling', 'adopted')))
		);
		await allowed(sponsor.call('advance_pilot', advance(pilot, 'scaling', 'decision', 'The hold.')));
	});

	test.each(['scale', 'extend'] as const)('the cabinet does not %s it', async (outcome) => {
		const pilot = await voted(district, all(outcome));
		await allowed(hold(district.people.admin, pilot));
		await unchanged(district, pilot, () =>
			blocked(pilot, record(district, pilot, outcome, { cycle_end: day(30) }))
		);
	});

	test.each(['shelve', 'sunset'] as const)('the cabinet can %s it', async (outcome) => {
		const pilot = await voted(district, all(outcome));
		await allowed(hold(district.people.admin, pilot));
		await allowed(record(district, pilot, outcome, { wake_on: day(90) }));
	});

	test('it is stopped early, decided, and retired', async () => {
		const { admin, lead } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await allowed(hold(admin, pilot));
		await allowed(lead.call('advance_pilot', advance(pilot, 'experiment', 'decision', 'The stop rule.')));
	});
});

test('the board and the inbox show it', async () => {
	const { admin, cabinet2, lead } = district.people;
	const pilot = await pilotIn(district, 'vetting');
	const id = await allowed(hold(admin, pilot));
	const waits = async (who: Actor) =>
		(await allowed(who.call('home'))).waiting
			.filter((one: { pilot: string }) => one.pilot === pilot)
			.map(({ what }: { what: string }) => what);
	const card = async () =>
		(await allowed(lead.call('pipeline', { cards: 200 })))
			.flatMap(({ cards }: { cards: object[] }) => cards)
			.find((one: { id: string }) => one.id === pilot);
	expect(await card()).toMatchObject({ on_hold: true });
	expect(await waits(cabinet2)).toEqual(['lift a hold']);
	await allowed(lift(cabinet2, pilot, id));
	expect(await card()).toMatchObject({ on_hold: false });
	expect(await waits(cabinet2)).toEqual(['launch']);
});
