import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completeProposal } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, sayWhatIsDifferent } from './pilots.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'proposed');
});

const readers: readonly Part[] = ['lead', 'teammate', 'member', 'evaluator', 'cabinet2', 'clerk', 'admin'];
type Tags = Record<string, { all: string; one: string }>;

async function tags(of: string): Promise<Tags> {
	const people: [string, Actor][] = [
		...readers.map((part): [string, Actor] => [part, district.people[part]]),
		['outsider', district.outsider]
	];
	// Of a pilot that is not theirs they are told that there is none.
	const one = async (who: Actor) => (await who.call('changes_of', { pilot: of })).data?.tag ?? 'hidden';
	const pairs = await Promise.all(
		people.map(async ([name, who]) => [
			name,
			{ all: (await allowed(who.call('changes'), who.name)).tag, one: await one(who) }
		])
	);
	return Object.fromEntries(pairs);
}

/** Who is told that something changed, in the district or of this pilot, by what is done. */
async function toldBy(of: string, work: () => Promise<unknown>) {
	const before = await tags(of);
	await work();
	const after = await tags(of);
	const told = (what: 'all' | 'one') =>
		Object.keys(before).filter((name) => before[name]![what] !== after[name]![what]);
	return { district: told('all'), pilot: told('one') };
}

describe('whether something changed', () => {
	test('stays the same answer while nothing does', async () => {
		expect(await toldBy(pilot, () => Promise.resolve())).toEqual({ district: [], pilot: [] });
	});

	test('is told to all who see the pilot, and to nobody of another district', async () => {
		const { admin, lead } = district.people;
		const everyone = { district: [...readers], pilot: [...readers] };
		expect(await toldBy(pilot, () => must(lead, 'comment', { pilot, body: 'One more thing.' }))).toEqual(
			everyone
		);
		const move = advance(pilot, 'proposed', 'vetting');
		expect(await toldBy(pilot, () => must(admin, 'advance_pilot', move))).toEqual(everyone);
		const other = await pilotIn(district, 'proposed');
		expect(await toldBy(pilot, () => must(admin, 'raise_hold', { pilot: other, reason: 'Wait.' }))).toEqual({
			district: [...readers],
			pilot: []
		});
	});

	test('never tells of a draft to who may not see it, and tells of it once it is proposed', async () => {
		const { lead, teammate } = district.people;
		const draft = randomUUID();
		const proposal = completeProposal(district);
		const started = await toldBy(draft, () => must(lead, 'save_proposal', { pilot: draft, proposal }));
		expect(started).toEqual({ district: ['lead'], pilot: ['lead'] });
		const seated = { pilot: draft, person: teammate.id, role: 'member' };
		expect(await toldBy(draft, () => must(lead, 'seat', seated))).toEqual({
			district: ['lead', 'teammate'],
			pilot: ['lead', 'teammate']
		});
		await sayWhatIsDifferent(lead, draft);
		const submitted = await toldBy(draft, () =>
			must(lead, 'advance_pilot', advance(draft, 'draft', 'proposed'))
		);
		expect(submitted).toEqual({ district: [...readers], pilot: [...readers] });
	});

	test('tells of the office to its admins alone', async () => {
		const fields = { stage: 'vetting', per: 'stage', most: 40, mode: 'warn' };
		const work = () =>
			must(district.people.admin, 'save_wip_limit', { wip_limit: null, revision: null, fields });
		expect(await toldBy(pilot, work)).toEqual({ district: ['admin'], pilot: [] });
	});

	test('notices a line that was begun before the last one and written after it', async () => {
		const [gap] = await asOwner<{ id: string }>(
			`select nextval(pg_get_serial_sequence('public.activity', 'id')) as id`
		);
		await must(district.people.lead, 'comment', { pilot, body: 'Written first, begun later.' });
		const late = () =>
			asOwner(
				`insert into public.activity (id, district_id, pilot_id, record, verb) overriding system value
				values ($1, $2, $3, 'pilots', 'late')`,
				gap!.id,
				district.id,
				pilot
			);
		expect(await toldBy(pilot, late)).toEqual({ district: [...readers], pilot: [...readers] });
	});

	test('is answered to nobody who is not of a district, and tells them nothing', async () => {
		await denied(district.nobody.call('changes'), NO_GRANT);
		await denied(district.nobody.call('changes_of', { pilot }), NO_GRANT);
		const nothing = (await allowed(district.stranger.call('changes'))).tag;
		for (const who of [district.stranger, district.people.deactivated]) {
			expect(await allowed(who.call('changes'), who.name)).toEqual({ tag: nothing, seconds: null });
			await denied(who.call('changes_of', { pilot }), '403 no_person', who.name);
		}
		await denied(district.outsider.call('changes_of', { pilot }), '404 no_such_pilot');
		await denied(district.people.lead.call('changes_of', { pilot: randomUUID() }), '404 no_such_pilot');
	});
});
