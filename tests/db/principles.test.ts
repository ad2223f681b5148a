import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, analyse, answerPrinciples, must, pilotIn, signAll } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type Version = { version: number; minor: number; reason: string; by: string | null };
type Principle = {
	id: string;
	code: string;
	position: number;
	title: string;
	body: string;
	good_answer: string;
	version: number;
	minor: number;
	retired_at: string | null;
	versions: Version[];
	answered: number | null;
	marks: Record<string, number>;
	cited: number;
	citations: { pilot: string; act: string; note: string; by: string }[];
};

const list = (who: Actor): Promise<Principle[]> => must(who, 'principles', {});
const one = async (code: string, there: District = district) =>
	(await list(there.people.member)).find((found) => found.code === code)!;
const form = (
	{ id, code, position, title, body, good_answer, version, minor }: Principle,
	more: object = {}
) => ({
	id,
	seen: `${version}.${minor}`,
	code,
	position,
	title,
	body,
	good_answer,
	minor: false,
	reason: 'A parent asked what it means.',
	...more
});
const publish = (principle: object, who: Actor = district.people.admin) =>
	who.call('publish_principle', { principle });
const fresh = (code: string, more: object = {}) => ({
	code,
	position: 90,
	title: 'Energy',
	body: 'We ask what it costs the climate.',
	good_answer: 'Names the cost.',
	...more
});

const answers = (who: Actor, pilot: string) => must(who, 'pilot_principles', { pilot });
const criterion = async (pilot: string, who: Actor = district.people.admin) =>
	(await must(who, 'gate', { pilot })).find(
		(asked: { criterion: string }) => asked.criterion === 'principles'
	);

describe('the texts', () => {
	test('are six to begin with, which everyone of the district reads and nobody else', async () => {
		const first = await list(district.people.member);
		expect(first.map(({ code }) => code)).toEqual(['P1', 'P2', 'P3', 'P4', 'P5', 'P6']);
		expect(first[0]).toMatchObject({
			title: 'Human judgment first',
			version: 1,
			minor: 0,
			cited: 0,
			citations: []
		});
		const ours = new Set(first.map(({ id }) => id));
		expect((await list(district.outsider)).some(({ id }) => ours.has(id))).toBe(false);
		await denied(district.stranger.call('principles'), '403 no_person');
		await denied(district.people.deactivated.call('principles'), '403 no_person');
	});

	test('are the AI office’s to publish: words anew are a version, a typo is a correction', async () => {
		const before = await one('P6');
		await denied(publish(form(before, { body: 'Mine.' }), district.people.lead), '403 not_yours');
		await denied(publish(form(before, { body: 'Mine.' }), district.outsider), '404 no_such_principle');
		await denied(publish(form(before, { body: 'New.', reason: ' ' })), '422 wrong_principle');
		await denied(publish(form(before, { title: '' })), '422 wrong_principle');
		await denied(publish(form(before, { code: 'P1' })), '409 code_taken');
		await denied(publish(form(before, { colour: 'red' })), '400 unknown_field');
		expect(await one('P6')).toEqual(before);

		await allowed(publish(form(before, { body: `${before.body} Always.`, minor: true })));
		const corrected = await one('P6');
		expect(corrected).toMatchObject({ version: 1, minor: 1 });
		// The form of before shows other words.
		expect(await denied(publish(form(before, { body: 'Late.' })), '409 changed_meanwhile')).toMatchObject({
			by: 'admin',
			seen: '1.1'
		});
		await allowed(publish(form(corrected, { body: 'Thinking is theirs.' })));
		expect(await one('P6')).toMatchObject({ version: 2, minor: 0, body: 'Thinking is theirs.' });
		expect((await one('P6')).versions.map(({ version, minor, by }) => [version, minor, by])).toEqual([
			[2, 0, 'admin'],
			[1, 1, 'admin'],
			[1, 0, null]
		]);
		await expect(asOwner('update private.principle_versions set body = $1', 'Rewritten.')).rejects.toThrow();
	});

	test('are retired with a reason, and come back', async () => {
		const { id } = await must(district.people.admin, 'publish_principle', { principle: fresh('X1') });
		const retire = (retired: boolean, reason = '', who: Actor = district.people.admin) =>
			who.call('retire_principle', { principle: id, retired, reason });
		await denied(retire(true, 'No.', district.people.cabinet2), '403 not_yours');
		await denied(retire(true), '422 no_reason');
		await allowed(retire(true, 'It is in P3 now.'));
		await denied(retire(true, 'Again.'), '409 retired');
		await denied(publish(form(await one('X1'), { body: 'More.' })), '409 retired');
		expect((await list(district.people.member)).at(-1)).toMatchObject({
			code: 'X1',
			retired_because: 'It is in P3 now.'
		});
		await allowed(retire(false));
		expect((await one('X1')).retired_at).toBeNull();
		await allowed(retire(true, 'It is in P3 now.'));
	});
});

describe('a proposal answers each of them', () => {
	test('by its team, and a stale form overwrites nothing', async () => {
		const { lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'draft');
		const { seen, principles, may_answer } = await answers(lead, pilot);
		expect([seen, may_answer]).toEqual([0, true]);
		const say = (who: Actor, answer: string, known: number, principle: string = principles[0].id) =>
			who.call('answer_principles', { pilot, answers: [{ principle, answer }], seen: known });
		const first = await allowed(say(lead, 'Ms Ortiz reads all of it.', 0));
		expect(await denied(say(teammate, 'The team reads it.', 0), '409 changed_meanwhile')).toMatchObject({
			by: 'lead',
			seen: first.seen
		});
		await allowed(say(teammate, 'The team reads it.', first.seen));
		expect((await answers(lead, pilot)).principles[0]).toMatchObject({
			answer: { text: 'The team reads it.', by: 'teammate' },
			earlier: 1
		});
		const now = (await answers(lead, pilot)).seen;
		await denied(say(lead, 'x'.repeat(1001), now), '422 too_long');
		await denied(say(lead, 'Whose?', now, district.there.id), '422 no_such_principle');
		// The same again is no other answer; and in a draft it may be taken back.
		expect(await allowed(say(lead, ' The team reads it. ', now))).toEqual({ seen: now, changed: [] });
		await allowed(say(lead, '', now));
		expect((await answers(lead, pilot)).principles[0].answer).toBeNull();
	});

	test('and by nobody else', async () => {
		const pilot = await pilotIn(district, 'proposed');
		const { seen, principles } = await answers(district.people.lead, pilot);
		const call = { pilot, answers: [{ principle: principles[0].id, answer: 'Ours is better.' }], seen };
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (['lead', 'teammate', 'collector', 'insider'].includes(part)) continue;
				await denied(
					who.call('answer_principles', call),
					part === 'deactivated' ? '403 no_person' : '403 not_on_team',
					part
				);
			}
			await denied(district.outsider.call('answer_principles', call), '404 no_such_pilot');
			await denied(
				district.people.lead.call('answer_principles', {
					...call,
					answers: [{ ...call.answers[0], answer: '' }]
				}),
				'409 frozen'
			);
		});
		const running = await pilotIn(district, 'experiment');
		await denied(district.people.lead.call('answer_principles', { ...call, pilot: running }), '409 not_now');
	});

	test('and triage waits for that', async () => {
		const { lead, admin } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed', without: 'signatures' });
		expect(await criterion(pilot)).toMatchObject({
			met: false,
			how: 'automatic',
			facts: {
				asked: 6,
				answered: 0,
				missing: expect.arrayContaining([{ code: 'P2', title: 'Students’ privacy' }])
			}
		});
		await answerPrinciples(lead, pilot, 'We do.');
		expect(await criterion(pilot), 'too short to say anything').toMatchObject({ met: false });
		await answerPrinciples(lead, pilot);
		expect(await criterion(pilot)).toMatchObject({
			met: true,
			facts: { asked: 6, answered: 6, missing: [] }
		});
		await must(admin, 'sign_criterion', { pilot, criterion: 'duplicates' });
		await allowed(admin.call('advance_pilot', advance(pilot, 'proposed', 'vetting')));
	});

	test('but one that stood at triage before a principle came is not held by it', async () => {
		const town = await foundDistrict();
		const pilot = await pilotIn(town, 'proposed');
		const { id } = await must(town.people.admin, 'publish_principle', { principle: fresh('P7') });
		expect(await criterion(pilot, town.people.admin)).toMatchObject({ met: true, facts: { asked: 6 } });
		await must(town.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'draft', 'Once more.'));
		await signAll(town, pilot, 'submit');
		await must(town.people.lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		expect(await criterion(pilot, town.people.admin)).toMatchObject({
			met: false,
			facts: { asked: 7, missing: [{ code: 'P7' }] }
		});
		await must(town.people.admin, 'retire_principle', { principle: id, retired: true, reason: 'Not yet.' });
		expect(await criterion(pilot, town.people.admin)).toMatchObject({ met: true });
	});

	test('and a district that publishes none asks for none', async () => {
		const town = await foundDistrict();
		const pilot = await pilotIn(town, { stage: 'proposed', without: 'signatures' });
		for (const principle of Object.values(town.principles))
			await must(town.people.admin, 'retire_principle', {
				principle,
				retired: true,
				reason: 'We start anew.'
			});
		expect(await criterion(pilot, town.people.admin)).toMatchObject({ met: true, facts: { asked: 0 } });
	});

	test('and says where the text changed since', async () => {
		const town = await foundDistrict();
		const pilot = await pilotIn(town, 'proposed');
		const state = async () => {
			const { principles } = await answers(town.people.member, pilot);
			return principles.map(
				(its: { version: number; answer: { version: number } }) => its.answer.version < its.version
			);
		};
		await must(town.people.admin, 'publish_principle', {
			principle: form(await one('P1', town), { title: 'Human judgement first', minor: true })
		});
		await must(town.people.admin, 'publish_principle', {
			principle: form(await one('P2', town), { body: 'Collect nothing.' })
		});
		expect(await state()).toEqual([false, true, false, false, false, false]);
		expect(await criterion(pilot, town.people.admin)).toMatchObject({ met: true });
		// The team reads it and stands by its words.
		await answerPrinciples(town.people.lead, pilot);
		expect(await state()).toEqual([false, false, false, false, false, false]);
	});
});

describe('an answer is marked', () => {
	test('by reviewers, the sponsor and the AI office, who are not kept out', async () => {
		const pilot = await pilotIn(district, 'proposed');
		const { principles } = await answers(district.people.member, pilot);
		const call = {
			pilot,
			answer: principles[0].answer.id,
			mark: 'needs work',
			note: 'Who looks at it in summer?'
		};
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			const may = ['reviewer', 'privacyReviewer', 'sponsor', 'admin'].includes(part);
			expect(part === 'deactivated' || (await answers(who, pilot)).may_mark === may, part).toBe(true);
			if (may) await allowed(who.call('mark_answer', call), part);
			else
				await denied(
					who.call('mark_answer', call),
					part === 'deactivated'
						? '403 no_person'
						: ['lead', 'teammate', 'collector', 'insider', 'former'].includes(part)
							? '403 separation_of_duties'
							: '403 not_yours',
					part
				);
		}
		await denied(district.outsider.call('mark_answer', call), '404 no_such_pilot');
		const { reviewer } = district.people;
		await denied(reviewer.call('mark_answer', { ...call, note: '' }), '422 no_note');
		await denied(reviewer.call('mark_answer', { ...call, mark: 'fine' }), '422 no_mark');
		await denied(reviewer.call('mark_answer', { ...call, answer: 0 }), '404 no_such_answer');
		// Each person’s last word counts; the gate shows them and doesn’t wait for them.
		await allowed(reviewer.call('mark_answer', { ...call, mark: 'convincing', note: '' }));
		expect(await criterion(pilot)).toMatchObject({
			met: true,
			facts: { marks: { convincing: 1, 'needs work': 3 } }
		});
		expect((await activityOf(district.people.lead, pilot))[0]).toMatchObject({ verb: 'marked an answer' });
	});

	test('and the mark stays with the answer that it was for', async () => {
		const { reviewer, lead, member } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		const [{ answer }] = (await answers(member, pilot)).principles;
		await must(reviewer, 'mark_answer', {
			pilot,
			answer: answer.id,
			mark: 'not convincing',
			note: 'Nobody looks.'
		});
		await answerPrinciples(lead, pilot, 'Ms Ortiz looks at it each evening.');
		const [after] = (await answers(member, pilot)).principles;
		expect(after).toMatchObject({ marks: [{ mark: 'not convincing', by: 'reviewer', current: false }] });
		expect((await criterion(pilot)).facts.marks).toEqual({});
		await denied(
			reviewer.call('mark_answer', { pilot, answer: answer.id, mark: 'convincing' }),
			'409 changed_meanwhile'
		);
	});
});

describe('a principle changed what came of a pilot', () => {
	const cite = (who: Actor, pilot: string, act: string, more: object = {}) =>
		who.call('cite_principle', {
			pilot,
			principle: district.principles.P2,
			act,
			note: 'No agreement covers it.',
			...more
		});

	test('says whoever did that, within fourteen days, and once', async () => {
		const { admin, sponsor, member, lead, insider } = district.people;
		const pilot = await pilotIn(district, 'declined');
		for (const who of [sponsor, member]) await denied(cite(who, pilot, 'decline'), '403 not_yours', who.name);
		for (const who of [lead, insider])
			await denied(cite(who, pilot, 'decline'), '403 separation_of_duties', who.name);
		await denied(cite(admin, pilot, 'rework'), '403 not_yours');
		await denied(cite(admin, pilot, 'launch'), '422 no_act');
		await denied(cite(admin, pilot, 'decline', { note: ' ' }), '422 no_note');
		await denied(cite(admin, pilot, 'decline', { principle: district.id }), '422 no_such_principle');
		expect((await one('P2')).cited).toBe(0);
		await allowed(cite(admin, pilot, 'decline'));
		await denied(cite(admin, pilot, 'decline'), '409 cited');
		expect(await one('P2')).toMatchObject({
			cited: 1,
			citations: [{ pilot, act: 'decline', note: 'No agreement covers it.', by: 'admin' }]
		});
		const open = async (days: number) => {
			const [found] = await asOwner<{ acts: string }>(
				`select set_config('pilotage.replay_at', (now() + make_interval(days => $3))::text, true),
					(select count(*) from private.citable(p, $2)) as acts from public.pilots p where p.id = $1`,
				pilot,
				admin.id,
				days
			);
			return Number(found!.acts);
		};
		expect([await open(13), await open(15)]).toEqual([1, 0]);
	});

	test('of a refusal its reviewer, of a decision the cabinet', async () => {
		const { reviewer, privacyReviewer, chair, cabinet2, admin, sponsor, cabinet3 } = district.people;
		const vetted = await pilotIn(district, { stage: 'vetting', without: 'signatures' });
		await must(reviewer, 'sign_review', {
			pilot: vetted,
			specialty: 'privacy',
			verdict: 'refused',
			reason: 'No agreement.'
		});
		await denied(cite(privacyReviewer, vetted, 'refusal'), '403 not_yours');
		await allowed(cite(reviewer, vetted, 'refusal'));
		const decided = await pilotIn(district, 'decision');
		for (const voter of [sponsor, cabinet2, chair])
			await must(voter, 'cast_vote', { pilot: decided, choice: 'sunset' });
		await analyse(decided, ['sunset']);
		await must(chair, 'record_decision', { pilot: decided, outcome: 'sunset', rationale: 'It is unfair.' });
		await denied(cite(admin, decided, 'decision'), '403 not_yours');
		await allowed(cite(chair, decided, 'decision', { principle: district.principles.P3 }));
		await allowed(cite(cabinet3, decided, 'decision', { principle: district.principles.P3 }));
		expect((await answers(admin, decided)).citations).toHaveLength(2);
		expect((await one('P3')).cited).toBe(2);
		expect((await one('P5')).cited).toBe(0);
	});
});
