import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty } from './checks.ts';
import { foundDistrict, newcomer, type District } from './district.ts';
import { officeAlone } from './office.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

// Limits count all pilots of a district: each test has one of its own.
beforeEach(async () => {
	district = await foundDistrict();
});

const limit = (fields: object, who: Actor = district.people.admin): Promise<string> =>
	must(who, 'save_wip_limit', { wip_limit: null, revision: null, fields });
const launch = (pilot: string) =>
	district.people.cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment'));
const triage = (pilot: string, who: Actor = district.people.admin) =>
	who.call('advance_pilot', advance(pilot, 'proposed', 'vetting'));
const over = (pilot: string) =>
	asOwner<{ facts: Record<string, unknown> }>(
		"select facts from public.activity where pilot_id = $1 and verb = 'went over a limit' order by id",
		pilot
	);

describe('limits', () => {
	test('are kept by the AI office of their own district, and read by its people', async () => {
		const fields = { stage: 'vetting', per: 'stage', most: 3, mode: 'warn' };
		await officeAlone(district, 'save_wip_limit', { wip_limit: null, revision: null, fields });
		const id = await limit(fields);
		await officeAlone(district, 'save_wip_limit', { wip_limit: id, revision: 1, fields: { most: 9 } });
		await officeAlone(district, 'remove_wip_limit', { wip_limit: id });
		const theirs = { wip_limit: id, revision: 1, fields: { most: 9 } };
		await denied(district.outsider.call('save_wip_limit', theirs), '404 not_there');
		await denied(district.outsider.call('remove_wip_limit', { wip_limit: id }), '404 not_there');
		const rows = (who: Actor) => who.client.from('wip_limits').select('id, most');
		expect(await allowed(rows(district.people.member))).toEqual([{ id, most: 3 }]);
		await empty(rows(district.outsider));
	});

	test('are changed in turn, and each change stays to be read', async () => {
		const { admin, insider } = district.people;
		const id = await limit({ stage: 'vetting', per: 'site', most: 3, mode: 'warn' });
		await must(admin, 'save_wip_limit', { wip_limit: id, revision: 1, fields: { most: 4, mode: 'block' } });
		const late = { wip_limit: id, revision: 1, fields: { most: 5 } };
		expect(await denied(insider.call('save_wip_limit', late), '409 changed_meanwhile')).toMatchObject({
			by: 'admin',
			revision: 2
		});
		await must(admin, 'remove_wip_limit', { wip_limit: id });
		await denied(admin.call('remove_wip_limit', { wip_limit: id }), '404 not_there');
		const told = await asOwner<{ verb: string; facts: object }>(
			"select verb, facts from public.activity where record = 'wip_limits' and record_id = $1 order by id",
			id
		);
		expect(told).toMatchObject([
			{ verb: 'set a limit', facts: { stage: 'vetting', per: 'site', most: 3, mode: 'warn' } },
			{ verb: 'changed a limit', facts: { most: 4, mode: 'block', before: { most: 3, mode: 'warn' } } },
			{ verb: 'removed a limit', facts: { most: 4 } }
		]);
	});

	test('are written as limits are', async () => {
		const whole = { stage: 'vetting', per: 'stage', most: 3, mode: 'warn' };
		await limit(whole);
		const wrong: [object, string][] = [
			[whole, '409 already_there'],
			[{ ...whole, stage: 'draft' }, '422 no_stage'],
			[{ ...whole, stage: 'lunch' }, '422 no_stage'],
			[{ ...whole, stage: null }, '422 no_stage'],
			[{ ...whole, per: 'person' }, '422 no_scope'],
			[{ ...whole, per: 'evaluator', site_id: district.sites[0] }, '422 no_scope'],
			[{ ...whole, per: 'site', site_id: district.there.sites[0] }, '422 no_such_site'],
			[{ ...whole, stage: 'experiment', mode: 'maybe' }, '422 no_mode'],
			[{ ...whole, stage: 'experiment', most: 0 }, '422 out_of_range'],
			[{ ...whole, stage: 'experiment', most: 1.5 }, '422 out_of_range'],
			[{ ...whole, stage: 'experiment', most: '3' }, '422 out_of_range'],
			[{ stage: 'experiment', per: 'stage', mode: 'warn' }, '422 out_of_range'],
			[{ ...whole, stage: 'decision', mode: 'block' }, '422 never_blocked'],
			[{ ...whole, stage: 'sunset', mode: 'block' }, '422 never_blocked'],
			[{ ...whole, district_id: district.there.id }, '400 unknown_field']
		];
		for (const [fields, how] of wrong) {
			const given = { wip_limit: null, revision: null, fields };
			await denied(district.people.admin.call('save_wip_limit', given), how, JSON.stringify(fields));
		}
		const gone = { wip_limit: randomUUID(), revision: 1, fields: {} };
		await denied(district.people.admin.call('save_wip_limit', gone), '404 not_there');
	});
});

describe('a full stage', () => {
	test('that warns lets a pilot in, and a line says so', async () => {
		await limit({ stage: 'vetting', per: 'stage', most: 1, mode: 'warn' });
		const [first, second] = [await pilotIn(district, 'proposed'), await pilotIn(district, 'proposed')];
		await allowed(triage(first));
		expect(await over(first)).toEqual([]);
		expect((await must(district.people.lead, 'pilot', { pilot: second })).full).toEqual([
			{ stage: 'vetting', per: 'stage', count: 1, most: 1, mode: 'warn' }
		]);
		await allowed(triage(second));
		expect(await over(second)).toEqual([{ facts: { stage: 'vetting', per: 'stage', count: 2, most: 1 } }]);
	});

	test('that blocks refuses whoever may move it, until there is room again', async () => {
		const id = await limit({ stage: 'vetting', per: 'stage', most: 1, mode: 'block' });
		const first = await pilotIn(district, 'vetting');
		const second = await pilotIn(district, 'proposed');
		await unchanged(district, second, async () => {
			for (const who of [district.people.admin, district.people.sponsor]) {
				const facts = await denied(triage(second, who), '409 wip_limit', who.name);
				expect(facts).toEqual({ stage: 'vetting', per: 'stage', count: 1, most: 1 });
			}
			// Whose move it is not learns that first.
			await denied(triage(second, district.people.member), '403 not_yours');
		});
		// Leaving is never refused, and makes room.
		await must(district.people.admin, 'advance_pilot', advance(first, 'vetting', 'declined', 'Not now.'));
		await allowed(triage(second));
		// A limit that is taken away holds nothing.
		const third = await pilotIn(district, 'proposed');
		await denied(triage(third), '409 wip_limit');
		await must(district.people.admin, 'remove_wip_limit', { wip_limit: id });
		await allowed(triage(third));
	});

	test('says what the gate still misses before it says that it is full', async () => {
		await limit({ stage: 'vetting', per: 'stage', most: 1, mode: 'block' });
		await pilotIn(district, 'vetting');
		const pilot = await pilotIn(district, { stage: 'proposed', without: 'signatures' });
		await denied(triage(pilot), '422 gate_not_met');
	});

	test('at one site leaves the others open, and one of its own counts in place of the one for each', async () => {
		const [creek, mesa] = district.sites;
		await limit({ stage: 'vetting', per: 'site', most: 1, mode: 'block' });
		await pilotIn(district, 'vetting');
		const here = await pilotIn(district, 'proposed');
		const facts = await denied(triage(here), '409 wip_limit');
		expect(facts).toEqual({ stage: 'vetting', per: 'site', name: 'Creek', count: 1, most: 1 });
		const elsewhere = await pilotIn(district, 'proposed');
		await asOwner('update public.pilot_sites set site_id = $2 where pilot_id = $1', elsewhere, mesa);
		await allowed(triage(elsewhere));
		await limit({ stage: 'vetting', per: 'site', site_id: creek, most: 2, mode: 'block' });
		await allowed(triage(here));
	});

	test('for an evaluator leaves the others room', async () => {
		const { admin } = district.people;
		await limit({ stage: 'experiment', per: 'evaluator', most: 1, mode: 'block' });
		await pilotIn(district, 'experiment');
		const pilot = await pilotIn(district, 'vetting');
		const facts = await denied(launch(pilot), '409 wip_limit');
		expect(facts).toMatchObject({ stage: 'experiment', per: 'evaluator', name: 'evaluator', count: 1 });
		const other = await newcomer(district.id, 'Odile', ['evaluator']);
		await must(admin, 'appoint', { pilot, person: other.id, role: 'evaluator' });
		await allowed(launch(pilot));
	});

	test('stops no decision: it is recorded, and a line says that it went over', async () => {
		await limit({ stage: 'scaling', per: 'stage', most: 1, mode: 'warn' });
		await limit({ stage: 'decision', per: 'stage', most: 1, mode: 'warn' });
		await pilotIn(district, 'scaling');
		await pilotIn(district, 'decision');
		const pilot = await pilotIn(district, 'scaling');
		expect((await over(pilot)).map(({ facts }) => facts.stage)).toEqual(['decision', 'scaling']);
	});

	test('of another district is none of ours', async () => {
		await limit({ stage: 'vetting', per: 'stage', most: 1, mode: 'block' }, district.outsider);
		await pilotIn(district, 'vetting');
		await allowed(triage(await pilotIn(district, 'proposed')));
	});

	test('has room for one, and two come at once: one gets in', async () => {
		await limit({ stage: 'vetting', per: 'stage', most: 2, mode: 'block' });
		await pilotIn(district, 'vetting');
		for (let round = 0; round < 4; round += 1) {
			const pilots = [await pilotIn(district, 'proposed'), await pilotIn(district, 'proposed')];
			const answers = await Promise.all(pilots.map((pilot) => triage(pilot)));
			expect(answers.filter(({ error }) => !error)).toHaveLength(1);
			for (const answer of answers.filter(({ error }) => error)) {
				await denied(Promise.resolve(answer), '409 wip_limit');
			}
			const inside = pilots[answers.findIndex(({ error }) => !error)]!;
			await must(district.people.admin, 'advance_pilot', advance(inside, 'vetting', 'declined', 'No.'));
		}
	});
});

test('the page of the pipeline reads how full each stage is; whoever comes from outside reads nothing', async () => {
	await limit({ stage: 'vetting', per: 'stage', most: 1, mode: 'warn' });
	await limit({ stage: 'vetting', per: 'site', most: 2, mode: 'warn' });
	await limit({ stage: 'experiment', per: 'evaluator', most: 1, mode: 'block' });
	await pilotIn(district, 'vetting');
	await pilotIn(district, 'vetting');
	await pilotIn(district, 'experiment');
	const { member, deactivated } = district.people;
	expect((await allowed(member.call('flow'))).limits).toEqual([
		{ stage: 'vetting', per: 'stage', count: 2, most: 1, mode: 'warn' },
		{ stage: 'vetting', per: 'site', name: 'Creek', count: 2, most: 2, mode: 'warn' },
		{ stage: 'experiment', per: 'evaluator', name: 'evaluator', count: 1, most: 1, mode: 'block' }
	]);
	expect((await allowed(district.outsider.call('flow'))).limits).toEqual([]);
	await denied(deactivated.call('flow'), '403 no_person');
	await asOwner('update public.people set outside = true where id = $1', member.id);
	expect(await allowed(member.call('flow'))).toEqual({ limits: [], stages: [] });
});
