import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, doSteps, must, pilotIn, stepFields } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type One = {
	id: string;
	key: string;
	state: string;
	revision: number;
	due_on: string;
	owner: { id: string; name: string; active: boolean } | null;
	tool: { name: string } | null;
	[more: string]: unknown;
};

const sunset = () => pilotIn(district, { stage: 'sunset', without: 'facts' });
const book = async (who: Actor, pilot: string) => allowed(who.call('runbook', { pilot }), who.name);
const step = async (pilot: string, key: string): Promise<One> =>
	(await book(district.people.member, pilot)).steps.find((one: One) => one.key === key);
const does = async (who: Actor, pilot: string, key: string, more: object = {}) =>
	who.call('do_step', { pilot, step: (await step(pilot, key)).id, fields: stepFields(key, more) });
const retires = (pilot: string) =>
	district.people.admin.call('advance_pilot', advance(pilot, 'sunset', 'retired'));
const waits = async (who: Actor, pilot: string) =>
	(await allowed(who.call('home'))).waiting.find(
		(one: { what: string; pilot: string }) => one.what === 'do a runbook step' && one.pilot === pilot
	);
const daysOn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const rulesOf = async () => (await must(district.people.admin, 'runbook_office', {})).rules;

describe('a runbook begins', () => {
	test('when a pilot is sunset, with an owner and a day for each step', async () => {
		const { lead, sponsor, admin, member } = district.people;
		const pilot = await sunset();
		const { steps, started_on, today } = await book(member, pilot);
		expect(started_on).toBe(today);
		const told = steps.map(({ key, owner, tool }: One) => [key, owner?.id, tool?.name ?? null]);
		expect(told).toEqual([
			['tell_staff', lead.id, null],
			['tell_families', lead.id, null],
			['export_work', lead.id, null],
			['name_replacement', sponsor.id, null],
			['revoke_access', admin.id, 'A chat tutor'],
			['end_contract', admin.id, 'A chat tutor'],
			['publish_lesson', lead.id, null],
			['thank_team', sponsor.id, null],
			['deletion_certificate', admin.id, 'A chat tutor']
		]);
		expect(steps[0]).toMatchObject({ due_on: daysOn(7), state: 'open', required: true, overdue: false });
	});

	test('without families where no students take part, and without what no tool asks for', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'decision');
		await asOwner('update public.pilots set students_take_part = false where id = $1', pilot);
		await asOwner('update private.pilot_tools set unlinked_at = private.now() where pilot_id = $1', pilot);
		const { would } = await book(admin, pilot);
		const keys = would.steps.map(({ key }: One) => key);
		expect(keys).not.toContain('tell_families');
		expect(keys).not.toContain('deletion_certificate');
		expect(keys).not.toContain('end_contract');
		// Access is revoked to what the registry does not know, too.
		expect(would.steps.find(({ key }: One) => key === 'revoke_access')).toMatchObject({ tool: null });
	});

	test('and falls to the sponsor, then to the AI office, where nobody has the part', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'decision');
		const owner = async (key: string) =>
			(await book(admin, pilot)).would.steps.find((one: One) => one.key === key).owner;
		const ends = (role: string) =>
			asOwner(
				'update public.assignments set until = private.now() where pilot_id = $1 and role = $2::public.assignment_role',
				pilot,
				role
			);
		await asOwner(
			`update public.team_members set left_at = private.now() where pilot_id = $1 and role = 'lead'`,
			pilot
		);
		expect(await owner('tell_staff')).toBe('sponsor');
		await ends('sponsor');
		expect(await owner('tell_staff')).toBe('admin');
		expect(await owner('name_replacement')).toBe('admin');
	});

	test('and is seen by everyone in the district, by nobody outside of it', async () => {
		const pilot = await sunset();
		await book(district.people.clerk, pilot);
		await denied(district.outsider.call('runbook', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('runbook', { pilot }), '42501');
	});
});

describe('a step is done', () => {
	test('by its owner, the sponsor and the AI office, and by nobody else', async () => {
		const pilot = await sunset();
		const mayDo: Part[] = ['lead', 'sponsor', 'admin'];
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (mayDo.includes(part)) continue;
				const how =
					part === 'deactivated'
						? '403 no_person'
						: ['insider', 'former'].includes(part)
							? '403 separation_of_duties'
							: '403 not_yours';
				await denied(does(who, pilot, 'tell_staff'), how, part);
			}
		});
		await allowed(does(district.people.lead, pilot, 'tell_staff'));
		await allowed(does(district.people.sponsor, pilot, 'export_work'));
		await allowed(does(district.people.admin, pilot, 'name_replacement'));
		expect(await step(pilot, 'tell_staff')).toMatchObject({
			state: 'done',
			done_on: day(0),
			closed_by: 'lead'
		});
	});

	test('not by the team where somebody else owns it', async () => {
		const pilot = await sunset();
		const { lead, teammate } = district.people;
		await denied(does(lead, pilot, 'revoke_access'), '403 not_yours');
		await denied(does(teammate, pilot, 'tell_staff'), '403 not_yours');
	});

	const bad: [string, string, object, string][] = [
		['on a day to come', 'tell_staff', { done_on: daysOn(1) }, '422 wrong_date'],
		['on no day', 'tell_staff', { done_on: '' }, '422 no_day'],
		['on what is no day', 'tell_staff', { done_on: '2026-02-31' }, '422 no_day'],
		['with a certificate without a link', 'deletion_certificate', { link: '' }, '422 no_link'],
		['with a certificate without a day', 'deletion_certificate', { done_on: '' }, '422 no_day'],
		['with what is no link', 'deletion_certificate', { link: 'javascript:alert(1)' }, '422 no_link'],
		['without a note where it needs one', 'name_replacement', { note: ' ' }, '422 no_note'],
		['with an endless note', 'tell_staff', { note: 'x'.repeat(2001) }, '422 too_long'],
		['with a lesson that says nothing', 'publish_lesson', { lesson: ' ' }, '422 no_lesson'],
		['with what nobody knows', 'tell_staff', { state: 'done' }, '400 unknown_field']
	];
	test('and not', async () => {
		const pilot = await sunset();
		await unchanged(district, pilot, async () => {
			for (const [said, key, more, how] of bad)
				await denied(does(district.people.admin, pilot, key, more), how, said);
		});
	});

	test('once: the second of two is told who was first', async () => {
		const { lead, admin } = district.people;
		const pilot = await sunset();
		const { id } = await step(pilot, 'tell_staff');
		const args = { pilot, step: id, fields: stepFields('tell_staff') };
		const answers = await Promise.all([lead.call('do_step', args), admin.call('do_step', args)]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		expect(answers.find(({ error }) => error)!.error).toMatchObject({ hint: 'done_already' });
		expect((await step(pilot, 'tell_staff')).events).toHaveLength(2);
	});

	test('and taken back with a reason, as long as it is not the lesson', async () => {
		const { lead, admin } = district.people;
		const pilot = await sunset();
		await allowed(does(lead, pilot, 'tell_staff'));
		const { id } = await step(pilot, 'tell_staff');
		await denied(lead.call('undo_step', { pilot, step: id, fields: { reason: '' } }), '422 no_reason');
		await allowed(
			lead.call('undo_step', { pilot, step: id, fields: { reason: 'Two schools were forgotten.' } })
		);
		const open = await step(pilot, 'tell_staff');
		expect(open).toMatchObject({ state: 'open', done_on: null });
		expect((open.events as { kind: string }[]).map(({ kind }) => kind)).toEqual(['added', 'done', 'undone']);
		await allowed(does(lead, pilot, 'publish_lesson'));
		const lesson = (await step(pilot, 'publish_lesson')).id;
		await denied(
			admin.call('undo_step', { pilot, step: lesson, fields: { reason: 'No.' } }),
			'409 lesson_stays'
		);
		expect(await allowed(admin.call('pilot', { pilot }))).toMatchObject({ lesson: 'Ask families first.' });
	});

	test('history is kept for ever', async () => {
		const pilot = await sunset();
		await expect(
			asOwner(`update private.runbook_events set words = 'Nothing.' where pilot_id = $1`, pilot)
		).rejects.toThrow(/kept/);
	});
});

describe('a runbook is kept', () => {
	test('by the sponsor and the AI office: owners, days, steps of their own', async () => {
		const { sponsor, lead, member, former, insider } = district.people;
		const pilot = await sunset();
		const { id, revision } = await step(pilot, 'export_work');
		const change = (who: Actor, more: object) =>
			who.call('change_step', { pilot, step: id, fields: { seen: revision, ...more } });
		await denied(change(lead, { owner: member.id }), '403 not_yours');
		await denied(change(former, { owner: member.id }), '403 separation_of_duties');
		await denied(change(sponsor, { owner: district.outsider.id }), '422 wrong_person');
		await denied(change(sponsor, { owner: 'somebody' }), '422 wrong_person');
		await denied(change(sponsor, { due_on: day(-1) }), '422 wrong_date');
		await allowed(change(sponsor, { owner: member.id, due_on: daysOn(3) }));
		await denied(change(sponsor, { owner: lead.id }), '409 changed_meanwhile');
		expect(await step(pilot, 'export_work')).toMatchObject({ due_on: daysOn(3), owner: { id: member.id } });
		expect(await waits(member, pilot)).toMatchObject({
			due: daysOn(3),
			detail: expect.stringContaining('Export')
		});
		await allowed(does(member, pilot, 'export_work'));

		const own = randomUUID();
		const add = (who: Actor, more: object = {}) =>
			who.call('add_step', {
				pilot,
				step: own,
				fields: { title: 'Return the tablets', owner: lead.id, due_on: daysOn(5), ...more }
			});
		await denied(add(lead), '403 not_yours');
		await denied(add(insider), '403 separation_of_duties');
		await denied(add(sponsor, { title: '' }), '422 no_title');
		await denied(add(sponsor, { due_on: '' }), '422 wrong_date');
		await allowed(add(sponsor));
		await allowed(add(sponsor));
		const skip = (who: Actor, reason: string, which: string = own) =>
			who.call('skip_step', { pilot, step: which, fields: { reason } });
		await denied(skip(sponsor, ''), '422 no_reason');
		await denied(skip(sponsor, 'No need.', (await step(pilot, 'end_contract')).id), '422 required');
		await allowed(skip(lead, 'There were none.'));
		const last = (await book(lead, pilot)).steps.find((one: One) => one.id === own);
		expect(last).toMatchObject({ state: 'skipped', note: 'There were none.', required: false });
	});

	test('whoever owned a step and left holds nothing up', async () => {
		const { admin, sponsor } = district.people;
		const pilot = await sunset();
		const { deactivated } = district.people;
		await asOwner(
			`update private.runbook_steps set owner_id = $2 where pilot_id = $1 and key = 'tell_staff'`,
			pilot,
			deactivated.id
		);
		expect((await step(pilot, 'tell_staff')).owner).toMatchObject({ active: false });
		expect(await waits(admin, pilot)).toMatchObject({ detail: expect.stringContaining('Tell the staff') });
		const { id } = await step(pilot, 'tell_staff');
		await denied(
			sponsor.call('change_step', { pilot, step: id, fields: { owner: deactivated.id, due_on: daysOn(4) } }),
			'422 wrong_person'
		);
		await allowed(does(sponsor, pilot, 'tell_staff'));
	});

	test('a change of the district’s runbook counts from the next sunset on', async () => {
		const { admin, clerk, lead } = district.people;
		const before = await sunset();
		const rule = (await rulesOf()).find(({ key }: One) => key === 'thank_team');
		const { since: _, by: _by, key: _key, ...shown } = rule;
		await denied(clerk.call('save_runbook_rule', { rule: shown }), '403 not_yours');
		await denied(lead.call('runbook_office', {}), '403 not_yours');
		await denied(admin.call('save_runbook_rule', { rule: { ...shown, days: -1 } }), '422 no_number');
		await denied(
			admin.call('save_runbook_rule', { rule: { ...shown, owner: 'nobody' } }),
			'422 unknown_choice'
		);
		await allowed(admin.call('save_runbook_rule', { rule: { ...shown, title: 'Thank everyone', days: 3 } }));
		await denied(admin.call('save_runbook_rule', { rule: shown }), '409 changed_meanwhile');
		const certificate = (await rulesOf()).find(({ key }: One) => key === 'deletion_certificate');
		const { since: _s, by: _b, key: _k, ...filed } = certificate;
		await denied(admin.call('save_runbook_rule', { rule: { ...filed, evidence: [] } }), '422 no_evidence');
		expect(await step(before, 'thank_team')).toMatchObject({ title: 'Thank the team', due_on: daysOn(30) });
		const next = await pilotIn(district, 'decision');
		const { preview } = await allowed(admin.call('runbook_office', { pilot: next }));
		expect(preview.steps.find(({ key }: One) => key === 'thank_team')).toMatchObject({
			title: 'Thank everyone',
			days: 3
		});
		const own = (await rulesOf()).find(({ key }: One) => key === 'thank_team');
		await allowed(admin.call('end_runbook_rule', { rule: own.id }));
		await denied(admin.call('end_runbook_rule', { rule: own.id }), '409 changed_meanwhile');
	});
});

describe('the gate to retiring', () => {
	test('holds while a required step is open, and opens with the last', async () => {
		const { people } = district;
		const pilot = await sunset();
		await doSteps(district, pilot, [
			'tell_staff',
			'tell_families',
			'export_work',
			'publish_lesson',
			'revoke_access'
		]);
		const facts = await denied(retires(pilot), '422 gate_not_met');
		expect(facts).toEqual({
			act: 'retire',
			unmet: ['deletion_certificate', 'contract_ended', 'replacement', 'runbook']
		});
		await allowed(
			people.cabinet2.call('waive', {
				pilot,
				criterion: 'deletion_certificate',
				reason: 'The vendor is gone.'
			})
		);
		await doSteps(district, pilot, ['end_contract', 'name_replacement']);
		expect(await denied(retires(pilot), '422 gate_not_met')).toEqual({ act: 'retire', unmet: ['runbook'] });
		await doSteps(district, pilot, ['thank_team']);
		await allowed(retires(pilot));
		await denied(does(people.admin, pilot, 'deletion_certificate'), '409 not_now');
	});

	test('knows the facts of old: whoever fills them in does the steps, and steps fill in the facts', async () => {
		const { admin, sponsor, member } = district.people;
		const pilot = await sunset();
		await must(sponsor, 'save_facts', { pilot, facts: { people_told_on: day(-2), lesson: 'Ask first.' } });
		for (const key of ['tell_staff', 'tell_families'])
			expect(await step(pilot, key)).toMatchObject({ state: 'done', done_on: day(-2), closed_by: 'sponsor' });
		expect(await step(pilot, 'publish_lesson')).toMatchObject({ state: 'done' });
		await must(admin, 'save_facts', { pilot, facts: { people_told_on: null } });
		expect(await step(pilot, 'tell_families')).toMatchObject({ state: 'open' });
		// Where the district asks for more than a day, a day alone does nothing.
		await asOwner(
			`update private.runbook_steps set evidence = '{link}' where pilot_id = $1 and key = 'tell_staff'`,
			pilot
		);
		await must(admin, 'save_facts', { pilot, facts: { people_told_on: day(-1) } });
		expect(await step(pilot, 'tell_staff')).toMatchObject({ state: 'open' });
		await must(admin, 'save_facts', { pilot, facts: { access_revoked_on: daysOn(4) } });
		expect(await step(pilot, 'revoke_access')).toMatchObject({ state: 'open' });
		await allowed(does(admin, pilot, 'revoke_access', { done_on: day(-1) }));
		expect(await allowed(member.call('pilot', { pilot }))).toMatchObject({
			access_revoked_on: day(-1),
			people_told_on: null
		});
	});
});

describe('what is not spent any more', () => {
	test('is reckoned from the record, until somebody says it with a source', async () => {
		const { sponsor, lead, member, former } = district.people;
		const pilot = await sunset();
		await asOwner('update public.pilots set staff_hours = 2 where id = $1', pilot);
		expect((await book(member, pilot)).avoided).toMatchObject({
			budget: 2000,
			budget_from: 'budget',
			hours: 72,
			hours_from: 2
		});
		const before = await allowed(member.call('avoided_so_far'));
		const save = (who: Actor, more: object) =>
			who.call('save_avoided', {
				pilot,
				fields: { budget: '24,000', hours: '', licences: '120', source: 'The invoice.', ...more }
			});
		await denied(save(lead, {}), '403 not_yours');
		await denied(save(former, {}), '403 separation_of_duties');
		await denied(save(sponsor, { source: ' ' }), '422 no_reason');
		await denied(save(sponsor, { budget: 'a lot' }), '422 no_number');
		await denied(save(sponsor, { budget: '-1' }), '422 no_number');
		await denied(save(sponsor, { budget: '', licences: '' }), '422 no_number');
		await allowed(save(sponsor, { seen: '1' }));
		await denied(save(sponsor, { seen: '1' }), '409 changed_meanwhile');
		expect((await book(member, pilot)).avoided).toMatchObject({
			budget: 24000,
			hours: null,
			licences: 120,
			by: 'sponsor'
		});
		const after = await allowed(member.call('avoided_so_far'));
		expect(after).toMatchObject({
			pilots: before.pilots,
			budget: before.budget + 22000,
			hours: before.hours - 72
		});
		await denied(district.nobody.call('avoided_so_far'), '42501');
	});

	test('and the team is thanked once, in the words of the sponsor', async () => {
		const { sponsor, lead, former, member } = district.people;
		const pilot = await sunset();
		await denied(lead.call('save_thanks', { pilot, words: 'Well done, me.' }), '403 not_yours');
		await allowed(
			does(sponsor, pilot, 'thank_team', { note: 'You measured it so well that we could see it.' })
		);
		const mail = async (who: Actor) =>
			(await mailsOf(district.id, 'sunset_thanks')).filter(
				({ facts, person }) => person === who.id && facts.pilot === pilot
			);
		expect((await mail(lead))[0]!.facts).toMatchObject({
			by: 'sponsor',
			words: 'You measured it so well that we could see it.'
		});
		expect(await mail(former)).toHaveLength(1);
		expect(await mail(member)).toHaveLength(0);
		await allowed(sponsor.call('save_thanks', { pilot, words: 'And thank you again.' }));
		await doSteps(district, pilot);
		await allowed(retires(pilot));
		expect(await mail(lead)).toHaveLength(1);
		expect((await book(member, pilot)).thanks).toMatchObject({
			words: 'And thank you again.',
			by: 'sponsor'
		});
	});
});

test('time reminds the owner when a step is due, and tells sponsor and AI office when it is late, once each', async () => {
	const { lead, sponsor, admin } = district.people;
	const pilot = await sunset();
	const late = async (days: number) =>
		asOwner(
			`update private.runbook_steps set due_on = private.today() - $2::int where pilot_id = $1 and key = 'tell_staff'`,
			pilot,
			days
		);
	const steps = async (who: Actor, kind: string) =>
		(await mailsOf(district.id, kind))
			.filter(({ person }) => person === who.id)
			.flatMap(({ facts }) => facts.steps.filter((one: { pilot: string }) => one.pilot === pilot));
	await late(0);
	await must(server, 'tick', {});
	await must(server, 'tick', {});
	expect(await steps(lead, 'runbook_due')).toHaveLength(1);
	expect(await steps(sponsor, 'runbook_overdue')).toHaveLength(0);
	await late(8);
	await must(server, 'tick', {});
	await must(server, 'tick', {});
	expect(await steps(lead, 'runbook_due')).toHaveLength(2);
	expect(await steps(sponsor, 'runbook_overdue')).toHaveLength(1);
	expect(await steps(admin, 'runbook_overdue')).toHaveLength(1);
	const verbs = (await activityOf(lead, pilot)).map(({ verb }: { verb: string }) => verb);
	expect(verbs).toContain('began a runbook');
});
