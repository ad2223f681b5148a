import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'vetting');
});

const organisation = (name: string, more: object = {}) => ({
	name,
	kind: 'vendor',
	about: 'Writes readers.',
	website: 'https://readers.example',
	...more
});
const save = (who = district.people.admin, given: object = {}) =>
	who.call('save_organisation', { organisation: given });
const one = (id: string, who = district.people.member) =>
	allowed(who.call('organisation', { organisation: id }));
const list = (filters: object = {}, who = district.people.member) =>
	allowed(who.call('organisations', { filters }), who.name);

describe('organisations', () => {
	test('are kept by the AI office and read by everyone of the district', async () => {
		const { admin, lead, sponsor, reviewer, clerk, member } = district.people;
		for (const who of [lead, sponsor, reviewer, clerk, member]) {
			await denied(save(who, organisation('Not mine')), '403 not_yours', who.name);
		}
		await denied(save(district.nobody as never, organisation('Not mine')), NO_GRANT);
		const id = await allowed(save(admin, organisation('Readers United')));
		expect(await one(id, member)).toMatchObject({ name: 'Readers United', kind: 'vendor', keeps: false });
		expect(await one(id, admin)).toMatchObject({ keeps: true, revision: 1 });
		await denied(district.outsider.call('organisation', { organisation: id }), '404 no_such_organisation');
		await denied(admin.call('organisation', { organisation: randomUUID() }), '404 no_such_organisation');
	});

	test('keep every name they had, and have no twin in another spelling', async () => {
		const { admin } = district.people;
		const id = await allowed(save(admin, organisation('Lumière Books')));
		for (const name of ['lumiere books', 'LUMIÈRE-BOOKS', ' Lumière  Books. ']) {
			const { organisation: known } = await denied(save(admin, organisation(name)), '409 name_taken', name);
			expect(known).toBe(id);
		}
		await allowed(save(admin, organisation('Lumen Books', { id, revision: 1 })));
		expect(await one(id)).toMatchObject({ name: 'Lumen Books', formerly: ['Lumière Books'], revision: 2 });
		await denied(save(admin, organisation('Lumen', { id, revision: 1 })), '409 changed_meanwhile');
		expect((await list({ search: 'lumière' })).organisations).toMatchObject([{ id, name: 'Lumen Books' }]);
		// A contact that is written as it was once called is theirs.
		await must(district.people.lead, 'save_partner', {
			pilot,
			contact: { name: 'Rosa Lind', organisation: 'LUMIERE BOOKS' }
		});
		expect((await list({ search: 'Lumen' })).organisations).toMatchObject([{ id, pilots: 1 }]);
	});

	test('come into being when a pilot names a contact, and no twice', async () => {
		const { lead, sponsor, admin } = district.people;
		for (const [who, name] of [
			[lead, 'State University'],
			[sponsor, 'state university'],
			[admin, 'State-University']
		] as const) {
			await must(who, 'save_partner', { pilot, contact: { name: who.name, organisation: name } });
		}
		const { in_all, organisations } = await list({ search: 'state univ' });
		expect(in_all).toBe(1);
		expect(organisations).toMatchObject([{ name: 'State University', kind: 'unknown', pilots: 1 }]);
		// Contacts are read where their pilot is; whoever is neither on it nor judges it reads none.
		const { id } = organisations[0];
		expect((await one(id, lead)).contacts).toHaveLength(3);
		expect((await one(id, district.people.member)).contacts).toEqual([]);
	});

	test('say what is wrong with what was typed, and where', async () => {
		const { admin } = district.people;
		for (const [how, given] of [
			['422 no_name', organisation('  ')],
			['422 no_kind', organisation('A', { kind: 'friend' })],
			['422 no_link', organisation('A', { website: 'javascript:alert(1)' })],
			['422 too_long', organisation('A'.repeat(161))],
			['400 unknown_field', organisation('A', { secret: 1 })],
			['404 no_such_organisation', organisation('A', { id: randomUUID(), revision: 1 })]
		] as const) {
			await denied(save(admin, given), how);
		}
	});
});

describe('agreements with an organisation', () => {
	const agreement = (more: object = {}) => ({
		id: randomUUID(),
		kind: 'memorandum',
		title: 'Research partnership',
		signed_on: day(-100),
		expires_on: day(20),
		link: 'https://files.example/mou.pdf',
		...more
	});

	test('are recorded once, current through the day on which they expire, and ended with a reason', async () => {
		const { admin, lead, member } = district.people;
		const id = await allowed(save(admin, organisation('Northern Institute')));
		const record = (given: object, who = admin) =>
			who.call('record_partner_agreement', { organisation: id, agreement: given });
		await denied(record(agreement(), lead), '403 not_yours');
		const given = agreement();
		await allowed(record(given));
		await allowed(record(given), 'twice');
		await allowed(record(agreement({ title: 'Until today', expires_on: day(0) })));
		await allowed(record(agreement({ title: 'Over', expires_on: day(-1) })));
		await allowed(record(agreement({ title: 'For ever', expires_on: null })));
		const states = async () =>
			Object.fromEntries(
				(await one(id, member)).agreements.map(({ title, state }: Record<string, string>) => [title, state])
			);
		expect(await states()).toEqual({
			'Research partnership': 'expiring',
			'Until today': 'expiring',
			Over: 'expired',
			'For ever': 'current'
		});
		const end = (more: object = {}, who = admin) =>
			who.call('end_partner_agreement', {
				organisation: id,
				agreement: given.id,
				ended_on: day(-1),
				reason: 'They closed.',
				...more
			});
		await denied(end({}, lead), '403 not_yours');
		await denied(end({ reason: ' ' }), '422 no_reason');
		await denied(end({ ended_on: day(1) }), '422 no_day');
		await denied(end({ agreement: randomUUID() }), '404 no_such_agreement');
		await allowed(end());
		await denied(end(), '409 ended_already');
		expect(await states()).toMatchObject({ 'Research partnership': 'ended' });
		for (const [how, wrong] of [
			['422 no_day', { signed_on: 'soon' }],
			['422 not_yet', { signed_on: day(2) }],
			['422 not_yet', { signed_on: null }],
			['422 wrong_order', { expires_on: day(-200) }],
			['422 no_kind', { kind: 'handshake' }],
			['422 no_title', { title: '' }],
			['422 no_link', { link: 'ftp://files.example' }]
		] as const) {
			await denied(record(agreement(wrong)), how);
		}
	});

	test('that end soon under a pilot that is under way wait on the AI office, until they are renewed', async () => {
		const { admin, lead, clerk } = district.people;
		await must(lead, 'save_partner', { pilot, contact: { name: 'Kim', organisation: 'Harbour Lab' } });
		const { id } = (await list({ search: 'harbour' })).organisations[0];
		const record = (expires_on: string, title: string) =>
			must(admin, 'record_partner_agreement', {
				organisation: id,
				agreement: agreement({ kind: 'contract', title, expires_on })
			});
		await record(day(20), 'This year');
		const waiting = async (who = admin) =>
			(await must(who, 'home', {})).waiting.filter(({ what }: { what: string }) =>
				what.startsWith('renew a partner')
			);
		expect(await waiting()).toMatchObject([
			{ pilot: id, title: 'Harbour Lab', due: day(20), detail: 'This year' }
		]);
		expect(await waiting(clerk)).toEqual([]);
		await asOwner('select private.tick()');
		await asOwner('select private.tick()');
		const mails = await asOwner(
			`select m.address from private.mails m where m.kind = 'partner_agreement' and m.district_id = $1 and m.person_id = $2`,
			district.id,
			admin.id
		);
		expect(mails).toHaveLength(1);
		await record(day(380), 'Next year');
		expect(await waiting()).toEqual([]);
	});
});
