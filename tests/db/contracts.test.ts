import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { activityOf, must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const read = (pilot: string, who: Actor = district.people.sponsor) => must(who, 'contract_facts', { pilot });
const save = (who: Actor, pilot: string, facts: unknown, seen = 1) =>
	who.call('save_contract_facts', { pilot, facts, seen });
type Asked = { act: string; criterion: string; met: boolean; facts: Record<string, unknown> };
const asked = async (pilot: string, act: 'scale' | 'extend', criterion: string, who?: Actor) =>
	(await must(who ?? district.people.member, 'gate', { pilot })).find(
		(one: Asked) => one.act === act && one.criterion === criterion
	) as Asked | undefined;
const waiting = async (who: Actor, what: string, pilot: string) =>
	(await must(who, 'home', {})).waiting.filter(
		(one: { what: string; pilot: string }) => one.what === what && one.pilot === pilot
	);

describe('who says what a district asks before it scales', () => {
	test('each part says what it knows: the contract is not the team’s to say', async () => {
		const pilot = await pilotIn(district, 'experiment');
		const { lead, sponsor, clerk, admin } = district.people;
		const finance = await newcomer(district.id, 'finance', ['finance']);
		expect(await read(pilot, lead)).toMatchObject({
			revision: 0,
			mine: ['payer_next_year', 'family_notice_on', 'opt_outs', 'accommodations']
		});
		expect(await allowed(save(lead, pilot, { opt_outs: 12, payer_next_year: ' Curriculum ' }, 0))).toBe(1);
		await denied(save(lead, pilot, { contract_value: 0 }), '403 not_yours');
		await denied(save(lead, pilot, { board_approved_on: day(-1) }), '403 not_yours');
		await allowed(save(clerk, pilot, { board_approved_on: day(-9), board_reference: 'B-14' }, 1));
		await denied(save(clerk, pilot, { opt_outs: 0 }, 2), '403 not_yours');
		await allowed(save(finance, pilot, { contract_value: 120000.5 }, 2));
		await allowed(save(admin, pilot, { renewal_notice_on: day(90) }, 3));
		await allowed(save(sponsor, pilot, { accommodations: 'Larger print.' }, 4));
		expect(await read(pilot)).toMatchObject({
			contract_value: 120000.5,
			needs_board: true,
			board_reference: 'B-14',
			payer_next_year: 'Curriculum',
			opt_outs: 12,
			accommodations: 'Larger print.',
			revision: 5,
			changed_by: 'sponsor'
		});
	});

	test('nobody else does, and nobody from elsewhere learns of it', async () => {
		const pilot = await pilotIn(district, 'decision');
		const others: Part[] = ['teammate', 'collector', 'member', 'evaluator', 'colleague', 'privacyReviewer'];
		for (const part of others)
			await denied(save(district.people[part], pilot, { opt_outs: 0 }), '403 not_yours', part);
		for (const part of ['former', 'insider'] as const)
			await denied(save(district.people[part], pilot, { opt_outs: 0 }), '403 separation_of_duties', part);
		await denied(save(district.people.cabinet2, pilot, { opt_outs: 0 }), '403 not_yours');
		for (const who of [district.outsider]) {
			await denied(save(who, pilot, { opt_outs: 0 }), '404 no_such_pilot');
			await denied(who.call('contract_facts', { pilot }), '404 no_such_pilot');
		}
		await denied(district.stranger.call('contract_facts', { pilot }), '403 no_person');
		await denied(district.nobody.call('contract_facts', { pilot }), '42501');
		expect(await allowed(district.people.member.call('contract_facts', { pilot }))).toMatchObject({
			mine: [],
			revision: 1
		});
	});

	test('only while a pilot is under way', async () => {
		for (const stage of ['vetting', 'sunset', 'shelved'] as const) {
			const pilot = await pilotIn(district, stage);
			await denied(save(district.people.admin, pilot, { opt_outs: 0 }, 0), '409 not_now', stage);
		}
		for (const stage of ['scaling', 'adopted'] as const) {
			const pilot = await pilotIn(district, stage);
			await allowed(save(district.people.admin, pilot, { opt_outs: 20 }), stage);
		}
	});
});

describe('what is said', () => {
	test('cannot be absurd, and what is refused changes nothing', async () => {
		const pilot = await pilotIn(district, 'decision');
		const before = await read(pilot);
		const wrong: [object | null, string, string?][] = [
			[{ contract_value: -1 }, '422 out_of_range', 'contract_value'],
			[{ contract_value: 1e10 }, '422 out_of_range', 'contract_value'],
			[{ contract_value: '12' }, '422 out_of_range', 'contract_value'],
			[{ board_approved_on: day(1) }, '422 wrong_day', 'board_approved_on'],
			[{ board_approved_on: '1920-01-01' }, '422 wrong_day', 'board_approved_on'],
			[{ board_approved_on: '2026-02-30' }, '422 no_day', 'board_approved_on'],
			[{ board_approved_on: 20260101 }, '422 no_day', 'board_approved_on'],
			[{ renewal_notice_on: day(-1) }, '422 wrong_day', 'renewal_notice_on'],
			[{ renewal_notice_on: '2199-01-01' }, '422 wrong_day', 'renewal_notice_on'],
			[{ family_notice_on: day(1) }, '422 wrong_day', 'family_notice_on'],
			[{ family_notice_on: 'yesterday' }, '422 no_day', 'family_notice_on'],
			[{ opt_outs: -1 }, '422 out_of_range', 'opt_outs'],
			[{ opt_outs: 1.5 }, '422 out_of_range', 'opt_outs'],
			[{ opt_outs: 1000001 }, '422 out_of_range', 'opt_outs'],
			[{ opt_outs: '3' }, '422 out_of_range', 'opt_outs'],
			[{ accommodations: 'Larger print for ana.perez@here.org' }, '422 names_somebody', 'accommodations'],
			[{ accommodations: 'For student 123456' }, '422 names_somebody', 'accommodations'],
			[{ accommodations: 'x'.repeat(2001) }, '422 too_long'],
			[{ board_reference: 12 }, '422 not_text'],
			[{ revision: 7 }, '400 unknown_field'],
			[null, '400 unknown_field']
		];
		for (const [facts, how, field] of wrong) {
			const { error } = await save(district.people.admin, pilot, facts);
			expect(error, JSON.stringify(facts)).not.toBeNull();
			await denied(save(district.people.admin, pilot, facts), how, JSON.stringify(facts));
			if (field) expect(JSON.parse(error!.details ?? '{}'), JSON.stringify(facts)).toMatchObject({ field });
		}
		expect(await read(pilot)).toEqual(before);
	});

	test('a page that is older than what is there is refused; the same again is no change', async () => {
		const pilot = await pilotIn(district, 'decision');
		const { admin, sponsor } = district.people;
		await allowed(save(admin, pilot, { payer_next_year: 'Technology' }));
		const { error } = await save(sponsor, pilot, { payer_next_year: 'Curriculum' });
		expect(error).toMatchObject({ hint: 'changed_meanwhile' });
		expect(error!.message).toContain('admin changed this in the meantime');
		expect(await allowed(save(sponsor, pilot, { payer_next_year: 'Technology' }))).toBe(2);
		const { versions } = await read(pilot);
		expect(versions).toMatchObject([
			{ revision: 2, by: 'admin', changed: ['payer_next_year'], facts: { payer_next_year: 'Technology' } },
			{ revision: 1, by: 'sponsor' }
		]);
		await expect(
			asOwner('update private.contract_versions set revision = 9 where pilot_id = $1', pilot)
		).rejects.toThrow();
		const [line] = await activityOf(district.people.member, pilot);
		expect(line).toMatchObject({ verb: 'said what scaling needs', facts: { fields: ['payer_next_year'] } });
	});

	test('few opt-outs are told as few to all who do not see small cells, also in what was said before', async () => {
		const pilot = await pilotIn(district, 'decision');
		const { admin, evaluator, member, lead, sponsor, insider } = district.people;
		await allowed(save(lead, pilot, { opt_outs: 3 }));
		for (const who of [member, lead, sponsor, insider]) {
			const told = await read(pilot, who);
			expect(told, who.name).toMatchObject({ opt_outs_under: 10, exact: false });
			expect(JSON.stringify(told), who.name).not.toContain('"opt_outs":3');
			expect(JSON.stringify(await must(who, 'pilot', { pilot })), who.name).not.toMatch(/opt_outs"?:3\b/);
		}
		for (const who of [admin, evaluator]) expect(await read(pilot, who)).toMatchObject({ opt_outs: 3 });
		expect(await asked(pilot, 'scale', 'opt_outs', admin)).toMatchObject({ met: true, facts: { under: 10 } });
		await allowed(save(lead, pilot, { opt_outs: 10 }, 2));
		expect(await read(pilot, member)).toMatchObject({ opt_outs: 10 });
		await allowed(save(lead, pilot, { opt_outs: 0 }, 3));
		expect(await asked(pilot, 'scale', 'opt_outs')).toMatchObject({ met: true, facts: { count: 0 } });
		await allowed(save(lead, pilot, { opt_outs: null }, 4));
		expect(await asked(pilot, 'scale', 'opt_outs')).toMatchObject({ met: false });
	});

	test('notice and accommodations are those that were settled for families until somebody says others', async () => {
		const pilot = await pilotIn(district, 'experiment');
		expect(await read(pilot)).toMatchObject({
			family_notice_on: day(-3),
			family_notice_from: { by: 'lead' },
			accommodations: 'Read aloud, more time. None in these classes.',
			accommodations_from: { by: 'lead' }
		});
		await allowed(save(district.people.lead, pilot, { accommodations: 'Larger print.' }, 0));
		expect(await read(pilot)).toMatchObject({
			accommodations: 'Larger print.',
			accommodations_from: null,
			family_notice_from: { by: 'lead' }
		});
	});
});

describe('what scaling asks', () => {
	test('ticks itself from what is said, and the board is asked from the threshold on', async () => {
		const pilot = await pilotIn(district, 'decision');
		const { admin } = district.people;
		expect(await asked(pilot, 'scale', 'contract')).toMatchObject({ met: true, facts: { value: 0 } });
		await allowed(save(admin, pilot, { contract_value: 99999.99, renewal_notice_on: day(100) }));
		expect(await asked(pilot, 'scale', 'contract')).toMatchObject({
			met: true,
			facts: { needs_board: false }
		});
		// The threshold itself asks for the board.
		await allowed(save(admin, pilot, { contract_value: 100000 }, 2));
		expect(await asked(pilot, 'scale', 'contract')).toMatchObject({
			met: false,
			facts: { needs_board: true, missing: ['board date', 'board reference'] }
		});
		await allowed(save(admin, pilot, { board_approved_on: day(0) }, 3));
		expect(await asked(pilot, 'scale', 'contract')).toMatchObject({
			facts: { missing: ['board reference'] }
		});
		await allowed(save(admin, pilot, { board_reference: 'Resolution 26-118' }, 4));
		expect(await asked(pilot, 'scale', 'contract')).toMatchObject({ met: true });
		await allowed(save(admin, pilot, { renewal_notice_on: null }, 5));
		expect(await asked(pilot, 'scale', 'contract')).toMatchObject({ facts: { missing: ['renewal notice'] } });
		await allowed(save(admin, pilot, { payer_next_year: '' }, 6));
		expect(await asked(pilot, 'scale', 'payer')).toMatchObject({ met: false });
		// To extend asks nothing of it.
		expect(await asked(pilot, 'extend', 'contract')).toBeUndefined();
	});

	test('a day to tell the vendor that has passed is to be said anew', async () => {
		const pilot = await pilotIn(district, 'decision');
		await allowed(save(district.people.admin, pilot, { contract_value: 10, renewal_notice_on: day(3) }));
		const [row] = await asOwner<{ facts: object }>(
			`select set_config('pilotage.replay_at', (now() + interval '10 days')::text, true), private.criterion_contract(l, 'contract') as facts
			from public.pilots l where l.id = $1`,
			pilot
		);
		expect(row!.facts).toMatchObject({ met: false, missing: ['renewal notice past'] });
	});

	test('the pilot’s page has the criteria at the two decisions that carry it on, and none at the others', async () => {
		const pilot = await pilotIn(district, 'decision');
		const { gates } = await must(district.people.cabinet2, 'pilot', { pilot });
		const keys = (to: string) =>
			gates
				.find((gate: { to_stage: string }) => gate.to_stage === to)
				.criteria.map((one: { criterion: string }) => one.criterion);
		expect(keys('scaling')).toEqual(expect.arrayContaining(['contract', 'payer', 'findings', 'budget']));
		expect(keys('experiment')).toEqual(expect.arrayContaining(['extensions', 'findings', 'budget']));
		expect(keys('shelved')).toEqual([]);
		expect(keys('sunset')).toEqual([]);
	});

	test('is waived once for both, with a reason, and the student-data agreement never', async () => {
		const pilot = await pilotIn(district, 'decision');
		const { admin, cabinet2, member, lead } = district.people;
		await allowed(save(admin, pilot, { payer_next_year: '' }));
		await denied(member.call('waive', { pilot, criterion: 'payer', reason: 'Later.' }), '403 not_yours');
		await denied(cabinet2.call('waive', { pilot, criterion: 'payer', reason: '  ' }), '422 no_reason');
		await allowed(cabinet2.call('waive', { pilot, criterion: 'payer', reason: 'The grant goes on.' }));
		expect(await asked(pilot, 'scale', 'payer')).toMatchObject({ met: true, facts: { waived: {} } });
		// Findings and budget are asked by both decisions.
		await asOwner('update public.pilots set budget_yearly = null where id = $1', pilot);
		expect(await asked(pilot, 'scale', 'budget')).toMatchObject({ met: false });
		await allowed(cabinet2.call('waive', { pilot, criterion: 'budget', reason: 'To be set in May.' }));
		expect(await asked(pilot, 'scale', 'budget')).toMatchObject({ met: true });
		expect(await asked(pilot, 'extend', 'budget')).toMatchObject({ met: true });
		await denied(cabinet2.call('waive', { pilot, criterion: 'budget', reason: 'Again.' }), '409 met_already');
		await denied(
			cabinet2.call('waive', { pilot, criterion: 'stop_rule', reason: 'No.' }),
			'422 no_such_criterion'
		);
		const lines = (await activityOf(lead, pilot)).filter(({ verb }: { verb: string }) => verb === 'waived');
		expect(lines).toHaveLength(2);
	});
});

describe('whom it waits on', () => {
	test('the sponsor and the AI office, while something is missing at the decision', async () => {
		const pilot = await pilotIn(district, 'decision');
		const { admin, sponsor, lead, cabinet2, insider } = district.people;
		const what = 'say what scaling needs';
		for (const who of [admin, sponsor]) expect(await waiting(who, what, pilot)).toEqual([]);
		await allowed(save(admin, pilot, { payer_next_year: '', opt_outs: null }));
		for (const who of [admin, sponsor])
			expect(await waiting(who, what, pilot)).toMatchObject([{ detail: 'payer, opt_outs', due: day(0) }]);
		for (const who of [lead, cabinet2, insider]) expect(await waiting(who, what, pilot)).toEqual([]);
		await allowed(cabinet2.call('waive', { pilot, criterion: 'opt_outs', reason: 'Nobody was asked.' }));
		expect(await waiting(admin, what, pilot)).toMatchObject([{ detail: 'payer' }]);
		await allowed(save(sponsor, pilot, { payer_next_year: 'Curriculum' }, 2));
		expect(await waiting(admin, what, pilot)).toEqual([]);
	});

	test('a renewal waits 60 days before its last day, and is mailed at 60 and at 14, once each', async () => {
		const pilot = await pilotIn(district, 'adopted');
		const { admin, sponsor, lead } = district.people;
		const what = 'look at a renewal';
		const mails = async () =>
			(
				await asOwner<{ person_id: string; days: number }>(
					`select m.person_id, (m.facts ->> 'days')::int as days from private.mails m
					where m.kind = 'renewal_notice' and m.facts ->> 'pilot' = $1`,
					pilot
				)
			).map(({ person_id, days }) => `${person_id} ${days}`);
		const tick = (days: number) =>
			asOwner(
				`select set_config('pilotage.replay_at', (now() + make_interval(days => $1))::text, true), private.tick_contracts()`,
				days
			);
		await allowed(save(admin, pilot, { contract_value: 500, renewal_notice_on: day(61) }));
		await tick(0);
		expect(await mails()).toEqual([]);
		expect(await waiting(sponsor, what, pilot)).toEqual([]);
		for (const days of [1, 2, 30]) await tick(days);
		expect((await mails()).toSorted()).toEqual([`${admin.id} 60`, `${sponsor.id} 60`].toSorted());
		for (const days of [47, 50, 61, 62]) await tick(days);
		expect(await mails()).toHaveLength(4);
		await allowed(save(admin, pilot, { renewal_notice_on: day(20) }, 2));
		for (const who of [admin, sponsor])
			expect(await waiting(who, what, pilot)).toMatchObject([{ due: day(20) }]);
		expect(await waiting(lead, what, pilot)).toEqual([]);
	});
});
