import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completePlan, incidents, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { analyse, evaluate, must, pilotIn, type Stage } from './pilots.ts';
import { report } from './reports.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
	await analyse(pilot);
});

const submit = (who: Actor, of: string, given: unknown = report, more: object = {}) =>
	who.call('submit_evaluation', {
		pilot: of,
		summary: 'It helps.',
		recommendation: 'scale',
		report: given,
		...more
	});
const draft = (who: Actor, of: string, fields: unknown = { findings: 'So far' }, revision?: number) =>
	who.call('save_evaluation_draft', { pilot: of, fields, ...(revision === undefined ? {} : { revision }) });
const read = (who: Actor, of: string) => allowed(who.call('evaluation', { pilot: of }), who.name);
const frozen = (who: Actor, of: string, evaluation: string) =>
	who.call('evaluation_evidence', { pilot: of, evaluation });

const everyone = () => Object.entries(district.people) as [Part, Actor][];

describe('a draft of the report', () => {
	test('is the evaluator’s to write and to read', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of everyone()) {
				if (part === 'evaluator') continue;
				await denied(draft(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
			await denied(draft(district.outsider, pilot), '404 no_such_pilot');
			await denied(draft(district.nobody, pilot), NO_GRANT);
		});
		const { evaluator, admin, lead } = district.people;
		expect(await allowed(draft(evaluator, pilot))).toMatchObject({ revision: 1 });
		expect((await read(evaluator, pilot)).draft).toMatchObject({
			fields: { findings: 'So far' },
			revision: 1
		});
		for (const who of [admin, lead]) expect((await read(who, pilot)).draft).toBeNull();
	});

	test('is fields of text, and no longer than a report', async () => {
		const { evaluator } = district.people;
		for (const fields of [null, [], 5, { findings: 1 }, { findings: { deep: 'text' } }])
			await denied(draft(evaluator, pilot, fields), '422 no_draft', JSON.stringify(fields));
		await denied(draft(evaluator, pilot, { findings: 'x'.repeat(100_001) }), '422 too_long');
		expect((await read(evaluator, pilot)).draft.revision).toBe(1);
	});

	test('saved from two pages, neither is lost', async () => {
		const { evaluator } = district.people;
		expect(await allowed(draft(evaluator, pilot, { findings: 'Two' }, 1))).toMatchObject({ revision: 2 });
		const facts = await denied(draft(evaluator, pilot, { findings: 'Other' }, 1), '409 edited_elsewhere');
		expect(facts).toMatchObject({ revision: 2, saved: { findings: 'Two' } });
		// The same again is saved already.
		expect(await allowed(draft(evaluator, pilot, { findings: 'Two' }, 1))).toMatchObject({ revision: 2 });
		expect(await allowed(draft(evaluator, pilot, { findings: 'Other' }, 2))).toMatchObject({ revision: 3 });
	});

	test.each<Stage>(['vetting', 'decision'])('is not kept in %s', async (stage) => {
		const other = await pilotIn(district, stage);
		await denied(draft(district.people.evaluator, other), '409 not_now');
	});
});

describe('the report', () => {
	test('is the evaluator’s to submit', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of everyone()) {
				if (part === 'evaluator') continue;
				await denied(submit(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
			await denied(submit(district.outsider, pilot), '404 no_such_pilot');
		});
	});

	test.each([
		['a number', 5, '422 no_report', undefined],
		['a list', [], '422 no_report', undefined],
		['no factors', { ...report, factors: undefined }, '422 no_report', undefined],
		['another part', { ...report, names: 'Ben' }, '422 no_such_part', undefined],
		['no findings', { ...report, findings: ' \n' }, '422 missing', 'findings'],
		['no limits', { ...report, limits: '' }, '422 missing', 'limits'],
		['no reasons', { ...report, reasons: null }, '422 missing', 'reasons'],
		['findings that are no text', { ...report, findings: { a: 1 } }, '422 no_text', 'findings'],
		['findings that are too long', { ...report, findings: 'x'.repeat(6001) }, '422 too_long', 'findings'],
		['educators that are too long', { ...report, educators: 'x'.repeat(4001) }, '422 too_long', 'educators'],
		['another fidelity', { ...report, fidelity: 'mostly' }, '422 missing', 'fidelity'],
		['partly without what differed', { ...report, fidelity_note: '' }, '422 missing', 'fidelity_note'],
		['a factor that there is not', rated('weather', 'helped'), '422 no_such_factor', undefined],
		['a factor not rated', rated('adoption', null), '422 missing', 'factor:adoption'],
		['another rating', rated('adoption', 'ruined'), '422 missing', 'factor:adoption'],
		['a long sentence', rated('adoption', 'helped', 'x'.repeat(501)), '422 too_long', 'note:adoption']
	])('not with %s', async (_what, given, how, field) => {
		await unchanged(district, pilot, async () => {
			const facts = await denied(
				submit(district.people.evaluator, pilot, given),
				how === '422 no_such_factor' ? '422 no_such_part' : how
			);
			if (field) expect(facts).toMatchObject({ field });
		});
	});

	test('not on evidence that is not of this moment, nor on other than its writer saw', async () => {
		const { evaluator } = district.people;
		const other = await pilotIn(district, 'experiment');
		await denied(submit(evaluator, other), '409 evidence_stale', 'never computed');
		await analyse(other);
		await must(evaluator, 'log_measurements', { pilot: other, rows: [result(district)] });
		await unchanged(district, other, () => denied(submit(evaluator, other), '409 evidence_stale'));
		await analyse(other);
		await denied(
			submit(evaluator, other, report, { seen: 'what stood there before' }),
			'409 evidence_changed'
		);
		const { fingerprint } = await allowed(evaluator.call('analysis', { pilot: other }));
		await allowed(submit(evaluator, other, report, { seen: fingerprint }));
	});

	test('is read by everyone who sees the pilot; its draft is gone', async () => {
		const { evaluator, member } = district.people;
		const id = await allowed(submit(evaluator, pilot, { ...report, findings: '  Scores rose. \n' }));
		for (const [part, who] of everyone()) {
			if (part === 'deactivated') continue;
			const { versions, may } = await read(who, pilot);
			expect(versions, part).toMatchObject([
				{
					id,
					by: 'evaluator',
					counts: true,
					mine: part === 'evaluator',
					report: { findings: 'Scores rose.', fidelity: 'partly' },
					evidence: { changed: false }
				}
			]);
			expect(may.write, part).toBe(part === 'evaluator');
		}
		expect((await read(evaluator, pilot)).draft).toBeNull();
		await denied(district.outsider.call('evaluation', { pilot }), '404 no_such_pilot');
		await denied(district.nobody.call('evaluation', { pilot }), NO_GRANT);
		expect((await read(member, pilot)).versions[0].report.factors.adoption).toEqual({
			rating: 'helped',
			note: ''
		});
	});

	test('submitted again, the last one counts and the first is kept', async () => {
		const { evaluator, member } = district.people;
		const id = await allowed(submit(evaluator, pilot, { ...report, limits: 'Three schools.' }));
		const { versions } = await read(member, pilot);
		expect(versions.map((one: { counts: boolean }) => one.counts)).toEqual([true, false]);
		expect(versions[0]).toMatchObject({ id, report: { limits: 'Three schools.' } });
		expect(versions[1]).toMatchObject({ report: { limits: 'One term, two schools.' } });
		await expect(asOwner(`update public.evaluations set report = '{}' where id = $1`, id)).rejects.toThrow();
		await expect(asOwner('delete from private.evaluation_evidence')).rejects.toThrow();
	});

	test('of words alone is taken as ever, and freezes what stands', async () => {
		const { evaluator, member } = district.people;
		const other = await pilotIn(district, 'experiment');
		await evaluate(district, other);
		expect((await read(member, other)).versions).toMatchObject([{ report: null, evidence: null }]);
		await analyse(other);
		await must(evaluator, 'submit_evaluation', { pilot: other, summary: 'Fine.', recommendation: 'scale' });
		expect((await read(member, other)).versions[0]).toMatchObject({
			report: null,
			evidence: { changed: false }
		});
	});
});

describe('the evidence as it was', () => {
	let other: string;
	let id: string;

	beforeAll(async () => {
		other = await pilotIn(district, 'experiment');
		const { evaluator } = district.people;
		await must(evaluator, 'log_measurements', { pilot: other, rows: [result(district)] });
		await analyse(other);
		id = await allowed(submit(evaluator, other));
	});

	const whole = (part: Part) => part === 'evaluator' || part === 'admin';

	test('is whole for the evaluator and the admin, shown with small cells withheld to everyone else', async () => {
		for (const [part, who] of everyone()) {
			if (part === 'deactivated') continue;
			expect(await allowed(frozen(who, other, id), part), part).toMatchObject({
				analysis: { for: whole(part) ? 'the evaluator' : 'everyone' },
				permitted: ['scale', 'extend'],
				withheld: false,
				current: true
			});
		}
		await denied(frozen(district.outsider, other, id), '404 no_such_pilot');
		await denied(frozen(district.nobody, other, id), NO_GRANT);
		await denied(frozen(district.people.admin, pilot, id), '404 no_such_evaluation', 'of another pilot');
	});

	test('stays as it was, and says that things have changed since', async () => {
		const { evaluator, member } = district.people;
		await must(evaluator, 'log_measurements', {
			pilot: other,
			rows: [result(district, { arm: 'comparison', mean: 58 }), incidents(district)]
		});
		expect(await allowed(frozen(member, other, id))).toMatchObject({
			analysis: { for: 'everyone' },
			withheld: false,
			current: false
		});
		expect((await read(member, other)).versions[0].evidence.changed).toBe(true);
	});

	test('changes with a plan that is amended', async () => {
		const { evaluator, member } = district.people;
		const third = await pilotIn(district, 'experiment');
		await analyse(third);
		await allowed(submit(evaluator, third));
		await must(evaluator, 'amend_plan', {
			pilot: third,
			plan: { ...completePlan, people_per_arm: 90 },
			reason: 'A class was closed.'
		});
		expect((await read(member, third)).versions[0].evidence.changed).toBe(true);
	});

	test('is withheld where a small group could be worked out from the totals of then and now', async () => {
		const { evaluator, member, admin } = district.people;
		const small = result(district, { n: 7, stratum: 'Grade 6', period: 'Winter' });
		await must(evaluator, 'log_measurements', { pilot: other, rows: [small] });
		await analyse(other);
		expect(await allowed(frozen(member, other, id))).toMatchObject({ analysis: null, withheld: true });
		for (const who of [evaluator, admin])
			expect(await allowed(frozen(who, other, id))).toMatchObject({
				analysis: { for: 'the evaluator' },
				withheld: false
			});
	});

	test('is withheld where a correction moves a total by a few people', async () => {
		const { evaluator, member } = district.people;
		const third = await pilotIn(district, 'experiment');
		const first = result(district, { n: 60 });
		await must(evaluator, 'log_measurements', { pilot: third, rows: [first] });
		await analyse(third);
		const version = await allowed(submit(evaluator, third));
		const corrected = result(district, { n: 63, supersedes: first.id, reason: 'Three came late.' });
		await must(evaluator, 'log_measurements', { pilot: third, rows: [corrected] });
		expect(await allowed(frozen(member, third, version))).toMatchObject({ analysis: null, withheld: true });
	});

	test('is not there where nothing was frozen', async () => {
		const third = await pilotIn(district, 'experiment');
		await evaluate(district, third);
		const { versions } = await read(district.people.member, third);
		expect(await allowed(frozen(district.people.member, third, versions[0].id))).toBeNull();
	});
});

function rated(factor: string, rating: string | null, note = '') {
	return { ...report, factors: { ...report.factors, [factor]: { rating, note } } };
}
