import { beforeAll, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type Fact = {
	key: string;
	statement: string;
	source_link: string;
	verified_on: string | null;
	verified_by: string | null;
	revision: number;
	stale: boolean;
};
const facts = (who: Actor): Promise<Fact[]> => must(who, 'sourced_facts', {});
const fact = async (key: string, who: Actor = district.people.admin) =>
	(await facts(who)).find((one) => one.key === key)!;
const save = (more: object, who: Actor = district.people.admin) => who.call('save_fact', { fact: more });

test('what the product states has a source, and is not verified until somebody looked', async () => {
	const all = await facts(district.people.member);
	expect(all.map(({ key }) => key)).toEqual(
		expect.arrayContaining([
			'essa_tiers',
			'wwc_baseline',
			'small_cells',
			'coppa',
			'ferpa',
			'section_504',
			'idea',
			'wcag',
			'edtech_genome',
			'automated_decisions'
		])
	);
	for (const one of all) {
		expect(one).toMatchObject({ verified_on: null, verified_by: null, stale: false, revision: 1 });
		expect(new URL(one.source_link).protocol, one.key).toBe('https:');
	}
	expect(await allowed(district.people.member.call('sourced_facts', { keys: ['coppa'] }))).toHaveLength(1);
	await denied(district.stranger.call('sourced_facts'), '403 no_person');
});

test('the AI office looks it up, and the history keeps what was', async () => {
	const { lead, insider, admin, member } = district.people;
	await denied(save({ key: 'coppa', seen: 1, verified_on: day(0) }, lead), '403 not_yours');
	await denied(save({ key: 'nonsense', seen: 1 }), '404 no_such_fact');
	await denied(save({ key: 'coppa', seen: 1, verified_on: day(1) }), '422 wrong_fact');
	await denied(save({ key: 'coppa', seen: 1, source_link: 'javascript:alert(1)' }), '422 wrong_fact');
	await denied(save({ key: 'coppa', seen: 1, statement: ' ' }), '422 wrong_fact');
	expect(await fact('coppa')).toMatchObject({ revision: 1 });
	await allowed(save({ key: 'coppa', seen: 1, verified_on: day(0) }));
	expect(await fact('coppa', member)).toMatchObject({
		verified_on: day(0),
		verified_by: 'admin',
		revision: 2
	});
	expect(
		await denied(save({ key: 'coppa', seen: 1, note: 'Late.' }, insider), '409 changed_meanwhile')
	).toMatchObject({ by: 'admin' });
	// A note leaves it verified; other words were not looked up yet.
	await allowed(save({ key: 'coppa', seen: 2, note: 'Our counsel agrees.' }));
	expect(await fact('coppa')).toMatchObject({ verified_on: day(0) });
	await allowed(save({ key: 'coppa', seen: 3, statement: 'Changed.' }, insider));
	expect(await fact('coppa')).toMatchObject({ verified_on: null, verified_by: null });
	expect(await allowed(save({ key: 'coppa', seen: 4 }))).toMatchObject({ did: 'unchanged' });
	const history = await allowed(admin.call('fact_history', { key: 'coppa' }));
	expect(history.map(({ by }: { by: string }) => by)).toEqual(['insider', 'admin', 'admin']);
	expect(history[0]).toMatchObject({
		before: { verified_on: day(0) },
		after: { statement: 'Changed.', verified_on: null }
	});
	await denied(member.call('fact_history', { key: 'coppa' }), '403 not_yours');
	expect(await allowed(district.outsider.call('fact_history', { key: 'coppa' }))).toEqual([]);
	expect(await fact('coppa', district.outsider)).toMatchObject({ revision: 1 });
	await expect(asOwner('delete from private.sourced_fact_changes')).rejects.toThrow();
});

test('a year later it is flagged, and the AI office is reminded once', async () => {
	const town = await foundDistrict();
	const { admin } = town.people;
	await must(admin, 'save_fact', { fact: { key: 'ferpa', seen: 1, verified_on: day(-366 - 30) } });
	await must(admin, 'save_fact', { fact: { key: 'idea', seen: 1, verified_on: day(-300) } });
	const stale = async () => (await facts(admin)).filter((one) => one.stale).map(({ key }) => key);
	expect(await stale()).toEqual(['ferpa']);
	const tick = () => asOwner('select private.tick_policies()');
	await tick();
	await tick();
	const mails = await mailsOf(town.id, 'facts_stale');
	// To whoever is of the AI office: admin, and two who hold every role.
	expect(mails.map(({ person }) => person).sort()).toEqual(
		[admin.id, town.people.former.id, town.people.insider.id].sort()
	);
	expect((mails[0]!.facts as { sources: object[] }).sources).toHaveLength(1);
	await must(admin, 'save_fact', { fact: { key: 'ferpa', seen: 2, verified_on: day(0) } });
	expect(await stale()).toEqual([]);
});
