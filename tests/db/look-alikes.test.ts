import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completeProposal } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';

let district: District;
/** Proposed by the lead, and found by who writes something like it. */
let reading: string;

const texts = {
	title: 'A reading companion for English learners',
	problem:
		'English learners in grade 6 read aloud with an adult about eight minutes a week, and their fluency grows slower.',
	tool: 'Speechy'
};

type Found = { id: string; close: boolean; why: string[]; score: number; difference: string | null };

const write = async (who: Actor, proposal: object = {}) => {
	const pilot = randomUUID();
	await must(who, 'save_proposal', {
		pilot,
		proposal: { ...completeProposal(district), ...texts, ...proposal }
	});
	return pilot;
};
const search = async (who: Actor, query: string, more: object = {}) =>
	(await allowed(who.call('look_alikes', { query, ...more }), who.name)) as Found[];
const ids = (found: Found[]) => found.map(({ id }) => id);
const kept = async (who: Actor, pilot: string) =>
	(await allowed(who.call('pilot', { pilot }))).look_alikes as Found[];
const criterion = async (who: Actor, pilot: string, key: string) =>
	((await allowed(who.call('gate', { pilot }))) as { criterion: string; met: boolean; how: string }[]).find(
		(one) => one.criterion === key
	);
const answer = (who: Actor, pilot: string, other: string, difference: string) =>
	who.call('answer_look_alikes', { pilot, answers: [{ other, difference }] });

beforeAll(async () => {
	district = await foundDistrict();
	reading = await write(district.people.lead);
	await must(district.people.lead, 'advance_pilot', advance(reading, 'draft', 'proposed'));
	await pilotIn(district, 'retired');
});

describe('somebody who types', () => {
	test('finds what has the same words, another form of them, or the same problem', async () => {
		const { member, admin } = district.people;
		for (const who of [member, admin]) {
			expect(ids(await search(who, 'Reading companions for English learners'))).toEqual([reading]);
			expect(ids(await search(who, 'Something else', { problem: texts.problem }))).toEqual([reading]);
		}
		const [first] = await search(member, texts.title, { problem: texts.problem, tool: 'speechy' });
		expect(first).toMatchObject({
			id: reading,
			number: 1,
			stage: 'proposed',
			close: true,
			why: ['title', 'problem', 'tool'],
			lead: 'lead',
			sites: ['Creek']
		});
		expect(first!.score).toBe(1);
	});

	test('finds what ended, with its lesson, and nothing that is only a little like it', async () => {
		const found = await search(district.people.member, 'A tutor for fractions');
		expect(found[0]).toMatchObject({ stage: 'retired', lesson: 'Ask families first.', close: true });
		expect(ids(found)).not.toContain(reading);
		expect(await search(district.people.member, 'Bus routes in the snow')).toEqual([]);
	});

	test('finds nothing for two words, for none, and for words that are none', async () => {
		const { member } = district.people;
		for (const query of ['Reading companion', '', '   ', '% _ \\', 'the of and', "it's '' & | ! :* <-> "])
			expect(await search(member, query), query).toEqual([]);
		expect(ids(await search(member, `${texts.title} ' & !! <script>`))).toEqual([reading]);
		expect(await search(member, 'x'.repeat(100_000), { problem: 'y '.repeat(100_000) })).toEqual([]);
	});

	test('never finds a draft, not even one’s own, nor what was withdrawn before it was proposed', async () => {
		const { teammate, member } = district.people;
		const title = 'Weather balloons measure noise above playgrounds';
		const draft = await write(teammate, { title, problem: title });
		for (const who of Object.values(district.people).filter(({ name }) => name !== 'deactivated'))
			expect(await search(who, title, { problem: title }), who.name).toEqual([]);
		await must(teammate, 'advance_pilot', advance(draft, 'draft', 'withdrawn', 'No time.'));
		expect(await search(member, title)).toEqual([]);
	});

	test('never finds the pilots of another district, nor those where a guest has no seat', async () => {
		expect(await search(district.outsider, texts.title)).toEqual([]);
		await denied(
			district.outsider.call('look_alikes', { query: texts.title, pilot: reading }),
			'404 no_such_pilot'
		);
		await denied(district.stranger.call('look_alikes', { query: texts.title }), '403 no_person');
		const guest = await newcomer(district.id, 'guest');
		await asOwner('update public.people set outside = true where id = $1', guest.id);
		expect(await search(guest, texts.title)).toEqual([]);
	});
});

describe('a draft', () => {
	test('waits for what is different from each that is close, and nobody but its team says so', async () => {
		const { member, admin, sponsor } = district.people;
		const draft = await write(member);
		expect(await criterion(member, draft, 'lookalikes')).toMatchObject({ met: false, how: 'automatic' });
		await denied(member.call('advance_pilot', advance(draft, 'draft', 'proposed')), '422 gate_not_met');
		for (const who of [admin, sponsor, district.outsider])
			await denied(answer(who, draft, reading, 'Mine now.'), '404 no_such_pilot');
		await denied(answer(member, draft, draft, 'It is itself.'), '422 no_such_look_alike');
		await denied(answer(member, draft, reading, 'x'.repeat(1001)), '422 too_long');

		await allowed(answer(member, draft, reading, '  Another grade. <script>alert(1)</script>  '));
		expect(await kept(member, draft)).toMatchObject([
			{ id: reading, difference: 'Another grade. <script>alert(1)</script>', by: 'member' }
		]);
		await allowed(answer(member, draft, reading, ''));
		expect(await criterion(member, draft, 'lookalikes')).toMatchObject({ met: false });
		await allowed(answer(member, draft, reading, 'Another grade.'));
		await allowed(member.call('advance_pilot', advance(draft, 'draft', 'proposed')));

		// Everyone reads at triage what was said, and no signature is asked for beside it.
		expect((await kept(admin, draft))[0]).toMatchObject({ difference: 'Another grade.', by: 'member' });
		expect(await criterion(admin, draft, 'duplicates')).toMatchObject({ met: true, how: 'automatic' });
		await denied(answer(member, draft, reading, ''), '409 frozen');
		await denied(answer(admin, draft, reading, 'No, the same.'), '403 not_on_team');
	});

	test('is looked at anew when its words change, and keeps what was answered', async () => {
		const { member } = district.people;
		const draft = await write(member);
		const close = (await kept(member, draft)).filter((one) => one.close);
		for (const { id } of close) await allowed(answer(member, draft, id, 'Another grade.'));
		await must(member, 'save_proposal', {
			pilot: draft,
			proposal: { title: 'Maps of bus stops', problem: 'Nobody knows where buses stop.' }
		});
		await must(member, 'save_proposal', { pilot: draft, proposal: texts });
		expect((await kept(member, draft)).filter((one) => one.close)).toMatchObject(
			close.map(({ id }) => ({ id, difference: 'Another grade.' }))
		);
	});

	test('without anything like it waits for nobody, and no signature stands in for an answer', async () => {
		const { member } = district.people;
		const alone = await write(member, {
			title: 'Sheets of music for brass bands',
			problem: 'Nobody prints trumpets.'
		});
		expect(await criterion(member, alone, 'lookalikes')).toMatchObject({ met: true });
		const like = await write(member);
		await denied(member.call('sign_criterion', { pilot: like, criterion: 'lookalikes' }), '422 not_signed');
	});

	test('is submitted against what was proposed while it was written', async () => {
		const { member, teammate, admin } = district.people;
		const words = {
			title: 'Quiet corners for tired first graders',
			problem: 'First graders are tired by noon.'
		};
		const [one, two] = [await write(member, words), await write(teammate, words)];
		await signAll({ ...district, people: { ...district.people, lead: member } }, one, 'submit');
		await must(member, 'advance_pilot', advance(one, 'draft', 'proposed'));
		expect(await criterion(teammate, two, 'lookalikes')).toMatchObject({ met: true });
		expect(ids((await allowed(teammate.call('seek_again', { pilot: two }))) as Found[])).toContain(one);
		expect(await criterion(teammate, two, 'lookalikes')).toMatchObject({ met: false });

		// The other way round: whoever triages looks, and signs for what the team has not said.
		await signAll({ ...district, people: { ...district.people, lead: teammate } }, two, 'submit');
		await must(teammate, 'advance_pilot', advance(two, 'draft', 'proposed'));
		await denied(district.people.evaluator.call('seek_again', { pilot: one }), '403 not_yours');
		expect(ids((await allowed(admin.call('seek_again', { pilot: one }))) as Found[])).toContain(two);
		expect(await criterion(admin, one, 'duplicates')).toMatchObject({ met: false, how: 'signed' });
		await allowed(admin.call('sign_criterion', { pilot: one, criterion: 'duplicates' }));
		expect(await criterion(admin, one, 'duplicates')).toMatchObject({ met: true, how: 'signed' });
	});
});
