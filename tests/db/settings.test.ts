import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { officeAlone } from './office.ts';
import { asOwner } from './owner.ts';
import { analyse, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const settings = async (who: Actor = district.people.admin) =>
	(await allowed(who.client.from('districts').select('*')))[0];
const save = async (fields: unknown, who: Actor = district.people.admin, revision?: number) =>
	who.call('save_settings', { revision: revision ?? (await settings()).revision, settings: fields });

test('settings are the AI office’s to change, of their own district alone', async () => {
	const before = await settings();
	await officeAlone(district, 'save_settings', { revision: before.revision, settings: { quorum: 1 } });
	const there = await settings(district.outsider);
	await allowed(save({ quorum: 4 }, district.outsider, there.revision));
	expect(await settings()).toEqual(before);
	expect((await settings(district.outsider)).quorum).toBe(4);
});

test('each change is told with old and new; what is not named stays', async () => {
	const { revision } = await settings();
	expect(
		await allowed(save({ quorum: 3, email_domains: ['@Here.org', ' here.org', 'schools.here.org'] }))
	).toBe(revision + 1);
	expect(await settings()).toMatchObject({
		quorum: 3,
		minimum_group: 10,
		email_domains: ['here.org', 'schools.here.org'],
		revision: revision + 1
	});
	// The same again is no change.
	expect(await allowed(save({ quorum: 3 }))).toBe(revision + 1);
	const [line, more] = await asOwner<{ facts: object }>(
		`select facts from public.activity where record = 'districts' and district_id = $1 and verb = 'changed'`,
		district.id
	);
	expect(more).toBeUndefined();
	expect(line!.facts).toEqual({
		changes: {
			quorum: { old: 2, new: 3 },
			email_domains: { old: [], new: ['here.org', 'schools.here.org'] }
		}
	});
});

test('from which value on the board approves, and how often a pilot may be extended', async () => {
	const before = await settings();
	expect(before).toMatchObject({ board_threshold: 100000, most_extensions: 2 });
	await allowed(save({ board_threshold: 50000, most_extensions: 0 }));
	expect(await settings()).toMatchObject({ board_threshold: 50000, most_extensions: 0 });
	const pilot = await pilotIn(district, 'decision');
	const extensions = async () =>
		(await allowed(district.people.member.call('gate', { pilot }))).find(
			(one: { criterion: string }) => one.criterion === 'extensions'
		);
	expect(await extensions()).toMatchObject({ act: 'extend', met: false, facts: { times: 0, most: 0 } });
	await allowed(save({ board_threshold: 2500000 }));
	expect(await settings()).toMatchObject({ board_threshold: 2500000 });
	await allowed(save({ board_threshold: 100000, most_extensions: 2 }));
	expect(await extensions()).toMatchObject({ met: true });
});

test('what cannot be is refused in words, and nothing of it is saved', async () => {
	const before = await settings();
	const wrong: [unknown, string][] = [
		[{ minimum_group: 4 }, '422 out_of_range'],
		[{ minimum_group: 101 }, '422 out_of_range'],
		[{ minimum_group: '12' }, '422 out_of_range'],
		[{ minimum_group: null }, '422 out_of_range'],
		[{ minimum_group: 7.5 }, '422 out_of_range'],
		[{ quorum: 0 }, '422 out_of_range'],
		[{ quorum: 99999999999 }, '422 out_of_range'],
		[{ board_threshold: -1 }, '422 out_of_range'],
		[{ board_threshold: 1000000001 }, '422 out_of_range'],
		[{ board_threshold: '100000' }, '422 out_of_range'],
		[{ board_threshold: null }, '422 out_of_range'],
		[{ most_extensions: 21 }, '422 out_of_range'],
		[{ most_extensions: 1.5 }, '422 out_of_range'],
		[{ remind_after_days: 0 }, '422 out_of_range'],
		[{ escalate_after_days: 181 }, '422 out_of_range'],
		[{ quorum: 5, remind_after_days: 14, escalate_after_days: 14 }, '422 too_soon'],
		[{ decision_rule: 'by lot' }, '422 no_rule'],
		[{ decision_rule: null }, '422 no_rule'],
		[{ one_signs_several: 'yes' }, '422 not_boolean'],
		[{ email_domains: 'here.org' }, '400 unknown_field'],
		[{ email_domains: ['not a domain'] }, '422 no_domain'],
		[{ email_domains: ['localhost'] }, '422 no_domain'],
		[{ email_domains: Array.from({ length: 21 }, (_, i) => `d${i}.org`) }, '422 too_many'],
		[{ demonstration: true }, '400 unknown_field'],
		[{ name: 'Mine' }, '400 unknown_field'],
		[[], '400 unknown_field'],
		[null, '400 unknown_field']
	];
	for (const [fields, how] of wrong) await denied(save(fields), how, JSON.stringify(fields));
	expect(await settings()).toEqual(before);
});

test('that schools count as sites is saved with its source and the day on which it was read, and not without', async () => {
	const before = await settings();
	expect(before).toMatchObject({
		schools_count: false,
		schools_count_source: '',
		schools_count_read_on: null
	});
	const wrong: [unknown, string][] = [
		[{ schools_count: true }, '422 no_source'],
		[{ schools_count: true, schools_count_source: 'State guidance' }, '422 no_source'],
		[
			{ schools_count: true, schools_count_source: ' ', schools_count_read_on: '2026-01-02' },
			'422 no_source'
		],
		[{ schools_count: 'yes' }, '422 not_boolean'],
		[{ schools_count_source: 5 }, '422 too_long'],
		[{ schools_count_source: 'x'.repeat(301) }, '422 too_long'],
		[{ schools_count_read_on: '2 October' }, '422 no_day'],
		[{ schools_count_read_on: '2099-01-01' }, '422 day_to_come']
	];
	for (const [fields, refusal] of wrong) await denied(save(fields), refusal, JSON.stringify(fields));
	expect(await settings()).toEqual(before);
	const sourced = {
		schools_count: true,
		schools_count_source: 'State guidance, page 12',
		schools_count_read_on: '2026-01-02'
	};
	await allowed(save(sourced));
	expect(await settings()).toMatchObject(sourced);
	await denied(save({ schools_count_source: '' }), '422 no_source');
	await allowed(save({ schools_count: false, schools_count_source: '', schools_count_read_on: null }));
	expect(await settings()).toMatchObject({ schools_count: false, schools_count_read_on: null });
});

test('two admins who save the same settings at once: one of them is told who was first', async () => {
	const { admin, insider } = district.people;
	const { revision } = await settings();
	const both = await Promise.all([
		save({ quorum: 5 }, admin, revision),
		save({ quorum: 6 }, insider, revision)
	]);
	const winner = both[0]!.error === null ? admin : insider;
	expect(both.filter(({ error }) => error === null)).toHaveLength(1);
	const facts = await denied(
		save({ quorum: 7 }, winner === admin ? insider : admin, revision),
		'409 changed_meanwhile'
	);
	expect(facts).toMatchObject({ by: winner.name, revision: revision + 1 });
	expect((await settings()).quorum).toBe(winner === admin ? 5 : 6);
});

describe('the smallest group that is shown', () => {
	test('once raised withholds more at once, and evidence is computed anew', async () => {
		const { lead, evaluator } = district.people;
		const pilot = await pilotIn(district, 'decision');
		await analyse(pilot);
		expect((await allowed(evaluator.call('analysis', { pilot }))).current).toBe(true);
		const withheld = async () =>
			(await allowed(lead.call('measurements', { pilot }))).filter(
				(row: { withheld: boolean }) => row.withheld
			).length;
		const before = await withheld();
		await allowed(save({ minimum_group: 100 }));
		expect(await withheld()).toBeGreaterThan(before);
		expect((await allowed(evaluator.call('analysis', { pilot }))).current).toBe(false);
		await analyse(pilot);
		expect((await allowed(evaluator.call('analysis', { pilot }))).current).toBe(true);
	});
});
