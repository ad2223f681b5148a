import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { addSite, answerAll, answers, openRound, roundsOf, staffAt } from './feedback-rounds.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;
let staff: Actor[];

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
	staff = await staffAt(district, district.sites[0], 3);
});

const open = (who: Actor, of: string, period: string | null = 'Spring', closes_on: string | null = day(7)) =>
	who.call('open_feedback', { pilot: of, period, closes_on });
const answer = (who: Actor, round: string, given: unknown = answers(), of = pilot) =>
	who.call('answer_feedback', { pilot: of, round, answers: given });
const close = (who: Actor, of: string, round: string) => who.call('close_feedback', { pilot: of, round });

describe('who asks educators', () => {
	test('lead, data collector and evaluator, nobody else: not the rest of the team, no admin, no cabinet', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (['lead', 'collector', 'evaluator'].includes(part)) continue;
				await denied(open(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
			await denied(open(district.outsider, pilot), '404 no_such_pilot');
			await denied(open(district.stranger, pilot), '403 no_person');
			await denied(open(district.nobody, pilot), NO_GRANT);
		});
		for (const part of ['lead', 'collector', 'evaluator'] as const) {
			const own = await pilotIn(district, 'experiment');
			expect((await must(district.people[part], 'feedback', { pilot: own })).may_open, part).toBe(true);
			await allowed(open(district.people[part], own), part);
			await denied(open(district.people[part], own, 'Another'), '409 already_open');
		}
		expect((await must(district.people.member, 'feedback', { pilot })).may_open).toBe(false);
	});

	test.each<Stage>(['draft', 'proposed', 'vetting', 'decision', 'sunset', 'shelved'])(
		'not while it is in %s',
		async (stage) => {
			const idle = await pilotIn(district, stage);
			await denied(open(district.people.lead, idle), '409 not_now');
			expect(await must(district.people.lead, 'feedback', { pilot: idle })).toMatchObject({
				may_open: false,
				rounds: []
			});
		}
	);

	test.each([
		['no period', null, day(7), '422 no_label'],
		['a sentence for a period', 'What did Ben do? <b>', day(7), '422 no_label'],
		['no day', 'Spring', null, '422 no_day'],
		['today', 'Spring', day(0), '422 no_day'],
		['a day far away', 'Spring', day(61), '422 no_day']
	])('not with %s', async (_what, period, closes_on, how) => {
		await denied(open(district.people.lead, pilot, period, closes_on), how);
	});

	test('whoever opened it closes it early, or the evaluator; once', async () => {
		const own = await pilotIn(district, 'experiment');
		const { collector, evaluator, lead, insider } = district.people;
		const round = await openRound(collector, own);
		for (const who of [lead, insider, district.people.admin]) {
			await denied(close(who, own, round), '403 not_yours', who.name);
		}
		await denied(close(collector, own, randomUUID()), '404 no_such_round');
		await denied(close(collector, pilot, round), '404 no_such_round');
		await allowed(close(evaluator, own, round));
		await denied(close(collector, own, round), '409 closed');
		// Nothing was told of it, so the next one may begin at once; under another name.
		await denied(open(collector, own), '409 twice');
		await allowed(close(collector, own, await openRound(collector, own, 'Summer')));
	});

	test('not again within four weeks of a round of which something is told', async () => {
		const own = await pilotIn(district, 'experiment');
		const { lead } = district.people;
		const round = await openRound(lead, own);
		await answerAll(await staffAt(district, district.sites[0], 10), own, round, [answers()]);
		await must(lead, 'close_feedback', { pilot: own, round });
		await denied(open(lead, own, 'Summer'), '409 too_soon');
		expect((await must(lead, 'feedback', { pilot: own })).open_from).toBe(day(28));
		await asOwner(
			`update private.feedback_rounds set closed_at = closed_at - interval '28 days' where id = $1`,
			round
		);
		await allowed(open(lead, own, 'Summer'));
	});
});

describe('who answers', () => {
	let round: string;

	beforeAll(async () => {
		round = await openRound(district.people.lead, pilot);
	});

	test('the staff of its sites and its team, once', async () => {
		const { lead, teammate } = district.people;
		for (const who of [staff[0]!, lead, teammate]) {
			await allowed(answer(who, round), who.name);
			await denied(answer(who, round, answers(1)), '409 answered_already', who.name);
			const [seen] = await roundsOf(who, pilot);
			expect(seen).toMatchObject({ me: 'answered', at_least: 0, results: null });
		}
		expect((await roundsOf(staff[1]!, pilot))[0]).toMatchObject({ me: 'asked', may_close: false });
	});

	test('whose site nobody knows, if they used it', async () => {
		const { cabinet3 } = district.people;
		expect((await roundsOf(cabinet3, pilot))[0]!.me).toBe('volunteer');
		await denied(answer(cabinet3, round, answers(4, { use: 'never' })), '422 not_used');
		await allowed(answer(cabinet3, round));
	});

	test('not its evaluator, who recused themselves, staff of other sites, people from outside, or strangers', async () => {
		const [away] = await staffAt(district, district.sites[1], 1);
		const [gone] = await staffAt(district, district.sites[0], 1);
		const [guest] = await staffAt(district, district.sites[0], 1);
		await must(gone!, 'recuse', { pilot, reason: 'My sister sells it.' });
		await asOwner('update public.people set outside = true where id = $1', guest!.id);
		await denied(answer(district.people.evaluator, round), '403 not_asked');
		await denied(answer(away!, round), '403 not_asked');
		await denied(answer(gone!, round), '403 not_asked');
		await denied(answer(guest!, round), '404 no_such_pilot');
		await denied(answer(district.people.deactivated, round), '403 no_person');
		await denied(answer(district.outsider, round), '404 no_such_pilot');
		await denied(answer(district.stranger, round), '403 no_person');
		await denied(answer(district.nobody, round), NO_GRANT);
		await denied(answer(staff[1]!, randomUUID()), '404 no_such_round');
		const other = await pilotIn(district, 'experiment');
		await denied(answer(staff[1]!, round, answers(), other), '404 no_such_round');
	});

	test('a guest who evaluates from outside neither', async () => {
		const [guest] = await staffAt(district, null, 1);
		await asOwner('update public.people set outside = true where id = $1', guest!.id);
		await asOwner(
			`insert into public.assignments (district_id, pilot_id, person_id, role, specialty) values ($1, $2, $3, 'reviewer', 'privacy')`,
			district.id,
			pilot,
			guest!.id
		);
		await denied(answer(guest!, round), '403 not_asked');
	});

	test.each([
		['nothing', null, '422 incomplete'],
		['a list', [], '422 incomplete'],
		['one question less', answers(4, { keep: null }), '422 incomplete'],
		['one question more', answers(4, { remark: 'Ben cannot read.' }), '400 unknown_field'],
		['a statement out of five', answers(6), '422 no_answer'],
		['half an answer', answers(4, { easy: 3.5 }), '422 no_answer'],
		['an answer in words', answers(4, { easy: 'agree' }), '422 no_answer'],
		['another use', answers(4, { use: 'sometimes' }), '422 no_answer'],
		['a list of uses', answers(4, { use: ['daily'] }), '422 no_answer'],
		['minutes in words', answers(4, { minutes: '20' }), '422 no_answer'],
		['half a minute', answers(4, { minutes: 0.5 }), '422 no_answer'],
		['more minutes than a week bears', answers(4, { minutes: 601 }), '422 no_answer'],
		['minutes beyond numbers', answers(4, { minutes: 1e300 }), '422 no_answer']
	])('not with %s', async (_what, given, how) => {
		await denied(answer(staff[1]!, round, given), how);
	});

	test('not once it is closed, by its day or by somebody', async () => {
		const own = await pilotIn(district, 'experiment');
		const late = await openRound(district.people.lead, own);
		await asOwner('update private.feedback_rounds set closes_on = $2::date where id = $1', late, day(-1));
		await denied(answer(staff[1]!, late, answers(), own), '409 closed');
		expect((await roundsOf(staff[1]!, own))[0]).toMatchObject({ state: 'closed', me: null });
		await must(district.people.lead, 'open_feedback', { pilot: own, period: 'Summer', closes_on: day(3) });
		expect((await roundsOf(staff[1]!, own)).map(({ state }) => state)).toEqual(['open', 'closed']);
	});
});

describe('whom a round reaches', () => {
	let own: string;
	let round: string;
	const waits = async (who: Actor) =>
		(await must(who, 'home', {})).waiting.filter(
			(one: { what: string; pilot: string }) => one.what === 'give feedback' && one.pilot === own
		);

	beforeAll(async () => {
		own = await pilotIn(district, 'experiment');
		round = await openRound(district.people.collector, own, 'Fall');
	});

	test('it waits at home on those who are asked, until they answer', async () => {
		expect(await waits(staff[2]!)).toMatchObject([{ due: day(7), detail: 'Fall' }]);
		expect(await waits(district.people.teammate)).toHaveLength(1);
		for (const part of ['evaluator', 'cabinet3', 'admin', 'member'] as const) {
			expect(await waits(district.people[part]), part).toEqual([]);
		}
		await must(staff[2]!, 'answer_feedback', { pilot: own, round, answers: answers() });
		expect(await waits(staff[2]!)).toEqual([]);
	});

	test('they hear of it, and the evaluator does', async () => {
		const told = await asOwner<{ person_id: string }>(
			`select n.person_id from private.notices n join public.activity a on a.id = n.activity_id
			where a.pilot_id = $1 and a.verb = 'asked for feedback'`,
			own
		);
		const ids = told.map(({ person_id }) => person_id);
		const { lead, teammate, insider, evaluator, collector, sponsor } = district.people;
		expect(ids).toEqual(
			expect.arrayContaining([lead, teammate, insider, evaluator, staff[0]!].map(({ id }) => id))
		);
		for (const who of [collector, sponsor]) expect(ids).not.toContain(who.id);
	});

	test('the tick closes it the day after its last, once', async () => {
		const tick = () => allowed(server.call('tick'));
		await tick();
		expect((await roundsOf(staff[0]!, own))[0]!.state).toBe('open');
		await asOwner('update private.feedback_rounds set closes_on = $2::date where id = $1', round, day(-2));
		await tick();
		await tick();
		const [kept] = await asOwner<{ closed: string; told: object | null }>(
			`select (closed_at at time zone 'UTC')::text as closed, told from private.feedback_rounds where id = $1`,
			round
		);
		expect(kept).toEqual({ closed: `${day(-1)} 00:00:00`, told: null });
		const lines = await asOwner(
			`select 1 from public.activity where pilot_id = $1 and verb = 'closed feedback'`,
			own
		);
		expect(lines).toHaveLength(1);
	});
});

test('sites that come to a pilot later count with everywhere else', async () => {
	const own = await pilotIn(district, 'experiment');
	const round = await openRound(district.people.lead, own);
	await addSite(district, own, district.sites[2]);
	await answerAll(await staffAt(district, district.sites[2], 10), own, round, [answers()]);
	await must(district.people.lead, 'close_feedback', { pilot: own, round });
	const [last] = await roundsOf(district.people.member, own);
	expect(last!.results).toMatchObject({ n: 10, sites: [] });
});
