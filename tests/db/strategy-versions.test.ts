import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completeProposal } from './forms.ts';
import { officeAlone } from './office.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeEach(async () => {
	district = await foundDistrict();
});

type Line = { id?: string; code: string; title: string; intent?: string; retired?: boolean };
type Goal = Line & { objectives: Line[] };

const versions = (who: Actor = district.people.member) =>
	allowed(
		who.client.from('strategy_versions').select('version, note, published_by, content').order('version')
	);

/** The strategy as it stands, to be edited. */
async function strategy(): Promise<Goal[]> {
	const { member } = district.people;
	const [goals, objectives] = await Promise.all(
		['goals', 'objectives'].map((table) => allowed(member.client.from(table).select('*').order('code')))
	);
	return goals.map(({ id, code, title, intent }: Line) => ({
		id,
		code,
		title,
		intent,
		objectives: objectives
			.filter((objective: { goal_id: string }) => objective.goal_id === id)
			.map((objective: Line & { retired_on: string | null }) => ({
				id: objective.id,
				code: objective.code,
				title: objective.title,
				intent: objective.intent,
				retired: objective.retired_on !== null
			}))
	}));
}

const save = (
	goals: unknown,
	version: number,
	note = 'For the new year',
	who: Actor = district.people.admin
) => who.call('save_strategy', { version, goals, note });

test('the AI office of the district saves its strategy, nobody else', async () => {
	const goals = await strategy();
	await officeAlone(district, 'save_strategy', { version: 0, goals, note: 'Mine' });
	await denied(save(goals, 0, 'Mine', district.outsider), '422 not_there');
	expect(await versions()).toEqual([]);
	await denied(
		district.people.admin.client
			.from('strategy_versions')
			.insert({ version: 1, note: 'x', content: [] })
			.select(),
		NO_GRANT
	);
});

test('the first save keeps what was there as version 1, and each save is a version of its own', async () => {
	const goals = await strategy();
	goals[0]!.title = 'Innovate with AI';
	goals[0]!.objectives.push({ code: '3.4', title: 'A new one', intent: 'For its own sake' });
	goals.push({ code: '4', title: 'Share', objectives: [{ code: '4.1', title: 'Publish' }] });
	expect(await allowed(save(goals, 0))).toBe(2);
	const kept = await versions();
	expect(kept).toMatchObject([
		{
			version: 1,
			published_by: null,
			content: [
				{ code: '3', title: 'Innovate', objectives: [{ code: '3.1' }, { code: '3.2' }, { code: '3.3' }] }
			]
		},
		{ version: 2, note: 'For the new year', published_by: district.people.admin.id }
	]);
	expect(kept[1].content).toMatchObject([
		{
			code: '3',
			title: 'Innovate with AI',
			objectives: [{}, {}, {}, { code: '3.4', intent: 'For its own sake' }]
		},
		{ code: '4', objectives: [{ code: '4.1', title: 'Publish' }] }
	]);
	await empty(district.outsider.read('strategy_versions'));
	await empty(district.stranger.read('strategy_versions'));
	await denied(save(await strategy(), 2), '422 nothing_changed');
});

test('codes can be swapped and goals renumbered in one go', async () => {
	const goals = await strategy();
	const [one, two] = goals[0]!.objectives as [Line, Line, Line];
	[one.code, two.code] = [two.code, one.code];
	await allowed(save(goals, 0));
	const moved = await strategy();
	expect(moved[0]!.objectives.map(({ id }) => id)).toEqual([two.id, one.id, goals[0]!.objectives[2]!.id]);
	// A new goal takes the code of one that goes.
	const fresh = [{ code: '3', title: 'Another goal', objectives: [{ code: '3.1', title: 'Another' }] }];
	await allowed(save(fresh, 2));
	expect(await strategy()).toMatchObject(fresh);
});

test('an objective with pilots retires and is offered no more; pilots that serve it keep it', async () => {
	const { lead, teammate } = district.people;
	const pilot = await pilotIn(district, 'draft');
	const goals = await strategy();
	const served = goals[0]!.objectives[0]!;
	await denied(save([{ ...goals[0], objectives: goals[0]!.objectives.slice(1) }], 0), '422 has_pilots');
	await denied(save([], 0), '422 has_pilots');
	served.retired = true;
	// One that nobody serves may go.
	const gone = goals[0]!.objectives.pop()!;
	await allowed(save(goals, 0));
	const offered = await allowed(teammate.call('choices'));
	const ids = (list: { id: string }[]) => list.map(({ id }) => id);
	expect(ids(offered.objectives)).toEqual([goals[0]!.objectives[1]!.id]);
	expect(ids(offered.retired_objectives)).toEqual([served.id]);
	expect(ids(offered.objectives)).not.toContain(gone.id);
	await denied(
		teammate.call('save_proposal', { pilot: randomUUID(), proposal: completeProposal(district) }),
		'422 retired'
	);
	await must(lead, 'save_proposal', { pilot, proposal: { objectives: [served.id], title: 'As before' } });
	const [goal] = await allowed(teammate.call('strategy'));
	expect(goal.objectives[0]).toMatchObject({ code: '3.1', retired_on: expect.stringMatching(/^\d{4}-/) });
	const again = await strategy();
	again[0]!.objectives[0]!.retired = false;
	await allowed(save(again, 2));
	expect(ids((await allowed(teammate.call('choices'))).objectives)).toContain(served.id);
});

test('whoever edited an older version is told who saved one in between', async () => {
	const { insider, admin } = district.people;
	const goals = await strategy();
	goals[0]!.title = 'First';
	const both = await Promise.all([save(goals, 0, 'Mine', admin), save(goals, 0, 'Mine', insider)]);
	expect(both.filter(({ error }) => error === null)).toHaveLength(1);
	const first = both[0]!.error === null ? admin : insider;
	const facts = await denied(
		save(goals, 0, 'Late', first === admin ? insider : admin),
		'409 changed_meanwhile'
	);
	expect(facts).toMatchObject({ by: first.name, version: 2 });
	expect(await versions()).toHaveLength(2);
});

test('what is no strategy is refused in words', async () => {
	const [goal] = (await strategy()) as [Goal];
	const first = goal.objectives[0]!;
	const wrong: [unknown, string, string?][] = [
		[{ goals: [] }, '400 not_understood'],
		[['text'], '400 not_understood'],
		[[{ code: '3', title: 'x', objectives: {} }], '400 not_understood'],
		[[{ ...goal, code: 'III' }], '422 wrong_line'],
		[[{ ...goal, title: ' ' }], '422 wrong_line'],
		[[{ ...goal, title: 't'.repeat(201) }], '422 wrong_line'],
		[[{ ...goal, intent: 't'.repeat(1001) }], '422 wrong_line'],
		[[{ ...goal, objectives: [{ ...first, code: '4.1' }] }], '422 wrong_line'],
		[[{ ...goal, objectives: [{ ...first, title: '' }] }], '422 wrong_line'],
		[[{ ...goal, objectives: ['text'] }], '422 wrong_line'],
		[[goal, { code: '3', title: 'Twice', objectives: [] }], '422 code_twice'],
		[[{ ...goal, objectives: [first, { ...goal.objectives[1], code: '3.1' }] }], '422 code_twice'],
		[[{ ...goal, objectives: [first, { ...first, code: '3.2' }] }], '400 not_understood'],
		[[{ ...goal, id: district.there.objectives[0] }], '422 not_there'],
		[[{ ...goal, title: 'New' }], '422 no_note', ' '],
		[[{ ...goal, title: 'New' }], '422 too_long', 'n'.repeat(501)]
	];
	for (const [goals, how, note] of wrong) await denied(save(goals, 0, note), how, JSON.stringify(goals));
	expect(await versions()).toEqual([]);
	expect((await strategy())[0]).toEqual(goal);
});
