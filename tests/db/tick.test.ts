import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { server } from './actors.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { age, mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { evaluate, livedPilot, must, pilotIn } from './pilots.ts';

let district: District;
const tick = () => allowed(server.call('tick'));

/** Whom a kind of mail went to, by their part in the district. */
async function told(kind: string) {
	const part = Object.fromEntries(Object.entries(district.people).map(([name, { id }]) => [id, name]));
	return (await mailsOf(district.id, kind)).map(({ person }) => part[person!]).sort();
}
const factsFor = async (kind: string, part: Part) =>
	(await mailsOf(district.id, kind)).find(({ person }) => person === district.people[part].id)?.facts;

const standsSince = (pilot: string, days: number) =>
	asOwner(
		`update public.pilots set stage_since = now() - make_interval(days => $2) where id = $1`,
		pilot,
		days
	);
const cycleEnds = (pilot: string, on: string) =>
	asOwner('update public.pilots set cycle_end = $2::date where id = $1', pilot, on);

beforeEach(async () => {
	if (district) await asOwner('delete from private.mails where district_id = $1', district.id);
});

describe('a review that waits', () => {
	let pilot: string;

	beforeAll(async () => {
		district = await foundDistrict();
		pilot = await pilotIn(district, 'vetting');
		await asOwner(
			`update public.reviews set state = 'asked', reviewer_id = null, decided_at = null where pilot_id = $1`,
			pilot
		);
	});

	test('for less than a week bothers nobody', async () => {
		await standsSince(pilot, 6);
		await tick();
		expect(await mailsOf(district.id)).toEqual([]);
	});

	test('for a week is told to those who may sign it, in one mail each, once', async () => {
		await standsSince(pilot, 8);
		await tick();
		await tick();
		// Not to the teammate who holds every specialty, one who left the team, or one who is no longer active.
		expect(await told('review_waits')).toEqual(['privacyReviewer', 'reviewer']);
		expect(await told('reviews_overdue')).toEqual([]);
		expect((await factsFor('review_waits', 'privacyReviewer')).reviews).toMatchObject([
			{ pilot, title: 'A tutor for fractions', specialty: 'privacy' }
		]);
		expect((await factsFor('review_waits', 'reviewer')).reviews).toHaveLength(3);
	});

	test('is told again after another week, and not before', async () => {
		await standsSince(pilot, 8);
		await tick();
		await age(district.id, '6 days');
		await tick();
		expect(await told('review_waits')).toHaveLength(2);
		await age(district.id, '1 day');
		// The key names the day, and this test moves the past, not the day.
		await asOwner(`update private.mails set key = key || ':before' where district_id = $1`, district.id);
		await tick();
		expect(await told('review_waits')).toHaveLength(4);
	});

	test('for a fortnight is told to admins who are not on the team', async () => {
		await standsSince(pilot, 15);
		await tick();
		await tick();
		expect(await told('reviews_overdue')).toEqual(['admin']);
		const { reviews } = await factsFor('reviews_overdue', 'admin');
		expect(reviews).toHaveLength(3);
		expect(reviews[0]).toMatchObject({ nobody: false });
	});

	test('that nobody may sign is told as such', async () => {
		await standsSince(pilot, 15);
		const away = `update public.people set active = $2 where id = any (array[$1, $3]::uuid[])`;
		const { reviewer, privacyReviewer } = district.people;
		await asOwner(away, reviewer.id, false, privacyReviewer.id);
		await tick();
		await asOwner(away, reviewer.id, true, privacyReviewer.id);
		expect(await told('review_waits')).toEqual([]);
		const { reviews } = await factsFor('reviews_overdue', 'admin');
		expect(reviews.map(({ nobody }: { nobody: boolean }) => nobody)).toEqual([true, true, true]);
	});

	test('follows the district’s own days', async () => {
		await standsSince(pilot, 8);
		const days = 'update public.districts set remind_after_days = $2, escalate_after_days = $3 where id = $1';
		await asOwner(days, district.id, 30, 7);
		await tick();
		await asOwner(days, district.id, 7, 14);
		expect(await told('review_waits')).toEqual([]);
		expect(await told('reviews_overdue')).toEqual(['admin']);
	});

	test('is told once although six ticks come at the same moment', async () => {
		await standsSince(pilot, 15);
		await Promise.all(Array.from({ length: 6 }, tick));
		expect(await told('review_waits')).toEqual(['privacyReviewer', 'reviewer']);
		expect(await told('reviews_overdue')).toEqual(['admin']);
	});

	test('no longer waits once it is signed', async () => {
		await standsSince(pilot, 15);
		await asOwner(
			`update public.reviews set state = 'signed', reviewer_id = $2 where pilot_id = $1`,
			pilot,
			district.people.reviewer.id
		);
		await tick();
		expect(await mailsOf(district.id)).toEqual([]);
	});
});

describe('a cycle', () => {
	let pilot: string;

	beforeAll(async () => {
		district = await foundDistrict();
		pilot = await pilotIn(district, 'experiment');
	});

	test('that ends in more than a week bothers nobody', async () => {
		await cycleEnds(pilot, day(8));
		await tick();
		expect(await mailsOf(district.id)).toEqual([]);
	});

	test('that ends within a week is told to its evaluator and lead, once', async () => {
		await cycleEnds(pilot, day(7));
		await Promise.all([tick(), tick(), tick()]);
		await tick();
		expect(await told('cycle_ends')).toEqual(['evaluator', 'lead']);
		expect(await factsFor('cycle_ends', 'lead')).toEqual({
			cycle_end: day(7),
			pilots: [{ pilot, title: 'A tutor for fractions' }]
		});
	});

	test('cycles that end on the same day make one mail', async () => {
		const other = await pilotIn(district, 'experiment');
		await Promise.all([cycleEnds(pilot, day(5)), cycleEnds(other, day(5))]);
		await tick();
		expect((await factsFor('cycle_ends', 'evaluator')).pilots).toHaveLength(2);
		expect(await told('cycle_ends')).toEqual(['evaluator', 'lead']);
		await asOwner(`update public.pilots set stage = 'withdrawn' where id = $1`, other);
	});

	test('that ended without an evaluation is told to evaluator, sponsor and admins off the team, once', async () => {
		await cycleEnds(pilot, day(-1));
		await tick();
		await tick();
		expect(await told('overdue')).toEqual(['admin', 'evaluator', 'sponsor']);
		expect(await told('cycle_ends')).toEqual([]);
	});

	test('with its evaluation bothers nobody', async () => {
		await evaluate(district, pilot);
		for (const end of [day(-1), day(3)]) {
			await cycleEnds(pilot, end);
			await tick();
		}
		expect(await mailsOf(district.id)).toEqual([]);
	});
});

test('a pilot that woke by itself is told, once, to its lead and to the admins who may triage it', async () => {
	district = await foundDistrict();
	const [asleep, called] = [await pilotIn(district, 'proposed'), await pilotIn(district, 'proposed')];
	const woke = `insert into public.stage_changes (pilot_id, district_id, act, from_stage, to_stage, actor_id)
		values ($1, $2, 'wake', 'shelved', 'proposed', $3)`;
	await asOwner(woke, asleep, district.id, null);
	await asOwner(woke, called, district.id, district.people.lead.id);
	await Promise.all([tick(), tick(), tick()]);
	await tick();
	expect(await told('woken')).toEqual(['admin', 'lead']);
	expect(await factsFor('woken', 'lead')).toMatchObject({ pilot: asleep });
});

test('a sleeper whose day has come wakes and is told; a cycle that is overdue comes onto the docket, once', async () => {
	district = await foundDistrict();
	const [sleeper, late] = [await pilotIn(district, 'shelved'), await pilotIn(district, 'experiment')];
	await asOwner('update public.pilots set wake_on = $2::date where id = $1', sleeper, day(0));
	await cycleEnds(late, day(-1));
	await Promise.all([tick(), tick(), tick()]);
	await tick();
	const [{ stage } = { stage: '' }] = await asOwner<{ stage: string }>(
		'select stage from public.pilots where id = $1',
		sleeper
	);
	expect(stage).toBe('proposed');
	expect(await told('woken')).toEqual(['admin', 'lead']);
	const items = await asOwner(
		'select 1 from public.docket_items where pilot_id = $1 and closed_at is null',
		late
	);
	expect(items).toHaveLength(1);
});

describe('a meeting', () => {
	beforeAll(async () => {
		district = await foundDistrict();
		const { clerk, chair, cabinet2 } = district.people;
		await must(clerk, 'call_meeting', { held_on: day(1), chair: chair.id });
		const pilot = await pilotIn(district, 'decision');
		await asOwner(
			`update public.docket_items d set meeting_id = m.id from public.meetings m
			where d.pilot_id = $1 and m.district_id = d.district_id and m.held_on = $2::date`,
			pilot,
			day(1)
		);
		await must(cabinet2, 'cast_vote', { pilot, choice: 'scale' });
	});

	test('of tomorrow is told, once, to those of the cabinet whose vote is missing', async () => {
		await Promise.all([tick(), tick(), tick()]);
		expect(await told('vote_waits')).toEqual(['cabinet3', 'chair', 'sponsor']);
		expect(await factsFor('vote_waits', 'chair')).toMatchObject({ held_on: day(1), pilots: [{}] });
	});

	test('of the day after tomorrow is not told yet', async () => {
		await asOwner(
			'update public.meetings set held_on = $2::date where district_id = $1 and held_on = $3::date',
			district.id,
			day(2),
			day(1)
		);
		await tick();
		expect(await told('vote_waits')).toEqual([]);
	});
});

describe('on Mondays', () => {
	/** Ticks at another time: the clock is the owner's alone. */
	const tickAt = async (time: Date) => {
		const [row] = await asOwner<{ done: { digest: number } }>(
			`select set_config('pilotage.replay_at', $1, true), private.tick() as done`,
			time.toISOString()
		);
		return row!.done.digest;
	};
	/** Some people at each tick, until it was everybody's turn. */
	const ticksAt = async (time: Date) => {
		let told = 0;
		for (let turn = 0; turn < 5; turn += 1) told += await tickAt(time);
		return told;
	};
	const lastMonday = new Date();
	lastMonday.setUTCHours(13, 0, 0, 0);
	lastMonday.setUTCDate(lastMonday.getUTCDate() - ((lastMonday.getUTCDay() + 6) % 7) - 7);
	const after = (hours: number) => new Date(lastMonday.getTime() + hours * 3_600_000);
	const home = async (part: Part) => allowed(district.people[part].call('home'));

	beforeAll(async () => {
		district = await foundDistrict();
		await livedPilot(district, 'proposed');
		// Long enough ago to be the same on each day that this test looks from.
		await cycleEnds(await livedPilot(district, 'experiment'), day(-60));
		await livedPilot(district, 'decision');
		await asOwner('update public.people set digest = false where district_id <> $1', district.id);
		// What is new is told beside what waits: here everybody has read everything.
		await asOwner('update private.notices set read_at = now() where district_id = $1', district.id);
		await asOwner('update public.people set digest = false where id = $1', district.people.cabinet3.id);
		// A meeting asks for more as its day comes nearer: here its docket is sent, and the cabinet has said who comes.
		await asOwner('update public.meetings set prepared_at = now() where district_id = $1', district.id);
		await asOwner(
			`insert into private.meeting_answers (meeting_id, person_id, district_id, comes)
			select m.id, r.person_id, m.district_id, true from public.meetings m
			join public.person_roles r on r.district_id = m.district_id and r.role = 'cabinet' where m.district_id = $1`,
			district.id
		);
	});

	test('each hears what waits on them, as their home page says it, once a week', async () => {
		expect(await tickAt(after(-3))).toBe(0);
		expect(await tickAt(after(24))).toBe(0);
		expect(await mailsOf(district.id, 'digest')).toEqual([]);

		expect(await ticksAt(after(0))).toBe(5);
		expect(await ticksAt(after(1))).toBe(0);
		// Not those with nothing to do, whom separation of duties keeps out, or who want no digest.
		expect(await told('digest')).toEqual(['admin', 'cabinet2', 'chair', 'evaluator', 'sponsor']);
		for (const part of ['admin', 'chair', 'evaluator', 'sponsor'] as const) {
			const { waiting, waiting_in_all } = await home(part);
			const facts = await factsFor('digest', part);
			expect(facts.in_all, part).toBe(waiting_in_all);
			expect(
				facts.waiting.map(({ what, pilot }: { what: string; pilot: string }) => `${what} ${pilot}`).sort(),
				part
			).toEqual(waiting.map(({ what, pilot }: { what: string; pilot: string }) => `${what} ${pilot}`).sort());
		}
		expect(await ticksAt(after(7 * 24))).toBe(5);
		expect(await told('digest')).toHaveLength(10);
	});
});
