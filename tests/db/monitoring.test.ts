import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { server } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, must, pilotIn, readWaves } from './pilots.ts';
import { wavesDone } from './waves.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const fine = {
	use: 'fine',
	guardrails: 'fine',
	incidents: 'fine',
	agreement: 'fine',
	cost: 'fine',
	equity: 'fine'
};
const answers = (more: Record<string, string> = {}, note = 'We keep an eye on it.') =>
	Object.fromEntries(
		Object.entries({ ...fine, ...more }).map(([key, state]) => [
			key,
			{ state, note: state === 'fine' ? '' : note }
		])
	);
const review = (pilot: string, more: object = {}) => ({
	pilot,
	answers: answers(),
	verdict: 'fine',
	words: 'It is used as planned.',
	seen: 1,
	...more
});

/** An adopted pilot whose next review is due so many days from now. */
async function adopted(inDays = 10) {
	const pilot = await pilotIn(district, 'adopted');
	await asOwner('update public.pilots set next_review = $2 where id = $1', pilot, day(inDays));
	return pilot;
}
const page = async (who: Actor, pilot: string) => allowed(who.call('monitoring', { pilot }), who.name);
const docket = (pilot: string) =>
	asOwner<{ reason: string }>(
		'select reason from public.docket_items where pilot_id = $1 and closed_at is null',
		pilot
	);
const inMonths = (from: string, months: number) => {
	const date = new Date(from);
	date.setUTCMonth(date.getUTCMonth() + months);
	return date.toISOString().slice(0, 10);
};

describe('how often a pilot is monitored', () => {
	test('is chosen by its sponsor or the AI office, and by nobody else', async () => {
		const pilot = await pilotIn(district, 'scaling');
		const args = { pilot, every: 6, seen: 0 };
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'sponsor' || part === 'admin') continue;
				const kept = part === 'insider' || part === 'former';
				const how =
					part === 'deactivated' ? '403 no_person' : kept ? '403 separation_of_duties' : '403 not_yours';
				await denied(who.call('choose_monitoring', args), how, part);
			}
			await denied(district.outsider.call('choose_monitoring', args), '404 no_such_pilot');
			await denied(district.nobody.call('choose_monitoring', args), NO_GRANT);
			for (const every of [0, 4, 120, null]) {
				expect(
					(
						await denied(
							district.people.sponsor.call('choose_monitoring', { ...args, every }),
							'422 no_cycle'
						)
					).field
				).toBe('every');
			}
			await denied(
				district.people.sponsor.call('choose_monitoring', { ...args, seen: 3 }),
				'409 changed_meanwhile'
			);
		});
		expect(await allowed(district.people.sponsor.call('choose_monitoring', args))).toBe(inMonths(day(0), 6));
		await denied(district.people.admin.call('choose_monitoring', args), '409 changed_meanwhile');
		await allowed(district.people.admin.call('choose_monitoring', { ...args, every: 3, seen: 1 }));
		expect(await page(district.people.member, pilot)).toMatchObject({
			every: 3,
			revision: 2,
			chosen_by: district.people.admin.name
		});
	});

	test('not before it scales', async () => {
		const pilot = await pilotIn(district, 'experiment');
		await denied(
			district.people.admin.call('choose_monitoring', { pilot, every: 6, seen: 0 }),
			'409 not_now'
		);
	});

	test('another choice puts off no review that is due', async () => {
		const pilot = await adopted(0);
		expect(
			await allowed(district.people.sponsor.call('choose_monitoring', { pilot, every: 12, seen: 1 }))
		).toBe(day(0));
	});

	test('and nobody moves the day of the next review beside it', async () => {
		const { sponsor, admin } = district.people;
		const scaling = await pilotIn(district, 'scaling');
		const type = (who: Actor, pilot: string, days: number) =>
			who.call('save_facts', { pilot, facts: { next_review: day(days) } });
		await allowed(type(sponsor, scaling, 100));
		await allowed(sponsor.call('choose_monitoring', { pilot: scaling, every: 3, seen: 0 }));
		for (const pilot of [scaling, await adopted(0)]) {
			await unchanged(district, pilot, async () => {
				for (const who of [sponsor, admin]) {
					expect((await denied(type(who, pilot, 300), '409 monitored')).field).toBe('next_review');
				}
			});
		}
		expect(await page(sponsor, scaling)).toMatchObject({ every: 3, next_review: day(100) });
	});

	test('adopting waits for it, and for guardrails that held by the latest results', async () => {
		const { sponsor, evaluator } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		const facts = { operating_owner: 'Curriculum', operating_budget: 'Line 12', next_review: day(200) };
		await must(sponsor, 'save_facts', { pilot, facts });
		await wavesDone(must, district, pilot);
		const adopt = () => sponsor.call('advance_pilot', advance(pilot, 'scaling', 'adopted'));
		expect((await denied(adopt(), '422 gate_not_met')).unmet).toEqual(['guardrails_held', 'monitoring']);
		await must(sponsor, 'choose_monitoring', { pilot, every: 6, seen: 0 });
		for (const state of ['open', 'at risk'] as const) {
			await readWaves(pilot, state);
			expect((await denied(adopt(), '422 gate_not_met')).unmet, state).toEqual(['guardrails_held']);
		}
		await readWaves(pilot, 'held');
		// A result that came since makes the reading old.
		await must(evaluator, 'log_measurements', {
			pilot,
			rows: [
				{
					id: crypto.randomUUID(),
					metric_id: district.metrics.saved,
					arm: 'pilot',
					phase: 'outcome',
					period: 'Fall',
					measured_on: day(-1),
					value: 3
				}
			]
		});
		expect((await denied(adopt(), '422 gate_not_met')).unmet).toEqual(['guardrails_held']);
		await readWaves(pilot, 'held');
		await allowed(adopt());
	});
});

describe('a monitoring review', () => {
	test('is done by the sponsor or the evaluator, and by nobody else', async () => {
		const pilot = await adopted();
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'sponsor' || part === 'evaluator') continue;
				const kept = part === 'insider' || part === 'former';
				const how =
					part === 'deactivated' ? '403 no_person' : kept ? '403 separation_of_duties' : '403 not_yours';
				// Roles are no seats: those of the team who hold every role have neither.
				await denied(
					who.call('do_monitoring_review', review(pilot)),
					kept ? /^403 (not_yours|separation_of_duties)$/ : how,
					part
				);
			}
			await denied(district.outsider.call('do_monitoring_review', review(pilot)), '404 no_such_pilot');
			await denied(district.nobody.call('do_monitoring_review', review(pilot)), NO_GRANT);
		});
		expect(await allowed(district.people.sponsor.call('do_monitoring_review', review(pilot)))).toBe(
			inMonths(day(10), 6)
		);
		const { reviews, next_review, may } = await page(district.people.member, pilot);
		expect(reviews).toHaveLength(1);
		expect(reviews[0]).toMatchObject({
			due_on: day(10),
			verdict: 'fine',
			done_by: district.people.sponsor.name,
			facts: { guardrails: 'held', incidents: [] }
		});
		expect(reviews[0].answers).toHaveLength(6);
		expect(next_review).toBe(inMonths(day(10), 6));
		expect(may).toEqual({ choose: false, review: false, now: false });
		const [line] = await activityOf(district.people.lead, pilot);
		expect(line).toMatchObject({ verb: 'did a monitoring review', facts: { verdict: 'fine' } });
	});

	test('not by a sponsor who recused themselves', async () => {
		const pilot = await adopted();
		await must(district.people.sponsor, 'recuse', { pilot, reason: 'My sister works there.' });
		// Their seat ended with it.
		await denied(district.people.sponsor.call('do_monitoring_review', review(pilot)), '403 not_yours');
	});

	test('needs every answer, words for what is not fine, and a verdict that follows from them', async () => {
		const { sponsor } = district.people;
		const pilot = await adopted();
		const { cost: _, ...some } = answers();
		const bad: [string, object, string | undefined][] = [
			['400 no_answers', { answers: [] }, undefined],
			['422 no_answer', { answers: {} }, 'state-use'],
			['422 no_answer', { answers: some }, 'state-cost'],
			['422 no_answer', { answers: answers({ equity: 'good' }) }, 'state-equity'],
			['422 no_reason', { answers: answers({ use: 'watch' }, '  ') }, 'note-use'],
			['422 too_long', { answers: answers({ use: 'watch' }, 'x'.repeat(2001)) }, 'note-use'],
			['409 other_questions', { answers: { ...answers(), astrology: { state: 'fine' } } }, undefined],
			['422 no_verdict', { verdict: 'good' }, 'verdict'],
			['422 no_verdict', { verdict: null }, 'verdict'],
			['422 not_fine', { answers: answers({ use: 'problem' }) }, 'verdict'],
			['422 no_reason', { words: ' ' }, 'words'],
			['422 too_long', { words: 'x'.repeat(4001) }, 'words'],
			['409 changed_meanwhile', { seen: 0 }, undefined],
			['409 changed_meanwhile', { seen: null }, undefined]
		];
		await unchanged(district, pilot, async () => {
			for (const [how, more, field] of bad) {
				expect(
					(await denied(sponsor.call('do_monitoring_review', review(pilot, more)), how)).field,
					how
				).toBe(field);
			}
		});
	});

	test.each([
		[31, false],
		[30, true],
		[-400, true]
	])('due in %i days: %s', async (inDays, may) => {
		const pilot = await adopted(inDays);
		const call = district.people.evaluator.call('do_monitoring_review', review(pilot));
		if (!may) return void (await denied(call, '409 too_early'));
		const next = await allowed(call);
		// Late for longer than a cycle: the next one lies ahead all the same.
		expect(next).toBe(inMonths(inDays < -300 ? day(0) : day(inDays), 6));
	});

	test('of a pilot that is not adopted there is none', async () => {
		const pilot = await pilotIn(district, 'scaling');
		await denied(
			district.people.sponsor.call('do_monitoring_review', review(pilot, { seen: 0 })),
			'409 not_now'
		);
	});

	test('by two at once is done once', async () => {
		const pilot = await adopted();
		const { sponsor, evaluator } = district.people;
		const both = await Promise.all(
			[sponsor, evaluator].map((who) => who.call('do_monitoring_review', review(pilot)))
		);
		expect(both.filter(({ error }) => error === null)).toHaveLength(1);
		const lost = both.find(({ error }) => error !== null)!;
		expect(lost.error!.hint).toBe('changed_meanwhile');
		expect(lost.error!.message).toMatch(/was here in the meantime/);
		expect((await page(sponsor, pilot)).reviews).toHaveLength(1);
	});

	test('that fails brings the pilot before the cabinet, with its words as the reason', async () => {
		const { sponsor, member, chair } = district.people;
		const pilot = await adopted();
		const failing = review(pilot, {
			answers: answers({ use: 'problem' }),
			verdict: 'fails',
			words: 'Nobody uses it any more.'
		});
		await allowed(sponsor.call('do_monitoring_review', failing));
		expect(await allowed(member.call('pilot', { pilot }))).toMatchObject({
			stage: 'decision',
			monitoring: { done: 1, last: { verdict: 'fails' } }
		});
		expect(await docket(pilot)).toEqual([{ reason: 'review' }]);
		const [moved] = await asOwner<{ act: string; note: string }>(
			'select act, note from public.stage_changes where pilot_id = $1 order by at desc limit 1',
			pilot
		);
		expect(moved).toEqual({ act: 'review', note: 'A monitoring review failed: Nobody uses it any more.' });
		await must(chair, 'cast_vote', { pilot, choice: 'sunset' });
		await denied(sponsor.call('do_monitoring_review', review(pilot, { seen: 2 })), '409 not_now');
	});

	test('that says watch leaves it where it is', async () => {
		const pilot = await adopted();
		await allowed(
			district.people.evaluator.call(
				'do_monitoring_review',
				review(pilot, { answers: answers({ cost: 'problem' }), verdict: 'watch' })
			)
		);
		expect(await allowed(district.people.member.call('pilot', { pilot }))).toMatchObject({
			stage: 'adopted'
		});
		expect(await docket(pilot)).toEqual([]);
	});

	test('is never changed', async () => {
		const pilot = await adopted();
		await must(district.people.sponsor, 'do_monitoring_review', review(pilot));
		for (const act of [
			"update private.monitoring_reviews set verdict = 'fine'",
			'delete from private.monitoring_reviews'
		]) {
			await expect(asOwner(`${act} where pilot_id = '${pilot}'`)).rejects.toThrow();
		}
	});
});

describe('what time does', () => {
	const waits = async (who: Actor, pilot: string) =>
		(await allowed(who.call('home'))).waiting.filter(
			(one: { what: string; pilot: string }) => one.what === 'do a monitoring review' && one.pilot === pilot
		);
	const told = async (pilot: string) =>
		(await mailsOf(district.id, 'monitoring_due'))
			.filter(({ facts }) => facts.pilot === pilot)
			.map(({ person, facts }) => [person, facts.late]);

	test('it waits on sponsor and evaluator from two weeks before, and mails once', async () => {
		const { sponsor, evaluator, admin, member } = district.people;
		const later = await adopted(15);
		const pilot = await adopted(14);
		expect(await waits(sponsor, later)).toEqual([]);
		expect(await waits(sponsor, pilot)).toMatchObject([{ due: day(14) }]);
		expect(await waits(evaluator, pilot)).toHaveLength(1);
		for (const who of [admin, member]) expect(await waits(who, pilot)).toEqual([]);
		await allowed(server.call('tick'));
		await allowed(server.call('tick'));
		expect((await told(pilot)).sort()).toEqual(
			[
				[sponsor.id, false],
				[evaluator.id, false]
			].sort()
		);
		expect(await told(later)).toEqual([]);
	});

	test('once it is late the AI office hears, too; who is on the team does not', async () => {
		const { sponsor, evaluator, admin } = district.people;
		const pilot = await adopted(-1);
		await allowed(server.call('tick'));
		expect((await told(pilot)).sort()).toEqual(
			[
				[sponsor.id, true],
				[evaluator.id, true],
				[admin.id, true]
			].sort()
		);
		await must(sponsor, 'do_monitoring_review', review(pilot));
		expect(await waits(sponsor, pilot)).toEqual([]);
	});
});

describe('the standard questions', () => {
	test('are changed by the AI office, as a version of their own; reviews keep theirs', async () => {
		const { admin, member, sponsor } = district.people;
		const pilot = await adopted();
		const before = await allowed(member.call('monitoring_questions'));
		const { questions, version } = before;
		expect(questions).toHaveLength(6);
		await must(sponsor, 'do_monitoring_review', review(pilot));
		const changed = [
			{ ...questions[0], words: 'Is it used?' },
			{ words: 'Do families know?', help: '' },
			{ key: 'cost', words: 'What does it cost?' }
		];
		const bad: [string, unknown, string | undefined][] = [
			['422 how_many', [], 'words-0'],
			['422 how_many', Array.from({ length: 13 }, (_, at) => ({ words: `Question ${at}` })), 'words-0'],
			['422 no_words', [{ words: 'One?' }, { words: ' ' }], 'words-1'],
			['422 too_long', [{ words: 'x'.repeat(301) }], undefined],
			['422 asked_twice', [{ words: 'One?' }, { words: ' One? ' }], 'words-1'],
			['400 unknown_field', [{ words: 'One?', weight: 3 }], undefined],
			['400 no_questions', { words: 'One?' }, undefined]
		];
		for (const [how, given, field] of bad) {
			expect(
				(await denied(admin.call('save_monitoring_questions', { questions: given, seen: version }), how))
					.field,
				how
			).toBe(field);
		}
		await denied(
			admin.call('save_monitoring_questions', { questions: changed, seen: 7 }),
			'409 changed_meanwhile'
		);
		for (const who of [member, sponsor, district.people.clerk]) {
			await denied(
				who.call('save_monitoring_questions', { questions: changed, seen: version }),
				'403 not_yours'
			);
		}
		expect(
			await allowed(admin.call('save_monitoring_questions', { questions: changed, seen: version }))
		).toBe(version + 1);
		const after = await allowed(member.call('monitoring_questions'));
		expect(after.questions.map(({ key }: { key: string }) => key)).toEqual([
			'use',
			`v${version + 1}-1`,
			'cost'
		]);
		expect(after.versions).toHaveLength(2);
		expect((await page(member, pilot)).reviews[0].answers[0].question).toBe(questions[0].words);
		// The same again is no version.
		expect(
			await allowed(
				admin.call('save_monitoring_questions', { questions: after.questions, seen: version + 1 })
			)
		).toBe(version + 1);
		// Another district has its own.
		expect((await allowed(district.outsider.call('monitoring_questions'))).version).toBe(1);
	});
});
