import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { activityOf, must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const page = (pilot: string, who: Actor = district.people.lead) => must(who, 'safeguards', { pilot });
const fields = (more: object = {}) => ({
	id: randomUUID(),
	what: 'Teachers read every answer before a student does.',
	owner_id: district.people.teammate.id,
	due_on: day(10),
	...more
});
const add = (who: Actor, pilot: string, more: object = {}) =>
	who.call('save_mitigation', { pilot, mitigation: fields(more) });

describe('the risk that is left', () => {
	const judge = (who: Actor, pilot: string, more: object = {}) =>
		who.call('save_residual_risk', {
			pilot,
			level: 'low',
			reason: `${who.name} looked at what is done.`,
			...more
		});

	test('is judged by its sponsor, the AI office and reviewers, and by nobody on the team', async () => {
		const pilot = await pilotIn(district, 'vetting');
		let seen: number | null = null;
		for (const part of ['sponsor', 'admin', 'reviewer', 'privacyReviewer'] as Part[])
			seen = await allowed(judge(district.people[part], pilot, { seen }));
		for (const part of ['lead', 'teammate', 'insider', 'former'] as Part[])
			await denied(judge(district.people[part], pilot, { seen }), /^403/, part);
		for (const part of ['member', 'evaluator', 'cabinet2', 'chair', 'clerk', 'colleague'] as Part[])
			await denied(judge(district.people[part], pilot, { seen }), '403 not_yours', part);
		await denied(judge(district.outsider, pilot, { seen }), '404 no_such_pilot');
		const { judgements } = (await page(pilot)).residual;
		expect(judgements.map((one: { by: string }) => one.by)).toHaveLength(4);
		expect((await activityOf(district.people.lead, pilot))[0]).toMatchObject({
			verb: 'judged the risk that is left',
			facts: { level: 'low' }
		});
	});

	test('comes with a reason, loses nothing of a later one, and is said once', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const { sponsor, admin } = district.people;
		await denied(judge(sponsor, pilot, { reason: ' ' }), '422 no_reason');
		await denied(judge(sponsor, pilot, { level: 'none' }), '422 wrong_level');
		await denied(judge(sponsor, pilot, { reason: 'x'.repeat(2001) }), '422 too_long');
		const first = await allowed(judge(sponsor, pilot));
		expect(await allowed(judge(sponsor, pilot))).toBe(first);
		await denied(judge(admin, pilot), '409 changed_meanwhile');
		await denied(judge(sponsor, await pilotIn(district, 'declined')), '409 not_now');
	});

	test('is recommended at launch, and does not hold it', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const criterion = async () =>
			(await must(district.people.lead, 'gate', { pilot })).find(
				(one: { criterion: string }) => one.criterion === 'residual_risk'
			);
		expect(await criterion()).toMatchObject({ met: false, required: false, how: 'automatic' });
		await must(district.people.lead, 'save_mitigation', { pilot, mitigation: fields() });
		await must(district.people.admin, 'save_residual_risk', {
			pilot,
			level: 'moderate',
			reason: 'It is new.'
		});
		expect(await criterion()).toMatchObject({ met: true, facts: { level: 'moderate', open: 1 } });
	});
});

describe('mitigations', () => {
	test('are added by the lead, the sponsor, the AI office and reviewers, for an owner of the district', async () => {
		const pilot = await pilotIn(district, 'vetting');
		for (const part of ['lead', 'sponsor', 'admin', 'reviewer'] as Part[])
			await allowed(add(district.people[part], pilot));
		for (const part of ['teammate', 'member', 'evaluator', 'cabinet2', 'clerk'] as Part[])
			await denied(add(district.people[part], pilot), '403 not_yours', part);
		for (const part of ['insider', 'former'] as Part[])
			await denied(add(district.people[part], pilot), '403 separation_of_duties', part);
		await denied(add(district.outsider, pilot), '404 no_such_pilot');
		for (const owner_id of [district.outsider.id, district.people.deactivated.id, '', 'nobody'])
			await denied(add(district.people.lead, pilot, { owner_id }), '422 wrong_mitigation');
		await denied(add(district.people.lead, pilot, { due_on: day(-1) }), '422 wrong_mitigation');
		await denied(add(district.people.lead, pilot, { due_on: 'soon' }), '422 wrong_mitigation');
		await denied(add(district.people.lead, pilot, { what: ' ' }), '422 wrong_mitigation');
		await denied(add(district.people.lead, pilot, { id: 'one' }), '422 no_id');
		expect((await page(pilot)).mitigations).toHaveLength(4);
	});

	test('somebody from outside who stands in as reviewer is told of nobody but those who have a part in it', async () => {
		const pilot = await pilotIn(district, { stage: 'vetting', without: 'signatures' });
		const guest = await newcomer(district.id, 'guest');
		await asOwner(
			`insert into public.substitutes (district_id, pilot_id, part, person_id, reason, appointed_by) values ($1, $2, 'privacy', $3, 'Nobody else.', $4)`,
			district.id,
			pilot,
			guest.id,
			district.people.admin.id
		);
		const { people, may_add } = await page(pilot, guest);
		expect(may_add).toBe(true);
		const names = people.map(({ name }: { name: string }) => name);
		expect(names).toEqual(expect.arrayContaining(['lead', 'sponsor', 'evaluator']));
		for (const name of ['member', 'clerk', 'admin']) expect(names).not.toContain(name);
		expect((await page(pilot)).people.length).toBeGreaterThan(names.length);
	});

	test('are added once however often the form is sent, and an id is of one pilot', async () => {
		const [pilot, other] = [await pilotIn(district, 'vetting'), await pilotIn(district, 'experiment')];
		const mitigation = fields();
		const { lead } = district.people;
		for (let i = 0; i < 2; i++) await allowed(lead.call('save_mitigation', { pilot, mitigation }));
		await denied(lead.call('save_mitigation', { pilot: other, mitigation }), '409 id_taken');
		expect((await page(pilot)).mitigations).toHaveLength(1);
		expect((await page(pilot)).mitigations[0].steps).toHaveLength(1);
	});

	test('are done when their owner or the AI office says what shows it, and opened again with a reason', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const { lead, teammate, admin, sponsor, insider, reviewer } = district.people;
		const mitigation: string = await must(lead, 'save_mitigation', { pilot, mitigation: fields() });
		const finish = (who: Actor, more: object = {}) =>
			who.call('finish_mitigation', { mitigation, evidence: 'A week of samples.', seen: 1, ...more });
		for (const who of [lead, sponsor, reviewer, insider])
			await denied(finish(who), '403 not_yours', who.name);
		await denied(finish(district.outsider), '404 no_such_mitigation');
		await denied(finish(teammate, { evidence: ' ' }), '422 no_evidence');
		await denied(finish(teammate, { seen: 7 }), '409 changed_meanwhile');
		await allowed(finish(teammate));
		await denied(finish(admin, { seen: 2 }), '409 done');
		await denied(
			lead.call('save_mitigation', { pilot, mitigation: fields({ id: mitigation, what: 'Less.', seen: 2 }) }),
			'409 done'
		);
		const reopen = (who: Actor, reason = 'Two samples were wrong.') =>
			who.call('reopen_mitigation', { mitigation, reason, seen: 2 });
		for (const who of [lead, insider, district.people.member])
			await denied(reopen(who), '403 not_yours', who.name);
		await denied(reopen(sponsor, ''), '422 no_reason');
		await allowed(reopen(sponsor));
		await allowed(finish(admin, { seen: 3 }));
		const [one] = (await page(pilot)).mitigations;
		expect(one.steps.map((step: { did: string }) => step.did)).toEqual(['done', 'reopened', 'done', 'added']);
		expect(one).toMatchObject({ state: 'done', evidence: 'A week of samples.', may_finish: false });
	});

	test('a change says what it changed, and one on an older page is refused', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const { lead, admin, member } = district.people;
		const own = fields();
		await must(lead, 'save_mitigation', { pilot, mitigation: own });
		await must(admin, 'save_mitigation', { pilot, mitigation: { ...own, owner_id: member.id, seen: 1 } });
		await denied(
			lead.call('save_mitigation', { pilot, mitigation: { ...own, due_on: day(20), seen: 1 } }),
			'409 changed_meanwhile'
		);
		expect((await page(pilot)).mitigations[0]).toMatchObject({ owner: member.name, revision: 2 });
	});

	test('wait on their owner from a week before, and are mailed once when their day is past', async () => {
		const pilot = await pilotIn(district, 'experiment');
		const { lead, teammate } = district.people;
		const far: string = await must(lead, 'save_mitigation', {
			pilot,
			mitigation: fields({ due_on: day(30) })
		});
		const near: string = await must(lead, 'save_mitigation', {
			pilot,
			mitigation: fields({ what: 'Sample answers each week.', due_on: day(5) })
		});
		const waits = async (who: Actor) =>
			(await must(who, 'home', {})).waiting.filter(
				(one: { what: string; pilot: string }) => one.what === 'finish a mitigation' && one.pilot === pilot
			);
		expect(await waits(teammate)).toMatchObject([{ detail: 'Sample answers each week.', due: day(5) }]);
		expect(await waits(lead)).toEqual([]);
		await asOwner('update private.mitigations set due_on = due_on - 40 where id = $1 or id = $2', far, near);
		for (let i = 0; i < 2; i++) await asOwner('select private.tick_safeguards()');
		const mails = await asOwner(
			`select person_id, kind, facts, private.stoppable(kind) as stops from private.mails where key like $1`,
			`mitigation_overdue:${near}:%`
		);
		expect(mails).toMatchObject([
			{ person_id: teammate.id, facts: { pilot, what: 'Sample answers each week.' }, stops: 'at once' }
		]);
		expect((await page(pilot)).mitigations[0]).toMatchObject({ overdue: true });
	});
});

describe('overrides and downgrades', () => {
	const ledger = (who: Actor, filters: object = {}) => who.call('risk_overrides', { filters });

	test('are for the cabinet, the AI office and the clerk', async () => {
		for (const part of ['cabinet2', 'chair', 'sponsor', 'admin', 'clerk'] as Part[])
			await allowed(ledger(district.people[part]), part);
		for (const part of ['lead', 'member', 'evaluator', 'reviewer', 'colleague'] as Part[])
			await denied(ledger(district.people[part]), '403 not_yours', part);
		await denied(ledger(district.people.admin, { colour: 'red' }), '400 unknown_field');
	});

	test('list each pilot whose tier departs from its answers, with reason, stage and the risk that is left', async () => {
		const own = await foundDistrict();
		const { admin, cabinet2, sponsor } = own.people;
		const rows = async (filters: object = {}) =>
			(await must(cabinet2, 'risk_overrides', { filters })).rows as Record<string, unknown>[];
		const pilot = await pilotIn(own, { stage: 'proposed', without: 'facts' });
		const computed = await pilotIn(own, { stage: 'proposed', without: 'facts' });
		await must(admin, 'save_facts', { pilot: computed, facts: { risk_tier: 'moderate' } });
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'low', risk_reason: 'Only two classes.' } });
		await must(sponsor, 'save_residual_risk', { pilot, level: 'moderate', reason: 'It is new.' });
		expect(await rows()).toMatchObject([
			{
				pilot,
				tier: 'low',
				led: 'moderate',
				reason: 'Only two classes.',
				by: admin.name,
				stage: 'proposed',
				residual: 'moderate'
			}
		]);
		expect(await rows({ way: 'higher' })).toEqual([]);
		expect(await rows({ way: 'lower', residual: 'moderate', stage: 'proposed' })).toHaveLength(1);
		expect(await rows({ residual: 'not judged' })).toEqual([]);
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'moderate' } });
		expect(await rows()).toEqual([]);
	});

	test('a use that is presumed high-impact and set lower stands among them', async () => {
		const own = await foundDistrict();
		const { admin, clerk } = own.people;
		const pilot = await pilotIn(own, { stage: 'proposed', without: 'facts' });
		await asOwner(`update public.pilots set uses = '{grading}' where id = $1`, pilot);
		await denied(admin.call('save_facts', { pilot, facts: { risk_tier: 'moderate' } }), '422 presumed_high');
		await must(admin, 'save_facts', {
			pilot,
			facts: { risk_tier: 'moderate', risk_reason: 'Practice only.' }
		});
		const { rows, found, in_all } = await must(clerk, 'risk_overrides', { filters: { way: 'presumed' } });
		expect(rows).toMatchObject([{ pilot, uses: ['grading'], tier: 'moderate', led: 'high' }]);
		expect({ found, in_all }).toEqual({ found: 1, in_all: 1 });
	});

	test('come a page at a time', async () => {
		const own = await foundDistrict();
		const { admin } = own.people;
		const pilot = await pilotIn(own, { stage: 'proposed', without: 'facts' });
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'high', risk_reason: 'To be sure.' } });
		const first = await must(admin, 'risk_overrides', { filters: { way: 'higher' } });
		expect(first).toMatchObject({ next: null, rows: [{ pilot }] });
		expect(
			(await must(admin, 'risk_overrides', { filters: { before: String(first.rows[0].id) } })).rows
		).toEqual([]);
		await denied(ledger(admin, { before: 'x' }), '422 wrong_page');
	});
});

describe('the table that the tier follows from', () => {
	const table = async (who: Actor) => {
		const { moderate_from, high_from, rules, revision } = await must(who, 'risk_table', {});
		return { risk: { moderate_from, high_from, rules }, revision: revision as number };
	};

	test('is edited by the AI office alone, with a reason, after it saw which pilots differ', async () => {
		const own = await foundDistrict();
		const { admin, lead, chair, reviewer } = own.people;
		const pilot = await pilotIn(own, 'vetting');
		const { risk, revision } = await table(admin);
		const stricter = { ...risk, high_from: risk.moderate_from + 1, moderate_from: 1 };
		stricter.rules = risk.rules.map((rule: { question: string; answer: string }) =>
			rule.question === 'students_take_part' && rule.answer === 'yes' ? { ...rule, points: 9 } : rule
		);
		for (const who of [lead, chair, reviewer])
			await denied(who.call('save_risk_table', { revision, risk: stricter, preview: true }), '403 not_yours');
		const seen = await allowed(admin.call('save_risk_table', { revision, risk: stricter, preview: true }));
		expect(seen).toMatchObject({
			in_all: 1,
			pilots: [{ id: pilot, computed: 'moderate', would_be: 'high' }]
		});
		expect((await table(admin)).revision).toBe(revision);
		await denied(admin.call('save_risk_table', { revision, risk: stricter }), '422 no_reason');
		const saved = await allowed(
			admin.call('save_risk_table', { revision, risk: stricter, reason: 'After last year.' })
		);
		expect(saved.revision).toBe(revision + 1);
		await denied(admin.call('save_risk_table', { revision, risk, reason: 'Back.' }), '409 changed_meanwhile');
		// What was set stays set; what the answers lead to is another.
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({
			risk_tier: 'moderate',
			risk: { tier: 'high' }
		});
		expect((await must(lead, 'risk_table', {})).changes).toMatchObject([
			{ by: admin.name, reason: 'After last year.', revision: revision + 1 }
		]);
		// The same again changes nothing.
		const again = await table(admin);
		expect(await allowed(admin.call('save_risk_table', { ...again, reason: 'The same.' }))).toMatchObject({
			revision: again.revision,
			in_all: 0
		});
	});

	test('refuses what is no table, and says where', async () => {
		const { admin } = district.people;
		const { risk, revision } = await table(admin);
		const first = { ...risk.rules[0] };
		const rest = risk.rules.slice(1);
		for (const [wrong, field] of [
			[{ ...risk, high_from: risk.moderate_from }, 'high_from'],
			[{ ...risk, moderate_from: 1.5 }, 'moderate_from'],
			[{ ...risk, rules: [{ ...first, points: 21 }, ...rest] }, `points ${first.question} ${first.answer}`],
			[{ ...risk, rules: [{ ...first, points: -1 }, ...rest] }, `points ${first.question} ${first.answer}`],
			[
				{ ...risk, rules: [{ ...first, at_least: 'huge' }, ...rest] },
				`points ${first.question} ${first.answer}`
			],
			[
				{ ...risk, rules: [{ ...first, answer: 'maybe' }, ...rest] },
				`points ${first.question} ${first.answer}`
			],
			[{ ...risk, rules: rest }, undefined],
			[{ ...risk, rules: 'none' }, undefined]
		] as [object, string | undefined][]) {
			const { error } = await admin.call('save_risk_table', { revision, risk: wrong, reason: 'Wrong.' });
			expect(error, JSON.stringify(wrong).slice(0, 80)).toMatchObject({ hint: 'wrong_table' });
			expect(JSON.parse(error!.details!).field).toBe(field);
		}
	});
});
