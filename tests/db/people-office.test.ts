import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { day } from './forms.ts';
import { outOfOffice } from './office.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const others = () => outOfOffice(district);

const look = async (person: Actor, as = district.people.admin) =>
	await allowed(as.call('person_office', { person: person.id }));
const save = async (who: Actor, person: Actor, fields: object, revision?: number) =>
	who.call('save_person', {
		person: person.id,
		revision: revision ?? (await look(person)).revision,
		fields
	});

describe('the list of people', () => {
	test('is for the AI office of the district alone', async () => {
		for (const [who, how] of others()) {
			await denied(who.call('people_office'), how, who.name);
			await denied(who.call('person_office', { person: district.people.lead.id }), how, who.name);
			await denied(who.call('seats_of', { person: district.people.lead.id }), how, who.name);
		}
		const list = await allowed(district.people.admin.call('people_office'));
		expect(list.total).toBe(Object.keys(district.people).length);
		expect(list.people.map(({ name }: { name: string }) => name)).not.toContain('outsider');
		await denied(
			district.outsider.call('person_office', { person: district.people.lead.id }),
			'404 no_such_person'
		);
		await denied(
			district.outsider.call('seats_of', { person: district.people.lead.id }),
			'404 no_such_person'
		);
	});

	test('is searched, filtered and counted', async () => {
		const list = (filters: object) => allowed(district.people.admin.call('people_office', { filters }));
		const names = async (filters: object) =>
			(await list(filters)).people.map(({ name }: { name: string }) => name);
		expect(await names({ search: 'REVIEW' })).toEqual(['privacyReviewer', 'reviewer']);
		expect(await names({ search: '%' })).toEqual([]);
		expect(await names({ role: 'clerk', state: 'active' })).toEqual(['clerk', 'former', 'insider']);
		expect(await names({ role: 'member' })).toEqual(['collector', 'lead', 'member', 'teammate']);
		expect(await names({ state: 'deactivated' })).toEqual(['deactivated']);
		const { counts, total, people } = await list({ role: 'cabinet', state: 'deactivated' });
		expect(total).toBe(1);
		expect(counts).toEqual({ all: 7, active: 6, invited: 0, deactivated: 1, outside: 0 });
		expect(people[0]).toMatchObject({ state: 'deactivated', site: null, outside: false, revision: 1 });
		expect(people[0].roles).toContain('reviewer: accessibility and equity');
		expect(await names({ after: '50' })).toEqual([]);
		expect(await names({ after: 'x', state: '' })).toHaveLength(Object.keys(district.people).length);
	});
});

describe('what is said of a person', () => {
	test('is saved by the AI office of their district, and by nobody else', async () => {
		const { member, admin } = district.people;
		for (const [who, how] of others()) {
			await denied(save(who, member, { title: 'Mine' }, 1), how, who.name);
		}
		await denied(save(district.outsider, member, { title: 'Mine' }, 1), '404 no_such_person');
		expect((await look(member)).title).toBe('');
		const [site] = district.sites;
		expect(await allowed(save(admin, member, { name: ' Mo Ember ', title: 'Teacher', site }))).toBe(2);
		expect(await look(member)).toMatchObject({
			name: 'Mo Ember',
			title: 'Teacher',
			site: 'Creek',
			revision: 2
		});
		expect(await allowed(save(admin, member, { site: null }))).toBe(3);
		expect(await look(member)).toMatchObject({ name: 'Mo Ember', site: null });
	});

	test('is refused in words where it is wrong', async () => {
		const { member, admin } = district.people;
		const wrong: [object | null, string][] = [
			[{ name: ' ' }, '422 no_name'],
			[{ name: 'n'.repeat(121) }, '422 too_long'],
			[{ title: 7 }, '422 not_text'],
			[{ site: district.there.sites[0] }, '422 no_such_site'],
			[{ site: 'nowhere' }, '422 no_such_site'],
			[{ email: 'else@tests.example' }, '400 unknown_field'],
			[{ active: true }, '400 unknown_field'],
			[{ roles: ['king'] }, '422 no_such_role'],
			[{ roles: ['reviewer'] }, '422 no_such_role'],
			[{ roles: ['cabinet: privacy'] }, '422 no_such_role'],
			[{ roles: [null] }, '422 no_such_role'],
			[{ roles: 'cabinet' }, '400 unknown_field'],
			[['a list'], '400 unknown_field'],
			[null, '400 unknown_field']
		];
		const before = await look(member);
		for (const [fields, how] of wrong) {
			await denied(save(admin, member, fields as object), how, JSON.stringify(fields));
		}
		await denied(admin.call('save_person', { person: 'somebody', revision: 1, fields: {} }), NOT_UNDERSTOOD);
		await denied(
			admin.call('save_person', { person: randomUUID(), revision: 1, fields: {} }),
			'404 no_such_person'
		);
		expect(await look(member)).toEqual(before);
	});

	test('is not saved over what somebody else saved in the meantime', async () => {
		const { teammate, admin, insider } = district.people;
		const { revision } = await look(teammate);
		await allowed(save(insider, teammate, { title: 'First' }, revision));
		const facts = await denied(save(admin, teammate, { title: 'Second' }, revision), '409 changed_meanwhile');
		expect(facts).toMatchObject({ by: 'insider', revision: revision + 1 });
		expect(facts.at).toBeTruthy();
		expect((await look(teammate)).title).toBe('First');
		const both = await Promise.all(
			[admin, insider].map((who) => save(who, teammate, { title: who.name }, revision + 1))
		);
		expect(both.filter(({ error }) => error === null)).toHaveLength(1);
	});
});

describe('roles', () => {
	test('are given and taken by an admin, and each is told', async () => {
		const { collector, admin } = district.people;
		await allowed(save(admin, collector, { roles: ['clerk', 'Reviewer: privacy'] }));
		expect((await look(collector)).roles).toEqual(['reviewer: privacy', 'clerk']);
		await allowed(save(admin, collector, { roles: ['clerk', 'clerk'] }));
		const { roles, history } = await look(collector);
		expect(roles).toEqual(['clerk']);
		const person_id = collector.id;
		const lines = history.map(({ verb, facts, actor }: Record<string, unknown>) => ({ verb, facts, actor }));
		expect(lines[0]).toEqual({
			verb: 'revoked',
			facts: { person_id, role: 'reviewer', specialty: 'privacy' },
			actor: 'admin'
		});
		// Of roles given at once, none comes first.
		const given = (role: string, specialty: string | null) => ({
			verb: 'granted',
			facts: { person_id, role, specialty },
			actor: 'admin'
		});
		expect(lines.slice(1, 3)).toEqual(
			expect.arrayContaining([given('clerk', null), given('reviewer', 'privacy')])
		);
		expect(lines.slice(3)).toEqual([{ verb: 'came in', facts: {}, actor: 'collector' }]);
		await allowed(save(admin, collector, { roles: [] }));
		expect((await look(collector)).roles).toEqual([]);
	});

	test('nobody gives themselves one, not even an admin through the API', async () => {
		const { admin, insider } = district.people;
		await denied(save(admin, admin, { roles: ['admin', 'cabinet'] }), '403 own_roles');
		await denied(
			admin.client
				.from('person_roles')
				.insert({ person_id: admin.id, district_id: district.id, role: 'cabinet' })
				.select(),
			NO_GRANT
		);
		expect((await look(admin)).roles).toEqual(['admin']);
		await allowed(save(admin, admin, { roles: ['admin'], title: 'AI office' }));
		// Giving up one's own is theirs to do.
		await allowed(save(insider, insider, { roles: ['admin', 'clerk'] }));
		await denied(save(insider, insider, { roles: ['admin', 'clerk', 'cabinet'] }), '403 own_roles');
	});

	test('whoever comes from outside holds none', async () => {
		const { member, admin } = district.people;
		await asOwner('update public.people set outside = true where id = $1', member.id);
		await denied(save(admin, member, { roles: ['cabinet'] }), '422 outside');
		await asOwner('update public.people set outside = false where id = $1', member.id);
	});

	test('a seat that asks for the role ends with it, and a chair is called anew first', async () => {
		const { admin, evaluator, sponsor, cabinet3 } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await allowed(save(admin, evaluator, { roles: [] }));
		const page = await allowed(admin.call('pilot', { pilot }));
		expect(page.assignments.map(({ role }: { role: string }) => role)).toEqual(['sponsor']);
		await allowed(save(admin, evaluator, { roles: ['evaluator'] }));
		await must(district.people.clerk, 'call_meeting', { held_on: day(60), chair: cabinet3.id });
		await denied(save(admin, cabinet3, { roles: [] }), '409 chairs');
		expect((await look(cabinet3)).roles).toEqual(['cabinet']);
		expect((await look(sponsor)).seats).toHaveLength(1);
	});
});

describe('the last admin who can sign in', () => {
	test('keeps the role and stays, also when two remove each other at the same moment', async () => {
		const { people } = await foundDistrict();
		const { admin, insider, former } = people;
		const revision = async (of: Actor) =>
			(await allowed(admin.call('person_office', { person: of.id }))).revision;
		const drop = (who: Actor, person: Actor, seen: number) =>
			who.call('save_person', { person: person.id, revision: seen, fields: { roles: [] } });
		await allowed(drop(admin, former, await revision(former)));
		const [mine, theirs] = [await revision(admin), await revision(insider)];
		const both = await Promise.all([drop(admin, insider, theirs), drop(insider, admin, mine)]);
		expect(both.filter(({ error }) => error === null)).toHaveLength(1);
		const left = both[0]!.error === null ? admin : insider;
		const gone = left === admin ? insider : admin;
		await denied(drop(gone, left, left === admin ? mine : theirs), '403 not_yours');
		await denied(drop(left, left, left === admin ? mine : theirs), '409 last_admin');
		await denied(left.call('deactivate_person', { person: left.id }), '409 last_admin');
		// An admin who cannot sign in does not count.
		const spare = randomUUID();
		await asOwner(
			`with p as (insert into public.people (id, district_id, email, name) select $1, district_id, $3, 'Spare' from public.people where id = $2 returning id, district_id)
			insert into public.person_roles (district_id, person_id, role) select district_id, id, 'admin' from p`,
			spare,
			left.id,
			`${spare}@tests.example`
		);
		await denied(left.call('deactivate_person', { person: left.id }), '409 last_admin');
	});
});

describe('whoever was invited and never came', () => {
	test('is withdrawn, unless seats wait for them: those pass on first', async () => {
		const { admin, lead } = district.people;
		const email = `${randomUUID()}@tests.example`;
		await allowed(admin.call('invite_people', { rows: [{ email, name: 'New One', roles: ['evaluator'] }] }));
		const { people } = await allowed(admin.call('people_office', { filters: { search: email } }));
		expect(people).toMatchObject([
			{ state: 'invited', roles: ['evaluator'], invited_until: expect.any(String) }
		]);
		const person = people[0].id;
		const pilot = await pilotIn(district, 'vetting');
		await must(admin, 'appoint', { pilot, person, role: 'evaluator' });
		await denied(admin.call('withdraw_invitation', { person }), '409 holds_seats');
		await denied(lead.call('withdraw_invitation', { person }), '403 not_yours');
		await allowed(admin.call('deactivate_person', { person }));
		expect(
			await asOwner('select 1 from public.invitations where person_id = $1 and withdrawn_at is null', person)
		).toEqual([]);
		const { assignments } = await allowed(admin.call('pilot', { pilot }));
		expect(assignments.map(({ role }: { role: string }) => role)).toEqual(['sponsor']);
	});
});
