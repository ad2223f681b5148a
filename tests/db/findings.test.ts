import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const fields = (owner: string, more: object = {}) => ({
	specialty: 'privacy',
	severity: 'blocking',
	title: 'Chats are kept for a year',
	body: 'The terms say twelve months. Thirty days would do.',
	owner,
	due_on: day(14),
	...more
});

/** A finding of the reviewer for privacy, which the lead owns unless it says otherwise. Answers its id. */
async function raised(pilot: string, more: object = {}, by: Actor = district.people.privacyReviewer) {
	const finding = randomUUID();
	await must(by, 'raise_finding', { pilot, finding, fields: fields(district.people.lead.id, more) });
	return finding;
}

const page = async (who: Actor, pilot: string) => allowed(who.call('findings', { pilot }), who.name);
const one = async (who: Actor, pilot: string, finding: string) =>
	(await page(who, pilot)).findings.find(({ id }: { id: string }) => id === finding);
const launchAsks = async (pilot: string) =>
	(await allowed(district.people.member.call('gate', { pilot }))).find(
		(one: { act: string; criterion: string }) => one.act === 'launch' && one.criterion === 'findings'
	);
const waits = async (who: Actor, what: string) =>
	(await allowed(who.call('home'))).waiting
		.filter((one: { what: string }) => one.what === what)
		.map(({ pilot }: { pilot: string }) => pilot);

describe('a finding is raised', () => {
	test('by a reviewer of its specialty, and by nobody else', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const kept: Part[] = ['insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'reviewer' || part === 'privacyReviewer') continue;
			const how =
				part === 'deactivated'
					? '403 no_person'
					: kept.includes(part)
						? '403 separation_of_duties'
						: '403 not_yours';
			const args = { pilot, finding: randomUUID(), fields: fields(district.people.lead.id) };
			await denied(who.call('raise_finding', args), how, part);
		}
		const args = {
			pilot,
			finding: randomUUID(),
			fields: fields(district.people.lead.id, { specialty: 'security' })
		};
		await denied(district.people.privacyReviewer.call('raise_finding', args), '403 not_yours');
		await denied(district.outsider.call('raise_finding', args), '404 no_such_pilot');
		await denied(district.nobody.call('raise_finding', args), NO_GRANT);
		expect((await page(district.people.member, pilot)).findings).toEqual([]);
		await raised(pilot);
		expect((await page(district.people.member, pilot)).findings).toHaveLength(1);
	});

	test('once, however often it is sent', async () => {
		const { privacyReviewer, lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const args = { pilot, finding: randomUUID(), fields: fields(lead.id) };
		await allowed(privacyReviewer.call('raise_finding', args));
		await allowed(privacyReviewer.call('raise_finding', args));
		const { findings } = await page(lead, pilot);
		expect(findings).toHaveLength(1);
		expect(findings[0].events).toHaveLength(1);
		const other = { ...args, fields: fields(teammate.id, { title: 'Another' }) };
		await denied(privacyReviewer.call('raise_finding', other), '409 other_finding');
	});

	test('with everything that it needs, for somebody who sees the pilot', async () => {
		const { privacyReviewer, lead, deactivated } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const bad: [string, object, string][] = [
			['422 no_specialty', { specialty: 'astrology' }, 'specialty'],
			['422 no_title', { title: '  ' }, 'title'],
			['422 too_long', { title: 'x'.repeat(201) }, 'title'],
			['422 no_severity', { severity: 'bad' }, 'severity'],
			['422 no_reason', { body: ' ' }, 'body'],
			['422 too_long', { body: 'x'.repeat(4001) }, 'body'],
			['422 wrong_value', { due_on: 'soon' }, 'due_on'],
			['422 wrong_date', { due_on: day(-1) }, 'due_on'],
			['422 wrong_date', { due_on: null }, 'due_on'],
			['422 wrong_person', { owner: deactivated.id }, 'owner'],
			['422 wrong_person', { owner: district.outsider.id }, 'owner'],
			['422 wrong_person', { owner: null }, 'owner']
		];
		for (const [how, more, field] of bad) {
			const args = { pilot, finding: randomUUID(), fields: fields(lead.id, more) };
			expect((await denied(privacyReviewer.call('raise_finding', args), how)).field, how).toBe(field);
		}
		expect((await page(lead, pilot)).findings).toEqual([]);
	});

	test.each<[Stage, boolean]>([
		['proposed', false],
		['experiment', true],
		['decision', true],
		['adopted', true],
		['declined', false],
		['retired', false]
	])('in %s: %s', async (stage, may) => {
		const pilot = await pilotIn(district, stage);
		const args = { pilot, finding: randomUUID(), fields: fields(district.people.lead.id) };
		const call = district.people.privacyReviewer.call('raise_finding', args);
		if (may) await allowed(call);
		else await denied(call, '409 not_now');
	});
});

describe('a finding is answered', () => {
	test('by its owner or the team, and by nobody else', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot, { owner: district.people.sponsor.id });
		const answers: Part[] = ['lead', 'teammate', 'collector', 'insider', 'sponsor'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (answers.includes(part)) continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			await denied(who.call('answer_finding', { finding, seen: 1, answer: 'Done.' }), how, part);
		}
		await denied(
			district.outsider.call('answer_finding', { finding, seen: 1, answer: 'Done.' }),
			'404 no_such_finding'
		);
		for (const [i, part] of answers.entries())
			await allowed(
				district.people[part].call('answer_finding', { finding, seen: i + 1, answer: `Done by ${part}.` }),
				part
			);
		const { state, events } = await one(district.people.member, pilot, finding);
		expect(state).toBe('answered');
		expect(events.map(({ kind, by }: { kind: string; by: string }) => [kind, by])).toEqual([
			['raised', 'privacyReviewer'],
			...answers.map((part) => ['answered', part])
		]);
	});

	test('in words, with a link that leads somewhere, on what they saw', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot);
		const answer = (more: object) =>
			lead.call('answer_finding', { finding, seen: 1, answer: 'Done.', ...more });
		await denied(answer({ answer: ' ' }), '422 no_reason');
		await denied(answer({ answer: 'x'.repeat(4001) }), '422 too_long');
		await denied(answer({ link: 'javascript:alert(1)' }), '422 wrong_link');
		await denied(answer({ seen: 7 }), '409 changed_meanwhile');
		await allowed(answer({ link: 'https://vendor.example/terms' }));
		expect((await one(lead, pilot, finding)).events[1]).toMatchObject({
			body: 'Done.',
			link: 'https://vendor.example/terms'
		});
		expect(await denied(answer({}), '409 changed_meanwhile')).toMatchObject({ by: 'lead' });
	});

	test('after the launch as before it', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot, { severity: 'major' });
		await must(district.people.cabinet2, 'advance_pilot', advance(pilot, 'vetting', 'experiment'));
		await allowed(district.people.lead.call('answer_finding', { finding, seen: 1, answer: 'Done.' }));
	});
});

describe('a finding is closed', () => {
	test('never by its owner, who is told who can', async () => {
		const { privacyReviewer, reviewer, lead } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot, { owner: privacyReviewer.id });
		const close = { finding, seen: 1, reason: 'Settled.' };
		const { who } = await denied(privacyReviewer.call('close_finding', close), '403 own_finding');
		expect(who).toEqual(['admin', 'reviewer']);
		// Nor by giving it away after having answered it.
		await allowed(privacyReviewer.call('answer_finding', { finding, seen: 1, answer: 'Done.' }));
		await allowed(privacyReviewer.call('reassign_finding', { finding, seen: 2, person: lead.id }));
		await denied(privacyReviewer.call('close_finding', { ...close, seen: 3 }), '403 own_finding');
		await denied(
			privacyReviewer.call('regrade_finding', { finding, seen: 3, severity: 'minor', reason: 'Small.' }),
			'403 own_finding'
		);
		expect((await one(privacyReviewer, pilot, finding)).others_close).toEqual(['admin', 'reviewer']);
		await allowed(reviewer.call('close_finding', { ...close, seen: 3 }));
		expect((await one(lead, pilot, finding)).events.at(-1)).toMatchObject({
			kind: 'closed',
			by: 'reviewer',
			body: 'Settled.'
		});
	});

	test('nor by anyone on the team since it was proposed, nor without a part in it', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot);
		const closers: Part[] = ['privacyReviewer', 'reviewer', 'admin'];
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (closers.includes(part)) continue;
				const how =
					part === 'deactivated'
						? '403 no_person'
						: part === 'insider' || part === 'former'
							? '403 separation_of_duties'
							: '403 not_yours';
				for (const [name, more] of [
					['close_finding', {}],
					['reopen_finding', {}],
					['regrade_finding', { severity: 'minor' }]
				] as const)
					await denied(
						who.call(name, { finding, seen: 1, reason: 'Settled.', ...more }),
						how,
						`${name} by ${part}`
					);
			}
			await denied(
				district.people.admin.call('close_finding', { finding, seen: 1, reason: ' ' }),
				'422 no_reason'
			);
			await denied(
				district.people.admin.call('close_finding', { finding, seen: 2, reason: 'Settled.' }),
				'409 changed_meanwhile'
			);
		});
		await allowed(district.people.admin.call('close_finding', { finding, seen: 1, reason: 'Settled.' }));
		await denied(
			district.people.reviewer.call('close_finding', { finding, seen: 2, reason: 'Again.' }),
			'409 not_now'
		);
		await denied(
			district.people.lead.call('answer_finding', { finding, seen: 2, answer: 'More.' }),
			'409 not_now'
		);
	});

	test('by two at once only once', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot);
		const { reviewer, privacyReviewer } = district.people;
		const answers = await Promise.all(
			[reviewer, privacyReviewer].map((who) =>
				who.call('close_finding', { finding, seen: 1, reason: 'Settled.' })
			)
		);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
	});

	test('and opened again with what is still to be done', async () => {
		const { reviewer, lead } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot);
		await denied(reviewer.call('reopen_finding', { finding, seen: 1, reason: 'More.' }), '409 not_now');
		await must(lead, 'answer_finding', { finding, seen: 1, answer: 'Done.' });
		await allowed(reviewer.call('reopen_finding', { finding, seen: 2, reason: 'Backups, too.' }));
		await must(reviewer, 'close_finding', { finding, seen: 3, reason: 'Settled.' });
		expect((await launchAsks(pilot)).met).toBe(true);
		await denied(reviewer.call('reopen_finding', { finding, seen: 4, reason: '' }), '422 no_reason');
		await allowed(reviewer.call('reopen_finding', { finding, seen: 4, reason: 'The terms changed back.' }));
		expect((await launchAsks(pilot)).met).toBe(false);
	});
});

describe('the launch gate', () => {
	test('holds while a blocking finding is not closed, and says which', async () => {
		const { cabinet2, lead, reviewer } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		expect(await launchAsks(pilot)).toMatchObject({ met: true, facts: { blocking: [], major: 0, minor: 0 } });
		const finding = await raised(pilot);
		await raised(pilot, { severity: 'major' });
		await raised(pilot, { severity: 'minor' });
		const launch = () => cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment'));
		expect(await denied(launch(), '422 gate_not_met')).toEqual({ act: 'launch', unmet: ['findings'] });
		await must(lead, 'answer_finding', { finding, seen: 1, answer: 'Done.' });
		expect(await launchAsks(pilot)).toMatchObject({
			met: false,
			facts: {
				blocking: [{ id: finding, title: 'Chats are kept for a year', answered: true }],
				major: 1,
				minor: 1
			}
		});
		await denied(launch(), '422 gate_not_met');
		await must(reviewer, 'close_finding', { finding, seen: 2, reason: 'Thirty days now.' });
		await allowed(launch());
	});

	test('passes one that is downgraded with a reason, which stays', async () => {
		const { admin, lead, member } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot);
		const regrade = (more: object) =>
			admin.call('regrade_finding', {
				finding,
				seen: 1,
				severity: 'major',
				reason: 'Families can opt out.',
				...more
			});
		await denied(regrade({ reason: '' }), '422 no_reason');
		await denied(regrade({ severity: 'blocking' }), '409 same_severity');
		await denied(regrade({ severity: 'tiny' }), '422 no_severity');
		await denied(
			lead.call('regrade_finding', { finding, seen: 1, severity: 'minor', reason: 'Small.' }),
			'403 not_yours'
		);
		await allowed(regrade({}));
		expect((await launchAsks(pilot)).met).toBe(true);
		expect(
			(await one(member, pilot, finding)).events.map((e: { severity: string; body: string }) => [
				e.severity,
				e.body
			])
		).toEqual([
			['blocking', 'The terms say twelve months. Thirty days would do.'],
			['major', 'Families can opt out.']
		]);
	});

	test('may be passed by a waiver, which says so', async () => {
		const { chair, cabinet2 } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await raised(pilot);
		await must(chair, 'waive', { pilot, criterion: 'findings', reason: 'It ends in two weeks.' });
		await allowed(cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment')));
	});
});

describe('a finding is passed on', () => {
	test('by its owner, the lead, its reviewers or the AI office; more time is not the owner’s to take', async () => {
		const { lead, teammate, sponsor, cabinet2, admin, member, deactivated, former } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot, { owner: sponsor.id });
		const pass = (who: Actor, seen: number, person: string, due_on: string | null = null) =>
			who.call('reassign_finding', { finding, seen, person, due_on, reason: 'Theirs.' });
		for (const who of [teammate, cabinet2, member])
			await denied(pass(who, 1, lead.id), '403 not_yours', who.name);
		await denied(pass(former, 1, lead.id), '403 separation_of_duties');
		await denied(pass(district.outsider, 1, lead.id), '404 no_such_finding');
		await denied(pass(sponsor, 1, lead.id, day(20)), '403 not_yours');
		await denied(pass(admin, 1, lead.id, day(-3)), '422 wrong_date');
		await denied(pass(admin, 1, deactivated.id), '422 wrong_person');
		await allowed(pass(sponsor, 1, teammate.id, day(7)));
		await denied(pass(lead, 1, lead.id), '409 changed_meanwhile');
		await allowed(pass(lead, 2, lead.id));
		await allowed(pass(admin, 3, lead.id, day(30)));
		// Nothing new is nothing done.
		await allowed(pass(admin, 4, lead.id, day(30)));
		expect(await one(member, pilot, finding)).toMatchObject({
			owner: { name: 'lead' },
			due_on: day(30),
			revision: 4
		});
	});
});

describe('what waits', () => {
	test('is to answer for the owner, then to close for who reviews the specialty', async () => {
		const { lead, teammate, privacyReviewer, reviewer, insider, admin } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot, { owner: teammate.id });
		expect(await waits(teammate, 'answer a finding')).toContain(pilot);
		expect(await waits(lead, 'answer a finding')).not.toContain(pilot);
		await must(teammate, 'answer_finding', { finding, seen: 1, answer: 'Done.' });
		expect(await waits(teammate, 'answer a finding')).not.toContain(pilot);
		for (const who of [privacyReviewer, reviewer])
			expect(await waits(who, 'close a finding'), who.name).toContain(pilot);
		for (const who of [insider, admin])
			expect(await waits(who, 'close a finding'), who.name).not.toContain(pilot);
	});

	test('comes to the lead once the owner has left, and is over where the pilot is', async () => {
		const { lead, admin } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const leaver = await newcomer(district.id, 'leaver', []);
		await raised(pilot, { owner: leaver.id });
		expect(await waits(leaver, 'answer a finding')).toEqual([pilot]);
		expect(await waits(lead, 'answer a finding')).not.toContain(pilot);
		await asOwner('update public.people set active = false where id = $1', leaver.id);
		expect(await waits(lead, 'answer a finding')).toContain(pilot);
		await must(admin, 'advance_pilot', advance(pilot, 'vetting', 'declined', 'Not this year.'));
		expect(await waits(lead, 'answer a finding')).not.toContain(pilot);
	});

	test('comes to the AI office where no reviewer could close it', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const lonely = await newcomer(district.id, 'lonely', ['finance']);
		await asOwner(
			`delete from public.person_roles where person_id = $1 and specialty = 'finance'`,
			district.people.reviewer.id
		);
		const finding = await raised(pilot, { specialty: 'finance', owner: lonely.id }, lonely);
		await must(lonely, 'answer_finding', { finding, seen: 1, answer: 'Done.' });
		expect(await waits(admin, 'close a finding')).toContain(pilot);
		await asOwner(
			`insert into public.person_roles (district_id, person_id, role, specialty) values ($1, $2, 'reviewer', 'finance')`,
			district.id,
			district.people.reviewer.id
		);
		expect(await waits(admin, 'close a finding')).not.toContain(pilot);
		await must(district.people.reviewer, 'close_finding', { finding, seen: 2, reason: 'Settled.' });
	});

	test('too long is told to the owner and the lead, once for each due date', async () => {
		const { teammate, admin } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const finding = await raised(pilot, { owner: teammate.id, title: 'Told of once' });
		const told = async () =>
			(await mailsOf(district.id, 'findings_overdue'))
				.filter(({ facts }) =>
					facts.findings.some((one: { finding: string }) => one.finding === 'Told of once')
				)
				.map(({ person }) => person)
				.sort();
		await allowed(server.call('tick'));
		expect(await told()).toEqual([]);
		await asOwner('update private.findings set due_on = $2::date where id = $1', finding, day(-1));
		await allowed(server.call('tick'));
		await allowed(server.call('tick'));
		expect(await told()).toEqual([teammate.id, district.people.lead.id].sort());
		await must(admin, 'reassign_finding', { finding, seen: 1, person: teammate.id, due_on: day(2) });
		await asOwner('update private.findings set due_on = $2::date where id = $1', finding, day(-2));
		await allowed(server.call('tick'));
		expect(await told()).toHaveLength(4);
	});
});

test('whoever sees the pilot reads its findings and their history; the activity says what was done', async () => {
	const { lead, member, reviewer } = district.people;
	const pilot = await pilotIn(district, 'vetting');
	const finding = await raised(pilot);
	await must(lead, 'answer_finding', { finding, seen: 1, answer: 'Done.' });
	await must(reviewer, 'close_finding', { finding, seen: 2, reason: 'Settled.' });
	expect((await page(member, pilot)).findings[0]).toMatchObject({
		may_answer: false,
		may_close: false,
		may_pass_on: false
	});
	await denied(district.outsider.call('findings', { pilot }), '404 no_such_pilot');
	await denied(district.nobody.call('findings', { pilot }), NO_GRANT);
	const draft = await pilotIn(district, 'draft');
	await denied(member.call('findings', { pilot: draft }), '404 no_such_pilot');
	const lines = (await activityOf(member, pilot)).filter(
		({ record }: { record: string }) => record === 'findings'
	);
	expect(lines.map(({ verb }: { verb: string }) => verb)).toEqual([
		'closed a finding',
		'answered a finding',
		'raised a finding'
	]);
	await expect(asOwner('update private.finding_events set body = $1', 'Nothing happened.')).rejects.toThrow();
	await expect(asOwner('delete from private.finding_events')).rejects.toThrow();
});
