import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const saves = (who: District['people']['lead'], pilot: string | null, proposal: object) =>
	who.call('save_proposal', { pilot, proposal });

describe('the revision of a draft', () => {
	test('counts what changed, and nothing else', async () => {
		const { lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'draft');
		const revision = async () => (await must(lead, 'pilot', { pilot })).revision;
		expect(await revision()).toBe(1);
		await allowed(saves(lead, pilot, { title: 'A tutor for fractions' }));
		expect(await revision(), 'the same again').toBe(1);
		await allowed(saves(teammate, pilot, { benefit: 'More.', revision: 1 }));
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({
			revision: 2,
			revised: { by: 'teammate', mine: false }
		});
		await allowed(saves(lead, pilot, { sites: [], revision: 2 }));
		expect(await revision(), 'a list').toBe(3);
	});

	test('that was overtaken is refused with what is saved, and nothing is written', async () => {
		const { lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await allowed(saves(teammate, pilot, { problem: 'Theirs.', revision: 1 }));
		await unchanged(district, pilot, async () => {
			const facts = await denied(
				saves(lead, pilot, { problem: 'Mine.', title: 'Mine', revision: 1 }),
				'409 edited_elsewhere'
			);
			expect(facts).toMatchObject({
				revision: 2,
				by: 'teammate',
				mine: false,
				saved: { problem: 'Theirs.', title: 'A tutor for fractions', sites: [district.sites[0]] }
			});
		});
		await allowed(saves(lead, pilot, { problem: 'Mine.', revision: 2 }));
	});

	test('that was overtaken by the same words is no conflict: a form sent twice', async () => {
		const { lead } = district.people;
		const pilot = randomUUID();
		const form = { title: 'Once', sites: [district.sites[1], district.sites[0]], uses: [], revision: 0 };
		await allowed(saves(lead, pilot, form));
		await allowed(saves(lead, pilot, form));
		await denied(saves(lead, pilot, { ...form, sites: [] }), '409 edited_elsewhere', 'fewer sites');
	});

	test('is not asked of whoever names none', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await allowed(saves(lead, pilot, { problem: 'One.' }));
		await allowed(saves(lead, pilot, { problem: 'Two.' }));
	});

	test('tells nothing to somebody who is not of the team', async () => {
		const { member } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await denied(saves(member, pilot, { title: 'Mine', revision: 0 }), '404 no_such_pilot');
	});
});

describe('tools', () => {
	test('are up to five names, the first of which older readers see', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await allowed(saves(lead, pilot, { tools: [' A ', 'B', '', 'A'] }));
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({ tool: 'A', tools: ['A', 'B'] });
		await allowed(saves(lead, pilot, { tool: 'C' }));
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({ tool: 'C', tools: ['C'] });
		await allowed(saves(lead, pilot, { tools: [] }));
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({ tool: '', tools: [] });
		await denied(saves(lead, pilot, { tools: ['1', '2', '3', '4', '5', '6'] }), '422 too_many');
		await denied(saves(lead, pilot, { tools: ['x'.repeat(201)] }), '422 too_long');
		await denied(saves(lead, pilot, { tools: 'A' }), '400 no_list');
	});
});
