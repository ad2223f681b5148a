import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, lapse, newcomer, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, must, pilotIn, watchOver } from './pilots.ts';
import { read, wavesDone, waveFields } from './waves.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const fields = (more: object = {}) => waveFields(district, more);

async function planned(pilot: string, more: object = {}, by: Actor = district.people.sponsor) {
	const wave = randomUUID();
	await must(by, 'save_wave', { pilot, wave, fields: fields(more), seen: 0 });
	return wave;
}

/** Two waves: one that may start today, and one that follows in a week. */
async function two(pilot: string) {
	const first = await planned(pilot, { ends_on: day(30) });
	const second = await planned(pilot, {
		name: 'Second wave',
		starts_on: day(7),
		ends_on: day(40),
		sites: [district.sites[2]]
	});
	return { first, second };
}

const page = async (who: Actor, pilot: string) => allowed(who.call('scaling', { pilot }), who.name);
const one = async (pilot: string, wave: string, who: Actor = district.people.member) =>
	(await page(who, pilot)).waves.find(({ id }: { id: string }) => id === wave);
const stateOf = async (pilot: string, wave: string) => (await one(pilot, wave)).state;
const tick = () => asOwner('select private.tick_waves()');
const stageOf = async (pilot: string) =>
	(await allowed(district.people.member.call('pilot', { pilot }))).stage;
/** As if so many days had gone by for its waves. */
const later = (pilot: string, days: number) =>
	asOwner(
		`update private.waves set starts_on = starts_on - $2::int, ends_on = ends_on - $2::int, training_by = training_by - $2::int where pilot_id = $1`,
		pilot,
		days
	);
/** What of its waves waits on somebody: the list of home itself is cut where somebody has much to do. */
const waits = async (who: Actor, pilot: string) =>
	(
		await asOwner<{ what: string; detail: string | null }>(
			'select w.what, w.detail from private.waves_waiting($1, $2) w where w.id = $3',
			who.id,
			district.id,
			pilot
		)
	).map(({ what, detail }) => [what, detail]);

describe('waves are planned', () => {
	test('by the sponsor, the lead, the evaluator and the AI office, and by nobody else', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const may: Part[] = ['sponsor', 'lead', 'evaluator', 'admin'];
		const kept: Part[] = ['insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (may.includes(part)) continue;
			const args = { pilot, wave: randomUUID(), fields: fields(), seen: 0 };
			const how =
				part === 'deactivated'
					? '403 no_person'
					: kept.includes(part)
						? '403 separation_of_duties'
						: '403 not_yours';
			await denied(who.call('save_wave', args), how, part);
		}
		const args = { pilot, wave: randomUUID(), fields: fields(), seen: 0 };
		await denied(district.outsider.call('save_wave', args), '404 no_such_pilot');
		await denied(district.stranger.call('save_wave', args), '403 no_person');
		await denied(district.nobody.call('save_wave', args), NO_GRANT);
		expect((await page(district.people.member, pilot)).waves).toEqual([]);
		for (const part of may) {
			const wave = await planned(pilot, {}, district.people[part]);
			await allowed(district.people[part].call('remove_wave', { wave, seen: 1 }), part);
		}
	});

	test('once, however often the form is sent', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const args = { pilot, wave: randomUUID(), fields: fields(), seen: 0 };
		await allowed(district.people.lead.call('save_wave', args));
		await allowed(district.people.lead.call('save_wave', args));
		expect((await page(district.people.lead, pilot)).waves).toHaveLength(1);
		await denied(district.people.sponsor.call('save_wave', args), '409 changed_meanwhile');
		const other = await pilotIn(district, 'scaling');
		await denied(district.people.lead.call('save_wave', { ...args, pilot: other }), '409 other_wave');
	});

	test('with everything that it needs, each refusal at its field', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const { sponsor, deactivated } = district.people;
		const there = await asOwner<{ id: string }>(
			'select id from public.sites where district_id = $1 limit 1',
			district.there.id
		);
		const closed = await asOwner<{ id: string }>(
			`insert into public.sites (district_id, name, kind, closed_on) values ($1, 'Old school', 'school', private.today() + 3) returning id`,
			district.id
		);
		const bad: [string, object, string][] = [
			['422 no_name', { name: ' ' }, 'name'],
			['422 no_day', { starts_on: null }, 'starts_on'],
			['422 no_day', { starts_on: 'soon' }, 'starts_on'],
			['422 no_day', { ends_on: '' }, 'ends_on'],
			['422 wrong_date', { ends_on: day(-1) }, 'ends_on'],
			['422 wrong_date', { ends_on: day(4000) }, 'ends_on'],
			['422 wrong_date', { starts_on: day(-1) }, 'starts_on'],
			['422 wrong_date', { training_by: day(1) }, 'training_by'],
			['422 no_site', { sites: [] }, 'sites'],
			['422 wrong_site', { sites: [there[0]!.id] }, 'sites'],
			['422 wrong_site', { sites: [randomUUID()] }, 'sites'],
			['422 wrong_value', { sites: ['Creek'] }, 'sites'],
			['422 site_closed', { sites: [closed[0]!.id], starts_on: day(5), ends_on: day(9) }, 'sites'],
			['422 wrong_person', { owner: deactivated.id }, 'owner'],
			['422 wrong_person', { owner: district.outsider.id }, 'owner'],
			['422 wrong_person', { owner: null }, 'owner'],
			['422 wrong_number', { budget: -1 }, 'budget'],
			['422 wrong_number', { licences: 'many' }, 'licences']
		];
		for (const [how, more, field] of bad) {
			const args = { pilot, wave: randomUUID(), fields: fields(more), seen: 0 };
			expect((await denied(sponsor.call('save_wave', args), how, JSON.stringify(more))).field, how).toBe(
				field
			);
		}
		const more = { pilot, wave: randomUUID(), fields: fields({ colour: 'red' }), seen: 0 };
		await denied(sponsor.call('save_wave', more), '400 unknown_field');
		expect((await page(sponsor, pilot)).waves).toEqual([]);
	});

	test('one after the other: none starts before the one that it depends on', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const { sponsor } = district.people;
		const first = await planned(pilot, { starts_on: day(10), ends_on: day(20) });
		const args = { pilot, wave: randomUUID(), seen: 0 };
		const facts = await denied(
			sponsor.call('save_wave', {
				...args,
				fields: fields({ starts_on: day(10), ends_on: day(30), sites: [district.sites[2]] })
			}),
			'422 too_early'
		);
		expect(facts).toMatchObject({ field: 'starts_on', starts_on: day(10), before: day(10) });
		const second = await planned(pilot, {
			name: 'B',
			starts_on: day(15),
			ends_on: day(30),
			sites: [district.sites[2]]
		});
		await denied(
			sponsor.call('save_wave', {
				pilot,
				wave: first,
				fields: fields({ starts_on: day(15), ends_on: day(20) }),
				seen: 1
			}),
			'422 too_late'
		);
		// Two waves with the same site.
		const refusal = await denied(
			sponsor.call('save_wave', { ...args, fields: fields({ starts_on: day(50), ends_on: day(60) }) }),
			'409 site_taken'
		);
		expect(refusal.field).toBe('sites');
		// In another order the days stay: none can start before the one that it depends on.
		const { revision } = await page(sponsor, pilot);
		await denied(sponsor.call('order_waves', { pilot, waves: [second], seen: revision }), '422 not_these');
		await denied(
			sponsor.call('order_waves', { pilot, waves: [second, first], seen: revision - 1 }),
			'409 changed_meanwhile'
		);
		await denied(
			district.people.member.call('order_waves', { pilot, waves: [second, first], seen: revision }),
			'403 not_yours'
		);
		await allowed(sponsor.call('order_waves', { pilot, waves: [second, first], seen: revision }));
		const { waves } = await page(sponsor, pilot);
		expect(waves.map((wave: { name: string; starts_on: string }) => [wave.name, wave.starts_on])).toEqual([
			['B', day(10)],
			['First wave', day(15)]
		]);
	});

	test('several at once: all of them or none', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const { sponsor, member, insider } = district.people;
		const good = { id: randomUUID(), fields: fields() };
		const next = (more: object = {}) => ({
			id: randomUUID(),
			fields: fields({ starts_on: day(9), ends_on: day(20), sites: [district.sites[2]], ...more })
		});
		const plan = (waves: unknown, seen = 0, who: Actor = sponsor) =>
			who.call('plan_waves', { pilot, waves, seen });
		await denied(plan([good], 0, member), '403 not_yours');
		await denied(plan([good], 0, insider), '403 separation_of_duties');
		await denied(plan([]), '422 no_waves');
		await denied(plan([{ id: 'one', fields: fields() }]), '400 no_wave');
		await denied(plan([good], 4), '409 changed_meanwhile');
		await denied(plan([good, next({ starts_on: day(0) })]), '422 too_early');
		await denied(plan([good, next({ sites: [district.sites[1]] })]), '409 site_taken');
		expect((await page(sponsor, pilot)).waves).toEqual([]);
		await allowed(plan([good, next()]));
		expect((await page(sponsor, pilot)).waves).toHaveLength(2);
		// The same form again finds another plan than it was made for.
		await denied(plan([good, next()]), '409 changed_meanwhile');
	});

	test('never over what somebody else changed meanwhile, nor once they are over', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const { sponsor, lead } = district.people;
		const wave = await planned(pilot);
		await allowed(lead.call('save_wave', { pilot, wave, fields: fields({ name: 'Renamed' }), seen: 1 }));
		const facts = await denied(
			sponsor.call('save_wave', { pilot, wave, fields: fields(), seen: 1 }),
			'409 changed_meanwhile'
		);
		expect(facts.by).toBe('lead');
		await denied(sponsor.call('remove_wave', { wave, seen: 1 }), '409 changed_meanwhile');
		await must(sponsor, 'start_wave', { wave });
		const seen = 3;
		await denied(
			lead.call('save_wave', { pilot, wave, fields: fields({ sites: [district.sites[2]] }), seen }),
			'409 wave_started'
		);
		await denied(lead.call('remove_wave', { wave, seen }), '409 not_planned');
		await allowed(
			lead.call('save_wave', { pilot, wave, fields: fields({ ends_on: day(0), licences: 70 }), seen })
		);
		await must(sponsor, 'finish_wave', { wave });
		await denied(lead.call('save_wave', { pilot, wave, fields: fields(), seen: 5 }), '409 wave_over');
		const still = await pilotIn(district, 'adopted');
		await denied(
			lead.call('save_wave', { pilot: still, wave: randomUUID(), fields: fields(), seen: 0 }),
			'409 not_now'
		);
	});
});

describe('a wave starts', () => {
	test('by its owner, the sponsor or the AI office, on its day', async () => {
		const { member, lead, cabinet2, reviewer, insider, former, admin } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const wave = await planned(pilot, { owner: member.id, ends_on: day(10) });
		for (const who of [lead, cabinet2, reviewer])
			await denied(who.call('start_wave', { wave }), '403 not_yours', who.name);
		for (const who of [insider, former])
			await denied(who.call('start_wave', { wave }), '403 separation_of_duties', who.name);
		await denied(district.outsider.call('start_wave', { wave }), '404 no_such_wave');
		await denied(district.stranger.call('start_wave', { wave }), '403 no_person');
		await denied(district.nobody.call('start_wave', { wave }), NO_GRANT);
		await denied(admin.call('start_wave', { wave: randomUUID() }), '404 no_such_wave');
		await allowed(member.call('start_wave', { wave }));
		expect(await stateOf(pilot, wave)).toBe('running');
	});

	test('not before its day, not before the one before it, and not twice', async () => {
		const { sponsor, admin } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const { first, second } = await two(pilot);
		await denied(sponsor.call('start_wave', { wave: second }), '409 not_its_turn');
		const both = await Promise.all([
			sponsor.call('start_wave', { wave: first }),
			admin.call('start_wave', { wave: first })
		]);
		expect(both.map(({ error }) => error?.hint ?? 'started').sort()).toEqual(['already_started', 'started']);
		await denied(sponsor.call('start_wave', { wave: second }), '409 too_early');
		expect((await one(pilot, second)).block.key).toBe('too_early');
		await denied(sponsor.call('finish_wave', { wave: first }), '409 too_early');
		await denied(sponsor.call('finish_wave', { wave: second }), '409 not_running');
	});

	test('not while the pilot is on hold', async () => {
		const { sponsor, cabinet2 } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const wave = await planned(pilot);
		await must(cabinet2, 'raise_hold', { pilot, reason: 'A complaint.' });
		await unchanged(district, pilot, () => denied(sponsor.call('start_wave', { wave }), '409 on_hold'));
	});

	test('not while a condition of the decision is overdue', async () => {
		const { sponsor } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const wave = await planned(pilot);
		await asOwner(
			`insert into private.conditions (district_id, pilot_id, decision_id, number, words, owner_id, due_on)
			select d.district_id, d.pilot_id, d.id, 90, 'Publish the results.', $2, private.today() - 1 from public.decisions d where d.pilot_id = $1`,
			pilot,
			sponsor.id
		);
		await denied(sponsor.call('start_wave', { wave }), '409 condition_overdue');
		await asOwner(`update private.conditions set due_on = private.today() where pilot_id = $1`, pilot);
		await allowed(sponsor.call('start_wave', { wave }));
	});

	test('not on an agreement that has lapsed', async () => {
		const own = await foundDistrict();
		const pilot = await pilotIn(own, { stage: 'scaling', tier: 'high' });
		const wave = randomUUID();
		await must(own.people.sponsor, 'save_wave', { pilot, wave, fields: waveFields(own), seen: 0 });
		await lapse(own.tool);
		await denied(own.people.sponsor.call('start_wave', { wave }), '409 agreement_lapsed');
	});

	test('not by an owner who recused themselves, and nobody who did is given one', async () => {
		const { member, sponsor } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const wave = await planned(pilot, { owner: member.id });
		await must(member, 'recuse', { pilot, reason: 'My sister works there.' });
		await denied(member.call('start_wave', { wave }), '403 separation_of_duties');
		await must(sponsor, 'start_wave', { wave });
		await denied(member.call('finish_wave', { wave }), '403 separation_of_duties');
		const another = {
			wave: randomUUID(),
			fields: fields({
				owner: member.id,
				sites: [district.sites[2]],
				starts_on: day(3),
				ends_on: day(9)
			})
		};
		await denied(sponsor.call('save_wave', { pilot, ...another, seen: 0 }), '422 wrong_person');
	});

	test('not without an owner: where theirs left, it waits on the sponsor', async () => {
		const { sponsor, admin } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const gone = await newcomer(district.id, 'principal', []);
		const wave = await planned(pilot, { owner: gone.id });
		await asOwner('update public.people set active = false where id = $1', gone.id);
		await denied(admin.call('start_wave', { wave }), '409 owner_left');
		expect((await one(pilot, wave)).owner).toMatchObject({ active: false });
		expect(await waits(sponsor, pilot)).toEqual([['look at a held wave', 'First wave']]);
		await allowed(sponsor.call('save_wave', { pilot, wave, fields: fields(), seen: 1 }));
		expect(await waits(sponsor, pilot)).toEqual([['start a wave', 'First wave']]);
		await allowed(admin.call('start_wave', { wave }));
	});

	test('by itself on its day, or it is held with the reason and told', async () => {
		const { sponsor, cabinet2, lead, evaluator } = district.people;
		const [pilot, stuck] = [await pilotIn(district, 'scaling'), await pilotIn(district, 'scaling')];
		const { first, second } = await two(pilot);
		const held = await planned(stuck, { ends_on: day(9) });
		await must(cabinet2, 'raise_hold', { pilot: stuck, reason: 'A complaint.' });
		await tick();
		expect(await stateOf(pilot, first)).toBe('running');
		expect(await stateOf(pilot, second)).toBe('planned');
		expect(await one(stuck, held)).toMatchObject({
			state: 'held',
			held_by: null,
			reason: 'The pilot is on hold: “A complaint.”'
		});
		const [line] = await activityOf(sponsor, stuck);
		expect(line).toMatchObject({ verb: 'held a wave', actor: null });
		const mailed = (await mailsOf(district.id, 'notice')).filter(
			({ facts }) => facts.pilot === stuck && facts.verb === 'held a wave'
		);
		expect(new Set(mailed.map(({ person }) => person))).toEqual(new Set([sponsor.id, lead.id, evaluator.id]));
		// A second tick says and does nothing more.
		await tick();
		expect((await activityOf(sponsor, stuck))[0].id).toBe(line.id);
		expect((await one(stuck, held)).events).toHaveLength(1);
		await later(pilot, 7);
		await tick();
		expect(await stateOf(pilot, second)).toBe('running');
	});
});

describe('a wave is held', () => {
	test('by the cabinet, the sponsor, a reviewer or the AI office, and by nobody of the team', async () => {
		const { cabinet2, sponsor, reviewer, admin, lead, member, evaluator, clerk, insider, former } =
			district.people;
		const pilot = await pilotIn(district, 'scaling');
		const wave = await planned(pilot, { ends_on: day(20) });
		const reason = 'The network of the school is not ready.';
		for (const who of [lead, member, evaluator, clerk])
			await denied(who.call('hold_wave', { wave, reason }), '403 not_yours', who.name);
		for (const who of [insider, former])
			await denied(who.call('hold_wave', { wave, reason }), '403 separation_of_duties', who.name);
		await denied(sponsor.call('hold_wave', { wave, reason: ' ' }), '422 no_reason');
		await denied(sponsor.call('release_wave', { wave, reason }), '409 not_held');
		for (const who of [cabinet2, sponsor, reviewer, admin]) {
			await allowed(who.call('hold_wave', { wave, reason }), who.name);
			await denied(who.call('hold_wave', { wave, reason }), '409 wave_held', who.name);
			await denied(sponsor.call('start_wave', { wave }), '409 wave_held');
			await denied(lead.call('release_wave', { wave, reason }), '403 not_yours');
			await allowed(who.call('release_wave', { wave, reason: 'It is.' }), who.name);
		}
		await must(sponsor, 'start_wave', { wave });
		await must(admin, 'hold_wave', { wave, reason });
		expect((await one(pilot, wave)).state).toBe('held');
		await must(admin, 'release_wave', { wave, reason: 'Mended.' });
		expect((await one(pilot, wave)).state).toBe('running');
	});

	test('by a guardrail at risk, until it holds again', async () => {
		const { sponsor, cabinet2, admin } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const { first, second } = await two(pilot);
		await must(sponsor, 'start_wave', { wave: first });
		await read(pilot, 'open');
		expect(await stateOf(pilot, second)).toBe('planned');
		await read(pilot, 'at risk');
		expect(await one(pilot, second)).toMatchObject({ state: 'held', held_by: 'guardrail' });
		expect(await stateOf(pilot, first)).toBe('running');
		expect(await stageOf(pilot)).toBe('scaling');
		expect((await activityOf(sponsor, pilot))[0]).toMatchObject({ verb: 'held a wave', actor: null });
		expect(await waits(sponsor, pilot)).toEqual([['look at a held wave', 'Second wave']]);
		// Results that are missing let nothing go on.
		await read(pilot, 'open');
		expect(await stateOf(pilot, second)).toBe('held');
		await read(pilot, 'held');
		expect(await stateOf(pilot, second)).toBe('planned');
		// The cabinet lets it go on for one reading; the next one holds it again.
		await read(pilot, 'at risk', 'a');
		await denied(admin.call('release_wave', { wave: second, reason: 'Fine.' }), '403 not_yours');
		await allowed(cabinet2.call('release_wave', { wave: second, reason: 'One school, and we know why.' }));
		await tick();
		expect(await stateOf(pilot, second)).toBe('planned');
		await read(pilot, 'at risk', 'b');
		expect(await stateOf(pilot, second)).toBe('held');
	});

	test('by a breach, which also brings the pilot before the cabinet, once for a reading', async () => {
		const { sponsor } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const { first, second } = await two(pilot);
		await must(sponsor, 'start_wave', { wave: first });
		await read(pilot, 'breached', 'a');
		expect(await stageOf(pilot)).toBe('decision');
		expect(await stateOf(pilot, first)).toBe('running');
		expect(await one(pilot, second)).toMatchObject({ state: 'held', held_by: 'guardrail' });
		const lines = await activityOf(sponsor, pilot);
		expect(lines.find(({ verb }: { verb: string }) => verb === 'moved')).toMatchObject({
			actor: null,
			facts: { act: 'review', note: 'A guardrail is beyond its limit in the results of the waves.' }
		});
		await denied(sponsor.call('start_wave', { wave: second }), '409 not_now');
		// The cabinet looked at it and goes on: the same reading does not bring it back.
		await asOwner(`update public.pilots set stage = 'scaling' where id = $1`, pilot);
		await read(pilot, 'breached', 'a');
		await tick();
		expect(await stageOf(pilot)).toBe('scaling');
		await read(pilot, 'breached', 'b');
		expect(await stageOf(pilot)).toBe('decision');
	});

	test('a breach rolls back what runs only where that was chosen', async () => {
		const { sponsor, admin, lead, insider } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const { first } = await two(pilot);
		await must(sponsor, 'start_wave', { wave: first });
		const { revision: seen } = await page(sponsor, pilot);
		await denied(lead.call('choose_on_breach', { pilot, roll_back: true, seen }), '403 not_yours');
		await denied(
			insider.call('choose_on_breach', { pilot, roll_back: true, seen }),
			'403 separation_of_duties'
		);
		await denied(
			admin.call('choose_on_breach', { pilot, roll_back: true, seen: seen - 1 }),
			'409 changed_meanwhile'
		);
		await denied(admin.call('choose_on_breach', { pilot, roll_back: null, seen }), '422 no_choice');
		await allowed(admin.call('choose_on_breach', { pilot, roll_back: true, seen }));
		await read(pilot, 'breached');
		expect(await stateOf(pilot, first)).toBe('rolled back');
		expect((await one(pilot, first)).events.at(-1)).toMatchObject({
			kind: 'rolled back',
			by: null,
			sites: ['Mesa']
		});
		const told = (await mailsOf(district.id, 'notice')).filter(
			({ facts }) => facts.pilot === pilot && facts.verb === 'rolled back a wave'
		);
		expect(told.map(({ person }) => person)).toContain(sponsor.id);
	});

	test('no user writes a reading', async () => {
		const { admin } = district.people;
		const { error } = await admin.client
			.schema('private' as 'public')
			.from('wave_readings' as never)
			.select('*');
		expect(error).not.toBeNull();
	});
});

describe('a wave is rolled back', () => {
	test('by the cabinet, the sponsor or the AI office, and its sites can be planned anew', async () => {
		const { sponsor, lead, evaluator, reviewer, insider, cabinet3 } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const { first, second } = await two(pilot);
		const reason = 'Back to paper until the network is mended.';
		await denied(sponsor.call('roll_back_wave', { wave: first, reason }), '409 not_started');
		await must(sponsor, 'start_wave', { wave: first });
		for (const who of [lead, evaluator, reviewer])
			await denied(who.call('roll_back_wave', { wave: first, reason }), '403 not_yours', who.name);
		await denied(insider.call('roll_back_wave', { wave: first, reason }), '403 separation_of_duties');
		await denied(cabinet3.call('roll_back_wave', { wave: first, reason: '' }), '422 no_reason');
		await allowed(cabinet3.call('roll_back_wave', { wave: first, reason }));
		await denied(cabinet3.call('roll_back_wave', { wave: first, reason }), '409 not_started');
		const again = await planned(pilot, { name: 'Again', starts_on: day(14), ends_on: day(20) });
		expect((await one(pilot, again)).sites.map(({ name }: { name: string }) => name)).toEqual(['Mesa']);
		expect((await one(pilot, first)).sites).toEqual([]);
		expect((await one(pilot, first)).events.at(-1).sites).toEqual(['Mesa']);
		expect((await one(pilot, second)).block.key).toBe('too_early');
	});
});

describe('adopting', () => {
	test('asks that waves are done, and at least one', async () => {
		const { sponsor, member } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const facts = { operating_owner: 'Curriculum', operating_budget: 'Line 12', next_review: day(200) };
		await must(sponsor, 'save_facts', { pilot, facts });
		const asks = async () =>
			(await allowed(member.call('gate', { pilot }))).find(
				(one: { act: string; criterion: string }) => one.act === 'adopt' && one.criterion === 'waves'
			);
		expect(await asks()).toMatchObject({ met: false, facts: { waves: 0 } });
		const { first, second } = await two(pilot);
		await must(sponsor, 'start_wave', { wave: first });
		await must(sponsor, 'roll_back_wave', { wave: first, reason: 'Not yet.' });
		expect((await asks()).facts).toMatchObject({
			rolled_back: 1,
			open: [{ name: 'Second wave', state: 'planned' }]
		});
		await must(sponsor, 'remove_wave', { wave: second, seen: 1 });
		expect(await asks()).toMatchObject({ met: false });
		await denied(sponsor.call('advance_pilot', advance(pilot, 'scaling', 'adopted')), '422 gate_not_met');
		await wavesDone(must, district, pilot);
		expect(await asks()).toMatchObject({ met: true, facts: { done: 1 } });
		await watchOver(district, pilot);
		await allowed(sponsor.call('advance_pilot', advance(pilot, 'scaling', 'adopted')));
	});
});

describe('reading', () => {
	test('training is counted per site, and never said of one person', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const wave = await planned(pilot, { sites: [district.sites[1], district.sites[2]] });
		const people = [];
		for (const name of ['Ann', 'Ben', 'Cyd']) people.push(await newcomer(district.id, name, []));
		await asOwner(
			"update public.people set site_id = $2 where id = any (string_to_array($1, ',')::uuid[])",
			`${people[0]!.id},${people[1]!.id}`,
			district.sites[1]
		);
		await asOwner('update public.people set site_id = $2 where id = $1', people[2]!.id, district.sites[2]);
		const [mesa, ridge] = (await one(pilot, wave)).sites;
		expect(mesa).toMatchObject({ name: 'Mesa', people: 2 });
		expect(ridge).toMatchObject({ name: 'Ridge', people: null, trained: null });
	});

	test('is for whoever sees the pilot', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await denied(district.outsider.call('scaling', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('scaling', { pilot }), NO_GRANT);
		const { may_plan, owners, left } = await page(district.people.member, pilot);
		expect({ may_plan, owners }).toEqual({ may_plan: false, owners: [] });
		expect(left.length).toBeGreaterThan(0);
		expect(await waits(district.people.sponsor, pilot)).toEqual([['plan the waves', null]]);
		expect((await allowed(district.people.member.call('pilot', { pilot }))).waves).toEqual({
			list: [],
			next: 'plan'
		});
	});

	test('what scaling would take follows from what it was tried with', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const [row] = await asOwner<{ take: Record<string, unknown> }>(
			'select private.scaling_would_take($1) as take',
			pilot
		);
		expect(row!.take).toMatchObject({ sites_tried: expect.any(Number), yearly: expect.any(Number) });
		// Two thirds of 30 are 20: a rounded third, times as many, would round up to 21 licences.
		const left = Number(row!.take.sites_left);
		await asOwner(
			`with s as (
				insert into public.sites (district_id, name, kind) select $1, 'Site ' || x, 'school' from generate_series(1, $3::int) x
				returning id, district_id, name)
			insert into public.pilot_sites (pilot_id, site_id, district_id)
			select $2, s.id, s.district_id from s where s.name in ('Site 1', 'Site 2')`,
			district.id,
			pilot,
			// So many more that what is left is no multiple of the three at which it was tried, and rounds up.
			2 + ((5 - (left % 3)) % 3)
		);
		await asOwner('update public.pilots set people = 30 where id = $1', pilot);
		const [even] = await asOwner<{ take: { sites_left: number } }>(
			'select private.scaling_would_take($1) as take',
			pilot
		);
		const people = 10 * even!.take.sites_left;
		expect(even!.take).toMatchObject({ sites_tried: 3, people, licences: people });
		await asOwner(
			'update public.pilots set budget_yearly = null, budget_once = null, people = null where id = $1',
			pilot
		);
		const [without] = await asOwner<{ take: Record<string, unknown> }>(
			'select private.scaling_would_take($1) as take',
			pilot
		);
		expect(without!.take).toMatchObject({ yearly: null, once: null, people: null, how: [] });
	});
});
