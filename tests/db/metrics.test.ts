import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { metricLibrarySchema, metricVersionsSchema } from '../../src/lib/metrics/metric-schema.ts';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completePlan, goal, goals, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

let made = 0;
const fields = (more: object = {}) => ({
	name: `Confidence ${(made += 1)}`,
	meaning: 'Mean of the five-item survey.',
	unit: 'points',
	kind: 'mean',
	better: 'higher',
	about: 'staff survey',
	domain: 'other',
	measures: 'outcome',
	source: 'Staff survey',
	cadence: 'each term',
	owner_id: null,
	lowest: 1,
	highest: 5,
	note: '',
	...more
});

type Saved = { id: string; version: number; did: string };
const save = (metric: object, who: Actor = district.people.admin) => who.call('save_metric', { metric });
const add = async (more: object = {}): Promise<Saved> =>
	must(district.people.admin, 'save_metric', { metric: fields(more) });

const row = async (id: string) => {
	const [found] = await asOwner<Record<string, unknown>>(
		`select to_jsonb(k) as it from public.metrics k where id = $1`,
		id
	);
	return found!.it as Record<string, string | null>;
};
/** The metric as its form shows it, with some of it changed. */
const edited = async (id: string, more: object = {}) => {
	const it = await row(id);
	const own = Object.fromEntries(Object.keys(fields()).map((key) => [key, it[key] ?? null]));
	return { ...own, note: '', id, seen: it.changed_at, ...more };
};

/** A pilot that is planned on this metric beside the usual ones. */
async function planOn(metric: string, more: object = {}): Promise<string> {
	const pilot = await pilotIn(district, 'vetting');
	await must(district.people.evaluator, 'save_plan', {
		pilot,
		plan: completePlan,
		goals: [...goals(district), { ...goal(district, 'hours'), metric_id: metric, ...more }]
	});
	return pilot;
}

const library = async (who: Actor) => metricLibrarySchema.parse(await allowed(who.call('metric_library')));

describe('the library', () => {
	test('is everybody’s to read, and the AI office’s to keep', async () => {
		const { id } = await add();
		const before = await row(id);
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'deactivated') continue;
			expect(
				(await library(who)).map((one) => one.id),
				part
			).toContain(id);
			if (['admin', 'insider', 'former'].includes(part)) continue;
			await denied(save(fields(), who), '403 not_yours', part);
			await denied(save(await edited(id, { unit: 'steps' }), who), '403 not_yours', part);
			await denied(who.call('retire_metric', { metric: id, reason: 'No.' }), '403 not_yours', part);
			await denied(who.call('revive_metric', { metric: id }), '403 not_yours', part);
		}
		for (const who of [district.people.deactivated, district.stranger]) {
			await denied(save(fields(), who), '403 no_person');
			await denied(who.call('metric_library'), '403 no_person');
			await denied(who.call('metric_versions', { metric: id }), '403 no_person');
		}
		await denied(save(fields(), district.nobody), NO_GRANT);
		await denied(district.nobody.call('metric_library'), NO_GRANT);
		expect(await row(id)).toEqual(before);
	});

	test('of another district is not there', async () => {
		const { id } = await add();
		const { outsider } = district;
		expect((await library(outsider)).map((one) => one.id)).not.toContain(id);
		await denied(outsider.call('metric_versions', { metric: id }), '404 no_such_metric');
		await denied(save(await edited(id, { unit: 'steps' }), outsider), '404 no_such_metric');
		await denied(outsider.call('retire_metric', { metric: id, reason: 'No.' }), '404 no_such_metric');
		await denied(outsider.call('revive_metric', { metric: id }), '404 no_such_metric');
		const theirs = { owner_id: district.people.lead.id };
		await denied(save(fields(theirs), outsider), '422 no_owner');
	});

	test('is written by no statement of anybody', async () => {
		const { id } = await add();
		const { client } = district.people.admin;
		await denied(client.from('metrics').update({ unit: 'steps' }).eq('id', id).select(), NO_GRANT);
		await denied(client.from('metrics').delete().eq('id', id).select(), NO_GRANT);
	});
});

describe('a metric', () => {
	test.each([
		[{ name: ' ' }, 'name'],
		[{ unit: '' }, 'unit'],
		[{ meaning: '' }, 'meaning'],
		[{ kind: 'median' }, 'kind'],
		[{ better: null }, 'better'],
		[{ about: 'buses' }, 'about'],
		[{ domain: 'sports' }, 'domain'],
		[{ measures: 'luck' }, 'measures'],
		[{ lowest: 5, highest: 5 }, 'highest'],
		[{ lowest: 'one' }, 'lowest'],
		[{ highest: 1e16 }, 'highest'],
		[{ kind: 'proportion', lowest: 0, highest: null }, 'lowest'],
		[{ kind: 'count', lowest: null, highest: 9 }, 'highest']
	])('is refused with %o', async (more, field) => {
		expect(await denied(save(fields(more)), '422 wrong_metric')).toEqual({ field });
	});

	test('is refused with what nobody knows, and with text that is too long', async () => {
		await denied(save(fields({ version: 7 })), '400 unknown_field');
		await denied(save(fields({ name: 'x'.repeat(121) })), '422 too_long');
		await denied(save(fields({ meaning: 'x'.repeat(1001) })), '422 too_long');
		await denied(save(fields({ name: 5 })), '422 not_text');
		await denied(save(fields({ owner_id: 'x' })), NOT_UNDERSTOOD);
		await denied(save([]), '400 unknown_field');
	});

	test('has an owner who is an active person of the district', async () => {
		const { deactivated, lead } = district.people;
		expect(await denied(save(fields({ owner_id: deactivated.id })), '422 no_owner')).toEqual({
			field: 'owner_id'
		});
		await denied(save(fields({ owner_id: randomUUID() })), '422 no_owner');
		const { id } = await add({ owner_id: lead.id });
		expect((await library(lead)).find((one) => one.id === id)).toMatchObject({
			owner: { name: 'lead', active: true },
			changed_by: 'admin'
		});
	});

	test('has a name of its own among those on offer, in capitals or not', async () => {
		const { id } = await add({ name: 'Net  hours' });
		expect(await row(id)).toMatchObject({ name: 'Net hours' });
		expect(await denied(save(fields({ name: ' NET HOURS ' })), '409 name_taken')).toEqual({ field: 'name' });
		await must(district.people.admin, 'retire_metric', { metric: id, reason: 'Counted otherwise.' });
		const { id: other } = await add({ name: 'net hours' });
		await denied(district.people.admin.call('revive_metric', { metric: id }), '409 name_taken');
		await must(district.people.admin, 'retire_metric', { metric: other, reason: 'Twice.' });
		await must(district.people.admin, 'revive_metric', { metric: id });
		expect(await row(id)).toMatchObject({ retired_at: null, retired_because: '' });
	});
});

describe('a change', () => {
	test('of words stays in place, whoever has the metric', async () => {
		const { id } = await add();
		await planOn(id);
		const { lead } = district.people;
		const said = await allowed(
			save(await edited(id, { source: 'Survey 2', cadence: 'yearly', owner_id: lead.id }))
		);
		expect(said).toEqual({ id, version: 1, did: 'changed' });
		expect(await row(id)).toMatchObject({ source: 'Survey 2', cadence: 'yearly', version: 1 });
		expect(await allowed(save(await edited(id)))).toMatchObject({ did: 'unchanged' });
	});

	test.each([
		[{ unit: 'steps' }],
		[{ kind: 'total' }],
		[{ better: 'lower' }],
		[{ about: 'things' }],
		[{ domain: 'achievement' }],
		[{ measures: 'use' }],
		[{ highest: 7 }],
		[{ lowest: null }]
	])('of %o stays in place while no pilot has the metric', async (more) => {
		const { id } = await add();
		expect(await allowed(save(await edited(id, more)))).toEqual({ id, version: 1, did: 'changed' });
		expect(await row(id)).toMatchObject({ ...more, version: 1, superseded_at: null });
	});

	test('of what numbers mean is a new version once a pilot has it, which keeps the old one', async () => {
		const { id } = await add({ name: 'Rating' });
		const pilot = await planOn(id, { target: 4 });
		const change = { unit: 'steps', highest: 7 };
		expect(await denied(save(await edited(id, change)), '422 no_note')).toEqual({ field: 'note' });
		const said: Saved = await allowed(save(await edited(id, { ...change, note: 'Seven steps since fall.' })));
		expect(said).toMatchObject({ version: 2, did: 'new version' });
		expect(await row(id)).toMatchObject({ unit: 'points', highest: 5, version: 1 });
		expect((await row(id)).superseded_at).not.toBeNull();
		expect(await row(said.id)).toMatchObject({
			...change,
			name: 'Rating',
			replaces: id,
			change_note: 'Seven steps since fall.'
		});

		const { lead, member } = district.people;
		const { goals: kept } = await must(lead, 'pilot', { pilot });
		expect(kept).toContainEqual(expect.objectContaining({ metric_id: id, unit: 'points', target: 4 }));
		const offered = await must(member, 'choices', {});
		const ids = (list: { id: string }[]) => list.map((one) => one.id);
		expect(ids(offered.metrics)).toContain(said.id);
		expect(ids(offered.metrics)).not.toContain(id);
		expect(ids(offered.retired_metrics)).toContain(id);

		for (const which of [id, said.id]) {
			const versions = metricVersionsSchema.parse(
				await allowed(member.call('metric_versions', { metric: which }))
			);
			expect(versions.map(({ version, unit, pilots }) => [version, unit, pilots])).toEqual([
				[2, 'steps', 0],
				[1, 'points', 1]
			]);
			expect(versions[1]!.used_by).toEqual([
				expect.objectContaining({ id: pilot, role: 'secondary', objective: '3.1', stage: 'vetting' })
			]);
		}
		await denied(save(await edited(id, { note: 'Again.' })), '409 superseded');
		await denied(
			district.people.admin.call('retire_metric', { metric: id, reason: 'Old.' }),
			'409 superseded'
		);
	});

	test('counts a draft of others as a pilot, and shows it to nobody else', async () => {
		const { id } = await add();
		const draft = await pilotIn(district, 'draft');
		await must(district.people.lead, 'save_plan', {
			pilot: draft,
			plan: completePlan,
			goals: [{ ...goal(district, 'score', 'primary'), metric_id: id }]
		});
		const seen = async (who: Actor) => (await library(who)).find((one) => one.id === id)?.pilots;
		expect(await seen(district.people.lead)).toBe(1);
		expect(await seen(district.people.admin)).toBe(0);
		await denied(save(await edited(id, { unit: 'steps' })), '422 no_note');
	});

	test('made on an older page is refused', async () => {
		const { id } = await add();
		const [first, second] = [await edited(id, { source: 'A' }), await edited(id, { source: 'B' })];
		await allowed(save(first));
		expect(await denied(save(second), '409 changed_meanwhile')).toMatchObject({ by: 'admin' });
		expect(await row(id)).toMatchObject({ source: 'A' });
		await denied(save({ ...second, seen: null }), '409 changed_meanwhile');
	});

	test('is told in the activity of the office, without its numbers', async () => {
		const { id } = await add({ name: 'Told' });
		await allowed(save(await edited(id, { cadence: 'yearly' })));
		await must(district.people.admin, 'retire_metric', { metric: id, reason: 'Nobody asks.' });
		await must(district.people.admin, 'revive_metric', { metric: id });
		const about = (who: Actor) =>
			allowed(who.client.from('activity').select('verb, facts').eq('record_id', id).order('id'));
		expect(await about(district.people.admin)).toMatchObject([
			{ verb: 'added', facts: { name: 'Told' } },
			{ verb: 'changed', facts: { fields: ['cadence'] } },
			{ verb: 'retired', facts: { reason: 'Nobody asks.' } },
			{ verb: 'offered' }
		]);
		expect(await about(district.people.member)).toEqual([]);
	});
});

describe('a metric that is offered no more', () => {
	test('is retired once, with a reason', async () => {
		const { admin } = district.people;
		const { id: metric } = await add();
		const retire = (reason: string) => admin.call('retire_metric', { metric, reason });
		await denied(retire(' '), '422 no_reason');
		await denied(retire('x'.repeat(501)), '422 too_long');
		await denied(admin.call('revive_metric', { metric }), '409 not_retired');
		await allowed(retire('Nobody measures it.'));
		await denied(retire('Nobody measures it.'), '409 retired');
		await denied(save(await edited(metric, { source: 'A' })), '409 retired');
		await denied(admin.call('retire_metric', { metric: randomUUID(), reason: 'R' }), '404 no_such_metric');
	});

	test.each(['retired', 'superseded'])(
		'for being %s, is in no new plan, and stays where it is',
		async (how) => {
			const { admin, evaluator, lead } = district.people;
			const { id } = await add();
			const pilot = await planOn(id);
			if (how === 'retired') await must(admin, 'retire_metric', { metric: id, reason: 'Nobody asks.' });
			else
				await must(admin, 'save_metric', { metric: await edited(id, { unit: 'steps', note: 'Recounted.' }) });
			const other = await pilotIn(district, 'vetting');
			const wanted = [...goals(district), { ...goal(district, 'hours'), metric_id: id }];
			const plan = { plan: completePlan, goals: wanted };
			for (const who of [lead, evaluator]) {
				const facts = await denied(who.call('save_plan', { pilot: other, ...plan }), '422 metric_unfit');
				expect(facts).toEqual({ metric_id: id, field: 'metric_id' });
			}
			await allowed(evaluator.call('save_plan', { pilot, ...plan }));
			const running = await pilotIn(district, 'experiment');
			await denied(
				evaluator.call('amend_plan', { pilot: running, ...plan, reason: 'One more outcome.' }),
				'422 metric_unfit'
			);
		}
	);
});

describe('what a metric can be', () => {
	const none = { n: null, mean: null, sd: null };
	let pilot: string;
	let rating: string;
	let cost: string;

	beforeAll(async () => {
		rating = (await add()).id;
		cost = (await add({ kind: 'total', unit: 'dollars', about: 'things', lowest: 0, highest: null })).id;
		pilot = await planOn(rating);
		await must(district.people.evaluator, 'save_plan', {
			pilot,
			plan: completePlan,
			goals: [
				...goals(district),
				...[rating, cost].map((metric_id) => ({ ...goal(district, 'hours'), metric_id }))
			]
		});
	});

	const log = async (more: object) => {
		const rows = [result(district, { metric_id: rating, n: 40, mean: 4, sd: 0.8, period: 'Fall', ...more })];
		const [answer] = await allowed(district.people.evaluator.call('log_measurements', { pilot, rows }));
		return answer as { state: string; field?: string; reason?: string };
	};

	test.each([
		[{ mean: 0.99 }, 'mean', /never below 1 points/],
		[{ mean: 5.01 }, 'mean', /never above 5 points/],
		[{ sd: 2.1 }, 'sd', /from 1 to 5 a standard deviation of 40 values is at most 2.03/],
		[{ clusters: 4, cluster_sd: 2.4 }, 'cluster_sd', /of 4 values is at most 2.31/],
		[{ n: 2, sd: 2.9 }, 'sd', /of 2 values is at most 2.83/]
	])('refuses a result with %o', async (more, field, reason) => {
		expect(await log(more)).toMatchObject({ state: 'refused', field, reason: expect.stringMatching(reason) });
	});

	test('refuses a total beyond its bounds, and leaves the other kinds alone', async () => {
		const total = (value: number) =>
			log({ ...none, metric_id: cost, period: `Of ${Math.abs(value)}`, value });
		expect(await total(-1)).toMatchObject({ state: 'refused', field: 'value' });
		expect(await total(9e9)).toMatchObject({ state: 'logged' });
	});

	test('takes what is at the edge, rounded as people round', async () => {
		expect(await log({ mean: 5, sd: 0, period: 'A' })).toMatchObject({ state: 'logged' });
		expect(await log({ mean: 3, sd: 2.03, period: 'B' })).toMatchObject({ state: 'logged' });
		expect(await log({ n: 2, mean: 3, sd: 2.83, period: 'C' })).toMatchObject({ state: 'logged' });
		expect(await log({ n: 1, mean: 3, sd: 9, period: 'D' })).toMatchObject({ state: 'logged' });
	});

	test.each([
		['passed', { planned_sd: 0.4 }, 'planned_sd'],
		['incidents', { planned_sd: 1 }, 'planned_sd'],
		['saved', { planned_sd: 1 }, 'planned_sd'],
		['saved', { margin: 1 }, 'margin'],
		['saved', { role: 'key', target: null }, 'target'],
		['passed', { target: 64 }, 'target'],
		['passed', { minimum_effect: 5 }, 'minimum_effect'],
		['passed', { margin: 2 }, 'margin'],
		['uptime', { role: 'guardrail', minimum_effect: null, guardrail_limit: 5 }, 'guardrail_limit'],
		['incidents', { target: -1 }, 'target'],
		['hours', { target: 'NaN' }, 'target']
	] as const)('refuses for %s a goal with %o', async (metric, more, field) => {
		const plan = [goal(district, 'score', 'primary'), goal(district, metric, 'secondary', more)];
		const facts = await denied(
			district.people.lead.call('save_plan', { pilot: await fresh(), plan: completePlan, goals: plan }),
			'422 metric_unfit'
		);
		expect(facts).toEqual({ metric_id: district.metrics[metric], field });
	});

	test.each([
		[{ target: 6 }, 'target'],
		[{ target: 0 }, 'target'],
		[{ minimum_effect: 4.5 }, 'minimum_effect'],
		[{ planned_sd: 2.5 }, 'planned_sd']
	])('refuses for a scale from 1 to 5 a goal with %o', async (more, field) => {
		const wanted = [
			goal(district, 'score', 'primary'),
			{ ...goal(district, 'hours'), minimum_effect: 1, ...more, metric_id: rating }
		];
		const facts = await denied(
			district.people.lead.call('save_plan', { pilot: await fresh(), plan: completePlan, goals: wanted }),
			'422 metric_unfit'
		);
		expect(facts).toEqual({ metric_id: rating, field });
	});

	test('takes for each kind what it can have', async () => {
		const wanted = [
			goal(district, 'score', 'primary', { target: 64, planned_sd: 12, margin: 1 }),
			goal(district, 'passed', 'key', { target: 0.64, minimum_effect: 0.05, margin: 0.02 }),
			goal(district, 'saved', 'key', { target: 12_000, minimum_effect: null }),
			goal(district, 'absences', 'secondary', { target: 0, margin: 0.1 }),
			goal(district, 'uptime', 'guardrail', { minimum_effect: null, guardrail_limit: -0.01 })
		];
		await allowed(
			district.people.lead.call('save_plan', { pilot: await fresh(), plan: completePlan, goals: wanted })
		);
	});

	let one: string | undefined;
	const fresh = async () => (one ??= await pilotIn(district, 'vetting'));
});

describe('a template', () => {
	test('offers the newest version, without the figure of another unit, and no retired metric', async () => {
		const { admin, member } = district.people;
		const [renamed, recounted, gone] = [await add(), await add(), await add()];
		const template = await must(admin, 'save_template', {
			template: {
				name: 'Ratings',
				kind: 'operations',
				metrics: [renamed, recounted, gone].map(({ id }) => ({
					metric_id: id,
					role: 'secondary',
					minimum_effect: 1
				}))
			}
		});
		for (const { id } of [renamed, recounted]) await planOn(id);
		const saved = async (id: string, more: object): Promise<Saved> =>
			must(admin, 'save_metric', { metric: await edited(id, { note: 'N', ...more }) });
		const newer = [
			await saved(renamed.id, { name: 'Another name' }),
			await saved(recounted.id, { unit: 'steps' })
		];
		await must(admin, 'retire_metric', { metric: gone.id, reason: 'R' });
		const all: { id: string; metrics: object[] }[] = await must(member, 'templates', {});
		expect(all.find(({ id }) => id === template)!.metrics).toEqual([
			expect.objectContaining({ metric_id: newer[0]!.id, name: 'Another name', minimum_effect: 1 }),
			expect.not.objectContaining({ minimum_effect: expect.anything() })
		]);
	});
});

test('an analysis stands when only words of its metrics change, and not when what they mean does', async () => {
	const { id } = await add();
	const pilot = await planOn(id);
	const fingerprint = async () => {
		const [found] = await asOwner<{ it: string }>(
			`select private.evidence_input($1) ->> 'fingerprint' as it`,
			pilot
		);
		return found!.it;
	};
	const before = await fingerprint();
	const owner_id = district.people.lead.id;
	await allowed(save(await edited(id, { source: 'Office', cadence: 'monthly', owner_id })));
	expect(await fingerprint()).toBe(before);
	await allowed(save(await edited(id, { unit: 'steps', note: 'Recounted.' })));
	expect(await fingerprint()).toBe(before);
	await asOwner(`update public.metrics set measures = 'use' where id = $1`, id);
	expect(await fingerprint()).not.toBe(before);
});
