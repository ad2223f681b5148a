import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completeProposal } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

type Column = { stage: string; count: number; next: string | null; money: object; cards: Card[] };
type Card = { id: string; status: string; overdue: boolean; waiting_on_me: boolean; number: number };
type Rows = { rows: Card[]; next: string | null; count: number; ignored: object[]; alike: boolean };

let district: District;
let guest: Actor;
let draft: string;
let vetting: string;
let experiment: string;
/** Pilots that stand in proposed since the same moment or later, made at once. */
let many: string[];

beforeAll(async () => {
	district = await foundDistrict();
	const { lead, admin } = district.people;
	guest = await newcomer(district.id, 'guest');
	draft = await pilotIn(district, 'draft');
	vetting = await pilotIn(district, 'vetting');
	experiment = await pilotIn(district, 'experiment');
	await must(lead, 'save_proposal', {
		pilot: draft,
		proposal: { ...completeProposal(district), title: 'Whale songs' }
	});
	await must(admin, 'appoint', { pilot: experiment, person: guest.id, role: 'evaluator' });
	const rows = await asOwner<{ id: string }>(
		`insert into public.pilots (district_id, title, kind, stage, stage_since, proposed_at, budget_once)
		select $1::uuid, 'Bus route ' || i, 'operations', 'proposed', '2026-01-01'::timestamptz + make_interval(days => i / 3), now(), 10
		from generate_series(1, 30) i returning id`,
		district.id
	);
	many = rows.map(({ id }) => id);
});

const columns = async (who: Actor, filters: object = {}, more: object = {}): Promise<Column[]> =>
	allowed(who.call('pipeline', { filters, ...more }), JSON.stringify(filters));
const found = async (who: Actor, filters: object) =>
	(await columns(who, { ...filters }, { cards: 200 }))
		.flatMap(({ cards }) => cards.map(({ id }) => id))
		.sort();
const rowsOf = async (who: Actor, args: object): Promise<Rows> =>
	allowed(who.call('pipeline_rows', args as Record<string, unknown>), JSON.stringify(args));
const facets = async (who: Actor, filters: object) => allowed(who.call('pipeline_facets', { filters }));
const counted = (stages: Column[]) => stages.reduce((sum, { count }) => sum + count, 0);

describe('who finds what', () => {
	test('a draft is found, counted and offered to its team alone', async () => {
		const { lead, teammate, member, admin, cabinet2 } = district.people;
		for (const filters of [
			{ q: 'whale' },
			{ q: 'whalle sonsg' },
			{ stage: 'draft' },
			{ status: 'on the team', q: 'whale' }
		]) {
			for (const who of [lead, teammate]) expect(await found(who, filters), who.name).toEqual([draft]);
			for (const who of [member, admin, cabinet2, district.outsider]) {
				expect(await found(who, filters), who.name).toEqual([]);
				expect(counted(await columns(who, filters)), who.name).toBe(0);
				expect((await rowsOf(who, { filters })).count, who.name).toBe(0);
			}
		}
		expect((await facets(lead, {})).counts.stage.draft).toBe(1);
		expect((await facets(member, {})).counts.stage.draft).toBeUndefined();
		expect((await facets(lead, {})).count - (await facets(member, {})).count).toBe(1);
		const groups = async (who: Actor) =>
			(await allowed(who.call('pipeline_groups', { by: 'site', filters: { stage: 'draft' } }))).groups.length;
		expect([await groups(lead), await groups(member)]).toEqual([1, 0]);
	});

	test('somebody from outside finds their own pilots, and is told of no others', async () => {
		expect(await found(guest, {})).toEqual([experiment]);
		expect(await found(guest, { q: 'bus' })).toEqual([]);
		expect(await found(guest, { kind: 'operations' })).toEqual([]);
		expect(await rowsOf(guest, {})).toMatchObject({ count: 1, rows: [{ id: experiment }] });
		const told = await facets(guest, {});
		expect(told).toMatchObject({ count: 1, counts: { stage: { experiment: 1 } } });
		expect(told.sponsors).toHaveLength(1);
		const page = await allowed(guest.call('pipeline_page', { asked: {} }));
		expect(page.choices.objectives).toHaveLength(1);
		expect(page.choices.sites).toHaveLength(1);
		// Whether something exists is not told either.
		const [gone] = [randomUUID()];
		expect((await facets(guest, { site: gone, sponsor: gone, objective: '9.9' })).ignored).toEqual([]);
	});

	test('another district finds nothing, and nobody without a person may ask', async () => {
		for (const filters of [
			{},
			{ q: 'bus' },
			{ site: district.sites[0] },
			{ sponsor: district.people.sponsor.id }
		])
			expect(await found(district.outsider, filters)).toEqual([]);
		expect((await facets(district.outsider, { site: district.sites[0] })).ignored).toMatchObject([
			{ why: 'gone' }
		]);
		for (const name of ['pipeline', 'pipeline_rows', 'pipeline_facets', 'pipeline_groups', 'views'])
			await denied(district.stranger.call(name), '403 no_person', name);
		await denied(district.stranger.call('pipeline_page', { asked: {} }), '403 no_person');
	});
});

describe('filters', () => {
	test('find by number, by words and the beginnings of words, and by words that come near', async () => {
		const { member } = district.people;
		const [card] = (await columns(member, { stage: 'vetting' }))[0]!.cards;
		for (const q of [`P-000${card!.number}`, String(card!.number), `p${card!.number}`])
			expect(await found(member, { q }), q).toEqual([vetting]);
		expect(await found(member, { q: 'fraction TUT' })).toEqual([vetting, experiment].sort());
		expect(await found(member, { q: 'bus route' })).toHaveLength(30);
		expect(await rowsOf(member, { filters: { q: 'fractoins' } })).toMatchObject({ count: 2, alike: true });
		for (const q of ['%', "'", '\\', 'a & | !', ':*', '()', '<->', 'P-999999'])
			expect(await found(member, { q }), q).toEqual([]);
	});

	test('say whose move it is, and whether it is mine', async () => {
		const { evaluator, cabinet2, admin, insider, lead } = district.people;
		expect(await found(lead, { waiting: 'true' })).toEqual([draft]);
		expect(await found(guest, { waiting: 'true' })).toEqual([experiment]);
		expect(await found(evaluator, { waiting: 'true' })).toEqual([]);
		expect(await found(cabinet2, { waiting: 'true' })).toEqual([vetting]);
		expect(await found(admin, { waiting: 'true' })).toEqual([...many].sort());
		// Holds every role, and is on the team of what waits on the cabinet.
		expect(await found(insider, { waiting: 'true', stage: 'vetting' })).toEqual([]);
		const cards = (await columns(cabinet2, {}, { cards: 50 })).flatMap(({ cards }) => cards);
		expect(cards.filter((card) => card.waiting_on_me).map(({ id }) => id)).toEqual([vetting]);
	});

	test('add up: each facet over its own choices, and the columns to the whole', async () => {
		const { member } = district.people;
		for (const filters of [
			{},
			{ kind: 'operations' },
			{ q: 'fractions' },
			{ risk: 'moderate', kind: 'student-facing instruction' }
		]) {
			const told = await facets(member, filters);
			expect(counted(await columns(member, filters))).toBe(told.count);
			for (const name of ['stage', 'kind', 'risk', 'sponsor', 'status'])
				for (const [value, count] of Object.entries(told.counts[name]))
					expect(counted(await columns(member, { ...filters, [name]: value })), `${name} ${value}`).toBe(
						count
					);
		}
	});

	test('of money and holds count what a column holds', async () => {
		const { member, admin } = district.people;
		const at = async (filters = {}) =>
			(await columns(member, filters)).find(({ stage }) => stage === 'proposed');
		expect(await at()).toMatchObject({ count: 30, on_hold: 0, money: { once: 300, yearly: 0 } });
		const hold = async () => await must(admin, 'raise_hold', { pilot: many[0]!, reason: 'Wait.' });
		await hold();
		for (const filters of [{}, { kind: 'operations' }, { q: 'bus' }])
			expect(await at(filters)).toMatchObject({ count: 30, on_hold: 1, money: { once: 300 } });
		expect(await found(member, { held: 'true' })).toEqual([many[0]]);
	});

	test('that make no sense are left out and told', async () => {
		const { member } = district.people;
		const nonsense: [string, unknown, string][] = [
			['colour', 'red', 'unknown'],
			['stage', 'nowhere', 'wrong'],
			['status', 'asleep', 'wrong'],
			['kind', 'x', 'wrong'],
			['risk', 'deadly', 'wrong'],
			['site', 'x', 'wrong'],
			['site', randomUUID(), 'gone'],
			['sponsor', randomUUID(), 'gone'],
			['objective', '9.9', 'gone'],
			['overdue', 'perhaps', 'wrong'],
			['mine', { a: 1 }, 'wrong'],
			['evaluator', district.outsider.id, 'gone']
		];
		const all = counted(await columns(member));
		for (const [filter, value, why] of nonsense) {
			const filters = { [filter]: value };
			expect((await facets(member, filters)).ignored, filter).toMatchObject([{ filter, why }]);
			expect((await rowsOf(member, { filters })).ignored, filter).toMatchObject([{ filter, why }]);
			expect(counted(await columns(member, filters)), filter).toBe(all);
		}
		for (const filters of [[], null, 5]) await allowed(member.call('pipeline', { filters }));
		expect((await facets(member, { stage: 'nowhere,proposed' })).count).toBe(30);
	});
});

describe('paging', () => {
	test('of a column and of a list has no gaps and no doubles while pilots move', async () => {
		const { member } = district.people;
		const page = async (after: string | null) =>
			(await columns(member, { stage: 'proposed' }, { cards: 7, after }))[0]!;
		const seen: string[] = [];
		let column = await page(null);
		for (let turn = 0; ; turn += 1) {
			seen.push(...column.cards.map(({ id }) => id));
			if (!column.next) break;
			// One that was seen leaves, one that is to come leaves, and one comes in at the end.
			if (turn === 1) {
				await asOwner(
					`update public.pilots set stage = 'vetting', stage_since = now() where id = any ($1::text::uuid[])`,
					`{${seen[0]},${many[20]}}`
				);
				await asOwner(
					`update public.pilots set stage = 'proposed', stage_since = now() where id = $1`,
					many[20]
				);
			}
			column = await page(column.next);
		}
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.sort()).toEqual([...many].sort());
		await asOwner(
			`update public.pilots set stage = 'proposed', stage_since = '2025-12-01' where id = any ($1::text::uuid[])`,
			`{${many.join()}}`
		);
	});

	test.each(
		'stage number title days status kind risk cycle_end once yearly sponsor evaluator sites objectives'.split(
			' '
		)
	)('a list sorted by %s gives each pilot once, in both directions', async (sort) => {
		const { member } = district.people;
		const walk = async (by: string) => {
			const seen: string[] = [];
			let after: string | null = null;
			do {
				const page: Rows = await rowsOf(member, { sort: by, after, most: 11 });
				seen.push(...page.rows.map(({ id }) => id));
				after = page.next;
			} while (after);
			return seen;
		};
		const up = await walk(sort);
		expect(new Set(up).size).toBe(32);
		expect(up).toHaveLength(32);
		expect((await walk(`-${sort}`)).reverse()).toEqual(up);
	});

	test('from no place, or by no column, begins at the top and says so', async () => {
		const { member } = district.people;
		for (const after of [
			'x',
			'[1',
			'[]',
			'["vetting","x","y"]',
			'[1,2,3,4]',
			'{}',
			'["proposed","2026-01-01","no uuid"]'
		])
			expect((await rowsOf(member, { after })).ignored, after).toMatchObject([{ filter: 'after' }]);
		expect((await rowsOf(member, { sort: 'secret' })).ignored).toMatchObject([
			{ filter: 'sort', why: 'wrong' }
		]);
		for (const after of ['x', 'vetting~2026~x', `vetting~2026-01-01T00:00:00.000000Z~${'-'.repeat(36)}`])
			await denied(member.call('pipeline', { after }), '400 bad_cursor', after);
		await denied(member.call('pipeline_groups', { by: 'moon' }), '400 no_such_group');
	});
});

describe('slips', () => {
	test('say what pilots are, whatever was done to them', async () => {
		const wrong = await asOwner(
			`select s.pilot_id from private.slips s full join private.slips_of(array(select id from public.pilots)) x on x.pilot_id = s.pilot_id
			where s is distinct from x`
		);
		expect(wrong).toEqual([]);
		expect(await asOwner('select count(*)::int as n from private.slips')).not.toEqual([{ n: 0 }]);
	});

	test('are summed as they are counted, folded or not', async () => {
		const differ = () =>
			asOwner(
				`select coalesce(a.tag, b.tag) as tag from (
					select district_id, stage, tag, sum(pilots) as n, sum(on_hold) as h, sum(once) as o, sum(yearly) as y from private.slip_sums
					group by 1, 2, 3 having sum(pilots) <> 0) a
				full join (
					select district_id, stage, t as tag, count(*) as n, sum(on_hold::int) as h, sum(coalesce(budget_once, 0)) as o, sum(coalesce(budget_yearly, 0)) as y
					from private.slips cross join lateral unnest(array_append(tags, '')) t where seen group by 1, 2, 3) b
					using (district_id, stage, tag)
				where (a.n, a.h, a.o, a.y) is distinct from (b.n, b.h, b.o, b.y)`
			);
		expect(await differ()).toEqual([]);
		await asOwner('select private.fold_sums()');
		expect(await differ()).toEqual([]);
	});

	test('carry the names of today', async () => {
		const { member } = district.people;
		await asOwner(`update public.sites set name = 'Brook' where id = $1`, district.sites[0]);
		await asOwner(`update public.people set name = 'Sam Sponsor' where id = $1`, district.people.sponsor.id);
		expect((await rowsOf(member, { filters: { stage: 'vetting' } })).rows[0]).toMatchObject({
			sites: ['Brook'],
			sponsor: 'Sam Sponsor'
		});
	});

	test('of a stage know how long pilots usually stand there', async () => {
		const [card] = (await columns(district.people.member, { stage: 'vetting' }))[0]!.cards;
		expect(card).toMatchObject({ typical_days: 0 });
	});
});
