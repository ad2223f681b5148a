import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const fields = (more: object = {}) => ({
	id: randomUUID(),
	title: 'Staff use of AI',
	body: 'Use the tools that the district approved.\nNever paste names of students.',
	link: '',
	roles: [],
	site_kinds: [],
	effective_on: null,
	review_on: null,
	...more
});
type Fields = ReturnType<typeof fields>;

const admin = (there: District = district) => there.people.admin;
async function written(more: object = {}, there: District = district): Promise<Fields> {
	const policy = fields(more);
	await must(admin(there), 'save_policy', { policy });
	return policy;
}
async function published(more: object = {}, there: District = district): Promise<Fields> {
	const policy = await written(more, there);
	await must(admin(there), 'publish_policy', { policy: policy.id, seen: 1 });
	return policy;
}
const revision = async (policy: string, there: District = district) =>
	(await must(admin(there), 'policy', { policy })).draft.revision as number;
/** Writes other words and publishes them. */
async function anew(policy: Fields, body: string, minor: boolean, there: District = district) {
	await must(admin(there), 'save_policy', {
		policy: { ...policy, body, seen: await revision(policy.id, there) }
	});
	return must(admin(there), 'publish_policy', {
		policy: policy.id,
		seen: await revision(policy.id, there),
		minor,
		reason: 'It was unclear.'
	});
}
const standing = async (who: Actor, policy: string) => (await must(who, 'policy', { policy })).me;
const acknowledge = (who: Actor, policy: string, version = 1) =>
	who.call('acknowledge_policy', { policy, version });
const waiting = async (who: Actor) =>
	(await must(who, 'home', {})).waiting.filter(
		({ what }: { what: string }) => what === 'acknowledge a policy'
	);

describe('a policy', () => {
	test('is written by the AI office, and nobody else’s to see until it is published', async () => {
		const { lead, insider, member } = district.people;
		await denied(lead.call('save_policy', { policy: fields() }), '403 not_yours');
		await denied(district.stranger.call('save_policy', { policy: fields() }), '403 no_person');
		await denied(admin().call('save_policy', { policy: fields({ title: ' ' }) }), '422 wrong_policy');
		await denied(
			admin().call('save_policy', { policy: fields({ link: 'javascript:alert(1)' }) }),
			'422 wrong_policy'
		);
		await denied(admin().call('save_policy', { policy: fields({ roles: ['king'] }) }), '422 wrong_policy');
		const policy = await written();
		await denied(member.call('policy', { policy: policy.id }), '404 no_such_policy');
		expect(await must(member, 'policies', {})).toEqual([]);
		await denied(acknowledge(member, policy.id), '404 no_such_policy');
		// Two who edit at once: the second is told who was first.
		await must(insider, 'save_policy', { policy: { ...policy, title: 'AI at work', seen: 1 } });
		expect(
			await denied(admin().call('save_policy', { policy: { ...policy, seen: 1 } }), '409 changed_meanwhile')
		).toMatchObject({ by: 'insider' });
		await denied(admin().call('publish_policy', { policy: policy.id, seen: 1 }), '409 changed_meanwhile');
		await denied(
			district.outsider.call('publish_policy', { policy: policy.id, seen: 2 }),
			'404 no_such_policy'
		);
		await denied(
			district.outsider.call('save_policy', { policy: { ...policy, seen: 2 } }),
			'404 no_such_policy'
		);
		await denied(lead.call('publish_policy', { policy: policy.id, seen: 2 }), '403 not_yours');
		await must(admin(), 'publish_policy', { policy: policy.id, seen: 2 });
		expect(await must(member, 'policy', { policy: policy.id })).toMatchObject({
			title: 'AI at work',
			now: { version: 1, minor: 0, published_by: 'admin' },
			me: { state: 'to acknowledge' },
			draft: null,
			coverage: null
		});
		await denied(district.outsider.call('policy', { policy: policy.id }), '404 no_such_policy');
		await denied(acknowledge(district.outsider, policy.id), '404 no_such_policy');
	});

	test('is acknowledged, and a correction keeps that; a new version asks again and says why', async () => {
		const { member } = district.people;
		const policy = await published({ title: 'Student data' });
		await allowed(acknowledge(member, policy.id));
		await allowed(acknowledge(member, policy.id));
		expect(await standing(member, policy.id)).toMatchObject({ state: 'acknowledged' });
		expect(await anew(policy, 'Never paste the names of students.', true)).toEqual({ version: 1, minor: 1 });
		expect(await standing(member, policy.id)).toMatchObject({ state: 'acknowledged' });
		expect(await anew(policy, 'Never paste anything about students.', false)).toEqual({
			version: 2,
			minor: 0
		});
		expect(await standing(member, policy.id)).toMatchObject({ state: 'to acknowledge', before: 1 });
		expect(await denied(acknowledge(member, policy.id, 1), '409 stale')).toEqual({
			version: 2,
			reason: 'It was unclear.'
		});
		expect(await standing(member, policy.id)).toMatchObject({ state: 'to acknowledge' });
		await allowed(acknowledge(member, policy.id, 2));
		const { versions } = await must(member, 'policy', { policy: policy.id });
		expect(versions.map((one: { version: number; minor: number }) => [one.version, one.minor])).toEqual([
			[2, 0],
			[1, 1],
			[1, 0]
		]);
		await expect(asOwner(`update private.policy_versions set body = 'Anything goes.'`)).rejects.toThrow();
		await expect(asOwner('delete from private.policy_acknowledgements')).rejects.toThrow();
	});

	test('is published with a reason, and whom it is for is no correction', async () => {
		const policy = await published({ title: 'Grading' });
		const publish = (seen: number, more: object = {}) =>
			admin().call('publish_policy', { policy: policy.id, seen, reason: 'Asked for.', ...more });
		await denied(publish(await revision(policy.id)), '409 unchanged');
		await must(admin(), 'save_policy', {
			policy: { ...policy, roles: ['cabinet'], seen: await revision(policy.id) }
		});
		await denied(publish(await revision(policy.id), { minor: true }), '422 not_minor');
		await denied(publish(await revision(policy.id), { reason: ' ' }), '422 no_reason');
		expect(await allowed(publish(await revision(policy.id)))).toEqual({ version: 2, minor: 0 });
		const empty = await written({ title: 'Empty', body: '' });
		await denied(admin().call('publish_policy', { policy: empty.id, seen: 1 }), '422 no_text');
	});

	test('is for staff by role and by kind of site', async () => {
		const { sponsor, member, clerk } = district.people;
		const policy = await published({ title: 'For the cabinet', roles: ['cabinet', 'clerk'] });
		const states = await Promise.all(
			[sponsor, clerk, member].map(async (who) => (await standing(who, policy.id)).state)
		);
		expect(states).toEqual(['to acknowledge', 'to acknowledge', 'not asked']);
		await denied(acknowledge(member, policy.id), '409 not_asked');
		await asOwner('update public.people set site_id = $2 where id = $1', member.id, district.sites[0]);
		await asOwner(`update public.sites set kind = 'school' where id = $1`, district.sites[0]);
		const schools = await published({ title: 'For schools', site_kinds: ['school'] });
		expect((await standing(member, schools.id)).state).toBe('to acknowledge');
		expect((await standing(clerk, schools.id)).state).toBe('not asked');
	});

	test('is retired with a reason, and asks nobody then', async () => {
		const { member } = district.people;
		const policy = await published({ title: 'Chatbots' });
		await denied(
			member.call('retire_policy', { policy: policy.id, seen: 2, reason: 'No.' }),
			'403 not_yours'
		);
		await denied(admin().call('retire_policy', { policy: policy.id, seen: 2, reason: '' }), '422 no_reason');
		await allowed(admin().call('retire_policy', { policy: policy.id, seen: 2, reason: 'It is in another.' }));
		await denied(acknowledge(member, policy.id), '409 retired');
		expect(await must(member, 'policy', { policy: policy.id })).toMatchObject({
			me: null,
			retired_because: 'It is in another.'
		});
	});
});

test('coverage counts by site and role, and names for the AI office alone', async () => {
	const town = await foundDistrict();
	const policy = await published({ roles: ['cabinet'] }, town);
	await must(town.people.sponsor, 'acknowledge_policy', { policy: policy.id, version: 1 });
	const { coverage } = await must(town.people.admin, 'policy', { policy: policy.id });
	// sponsor, cabinet2, cabinet3, chair, and two who hold every role
	expect(coverage).toMatchObject({
		asked: 6,
		done: 1,
		open: 5,
		roles: expect.arrayContaining([{ role: 'cabinet', asked: 6, done: 1 }])
	});
	expect(coverage.missing.map(({ name }: { name: string }) => name)).toEqual([
		'cabinet2',
		'cabinet3',
		'chair',
		'former',
		'insider'
	]);
	for (const part of ['member', 'sponsor', 'chair', 'clerk'] as Part[])
		expect((await must(town.people[part], 'policy', { policy: policy.id })).coverage, part).toBeNull();
	expect(await must(town.people.admin, 'policies', {})).toMatchObject([{ asked: 6, acknowledged: 1 }]);
	expect(await must(town.people.sponsor, 'policies', {})).toMatchObject([
		{ asked: null, acknowledged: null }
	]);
});

describe('an exception', () => {
	const grant = (who: Actor, policy: string, more: object = {}) =>
		who.call('grant_exception', {
			policy,
			person: null,
			for_pilot: null,
			reason: 'On leave.',
			until: day(10),
			...more
		});

	test('is granted by the AI office to a person, never to oneself, and ends by its date', async () => {
		const { member, insider, lead } = district.people;
		const policy = await published({ title: 'Exams' });
		await denied(grant(lead, policy.id, { person: member.id }), '403 not_yours');
		await denied(grant(admin(), policy.id), '422 no_subject');
		await denied(grant(admin(), policy.id, { person: member.id, reason: '' }), '422 no_reason');
		await denied(grant(admin(), policy.id, { person: member.id, until: day(-1) }), '422 no_end');
		await denied(grant(admin(), policy.id, { person: admin().id }), '403 not_yourself');
		await denied(grant(admin(), policy.id, { person: district.outsider.id }), '422 no_such_person');
		await allowed(grant(admin(), policy.id, { person: member.id }));
		expect(await standing(member, policy.id)).toMatchObject({ state: 'excepted', until: day(10) });
		// Everyone else reads no names; the one whom it is about reads their own.
		const listed = async (who: Actor) => (await must(who, 'policy', { policy: policy.id })).exceptions.length;
		expect([await listed(admin()), await listed(member), await listed(lead)]).toEqual([1, 1, 0]);
		const later = await asOwner<{ until: string | null }>(
			`select set_config('pilotage.replay_at', (now() + interval '12 days')::text, true), private.excepted_until($1, $2, null) as until`,
			policy.id,
			member.id
		);
		expect(later[0]!.until).toBeNull();
		// A later one counts, so that an exception is ended by one that ends today.
		await allowed(grant(insider, policy.id, { person: member.id, until: day(0), reason: 'Back.' }));
		expect(await standing(member, policy.id)).toMatchObject({ until: day(0) });
	});

	test('of a pilot is not granted by its team', async () => {
		const policy = await published({ title: 'Cameras' });
		const pilot = await pilotIn(district, 'proposed');
		await denied(grant(district.people.insider, policy.id, { for_pilot: pilot }), '403 separation_of_duties');
		await denied(grant(admin(), policy.id, { for_pilot: district.id }), '404 no_such_pilot');
		await allowed(grant(admin(), policy.id, { for_pilot: pilot }));
		expect((await must(district.people.lead, 'policy', { policy: policy.id })).exceptions).toMatchObject([
			{ pilot: { id: pilot } }
		]);
	});
});

describe('those who owe an acknowledgement', () => {
	test('find it on their home page, and the gate recommends it', async () => {
		const town = await foundDistrict();
		const { lead, teammate, collector, insider, cabinet2 } = town.people;
		const pilot = await pilotIn(town, 'vetting');
		const asked = async () =>
			(await must(lead, 'gate', { pilot })).find(
				({ criterion }: { criterion: string }) => criterion === 'policies'
			);
		expect(await asked()).toMatchObject({ met: true, required: false, facts: { policies: 0 } });
		const policy = await published({}, town);
		expect(await waiting(lead)).toMatchObject([{ pilot: policy.id, title: 'Staff use of AI' }]);
		expect(await asked()).toMatchObject({ met: false, facts: { policies: 1, titles: ['Staff use of AI'] } });
		for (const who of [lead, teammate, collector])
			await must(who, 'acknowledge_policy', { policy: policy.id, version: 1 });
		expect(await waiting(lead)).toEqual([]);
		expect(await asked()).toMatchObject({ met: false, facts: { people: ['insider'] } });
		await must(town.people.admin, 'grant_exception', {
			policy: policy.id,
			person: insider.id,
			for_pilot: null,
			reason: 'On leave.',
			until: day(3)
		});
		expect(await asked()).toMatchObject({ met: true });
		const other = await published({ title: 'Another' }, town);
		expect(await asked()).toMatchObject({ met: false });
		await must(town.people.admin, 'grant_exception', {
			policy: other.id,
			person: null,
			for_pilot: pilot,
			reason: 'It is about buses.',
			until: day(3)
		});
		expect(await asked()).toMatchObject({ met: true });
		await allowed(cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment')));
	});

	test('are asked by mail once, and reminded once', async () => {
		const town = await foundDistrict();
		const policy = await published({ roles: ['cabinet'] }, town);
		const tick = () => allowed(server.call('tick'));
		const told = async (kind: string) => (await mailsOf(town.id, kind)).length;
		await tick();
		await tick();
		expect([await told('policy_asked'), await told('policy_waits')]).toEqual([6, 0]);
		await must(town.people.chair, 'acknowledge_policy', { policy: policy.id, version: 1 });
		const later = () =>
			asOwner(
				`select set_config('pilotage.replay_at', (now() + interval '8 days')::text, true), private.tick_policies()`
			);
		await later();
		await later();
		expect([await told('policy_asked'), await told('policy_waits')]).toEqual([6, 5]);
		await anew(policy, 'Shorter.', true, town);
		await tick();
		expect(await told('policy_asked')).toBe(6);
		await anew(policy, 'Other.', false, town);
		await tick();
		expect(await told('policy_asked')).toBe(12);
	});
});
