import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';
import { agree, importTools, list, named, proposedWith } from './registry.ts';

let district: District;
let made = 0;

beforeAll(async () => {
	district = await foundDistrict();
});

/** Two tools with names that are alike, and unlike those of all other tests. */
async function pair(vendors: [string, string] = ['', '']) {
	const word = [
		'Zeppelin',
		'Quartz',
		'Marigold',
		'Juniper',
		'Bramble',
		'Foxglove',
		'Harbour',
		'Wicket',
		'Yarrow',
		'Kestrel'
	][made];
	if (!word) throw new Error('There are no more words for pairs.');
	made += 1;
	const [one, other] = [`${word} Tutoring`, `${word} Tutorings`];
	const ids = await importTools(district, [
		{ name: one, vendor: vendors[0] },
		{ name: other, vendor: vendors[1] }
	]);
	return { keep: ids[one]!, other: ids[other]!, names: [one, other] as [string, string] };
}

type Twins = { total: number; pairs: { one: { name: string }; other: { name: string }; score: number }[] };
const twins = async (after = 0): Promise<Twins> => must(district.people.admin, 'tool_twins', { after });
const offered = async () =>
	(await twins()).pairs.map(({ one, other }) => [one.name, other.name].sort().join(' + '));
const join = (keep: string, other: string, more: object = {}, who = district.people.admin) =>
	who.call('join_tools', { keep, other, reason: 'The vendor writes it both ways.', ...more });
const tool = async (id: string) => {
	const [row] = await asOwner<Record<string, unknown>>('select * from private.tools where id = $1', id);
	return row!;
};

describe('pairs that may be the same', () => {
	test('are of the same vendor, or of one that is not said', async () => {
		const { names } = await pair(['Acme', 'ACME.']);
		const blank = await pair(['Acme', '']);
		const others = await pair(['Acme', 'Brown']);
		const pairs = await offered();
		expect(pairs).toContain(names.join(' + '));
		expect(pairs).toContain(blank.names.join(' + '));
		expect(pairs).not.toContain(others.names.join(' + '));
		for (const { score } of (await twins()).pairs) expect(score).toBeGreaterThanOrEqual(0.6);
	});

	test('are exactly those that comparing each with each finds', async () => {
		const ends = ['', ' AI', ' Plus', 's', ' for Schools', ' Classroom', ' 2'];
		const words = ['Reading Lamp', 'Readinglamp Pro', 'Number Nest', 'Numbers Nest', 'Ink', 'Inks'];
		await importTools(
			district,
			words.flatMap((word, i) =>
				ends.map((end, j) => ({ name: word + end, vendor: ['', 'Acme', 'Brown'][(i + j) % 3] }))
			)
		);
		const [fast] = await asOwner<{ pairs: string[] }>(
			`select array_agg(a.one_id || ' ' || a.other_id order by 1) as pairs from private.alike_tools($1) a`,
			district.id
		);
		const [slow] = await asOwner<{ pairs: string[] }>(
			`select array_agg(a.id || ' ' || b.id order by 1) as pairs from private.tools a join private.tools b on a.id < b.id
			and a.district_id = b.district_id where a.district_id = $1 and extensions.similarity(lower(a.name), lower(b.name)) >= 0.6::real
			and (private.tool_key(a.vendor) = private.tool_key(b.vendor) or a.vendor = '' or b.vendor = '')`,
			district.id
		);
		expect(fast!.pairs.length).toBeGreaterThan(20);
		expect([...fast!.pairs].sort()).toEqual([...slow!.pairs].sort());
		const first = await twins();
		expect([first.pairs.length, first.total]).toEqual([20, fast!.pairs.length]);
		const second = await twins(20);
		expect(second.pairs.map((one) => JSON.stringify(one))).not.toContain(JSON.stringify(first.pairs[0]));
	});

	test('are for the AI office to see, to join and to keep apart', async () => {
		const { people, outsider, stranger, nobody } = district;
		const { keep, other } = await pair();
		for (const who of [people.lead, people.member, people.clerk, people.chair, people.privacyReviewer]) {
			await denied(who.call('tool_twins'), '403 not_yours', who.name);
			await denied(join(keep, other, {}, who), '403 not_yours', who.name);
			await denied(who.call('keep_tools_apart', { one: keep, other }), '403 not_yours', who.name);
		}
		await denied(join(keep, other, {}, stranger), '403 no_person');
		await denied(join(keep, other, {}, nobody), NO_GRANT);
		await denied(join(keep, other, {}, outsider), '404 no_such_tool');
		await denied(outsider.call('keep_tools_apart', { one: keep, other }), '404 no_such_tool');
		expect((await allowed(outsider.call('tool_twins'))).total).toBe(0);
		expect((await tool(other)).merged_into).toBeNull();
	});

	test('that are not the same are remembered, also once', async () => {
		const { admin } = district.people;
		const { keep, other, names } = await pair(['Zenith', 'Zenith']);
		const before = (await twins()).total;
		await allowed(admin.call('keep_tools_apart', { one: other, other: keep }));
		await allowed(admin.call('keep_tools_apart', { one: keep, other }));
		expect((await twins()).total).toBe(before - 1);
		expect(await offered()).not.toContain(names.join(' + '));
		const told = await asOwner(
			`select 1 from public.activity where verb = 'kept tools apart' and record_id in ($1, $2)`,
			keep,
			other
		);
		expect(told).toHaveLength(1);
		await denied(admin.call('keep_tools_apart', { one: keep, other: keep }), '422 same_tool');
	});
});

describe('joining', () => {
	test('moves names, pilots and agreements, and says so', async () => {
		const { member, admin } = district.people;
		const { keep, other, names } = await pair();
		const both = await proposedWith(district, names);
		const one = await proposedWith(district, [names[1]]);
		await agree(district, other, { expires: 100 });
		await allowed(join(keep, other));
		const [line] = (await list(member, { q: names[1] })).tools;
		expect(line).toMatchObject({
			id: keep,
			name: names[0],
			formerly: [names[1]],
			pilots: 2,
			agreement: 'current'
		});
		expect(await named(member, { q: names[0] })).toEqual([names[0]]);
		expect(await tool(other)).toMatchObject({ merged_into: keep, revision: 2 });
		const [end] = await asOwner<{ kept: string; own: string }>(
			'select private.tool_merged($1) as kept, private.tool_merged($2) as own',
			other,
			keep
		);
		expect(end).toEqual({ kept: keep, own: keep });
		const links = await asOwner<{ pilot_id: string; tool_id: string }>(
			'select pilot_id, tool_id from private.pilot_tools where pilot_id in ($1, $2) and unlinked_at is null',
			both,
			one
		);
		expect(links.map(({ tool_id }) => tool_id)).toEqual([keep, keep]);
		const changed = await asOwner<{ tool_id: string; reason: string; by: string; after: object }>(
			'select tool_id, reason, by, after from private.tool_changes where tool_id in ($1, $2) order by id',
			keep,
			other
		);
		expect(changed).toMatchObject([
			{
				tool_id: keep,
				by: admin.id,
				after: { joined: { id: other, names: [names[1]], pilots: 2, agreements: 1 } }
			},
			{ tool_id: other, reason: 'The vendor writes it both ways.', after: { merged_into: { id: keep } } }
		]);
		// Whoever writes it either way afterwards means the one that was kept.
		await proposedWith(district, [names[1].toUpperCase()]);
		expect((await list(member, { q: names[0] })).tools[0]).toMatchObject({ id: keep, pilots: 3 });
		await denied(join(keep, other), '409 joined_already');
		await denied(join(other, keep), '409 joined_already');
		await denied(district.people.admin.call('keep_tools_apart', { one: keep, other }), '409 joined_already');
	});

	test('follows through several, and keeps what was kept apart', async () => {
		const { admin } = district.people;
		const ids = await importTools(district, [
			'Lantern Speech',
			'Lantern Speeches',
			'Lanterns Speech',
			'Lantern Speech B'
		]);
		const [a, b, c, d] = Object.values(ids) as [string, string, string, string];
		await allowed(admin.call('keep_tools_apart', { one: c, other: d }));
		await allowed(join(c, b));
		await allowed(join(a, c));
		expect((await tool(b)).merged_into).toBe(a);
		expect((await tool(c)).merged_into).toBe(a);
		const [apart] = await asOwner<{ it: boolean }>(
			'select exists (select 1 from private.tools_apart where one_id = least($1::uuid, $2::uuid) and other_id = greatest($1::uuid, $2::uuid)) as it',
			a,
			d
		);
		expect(apart!.it).toBe(true);
	});

	test('needs a reason, and two tools', async () => {
		const { keep, other } = await pair();
		expect(await denied(join(keep, other, { reason: ' ' }), '422 no_reason')).toEqual({ field: 'reason' });
		await denied(join(keep, other, { reason: 'x'.repeat(2001) }), '422 too_long');
		await denied(join(keep, keep), '422 same_tool');
		await denied(join(keep, district.id), '404 no_such_tool');
		expect((await tool(other)).merged_into).toBeNull();
	});

	test('of two with agreements that differ asks which one counts', async () => {
		const { keep, other } = await pair();
		const [first, second] = [
			await agree(district, keep, { expires: 30 }),
			await agree(district, other, { expires: 300 })
		];
		expect(await denied(join(keep, other), '409 agreements_differ')).toEqual({ field: 'agreement' });
		await denied(join(keep, other, { agreement: keep }), '422 no_such_agreement');
		expect((await tool(other)).merged_into).toBeNull();
		await allowed(join(keep, other, { agreement: second }));
		const agreements = await asOwner<{ id: string; tool_id: string; ended: boolean; end_reason: string }>(
			'select id, tool_id, ended_on = private.today() as ended, end_reason from private.tool_agreements where id in ($1, $2)',
			first,
			second
		);
		expect(agreements.every(({ tool_id }) => tool_id === keep)).toBe(true);
		expect(agreements.find(({ id }) => id === first)).toMatchObject({ ended: true });
		expect(agreements.find(({ id }) => id === first)!.end_reason).toContain('one tool');
		expect(agreements.find(({ id }) => id === second)!.ended).toBeNull();
	});

	test('of two with the same agreement ends the double', async () => {
		const { keep, other } = await pair();
		const [first, second] = [
			await agree(district, keep, { expires: 90 }),
			await agree(district, other, { expires: 90 })
		];
		await agree(district, other, { signed: -700, expires: -300 });
		await allowed(join(keep, other));
		const ended = await asOwner<{ id: string }>(
			'select id from private.tool_agreements where tool_id = $1 and ended_on is not null',
			keep
		);
		expect(ended.map(({ id }) => id)).toEqual([second]);
		expect(
			(await list(district.people.member, { q: 'Tutoring', agreement: 'current' })).tools.map(({ id }) => id)
		).toContain(keep);
		expect(first).not.toBe(second);
	});
});
