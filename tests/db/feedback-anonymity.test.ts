import { beforeAll, describe, expect, test } from 'vitest';
import { foundDistrict, type District } from './district.ts';
import { addSite, answerAll, answers, openRound, roundsOf, staffAt } from './feedback-rounds.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
beforeAll(async () => {
	district = await foundDistrict();
});

/** A pilot at these sites, in which so many people at each gave these answers; closed. */
async function asked(sites: object[][], elsewhere: object[] = []) {
	const pilot = await pilotIn(district, 'experiment');
	for (const site of district.sites.slice(1, sites.length)) await addSite(district, pilot, site);
	const round = await openRound(district.people.lead, pilot);
	for (const [i, given] of sites.entries()) {
		await answerAll(await staffAt(district, district.sites[i]!, given.length), pilot, round, given);
	}
	await answerAll(await staffAt(district, null, elsewhere.length), pilot, round, elsewhere);
	return { pilot, round };
}
const closed = async (...given: Parameters<typeof asked>) => {
	const { pilot, round } = await asked(...given);
	await must(district.people.lead, 'close_feedback', { pilot, round });
	return { pilot, round };
};
const told = async (pilot: string) => (await roundsOf(district.people.member, pilot))[0]!.results;
const times = (many: number, score = 4, more: object = {}) =>
	Array.from({ length: many }, () => answers(score, more));

describe('answers are nobody’s', () => {
	test('no table of answers names a person, a moment, or an order', async () => {
		const columns = await asOwner<{ name: string; type: string }>(
			`select attname as name, atttypid::regtype::text as type from pg_attribute
			where attrelid = 'private.feedback_tallies'::regclass and attnum > 0 and not attisdropped order by attnum`
		);
		expect(columns).toEqual([
			{ name: 'id', type: 'uuid' },
			{ name: 'district_id', type: 'uuid' },
			{ name: 'round_id', type: 'uuid' },
			{ name: 'site_id', type: 'uuid' },
			{ name: 'answers', type: 'integer' },
			{ name: 'counts', type: 'jsonb' },
			{ name: 'minutes', type: 'integer' }
		]);
		const given = await asOwner<{ name: string }>(
			`select attname as name from pg_attribute
			where attrelid = 'private.feedback_given'::regclass and attnum > 0 and not attisdropped order by attnum`
		);
		expect(given.map(({ name }) => name)).toEqual(['round_id', 'district_id', 'person_id']);
		const referring = await asOwner<{ table: string }>(
			`select conrelid::regclass::text as table from pg_constraint
			where confrelid in ('private.feedback_tallies'::regclass, 'private.feedback_given'::regclass)`
		);
		expect(referring).toEqual([]);
		const triggers = await asOwner(
			`select tgname from pg_trigger where not tgisinternal
				and tgrelid in ('private.feedback_tallies'::regclass, 'private.feedback_given'::regclass)`
		);
		expect(triggers).toEqual([]);
	});

	test('an answer changes one row of counts and adds one of who answered, and nothing else in the whole database', async () => {
		const { pilot, round } = await asked([times(3)]);
		const [who] = await staffAt(district, district.sites[0], 1);
		const before = await everyTable();
		await must(who!, 'answer_feedback', { pilot, round, answers: answers(1) });
		const after = await everyTable();
		const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
		expect(changed.sort()).toEqual(['private.feedback_given', 'private.feedback_tallies']);
		// Also which count was the last is not to be seen: each answer writes all counts of its site at once.
		const rows = await asOwner<{ same: boolean }>(
			`select count(*) = 2 as same from private.feedback_tallies where round_id = $1`,
			round
		);
		expect(rows).toEqual([{ same: true }]);
	});

	test('once a round is closed, neither who answered nor a count is kept', async () => {
		const { pilot, round } = await closed([times(12)]);
		const left = await asOwner(
			`select 1 from private.feedback_given where round_id = $1
			union all select 1 from private.feedback_tallies where round_id = $1`,
			round
		);
		expect(left).toEqual([]);
		expect((await told(pilot))!.n).toBe(12);
	});
});

/** A fingerprint of the rows of every table that is there. */
async function everyTable(): Promise<Record<string, string>> {
	const tables = await asOwner<{ name: string }>(
		`select oid::regclass::text as name from pg_class
		where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'private', 'auth')`
	);
	const one = ({ name }: { name: string }) =>
		`select '${name}' as name, coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as print from ${name} t`;
	const rows = await asOwner<{ name: string; print: string }>(tables.map(one).join(' union all '));
	return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

describe('what is told', () => {
	test('nothing while it is open, not to the evaluator and not to an admin; the count in tens', async () => {
		const { pilot } = await asked([times(11)]);
		for (const part of ['evaluator', 'admin', 'lead', 'member', 'sponsor'] as const) {
			const [round] = await roundsOf(district.people[part], pilot);
			expect(round, part).toMatchObject({ state: 'open', at_least: 10, results: null });
		}
	});

	test('nothing of fewer than the minimum, not even how many', async () => {
		const { pilot } = await closed([times(9)]);
		for (const part of ['evaluator', 'admin', 'lead', 'member'] as const) {
			const [round] = await roundsOf(district.people[part], pilot);
			expect(round, part).toMatchObject({ state: 'closed', at_least: null, results: null, minimum: 10 });
		}
		const [kept] = await asOwner('select told from private.feedback_rounds where pilot_id = $1', pilot);
		expect(kept).toEqual({ told: null });
	});

	test('the same to everyone: shares in steps of five points, a mean in tenths, minutes in fives', async () => {
		const { pilot } = await closed([[...times(7, 5), ...times(4, 2, { minutes: -30, use: 'daily' })]]);
		const results = await told(pilot);
		expect(results!.questions.works).toEqual({
			parts: [
				{ share: 0.35, end: null },
				{ share: 0.1, end: 'none or 1' },
				{ share: 0.65, end: null }
			],
			mean: 3.9,
			mean_end: null
		});
		expect(results!.questions.use!.parts.map(({ end, share }) => end ?? share)).toEqual([
			'none or 1',
			0.65,
			0.35
		]);
		expect(results!.questions.minutes).toMatchObject({ mean: 0, mean_end: null });
		for (const part of ['evaluator', 'admin', 'lead', 'sponsor'] as const) {
			expect((await roundsOf(district.people[part], pilot))[0]!.results, part).toEqual(results);
		}
	});

	test('at an end, that it is there: all alike is not told from nearly all alike', async () => {
		const all = await told((await closed([times(12, 5)])).pilot);
		const nearly = await told((await closed([[...times(11, 5), ...times(1, 3)]])).pilot);
		expect(all).toEqual(nearly);
		expect(all!.questions.works).toMatchObject({ mean: 4.8, mean_end: 'at least' });
		expect(all!.questions.works!.parts.map(({ end }) => end)).toEqual([
			'none or 1',
			'none or 1',
			'all or all but 1'
		]);
	});

	test('the promise of the day that it opened holds: a lower minimum later shows nothing', async () => {
		const { pilot, round } = await asked([times(9)]);
		await asOwner('update public.districts set minimum_group = 5 where id = $1', district.id);
		await must(district.people.lead, 'close_feedback', { pilot, round });
		expect(await told(pilot)).toBeNull();
		const twelve = await closed([times(12)]);
		await asOwner('update public.districts set minimum_group = 15 where id = $1', district.id);
		expect(await told(twelve.pilot)).toBeNull();
		await asOwner('update public.districts set minimum_group = 10 where id = $1', district.id);
		expect(await told(twelve.pilot)).not.toBeNull();
	});

	test('a round whose day is over is told before the tick has swept it, and the same after', async () => {
		const { pilot, round } = await asked([times(12)]);
		await asOwner('update private.feedback_rounds set closes_on = $2::date where id = $1', round, day(-1));
		const before = (await roundsOf(district.people.member, pilot))[0];
		expect(before!.results!.n).toBe(12);
		await asOwner('select private.close_feedback_due()');
		expect((await roundsOf(district.people.member, pilot))[0]).toEqual(before);
	});
});

describe('by site', () => {
	const names = async (pilot: string) => (await told(pilot))!.sites.map(({ name, n }) => `${name} ${n}`);

	test('where each has the minimum', async () => {
		const { pilot } = await closed([times(10), times(12, 2)]);
		expect(await names(pilot)).toEqual(['Creek 10', 'Mesa 12']);
	});

	test('a rest that is too small takes the smallest site with it', async () => {
		const { pilot } = await closed([times(10), times(12), times(3)]);
		expect(await names(pilot)).toEqual(['Mesa 12']);
	});

	test('also a rest of people whose site nobody knows', async () => {
		const { pilot } = await closed([times(10), times(12)], times(1));
		expect(await names(pilot)).toEqual(['Mesa 12']);
	});

	test('not where one site and a few others are all there is', async () => {
		expect(await names((await closed([times(14)], times(2))).pilot)).toEqual([]);
		expect(await names((await closed([times(14)])).pilot)).toEqual([]);
	});

	test('the whole less its parts does not give back what is at an end', async () => {
		// Everyone at Creek agrees, or all but one do: neither a site nor the whole tells which.
		const mixed = [...times(6), ...times(6, 1)];
		const all = await told((await closed([times(12), mixed])).pilot);
		const nearly = await told((await closed([[...times(11), ...times(1, 3)], mixed])).pilot);
		const parts = (of: typeof all) =>
			[of!, ...of!.sites].map(({ questions }) =>
				questions.works!.parts.map(({ share, end }) => end ?? share)
			);
		expect(parts(all)).toEqual(parts(nearly));
		// The same where what is left is not told itself.
		const left = await told((await closed([mixed, times(6), times(6)])).pilot);
		const leftNearly = await told((await closed([mixed, times(6), [...times(5), ...times(1, 3)]])).pilot);
		expect(left!.sites).toHaveLength(1);
		expect(parts(left)).toEqual(parts(leftNearly));
	});
});
