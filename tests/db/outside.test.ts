import { beforeAll, describe, expect, test } from 'vitest';
import { acts, sameForAll, tables } from './acts.ts';
import type { Actor } from './actors.ts';
import { allowed, denied, empty } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { day, incidents, result } from './forms.ts';
import { gives, newcomer } from './newcomers.ts';
import { must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

// Somebody of a neighbouring office evaluates one pilot of a district, and has no business with the rest of it.
let district: District;
let guest: Actor;
let bystander: Actor;
let theirs: string;
let other: string;

beforeAll(async () => {
	district = await foundDistrict();
	guest = await newcomer(district.id, 'guest');
	bystander = await newcomer(district.id, 'bystander');
	other = await pilotIn(district, 'decision');
	theirs = await pilotIn(district, 'experiment');
	await must(district.people.admin, 'appoint', { pilot: theirs, person: guest.id, role: 'evaluator' });
});

const columns = async (who: Actor) =>
	(await allowed(who.call('pipeline'))) as { count: number; cards: { id: string }[] }[];

test('they see the pilot that they are appointed to', async () => {
	expect(await allowed(guest.call('pilot', { pilot: theirs }))).toMatchObject({ my_parts: ['evaluator'] });
	expect((await columns(guest)).flatMap(({ cards }) => cards.map(({ id }) => id))).toEqual([theirs]);
	expect((await columns(guest)).reduce((sum, { count }) => sum + count, 0)).toBe(1);
	expect(await allowed(guest.call('home'))).toMatchObject({
		mine: [{ id: theirs }],
		flow: { experiment: 1 },
		waiting: [{ what: 'submit the evaluation', pilot: theirs }]
	});
	expect(await allowed(guest.read('pilots', 'id'))).toEqual([{ id: theirs }]);
	expect(await allowed(guest.call('me'))).toMatchObject({ person: { name: 'guest' }, roles: [] });
});

test('and do in it what an evaluator does', async () => {
	await allowed(
		guest.call('log_measurements', { pilot: theirs, rows: [result(district), incidents(district)] })
	);
	await allowed(guest.call('measurements', { pilot: theirs }));
	await allowed(
		guest.call('submit_evaluation', { pilot: theirs, summary: 'Good.', recommendation: 'scale' })
	);
});

describe('of everything else', () => {
	test('they see no pilot, by no function', async () => {
		await unchanged(district, other, async () => {
			for (const [name, args] of Object.entries(acts(district, other))) {
				const how = ['save_proposal', 'save_draft'].includes(name)
					? /^(404 no_such_pilot|403 not_yours)$/
					: '404 no_such_pilot';
				await denied(guest.call(name, args), how, name);
				await denied(bystander.call(name, args), how, name);
			}
		});
	});

	test('they read no row of the district, but for their own and its name', async () => {
		const { admin } = district.people;
		const fields = { name: 'Fall', starts_on: day(1), ends_on: day(90) };
		await must(admin, 'save_term', { term: null, revision: null, fields });
		await must(admin, 'save_days_off', { days_off: null, revision: null, fields });
		const [goal] = await allowed(admin.read('goals', 'id, code'));
		const objectives = await allowed(admin.read('objectives', 'id, code'));
		const line = { title: 'Another title', intent: '', retired: false };
		await must(admin, 'save_strategy', {
			version: 0,
			goals: [{ ...goal, ...line, objectives: objectives.map((one: object) => ({ ...one, ...line })) }],
			note: 'For the new year.'
		});
		for (const table of tables) {
			if (sameForAll.includes(table) || table === 'districts') continue;
			const rows = await allowed(bystander.read(table), table);
			if (table === 'people') expect(rows.map(({ id }: { id: string }) => id)).toEqual([bystander.id]);
			else if (table === 'activity')
				expect(rows).toMatchObject([{ actor_id: bystander.id, verb: 'came in' }]);
			else expect(rows, table).toEqual([]);
			for (const row of await allowed(guest.read(table), table)) {
				const own = table === 'activity' && row.actor_id === guest.id;
				if ('pilot_id' in row && !own) expect(row.pilot_id, table).toBe(theirs);
			}
		}
		await empty(guest.client.from('people').select('id').neq('id', guest.id));
		expect(await allowed(guest.read('sites', 'id'))).toEqual([{ id: district.sites[0] }]);
		expect(await allowed(guest.read('objectives', 'id'))).toEqual([{ id: district.objectives[0] }]);
		for (const table of ['terms', 'days_off', 'strategy_versions']) {
			expect(await allowed(admin.read(table)), table).not.toEqual([]);
			await empty(guest.read(table));
		}
		// Who evaluates a pilot plans its measurement with the district's library.
		expect(await allowed(guest.read('metrics'))).toHaveLength(Object.keys(district.metrics).length);
		expect(await allowed(guest.read('goals'))).toHaveLength(1);
	});

	test('they are told nothing by the pages of the whole district', async () => {
		for (const who of [guest, bystander]) {
			await denied(who.call('cabinet'), '403 not_yours', who.name);
			await denied(who.call('gate_settings'), '403 not_yours', who.name);
			await denied(
				who.call('call_meeting', { held_on: '2999-01-01', chair: who.id }),
				'403 not_yours',
				who.name
			);
		}
		expect(await allowed(bystander.call('home'))).toEqual({
			waiting: [],
			waiting_in_all: 0,
			changed: { lines: [], more: false, unread: 0 },
			mine: [],
			mine_in_all: 0,
			flow: {}
		});
		expect((await columns(bystander)).reduce((sum, { count }) => sum + count, 0)).toBe(0);
		const choices = await allowed(bystander.call('choices'));
		expect(choices).toMatchObject({ sites: [], objectives: [] });
		const text = JSON.stringify([choices, await allowed(bystander.call('strategy'))]);
		for (const name of ['lead', 'sponsor', 'A tutor for fractions']) expect(text).not.toContain(name);
	});

	test('they propose nothing, and lead nothing', async () => {
		await denied(guest.call('save_proposal', { pilot: null, proposal: { title: 'Mine' } }), '403 not_yours');
		await denied(
			district.people.lead.call('seat', { pilot: theirs, person: bystander.id, role: 'lead' }),
			'422 outside'
		);
	});
});

test('they hold no role, and no meeting is theirs to chair', async () => {
	await expect(gives(district.id, guest.id, 'cabinet')).rejects.toThrow('holds no role');
	const { admin, clerk, sponsor } = district.people;
	await denied(clerk.call('call_meeting', { held_on: day(300), chair: guest.id }), '422 wrong_person');
	await denied(
		admin.call('appoint', { pilot: theirs, person: bystander.id, role: 'sponsor' }),
		'422 wrong_person'
	);
	await denied(
		sponsor.call('appoint', { pilot: theirs, person: bystander.id, role: 'evaluator' }),
		'422 wrong_person'
	);
});

test('once the seat is somebody else’s, the pilot is gone for them', async () => {
	const { admin, colleague } = district.people;
	await must(admin, 'appoint', { pilot: theirs, person: colleague.id, role: 'evaluator' });
	await denied(guest.call('pilot', { pilot: theirs }), '404 no_such_pilot');
	await denied(guest.call('measurements', { pilot: theirs }), '404 no_such_pilot');
	await empty(guest.read('pilots', 'id'));
	expect(
		(await allowed(guest.read('activity', 'pilot_id'))).map(({ pilot_id }: { pilot_id: string }) => pilot_id)
	).not.toContain(theirs);
});
