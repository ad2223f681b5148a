import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { labels, result } from './forms.ts';
import { must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;
let period = 0;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
});

/** A result of a period that no other has. */
const fresh = (more: object = {}) => result(district, { period: `Week ${(period += 1)}`, ...more });
const log = (who: Actor, rows: object[], to = pilot) => who.call('log_measurements', { pilot: to, rows });
const states = async (who: Actor, rows: object[], to = pilot) =>
	(await allowed(log(who, rows, to))).map(({ state }: { state: string }) => state);
const seen = async (who: Actor, id: string) =>
	(await allowed(who.call('measurements', { pilot }))).find((row: { id: string }) => row.id === id);

describe('who logs', () => {
	const loggers: Part[] = ['lead', 'collector', 'evaluator'];

	test('the evaluator, the lead and the data collector, nobody else', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (loggers.includes(part)) continue;
				await denied(log(who, [fresh()]), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
			await denied(log(district.outsider, [fresh()]), '404 no_such_pilot');
		});
		for (const part of loggers) {
			const row = fresh();
			expect(await states(district.people[part], [row])).toEqual(['logged']);
			expect(await seen(district.people.member, row.id)).toMatchObject({
				n: 40,
				mean: 61.5,
				logged_by: district.people[part].id,
				// The team reports itself until the evaluator accepts.
				accepted: part === 'evaluator'
			});
		}
	});

	test.each<[Stage, string]>([
		['draft', '409 not_now'],
		['proposed', '409 not_now'],
		['vetting', 'logged'],
		['experiment', 'logged'],
		['decision', '409 not_now'],
		['scaling', 'logged'],
		['adopted', 'logged'],
		['sunset', '409 not_now'],
		['retired', '409 not_now'],
		['shelved', '409 not_now'],
		['withdrawn', '409 not_now']
	])('while a pilot is in %s: %s', async (stage, how) => {
		const other = await pilotIn(district, stage);
		const { lead } = district.people;
		if (how === 'logged') expect(await states(lead, [fresh()], other)).toEqual(['logged']);
		else await unchanged(district, other, () => denied(log(lead, [fresh()], other), how));
	});
});

describe('the evaluator accepts', () => {
	const accept = (who: Actor, ids: string[], of = pilot) =>
		who.call('accept_measurements', { pilot: of, ids: labels(ids) });

	test('what the team logged, and nobody else does', async () => {
		const { lead, evaluator } = district.people;
		const rows = [fresh(), fresh()];
		const ids = rows.map(({ id }) => id);
		await must(lead, 'log_measurements', { pilot, rows });
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'evaluator') continue;
				await denied(accept(who, ids), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
		});
		expect(await allowed(accept(evaluator, ids))).toBe(2);
		for (const id of ids) expect(await seen(district.people.member, id)).toMatchObject({ accepted: true });
		expect(await allowed(accept(evaluator, ids)), 'again').toBe(0);
	});

	test('an array of ids as supabase-js sends it', async () => {
		const { lead, evaluator } = district.people;
		const rows = [fresh(), fresh()];
		await must(lead, 'log_measurements', { pilot, rows });
		const ids = rows.map(({ id }) => id);
		expect(await allowed(evaluator.call('accept_measurements', { pilot, ids }))).toBe(2);
	});

	test('only rows of the pilot that they name, and with one that was corrected meanwhile none at all', async () => {
		const { lead, evaluator } = district.people;
		const other = await pilotIn(district, 'experiment');
		const elsewhere = fresh();
		await must(lead, 'log_measurements', { pilot: other, rows: [elsewhere] });
		const wrong = fresh();
		await must(lead, 'log_measurements', { pilot, rows: [wrong] });
		const right = { ...wrong, id: randomUUID(), mean: 60, supersedes: wrong.id, reason: 'A typing error.' };
		await must(lead, 'log_measurements', { pilot, rows: [right] });
		const unseen = fresh();
		await must(lead, 'log_measurements', { pilot, rows: [unseen] });
		await unchanged(district, pilot, async () => {
			for (const stranger of [elsewhere.id, wrong.id, randomUUID()]) {
				await denied(accept(evaluator, [unseen.id, stranger]), '409 changed_meanwhile');
			}
		});
		expect(await allowed(accept(evaluator, [right.id]))).toBe(1);
		expect(await seen(evaluator, wrong.id)).toMatchObject({ accepted: false });
		expect(await seen(evaluator, unseen.id), 'came meanwhile').toMatchObject({ accepted: false });
	});

	test('not while the pilot waits for its decision', async () => {
		const waiting = await pilotIn(district, 'decision');
		await unchanged(district, waiting, () =>
			denied(accept(district.people.evaluator, [], waiting), '409 not_now')
		);
	});
});

describe('logging again', () => {
	test('the same id and content is one row', async () => {
		const { evaluator, lead } = district.people;
		const rows = [fresh(), fresh()];
		expect(await states(evaluator, rows)).toEqual(['logged', 'logged']);
		await unchanged(district, pilot, async () => {
			expect(await states(evaluator, rows)).toEqual(['already there', 'already there']);
			expect(await states(lead, rows)).toEqual(['already there', 'already there']);
			const [one] = rows;
			const turned = Object.fromEntries(Object.entries({ ...one, note: null }).reverse());
			expect(await states(evaluator, [turned]), 'other order, nulls').toEqual(['already there']);
		});
		const another = fresh();
		expect(await states(evaluator, [...rows, another])).toEqual(['already there', 'already there', 'logged']);
	});

	test('the same id with other content is a conflict, in another pilot too', async () => {
		const { evaluator } = district.people;
		const row = fresh();
		await must(evaluator, 'log_measurements', { pilot, rows: [row] });
		const other = await pilotIn(district, 'experiment');
		await unchanged(district, pilot, async () => {
			for (const more of [{ mean: 99 }, { n: 41 }, { period: 'Another' }, { note: 'New' }]) {
				const [answer] = await allowed(log(evaluator, [{ ...row, ...more }]));
				expect(answer).toMatchObject({ id: row.id, state: 'conflict', field: 'id' });
			}
			expect(await states(evaluator, [row], other)).toEqual(['conflict']);
		});
		await empty(evaluator.call('measurements', { pilot: other }));
	});

	test('at once logs once', async () => {
		const { evaluator } = district.people;
		const row = fresh();
		const answers = await Promise.all([1, 2, 3].map(() => states(evaluator, [row])));
		expect(answers.flat().sort()).toEqual(['already there', 'already there', 'logged']);
	});

	test('the same cell under another id is refused', async () => {
		const { evaluator, lead } = district.people;
		const row = fresh({ site_id: district.sites[0], stratum: 'Grade 6' });
		await must(evaluator, 'log_measurements', { pilot, rows: [row] });
		await unchanged(district, pilot, async () => {
			for (const who of [evaluator, lead]) {
				const [answer] = await allowed(log(who, [{ ...row, id: randomUUID(), mean: 70 }]));
				expect(answer).toMatchObject({ state: 'refused', field: 'period' });
			}
			const [first, second] = [fresh(), fresh()];
			const twice = { ...first, id: second.id };
			expect(await states(evaluator, [first, twice])).toEqual(['not logged', 'refused']);
			expect(await states(evaluator, [first, { ...second, id: first.id }])).toEqual([
				'not logged',
				'refused'
			]);
		});
		const beside = { ...row, id: randomUUID(), stratum: 'Grade 7' };
		expect(await states(evaluator, [beside])).toEqual(['logged']);
	});
});

test('all or nothing: one bad row, and the good ones are not logged', async () => {
	const { evaluator } = district.people;
	const known = fresh();
	await must(evaluator, 'log_measurements', { pilot, rows: [known] });
	await unchanged(district, pilot, async () => {
		const bad = fresh({ n: 0 });
		expect(await states(evaluator, [fresh(), bad, known, fresh()])).toEqual([
			'not logged',
			'refused',
			'already there',
			'not logged'
		]);
		expect(await states(evaluator, [fresh(), { ...known, mean: 1 }])).toEqual(['not logged', 'conflict']);
	});
});
