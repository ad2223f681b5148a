import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { file, incidentFor, proposed, report, toolCalled, triage } from './incident-forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { activityOf, must, pilotIn } from './pilots.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
});

const page = (who: Actor, of: string) => allowed(who.call('pilot', { pilot: of }), who.name);
const everyone = () =>
	(Object.entries(district.people) as [Part, Actor][]).filter(([part]) => part !== 'deactivated');
const mailsOf = (incident: string, kind = 'incident') =>
	asOwner<{ to: string; facts: Record<string, unknown> }>(
		`select split_part(m.address, '.', 1) as "to", m.facts from private.mails m
		where m.kind = $2 and m.facts ->> 'incident' = $1 order by 1`,
		incident,
		kind
	);

describe('a report', () => {
	test('says what, when, who was affected, in which pilots and with which tools', async () => {
		const { teammate, lead } = district.people;
		const other = await pilotIn(district, 'scaling');
		const tool = await toolCalled(district, 'Fraction Friend');
		const incident = await file(teammate, {
			pilots: [pilot, other],
			tools: [tool],
			occurred_time: '09:30',
			detected_on: day(-1),
			detected_time: '10:15'
		});
		expect(await incidentFor(lead, incident)).toMatchObject({
			kind: 'wrong or harmful output',
			severity: 'moderate',
			state: 'reported',
			occurred_on: day(-1),
			occurred_time: '09:30',
			detected_time: '10:15',
			affected: ['students'],
			how_many: '1 to 5',
			reported_by: 'teammate',
			tools: [{ id: tool, name: 'Fraction Friend' }]
		});
		for (const one of [pilot, other]) {
			expect((await page(lead, one)).incidents[0]).toMatchObject({ id: incident, severity: 'moderate' });
			expect((await activityOf(lead, one))[0]).toMatchObject({ verb: 'reported an incident' });
		}
	});

	test('is filed once, however often it is sent', async () => {
		const { member } = district.people;
		const id = randomUUID();
		expect(await file(member, { id, pilots: [pilot] })).toBe(id);
		expect(await file(member, { id, pilots: [pilot] })).toBe(id);
		await denied(
			member.call('file_incident', report({ id, pilots: [pilot], what_happened: 'Another thing.' })),
			'409 filed_already'
		);
		await denied(district.people.clerk.call('file_incident', report({ id })), '409 filed_already');
	});

	test('names nobody, and no day that cannot be', async () => {
		const { member } = district.people;
		const refused: [object, string, string][] = [
			[{ what_happened: 'Write to ben.miller@creek.example.' }, '422 names_somebody', 'what_happened'],
			[{ what_happened: 'The student 20481733 saw it.' }, '422 names_somebody', 'what_happened'],
			[{ done_at_once: 'Told 7201133.' }, '422 names_somebody', 'done_at_once'],
			[{ what_happened: ' ' }, '422 no_words', 'what_happened'],
			[{ kind: 'bad luck' }, '422 no_kind', 'kind'],
			[{ severity: 'grave' }, '422 no_severity', 'severity'],
			[{ affected: ['Ben'] }, '422 not_understood', 'affected'],
			[{ how_many: '17' }, '422 not_understood', 'how_many'],
			[{ occurred_on: day(2) }, '422 no_date', 'occurred_on'],
			[{ detected_on: day(2) }, '422 no_date', 'detected_on'],
			[{ detected_on: day(-2) }, '422 noticed_before', 'detected_on'],
			[
				{ detected_on: day(-1), occurred_time: '10:00', detected_time: '09:00' },
				'422 noticed_before',
				'detected_time'
			],
			[{ tools: [randomUUID()] }, '422 no_such_tool', 'tools'],
			[{ pilots: ['one'] }, '422 not_understood', 'pilots']
		];
		for (const [more, how, field] of refused)
			expect(await denied(member.call('file_incident', report(more)), how, JSON.stringify(more))).toEqual({
				field
			});
		// Days, hours and amounts are no numbers of anybody.
		await file(member, { what_happened: 'On 2026-11-20 at 10:30, 12,000 pages were gone, room 40211.' });
	});

	test('may be of no pilot: then reporter, reviewers, cabinet and AI office read it', async () => {
		const { member, lead, evaluator, clerk, admin, sponsor, privacyReviewer } = district.people;
		const incident = await file(member, { severity: 'serious' });
		for (const who of [member, admin, sponsor, privacyReviewer])
			expect(await incidentFor(who, incident), who.name).toMatchObject({ reads: true, pilots: [] });
		for (const who of [lead, evaluator, clerk]) {
			const seen = await incidentFor(who, incident);
			expect(seen, who.name).toMatchObject({ reads: false, kind: 'wrong or harmful output' });
			expect(JSON.stringify(seen)).not.toMatch(/another subject|member/);
		}
		expect(new Set((await mailsOf(incident)).map(({ to }) => to))).toEqual(
			new Set(['admin', 'former', 'insider', 'privacyreviewer', 'reviewer'])
		);
		for (const who of [district.outsider])
			await denied(who.call('incident', { incident }), '404 no_such_incident');
		await denied(district.stranger.call('incident', { incident }), '403 no_person');
		await denied(district.stranger.call('file_incident', report()), '403 no_person');
	});

	test('comes from outside only for a pilot of theirs', async () => {
		const guest = await newcomer(district.id, 'guest');
		const visited = await pilotIn(district, 'experiment');
		await must(district.people.admin, 'appoint', { pilot: visited, person: guest.id, role: 'evaluator' });
		const own = await file(guest, { pilots: [visited] });
		await denied(guest.call('file_incident', report()), '403 not_yours');
		await denied(guest.call('file_incident', report({ pilots: [pilot] })), '404 no_such_pilot');
		const other = await file(district.people.member, { pilots: [pilot] });
		await denied(guest.call('incident', { incident: other }), '404 no_such_incident');
		const list = await allowed(guest.call('incident_list', {}));
		expect(list.incidents.map(({ id }: { id: string }) => id)).toEqual([own]);
		const shared = await file(district.people.member, { pilots: [pilot, visited] });
		expect(await incidentFor(guest, shared)).toMatchObject({ reads: true, pilots: [{ id: visited }] });
	});

	test('that is serious holds all its pilots at once, and each who must know is told once', async () => {
		const pilots = [await pilotIn(district, 'experiment'), await pilotIn(district, 'scaling')];
		const closing = await pilotIn(district, 'sunset');
		const { member, lead } = district.people;
		const incident = await file(member, { pilots: [...pilots, closing], severity: 'serious' });
		for (const one of pilots)
			expect(await page(lead, one)).toMatchObject({
				on_hold: true,
				holds: [{ source: 'incident', raised_by: null }]
			});
		expect(await page(lead, closing), 'nothing carries it on').toMatchObject({ on_hold: false });
		const told = (await mailsOf(incident)).map(({ to }) => to);
		expect(told).toEqual(['admin', 'former', 'insider', 'privacyreviewer', 'reviewer', 'sponsor']);
		expect(JSON.stringify(await mailsOf(incident))).not.toContain('another subject');
	});
});

describe('triage', () => {
	test('is of AI office and reviewers who are on no team of its pilots', async () => {
		const { member, admin, privacyReviewer } = district.people;
		const incident = await file(member, { pilots: [pilot] });
		for (const [part, who] of everyone()) {
			const done = who.call('triage_incident', triage(incident, member.id));
			if (['admin', 'reviewer', 'privacyReviewer'].includes(part)) await allowed(done, part);
			else
				await denied(
					done,
					['former', 'insider'].includes(part) ? '403 separation_of_duties' : '403 not_yours',
					part
				);
		}
		await denied(
			district.outsider.call('triage_incident', triage(incident, member.id)),
			'404 no_such_incident'
		);
		for (const [more, how] of [
			[{ reason: '' }, '422 no_words'],
			[{ reason: 'It was 12345678.' }, '422 names_somebody'],
			[{ severity: 'grave' }, '422 no_severity'],
			[{ owner: district.outsider.id }, '422 no_such_person'],
			[{ owner: district.people.deactivated.id }, '422 no_such_person'],
			[{ seen: 1 }, '409 changed_meanwhile']
		] as [object, string][])
			await denied(admin.call('triage_incident', triage(incident, member.id, more)), how);
		expect(await incidentFor(privacyReviewer, incident)).toMatchObject({
			state: 'triaged',
			owner: { name: 'member' },
			events: [{ what: 'triaged' }, { what: 'triaged' }, { what: 'triaged' }, { what: 'reported' }]
		});
	});

	test('raises the holds when it turns out serious; less serious again, they stay until they are lifted', async () => {
		const pilots = [await pilotIn(district, 'experiment'), await pilotIn(district, 'vetting')];
		const { member, admin, lead } = district.people;
		const incident = await file(member, { pilots, severity: 'minor' });
		expect(await mailsOf(incident)).toEqual([]);
		await allowed(admin.call('triage_incident', triage(incident, lead.id, { severity: 'serious' })));
		for (const one of pilots) expect(await page(member, one)).toMatchObject({ on_hold: true });
		expect((await mailsOf(incident)).map(({ to }) => to)).toContain('sponsor');
		await allowed(admin.call('triage_incident', triage(incident, lead.id, { severity: 'minor' })));
		const seen = await page(lead, pilots[0]!);
		expect(seen).toMatchObject({ on_hold: true, incidents: [{ severity: 'minor', state: 'triaged' }] });
		await allowed(
			admin.call('lift_hold', {
				pilot: pilots[0],
				hold: seen.holds[0].id,
				reason: 'It was a misunderstanding.'
			})
		);
		await allowed(admin.call('triage_incident', triage(incident, lead.id, { severity: 'serious' })));
		expect(await page(lead, pilots[0]!), 'what was lifted stays lifted').toMatchObject({ on_hold: false });
		const shown = await activityOf(lead, pilots[0]!);
		expect(shown.map(({ verb }: { verb: string }) => verb)).toContain('triaged an incident');
		expect(JSON.stringify(shown)).not.toContain('nobody was harmed');
	});
});

describe('work on it', () => {
	test('is asked for and done: by its owner, by whoever was asked, by AI office and reviewers', async () => {
		const { member, lead, collector, admin, teammate, clerk } = district.people;
		const incident = await file(teammate, { pilots: [pilot] });
		const action = { incident, what: 'Ask the vendor for its log.', owner: collector.id, due: day(3) };
		await denied(admin.call('add_incident_action', action), '409 not_now');
		await denied(admin.call('add_interim_report', { incident, words: 'Nothing yet.' }), '409 not_now');
		await allowed(admin.call('triage_incident', triage(incident, lead.id)));
		for (const who of [teammate, member, clerk])
			await denied(who.call('add_incident_action', action), '403 not_yours', who.name);
		for (const [more, how] of [
			[{ what: '' }, '422 no_words'],
			[{ due: day(-2) }, '422 no_date'],
			[{ due: null }, '422 no_date'],
			[{ owner: district.outsider.id }, '422 no_such_person']
		] as [object, string][])
			await denied(lead.call('add_incident_action', { ...action, ...more }), how);
		const id = randomUUID();
		await allowed(lead.call('add_incident_action', { ...action, id }));
		expect(await allowed(lead.call('add_incident_action', { ...action, id }))).toBe(id);
		expect(await incidentFor(lead, incident)).toMatchObject({
			state: 'in work',
			actions: [{ id, owner: 'collector', mine: true, done_at: null }]
		});
		const finish = { incident, action: id, note: 'It shows one wrong setting.' };
		await denied(member.call('finish_incident_action', finish), '404 no_such_action');
		await denied(teammate.call('finish_incident_action', finish), '403 not_yours');
		await allowed(collector.call('finish_incident_action', finish));
		await denied(lead.call('finish_incident_action', finish), '409 done_already');
		await denied(teammate.call('add_interim_report', { incident, words: 'A setting.' }), '403 not_yours');
		await allowed(lead.call('add_interim_report', { incident, words: 'One setting was wrong.' }));
		expect(await incidentFor(admin, incident)).toMatchObject({
			actions: [{ done_by: 'collector', done_note: 'It shows one wrong setting.' }],
			reports: [{ by: 'lead', words: 'One setting was wrong.' }]
		});
	});

	test('lets whoever is asked to do something read what it is about', async () => {
		const { clerk, admin, member } = district.people;
		const incident = await file(admin, { pilots: [pilot] });
		expect(await incidentFor(clerk, incident)).toMatchObject({ reads: false });
		await allowed(admin.call('triage_incident', triage(incident, member.id)));
		await allowed(
			admin.call('add_incident_action', {
				incident,
				what: 'Write to families.',
				owner: clerk.id,
				due: day(1)
			})
		);
		expect(await incidentFor(clerk, incident)).toMatchObject({ reads: true });
		expect((await allowed(clerk.call('home'))).waiting).toContainEqual(
			expect.objectContaining({ what: 'act on an incident', pilot: incident, due: day(1) })
		);
	});
});

describe('closing', () => {
	test('takes two people, neither of them on the team, and not whoever reported it', async () => {
		const { member, lead, admin, reviewer, privacyReviewer, insider, chair } = district.people;
		const incident = await file(privacyReviewer, { pilots: [pilot] });
		await allowed(admin.call('triage_incident', triage(incident, lead.id)));
		const words = 'A setting was wrong; it is right now.';
		await denied(lead.call('propose_closing', { incident, words }), '403 separation_of_duties');
		await denied(insider.call('propose_closing', { incident, words }), '403 not_yours');
		await denied(member.call('propose_closing', { incident, words }), '403 not_yours');
		await denied(admin.call('answer_closing', { incident, approve: true }), '409 not_now');
		await allowed(
			admin.call('add_incident_action', { incident, what: 'Look again.', owner: lead.id, due: day(1) })
		);
		expect(await denied(admin.call('propose_closing', { incident, words }), '409 actions_open')).toEqual({
			open: 1
		});
		const { actions } = await incidentFor(admin, incident);
		await allowed(lead.call('finish_incident_action', { incident, action: actions[0].id }));
		await denied(admin.call('propose_closing', { incident, words: '' }), '422 no_words');
		await allowed(admin.call('propose_closing', { incident, words }));
		await denied(admin.call('answer_closing', { incident, approve: true }), '403 second_person');
		await denied(privacyReviewer.call('answer_closing', { incident, approve: true }), '403 second_person');
		for (const who of [lead, member, chair])
			await denied(who.call('answer_closing', { incident, approve: true }), '403 not_yours', who.name);
		for (const who of [insider, district.people.former])
			await denied(who.call('answer_closing', { incident, approve: true }), '403 separation_of_duties');
		await denied(reviewer.call('answer_closing', { incident, approve: false }), '422 no_words');
		await allowed(reviewer.call('answer_closing', { incident, approve: false, words: 'Who told families?' }));
		await allowed(admin.call('propose_closing', { incident, words: `${words} Families know.` }));
		expect((await allowed(reviewer.call('home'))).waiting).toContainEqual(
			expect.objectContaining({ what: 'approve closing an incident', pilot: incident })
		);
		await allowed(reviewer.call('answer_closing', { incident, approve: true }));
		expect(await incidentFor(member, incident)).toMatchObject({ state: 'closed', reads: false });
		for (const name of ['propose_closing', 'add_interim_report'])
			await denied(admin.call(name, { incident, words }), '409 closed');
		await denied(admin.call('triage_incident', triage(incident, lead.id)), '409 closed');

		await denied(lead.call('reopen_incident', { incident, reason: 'Again.' }), '403 not_yours');
		await denied(admin.call('reopen_incident', { incident, reason: ' ' }), '422 no_words');
		await allowed(admin.call('reopen_incident', { incident, reason: 'It happened again.' }));
		await denied(admin.call('reopen_incident', { incident, reason: 'Again.' }), '409 not_now');
		const { events } = await incidentFor(admin, incident);
		expect(events.map(({ what }: { what: string }) => what)).toEqual([
			'opened again',
			'closed',
			'proposed to close',
			'sent back the closing',
			'proposed to close',
			'finished an action',
			'added an action',
			'triaged',
			'reported'
		]);
	});

	test('of a serious one waits for its interim report', async () => {
		const { member, admin, reviewer } = district.people;
		const held = await pilotIn(district, 'experiment');
		const incident = await file(member, { pilots: [held], severity: 'serious' });
		await allowed(admin.call('triage_incident', triage(incident, admin.id, { severity: 'serious' })));
		const close = { incident, words: 'Access is taken back.' };
		await denied(admin.call('propose_closing', close), '409 no_interim_report');
		await allowed(admin.call('add_interim_report', { incident, words: 'Access is taken back.' }));
		await allowed(admin.call('propose_closing', close));
		await allowed(reviewer.call('answer_closing', { incident, approve: true }));
		expect(await page(member, held), 'a hold is lifted by itself').toMatchObject({ on_hold: true });
	});

	test('keeps history from every hand', async () => {
		const incident = await file(district.people.member, { pilots: [pilot] });
		await proposed(district, incident);
		await expect(
			asOwner(`delete from private.incident_events where incident_id = $1`, incident)
		).rejects.toThrow();
	});
});

describe('in what time does', () => {
	const tickAt = (days: number) =>
		asOwner(
			`select set_config('pilotage.replay_at', $1, true), private.tick_incidents()`,
			new Date(Date.now() + days * 86_400_000).toISOString()
		);

	test('the AI office is told once that nobody looked into one, and the owner that a report is late', async () => {
		const { member, lead, admin } = district.people;
		const running = await pilotIn(district, 'experiment');
		const incident = await file(member, { pilots: [running], severity: 'serious' });
		await tickAt(1);
		expect(await mailsOf(incident, 'incident_waits')).toEqual([]);
		await tickAt(3);
		await tickAt(4);
		// Who is on its team hears of it from others.
		expect(await mailsOf(incident, 'incident_waits')).toMatchObject([
			{ to: 'admin', facts: { late: 'triage' } }
		]);
		await allowed(admin.call('triage_incident', triage(incident, lead.id, { severity: 'serious' })));
		await tickAt(12);
		await tickAt(13);
		const told = (await mailsOf(incident, 'incident_waits')).map(({ to, facts }) => `${to}: ${facts.late}`);
		expect(told.sort()).toEqual(['admin: interim report', 'admin: triage', 'lead: interim report']);
		const due = (await incidentFor(admin, incident)).report_due;
		expect((await allowed(lead.call('home'))).waiting).toContainEqual(
			expect.objectContaining({ what: 'act on an incident', pilot: incident, due })
		);
	});

	test('an interim report has three working days', async () => {
		const due = async (since: string) =>
			(
				await asOwner<{ due: string }>(
					`select private.incident_report_due($1, $2::date)::text as due`,
					district.id,
					since
				)
			)[0]!.due;
		expect(await due('2026-11-02')).toBe('2026-11-05');
		expect(await due('2026-11-05')).toBe('2026-11-10');
		await asOwner(
			`insert into public.days_off (district_id, name, starts_on, ends_on) values ($1, 'Break', '2026-11-23', '2026-11-27')`,
			district.id
		);
		expect(await due('2026-11-20')).toBe('2026-12-02');
	});
});
