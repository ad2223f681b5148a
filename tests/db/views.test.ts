import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';

let district: District;
let guest: Actor;

beforeAll(async () => {
	district = await foundDistrict();
	guest = await newcomer(district.id, 'guest');
	await asOwner('update public.people set outside = true where id = $1', guest.id);
});

const save = (who: Actor, fields: object, view: string | null = null) =>
	who.call('save_view', { view, fields });
const names = async (who: Actor) =>
	((await allowed(who.call('views'))) as { name: string }[]).map(({ name }) => name);

describe('a view of the pipeline', () => {
	test('is its owner’s until it is shared, and then the district’s', async () => {
		const { lead, member } = district.people;
		const view = await allowed(save(lead, { name: ' My  schools ', query: 'site=none&sort=-days' }));
		expect(await names(lead)).toEqual(['My schools']);
		for (const who of [member, guest, district.outsider]) {
			expect(await names(who), who.name).toEqual([]);
			await empty(who.client.from('pipeline_views').select('id').eq('id', view));
		}
		await denied(save(member, { name: 'Mine' }, view), '404 no_such_view');
		await denied(member.call('delete_view', { view }), '404 no_such_view');
		await denied(member.call('open_with_view', { view }), '404 no_such_view');

		await allowed(save(lead, { shared: true }, view));
		expect(await allowed(member.call('views'))).toMatchObject([
			{
				id: view,
				name: 'My schools',
				query: 'site=none&sort=-days',
				mine: false,
				owner: 'lead',
				shared: true,
				first: false
			}
		]);
		for (const who of [guest, district.outsider]) expect(await names(who), who.name).toEqual([]);
		await denied(save(member, { name: 'Mine' }, view), '404 no_such_view');
		await denied(member.call('delete_view', { view }), '404 no_such_view');
	});

	test('opens first for whoever chose it, for as long as they may see it', async () => {
		const { lead, member } = district.people;
		const view = await allowed(save(lead, { name: 'First', query: 'mine=true', shared: true }));
		await allowed(member.call('open_with_view', { view }));
		const first = async (who: Actor) =>
			((await allowed(who.call('views'))) as { id: string; first: boolean }[])
				.filter((one) => one.first)
				.map(({ id }) => id);
		expect(await first(member)).toEqual([view]);
		expect(await first(lead)).toEqual([]);
		await denied(guest.call('open_with_view', { view }), '404 no_such_view');
		await denied(district.outsider.call('open_with_view', { view }), '404 no_such_view');
		// A wrong choice leaves the one before.
		expect(await first(member)).toEqual([view]);
		await allowed(save(lead, { shared: false }, view));
		expect(await first(member)).toEqual([]);
		await allowed(lead.call('open_with_view', { view }));
		await allowed(lead.call('open_with_view', { view: null }));
		expect(await first(lead)).toEqual([]);
		await allowed(lead.call('delete_view', { view }));
		expect(await names(lead)).not.toContain('First');
	});

	test('has a name of its own and an address as the page writes it, and people have fifty at most', async () => {
		const { teammate } = district.people;
		await allowed(save(teammate, { name: 'One', query: 'q=caf%C3%A9' }));
		const wrong: [object, string][] = [
			[{ name: ' ' }, '422 no_name'],
			[{ query: 'mine=true' }, '422 no_name'],
			[{ name: 'oNE' }, '409 already_there'],
			[{ name: 'N'.repeat(81) }, '422 too_long'],
			[{ name: 'Two', query: 'q='.padEnd(2001, 'x') }, '422 too_long'],
			[{ name: 'Two', query: '"><script>' }, '422 no_query'],
			[{ name: 'Two', owner_id: district.people.lead.id }, '400 unknown_field']
		];
		for (const [fields, how] of wrong) await denied(save(teammate, fields), how, JSON.stringify(fields));
		expect(await names(teammate)).not.toContain('Two');
		await denied(save(guest, { name: 'Ours', shared: true }), '403 not_yours');
		await allowed(save(guest, { name: 'Mine' }));
		await asOwner(
			`insert into public.pipeline_views (district_id, owner_id, name, query) select $1::uuid, $2::uuid, 'V' || i, '' from generate_series(1, 49) i`,
			district.id,
			teammate.id
		);
		await denied(save(teammate, { name: 'Fifty-first' }), '409 too_many');
		for (const name of ['save_view', 'delete_view', 'open_with_view'])
			await denied(
				district.stranger.call(
					name,
					name === 'save_view' ? { view: null, fields: { name: 'x' } } : { view: null }
				),
				name === 'delete_view' ? '404 no_such_view' : '403 no_person',
				name
			);
	});
});
