import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { completeProposal } from './forms.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, must, pilotIn, settleFamilies } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type Tool = Record<string, unknown> & { id: string; revision: number; name: string };
const read = async (who: Actor, tool: string): Promise<Tool & Record<string, never>> =>
	allowed(who.call('tool', { tool }));
const save = (who: Actor, tool: object) => who.call('save_tool', { tool });
const propose = (who: Actor, tool: object) => who.call('propose_tool', { tool });
const state = (
	who: Actor,
	{ id, revision }: Tool,
	to: string | null,
	reason: string | null = 'Looked into.'
) => who.call('set_tool_state', { tool: id, state: to, reason, revision });

const fields = (name: string) => ({
	name,
	vendor: 'Wordmill',
	purpose: 'Turns speech into text.',
	data_elements: ['identity', 'usage'],
	about: ['students'],
	website: 'https://wordmill.example'
});
let counted = 0;
const fresh = async (more: object = {}): Promise<Tool> => {
	const { id } = await must(district.people.admin, 'save_tool', {
		tool: { ...fields(`Wordmill ${(counted += 1)}`), ...more }
	});
	return read(district.people.admin, id);
};
const again = ({ id }: Tool) => read(district.people.admin, id);
/** A tool that may be used. */
const approved = async (more: object = {}) => {
	const { admin } = district.people;
	const tool = await fresh(more);
	await allowed(state(admin, tool, 'in review'));
	await allowed(state(admin, await again(tool), 'approved'));
	return again(tool);
};
/** A pilot at vetting that names these tools, with nothing else missing for launch but what is signed. */
async function pilotWith(names: string[], tier: 'moderate' | 'high' = 'moderate') {
	const pilot = await pilotIn(district, { stage: 'vetting', tier, without: 'signatures' });
	await must(district.people.lead, 'save_facts', { pilot, facts: { tools: names } });
	return pilot;
}
const criterion = async (pilot: string, key: string) =>
	(await allowed(district.people.member.call('gate', { pilot }))).find(
		(one: { criterion: string }) => one.criterion === key
	);

describe('the record', () => {
	test('is kept by the AI office and by whoever reviews security or privacy, and by nobody else', async () => {
		const tool = await fresh();
		const keepers: Part[] = ['admin', 'reviewer', 'privacyReviewer', 'insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (keepers.includes(part)) continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			await denied(save(who, { id: tool.id, revision: tool.revision, vendor: 'Me' }), how, part);
			await denied(save(who, fields('Mine')), how, part);
		}
		await denied(
			save(district.outsider, { id: tool.id, revision: tool.revision, vendor: 'Me' }),
			'404 no_such_tool'
		);
		await denied(district.outsider.call('tool', { tool: tool.id }), '404 no_such_tool');
		await denied(district.nobody.call('tool', { tool: tool.id }), '42501');
		expect(await again(tool)).toEqual(tool);
		for (const part of keepers) {
			const { revision } = await again(tool);
			await allowed(save(district.people[part], { id: tool.id, revision, vendor: `Seen by ${part}` }), part);
		}
		expect(await read(district.people.member, tool.id)).toMatchObject({
			vendor: 'Seen by former',
			may_edit: false,
			moves: []
		});
	});

	test('keeps what changed, from what to what and why; no change writes nothing', async () => {
		const { admin, privacyReviewer } = district.people;
		const tool = await fresh();
		const same = await allowed(save(admin, { id: tool.id, revision: 1, ...fields(tool.name) }));
		expect(same).toMatchObject({ did: 'unchanged', revision: 1 });
		const done = await allowed(
			save(privacyReviewer, {
				id: tool.id,
				revision: 1,
				model: 'W-2',
				hosting_region: 'EU',
				reason: 'Moved.'
			})
		);
		expect(done).toMatchObject({ did: 'changed', revision: 2, fields: ['hosting_region', 'model'] });
		expect(await again(tool)).toMatchObject({
			model: 'W-2',
			changes: [
				{
					revision: 2,
					fields: ['hosting_region', 'model'],
					before: { hosting_region: '', model: '' },
					after: { hosting_region: 'EU', model: 'W-2' },
					reason: 'Moved.',
					by: 'privacyReviewer'
				}
			]
		});
		const facts = await denied(
			save(admin, { id: tool.id, revision: 1, model: 'W-3' }),
			'409 changed_meanwhile'
		);
		expect(facts).toMatchObject({ by: 'privacyReviewer', revision: 2 });
		expect((await again(tool)).model).toBe('W-2');
	});

	test('of what is approved changes with a reason only', async () => {
		const tool = await approved();
		const { admin } = district.people;
		const change = { id: tool.id, revision: tool.revision, model: 'W-9' };
		expect(await denied(save(admin, change), '422 no_reason')).toEqual({ field: 'reason' });
		await denied(save(admin, { ...change, data_elements: [], reason: 'Unknown.' }), '422 incomplete');
		expect(await allowed(save(admin, { ...change, reason: 'The vendor changed it.' }))).toMatchObject({
			fields: ['model']
		});
	});

	test('asks for the reviews that a change touches to be opened again', async () => {
		const { touches } = (await fresh()) as unknown as { touches: Record<string, string[]> };
		expect(touches).toMatchObject({ sign_on: ['security'], agreement: ['privacy'] });
		expect(touches).not.toHaveProperty('name');
	});

	test('takes no field, choice or link that it does not know', async () => {
		const { admin } = district.people;
		const wrong: [how: string, more: object, field?: string][] = [
			['400 unknown_field', { state: 'approved' }],
			['400 unknown_field', { created_by: admin.id }],
			['422 no_name', { name: '  ' }, 'name'],
			['422 too_long', { purpose: 'x'.repeat(2001) }],
			['422 not_text', { vendor: 7 }],
			['422 unknown_choice', { data_elements: ['thoughts'] }, 'data_elements'],
			['422 unknown_choice', { data_elements: 'identity' }, 'data_elements'],
			['422 none_and_some', { data_elements: ['none', 'health'] }, 'data_elements'],
			['422 none_and_some', { data_elements: ['none'], about: ['students'] }, 'about'],
			['422 none_and_some', { about: ['nobody', 'staff'] }, 'about'],
			['422 unknown_choice', { sign_on: 'magic' }, 'sign_on'],
			['422 unknown_choice', { sign_on: null }, 'sign_on'],
			['422 unknown_choice', { generative: 'yes' }, 'generative'],
			['422 no_link', { website: 'javascript:alert(1)' }, 'website'],
			['422 no_link', { accessibility_link: 'www.wordmill.example' }, 'accessibility_link'],
			['422 too_many', { subprocessors: Array.from({ length: 51 }, (_, i) => `Sub ${i}`) }]
		];
		for (const [how, more, field] of wrong) {
			const facts = await denied(
				save(admin, { ...fields('Never saved'), ...more }),
				how,
				JSON.stringify(more)
			);
			if (field) expect(facts).toMatchObject({ field });
		}
		await denied(save(admin, []), '400 unknown_field');
		const [none] = await asOwner<{ many: number }>(
			`select count(*)::int as many from private.tools where name = 'Never saved'`
		);
		expect(none!.many).toBe(0);
	});
});

describe('names', () => {
	test('of before stay with the tool, and pilots that typed them stay linked', async () => {
		const { admin, member } = district.people;
		const tool = await fresh({ name: 'Lexi Tutor' });
		const pilot = await pilotWith(['lexi-tutor']);
		await allowed(save(admin, { id: tool.id, revision: 1, name: 'Wordmill Reading' }));
		const known = await read(member, tool.id);
		expect(known).toMatchObject({ name: 'Wordmill Reading', names: ['Lexi Tutor'] });
		expect(known.pilots).toMatchObject([{ id: pilot, as: 'lexi-tutor', stage: 'vetting', until: null }]);
		const later = await pilotWith(['Lexi  TUTOR']);
		expect((await read(member, tool.id)).pilots).toHaveLength(2);
		expect((await criterion(later, 'tools')).facts.tools).toMatchObject([{ id: tool.id }]);
	});

	test('are one tool’s: a second one is told whose it is', async () => {
		const { admin, lead } = district.people;
		const [one, other] = [await fresh({ name: 'Kestrel' }), await fresh({ name: 'Heron' })];
		await must(admin, 'save_tool', { tool: { id: one.id, revision: 1, name: 'Falcon' } });
		const taken = await denied(
			save(admin, { id: other.id, revision: 1, name: 'kestrel!' }),
			'409 name_taken'
		);
		expect(taken).toEqual({ field: 'name', tool: one.id, name: 'Falcon' });
		await denied(save(admin, fields('FALCON')), '409 name_taken');
		await denied(propose(lead, { name: 'Falcon', purpose: 'Flies.' }), '409 name_taken');
		expect(await again(other)).toMatchObject({ name: 'Heron', revision: 1, changes: [] });
		await allowed(save(admin, { id: one.id, revision: 2, name: 'Kestrel' }), 'its own earlier one');
		expect(await again(one)).toMatchObject({ name: 'Kestrel', names: ['Falcon'] });
	});
});

describe('whoever misses a tool', () => {
	test('proposes it: name, vendor and what it does, nothing else', async () => {
		const { member, teammate } = district.people;
		const { id } = await allowed(
			propose(member, { name: 'Sketchpad', vendor: 'Inkwell', purpose: 'Draws what one says.' })
		);
		expect(await read(teammate, id)).toMatchObject({
			name: 'Sketchpad',
			state: 'proposed',
			created_by: 'member',
			data_elements: []
		});
		await denied(propose(member, { name: 'More', purpose: 'x', state: 'approved' }), '400 unknown_field');
		await denied(propose(member, { name: 'More', purpose: 'x', about: ['nobody'] }), '400 unknown_field');
		expect(await denied(propose(member, { name: 'More' }), '422 no_purpose')).toEqual({ field: 'purpose' });
		expect(await denied(propose(member, { purpose: 'x' }), '422 no_name')).toEqual({ field: 'name' });
		await denied(propose(district.people.deactivated, { name: 'More', purpose: 'x' }), '403 no_person');
	});

	test('from outside sees the tools of their pilots, and proposes none', async () => {
		const guest = await newcomer(district.id, 'guest', []);
		await asOwner('update public.people set outside = true where id = $1', guest.id);
		await denied(guest.call('tool', { tool: district.tool }), '404 no_such_tool');
		await denied(propose(guest, { name: 'Mine', purpose: 'x' }), '403 not_yours');
	});
});

describe('whether a tool may be used', () => {
	test('is for the AI office to say; whoever reviews security or privacy may block', async () => {
		const tool = await approved();
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (['admin', 'insider', 'former'].includes(part)) continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			for (const to of ['in review', 'restricted', 'retired']) await denied(state(who, tool, to), how, part);
			if (part !== 'reviewer' && part !== 'privacyReviewer')
				await denied(state(who, tool, 'blocked'), how, part);
		}
		expect(await read(district.people.privacyReviewer, tool.id)).toMatchObject({ moves: ['blocked'] });
		await allowed(state(district.people.privacyReviewer, tool, 'blocked', 'It kept recordings.'));
		expect(await again(tool)).toMatchObject({ state: 'blocked', state_reason: 'It kept recordings.' });
	});

	test('goes from one state to the next, each with its reason on record', async () => {
		const { admin } = district.people;
		const tool = await fresh({ data_elements: [], about: [] });
		await denied(state(admin, tool, 'approved'), '409 not_now');
		await denied(state(admin, tool, 'on the moon'), '422 unknown_state');
		await denied(state(admin, tool, null), '422 unknown_state');
		await allowed(state(admin, tool, 'in review', ''));
		await denied(state(admin, tool, 'approved'), '409 changed_meanwhile');
		expect(await denied(state(admin, await again(tool), 'approved'), '422 incomplete')).toEqual({
			field: 'state'
		});
		await must(admin, 'save_tool', {
			tool: { id: tool.id, revision: 2, data_elements: ['none'], about: ['nobody'] }
		});
		for (const reason of ['', '  ', null])
			for (const to of ['restricted', 'blocked', 'retired'])
				expect(await denied(state(admin, await again(tool), to, reason), '422 no_reason')).toEqual({
					field: 'reason'
				});
		await denied(state(admin, await again(tool), 'blocked', 'x'.repeat(2001)), '422 too_long');
		await allowed(state(admin, await again(tool), 'approved', ''));
		await allowed(state(admin, await again(tool), 'restricted', 'Grades 9 to 12.'));
		await denied(state(admin, await again(tool), 'restricted', 'Grades 9 to 12.'), '409 not_now');
		await allowed(state(admin, await again(tool), 'restricted', 'Grade 12.'));
		await allowed(state(admin, await again(tool), 'retired', 'Nobody uses it.'));
		await denied(state(admin, await again(tool), 'approved'), '409 not_now');
		const { changes } = (await again(tool)) as unknown as { changes: { after: object; reason: string }[] };
		expect(changes.map(({ after, reason }) => [Object.values(after)[0], reason]).reverse()).toEqual([
			['in review', ''],
			[['nobody'], ''],
			['approved', ''],
			['restricted', 'Grades 9 to 12.'],
			['restricted', 'Grade 12.'],
			['retired', 'Nobody uses it.']
		]);
	});

	test('history is never changed', async () => {
		const { id } = await approved();
		for (const statement of [
			'update private.tool_changes set reason = $$x$$ where tool_id = $1',
			'delete from private.tool_changes where tool_id = $1'
		])
			await expect(asOwner(statement, id)).rejects.toThrow();
	});

	test('is told to the pilots that use it', async () => {
		const { admin, lead } = district.people;
		const tool = await approved();
		const pilot = await pilotWith([tool.name]);
		await allowed(state(admin, tool, 'blocked', 'It was breached.'));
		expect((await activityOf(lead, pilot))[0]).toMatchObject({
			verb: 'blocked',
			actor: 'admin',
			facts: { name: tool.name, reason: 'It was breached.' }
		});
		const mails = await asOwner<{ address: string }>(
			`select address from private.mails where kind = 'notice' and facts ->> 'pilot' = $1 and facts ->> 'verb' = 'blocked' order by address`,
			pilot
		);
		expect(mails.map(({ address }) => address.split('.')[0])).toEqual(['lead', 'sponsor']);
	});

	test('is said by nobody whose own pilot waits for it', async () => {
		const { insider, former, admin } = district.people;
		const tool = await fresh();
		await pilotWith([tool.name]);
		await allowed(state(admin, tool, 'in review'));
		const now = await again(tool);
		for (const who of [insider, former]) {
			await denied(state(who, now, 'approved'), '403 separation_of_duties', who.name);
			await denied(state(who, now, 'restricted'), '403 separation_of_duties', who.name);
			await denied(
				save(who, { id: tool.id, revision: now.revision, about: ['staff'] }),
				'403 separation_of_duties',
				who.name
			);
		}
		await allowed(state(insider, now, 'blocked', 'I saw it leak.'), 'what holds it up is no favour');
		const elsewhere = await fresh();
		await allowed(state(insider, elsewhere, 'in review'), 'another tool');
		await allowed(state(insider, await again(elsewhere), 'approved'), 'another tool');
	});
});

describe('launch', () => {
	const launch = (pilot: string) =>
		district.people.cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment'));

	test('waits for each tool, and says which', async () => {
		const { admin, lead, reviewer } = district.people;
		const good = await approved();
		const pilot = await pilotWith([good.name, 'A pen that writes']);
		await settleFamilies(district, pilot);
		const facts = await denied(launch(pilot), '422 gate_not_met');
		expect(facts).toEqual({ act: 'launch', unmet: ['tools'] });
		const told = await criterion(pilot, 'tools');
		expect(told).toMatchObject({ how: 'automatic', signed_by: null, met: false });
		expect(told.facts.tools).toMatchObject([
			{ name: 'A pen that writes', state: 'proposed' },
			{ id: good.id, name: good.name, state: 'approved' }
		]);
		const pen = await again(told.facts.tools[0]);
		await denied(admin.call('sign_criterion', { pilot, criterion: 'tools' }), '422 not_signed');
		await must(admin, 'save_tool', {
			tool: { id: pen.id, revision: 1, data_elements: ['content made by students'], about: ['students'] }
		});
		await allowed(state(admin, await again(pen), 'in review'));
		expect(await criterion(pilot, 'tools')).toMatchObject({ met: false });
		await allowed(state(admin, await again(pen), 'restricted', 'Grade 6 only.'));
		expect(await criterion(pilot, 'tools')).toMatchObject({
			met: true,
			facts: { tools: [{ state: 'restricted', reason: 'Grade 6 only.' }, { state: 'approved' }] }
		});
		await allowed(state(admin, await again(pen), 'blocked', 'It cannot be erased.'));
		expect(await criterion(pilot, 'tools')).toMatchObject({ met: false });
		await must(lead, 'save_facts', { pilot, facts: { tools: [good.name] } });
		expect((await criterion(pilot, 'tools')).facts.tools).toHaveLength(1);
		// What was learnt of the pen is reviewed, although it is used no more.
		await must(reviewer, 'sign_review', { pilot, specialty: 'privacy', verdict: 'signed' });
		await allowed(launch(pilot));
	});

	test('of a pilot without any tool waits for none', async () => {
		const pilot = await pilotWith([]);
		expect(await criterion(pilot, 'tools')).toMatchObject({ met: true, facts: { tools: [] } });
		await settleFamilies(district, pilot);
		await allowed(launch(pilot));
	});

	test('asks nothing of a tool that a draft names', async () => {
		const { lead, admin } = district.people;
		const pilot = crypto.randomUUID();
		await must(lead, 'save_proposal', {
			pilot,
			proposal: { ...completeProposal(district), tool: 'Secret of a draft' }
		});
		const [row] = await asOwner<{ many: number }>(
			`select count(*)::int as many from private.tool_names where district_id = $1 and name = 'Secret of a draft'`,
			district.id
		);
		expect(row!.many).toBe(0);
		expect((await must(admin, 'home', {})).waiting).not.toContainEqual(
			expect.objectContaining({ title: 'Secret of a draft' })
		);
	});
});

test('a tool that a pilot names and nobody looked into waits on the AI office', async () => {
	const { admin, member, reviewer } = district.people;
	await pilotWith(['Never heard of']);
	const waits = async (who: Actor) =>
		(await must(who, 'home', {})).waiting.filter(
			(one: { what: string; title: string }) =>
				one.what === 'look at a tool' && one.title === 'Never heard of'
		);
	const [row] = await waits(admin);
	expect(row).toMatchObject({ title: 'Never heard of' });
	expect(await waits(member)).toEqual([]);
	expect(await waits(reviewer)).toEqual([]);
	await allowed(state(admin, await read(admin, row.pilot), 'in review'));
	expect(await waits(admin)).toEqual([]);
});
