import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyse, shown, type Analysis } from '../../src/lib/evidence/analysis.ts';
import { determined } from '../../src/lib/evidence/attack-fixtures.ts';
import { evidenceInputSchema } from '../../src/lib/evidence/input.ts';
import { generator, whole } from '../../src/lib/evidence/statistics/seeded-random.ts';
import { server, type Actor } from './actors.ts';
import { everything, knowledge, type Logged } from './attacker.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District, type Metric, type Part } from './district.ts';
import { day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
beforeAll(async () => {
	district = await foundDistrict();
});

const MINIMUM = 10;
const attackers: Part[] = [
	'lead',
	'teammate',
	'insider',
	'former',
	'member',
	'reviewer',
	'sponsor',
	'chair',
	'clerk'
];
const [six, seven] = ['Grade 6', 'Grade 7'];
const cell = (n: number, more: object = {}) => result(district, { n, ...more }) as Logged;
const share = (metric: Metric, n: number, events: number, more: object = {}) =>
	result(district, {
		mean: null,
		sd: null,
		metric_id: district.metrics[metric],
		n,
		events,
		...more
	}) as Logged;

/** A pilot with these rows, logged by its evaluator, and analysed as the server does. */
async function pilotWith(rows: Logged[]) {
	const pilot = await pilotIn(district, 'experiment');
	await must(district.people.evaluator, 'log_measurements', { pilot, rows });
	await keepAnalysis(pilot);
	return pilot;
}

async function keepAnalysis(pilot: string) {
	const input = evidenceInputSchema.parse(await allowed(server.call('evidence_input', { pilot })));
	const complete = analyse(input);
	await must(server, 'store_analysis', {
		pilot,
		fingerprint: input.fingerprint,
		complete,
		shown: shown(complete),
		permitted: `{${complete.recommendation.permitted.join(',')}}`
	});
}

async function seenBy(who: Actor, pilot: string) {
	const rows: { id: string; withheld: boolean; events: number | null }[] = await allowed(
		who.call('measurements', { pilot }),
		who.name
	);
	const kept: { analysis: Analysis; fingerprint: string } = await allowed(
		who.call('analysis', { pilot }),
		who.name
	);
	return { rows, ...kept };
}

/** Fails where somebody who knows how groups add up can tell a small one: of a row, of several, or of what nobody logged. */
async function expectNothingTold(rows: Logged[], who: Actor, pilot: string) {
	const seen = await seenBy(who, pilot);
	const told = new Set(seen.rows.filter(({ withheld }) => !withheld).map(({ id }) => id));
	const size = (id: string) => sizes.get(id) ?? Infinity;
	const sizes = new Map(rows.map(({ id, n }) => [id, n]));
	for (const part of rows.filter(({ subgroup }) => subgroup)) {
		const around = rows.find(
			(row) =>
				!row.subgroup && row.arm === part.arm && row.site_id === part.site_id && row.stratum === part.stratum
		);
		if (around && around.n > part.n) sizes.set(`all but ${part.id}`, around.n - part.n);
	}
	for (const ids of determined(knowledge(rows, told, seen.analysis))) {
		const people = ids.reduce((sum, id) => sum + size(id), 0);
		expect(
			people,
			`${who.name} can tell of ${ids.length} groups: ${rows.map(({ n }) => n).join(', ')}`
		).toBeGreaterThanOrEqual(MINIMUM);
		if (ids.length === 1 && rows.some(({ id }) => id === ids[0]))
			expect(told.has(ids[0]!), 'withheld, and determined').toBe(true);
	}
	return told;
}

describe('by subtraction', () => {
	test.each<[string, () => Logged[], string]>([
		[
			'a division beside the whole, and another with its own small group',
			() => [
				cell(100),
				cell(8, { stratum: six }),
				cell(92, { stratum: seven }),
				cell(9, { site_id: district.sites[0] }),
				cell(91, { site_id: district.sites[1] })
			],
			'10000'
		],
		[
			'a table of two dimensions beside its sums',
			() => [
				cell(38, { stratum: six }),
				cell(62, { stratum: seven }),
				cell(8, { stratum: six, site_id: district.sites[0] }),
				cell(30, { stratum: six, site_id: district.sites[1] }),
				cell(31, { stratum: seven, site_id: district.sites[0] }),
				cell(31, { stratum: seven, site_id: district.sites[1] }),
				cell(39, { site_id: district.sites[0] }),
				cell(61, { site_id: district.sites[1] })
			],
			'11000011'
		],
		[
			'a subgroup that is nearly the whole',
			() => [cell(100), cell(94, { subgroup: 'English learners' })],
			'10'
		],
		[
			'a subgroup that is nearly the sum of the strata',
			() => [
				cell(50, { stratum: six }),
				cell(50, { stratum: seven }),
				cell(94, { subgroup: 'English learners' })
			],
			'110'
		]
	])('%s', async (_, make, expected) => {
		const rows = make();
		const pilot = await pilotWith(rows);
		const told = await expectNothingTold(rows, district.people.member, pilot);
		expect(rows.map(({ id }) => (told.has(id) ? '1' : '0')).join('')).toBe(expected);
	});

	test('a part beside the whole, of which nobody logged the small rest, takes one more with it', async () => {
		const rows = [
			cell(100),
			cell(94, { stratum: six }),
			cell(70, { arm: 'comparison' }),
			cell(50, { arm: 'comparison', stratum: six })
		];
		const { rows: seen } = await seenBy(district.people.member, await pilotWith(rows));
		const withheld = rows.map(({ id }) => seen.find((row) => row.id === id)!.withheld);
		expect(withheld).toEqual([true, true, false, false]);
	});

	test('tiny groups of staff that are a small group together', async () => {
		const hours = { metric_id: district.metrics.hours };
		const rows = [
			cell(3, { ...hours, stratum: six }),
			cell(4, { ...hours, stratum: seven }),
			cell(40, { ...hours, stratum: 'Office' }),
			cell(47, hours)
		];
		const pilot = await pilotWith(rows);
		const told = await expectNothingTold(rows, district.people.member, pilot);
		expect(rows.map(({ id }) => told.has(id))).toEqual([false, false, false, true]);
	});

	test('pilots made at random, for everyone who sees no small groups', async () => {
		const random = generator(20261127);
		for (let round = 0; round < 6; round += 1) {
			const rows = anyRows(random);
			const pilot = await pilotWith(rows);
			const who = [district.people.member, district.people.chair, district.people.lead][round % 3]!;
			await expectNothingTold(rows, who, pilot);
		}
	});
});

/** Groups by stratum and site, and some of their sums, wholes and subgroups: each arm as it comes. */
function anyRows(random: () => number): Logged[] {
	const sites = district.sites.slice(0, 2);
	return ['pilot', 'comparison'].flatMap((arm) => {
		const grid = [six, seven].flatMap((stratum) =>
			sites.map((site_id) => ({
				stratum,
				site_id,
				n: random() < 0.4 ? whole(random, 5, 9) : whole(random, 10, 50)
			}))
		);
		const sum = (some: { n: number }[]) => some.reduce((total, { n }) => total + n, 0);
		const all = sum(grid);
		return [
			...(random() < 0.6 ? grid.map(({ n, ...more }) => cell(n, { arm, ...more })) : []),
			...(random() < 0.7
				? [six, seven].map((stratum) =>
						cell(sum(grid.filter((one) => one.stratum === stratum)), { arm, stratum })
					)
				: []),
			...(random() < 0.7
				? sites.map((site_id) => cell(sum(grid.filter((one) => one.site_id === site_id)), { arm, site_id }))
				: []),
			...(random() < 0.7 ? [cell(all, { arm })] : []),
			...(random() < 0.7 ? [cell(all - whole(random, 1, 20), { arm, subgroup: 'English learners' })] : [])
		];
	});
}

describe('by guessing', () => {
	test('no fingerprint confirms a guess: it cannot be computed from what it is of', async () => {
		const pilot = await pilotWith([cell(7, { mean: 43.2, sd: 8.9 })]);
		const { fingerprint } = await seenBy(district.people.member, pilot);
		const { value } = (
			await asOwner<{ value: string }>(
				`select ((private.evidence_input($1)) - 'fingerprint')::text as value`,
				pilot
			)
		)[0]!;
		for (const algorithm of ['md5', 'sha256', 'sha1', 'sha512']) {
			expect(fingerprint).not.toBe(createHash(algorithm).update(value).digest('hex'));
		}
	});

	test('nor is a result that is sent again told to be the same, to whoever is not told of it', async () => {
		const { lead, collector, evaluator } = district.people;
		const rows = [
			cell(7, { stratum: six }),
			cell(30, { stratum: seven }),
			share('passed', 40, 39),
			cell(50, { period: 'Winter' })
		];
		const old = cell(45, { period: 'Autumn' });
		const pilot = await pilotWith([...rows, old]);
		const right = cell(44, { period: 'Autumn', supersedes: old.id, reason: 'One had left.' });
		await must(evaluator, 'log_measurements', { pilot, rows: [right] });
		const states = async (who: Actor, given: Logged[]) =>
			(await allowed(who.call('log_measurements', { pilot, rows: given }))).map(
				({ state }: { state: string }) => state
			);
		const wrong = [...rows, old].map((row) => ({ ...row, measured_on: day(-3) }));
		for (const who of [lead, collector]) {
			expect(await states(who, [...rows, old])).toEqual([
				'conflict',
				'conflict',
				'conflict',
				'already there',
				'conflict'
			]);
			expect(new Set(await states(who, wrong))).toEqual(new Set(['conflict']));
		}
		expect(new Set(await states(evaluator, [...rows, old]))).toEqual(new Set(['already there']));
		const own = cell(8, { period: 'Own' });
		await must(lead, 'log_measurements', { pilot, rows: [own] });
		expect(await states(lead, [own])).toEqual(['already there']);
		expect(await states(collector, [own])).toEqual(['conflict']);
	});
});

describe('by the ends of shares', () => {
	test.each<[string, number, number, number]>([
		['none or one of twelve', 12, 0, 1],
		['all or all but one of twelve', 12, 12, 11],
		['none to two of forty', 40, 0, 2],
		['all or all but two of forty', 40, 40, 38]
	])('%s look the same in rows, totals and effects', async (_, n, end, near) => {
		const answers = [];
		for (const events of [end, near]) {
			const pilot = await pilotWith([
				share('passed', n, events, { site_id: district.sites[0] }),
				share('passed', 60, 31, { site_id: district.sites[1] }),
				share('passed', 50, 22, { arm: 'comparison' })
			]);
			const { rows, analysis } = await seenBy(district.people.member, pilot);
			const outcome = analysis.outcomes.find(
				({ goal }) => goal.kind === 'proportion' && goal.role === 'key'
			)!;
			answers.push({
				rows: rows.map((row) => row.events),
				arms: outcome.arms,
				effect: outcome.effect,
				level: outcome.target?.level
			});
		}
		expect(answers[1]).toEqual(answers[0]);
	});
});

test('everything that the API tells has no number of a withheld group in it', async () => {
	const rows = [
		cell(7, { stratum: six, mean: 43.217, sd: 8.911, note: 'Ben was ill.' }),
		cell(23, { stratum: seven, mean: 57.331, sd: 7.723, site_id: district.sites[0] }),
		cell(60, { stratum: seven, site_id: district.sites[1] }),
		cell(70, { arm: 'comparison' })
	];
	const pilot = await pilotWith(rows);
	const right = cell(8, {
		stratum: six,
		mean: 44.119,
		sd: 8.417,
		supersedes: rows[0]!.id,
		reason: 'One came back.'
	});
	await must(district.people.evaluator, 'log_measurements', { pilot, rows: [right] });
	await keepAnalysis(pilot);
	for (const part of attackers) {
		const answers = await everything(district.people[part], pilot);
		for (const [name, answer] of Object.entries(answers)) {
			const text = JSON.stringify(answer);
			for (const secret of [
				'43.217',
				'8.911',
				'57.331',
				'7.723',
				'44.119',
				'8.417',
				'Ben was ill',
				// The content of a result, and not of a brief.
				'"content":"'
			]) {
				expect(text, `${name} for the ${part}`).not.toContain(secret);
			}
		}
	}
});
