import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { result } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
let pilot: string;
let small: string;

type Row = { id: string; metric_id: string; n: number | null; withheld: boolean };

const stampNow = () => must(server, 'evidence_stamp', { pilot });
const inputNow = () => must(server, 'evidence_input', { pilot });
const told = async (who: Actor) => await allowed(who.call('analysis', { pilot }));

/** As the server does it: the stamp before the rows. */
async function keep() {
	const stamp = await stampNow();
	const { fingerprint, rows } = await inputNow();
	await must(server, 'store_analysis', {
		pilot,
		fingerprint,
		complete: { whole: true },
		shown: { whole: false },
		permitted: '{scale}',
		stamp,
		withheld: `{${rows.filter((row: Row) => row.withheld).map((row: Row) => row.id)}}`
	});
}

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
	const [site, other] = district.sites;
	const rows = [
		result(district, { n: 7, site_id: site }),
		result(district, { n: 12, site_id: other }),
		result(district, { n: 31, arm: 'comparison', site_id: site }),
		result(district, { n: 32, arm: 'comparison', site_id: other })
	];
	small = rows[0]!.id as string;
	await must(district.people.evaluator, 'log_measurements', { pilot, rows });
});

test('an analysis that still stands is told so without its rows being read', async () => {
	await keep();
	expect(await told(district.people.member)).toMatchObject({ current: true, quick: true, everything: false });
	expect(await told(district.people.evaluator)).toMatchObject({ quick: true, everything: true });
	const { computed_at } = await told(district.people.member);
	await keep();
	expect((await told(district.people.member)).computed_at).toBe(computed_at);
});

describe('whatever changes what an analysis reads changes its stamp', () => {
	const { logged, corrected } = {
		logged: (who: Actor, some: object = {}) =>
			must(who, 'log_measurements', { pilot, rows: [result(district, { period: 'Winter', ...some })] }),
		corrected: (supersedes: string) => ({ supersedes, reason: 'Typed wrong.', mean: 51 })
	};
	const owned = (sql: string) => () => asOwner(sql, pilot);
	const ofPilot = 'district_id = (select p.district_id from public.pilots p where p.id = $1)';
	const changes: [string, () => Promise<unknown>][] = [
		['a result', () => logged(district.people.lead)],
		[
			'its acceptance',
			async () => {
				const rows = (await allowed(district.people.evaluator.call('measurements_of', { pilot }))) as (Row & {
					accepted: boolean;
				})[];
				const waiting = rows.filter(({ accepted }) => !accepted).map(({ id }) => id);
				await must(district.people.evaluator, 'accept_measurements', { pilot, ids: `{${waiting}}` });
			}
		],
		[
			'a correction',
			async () => {
				const wrong = result(district, { period: 'Autumn' });
				await must(district.people.evaluator, 'log_measurements', { pilot, rows: [wrong] });
				await keep();
				await logged(district.people.evaluator, { period: 'Autumn', ...corrected(wrong.id as string) });
			}
		],
		[
			'the smallest group that is told',
			owned(
				`update public.districts d set minimum_group = minimum_group + 1 where d.id = (select p.district_id from public.pilots p where p.id = $1)`
			)
		],
		['a metric', owned(`update public.metrics set name = name || ' again' where ${ofPilot}`)],
		['a site', owned(`update public.sites set name = name || ' again' where ${ofPilot}`)],
		['a goal', owned(`update public.pilot_goals set target = 77 where pilot_id = $1 and role = 'primary'`)],
		['the plan', owned(`update public.plans set icc = 0.11 where pilot_id = $1`)],
		['the end of the cycle', owned(`update public.pilots set cycle_end = cycle_end + 1 where id = $1`)]
	];

	test.each(changes)('%s', async (_, change) => {
		await keep();
		const before = await inputNow();
		await change();
		expect((await inputNow()).fingerprint).not.toBe(before.fingerprint);
		expect(await told(district.people.member)).toMatchObject({ current: false, quick: false });
	});

	test('and it reads nothing else', async () => {
		// Who adds something here adds it to evidence_stamp, too.
		expect(Object.keys(await inputNow()).sort()).toEqual(['fingerprint', 'goals', 'pilot', 'plan', 'rows']);
	});
});

test('a result that came in while an analysis was computed makes it old', async () => {
	const stamp = await stampNow();
	await must(district.people.evaluator, 'log_measurements', {
		pilot,
		rows: [result(district, { period: 'May' })]
	});
	const { fingerprint } = await inputNow();
	const kept = { pilot, fingerprint, complete: {}, shown: {}, permitted: '{scale}', stamp, withheld: '{}' };
	await must(server, 'store_analysis', kept);
	expect(await told(district.people.member)).toMatchObject({ current: true, quick: false });
	const rows = (await allowed(district.people.member.call('measurements_of', { pilot }))) as Row[];
	expect(rows.find(({ id }) => id === small)).toMatchObject({ withheld: true, n: null });
});

describe('how many results there are', () => {
	/** As the rows say it, of every pilot of the district that has some. */
	const COUNTS = `
		select m.pilot_id, count(*)::int as logged, count(*) filter (where later.id is null)::int as live,
			count(a.measurement_id)::int as accepted,
			count(*) filter (where later.id is null and a.measurement_id is null)::int as waiting
		from private.measurements m
		left join private.acceptances a on a.measurement_id = m.id
		left join private.measurements later on later.supersedes = m.id
		where m.district_id = $1 group by m.pilot_id order by m.pilot_id`;

	test('is counted as they come: logged, corrected before and after they are accepted, accepted, and all in one go', async () => {
		const { lead, evaluator } = district.people;
		const other = await pilotIn(district, 'experiment');
		const log = async (who: Actor, ...rows: object[]) =>
			must(who, 'log_measurements', { pilot: other, rows: rows.map((row) => result(district, row)) });
		const [first, second, third] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
		await log(lead, { id: first, period: 'May' }, { id: second, period: 'June' });
		await log(evaluator, { id: third, period: 'July' }, { period: 'August' });
		const again = { reason: 'Typed wrong.', mean: 52 };
		await log(lead, { ...again, period: 'May', supersedes: first });
		await log(evaluator, { ...again, period: 'June', supersedes: second });
		await log(evaluator, { ...again, period: 'July', supersedes: third });
		const told = async () => (await allowed(lead.call('pilot', { pilot: other }))).results;
		expect(await told()).toEqual({ rows: 4, waiting: 1 });
		const rows = (await allowed(evaluator.call('measurements_of', { pilot: other }))) as (Row & {
			accepted: boolean;
			superseded_by: string | null;
		})[];
		const waiting = rows.filter((row) => !row.accepted && !row.superseded_by).map(({ id }) => id);
		expect(await must(evaluator, 'accept_measurements', { pilot: other, ids: `{${waiting}}` })).toBe(1);
		expect(await told()).toEqual({ rows: 4, waiting: 0 });
		const counted = await asOwner(
			`select pilot_id, logged, live, accepted, waiting from private.result_counts where district_id = $1 order by pilot_id`,
			district.id
		);
		expect(counted).toEqual(await asOwner(COUNTS, district.id));
		expect(counted.length).toBeGreaterThan(1);
	});
});

describe('results of some metrics', () => {
	test('are told as those of all are, before and after an analysis is kept', async () => {
		const { member, lead, evaluator, admin } = district.people;
		for (const round of ['before', 'after']) {
			for (const who of [member, lead, evaluator, admin]) {
				const all = await allowed(who.call('measurements', { pilot }));
				const named = await allowed(who.call('measurements_of', { pilot }));
				const bare = named.map(({ site: _, by: __, ...row }: Record<string, unknown>) => row);
				expect(bare, `${round}, ${who.name}`).toEqual(all);
			}
			const hidden = (await allowed(member.call('measurements_of', { pilot }))) as Row[];
			expect(hidden.find(({ id }) => id === small)).toMatchObject({ withheld: true, n: null });
			await keep();
		}
	});

	test('are those of the metrics asked for, with the names of site and person', async () => {
		const { evaluator } = district.people;
		const all = (await allowed(evaluator.call('measurements_of', { pilot }))) as Row[];
		const metric = all[0]!.metric_id;
		const some = await allowed(evaluator.call('measurements_of', { pilot, metrics: `{${metric}}` }));
		expect(some).toEqual(all.filter(({ metric_id }) => metric_id === metric));
		expect(some.find((row: Row) => row.id === small)).toMatchObject({
			by: 'evaluator',
			site: expect.any(String)
		});
		expect(await allowed(evaluator.call('measurements_of', { pilot, metrics: '{}' }))).toEqual([]);
	});
});
