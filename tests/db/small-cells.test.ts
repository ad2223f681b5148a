import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, empty } from './checks.ts';
import { foundDistrict, type District, type Metric, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { result } from './forms.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const seesAll: Part[] = ['evaluator', 'admin'];
const everyoneElse: Part[] = [
	...(['lead', 'teammate', 'collector', 'insider', 'former', 'member', 'colleague', 'reviewer'] as const),
	...(['privacyReviewer', 'sponsor', 'cabinet2', 'cabinet3', 'chair', 'clerk'] as const)
];

const strata = ['Grade 6', 'Grade 7'];
const none = { n: null, mean: null, sd: null };
const cell = (n: number | null, more: object = {}) => result(district, { n, ...more });
const share = (metric: Metric, n: number, events: number, more: object = {}) =>
	result(district, { ...none, metric_id: district.metrics[metric], n, events, ...more });
const numbers = [
	...(['n', 'mean', 'sd', 'events', 'exposure', 'value'] as const),
	...(['clusters', 'cluster_sd', 'correlation'] as const)
];

/** A pilot with these rows, logged by its evaluator. */
async function pilotWith(rows: object[]) {
	const pilot = await pilotIn(district, 'experiment');
	await must(district.people.evaluator, 'log_measurements', { pilot, rows });
	return pilot;
}

/** For each row whether this caller is told its numbers; what is withheld has none at all. */
async function told(who: Actor, pilot: string, rows: { id: string }[]) {
	const seen = await allowed(who.call('measurements', { pilot }), who.name);
	return rows.map(({ id }) => {
		const row = seen.find((one: { id: string }) => one.id === id);
		if (row.withheld) {
			for (const number of numbers) expect(row[number], `${who.name}: ${number}`).toBeNull();
			expect(row.note).toBe('');
		} else {
			expect([row.n, row.value, row.events].some((number) => number !== null)).toBe(true);
		}
		return !row.withheld;
	});
}

async function expectTold(rows: { id: string }[], expected: boolean[]) {
	const pilot = await pilotWith(rows);
	for (const part of everyoneElse) {
		expect(await told(district.people[part], pilot, rows), part).toEqual(expected);
	}
	for (const part of seesAll) {
		expect(await told(district.people[part], pilot, rows), part).toEqual(rows.map(() => true));
	}
	await Promise.all([
		empty(district.outsider.client.from('pilot_goals').select('*').eq('pilot_id', pilot)),
		district.outsider.call('measurements', { pilot }).then(({ data }) => expect(data).toBeNull())
	]);
	return pilot;
}

describe('a group under the minimum', () => {
	test('is withheld from all but the evaluator and admins who are not on the team', async () => {
		await expectTold(
			[cell(9, { note: 'Ben was ill.', clusters: 2, cluster_sd: 3, correlation: 0.4 })],
			[false]
		);
	});

	test('at the minimum is told', async () => {
		await expectTold([cell(10), cell(11, { arm: 'comparison' })], [true, true]);
	});

	test('of staff is withheld too', async () => {
		const hours = district.metrics.hours;
		await expectTold(
			[cell(9, { metric_id: hours }), cell(2, { metric_id: hours, arm: 'comparison' })],
			[false, false]
		);
	});

	test('follows the district’s own minimum', async () => {
		await asOwner('update public.districts set minimum_group = 30 where id = $1', district.id);
		await expectTold([cell(29), cell(30, { arm: 'comparison' })], [false, true]);
		await asOwner('update public.districts set minimum_group = 10 where id = $1', district.id);
		await expectTold([cell(29)], [true]);
	});

	test('of things never is', async () => {
		const rows = [
			share('uptime', 3, 2),
			result(district, { ...none, metric_id: district.metrics.incidents, n: 1, events: 1, exposure: 1 }),
			result(district, { ...none, metric_id: district.metrics.saved, value: 12 })
		];
		await expectTold(rows, [true, true, true]);
	});

	test('of people whose number is not told is small', async () => {
		await asOwner(`update public.metrics set kind = 'total' where id = $1`, district.metrics.users);
		const row = result(district, { ...none, metric_id: district.metrics.users, value: 3 });
		await expectTold([row], [false]);
		await asOwner(`update public.metrics set kind = 'proportion' where id = $1`, district.metrics.users);
	});
});

describe('a cell that could be worked out', () => {
	test('takes the next smallest of its line with it', async () => {
		const [six, seven] = strata;
		const rows = [
			cell(8, { stratum: six }),
			cell(50, { stratum: seven, site_id: district.sites[0] }),
			cell(40, { stratum: seven })
		];
		await expectTold(rows, [false, true, false]);
	});

	test('needs no other where two are withheld already', async () => {
		const [six, seven] = strata;
		const rows = [
			cell(8, { stratum: six }),
			cell(9, { stratum: seven }),
			cell(60, { site_id: district.sites[0] })
		];
		await expectTold(rows, [false, false, true]);
	});

	test('leaves other lines alone: arm, phase, period, metric, subgroups', async () => {
		const rows = [
			cell(8, { stratum: 'Grade 6' }),
			cell(30, { stratum: 'Grade 7' }),
			cell(30, { stratum: 'Grade 6', arm: 'comparison' }),
			cell(30, { site_id: district.sites[0], phase: 'baseline', period: 'Autumn' }),
			share('passed', 30, 20, { stratum: 'Grade 7' }),
			cell(12, { stratum: 'Grade 7', subgroup: 'English learners' })
		];
		await expectTold(rows, [false, false, true, true, true, true]);
	});

	test('is withheld in a line of subgroups too', async () => {
		const rows = [
			cell(6, { subgroup: 'English learners' }),
			cell(20, { subgroup: 'Gifted and talented' }),
			cell(100)
		];
		await expectTold(rows, [false, false, true]);
	});

	test('stays withheld over periods, so that no other period gives it back', async () => {
		const [six, seven] = strata;
		const rows = [
			cell(8, { stratum: six, period: 'Spring' }),
			cell(40, { stratum: seven, period: 'Spring' }),
			cell(12, { stratum: six, period: 'Winter' }),
			cell(40, { stratum: seven, period: 'Winter' })
		];
		await expectTold(rows, [false, false, false, false]);
	});

	test('is withheld again when a correction makes it small', async () => {
		const { evaluator, member } = district.people;
		const row = cell(12);
		const pilot = await pilotWith([row]);
		const right = cell(8, { supersedes: row.id, reason: 'Four were of another class.' });
		await must(evaluator, 'log_measurements', { pilot, rows: [right] });
		expect(await told(member, pilot, [row, right])).toEqual([false, false]);
	});
});

test('a share at the ends says nothing of everyone in the group', async () => {
	const rows = [
		share('passed', 20, 20),
		share('passed', 20, 0, { arm: 'comparison' }),
		share('passed', 20, 10, { phase: 'baseline', period: 'Autumn' })
	];
	const pilot = await pilotWith(rows);
	const events = async (who: Actor) => {
		const seen = await allowed(who.call('measurements', { pilot }));
		return rows.map(({ id }) => seen.find((row: { id: string }) => row.id === id).events);
	};
	for (const part of ['member', 'lead', 'chair'] as const) {
		expect(await events(district.people[part]), part).toEqual([19, 1, 10]);
	}
	expect(await events(district.people.evaluator)).toEqual([20, 0, 10]);
});

test('nor in a group under 20, where 5% is less than one of them', async () => {
	const rows = [share('passed', 12, 12), share('passed', 12, 0, { arm: 'comparison' })];
	const pilot = await pilotWith(rows);
	const seen = await allowed(district.people.member.call('measurements', { pilot }));
	const told = rows.map(({ id }) => seen.find((row: { id: string }) => row.id === id).events);
	expect(told).toEqual([11, 1]);
});

test('nothing else tells what is withheld', async () => {
	const row = cell(7, { mean: 43.217, sd: 8.911, note: 'Ben was ill.' });
	const pilot = await pilotWith([row]);
	const { member, lead, chair } = district.people;
	for (const who of [member, lead, chair]) {
		const answers = await Promise.all([
			who.call('pilot', { pilot }),
			who.call('gate', { pilot }),
			who.call('measurements', { pilot }),
			who.call('analysis', { pilot }),
			who.call('pipeline'),
			who.call('cabinet'),
			who.read('activity')
		]);
		for (const answer of answers) {
			const text = JSON.stringify(await allowed(Promise.resolve(answer)));
			for (const value of ['43.217', '8.911', 'Ben was ill']) expect(text).not.toContain(value);
		}
	}
});
