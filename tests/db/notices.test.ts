import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { mailsOf } from './mails.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, must, livedPilot } from './pilots.ts';

type Line = {
	id: number;
	verb: string;
	record: string;
	actor: string;
	unread: boolean;
	you: boolean;
	mentions_you: boolean;
	facts: Record<string, unknown>;
	pilot: { id: string; title: string; number: number } | null;
};
type Inbox = { lines: Line[]; more: boolean; unread: number };

let district: District;

const inbox = (who: Actor, args: object = {}): Promise<Inbox> =>
	allowed(who.call('inbox', { ...args }), who.name);
/** What somebody is told of a pilot, as `verb act`. */
const heard = async (who: Actor, pilot: string) =>
	(await inbox(who, { unread: false, most: 100 })).lines
		.filter((line) => line.pilot?.id === pilot)
		.map(({ verb, facts }) => [verb, facts.act].filter(Boolean).join(' '));
/** Who was told of lines of a pilot with this verb, by their part. */
const told = async (pilot: string, verb: string, act: string | null = null) => {
	const part = Object.fromEntries(Object.entries(district.people).map(([name, { id }]) => [id, name]));
	const rows = await asOwner<{ person_id: string }>(
		`select distinct n.person_id from private.notices n join public.activity a on a.id = n.activity_id
		where a.pilot_id = $1 and a.verb = $2 and ($3::text is null or a.facts ->> 'act' = $3)`,
		pilot,
		verb,
		act
	);
	return rows.map(({ person_id }) => part[person_id] ?? person_id).sort();
};
const atOnce = async (pilot: string, verb: string) => {
	const part = Object.fromEntries(Object.entries(district.people).map(([name, { id }]) => [id, name]));
	return (await mailsOf(district.id, 'notice'))
		.filter(({ facts }) => facts.pilot === pilot && facts.verb === verb)
		.map(({ person }) => part[person!])
		.sort();
};
const team: Part[] = ['collector', 'insider', 'lead', 'teammate'];

beforeAll(async () => {
	district = await foundDistrict();
});

describe('who is told', () => {
	let pilot: string;

	beforeAll(async () => {
		pilot = await livedPilot(district, 'experiment');
	});

	test('of a move: team and assignments, and whoever it waits on, but never whoever moved it', async () => {
		expect(await told(pilot, 'moved', 'submit')).toEqual([
			'admin',
			'collector',
			'former',
			'insider',
			'teammate'
		]);
		expect(await told(pilot, 'moved', 'triage')).toEqual([...team, 'sponsor'].sort());
		expect(await told(pilot, 'moved', 'launch')).toEqual([...team, 'evaluator', 'sponsor'].sort());
		expect(await heard(district.people.cabinet2, pilot)).not.toContain('moved launch');
	});

	test('of a seat: whoever takes it', async () => {
		expect(await told(pilot, 'joined')).toEqual(expect.arrayContaining(['collector', 'insider', 'teammate']));
		expect(await told(pilot, 'appointed')).toEqual(['evaluator', 'lead', 'sponsor']);
		const { lines } = await inbox(district.people.sponsor);
		const line = lines.find(({ verb, pilot: about }) => verb === 'appointed' && about?.id === pilot);
		expect(line).toMatchObject({
			you: true,
			unread: true,
			actor: 'admin',
			facts: { role: 'sponsor', person: 'sponsor' }
		});
	});

	test('of a review that is asked for: those who may sign it, not those whom separation of duties keeps out', async () => {
		expect(await told(pilot, 'asked')).toEqual(['privacyReviewer', 'reviewer']);
		expect(await told(pilot, 'reviewed')).toEqual([...team, 'evaluator', 'sponsor'].sort());
		// Three specialties of one moment are one mail.
		expect(await atOnce(pilot, 'asked')).toEqual(['privacyReviewer', 'reviewer']);
	});

	test('by mail at once: the team of a launch, the person of a seat, those on whom a proposal waits', async () => {
		const launches = (await mailsOf(district.id, 'notice')).filter(
			({ facts }) => facts.facts.act === 'launch'
		);
		expect(launches.filter(({ facts }) => facts.pilot === pilot)).toHaveLength(team.length);
		expect(await atOnce(pilot, 'appointed')).toEqual(['evaluator', 'sponsor']);
		const submitted = (await mailsOf(district.id, 'notice')).filter(
			({ facts }) => facts.pilot === pilot && facts.facts.act === 'submit'
		);
		expect(submitted.map(({ person }) => person)).toEqual([district.people.admin.id]);
	});

	test('of holds, which have a mail of their own: once', async () => {
		await must(district.people.admin, 'raise_hold', { pilot, reason: 'Wait for the vendor.' });
		expect(await told(pilot, 'put on hold')).toEqual([...team, 'evaluator', 'sponsor'].sort());
		expect(await atOnce(pilot, 'put on hold')).toEqual([]);
		const mails = await mailsOf(district.id, 'hold_raised');
		expect(mails.filter(({ person }) => person === district.people.lead.id)).toHaveLength(1);
	});

	test('of an incident: no word of what happened', async () => {
		await must(district.people.teammate, 'report_incident', {
			pilot,
			severity: 'minor',
			occurred_on: new Date().toISOString().slice(0, 10),
			what_happened: 'A name was shown.'
		});
		expect(await told(pilot, 'reported an incident')).toEqual([
			'admin',
			'evaluator',
			'lead',
			'reviewer',
			'sponsor'
		]);
		expect(JSON.stringify(await inbox(district.people.admin))).not.toContain('A name was shown');
	});

	test('of a comment that names them: one notice and one mail', async () => {
		const { clerk, lead } = district.people;
		await must(lead, 'comment', { pilot, body: `Look at this, @${clerk.name}.` });
		const lines = (await inbox(clerk)).lines.filter((line) => line.pilot?.id === pilot);
		expect(lines).toMatchObject([{ verb: 'commented', mentions_you: true }]);
		const mails = (await mailsOf(district.id)).filter(
			({ person, facts }) => person === clerk.id && facts.pilot === pilot
		);
		expect(mails.map(({ kind }) => kind)).toEqual(['mention']);
		const teammates = (await inbox(district.people.teammate)).lines.find(({ verb }) => verb === 'commented');
		expect(teammates).toMatchObject({ mentions_you: false });
	});

	test('one row for a person and a line, however many of its audiences they are in', async () => {
		const twice = await asOwner(
			`select n.activity_id from private.notices n where n.district_id = $1 group by n.activity_id, n.person_id having count(*) > 1`,
			district.id
		);
		expect(twice).toEqual([]);
	});
});

describe('who is not told', () => {
	test('of a draft: whoever does not see it, though a rule names them', async () => {
		const draft = await livedPilot(district, 'draft');
		await asOwner(
			`insert into private.notice_rules (record, verb, audience) values ('test', 'tested', '{team,admins,cabinet,person}')`
		);
		await asOwner(
			`select private.note_activity($1, $2, 'test', null, 'tested', jsonb_build_object('person_id', $3::text))`,
			district.id,
			draft,
			district.people.member.id
		);
		await asOwner(`delete from private.notice_rules where record = 'test'`);
		expect(await told(draft, 'tested')).toEqual(['collector', 'former', 'insider', 'lead', 'teammate']);
	});

	test('people of another district, the deactivated, and nobody at all', async () => {
		const pilot = await livedPilot(district, 'proposed');
		expect((await inbox(district.outsider)).lines).toEqual([]);
		const rows = await asOwner(
			`select 1 from private.notices n join public.people p on p.id = n.person_id
			where n.pilot_id = $1 and (p.district_id <> $2 or not p.active)`,
			pilot,
			district.id
		);
		expect(rows).toEqual([]);
		await denied(district.stranger.call('inbox'), '403 no_person');
		await denied(district.people.deactivated.call('see_notices', { until: 1 }), '403 no_person');
		await denied(district.nobody.call('inbox'), NO_GRANT);
		await denied(district.nobody.call('see_notices', { until: 1 }), NO_GRANT);
	});

	test('people from outside: of their own pilot alone, and no longer once they have left it', async () => {
		const guest = await newcomer(district.id, 'guest');
		const theirs = await livedPilot(district, 'experiment');
		const other = await livedPilot(district, 'vetting');
		await must(district.people.admin, 'appoint', { pilot: theirs, person: guest.id, role: 'evaluator' });
		await must(district.people.admin, 'raise_hold', { pilot: theirs, reason: 'Wait.' });
		await must(district.people.admin, 'raise_hold', { pilot: other, reason: 'Wait.' });
		expect((await inbox(guest)).lines.map(({ verb, pilot }) => `${verb} ${pilot?.id}`)).toEqual([
			`put on hold ${theirs}`,
			`appointed ${theirs}`
		]);
		expect((await allowed(guest.call('me'))).unread).toBe(2);
		const { evaluator, admin } = district.people;
		await must(admin, 'appoint', { pilot: theirs, person: evaluator.id, role: 'evaluator' });
		expect((await inbox(guest)).lines).toEqual([]);
		expect((await allowed(guest.call('me'))).unread).toBe(0);
	});

	test('of the moves that a later rule of the act silences', async () => {
		const pilot = await livedPilot(district, 'scaling');
		expect(await told(pilot, 'moved', 'decide')).toEqual([]);
		expect(await told(pilot, 'decided')).toEqual(
			[...team, 'cabinet2', 'cabinet3', 'clerk', 'evaluator', 'former', 'sponsor'].sort()
		);
	});
});

describe('reading', () => {
	test('marks what was named, or all up to what was shown, of oneself alone', async () => {
		const pilot = await livedPilot(district, 'proposed');
		const { teammate, collector, lead } = district.people;
		for (const body of ['One.', 'Two.', 'Three.']) await must(lead, 'comment', { pilot, body });
		const before = await inbox(teammate, { most: 3 });
		expect(before).toMatchObject({
			more: true,
			lines: [{ unread: true }, { unread: true }, { unread: true }]
		});
		expect((await allowed(teammate.call('me'))).unread).toBe(before.unread);
		expect((await allowed(teammate.call('home'))).changed.unread).toBe(before.unread);

		const [newest, middle] = before.lines as [Line, Line, Line];
		expect(await allowed(teammate.call('see_notices', { notices: [middle.id] }))).toBe(1);
		expect(await allowed(teammate.call('see_notices', { notices: [middle.id] }))).toBe(0);
		expect((await inbox(teammate)).unread).toBe(before.unread - 1);
		expect((await inbox(teammate)).lines.map(({ id }) => id)).not.toContain(middle.id);
		expect((await inbox(teammate, { unread: false })).lines.find(({ id }) => id === middle.id)).toMatchObject(
			{
				unread: false
			}
		);

		// What came while somebody looked stays unread.
		await must(lead, 'comment', { pilot, body: 'Four.' });
		await allowed(teammate.call('see_notices', { until: newest.id }));
		expect((await inbox(teammate)).lines).toHaveLength(1);
		expect((await inbox(collector)).unread).toBeGreaterThan(3);
	});

	test('goes a page at a time without a gap', async () => {
		const { insider } = district.people;
		const all = (await inbox(insider, { unread: false, most: 100 })).lines.map(({ id }) => id);
		const first = await inbox(insider, { unread: false, most: 2 });
		const second = await inbox(insider, { unread: false, most: 2, before: first.lines.at(-1)!.id });
		expect([...first.lines, ...second.lines].map(({ id }) => id)).toEqual(all.slice(0, 4));
	});

	test('what was read half a year ago is swept; what was not, and what came later, stays', async () => {
		const { member } = district.people;
		const pilot = await livedPilot(district, 'proposed');
		for (let i = 0; i < 3; i += 1)
			await must(district.people.lead, 'comment', { pilot, body: `@${member.name} ${i}` });
		const [fresh, old, unread] = (await inbox(member)).lines as [Line, Line, Line];
		const readAt = (id: number, days: number) =>
			asOwner(
				`update private.notices set read_at = now() - make_interval(days => $2) where activity_id = $1 and person_id = $3`,
				id,
				days,
				member.id
			);
		await readAt(fresh.id, 179);
		await readAt(old.id, 181);
		await asOwner('select private.sweep_notices()');
		const left = (await inbox(member, { unread: false })).lines.map(({ id }) => id);
		expect(left).toEqual([fresh.id, unread.id]);
	});

	test('what is told of a move carries its reason and its pilot’s number', async () => {
		const pilot = await livedPilot(district, 'proposed');
		await must(
			district.people.admin,
			'advance_pilot',
			advance(pilot, 'proposed', 'draft', 'Say who is affected.')
		);
		const [line] = (await inbox(district.people.lead)).lines;
		expect(line).toMatchObject({ verb: 'moved', facts: { act: 'rework', note: 'Say who is affected.' } });
		expect(line!.pilot!.number).toBeGreaterThan(0);
		const waiting = (await allowed(district.people.lead.call('home'))).waiting as {
			what: string;
			pilot: string;
			due: string;
		}[];
		expect(waiting.find((one) => one.pilot === pilot)).toMatchObject({ what: 'rework a proposal' });
		expect(await told(pilot, 'moved', 'rework')).toEqual([...team, 'sponsor'].sort());
	});
});

test('a person who takes over the seats of somebody who left gets one mail that lists them', async () => {
	const place = await foundDistrict();
	const pilot = await livedPilot(place, 'experiment');
	const { admin, evaluator, colleague } = place.people;
	await asOwner('delete from private.mails where district_id = $1', place.id);
	await must(admin, 'deactivate_person', {
		person: evaluator.id,
		heirs: [{ seat: 'evaluator', pilot, heir: colleague.id }]
	});
	const mails = (await mailsOf(place.id)).filter(({ person }) => person === colleague.id);
	expect(mails.map(({ kind }) => kind)).toEqual(['deactivated_seats']);
	expect((await inbox(colleague)).lines).toMatchObject([{ verb: 'appointed', you: true }]);
});
