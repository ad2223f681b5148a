import { beforeAll, describe, expect, test } from 'vitest';
import { denied, NO_GRANT } from './checks.ts';
import { emptyRegistry, foundDistrict, type District } from './district.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, must } from './pilots.ts';
import { agree, importTools, list, named, proposedWith } from './registry.ts';

let district: District;
let tools: Record<string, string>;

beforeAll(async () => {
	district = await foundDistrict();
	await emptyRegistry(district.id);
	const [neighbour] = await asOwner<{ id: string }>(
		'select district_id as id from public.people where id = $1',
		district.outsider.id
	);
	await emptyRegistry(neighbour!.id);
	tools = await importTools(district, [
		{ name: 'ChatGPT Edu', vendor: 'OpenAI', model: 'GPT-5', purpose: `${'Answers questions. '.repeat(20)}` },
		{ name: 'Lumière', vendor: 'Studio Nord' },
		{ name: 'Math Mentor', vendor: 'Studio Nord', model: 'Gemini' },
		{ name: 'Bus Router' },
		{ name: 'Essay Helper', vendor: '100% Writing' }
	]);
	await asOwner(
		`update private.tools set state = 'approved', generative = true, about = '{students}' where id = $1`,
		tools['ChatGPT Edu']
	);
	await asOwner(
		`update private.tools set state = 'blocked', generative = false, about = '{staff}' where id = $1`,
		tools['Bus Router']
	);
	await asOwner(
		`insert into private.tool_names (district_id, key, tool_id, name) values ($1, private.tool_key('Fraction Friend'), $2, 'Fraction Friend')`,
		district.id,
		tools['Math Mentor']
	);
});

const all = ['Bus Router', 'ChatGPT Edu', 'Essay Helper', 'Lumière', 'Math Mentor'];

describe('the list', () => {
	test('is for everyone of the district, and for nobody else', async () => {
		const { people, outsider, stranger, nobody } = district;
		for (const who of [people.lead, people.member, people.clerk, people.privacyReviewer, people.admin])
			expect(await named(who), who.name).toEqual(all);
		expect(await named(outsider)).toEqual([]);
		expect((await list(outsider)).any).toBe(false);
		const guest = await newcomer(district.id, 'guest', []);
		await asOwner('update public.people set outside = true where id = $1', guest.id);
		await denied(guest.call('tools', { filters: {} }), '403 not_yours');
		await denied(stranger.call('tools', { filters: {} }), '403 no_person');
		await denied(people.deactivated.call('tools', { filters: {} }), '403 no_person');
		await denied(nobody.call('tools', { filters: {} }), NO_GRANT);
	});

	test.each([
		['chatgpt edu', 'ChatGPT Edu'],
		['CHAT-GPT EDU', 'ChatGPT Edu'],
		['Chat  G.P.T.', 'ChatGPT Edu'],
		['lumiere', 'Lumière'],
		['LUMIÈRE', 'Lumière'],
		['lu miere', 'Lumière'],
		['fraction friend', 'Math Mentor'],
		['FractionFriend', 'Math Mentor'],
		['openai', 'ChatGPT Edu'],
		['gpt-5', 'ChatGPT Edu'],
		['edu openai', 'ChatGPT Edu'],
		['nord gemini', 'Math Mentor'],
		// Slips of the keyboard.
		['chatgbt', 'ChatGPT Edu'],
		['mathh mentr', 'Math Mentor'],
		['open ay', 'ChatGPT Edu'],
		// What LIKE takes for a pattern is a sign here.
		['100%', 'Essay Helper'],
		['%', 'Essay Helper']
	])('finds by “%s”', async (q, found) => {
		expect(await named(district.people.member, { q })).toEqual([found]);
	});

	test('finds nothing where there is nothing, and never another district’s', async () => {
		const { member } = district.people;
		for (const q of ['zeppelin', '_', '\\\\', 'openai zeppelin'])
			expect(await named(member, { q }), q).toEqual([]);
		expect(await named(district.outsider, { q: 'chatgpt' })).toEqual([]);
	});

	test('filters, and counts each state under the other filters', async () => {
		const { member } = district.people;
		expect((await list(member)).counts).toEqual({ proposed: 3, approved: 1, blocked: 1 });
		const blocked = await list(member, { state: 'blocked' });
		expect(blocked.tools.map(({ name }) => name)).toEqual(['Bus Router']);
		expect(blocked).toMatchObject({ total: 1, counts: { proposed: 3, approved: 1, blocked: 1 } });
		expect((await list(member, { vendor: 'nord', state: 'proposed' })).counts).toEqual({ proposed: 2 });
		expect(await named(member, { students: 'yes' })).toEqual(['ChatGPT Edu']);
		expect(await named(member, { students: 'no' })).toEqual(['Bus Router']);
		expect(await named(member, { students: 'unknown', generative: 'unknown' })).toEqual(all.slice(2));
		expect(await named(member, { generative: 'yes' })).toEqual(['ChatGPT Edu']);
		expect(await named(member, { generative: 'no' })).toEqual(['Bus Router']);
		expect(await named(member, { q: 'mentor', state: 'approved' })).toEqual([]);
	});

	test.each([
		[{ state: 'fine' }, 'state'],
		[{ colour: 'red' }, 'colour'],
		[{ sort: 'name; drop table x' }, 'sort'],
		[{ agreement: null }, 'agreement'],
		[{ after: '-1' }, 'after'],
		[{ most: 'all' }, 'most']
	])('refuses %o', async (filters, field) => {
		const call = district.people.member.call('tools', { filters });
		expect(await denied(call, '422 wrong_filter')).toEqual({ field });
	});

	test('shortens what a tool does, and pages', async () => {
		const { member } = district.people;
		const [tool] = (await list(member, { q: 'chatgpt' })).tools;
		expect(tool!.purpose.length).toBeLessThanOrEqual(160);
		expect(tool!.purpose).toMatch(/…$/);
		const [whole] = (await list(member, { q: 'chatgpt', most: 5000 })).tools;
		expect(whole!.purpose.length).toBeGreaterThan(300);
		const second = await list(member, { most: 2, after: 2 });
		expect(second.tools.map(({ name }) => name)).toEqual(['Essay Helper', 'Lumière']);
		expect(second).toMatchObject({ total: 5, after: 2, page: 2 });
	});
});

describe('agreements', () => {
	test('are current through their last day, and expiring in the last 60', async () => {
		const { member } = district.people;
		const id = (name: string) => tools[name]!;
		await agree(district, id('ChatGPT Edu'), { expires: 61 });
		await agree(district, id('ChatGPT Edu'), { signed: -500, expires: -10 });
		await agree(district, id('Lumière'), { expires: 60 });
		await agree(district, id('Math Mentor'), { expires: -1 });
		await agree(district, id('Bus Router'), { signed: -1, expires: 0 });
		// One that is signed for later is none yet.
		await agree(district, id('Essay Helper'), { signed: 5 });
		const standing = Object.fromEntries(
			(await list(member)).tools.map((tool) => [tool.name, tool.agreement])
		);
		expect(standing).toEqual({
			'Bus Router': 'expiring',
			'ChatGPT Edu': 'current',
			'Essay Helper': 'none',
			Lumière: 'expiring',
			'Math Mentor': 'expired'
		});
		expect(await named(member, { agreement: 'current' })).toEqual(['Bus Router', 'ChatGPT Edu', 'Lumière']);
		expect(await named(member, { agreement: 'expiring' })).toEqual(['Bus Router', 'Lumière']);
		expect(await named(member, { agreement: 'expired' })).toEqual(['Math Mentor']);
		expect(await named(member, { agreement: 'none' })).toEqual(['Essay Helper']);
		expect((await named(member, { sort: 'expires' })).slice(0, 3)).toEqual([
			'Math Mentor',
			'Bus Router',
			'Lumière'
		]);
		// What never ends lasts longest, and the end that somebody gave it counts.
		await agree(district, id('Math Mentor'), {});
		expect(await named(member, { agreement: 'expired' })).toEqual([]);
		await asOwner(
			'update private.tool_agreements set ended_on = private.today() - 1 where tool_id = $1',
			id('Math Mentor')
		);
		expect(await named(member, { agreement: 'expired' })).toEqual(['Math Mentor']);
	});
});

describe('pilots', () => {
	test('count while they name the tool and go on', async () => {
		const { people } = district;
		const first = await proposedWith(district, ['chat-gpt edu', 'Bus Router']);
		await proposedWith(district, ['ChatGPT  EDU']);
		const pilots = Object.fromEntries(
			(await list(people.member)).tools.map((tool) => [tool.name, tool.pilots])
		);
		expect(pilots).toEqual({
			'Bus Router': 1,
			'ChatGPT Edu': 2,
			'Essay Helper': 0,
			Lumière: 0,
			'Math Mentor': 0
		});
		expect((await named(people.member, { sort: '-pilots' })).slice(0, 2)).toEqual([
			'ChatGPT Edu',
			'Bus Router'
		]);
		expect(await named(people.member, { used: 'yes' })).toEqual(['Bus Router', 'ChatGPT Edu']);
		expect(await named(people.member, { used: 'no' })).toEqual(all.slice(2));
		await must(people.lead, 'advance_pilot', advance(first, 'proposed', 'withdrawn', 'No time.'));
		expect(await named(people.member, { used: 'yes' })).toEqual(['ChatGPT Edu']);
	});

	test('that name what nobody knows propose it, under one name for all spellings', async () => {
		await proposedWith(district, ['Story Weaver']);
		await proposedWith(district, ['story-weaver']);
		const [tool] = (await list(district.people.member, { q: 'storyweaver' })).tools;
		expect(tool).toMatchObject({ name: 'Story Weaver', state: 'proposed', pilots: 2, formerly: [] });
	});
});

test('sorts by each column, blanks last', async () => {
	const { member } = district.people;
	const vendors = async (sort: string) => (await list(member, { sort })).tools.map(({ vendor }) => vendor);
	expect((await vendors('vendor')).filter(Boolean)).toEqual([
		'100% Writing',
		'OpenAI',
		'Studio Nord',
		'Studio Nord'
	]);
	expect((await vendors('-vendor'))[0]).toBe('Studio Nord');
	expect((await vendors('-vendor')).at(-1)).toBe('');
	expect((await list(member, { sort: '-state' })).tools[0]!.state).toBe('blocked');
	expect((await named(member, { sort: '-name' }))[0]).toBe('Story Weaver');
	const [tool] = (await list(member, { q: 'fraction' })).tools;
	expect(tool!.formerly).toEqual(['Fraction Friend']);
});
