import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { day } from './forms.ts';
import { must, pilotIn, type Stage } from './pilots.ts';

let district: District;
const pilots = {} as Record<Stage, string>;
const stages: Stage[] = ['draft', 'proposed', 'vetting', 'experiment', 'decision', 'scaling', 'declined'];

beforeAll(async () => {
	district = await foundDistrict();
	for (const stage of stages) pilots[stage] = await pilotIn(district, stage);
});

type Column = { stage: Stage; count: number; cards: { id: string; status: string }[] };
const board = async (who: Actor, args: object = {}): Promise<Column[]> =>
	await allowed(who.call('pipeline', args as Record<string, unknown>), who.name);
const ids = (columns: Column[]) => columns.flatMap(({ cards }) => cards.map(({ id }) => id)).sort();
const pick = (...wanted: Stage[]) => wanted.map((stage) => pilots[stage]).sort();

describe('the board', () => {
	test('shows the district’s pilots, and drafts to their team', async () => {
		const team: Part[] = ['lead', 'teammate', 'collector', 'insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'deactivated') {
				await denied(who.call('pipeline'), '403 no_person');
				continue;
			}
			const all = stages.filter((stage) => stage !== 'draft' || team.includes(part));
			const columns = await board(who);
			expect(ids(columns), part).toEqual(pick(...all));
			for (const { stage, count } of columns) expect(count, stage).toBe(all.includes(stage) ? 1 : 0);
		}
		expect(ids(await board(district.outsider))).toEqual([]);
	});

	test('is filtered by what is mine, by site, objective and stage', async () => {
		const { lead, member, sponsor, evaluator } = district.people;
		const mine = { filters: { mine: true } };
		expect(ids(await board(member, mine))).toEqual([]);
		expect(ids(await board(lead, mine))).toEqual(pick(...stages));
		expect(ids(await board(sponsor, mine))).toEqual(pick(...stages.filter((stage) => stage !== 'draft')));
		expect(ids(await board(evaluator, mine))).toEqual(pick('vetting', 'experiment', 'decision', 'scaling'));
		const at = (filters: object) => board(member, { filters }).then(ids);
		expect(await at({ site: district.sites[0] })).toHaveLength(6);
		expect(await at({ site: district.sites[1] })).toEqual([]);
		expect(await at({ objective: '3.1' })).toHaveLength(6);
		expect(await at({ objective: '3.2' })).toEqual([]);
		expect(await at({ stage: 'vetting' })).toEqual(pick('vetting'));
	});

	test('says whose move it is', async () => {
		const columns = await board(district.people.lead);
		expect(
			Object.fromEntries(columns.flatMap(({ stage, cards }) => cards.map(({ status }) => [stage, status])))
		).toEqual({
			draft: 'on the team',
			proposed: 'on the AI office',
			vetting: 'on the cabinet',
			experiment: 'on the evaluator',
			decision: 'on the cabinet',
			scaling: 'on the cabinet',
			declined: 'closed'
		});
	});

	test('marks a cycle that ended without an evaluation', async () => {
		const { member, chair } = district.people;
		await asOwner('update public.pilots set cycle_end = $2::date where id = $1', pilots.experiment, day(-1));
		const overdue = async () => (await allowed(member.call('pilot', { pilot: pilots.experiment }))).overdue;
		expect(await overdue()).toBe(true);
		const table = await allowed(chair.call('cabinet'));
		expect(table.overdue.map(({ id }: { id: string }) => id)).toEqual([pilots.experiment]);
		const said = { pilot: pilots.experiment, summary: 'Late.', recommendation: 'extend' };
		await must(district.people.evaluator, 'submit_evaluation', said);
		expect(await overdue()).toBe(false);
	});
});

describe('the inbox', () => {
	const waiting = async (who: Actor) =>
		(await allowed(who.call('home'), who.name)).waiting
			.map(
				(one: { what: string; pilot: string }) =>
					`${one.what} ${stages.find((stage) => pilots[stage] === one.pilot)}`
			)
			.sort();

	test.each<[Part, string[]]>([
		['lead', ['finish the proposal draft']],
		['teammate', []],
		['member', []],
		['clerk', ['prepare the docket undefined']],
		['admin', ['triage proposed']],
		['cabinet2', ['launch vetting', 'say whether you come undefined', 'vote decision']],
		['insider', ['prepare the docket undefined', 'say whether you come undefined']],
		['former', ['prepare the docket undefined', 'say whether you come undefined']]
	])('asks %s for their part', async (part, expected) => {
		expect(await waiting(district.people[part])).toEqual(expected);
	});

	test('holds the pilots that are theirs', async () => {
		const mine = async (who: Actor) =>
			(await allowed(who.call('home'))).mine.map(({ id }: { id: string }) => id).sort();
		expect(await mine(district.people.teammate)).toEqual(pick(...stages));
		expect(await mine(district.people.member)).toEqual([]);
		expect(await mine(district.people.former)).toEqual(pick('draft'));
	});
});

test('the strategy counts what the caller may see', async () => {
	const count = async (who: Actor) => {
		const [{ objectives }] = await allowed(who.call('strategy'));
		return objectives.find(({ code }: { code: string }) => code === '3.1').stages;
	};
	expect(await count(district.people.lead)).toMatchObject({ draft: 1, proposed: 1 });
	expect(await count(district.people.member)).not.toHaveProperty('draft');
	expect(await count(district.outsider)).toEqual({});
});
