import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { acts, sameForAll, tables } from './acts.ts';
import { allowed, denied, empty, NOT_THERE } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completePlan, completeProposal, day, goal, result } from './forms.ts';
import { must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let draft: string;
let vetting: string;
let decision: string;

beforeAll(async () => {
	district = await foundDistrict();
	[draft, vetting, decision] = await Promise.all([
		pilotIn(district, 'draft'),
		pilotIn(district, 'vetting'),
		pilotIn(district, 'decision')
	]);
});

describe('the other district’s admin, who holds every role there', () => {
	test('finds no pilot of ours, and changes nothing with its id', async () => {
		for (const pilot of [draft, vetting, decision]) {
			await unchanged(district, pilot, async () => {
				for (const [name, args] of Object.entries(acts(district, pilot))) {
					await denied(district.outsider.call(name, args), '404 no_such_pilot', name);
				}
			});
		}
	});

	test('is told the same as for a pilot that does not exist', async () => {
		const real = await district.outsider.call('gate', { pilot: decision });
		const invented = await district.outsider.call('gate', { pilot: randomUUID() });
		expect(real.error).toEqual(invented.error);
		// Without an id, a proposal is a new one of their own, and so is what is compared for it; and a runbook is the office's own.
		const starts = ['save_proposal', 'save_draft', 'look_alikes', 'runbook_office'];
		for (const name of Object.keys(acts(district, decision)).filter((one) => !starts.includes(one))) {
			const args = { ...acts(district, decision)[name], pilot: null };
			await denied(district.outsider.call(name, args), '404 no_such_pilot', name);
		}
	});

	test('reads no row of ours', async () => {
		const { outsider } = district;
		for (const table of tables.filter((one) => !sameForAll.includes(one))) {
			const column = table === 'districts' ? 'id' : 'district_id';
			await empty(outsider.client.from(table).select('*').eq(column, district.id), table);
			const seen = await allowed(outsider.read(table), table);
			for (const row of seen) expect(row[column], table).toBe(district.there.id);
		}
		for (const pilot of [draft, vetting, decision]) {
			await empty(outsider.client.from('pilots').select('*').eq('id', pilot));
			await empty(outsider.client.from('people').select('*').eq('id', district.people.lead.id));
		}
	});

	test('finds nothing of ours on any page', async () => {
		const { outsider } = district;
		const ours = [district.id, draft, vetting, decision, district.people.lead.id, district.sites[0]];
		for (const name of ['me', 'home', 'pipeline', 'choices', 'strategy', 'cabinet']) {
			const page = JSON.stringify(await allowed(outsider.call(name), name));
			for (const id of ours) expect(page, name).not.toContain(id);
		}
		for (const filters of [{ site: district.sites[0] }, { objective: '3.1' }, { stage: 'decision' }]) {
			for (const { count } of await allowed(outsider.call('pipeline', { filters }))) expect(count).toBe(0);
		}
	});

	test('calls no meeting of ours, and no chair from us', async () => {
		const { outsider, people } = district;
		const before = await allowed(people.member.read('meetings'));
		await denied(
			outsider.call('call_meeting', { held_on: day(0), chair: people.cabinet2.id }),
			'422 wrong_person'
		);
		await allowed(outsider.call('call_meeting', { held_on: day(0), chair: outsider.id }));
		expect(await allowed(people.member.read('meetings'))).toEqual(before);
	});
});

describe('nothing of ours can point to another district', () => {
	test('a proposal to its objectives and sites', async () => {
		const { lead } = district.people;
		await unchanged(district, draft, async () => {
			const refusals: [object, string][] = [
				[{ objectives: [district.there.objectives[0]] }, '422 unknown_objective'],
				[{ objectives: [district.objectives[0], district.there.objectives[0]] }, '422 unknown_objective'],
				[{ sites: [district.there.sites[0]] }, '422 unknown_site'],
				[{ sites: [randomUUID()] }, '422 unknown_site']
			];
			for (const [more, how] of refusals) {
				const proposal = { ...completeProposal(district), title: 'Another', ...more };
				await denied(lead.call('save_proposal', { pilot: draft, proposal }), how);
			}
		});
	});

	test('a new proposal that tries leaves no draft behind', async () => {
		const { lead } = district.people;
		const pilot = randomUUID();
		const proposal = { ...completeProposal(district), sites: [district.there.sites[0]] };
		await denied(lead.call('save_proposal', { pilot, proposal }), '422 unknown_site');
		await denied(lead.call('pilot', { pilot }), '404 no_such_pilot');
	});

	test('a seat, an appointment and a chair to its people', async () => {
		const { lead, admin, clerk } = district.people;
		const person = district.outsider.id;
		await unchanged(district, vetting, async () => {
			for (const role of ['member', 'data collector']) {
				await denied(lead.call('seat', { pilot: vetting, person, role }), '422 wrong_person');
			}
			for (const role of ['sponsor', 'evaluator']) {
				await denied(admin.call('appoint', { pilot: vetting, person, role }), '422 wrong_person');
			}
			await denied(clerk.call('call_meeting', { held_on: day(3), chair: person }), '422 wrong_person');
		});
		await empty(clerk.client.from('meetings').select('*').eq('held_on', day(3)));
	});

	test('a plan to its metrics and objectives', async () => {
		const { evaluator } = district.people;
		const save = (...wanted: object[]) =>
			evaluator.call('save_plan', { pilot: vetting, plan: completePlan, goals: wanted });
		await unchanged(district, vetting, async () => {
			const { metrics, objectives } = district.there;
			await denied(save({ ...goal(district, 'score', 'primary'), metric_id: metrics.score }), NOT_THERE);
			await denied(
				save({ ...goal(district, 'score', 'primary'), objective_id: objectives[0] }),
				'422 other_objective'
			);
		});
	});

	test('a result to its metrics and sites', async () => {
		const { evaluator } = district.people;
		await unchanged(district, vetting, async () => {
			for (const [field, id] of [
				['metric_id', district.there.metrics.score],
				['site_id', district.there.sites[0]]
			] as const) {
				const rows = [result(district, { [field]: id })];
				const [answer] = await allowed(evaluator.call('log_measurements', { pilot: vetting, rows }));
				expect(answer).toMatchObject({ state: 'refused', field });
			}
		});
	});

	test('a neighbour’s plan to ours', async () => {
		const { outsider, there } = district;
		const proposal = { title: 'Theirs', objectives: [there.objectives[0]] };
		const pilot = await must(outsider, 'save_proposal', { pilot: null, proposal });
		const own = { objective_id: there.objectives[0], metric_id: there.metrics.score, role: 'primary' };
		const save = (more: object) =>
			outsider.call('save_plan', { pilot, plan: completePlan, goals: [{ ...own, ...more }] });
		await denied(save({ metric_id: district.metrics.score }), NOT_THERE);
		await denied(save({ objective_id: district.objectives[0] }), '422 other_objective');
		await empty(outsider.client.from('plans').select('*').eq('pilot_id', pilot));
		await allowed(save({}));
	});
});
