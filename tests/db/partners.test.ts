import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
let vendor: Actor;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	vendor = await newcomer(district.id, 'vendor');
});
beforeEach(async () => {
	pilot = await pilotIn(district, 'vetting');
});

type Contact = { id: string; name: string; organisation: string; email: string | null };
type Page = { partner_contacts: Contact[]; keeps_partners: boolean };

const contact = { name: 'Rosa Lind', organisation: 'Tutor Inc.', email: 'Rosa.Lind@tutor.example' };
const save = (who: Actor, more: object = {}, args: object = {}) =>
	who.call('save_partner', { pilot, contact: { ...contact, ...more }, ...args });
const page = (who: Actor): Promise<Page> => allowed(who.call('pilot', { pilot }), who.name) as Promise<Page>;

describe('partner contacts', () => {
	test('are kept by the lead, the sponsor and the AI office', async () => {
		const { lead, sponsor, admin, teammate, evaluator, cabinet2, member, former, insider } = district.people;
		for (const who of [lead, sponsor, admin]) {
			const id = await allowed(save(who, { name: who.name }), who.name);
			await allowed(who.call('remove_partner', { pilot, contact: id }), who.name);
			await allowed(who.call('remove_partner', { pilot, contact: id }), who.name);
			expect((await page(who)).keeps_partners, who.name).toBe(true);
		}
		const id = await allowed(save(lead));
		for (const who of [teammate, evaluator, cabinet2, member, former, insider]) {
			await denied(save(who), '403 not_yours', who.name);
			await denied(who.call('remove_partner', { pilot, contact: id }), '403 not_yours', who.name);
			expect((await page(who)).keeps_partners, who.name).toBe(false);
		}
		await denied(save(district.outsider), '404 no_such_pilot');
		await denied(save(district.nobody), NO_GRANT);
		await denied(lead.call('remove_partner', { pilot, contact: randomUUID() }), '404 no_such_contact');
		// Their address goes with them.
		await must(lead, 'remove_partner', { pilot, contact: id });
		expect(await asOwner(`select email from private.partner_contacts where id = $1`, id)).toEqual([
			{ email: '' }
		]);
		await denied(save(lead, {}, { id }), '409 removed');
	});

	test('are read by the people of the pilot and whoever judges it, their address by fewer', async () => {
		const { lead, teammate, insider, sponsor, evaluator, admin, reviewer, cabinet2, member, former, clerk } =
			district.people;
		await allowed(save(lead));
		for (const who of [lead, teammate, insider, sponsor, evaluator, admin]) {
			expect((await page(who)).partner_contacts, who.name).toMatchObject([
				{ name: 'Rosa Lind', organisation: 'Tutor Inc.', email: 'rosa.lind@tutor.example' }
			]);
		}
		for (const who of [reviewer, cabinet2]) {
			expect((await page(who)).partner_contacts, who.name).toMatchObject([
				{ name: 'Rosa Lind', email: null }
			]);
		}
		for (const who of [member, former, clerk]) {
			expect((await page(who)).partner_contacts, who.name).toEqual([]);
			const log = await allowed(who.call('activity_log', { filters: { pilot, record: 'partner_contacts' } }));
			expect(log.lines).toMatchObject([{ verb: 'added', facts: {} }]);
		}
	});

	test('have a name, an organisation and, if any, a real address', async () => {
		const { lead, clerk } = district.people;
		await denied(save(lead, { name: ' \n' }), '422 no_name');
		await denied(save(lead, { organisation: '' }), '422 no_organisation');
		await denied(save(lead, { name: 'x'.repeat(121) }), '422 too_long');
		for (const email of ['rosa', 'rosa@tutor', 'a b@c.d', '@x.y'])
			await denied(save(lead, { email }), '422 no_address', email);
		await denied(save(lead, { email: clerk.email.toUpperCase() }), '422 of_the_district');
		await denied(lead.call('save_partner', { pilot, contact: null }), '400 no_contact');
		await denied(lead.call('save_partner', { pilot, contact: {} }), '422 no_name');
		const id = randomUUID();
		for (let times = 0; times < 2; times += 1)
			expect(await allowed(save(lead, { email: '' }, { id }))).toBe(id);
		await allowed(save(lead, { organisation: 'Tutor Ltd.', email: '' }, { id }));
		expect((await page(lead)).partner_contacts).toEqual([
			{ id, name: 'Rosa Lind', organisation: 'Tutor Ltd.', email: null, person: null }
		]);
	});

	test('may be somebody from outside who has an account, which gives them nothing here', async () => {
		const { lead, member } = district.people;
		await denied(save(lead, { person: member.id }), '422 wrong_person');
		await denied(save(lead, { person: randomUUID() }), '422 wrong_person');
		await allowed(save(lead, { person: vendor.id }));
		await denied(vendor.call('pilot', { pilot }), '404 no_such_pilot');
		await denied(vendor.call('comments', { pilot }), '404 no_such_pilot');
	});
});

describe('a partner contact never signs or votes', () => {
	const named = [
		{ how: 'as a person', more: () => ({ person: vendor.id }) },
		{ how: 'by their address alone', more: () => ({ email: vendor.email.toUpperCase() }) }
	];
	test.each(named)('$how: they get no seat of any kind', async ({ more }) => {
		const { admin, lead } = district.people;
		const id = await allowed(save(lead, more()));
		await denied(
			admin.call('appoint', { pilot, person: vendor.id, role: 'evaluator' }),
			'403 partner_contact'
		);
		await denied(lead.call('seat', { pilot, person: vendor.id, role: 'member' }), '422 outside');
		for (const { id: reviewer } of [
			district.people.reviewer,
			district.people.privacyReviewer,
			district.people.insider
		]) {
			await asOwner(
				`insert into public.recusals (district_id, pilot_id, person_id, reason) values ($1, $2, $3, 'Known')`,
				district.id,
				pilot,
				reviewer
			);
		}
		const stand = { pilot, part: 'privacy', person: vendor.id, reason: 'Nobody else.' };
		await denied(admin.call('substitute', stand), '403 partner_contact');
		for (const [name, args] of [
			['sign_review', { specialty: 'privacy', verdict: 'signed' }],
			['cast_vote', { choice: 'scale' }],
			['submit_evaluation', { summary: 'Good.', recommendation: 'scale' }]
		] as const) {
			await denied(vendor.call(name, { pilot, ...args }), '404 no_such_pilot', name);
		}
		await must(lead, 'remove_partner', { pilot, contact: id });
		await allowed(admin.call('substitute', stand));
		await denied(save(lead, more()), '403 separation_of_duties');
	});
});
