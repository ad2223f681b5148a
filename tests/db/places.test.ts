import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completeProposal, day } from './forms.ts';
import { officeAlone } from './office.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const office = (name: string, args: Record<string, unknown>, who: Actor = district.people.admin) =>
	who.call(name, args);
const lines = (record: string, verb: string) =>
	asOwner<{ facts: Record<string, unknown> }>(
		'select facts from public.activity where district_id = $1 and record = $2 and verb = $3 order by id',
		district.id,
		record,
		verb
	);

describe('sites', () => {
	const site = async (id: string) =>
		(await allowed(district.people.member.client.from('sites').select('*').eq('id', id)))[0];

	test('are kept by the AI office of their own district alone', async () => {
		const [creek] = district.sites;
		await officeAlone(district, 'save_site', {
			site: null,
			revision: 0,
			fields: { name: 'Mine', kind: 'school' }
		});
		await officeAlone(district, 'save_site', { site: creek, revision: 1, fields: { name: 'Mine' } });
		await denied(
			office('save_site', { site: creek, revision: 1, fields: { name: 'Mine' } }, district.outsider),
			'404 no_such_site'
		);
		expect(await site(creek)).toMatchObject({ name: 'Creek', revision: 1, closed_on: null });
		await denied(office('save_site', { site: randomUUID(), revision: 1, fields: {} }), '404 no_such_site');
	});

	test('are added, renamed, and told in activity', async () => {
		const id = await allowed(
			office('save_site', { site: null, revision: null, fields: { name: '  Lake   High ', kind: 'school' } })
		);
		expect(await site(id)).toMatchObject({ name: 'Lake High', kind: 'school' });
		await allowed(office('save_site', { site: id, revision: 1, fields: { kind: 'department' } }));
		const facts = await denied(
			office('save_site', { site: id, revision: 1, fields: { name: 'Late' } }, district.people.insider),
			'409 changed_meanwhile'
		);
		expect(facts).toMatchObject({ by: 'admin', revision: 2 });
		expect(await site(id)).toMatchObject({ name: 'Lake High', kind: 'department', revision: 2 });
		expect(await lines('sites', 'added')).toMatchObject([{ facts: { name: 'Lake High' } }]);
	});

	test('share no name, whatever its case, and are written as sites are', async () => {
		const [creek] = district.sites;
		const wrong: [string | null, object, string][] = [
			[null, { name: 'cREEK', kind: 'school' }, '409 already_there'],
			[creek, { name: 'mesa ' }, '409 already_there'],
			[null, { name: ' ', kind: 'school' }, '422 no_name'],
			[null, { kind: 'school' }, '422 no_name'],
			[null, { name: 'N'.repeat(121), kind: 'school' }, '422 too_long'],
			[null, { name: 'New' }, '422 no_kind'],
			[null, { name: 'New', kind: 'church' }, '422 no_kind'],
			[creek, { closed_on: '2026-02-30' }, '422 no_day'],
			[creek, { closed_on: 'soon' }, '422 no_day'],
			[creek, { district_id: district.there.id }, '400 unknown_field']
		];
		for (const [id, fields, how] of wrong)
			await denied(office('save_site', { site: id, revision: 1, fields }), how, JSON.stringify(fields));
		// The same name in another district is no twin.
		await allowed(
			office('save_site', { site: null, revision: null, fields: { name: 'Here and there', kind: 'school' } })
		);
		await allowed(
			office(
				'save_site',
				{ site: null, revision: null, fields: { name: 'Here and there', kind: 'school' } },
				district.outsider
			)
		);
	});

	test('once closed are offered to nobody new and stay where pilots run; they open again', async () => {
		const { lead, teammate } = district.people;
		const [, mesa, ridge] = district.sites;
		const pilot = await pilotIn(district, 'draft');
		await must(lead, 'save_proposal', { pilot, proposal: { sites: [mesa] } });
		await allowed(office('save_site', { site: mesa, revision: 1, fields: { closed_on: day(0) } }));
		await allowed(office('save_site', { site: ridge, revision: 1, fields: { closed_on: day(1) } }));
		const offered = await allowed(teammate.call('choices'));
		const ids = (list: { id: string }[]) => list.map(({ id }) => id);
		expect(ids(offered.sites)).not.toContain(mesa);
		expect(ids(offered.sites)).toContain(ridge);
		expect(ids(offered.closed_sites)).toEqual([mesa]);
		await denied(
			teammate.call('save_proposal', {
				pilot: randomUUID(),
				proposal: completeProposal({ ...district, sites: [mesa, mesa, mesa] })
			}),
			'422 closed'
		);
		await allowed(
			lead.call('save_proposal', { pilot, proposal: { sites: [mesa, ridge], title: 'Still there' } })
		);
		expect((await allowed(lead.call('pilot', { pilot }))).sites).toHaveLength(2);
		await allowed(office('save_site', { site: mesa, revision: 2, fields: { closed_on: null } }));
		expect(ids((await allowed(teammate.call('choices'))).sites)).toContain(mesa);
		expect([...(await lines('sites', 'closed')), ...(await lines('sites', 'opened'))]).toHaveLength(3);
	});
});

describe('the calendar', () => {
	const term = (name: string, starts_on: string, ends_on: string) => ({ name, starts_on, ends_on });

	test('is written by the AI office of the district alone, and read by all its people', async () => {
		const id = await allowed(
			office('save_term', { term: null, revision: null, fields: term('Fall', '2026-08-17', '2026-12-18') })
		);
		const off = await allowed(
			office('save_days_off', {
				days_off: null,
				revision: null,
				fields: { name: 'Labor Day', starts_on: '2026-09-07' }
			})
		);
		await officeAlone(district, 'save_term', {
			term: null,
			revision: null,
			fields: term('Mine', '2027-01-05', '2027-05-28')
		});
		await officeAlone(district, 'save_days_off', {
			days_off: null,
			revision: null,
			fields: term('Mine', '2027-01-05', '2027-01-05')
		});
		await officeAlone(district, 'remove_from_calendar', { entry: id });
		const fields = term('Mine', '2026-08-17', '2026-08-18');
		await denied(office('save_term', { term: id, revision: 1, fields }, district.outsider), '404 not_there');
		await denied(
			office('save_days_off', { days_off: off, revision: 1, fields }, district.outsider),
			'404 not_there'
		);
		await denied(office('remove_from_calendar', { entry: off }, district.outsider), '404 not_there');
		for (const table of ['terms', 'days_off']) {
			expect(await allowed(district.people.member.read(table))).toHaveLength(1);
			await empty(district.outsider.read(table));
			await empty(district.stranger.read(table));
			await empty(district.people.deactivated.read(table));
		}
		expect(await allowed(district.people.member.read('days_off', 'name, starts_on, ends_on'))).toEqual([
			term('Labor Day', '2026-09-07', '2026-09-07')
		]);
	});

	test('has terms that share no day, also when two are added at once', async () => {
		const add = (fields: object) => office('save_term', { term: null, revision: null, fields });
		await denied(add(term('Late fall', '2026-12-18', '2027-01-10')), '422 overlaps');
		const both = await Promise.all(['One', 'Two'].map((name) => add(term(name, '2027-01-05', '2027-05-28'))));
		expect(both.filter(({ error }) => error === null)).toHaveLength(1);
		expect(both.find(({ error }) => error)?.error?.hint).toBe('overlaps');
		const id = both.find(({ error }) => error === null)!.data;
		await allowed(
			office('save_term', { term: id, revision: 1, fields: term('Spring', '2027-01-06', '2027-05-28') })
		);
		await denied(
			office('save_term', { term: id, revision: 1, fields: term('Spring', '2027-01-07', '2027-05-28') }),
			'409 changed_meanwhile'
		);
		await denied(
			office('save_term', { term: id, revision: 2, fields: term('Spring', '2026-12-01', '2027-05-28') }),
			'422 overlaps'
		);
		// Other districts have their own calendar.
		await allowed(
			office(
				'save_term',
				{ term: null, revision: null, fields: term('Fall', '2026-08-17', '2026-12-18') },
				district.outsider
			)
		);
	});

	test('refuses in words what is no span of days', async () => {
		const wrong: [object, string][] = [
			[{ starts_on: '2027-08-17', ends_on: '2027-12-18' }, '422 no_name'],
			[term('x'.repeat(81), '2027-08-17', '2027-12-18'), '422 too_long'],
			[{ name: 'Fall' }, '422 no_day'],
			[term('Fall', '17 August', '2027-12-18'), '422 no_day'],
			[term('Fall', '2027-08-17', '2027-02-30'), '422 no_day'],
			[term('Fall', '2027-12-18', '2027-08-17'), '422 backwards'],
			[term('Fall', '2027-08-17', '2029-08-17'), '422 too_long'],
			[{ ...term('Fall', '2027-08-17', '2027-12-18'), kind: 'long' }, '400 unknown_field']
		];
		for (const [fields, how] of wrong) {
			await denied(office('save_term', { term: null, revision: null, fields }), how, JSON.stringify(fields));
			await denied(
				office('save_days_off', { days_off: null, revision: null, fields }),
				how,
				JSON.stringify(fields)
			);
		}
	});

	test('lets days off go, once', async () => {
		const fields = { name: 'Snow', starts_on: '2026-11-30', ends_on: '2026-12-01' };
		const entry = await allowed(office('save_days_off', { days_off: null, revision: null, fields }));
		await allowed(
			office('save_days_off', { days_off: entry, revision: 1, fields: { ...fields, name: 'Snow days' } })
		);
		await allowed(office('remove_from_calendar', { entry }));
		await denied(office('remove_from_calendar', { entry }), '404 not_there');
		expect(await lines('days_off', 'removed')).toEqual([{ facts: { ...fields, name: 'Snow days' } }]);
	});
});
