import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { templatesSchema, type Template } from '../../src/lib/pilots/templates.ts';
import { allowed, denied, NOT_UNDERSTOOD } from './checks.ts';
import type { Actor } from './actors.ts';
import { foundDistrict, type District } from './district.ts';
import { completeProposal } from './forms.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const all = async (who: Actor) => templatesSchema.parse(await must(who, 'templates', {}));
const made = (more: object = {}) => ({
	name: 'Tutors',
	kind: 'operations',
	about: 'For tutors.',
	prompts: { problem: 'Which unit?' },
	starter: 'The unit test.',
	design: 'randomized',
	cycle_weeks: 9,
	metrics: [
		{ metric_id: district.metrics.score, role: 'primary', minimum_effect: 2 },
		{ metric_id: district.metrics.incidents, role: 'guardrail', limit: 0 }
	],
	reviews: ['finance'],
	training: ['AI literacy'],
	...more
});
const add = (more: object = {}) => must(district.people.admin, 'save_template', { template: made(more) });
const found = async (id: string, who = district.people.admin) =>
	(await all(who)).find((template) => template.id === id) as Template;
const draftWith = async (template: string, more: object = {}) => {
	const pilot = randomUUID();
	await must(district.people.lead, 'save_proposal', {
		pilot,
		proposal: { title: 'With a template', template, ...more }
	});
	return pilot;
};

describe('the templates of a district', () => {
	test('are four to begin with, one for each kind, and are read by everyone of it', async () => {
		const { member } = district.people;
		const kinds = (await all(member)).filter(({ made_by }) => made_by === null).map(({ kind }) => kind);
		expect(kinds.toSorted()).toEqual([
			'back office',
			'operations',
			'staff productivity',
			'student-facing instruction'
		]);
		await denied(district.people.deactivated.call('templates'), '403 no_person');
	});

	test('are written by the AI office alone', async () => {
		const template = await add();
		const { revision } = await found(template);
		for (const who of Object.values(district.people)) {
			if (['admin', 'former', 'insider', 'deactivated'].includes(who.name)) continue;
			await denied(who.call('save_template', { template: made() }), '403 not_yours', who.name);
			await denied(who.call('set_template', { template, state: 'required' }), '403 not_yours', who.name);
		}
		await denied(
			district.outsider.call('save_template', { template: made({ id: template, revision, metrics: [] }) }),
			'404 no_such_template'
		);
		await denied(
			district.outsider.call('set_template', { template, state: 'retired' }),
			'404 no_such_template'
		);
	});

	test.each([
		[{ name: ' ' }, '422 wrong_template'],
		[{ name: 'x'.repeat(81) }, '422 wrong_template'],
		[{ kind: 'homework' }, '422 wrong_template'],
		[{ cycle_weeks: 105 }, '422 wrong_template'],
		[{ reviews: ['magic'] }, '422 wrong_template'],
		[{ design: 'magic' }, '422 wrong_template'],
		[{ metrics: [{ metric_id: randomUUID(), role: 'key' }] }, '422 wrong_template'],
		[{ metrics: [{ metric_id: 'x', role: 'key' }] }, NOT_UNDERSTOOD],
		[{ required: true }, '422 wrong_template'],
		[{ training: Array.from({ length: 11 }, (_, i) => `T${i}`) }, '422 too_many']
	])('are refused with %o', async (more, how) => {
		await denied(district.people.admin.call('save_template', { template: made(more) }), how);
	});

	test('are refused with a guardrail without a limit, or two primary outcomes', async () => {
		const { score, hours } = district.metrics;
		for (const metrics of [
			[{ metric_id: score, role: 'guardrail' }],
			[
				{ metric_id: score, role: 'primary' },
				{ metric_id: hours, role: 'primary' }
			],
			[
				{ metric_id: score, role: 'key' },
				{ metric_id: score, role: 'secondary' }
			]
		]) {
			await denied(
				district.people.admin.call('save_template', { template: made({ metrics }) }),
				'422 wrong_template'
			);
		}
	});

	test('overwrite nobody’s change unseen', async () => {
		const { admin } = district.people;
		const id = await add();
		await must(admin, 'save_template', { template: made({ id, revision: 1, name: 'Second' }) });
		const facts = await denied(
			admin.call('save_template', { template: made({ id, revision: 1, name: 'Third' }) }),
			'409 changed_meanwhile'
		);
		expect(facts).toMatchObject({ revision: 2, by: 'admin' });
		expect(await found(id)).toMatchObject({ name: 'Second', revision: 2 });
	});
});

describe('a draft that begins with a template', () => {
	test('takes its kind and its beginning, and not what is written already', async () => {
		const { lead } = district.people;
		const template = await add();
		expect(await must(lead, 'pilot', { pilot: await draftWith(template) })).toMatchObject({
			kind: 'operations',
			how_we_know: 'The unit test.',
			template: { id: template, revision: 1, newest: 1, metrics: [{ role: 'primary' }, { limit: 0 }] }
		});
		const own = await draftWith(template, { how_we_know: 'My own words.', kind: 'back office' });
		expect(await must(lead, 'pilot', { pilot: own })).toMatchObject({
			kind: 'back office',
			how_we_know: 'My own words.'
		});
	});

	test('keeps its version when it is edited, is told, and takes the new one over', async () => {
		const { admin, lead } = district.people;
		const template = await add();
		const pilot = await draftWith(template, { problem: 'Typed.' });
		await must(admin, 'save_template', {
			template: made({ id: template, revision: 1, name: 'Newer', starter: 'Otherwise.', kind: 'back office' })
		});
		await must(lead, 'save_proposal', { pilot, proposal: { benefit: 'More.' } });
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({
			kind: 'operations',
			template: { name: 'Tutors', revision: 1, newest: 2 }
		});
		await must(lead, 'save_proposal', { pilot, proposal: { template } });
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({
			problem: 'Typed.',
			benefit: 'More.',
			how_we_know: 'The unit test.',
			template: { name: 'Newer', revision: 2, newest: 2 }
		});
	});

	test('keeps one that was retired, which nobody else takes', async () => {
		const { admin, lead, member } = district.people;
		const template = await add();
		const pilot = await draftWith(template);
		await must(admin, 'set_template', { template, state: 'retired' });
		await allowed(lead.call('save_proposal', { pilot, proposal: { template, title: 'Still' } }));
		await denied(
			member.call('save_proposal', { pilot: randomUUID(), proposal: { title: 'New', template } }),
			'422 unknown_template'
		);
		expect((await all(member)).map(({ id }) => id)).not.toContain(template);
		expect((await all(admin)).map(({ id }) => id)).toContain(template);
	});

	test('takes none of another district', async () => {
		const [theirs] = await all(district.outsider);
		await denied(
			district.people.lead.call('save_proposal', {
				pilot: randomUUID(),
				proposal: { title: 'A', template: theirs!.id }
			}),
			'422 unknown_template'
		);
	});

	test('is asked for the reviews of its template beside those of its tier', async () => {
		const { admin, lead, sponsor } = district.people;
		const template = await add();
		const pilot = await draftWith(template, completeProposal(district, 'low'));
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		await must(admin, 'appoint', { pilot, person: sponsor.id, role: 'sponsor' });
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'low' } });
		await signAll(district, pilot, 'triage');
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		const { reviews } = await must(lead, 'pilot', { pilot });
		expect(reviews.map(({ specialty }: { specialty: string }) => specialty)).toEqual(['privacy', 'finance']);
	});
});

describe('a template that is required for a kind', () => {
	test('holds drafts of that kind that begin later, and no other', async () => {
		const { admin, lead } = district.people;
		const whole = { ...completeProposal(district), kind: 'staff productivity' };
		const before = await pilotIn(district, 'draft');
		await must(lead, 'save_proposal', { pilot: before, proposal: { kind: 'staff productivity' } });
		const template = await add({ kind: 'staff productivity', name: 'Required' });
		await must(admin, 'set_template', { template, state: 'required' });
		const submit = async (pilot: string) => {
			await signAll(district, pilot, 'submit');
			return lead.call('advance_pilot', advance(pilot, 'draft', 'proposed'));
		};
		await allowed(submit(before), 'begun before');
		const other = randomUUID();
		await must(lead, 'save_proposal', { pilot: other, proposal: { ...whole, kind: 'back office' } });
		await allowed(submit(other), 'of another kind');

		const pilot = randomUUID();
		await must(lead, 'save_proposal', { pilot, proposal: whole });
		expect(await denied(submit(pilot), '422 gate_not_met')).toMatchObject({ unmet: ['template'] });
		await must(lead, 'save_proposal', { pilot, proposal: { template } });
		await allowed(submit(pilot), 'with it');
		await must(admin, 'set_template', { template, state: 'offered' });
		const free = randomUUID();
		await must(lead, 'save_proposal', { pilot: free, proposal: whole });
		await allowed(submit(free), 'required no longer');
	});
});
