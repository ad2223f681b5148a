import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { all, record, voted } from './decide.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const asked = (owner: string | null | undefined, more: object = {}) => ({
	words: 'Train the new schools.',
	owner,
	due_on: day(30),
	evidence_asked: 'Who came.',
	...more
});

/** A pilot that scales on one condition, of the teammate unless it says otherwise. */
async function conditioned(owner: Actor = district.people.teammate, more: object = {}) {
	const pilot = await voted(district, all('scale'));
	await allowed(record(district, pilot, 'scale', { conditions: [asked(owner.id, more)] }));
	const [one] = (await allowed(district.people.member.call('pilot', { pilot }))).conditions;
	return { pilot, condition: one.id as string };
}

const of = async (pilot: string) =>
	(await allowed(district.people.member.call('pilot', { pilot }))).conditions[0];
const waits = async (who: Actor, what: string) =>
	(await allowed(who.call('home'))).waiting
		.filter((one: { what: string }) => one.what === what)
		.map(({ pilot }: { pilot: string }) => pilot);
const tick = () => asOwner('select private.tick_conditions()');

describe('a decision asks for', () => {
	test('conditions with words, an owner of the district and a day that is not past, or it is not recorded', async () => {
		const { lead, deactivated } = district.people;
		const pilot = await voted(district, all('scale'));
		const good = asked(lead.id);
		const gone = district.outsider.id;
		await unchanged(district, pilot, async () => {
			for (const [conditions, how, field] of [
				[[good, asked(null)], '422 no_owner', 'condition-1-owner'],
				[[asked('')], '422 no_owner', 'condition-0-owner'],
				[[asked('somebody')], '422 wrong_person', 'condition-0-owner'],
				[[asked(gone)], '422 wrong_person', 'condition-0-owner'],
				[[asked(deactivated.id)], '422 wrong_person', 'condition-0-owner'],
				[[asked(lead.id, { words: '  ' })], '422 no_words', 'condition-0-words'],
				[[asked(lead.id, { words: 'x'.repeat(1001) })], '422 too_long', 'condition-0-words'],
				[[asked(lead.id, { evidence_asked: 'x'.repeat(1001) })], '422 too_long', 'condition-0-evidence'],
				[[asked(lead.id, { due_on: null })], '422 no_date', 'condition-0-due_on'],
				[[asked(lead.id, { due_on: '2027-02-30' })], '422 no_date', 'condition-0-due_on'],
				[[good, good, asked(lead.id, { due_on: day(-1) })], '422 wrong_date', 'condition-2-due_on'],
				[[asked(lead.id, { due_on: '9999-01-01' })], '422 wrong_date', 'condition-0-due_on']
			] as const) {
				const facts = await denied(
					record(district, pilot, 'scale', { conditions }),
					how,
					JSON.stringify(conditions)
				);
				expect(facts).toEqual({ field });
			}
			await denied(record(district, pilot, 'scale', { conditions: Array(13).fill(good) }), '422 too_many');
			for (const conditions of [[1], { words: 'x' }, [{ ...good, words: ['x'] }], [{ ...good, due_on: 1 }]])
				await denied(record(district, pilot, 'scale', { conditions }), '400 not_understood');
			const { error } = await record(district, pilot, 'scale', { conditions: [good, asked(null)] });
			expect(error!.message).toBe('Condition 2 has no owner. Nothing was recorded.');
		});
		await allowed(
			record(district, pilot, 'scale', { conditions: Array(12).fill(asked(lead.id, { due_on: day(0) })) })
		);
		expect((await allowed(lead.call('pilot', { pilot }))).conditions).toHaveLength(12);
	});

	test.each([
		['extend', { cycle_end: day(60) }],
		['shelve', { wake_on: day(90) }],
		['sunset', {}]
	] as const)('conditions with whatever is decided: %s', async (outcome, more) => {
		const pilot = await voted(district, all(outcome));
		await allowed(
			record(district, pilot, outcome, { ...more, conditions: [asked(district.people.lead.id)] })
		);
		expect(await of(pilot)).toMatchObject({ owner: 'lead', state: 'open', overdue: false, number: 1 });
	});
});

describe('a report', () => {
	test('is its owner’s, or the lead’s in their place, and nobody else’s', async () => {
		const { pilot, condition } = await conditioned();
		const args = { condition, report: 'All 30 came.', link: 'https://office.example/list' };
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'teammate' || part === 'lead') continue;
			await denied(
				who.call('report_condition', args),
				part === 'deactivated' ? '403 no_person' : '403 not_yours',
				part
			);
		}
		await denied(district.outsider.call('report_condition', args), '404 no_such_condition');
		await denied(district.nobody.call('report_condition', args), NO_GRANT);
		const { teammate, lead, sponsor } = district.people;
		await denied(teammate.call('report_condition', { ...args, report: ' ' }), '422 no_reason');
		await denied(teammate.call('report_condition', { ...args, link: 'the list' }), '422 wrong_link');
		expect(await waits(teammate, 'report on a condition')).toContain(pilot);
		await allowed(teammate.call('report_condition', args));
		expect(await of(pilot)).toMatchObject({
			state: 'reported',
			report: args.report,
			link: args.link,
			reported_by: 'teammate'
		});
		expect(await waits(teammate, 'report on a condition')).not.toContain(pilot);
		expect(await waits(sponsor, 'confirm a condition')).toContain(pilot);
		expect(await waits(district.people.clerk, 'confirm a condition')).toContain(pilot);
		await allowed(lead.call('report_condition', { condition, report: 'And two more.', link: '' }));
		expect(await of(pilot)).toMatchObject({ reported_by: 'lead' });
	});
});

describe('a condition is closed', () => {
	test('by the cabinet, the clerk or the AI office, never by its owner or the team', async () => {
		const { pilot, condition } = await conditioned();
		const { teammate, clerk, cabinet3, insider, former } = district.people;
		const close = (who: Actor, met: boolean | null = true, note = '') =>
			who.call('close_condition', { condition, met, note });
		await denied(close(clerk), '409 not_reported');
		await must(teammate, 'report_condition', { condition, report: 'All 30 came.' });
		for (const part of ['lead', 'teammate', 'collector', 'member', 'evaluator', 'reviewer'] as const)
			await denied(close(district.people[part]), '403 not_yours', part);
		for (const who of [insider, former]) await denied(close(who), '403 separation_of_duties', who.name);
		await denied(
			district.outsider.call('close_condition', { condition, met: true }),
			'404 no_such_condition'
		);
		await denied(close(clerk, null), '422 no_answer');
		await denied(close(clerk, false), '422 no_reason');
		await allowed(close(clerk, false, 'Mesa is missing.'));
		expect(await of(pilot)).toMatchObject({
			state: 'open',
			history: [{ kind: 'reported' }, { kind: 'sent back', words: 'Mesa is missing.' }]
		});
		await must(teammate, 'report_condition', { condition, report: 'Mesa too.' });
		await allowed(close(cabinet3));
		expect(await of(pilot)).toMatchObject({ state: 'met', closed_by: 'cabinet3' });
		await denied(close(clerk), '409 not_now');
		await denied(teammate.call('report_condition', { condition, report: 'Again.' }), '409 not_now');
	});

	test('not by an owner of the cabinet, nor by who reported', async () => {
		const { cabinet2, admin } = district.people;
		const { condition } = await conditioned(cabinet2);
		await must(cabinet2, 'report_condition', { condition, report: 'Done.' });
		await denied(cabinet2.call('close_condition', { condition, met: true }), '403 own_condition');
		await denied(cabinet2.call('lift_condition', { condition, reason: 'Mine.' }), '403 own_condition');
		await denied(
			cabinet2.call('change_condition', { condition, due_on: day(90), reason: 'More time.' }),
			'403 own_condition'
		);
		await allowed(admin.call('close_condition', { condition, met: true }));
	});

	test('once, by two at once: the second is told', async () => {
		const { teammate, clerk, admin } = district.people;
		const { condition } = await conditioned();
		await must(teammate, 'report_condition', { condition, report: 'All 30 came.' });
		const answers = await Promise.all(
			[clerk, admin].map((who) => who.call('close_condition', { condition, met: true, seen: 2 }))
		);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		await denied(Promise.resolve(answers.find(({ error }) => error)!), '409 changed_meanwhile');
	});

	test('or lifted by the cabinet, with the reason', async () => {
		const { pilot, condition } = await conditioned();
		const { cabinet3, clerk, admin, lead } = district.people;
		for (const who of [clerk, admin, lead])
			await denied(who.call('lift_condition', { condition, reason: 'Enough.' }), '403 not_yours', who.name);
		await denied(cabinet3.call('lift_condition', { condition, reason: '' }), '422 no_reason');
		await allowed(cabinet3.call('lift_condition', { condition, reason: 'The vendor trains them.' }));
		expect(await of(pilot)).toMatchObject({ state: 'lifted', close_note: 'The vendor trains them.' });
	});
});

describe('its owner and its day', () => {
	test('are changed with a reason, which stays', async () => {
		const { lead, clerk, member, deactivated, teammate } = district.people;
		const { pilot, condition } = await conditioned();
		const change = (who: Actor, more: object) =>
			who.call('change_condition', { condition, reason: 'The bus is late.', ...more });
		await denied(change(lead, { due_on: day(60) }), '403 not_yours');
		await denied(change(clerk, {}), '422 nothing_changed');
		await denied(change(clerk, { due_on: day(-1) }), '422 wrong_date');
		await denied(change(clerk, { due_on: day(60), reason: ' ' }), '422 no_reason');
		for (const owner of [deactivated.id, district.outsider.id])
			await denied(change(clerk, { owner }), '422 wrong_person');
		await allowed(change(clerk, { due_on: day(60), owner: member.id, seen: 1 }));
		await denied(change(clerk, { due_on: day(61), seen: 1 }), '409 changed_meanwhile');
		expect(await of(pilot)).toMatchObject({
			owner: 'member',
			due_on: day(60),
			history: [{ kind: 'changed', words: 'The bus is late.', by: 'clerk', owner: 'member', due_on: day(60) }]
		});
		await denied(teammate.call('report_condition', { condition, report: 'Not mine.' }), '403 not_yours');
		await expect(
			asOwner('delete from private.condition_events where condition_id = $1', condition)
		).rejects.toThrow();
	});

	test('an owner who left is shown as such, and the clerk is asked for another', async () => {
		const { clerk, lead, member } = district.people;
		const leaver = await newcomer(district.id, 'leaver', []);
		const { pilot, condition } = await conditioned(leaver);
		await asOwner('update public.people set active = false where id = $1', leaver.id);
		expect(await of(pilot)).toMatchObject({ owner_left: true });
		expect(await waits(clerk, 'name an owner of a condition')).toContain(pilot);
		await allowed(clerk.call('change_condition', { condition, owner: member.id, reason: 'She has left.' }));
		expect(await waits(clerk, 'name an owner of a condition')).not.toContain(pilot);
		expect(await waits(member, 'report on a condition')).toContain(pilot);
		await allowed(lead.call('report_condition', { condition, report: 'Done in her place.' }));
	});
});

describe('time', () => {
	test('a condition is told of a week before and on the day after, then to the sponsor and the clerk too, each once', async () => {
		const { condition } = await conditioned();
		const told = async () =>
			(
				await asOwner<{ who: string }>(
					`select p.name || case when (m.facts ->> 'late')::boolean then ' late' else ' soon' end as who
					from private.mails m join public.people p on p.id = m.person_id
					where m.key like 'condition_due:' || $1 || '%' order by 1`,
					condition
				)
			).map(({ who }) => who);
		await tick();
		expect(await told()).toEqual([]);
		const due = (days: number) =>
			asOwner(
				'update private.conditions set due_on = private.today() + $2::int where id = $1',
				condition,
				days
			);
		await due(7);
		await tick();
		await tick();
		expect(await told()).toEqual(['teammate soon']);
		await due(0);
		await tick();
		expect(await told()).not.toContain('teammate late');
		await due(-1);
		await tick();
		await tick();
		expect((await told()).filter((one) => one.endsWith('late'))).toEqual([
			'clerk late',
			'sponsor late',
			'teammate late'
		]);
	});
});

describe('the ledger', () => {
	test('is everyone’s of the district, filtered and paged by the database', async () => {
		const { member, lead } = district.people;
		const { condition } = await conditioned(lead, { words: 'Write to the families.' });
		await asOwner('update private.conditions set due_on = private.today() - 3 where id = $1', condition);
		const list = (filters: object = {}) => allowed(member.call('condition_list', { filters }));
		const late = await list({ state: 'overdue', owner: lead.id });
		expect(late).toMatchObject({ found: 1 });
		expect(late.rows[0]).toMatchObject({ words: 'Write to the families.', overdue: true, outcome: 'scale' });
		const every = await list();
		expect(every.in_all).toBe(every.found);
		expect(every.counts.overdue).toBeGreaterThanOrEqual(1);
		expect((await list({ state: 'met' })).rows.every(({ state }: { state: string }) => state === 'met')).toBe(
			true
		);
		const theirs = await allowed(district.outsider.call('condition_list'));
		expect(theirs).toMatchObject({ in_all: 0, rows: [] });
		await denied(district.people.deactivated.call('condition_list'), '403 no_person');
		await denied(district.nobody.call('condition_list'), NO_GRANT);
	});
});
