import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { meetingOf } from './access-calls-briefs.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { all, record, voted } from './decide.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { analyse, must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const seesAll: Part[] = ['evaluator', 'admin'];
const everyoneElse: Part[] = [
	...(['lead', 'teammate', 'collector', 'insider', 'former', 'member', 'colleague', 'reviewer'] as const),
	...(['privacyReviewer', 'sponsor', 'cabinet2', 'cabinet3', 'chair', 'clerk'] as const)
];
const small = () => result(district, { n: 7, mean: 43.217, sd: 8.911, stratum: 'Grade 7' });

const brief = async (who: Actor, pilot: string, more: object = {}) =>
	allowed(who.call('brief', { pilot, ...more }), who.name);

async function itemOf(pilot: string): Promise<string> {
	const [item] = await asOwner<{ id: string }>(
		'select id from public.docket_items where pilot_id = $1 and closed_at is null',
		pilot
	);
	return item!.id;
}

/** What opening an item does: no client may. */
async function freeze(pilot: string, item?: string): Promise<string> {
	const [row] = await asOwner<{ id: string }>(
		'select private.freeze_brief($1, $2) as id',
		item ?? (await itemOf(pilot)),
		district.people.chair.id
	);
	return row!.id;
}

/** A pilot whose cycle is over without an evaluation: the cabinet decides it, and results still come in. */
async function overdueWith(rows: object[]) {
	const pilot = await pilotIn(district, 'experiment');
	const { evaluator, clerk, chair } = district.people;
	await must(evaluator, 'log_measurements', { pilot, rows });
	await asOwner('update public.pilots set cycle_end = current_date - 1 where id = $1', pilot);
	await asOwner('select private.docket_overdue()');
	await analyse(pilot);
	await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
	return pilot;
}

describe('a brief from the record', () => {
	test('is told to everyone in the district, with the version that each may see', async () => {
		const pilot = await pilotIn(district, 'decision');
		for (const part of [...everyoneElse, ...seesAll]) {
			const whole = seesAll.includes(part);
			const told = await brief(district.people[part], pilot);
			expect(told, part).toMatchObject({ state: 'live', version: null, everything: whole, current: true });
			expect(told.content.evidence.analysis, part).toEqual({ for: whole ? 'the evaluator' : 'everyone' });
		}
		await denied(district.people.deactivated.call('brief', { pilot }), '403 no_person');
		await denied(district.outsider.call('brief', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('brief', { pilot }), NO_GRANT);
	});

	test('holds what a vote is cast on', async () => {
		const pilot = await pilotIn(district, 'decision');
		const { content } = await brief(district.people.chair, pilot);
		expect(content.pilot).toMatchObject({
			question: 'Should grade 6 use it?',
			stop_rule: 'Stop if scores fall.',
			budget_once: 1000
		});
		expect(content.plan).toMatchObject({ design: 'randomized', outcome_period: 'Spring' });
		expect(content.evidence.permitted).toEqual(['scale', 'extend']);
		expect(content.evaluation).toMatchObject({ summary: 'It helps.', recommendation: 'scale', opinions: [] });
		expect(content.risks).toMatchObject({
			tier: 'moderate',
			findings: { closed: 0, open: [] },
			incidents: [],
			holds: []
		});
		expect(content.risks.reviews.map(({ state }: { state: string }) => state)).toEqual([
			'signed',
			'signed',
			'signed'
		]);
		expect(content.criteria.map(({ act }: { act: string }) => act)).toContain('scale');
		expect(content).not.toHaveProperty('input');
	});

	test('is not there for a draft, and of an unknown one there is nothing', async () => {
		const draft = await pilotIn(district, 'draft');
		await denied(district.people.lead.call('brief', { pilot: draft }), '409 not_now');
		await denied(district.people.member.call('brief', { pilot: draft }), '404 no_such_pilot');
		const pilot = await pilotIn(district, 'decision');
		for (const id of [randomUUID(), pilot])
			await denied(district.people.chair.call('brief', { pilot, brief: id }), '404 no_such_brief');
	});

	test('tells of an incident its kind and severity, and of the report no word', async () => {
		const pilot = await pilotIn(district, 'experiment');
		const { lead, member } = district.people;
		const what_happened = 'A chat named a student.';
		await must(lead, 'report_incident', { pilot, severity: 'minor', occurred_on: day(-1), what_happened });
		const told = await brief(member, pilot);
		expect(told.content.risks.incidents).toMatchObject([{ severity: 'minor', state: 'reported' }]);
		expect(JSON.stringify(told)).not.toContain(what_happened);
	});

	test('of a pilot that runs is a look, which is on record', async () => {
		const pilot = await pilotIn(district, 'experiment');
		await asOwner('update public.pilots set cycle_end = current_date + 30 where id = $1', pilot);
		const running = {
			early: { running: true },
			outcomes: [{ goal: { id: 'x' }, rows: { counted: 2 }, look: {} }]
		};
		const { fingerprint } = await asOwner<{ f: { fingerprint: string } }>(
			'select private.evidence_input($1) as f',
			pilot
		).then(([row]) => row!.f);
		await asOwner(
			`select private.store_analysis($1, $2, $3::text::jsonb, $3::text::jsonb, '{}', null, null)`,
			pilot,
			fingerprint,
			running
		);
		await brief(district.people.member, pilot);
		expect(await allowed(district.people.lead.call('looks', { pilot }))).toMatchObject([{ people: 1 }]);
		// Something came since: what is out of date is told to nobody.
		await must(district.people.evaluator, 'log_measurements', { pilot, rows: [result(district)] });
		const late = await brief(district.people.member, pilot);
		expect(late).toMatchObject({ current: false, content: { evidence: { analysis: null } } });
	});
});

describe('a frozen brief', () => {
	test('is the one that is read from then on, in both versions, and small groups stay withheld in it', async () => {
		const pilot = await overdueWith([result(district), small()]);
		const id = await freeze(pilot);
		for (const part of [...everyoneElse, ...seesAll]) {
			const whole = seesAll.includes(part);
			const told = await brief(district.people[part], pilot, { input: true });
			expect(told, part).toMatchObject({
				id,
				state: 'frozen',
				version: 1,
				frozen_by: district.people.chair.name,
				everything: whole,
				withheld: false
			});
			expect(told.fingerprint).toMatch(/^[0-9a-f]{64}$/);
			expect(told.content.evidence.analysis, part).toEqual({ for: whole ? 'the evaluator' : 'everyone' });
			const text = JSON.stringify(told);
			expect(text.includes('43.217'), part).toBe(whole);
			const rows = told.content.input.rows.filter(
				({ stratum }: { stratum: string }) => stratum === 'Grade 7'
			);
			expect(rows).toMatchObject([
				whole ? { n: 7, withheld: false } : { n: null, mean: null, withheld: true }
			]);
		}
		await denied(district.outsider.call('brief', { pilot, brief: id }), '404 no_such_pilot');
	});

	test('frozen twice with the same content is the same brief, and with another a later version', async () => {
		const pilot = await pilotIn(district, 'decision');
		const first = await freeze(pilot);
		expect(await freeze(pilot)).toBe(first);
		await must(district.people.admin, 'raise_hold', { pilot, reason: 'A parent asked.' });
		const second = await freeze(pilot);
		expect(second).not.toBe(first);
		const { versions, version } = await brief(district.people.member, pilot);
		expect(version).toBe(2);
		expect(versions.map((one: { id: string; version: number }) => [one.id, one.version])).toEqual([
			[second, 2],
			[first, 1]
		]);
		const old = await brief(district.people.member, pilot, { brief: first });
		expect(old).toMatchObject({ version: 1, content: { risks: { holds: [] } } });
	});

	test('does not change with a correction, and no more can be frozen before that is computed', async () => {
		const row = result(district);
		const { evaluator, member } = district.people;
		const pilot = await overdueWith([row, result(district, { arm: 'comparison', mean: 58 })]);
		await freeze(pilot);
		const before = await brief(member, pilot, { input: true });
		const corrected = result(district, { mean: 60.25, supersedes: row.id, reason: 'Mistyped.' });
		await must(evaluator, 'log_measurements', { pilot, rows: [corrected] });
		expect(await brief(member, pilot, { input: true })).toEqual(before);
		await expect(freeze(pilot)).rejects.toThrow(/not computed on the latest results/);
		await analyse(pilot);
		await freeze(pilot);
		const after = await brief(member, pilot, { input: true });
		expect(after.version).toBe(2);
		const means = ({ content }: typeof before) =>
			content.input.rows.map(({ mean }: { mean: number }) => mean);
		expect(means(before)).toContain(61.5);
		expect(means(after)).toContain(60.25);
	});

	test('withholds its figures where a small group could be worked out from those of today', async () => {
		const pilot = await overdueWith([result(district)]);
		const id = await freeze(pilot);
		await must(district.people.evaluator, 'log_measurements', { pilot, rows: [small()] });
		const told = await brief(district.people.member, pilot, { brief: id, input: true });
		expect(told).toMatchObject({ withheld: true, content: { evidence: { analysis: null, glyph: null } } });
		expect(told.content).not.toHaveProperty('input');
		expect(await brief(district.people.evaluator, pilot, { brief: id })).toMatchObject({
			withheld: false,
			content: { evidence: { analysis: { for: 'the evaluator' } } }
		});
	});

	test('nor by whoever lays two versions side by side, or a decision: the older one gives way', async () => {
		const { evaluator, member, chair, sponsor } = district.people;
		const corrected = (n: number, old: { id: string }) =>
			result(district, { n, supersedes: old.id, reason: 'A class was forgotten.' });
		const first = result(district, { n: 100 });
		const pilot = await overdueWith([first]);
		const ids = [await freeze(pilot)];
		const logged = [first];
		// Three more, which no version of today is beside; then fifty.
		for (const n of [103, 153]) {
			logged.push(corrected(n, logged.at(-1)!));
			await must(evaluator, 'log_measurements', { pilot, rows: [logged.at(-1)!] });
			await analyse(pilot, ['shelve']);
			ids.push(await freeze(pilot));
		}
		const withheld = async (who: Actor) =>
			Promise.all(ids.map(async (id) => (await brief(who, pilot, { brief: id, input: true })).withheld));
		expect(await withheld(member)).toEqual([true, false, false]);
		expect(await withheld(evaluator)).toEqual([false, false, false]);

		for (const who of [sponsor, chair]) await must(who, 'cast_vote', { pilot, choice: 'shelve' });
		const decision = await allowed(record(district, pilot, 'shelve', { wake_on: day(90) }));
		const evidence = async (who: Actor) => (await allowed(who.call('decision', { decision }))).evidence;
		expect(await evidence(member)).toEqual({ for: 'everyone' });
		const [row] = await allowed(member.client.from('decisions').select('*').eq('id', decision));
		expect(JSON.stringify(row)).not.toContain('everyone');
		await asOwner(
			`update public.pilots set stage = 'experiment', cycle_end = current_date + 9 where id = $1`,
			pilot
		);
		await must(evaluator, 'log_measurements', { pilot, rows: [corrected(156, logged.at(-1)!)] });
		expect(await evidence(member)).toBeNull();
		expect(await evidence(evaluator)).toEqual({ for: 'everyone' });
		expect(await withheld(member)).toEqual([true, false, true]);
	});

	test('is never changed, and no client freezes one', async () => {
		const pilot = await pilotIn(district, 'decision');
		const id = await freeze(pilot);
		await expect(asOwner('update private.briefs set version = 9 where id = $1', id)).rejects.toThrow();
		await expect(asOwner('delete from private.briefs where id = $1', id)).rejects.toThrow();
		const called = await district.people.chair.call('freeze_brief', {
			item: await itemOf(pilot),
			person: null
		});
		expect(called.error).not.toBeNull();
	});

	test('is not frozen of an item that is closed or is not there', async () => {
		const pilot = await voted(district, all('scale'));
		const item = await itemOf(pilot);
		await analyse(pilot, ['scale']);
		await allowed(record(district, pilot, 'scale'));
		await expect(freeze(pilot, item)).rejects.toThrow(/stays as it was/);
		await expect(freeze(pilot, randomUUID())).rejects.toThrow(/no such item/);
	});

	test('of a pilot that was decided without one, the evidence of the decision is told', async () => {
		const pilot = await voted(district, all('shelve'));
		await analyse(pilot, ['shelve']);
		await allowed(record(district, pilot, 'shelve', { wake_on: day(90) }));
		// As those of before briefs were frozen are.
		await asOwner('alter table public.decisions disable trigger kept');
		await asOwner('update public.decisions set brief_id = null where pilot_id = $1', pilot);
		await asOwner('alter table public.decisions enable trigger kept');
		await asOwner(
			`update private.analyses set shown = '{"for": "later"}', complete = '{"for": "later"}' where pilot_id = $1`,
			pilot
		);
		const told = await brief(district.people.member, pilot);
		expect(told).toMatchObject({
			state: 'decided',
			content: { evidence: { analysis: { for: 'everyone' } } }
		});
	});
});

describe('the packet of a meeting', () => {
	test('is for cabinet, clerk and the AI office, with the briefs that each may see', async () => {
		const pilot = await pilotIn(district, 'decision');
		const meeting = await meetingOf(pilot);
		const id = await freeze(pilot);
		const may: Part[] = ['sponsor', 'cabinet2', 'cabinet3', 'chair', 'clerk', 'admin', 'former', 'insider'];
		for (const part of [...everyoneElse, 'admin'] as Part[]) {
			const call = district.people[part].call('packet', { meeting });
			if (!may.includes(part)) {
				await denied(call, '403 not_yours', part);
				continue;
			}
			const { items, meeting: about } = await allowed(call, part);
			expect(about.chair).toBe(district.people.chair.name);
			const own = items.find((item: { pilot: string }) => item.pilot === pilot);
			expect(own.brief, part).toMatchObject({ id, everything: part === 'admin' });
			expect(own.brief.content).not.toHaveProperty('input');
		}
		await denied(district.outsider.call('packet', { meeting }), /^(403 not_yours|404 no_such_meeting)$/);
		await denied(district.people.clerk.call('packet', { meeting: pilot }), '404 no_such_meeting');
		await denied(district.nobody.call('packet', { meeting }), NO_GRANT);
	});

	test('names the pilots whose evidence is to be computed first', async () => {
		const pilot = await overdueWith([result(district)]);
		const meeting = await meetingOf(pilot);
		const packet = async () => allowed(district.people.clerk.call('packet', { meeting }));
		expect((await packet()).stale).not.toContain(pilot);
		await must(district.people.evaluator, 'log_measurements', {
			pilot,
			rows: [result(district, { stratum: 'Grade 6' })]
		});
		expect((await packet()).stale).toContain(pilot);
		await analyse(pilot);
		expect((await packet()).stale).not.toContain(pilot);
	});
});
