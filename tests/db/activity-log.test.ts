import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, livedPilot } from './pilots.ts';

let district: District;
let pilot: string;
let draft: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await livedPilot(district, 'decision');
	draft = await livedPilot(district, 'draft');
	const { lead, cabinet2 } = district.people;
	await must(lead, 'save_proposal', { pilot: draft, proposal: { title: 'Something else' } });
	await must(lead, 'comment', { pilot, body: 'A word about Ben, @clerk.' });
	await must(cabinet2, 'cast_vote', { pilot, choice: 'sunset', reason: 'Too dear for what it does.' });
});

type Line = {
	id: number;
	actor: string | null;
	record: string;
	verb: string;
	facts: Record<string, unknown>;
	pilot: { id: string; title: string } | null;
};
type Log = { lines: Line[]; more: boolean };

const log = (who: Actor, filters: object = {}, page: object = {}): Promise<Log> =>
	allowed(who.call('activity_log', { filters, most: 200, ...page }), who.name) as Promise<Log>;
const verbs = async (who: Actor, filters: object) => [
	...new Set((await log(who, filters)).lines.map(({ verb }) => verb))
];

describe('the log of activity', () => {
	test('shows each actor what the table shows them, and nothing else', async () => {
		const everyone = Object.entries(district.people) as [Part, Actor][];
		for (const [part, who] of everyone) {
			const rows = await allowed(who.client.from('activity').select('id').order('id', { ascending: false }));
			expect(
				(await log(who)).lines.map(({ id }) => id),
				part
			).toEqual(rows.map(({ id }: { id: number }) => id));
		}
		const pilots = async (who: Actor) =>
			new Set((await log(who)).lines.flatMap((line) => line.pilot?.id ?? []));
		expect(await pilots(district.people.teammate)).toEqual(new Set([pilot, draft]));
		expect(await pilots(district.people.member)).toEqual(new Set([pilot]));
		expect(await pilots(district.people.admin)).toEqual(new Set([pilot]));
		// The meeting is of the office: for its admins and for the clerk who called it. Everyone reads that they came in.
		const office = async (who: Actor) =>
			(await log(who)).lines.flatMap((line) => (line.pilot ? [] : `${line.actor} ${line.verb}`));
		expect(await office(district.people.member)).toEqual(['member came in']);
		expect((await office(district.people.clerk)).sort()).toEqual(['clerk called', 'clerk came in']);
		expect(await office(district.people.admin)).toEqual(
			expect.arrayContaining(['clerk called', 'clerk came in', 'member came in'])
		);
		for (const who of [district.people.deactivated, district.stranger, district.outsider]) {
			expect((await log(who)).lines.filter((line) => line.pilot?.id === pilot)).toEqual([]);
		}
		await denied(district.nobody.call('activity_log'), NO_GRANT);
	});

	test('names people and pilots', async () => {
		const { lines } = await log(district.people.member, { verb: 'appointed' });
		expect(lines).toContainEqual(
			expect.objectContaining({
				actor: 'admin',
				facts: expect.objectContaining({ person: 'sponsor', role: 'sponsor' }),
				pilot: { id: pilot, title: 'A tutor for fractions' }
			})
		);
	});

	test('is filtered', async () => {
		const { admin, member, lead } = district.people;
		expect(await verbs(admin, { record: 'reviews' })).toEqual(['reviewed', 'asked']);
		expect((await verbs(admin, { record: ['votes', 'comments'] })).sort()).toEqual(['commented', 'voted']);
		expect(await verbs(admin, { verb: ['planned', 'evaluated'] })).toEqual(['evaluated', 'planned']);
		expect(await verbs(admin, { actor: district.people.cabinet2.id })).toEqual([
			'voted',
			'planned',
			'moved',
			'came in'
		]);
		expect(await verbs(member, { pilot: draft })).toEqual([]);
		expect(await verbs(lead, { pilot: draft })).toContain('started');
		expect(await verbs(lead, { text: 'SOMETHING' })).toContain('started');
		expect(await verbs(member, { text: 'something' })).toEqual([]);
		expect(await verbs(lead, { text: '%' })).toEqual([]);
		expect(await verbs(member, { from: day(0), to: day(0), verb: 'voted' })).toEqual(['voted']);
		expect(await verbs(member, { from: day(1) })).toEqual([]);
		expect(await verbs(member, { to: day(-1) })).toEqual([]);
		expect((await log(member, { unheard: 'of', verb: null })).lines.length).toBeGreaterThan(10);
		await denied(member.call('activity_log', { filters: { actor: 'me' } }), NOT_UNDERSTOOD);
		for (const filters of [{ from: 'yesterday' }, { to: '2026-02-31' }, { from: 'infinity' }, { from: {} }]) {
			await denied(member.call('activity_log', { filters }), '422 no_day', JSON.stringify(filters));
		}
	});

	test('is a page at a time', async () => {
		const { member } = district.people;
		const all = (await log(member)).lines.map(({ id }) => id);
		const first = await log(member, {}, { most: 5 });
		expect(first.more).toBe(true);
		const second = await log(member, {}, { most: 5, before: first.lines.at(-1)!.id });
		expect([...first.lines, ...second.lines].map(({ id }) => id)).toEqual(all.slice(0, 10));
		const last = await log(member, {}, { most: 200, before: all.at(-2) });
		expect(last).toMatchObject({ lines: [{ id: all.at(-1) }], more: false });
	});

	test('holds no value that somebody may not see: no words of a comment, no vote, no measurement', async () => {
		for (const [part, who] of Object.entries(district.people)) {
			const text = JSON.stringify(await log(who));
			for (const value of ['Ben', 'Too dear', 'sunset', '61.5', 'It helps']) {
				expect(text, `${part}: ${value}`).not.toContain(value);
			}
		}
	});
});

/** What changes a table of the API without a line of activity, each with its reason. */
const quiet: Record<string, string> = {
	'comment_mentions: forget_mentions': 'whoever joins the team has a line',
	'comment_mentions: see_mentions': 'when somebody looked is theirs alone',
	'criteria: nobody': 'change with a version of the software, not by people',
	'docket_items: docket': 'follow from a move or an overdue cycle, which has a line',
	'docket_items: record_decision': 'are closed by a decision, which has a line',
	'docket_items: rehome_docket': 'follow their meetings, which have a line',
	'gate_rules: furnish_gates': 'come with a new district',
	'goals: save_strategy_line': 'are saved with a version of the strategy, which has a line',
	'invitations: claim_first_admin': 'opens a district, before anyone could read of it',
	'invitations: invite': 'whoever invites writes a line for all that they invite',
	'invitations: take_invitation': 'whoever comes in has a line',
	'moves: nobody': 'change with a version of the software, not by people',
	'objectives: save_strategy_line': 'are saved with a version of the strategy, which has a line',
	'people: choose_mails': 'what somebody sets for themselves is theirs alone',
	'people: claim_first_admin': 'opens a district, before anyone could read of it',
	'people: follow_address': 'a person’s address is their own to change',
	'person_roles: claim_first_admin': 'opens a district, before anyone could read of it',
	'pilot_goals: write_plan': 'are saved with their plan, which has a line',
	'pilot_objectives: serve_objectives': 'are typed into a draft step by step; what is submitted has a line',
	'pilot_sites: run_at_sites': 'are typed into a draft step by step; what is submitted has a line',
	'pipeline_views: delete_view': 'how somebody looks at pilots is theirs, and no record of a pilot',
	'pipeline_views: save_view': 'how somebody looks at pilots is theirs, and no record of a pilot',
	'review_rules: furnish_district': 'come with a new district',
	'substitutes: end_substitute': 'whoever ends it, or names somebody else, has a line'
};

describe('every table whose rows change tells it', () => {
	/** Of each table without a trigger that writes a line: whichever functions change it and write none; nobody where none does. */
	const silent = async () => {
		const rows = await asOwner<{ name: string; writer: string | null; tells: boolean | null }>(
			`select t.relname as name, p.proname as writer, p.prosrc ~ '(note_activity|note_incident|insert into public\\.activity)' as tells
			from pg_class t left join pg_proc p on p.pronamespace::regnamespace::text in ('public', 'private')
				and p.prosrc ~ ('(insert into|update|delete from) public\\.' || t.relname || '\\M')
			where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and t.relname <> 'activity' and not exists (
				select 1 from pg_trigger g join pg_proc f on f.oid = g.tgfoid
				where g.tgrelid = t.oid and f.prosrc ~ 'insert into public\\.activity')`
		);
		return rows
			.filter(({ tells }) => !tells)
			.map(({ name, writer }) => `${name}: ${writer ?? 'nobody'}`)
			.sort();
	};

	test('by a trigger, or in each function that changes it, or it says here why not', async () => {
		expect(await silent()).toEqual(Object.keys(quiet).sort());
	});
});
