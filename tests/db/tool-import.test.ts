import { beforeEach, describe, expect, test } from 'vitest';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { emptyRegistry, foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';
import { importTools, list, named, proposedWith, type ToolRow } from './registry.ts';

let district: District;

beforeEach(async () => {
	district = await foundDistrict();
	await emptyRegistry(district.id);
});

type Verdict = { row: number; state: string; [fact: string]: unknown };
type Answer = { done: boolean; rows: Verdict[] };

const call = (rows: unknown, more: object = {}, who = district.people.admin) =>
	who.call('import_tools', { rows, ...more });
const imported = (rows: unknown, more: object = {}) => allowed(call(rows, more)) as Promise<Answer>;
const states = ({ rows }: Answer) => rows.map(({ state }) => state);
const changes = () =>
	asOwner<{ tool: string; revision: number; fields: string[]; before: object; after: object; by: string }>(
		`select t.name as tool, c.revision, c.fields, c.before, c.after, c.by from private.tool_changes c
		join private.tools t on t.id = c.tool_id where c.district_id = $1 order by c.id`,
		district.id
	);

const rows: ToolRow[] = [
	{ name: '  Slate \u00a0 Scribe ', vendor: 'Quill', website: 'https://scribe.example' },
	{ name: 'Bus Router', model: 'R2', purpose: 'Plans routes.' },
	{ name: 'Sum Sprint' }
];

describe('a list', () => {
	test('is imported by the AI office alone', async () => {
		const { people, outsider, stranger, nobody } = district;
		for (const who of [people.lead, people.member, people.clerk, people.chair, people.privacyReviewer])
			await denied(call(rows, {}, who), '403 not_yours', who.name);
		await denied(call(rows, {}, stranger), '403 no_person');
		await denied(call(rows, {}, people.deactivated), '403 no_person');
		await denied(call(rows, {}, nobody), NO_GRANT);
		expect(await named(people.member)).toEqual([]);
		await allowed(call(rows, {}, outsider));
		expect(await named(people.member)).toEqual([]);
	});

	test('proposes what is new, and a second time changes nothing', async () => {
		const { member } = district.people;
		expect(states(await imported(rows, { dry_run: true }))).toEqual(['new', 'new', 'new']);
		expect(await named(member)).toEqual([]);
		expect(await imported(rows)).toMatchObject({ done: true, rows: [{ state: 'new' }, {}, {}] });
		const before = (await list(member)).tools;
		expect(before).toMatchObject([
			{ name: 'Bus Router', vendor: '', model: 'R2', purpose: 'Plans routes.', state: 'proposed' },
			{ name: 'Slate Scribe', vendor: 'Quill', website: 'https://scribe.example', state: 'proposed' },
			{ name: 'Sum Sprint', state: 'proposed' }
		]);
		const again = await imported(rows);
		expect(again.done).toBe(true);
		expect(states(again)).toEqual(['unchanged', 'unchanged', 'unchanged']);
		expect((await list(member)).tools).toEqual(before);
		expect(await changes()).toEqual([]);
		const [told] = await asOwner<{ n: string; facts: object }>(
			`select count(*) over () as n, facts from public.activity where district_id = $1 and verb = 'imported tools'`,
			district.id
		);
		expect(told).toMatchObject({ facts: { added: 3, filled: 0 } });
		expect(Number(told!.n)).toBe(1);
	});

	test('fills blanks of what is known by any of its names, and overwrites nothing', async () => {
		const { member, admin } = district.people;
		await imported(rows);
		await asOwner(
			`update private.tools set state = 'approved' where name = 'Slate Scribe' and district_id = $1`,
			district.id
		);
		const answer = await imported([
			{ name: 'SLATE-SCRIBE', vendor: 'Somebody else', model: 'S1', purpose: ' Writes  notes. ' },
			{ name: 'sum sprint' },
			{ name: 'Bús  Röuter', model: 'r2', website: 'http://bus.example/x' }
		]);
		expect(answer.rows).toMatchObject([
			{ state: 'filled', known_as: 'Slate Scribe', fields: ['model', 'purpose'], kept: ['vendor'] },
			{ state: 'unchanged', known_as: 'Sum Sprint' },
			{ state: 'filled', known_as: 'Bus Router', fields: ['website'] }
		]);
		expect(answer.rows[2]).not.toHaveProperty('kept');
		expect((await list(member)).tools).toMatchObject([
			{ name: 'Bus Router', model: 'R2', purpose: 'Plans routes.', website: 'http://bus.example/x' },
			{ name: 'Slate Scribe', vendor: 'Quill', model: 'S1', purpose: 'Writes notes.', state: 'approved' },
			{ name: 'Sum Sprint', vendor: '', model: '' }
		]);
		const lines = await changes();
		expect(lines).toHaveLength(2);
		expect(lines.find(({ tool }) => tool === 'Slate Scribe')).toMatchObject({
			revision: 2,
			fields: ['model', 'purpose'],
			before: { model: '', purpose: '' },
			after: { model: 'S1', purpose: 'Writes notes.' },
			by: admin.id
		});
	});

	test('knows what a pilot named, and an earlier name, as the same tool', async () => {
		await proposedWith(district, ['Story Weaver']);
		const [tool] = (await list(district.people.member, { q: 'Story Weaver' })).tools;
		await asOwner(
			`insert into private.tool_names (district_id, key, tool_id, name) values ($1, private.tool_key('Tale Spinner'), $2, 'Tale Spinner')`,
			district.id,
			tool!.id
		);
		const answer = await imported([
			{ name: 'tale spinner', vendor: 'Loom' },
			{ name: 'StoryWeaver', vendor: 'Other' }
		]);
		expect(answer.rows).toMatchObject([
			{ state: 'filled', known_as: 'Story Weaver', tool: tool!.id },
			{ state: 'twice', of: 1 }
		]);
		expect((await list(district.people.member, { q: 'story' })).tools).toMatchObject([
			{ id: tool!.id, vendor: 'Loom', pilots: 1 }
		]);
	});

	test('says of each row that is not right what is wrong, and imports none of it', async () => {
		const { member } = district.people;
		const answer = await imported([
			{ name: 'Right One' },
			{ name: ' \u00a0 ' },
			{},
			{ name: '---' },
			{ name: 'x'.repeat(201) },
			{ name: 'A', vendor: 'v'.repeat(201) },
			{ name: 'B', purpose: 'p'.repeat(2001) },
			{ name: 'C', website: 'javascript:alert(1)' },
			{ name: 'D', website: 'https://user@host.example' },
			{ name: 'right one' }
		]);
		expect(answer.done).toBe(false);
		expect(answer.rows.map(({ row, state, field, of }) => [row, state, field ?? of])).toEqual([
			[1, 'new', undefined],
			[2, 'refused', 'name'],
			[3, 'refused', 'name'],
			[4, 'refused', 'name'],
			[5, 'refused', 'name'],
			[6, 'refused', 'vendor'],
			[7, 'refused', 'purpose'],
			[8, 'refused', 'website'],
			[9, 'refused', 'website'],
			[10, 'twice', 1]
		]);
		for (const { reason } of answer.rows.filter(({ state }) => state === 'refused'))
			expect(reason).toMatch(/\.$/);
		expect(await named(member)).toEqual([]);
	});

	test('that changed since it was looked at is not imported', async () => {
		await imported([{ name: 'Sum Sprint' }]);
		const late = await imported(rows, { seen: { new: 3, filled: 0 } });
		expect(late.done).toBe(false);
		expect(states(late)).toEqual(['new', 'new', 'unchanged']);
		expect(await named(district.people.member)).toEqual(['Sum Sprint']);
		expect((await imported(rows, { seen: { new: 2, filled: 0 } })).done).toBe(true);
	});

	test.each([
		['no list', { name: 'x' }],
		['an empty one', []],
		['one with more than 5,000 rows', Array.from({ length: 5001 }, (_, i) => ({ name: `Tool ${i}` }))],
		['rows that are none', ['Bus Router']]
	])('is refused as %s', async (_, given) => {
		await denied(call(given), '400 no_list');
	});
});

test('five thousand rows in three spellings are one tool each', async () => {
	const spell = [
		(name: string) => name,
		(name: string) => name.toUpperCase().replaceAll(' ', '-'),
		(name: string) => ` ${name.replaceAll(' ', '').replaceAll('e', 'é')}! `
	];
	const given = Array.from({ length: 5000 }, (_, i) => ({
		name: spell[i % 3]!(`Helper ${Math.floor(i / 3)} of school`)
	}));
	const first = await imported(given);
	expect(first.done).toBe(true);
	const counted = (answer: Answer, state: string) => answer.rows.filter((row) => row.state === state).length;
	expect([counted(first, 'new'), counted(first, 'twice')]).toEqual([1667, 3333]);
	expect((await list(district.people.member)).total).toBe(1667);
	for (const q of ['Helper 77 of school', 'HELPER-77-OF-SCHOOL', 'helpér77ofschool!'])
		expect(await named(district.people.member, { q }), q).toEqual(['Helper 77 of school']);
	const again = await imported(given);
	expect([counted(again, 'unchanged'), counted(again, 'twice')]).toEqual([1667, 3333]);
	expect((await list(district.people.member)).total).toBe(1667);
});

test('two admins who import the same at once make each tool once', async () => {
	const { admin, insider } = district.people;
	const many = Array.from({ length: 40 }, (_, i) => ({ name: `Twin ${i}` }));
	// Whoever comes too late is told, and imports it again.
	await Promise.all([call(many), call(many, {}, insider), proposedWith(district, ['Twin 7', 'Twin 8'])]);
	await must(admin, 'import_tools', { rows: many });
	expect((await list(admin)).total).toBe(40);
	const [alone] = await asOwner<{ n: number }>(
		`select count(*)::int as n from private.tools t where t.district_id = $1
		and not exists (select 1 from private.tool_names n where n.tool_id = t.id)`,
		district.id
	);
	expect(alone!.n).toBe(0);
	expect(Object.keys(await importTools(district, many)).length).toBe(40);
});
