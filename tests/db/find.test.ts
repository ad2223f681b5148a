import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

type Found = {
	pilots: { id: string; number: number; title: string; stage: string }[];
	people: { id: string; name: string }[];
};

let district: District;
let running: string;
let draft: string;
let retired: string;

const find = (who: Actor, query: string, most?: number): Promise<Found> =>
	allowed(who.call('find', { query, ...(most ? { most } : {}) }), who.name);
const titles = async (who: Actor, query: string) => (await find(who, query)).pilots.map(({ title }) => title);
const names = async (who: Actor, query: string) => (await find(who, query)).people.map(({ name }) => name);
const entitle = (pilot: string, title: string) =>
	asOwner('update public.pilots set title = $2 where id = $1', pilot, title);

beforeAll(async () => {
	district = await foundDistrict();
	[running, draft, retired] = [
		await pilotIn(district, 'experiment'),
		await pilotIn(district, 'draft'),
		await pilotIn(district, 'declined')
	];
	await entitle(running, 'Reading tutor for grade 6');
	await entitle(draft, 'Tutoring 100% by_night');
	await entitle(retired, 'A tutor who reads aloud');
	await asOwner('update public.people set name = $2 where id = $1', district.people.member.id, 'Maya Ortiz');
	await asOwner('update public.people set name = $2 where id = $1', district.people.clerk.id, 'Ortwin May');
});

describe('pilots', () => {
	test('are found by their number, written as people write it', async () => {
		const [row] = await asOwner<{ number: number }>(
			'select number from public.pilots where id = $1',
			running
		);
		for (const query of [
			`P-${String(row!.number).padStart(4, '0')}`,
			`p${row!.number}`,
			` ${row!.number} `
		]) {
			expect((await find(district.people.member, query)).pilots[0], query).toMatchObject({ id: running });
		}
	});

	test('by the beginning of the title first, then of a word, then by a part; what is over comes last of its rank', async () => {
		expect(await titles(district.people.member, 'read')).toEqual([
			'Reading tutor for grade 6',
			'A tutor who reads aloud'
		]);
		expect(await titles(district.people.member, 'tutor')).toEqual([
			'Reading tutor for grade 6',
			'A tutor who reads aloud'
		]);
		expect(await titles(district.people.member, 'ading')).toEqual(['Reading tutor for grade 6']);
		expect(await titles(district.people.member, 're')).toEqual([
			'Reading tutor for grade 6',
			'A tutor who reads aloud'
		]);
	});

	test('with a slip of the keyboard', async () => {
		expect(await titles(district.people.member, 'raeding tutor')).toContain('Reading tutor for grade 6');
		expect(await titles(district.people.member, 'quantum physics')).toEqual([]);
	});

	test('take what was typed literally', async () => {
		expect(await titles(district.people.lead, '100%')).toEqual(['Tutoring 100% by_night']);
		expect(await titles(district.people.lead, 'by_n')).toEqual(['Tutoring 100% by_night']);
		for (const query of ['%', '_', '\\', '%%%', "'; drop table pilots"]) {
			expect(await titles(district.people.lead, query), query).toEqual([]);
		}
	});

	test('drafts are found by their team alone', async () => {
		expect(await titles(district.people.teammate, 'tutoring')).toContain('Tutoring 100% by_night');
		for (const who of [district.people.member, district.people.admin, district.people.cabinet2]) {
			expect(await titles(who, 'tutoring 100'), who.name).not.toContain('Tutoring 100% by_night');
		}
	});

	test('no more than asked for, and nothing for nothing', async () => {
		expect((await find(district.people.member, 'tutor', 1)).pilots).toHaveLength(1);
		expect(await find(district.people.member, '  ')).toEqual({ pilots: [], people: [] });
		await allowed(district.people.member.call('find', { query: 'x'.repeat(5000) }));
	});
});

describe('people', () => {
	test('are found by the beginning of a name, and despite a slip', async () => {
		expect(await names(district.people.lead, 'ort')).toEqual(['Ortwin May', 'Maya Ortiz']);
		expect(await names(district.people.lead, 'maya o')).toEqual(['Maya Ortiz']);
		expect(await names(district.people.lead, 'maya ortz')).toContain('Maya Ortiz');
		expect(await names(district.people.lead, 'deactivated')).toEqual([]);
	});

	test('and each has a page with the pilots that the reader sees', async () => {
		const { lead, member, teammate } = district.people;
		const page = await allowed(member.call('person', { person: lead.id }));
		expect(page).toMatchObject({ name: 'lead', roles: [], outside: false });
		expect(page.pilots.map(({ id }: { id: string }) => id)).toEqual(
			expect.arrayContaining([running, retired])
		);
		expect(page.pilots.map(({ id }: { id: string }) => id)).not.toContain(draft);
		const fellow = await allowed(teammate.call('person', { person: lead.id }));
		expect(fellow.pilots.map(({ id }: { id: string }) => id)).toContain(draft);
		await denied(member.call('person', { person: district.people.deactivated.id }), '404 no_such_person');
	});
});

describe('who finds nothing', () => {
	test('another district', async () => {
		expect(await find(district.outsider, 'tutor')).toEqual({ pilots: [], people: [] });
		await denied(district.outsider.call('person', { person: district.people.lead.id }), '404 no_such_person');
	});

	test('people from outside, but their own pilot, and no people', async () => {
		const guest = await newcomer(district.id, 'guest');
		expect(await find(guest, 'tutor')).toEqual({ pilots: [], people: [] });
		await must(district.people.admin, 'appoint', { pilot: running, person: guest.id, role: 'evaluator' });
		expect(await titles(guest, 'tutor')).toEqual(['Reading tutor for grade 6']);
		expect(await names(guest, 'maya')).toEqual([]);
		await denied(guest.call('person', { person: district.people.lead.id }), '404 no_such_person');
		expect(await allowed(guest.call('person', { person: guest.id }))).toMatchObject({
			pilots: [{ id: running }]
		});
	});

	test('nobody, and an account without a person', async () => {
		await denied(district.nobody.call('find', { query: 'tutor' }), NO_GRANT);
		await denied(district.stranger.call('find', { query: 'tutor' }), '403 no_person');
		await denied(
			district.people.deactivated.call('person', { person: district.people.lead.id }),
			'404 no_such_person'
		);
	});
});
