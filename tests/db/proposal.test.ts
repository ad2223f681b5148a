import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { acts } from './acts.ts';
import { allowed, denied, empty, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let draft: string;

beforeAll(async () => {
	district = await foundDistrict();
	draft = await pilotIn(district, 'draft');
});

const team = ({ people }: District) => [people.lead, people.teammate, people.collector, people.insider];
const everyoneElse = ({ people }: District) =>
	Object.values(people).filter((who) => !team(district).includes(who) && who !== people.deactivated);

const saves = (who: Actor, pilot: string | null, proposal: unknown) =>
	who.call('save_proposal', { pilot, proposal });

describe('a draft', () => {
	test('is seen by its team', async () => {
		for (const who of [...team(district), district.people.former]) {
			expect(await allowed(who.call('pilot', { pilot: draft }), who.name)).toMatchObject({ stage: 'draft' });
			expect(await allowed(who.client.from('pilots').select('id').eq('id', draft))).toEqual([{ id: draft }]);
		}
	});

	test('does not exist for anyone else, whatever their role', async () => {
		await unchanged(district, draft, async () => {
			for (const who of everyoneElse(district).filter(({ name }) => name !== 'former')) {
				for (const table of ['pilot_objectives', 'team_members', 'activity', 'plans']) {
					await empty(who.client.from(table).select('*').eq('pilot_id', draft), `${who.name} reads ${table}`);
				}
				await empty(who.client.from('pilots').select('*').eq('id', draft), who.name);
				await denied(who.call('pilot', { pilot: draft }), '404 no_such_pilot', who.name);
			}
			const { admin, sponsor } = district.people;
			for (const [name, args] of Object.entries(acts(district, draft))) {
				await denied(admin.call(name, args), '404 no_such_pilot', name);
				await denied(sponsor.call(name, args), '404 no_such_pilot', name);
			}
		});
	});

	test('is counted on nobody’s board but the team’s', async () => {
		const drafts = async (who: Actor) => {
			const [stage] = await allowed(who.call('pipeline', { filters: { stage: 'draft' } }), who.name);
			return stage.cards.map((card: { id: string }) => card.id);
		};
		expect(await drafts(district.people.teammate)).toEqual([draft]);
		expect(await drafts(district.people.admin)).toEqual([]);
	});

	test('is out of sight for whoever left the team', async () => {
		const { lead, former } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await allowed(lead.call('seat', { pilot, person: former.id, role: null }));
		await denied(former.call('pilot', { pilot }), '404 no_such_pilot');
		await empty(former.client.from('pilots').select('*').eq('id', pilot));
	});

	test('is seen by the whole district once submitted, and never by the neighbour', async () => {
		const pilot = await pilotIn(district, 'draft');
		await signAll(district, pilot, 'submit');
		await allowed(district.people.lead.call('advance_pilot', advance(pilot, 'draft', 'proposed')));
		for (const who of everyoneElse(district)) {
			expect(await allowed(who.call('pilot', { pilot }), who.name)).toMatchObject({ stage: 'proposed' });
		}
		await denied(district.outsider.call('pilot', { pilot }), '404 no_such_pilot');
	});

	test('stays visible when it is sent back', async () => {
		const { admin, member } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await allowed(admin.call('advance_pilot', advance(pilot, 'proposed', 'draft', 'Who pays for it?')));
		expect(await allowed(member.call('pilot', { pilot }))).toMatchObject({ stage: 'draft' });
	});

	test('stays out of sight when it is withdrawn before anyone saw it', async () => {
		const { lead, member } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await allowed(lead.call('advance_pilot', advance(pilot, 'draft', 'withdrawn', 'A better idea came.')));
		await denied(member.call('pilot', { pilot }), '404 no_such_pilot');
	});
});

describe('starting one', () => {
	test('is anyone’s right who belongs to the district', async () => {
		for (const who of Object.values(district.people).filter(({ name }) => name !== 'deactivated')) {
			const pilot = await allowed(saves(who, null, { title: 'An idea' }), who.name);
			const made = await allowed(who.call('pilot', { pilot }), who.name);
			expect(made).toMatchObject({ stage: 'draft', title: 'An idea', my_parts: ['lead', 'team'] });
		}
	});

	test('twice with the same id makes one draft', async () => {
		const { member } = district.people;
		const pilot = randomUUID();
		expect(await allowed(saves(member, pilot, { title: 'Once' }))).toBe(pilot);
		expect(await allowed(saves(member, pilot, { title: 'Once' }))).toBe(pilot);
		expect(await allowed(member.client.from('pilots').select('id').eq('id', pilot))).toHaveLength(1);
		expect(await allowed(member.client.from('team_members').select('id').eq('pilot_id', pilot))).toHaveLength(
			1
		);
		await denied(saves(district.people.lead, pilot, { title: 'Mine' }), '404 no_such_pilot', 'somebody else');
	});

	test('twice at once makes one draft too', async () => {
		const { member } = district.people;
		const pilot = randomUUID();
		const answers = await Promise.all([1, 2, 3].map(() => saves(member, pilot, { title: 'Once' })));
		expect(answers.filter(({ error }) => !error).length).toBeGreaterThanOrEqual(1);
		for (const { error } of answers) expect(error?.code ?? '23505').toBe('23505');
		expect(await allowed(member.client.from('team_members').select('id').eq('pilot_id', pilot))).toHaveLength(
			1
		);
	});
});

describe('what a proposal can say', () => {
	const refusals: [what: string, proposal: unknown, how: string][] = [
		['a title of 10,000 characters', { title: 'x'.repeat(10_000) }, '422 too_long'],
		['a title of 121', { title: 'x'.repeat(121) }, '422 too_long'],
		['a problem of 4,001', { problem: 'x'.repeat(4001) }, '422 too_long'],
		['who is affected, of 1,001', { who_affected: 'x'.repeat(1001) }, '422 too_long'],
		['a benefit of 2,001', { benefit: 'x'.repeat(2001) }, '422 too_long'],
		['how we would know, of 2,001', { how_we_know: 'x'.repeat(2001) }, '422 too_long'],
		['a tool of 201', { tool: 'x'.repeat(201) }, '422 too_long'],
		['an empty title', { title: '' }, '422 no_title'],
		['a title of spaces', { title: '   ' }, '422 no_title'],
		['no title at all', { title: null }, '422 no_title'],
		['a field that it has not', { stage: 'adopted' }, '400 unknown_field'],
		['a district', { district_id: randomUUID() }, '400 unknown_field'],
		['a date of submission', { proposed_at: '2020-01-01' }, '400 unknown_field'],
		['a kind that there is not', { kind: 'homework' }, NOT_UNDERSTOOD],
		['an answer that is neither yes nor no', { under_13: 'perhaps' }, NOT_UNDERSTOOD],
		['an objective that is no id', { objectives: ['3.1'] }, NOT_UNDERSTOOD],
		['a site that is no id', { sites: ["'; drop table pilots; --"] }, NOT_UNDERSTOOD]
	];

	test.each(refusals)('not %s', async (_what, proposal, how) => {
		const { lead, member } = district.people;
		await unchanged(district, draft, async () => {
			await denied(saves(lead, draft, { benefit: 'Other', ...(proposal as object) }), how);
		});
		const pilot = randomUUID();
		await denied(saves(member, pilot, { title: 'New', ...(proposal as object) }), how);
		await denied(member.call('pilot', { pilot }), '404 no_such_pilot');
	});

	test('a new one not without a title', async () => {
		const { member } = district.people;
		const before = await allowed(member.read('pilots', 'id'));
		await denied(saves(member, null, { problem: 'No title yet.' }), '422 no_title');
		expect(await allowed(member.read('pilots', 'id'))).toEqual(before);
	});

	test('text is kept as it was typed, and values that are not named stay', async () => {
		const { lead } = district.people;
		const title = `<script>alert('1')</script> “ünïcode” 🚌 ${'x'.repeat(40)}`;
		await allowed(saves(lead, draft, { title, problem: 'y'.repeat(4000) }));
		await allowed(saves(lead, draft, { benefit: 'Other' }));
		expect(await allowed(lead.call('pilot', { pilot: draft }))).toMatchObject({
			title,
			problem: 'y'.repeat(4000),
			benefit: 'Other',
			tool: 'A chat tutor'
		});
	});
});

describe('who edits it', () => {
	test('anyone of its team while it is a draft', async () => {
		for (const who of team(district)) {
			await allowed(saves(who, draft, { tool: who.name }), who.name);
			expect(await allowed(who.call('pilot', { pilot: draft }))).toMatchObject({ tool: who.name });
		}
	});

	test('nobody else, once they see it', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'draft', 'Name the site.'));
		await unchanged(district, pilot, async () => {
			for (const who of everyoneElse(district)) {
				await denied(saves(who, pilot, { title: 'Mine' }), '403 not_on_team', who.name);
			}
		});
		await allowed(saves(district.people.lead, pilot, { title: 'As you asked' }));
	});

	test.each(['proposed', 'vetting', 'experiment', 'withdrawn'] as const)(
		'not even the team when it is %s',
		async (stage) => {
			const pilot = await pilotIn(district, stage);
			await unchanged(district, pilot, async () => {
				for (const who of team(district)) {
					await denied(saves(who, pilot, { title: 'After the fact' }), '409 frozen', who.name);
					await denied(saves(who, pilot, { sites: [] }), '409 frozen', who.name);
				}
			});
		}
	);
});
