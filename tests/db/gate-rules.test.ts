import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { newcomer } from './newcomers.ts';
import { advance, must, pilotIn, settleFamilies, signAll } from './pilots.ts';
import { askForTraining } from './training-modules.ts';

// Each test changes what gates ask in the whole district.
let district: District;

beforeEach(async () => {
	district = await foundDistrict();
});

type Rule = {
	act: string;
	criterion: string;
	kind: string | null;
	tier: string | null;
	required: boolean;
	signed_by: string[] | null;
	title: string | null;
	position: number;
};
type Settings = { revision: number; rules: Rule[]; acts: string[]; parts: string[] };

const settings = (): Promise<Settings> => allowed(district.people.admin.call('gate_settings'));
const save = (who: Actor, revision: number, rules: unknown, preview = false) =>
	who.call('save_gate_rules', { revision, rules, preview });
/** The same rules, with some of one criterion another way: of each gate that asks it, or of one. */
const but = (rules: Rule[], criterion: string, some: Partial<Rule>, act?: string) =>
	rules.map((rule) =>
		rule.criterion === criterion && (act ?? rule.act) === rule.act ? { ...rule, ...some } : rule
	);
const own = (some: Partial<Rule> = {}): Rule => ({
	act: 'launch',
	criterion: 'own:board',
	kind: null,
	tier: null,
	required: true,
	signed_by: ['clerk'],
	title: 'The board has heard of it',
	position: 20,
	...some
});
const asked = async (pilot: string, criterion: string) =>
	(await allowed(district.people.member.call('gate', { pilot }))).find(
		(one: { criterion: string }) => one.criterion === criterion
	);
const launch = (pilot: string) =>
	district.people.cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment'));

test('what gates ask is the AI office’s to see and change', async () => {
	const { revision, rules, acts } = await settings();
	expect(acts).toEqual([
		'submit',
		'triage',
		'shelve',
		'launch',
		'evidence',
		'scale',
		'extend',
		'adopt',
		'retire'
	]);
	const may: Part[] = ['admin', 'insider', 'former'];
	for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
		if (may.includes(part)) continue;
		const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
		await denied(who.call('gate_settings'), how, part);
		for (const preview of [true, false])
			await denied(save(who, revision, [...rules, own()], preview), how, part);
	}
	const guest = await newcomer(district.id, 'guest');
	await denied(save(guest, revision, [...rules, own()]), '403 not_yours');
	await denied(district.nobody.call('gate_settings'), '42501');
	expect(await settings()).toMatchObject({ revision, rules });
	expect(await allowed(district.people.member.read('gate_rules', 'act'))).toHaveLength(rules.length);
});

test('a criterion of the district’s own holds the gate until it is signed', async () => {
	const { admin, clerk, member } = district.people;
	const { revision, rules } = await settings();
	expect(await allowed(save(admin, revision, [...rules, own()]))).toMatchObject({
		revision: revision + 1,
		changes: [{ act: 'launch', criterion: 'own:board', kind: null, tier: null, what: 'added' }]
	});
	const pilot = await pilotIn(district, { stage: 'vetting', without: 'signatures' });
	await settleFamilies(district, pilot);
	const { error } = await launch(pilot);
	expect(error?.message).toContain('The board has heard of it');
	expect(await asked(pilot, 'own:board')).toMatchObject({ how: 'signed', signed_by: ['clerk'], met: false });
	await denied(member.call('sign_criterion', { pilot, criterion: 'own:board' }), '403 not_yours');
	await allowed(clerk.call('sign_criterion', { pilot, criterion: 'own:board', note: 'On 3 March.' }));
	expect(await asked(pilot, 'own:board')).toMatchObject({
		met: true,
		title: 'The board has heard of it',
		facts: { signed: { by: 'clerk', note: 'On 3 March.' } }
	});
	await allowed(launch(pilot));
});

test('the most specific rule decides: kind and tier, then kind, then tier, then any', async () => {
	const { admin } = district.people;
	const { revision, rules } = await settings();
	const kind = 'student-facing instruction';
	const some = (more: Partial<Rule>) => own({ required: false, ...more });
	await must(admin, 'save_gate_rules', {
		revision,
		rules: [
			...rules,
			some({ title: 'any' }),
			some({ title: 'tier', tier: 'high', required: true }),
			some({ title: 'other tier', tier: 'low' }),
			some({ title: 'other kind', kind: 'operations', tier: 'moderate' })
		]
	});
	const moderate = await pilotIn(district, 'vetting');
	expect(await asked(moderate, 'own:board')).toMatchObject({ title: 'any', required: false });
	expect(await asked(await pilotIn(district, { stage: 'vetting', tier: 'high' }), 'own:board')).toMatchObject(
		{
			title: 'tier',
			required: true
		}
	);
	const now = await settings();
	await must(admin, 'save_gate_rules', {
		revision: now.revision,
		rules: [...now.rules, some({ title: 'kind', kind }), some({ title: 'both', kind, tier: 'high' })]
	});
	const titles = async (tier: 'moderate' | 'high') =>
		(await asked(await pilotIn(district, { stage: 'vetting', tier }), 'own:board')).title;
	expect(await titles('moderate')).toBe('kind');
	expect(await titles('high')).toBe('both');
	expect(await asked(moderate, 'own:board'), 'it stood there before').toMatchObject({ title: 'any' });
});

test('what is not required is shown, and holds nothing up', async () => {
	const { admin } = district.people;
	const { revision, rules } = await settings();
	await must(admin, 'save_gate_rules', { revision, rules: but(rules, 'training', { required: false }) });
	const askNoMore = await askForTraining(district);
	const pilot = await pilotIn(district, { stage: 'vetting', without: 'signatures' });
	await settleFamilies(district, pilot);
	expect(await asked(pilot, 'training')).toMatchObject({ required: false, met: false });
	await allowed(launch(pilot));
	await askNoMore();
});

test('what scaling asks is edited like a gate, and a pilot at its decision keeps what it came under', async () => {
	const { admin } = district.people;
	const standing = await pilotIn(district, 'decision');
	const running = await pilotIn(district, 'experiment');
	const { revision, rules } = await settings();
	const wanted = [
		...but(rules, 'payer', { required: false }),
		own({ act: 'extend', criterion: 'own:again', title: 'Families want it again', signed_by: ['cabinet'] })
	];
	const preview = await allowed(save(admin, revision, wanted));
	expect(preview.changes).toMatchObject([
		{ act: 'scale', criterion: 'payer', what: 'changed' },
		{ act: 'extend', criterion: 'own:again', what: 'added' }
	]);
	const ids = (list: { pilot: string }[]) => list.map(({ pilot }) => pilot);
	expect(ids(preview.standing)).toContain(standing);
	expect(ids(preview.coming)).toContain(running);
	expect(await asked(standing, 'payer')).toMatchObject({ required: true });
	expect(await asked(standing, 'own:again')).toBeUndefined();
	const later = await pilotIn(district, { stage: 'decision', permitted: ['scale'] });
	expect(await asked(later, 'payer')).toMatchObject({ required: false });
	expect(await asked(later, 'own:again')).toMatchObject({ act: 'extend', met: false });
	const home = async (who: Actor) =>
		(await must(who, 'home', {})).waiting.filter(
			(one: { what: string; pilot: string }) => one.what === 'sign what a gate asks' && one.pilot === later
		);
	expect(await home(district.people.cabinet2)).toMatchObject([{ detail: 'Families want it again' }]);
	expect(await home(district.people.lead)).toEqual([]);
	await must(district.people.cabinet2, 'sign_criterion', { pilot: later, criterion: 'own:again' });
	expect(await home(district.people.cabinet2)).toEqual([]);
	const { revision: now } = await settings();
	await must(admin, 'save_gate_rules', { revision: now, rules });
});

describe('edited while twelve pilots stand at the gate', () => {
	test('the gate stays as it was for them, and is another for those that come', async () => {
		const { admin, lead } = district.people;
		const standing = [];
		for (let i = 0; i < 12; i += 1) standing.push(await pilotIn(district, { stage: 'vetting', tier: 'low' }));
		const proposed = await pilotIn(district, 'proposed');
		const draft = await pilotIn(district, 'draft');
		const { revision, rules } = await settings();
		const wanted = [...but(rules, 'budget', { required: false }, 'launch'), own()];

		const preview = await allowed(save(admin, revision, wanted, true));
		expect(preview).toMatchObject({
			revision,
			changes: [
				{ criterion: 'budget', what: 'changed' },
				{ criterion: 'own:board', what: 'added' }
			],
			coming: [{ pilot: proposed, stage: 'proposed' }]
		});
		expect(preview.standing.map(({ pilot }: { pilot: string }) => pilot).sort()).toEqual(standing.toSorted());
		expect(JSON.stringify(preview)).not.toContain(draft);
		expect(await settings(), 'a preview saves nothing').toMatchObject({ revision, rules });

		const saved = await allowed(save(admin, revision, wanted));
		expect(saved).toEqual({ ...preview, revision: revision + 1 });
		for (const pilot of standing) expect(await asked(pilot, 'own:board')).toBeUndefined();
		await allowed(admin.call('advance_pilot', advance(standing[0]!, 'vetting', 'experiment')));
		await must(admin, 'advance_pilot', advance(proposed, 'proposed', 'vetting'));
		expect(await asked(proposed, 'own:board')).toMatchObject({ required: true });
		expect(await asked(proposed, 'budget')).toMatchObject({ required: false });

		// Sent back and proposed again, it enters the gate anew.
		await must(admin, 'advance_pilot', advance(standing[1]!, 'vetting', 'draft', 'Once more.'));
		await signAll(district, standing[1]!, 'submit');
		await must(lead, 'advance_pilot', advance(standing[1]!, 'draft', 'proposed'));
		await signAll(district, standing[1]!, 'triage');
		await must(admin, 'advance_pilot', advance(standing[1]!, 'proposed', 'vetting'));
		expect(await asked(standing[1]!, 'own:board')).toMatchObject({ required: true });
	});
});

describe('two admins', () => {
	test('who edit at once do not overwrite each other: the second is told who was first', async () => {
		const { admin, insider } = district.people;
		const { revision, rules } = await settings();
		await allowed(save(admin, revision, [...rules, own()]));
		for (const preview of [true, false]) {
			const facts = await denied(save(insider, revision, rules, preview), '409 changed_meanwhile');
			expect(facts).toMatchObject({ by: 'admin', revision: revision + 1 });
			expect(facts.at).not.toBeNull();
		}
		expect((await settings()).rules).toContainEqual(expect.objectContaining({ criterion: 'own:board' }));
	});

	test('truly at once: one is saved', async () => {
		const { admin, insider } = district.people;
		const { revision, rules } = await settings();
		const answers = await Promise.all([
			save(admin, revision, [...rules, own()]),
			save(insider, revision, [...rules, own({ criterion: 'own:union' })])
		]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		await denied(Promise.resolve(answers.find(({ error }) => error)!), '409 changed_meanwhile');
		expect((await settings()).rules).toHaveLength(rules.length + 1);
	});

	test('who save what is there already change nothing', async () => {
		const { revision, rules } = await settings();
		expect(await allowed(save(district.people.admin, revision, rules))).toMatchObject({
			revision,
			changes: []
		});
	});
});

test('rules that cannot be are refused in a sentence', async () => {
	const { admin } = district.people;
	const { revision, rules } = await settings();
	const refused: [string, unknown][] = [
		['400 no_rules', { act: 'launch' }],
		['400 no_rules', null],
		['422 wrong_rule', [...rules, 'launch']],
		['422 unknown_act', [...rules, own({ act: 'decide' })]],
		['422 unknown_act', [...rules, own({ act: 'nonsense' })]],
		['422 unknown_criterion', [...rules, own({ criterion: 'board' })]],
		['422 unknown_criterion', [...rules, own({ criterion: 'own:Board!' })]],
		['422 unknown_criterion', [...rules, { ...own(), criterion: 'budget', act: 'submit' }]],
		['422 unknown_part', [...rules, own({ signed_by: ['janitor'] })]],
		['422 no_signer', [...rules, own({ signed_by: [] })]],
		['422 no_signer', but(rules, 'duplicates', { signed_by: [] })],
		['422 not_signed', but(rules, 'contract_ended', { signed_by: ['admin'] })],
		['422 not_signed', but(rules, 'budget', { signed_by: ['admin'] })],
		['422 no_title', [...rules, own({ title: '  ' })]],
		['422 no_title', [...rules, own({ title: null })]],
		['422 too_long', [...rules, own({ title: 'x'.repeat(121) })]],
		['422 wrong_rule', [...rules, own({ kind: 'magic' })]],
		['422 wrong_rule', [...rules, own({ tier: 'extreme' })]],
		['422 wrong_rule', [...rules, { ...own(), position: 'first' }]],
		['422 wrong_rule', [...rules, { ...own(), required: 'yes' }]],
		['422 duplicate', [...rules, own(), own()]],
		['422 duplicate', [...rules, own(), own({ act: 'adopt', tier: 'low' })]],
		['422 built_in', rules.filter(({ criterion }) => criterion !== 'budget')],
		['422 never_waived', but(rules, 'data_agreement', { required: false })],
		['422 never_waived', but(rules, 'data_agreement', { required: false }, 'scale')],
		['422 not_signed', but(rules, 'data_agreement', { signed_by: ['lead'] })],
		['422 never_waived', rules.filter(({ criterion }) => criterion !== 'data_agreement')],
		['422 too_many', Array.from({ length: 301 }, () => own())]
	];
	for (const [how, given] of refused) {
		for (const preview of [true, false])
			await denied(save(admin, revision, given, preview), how, JSON.stringify(given)?.slice(-160));
	}
	expect(await settings()).toMatchObject({ revision, rules });
});

test('a change of the gates is the office’s activity', async () => {
	const { admin, member } = district.people;
	const { revision, rules } = await settings();
	await allowed(save(admin, revision, [...rules, own()]));
	const lines = (who: Actor) =>
		allowed(who.client.from('activity').select('verb, facts').eq('record', 'gate_rules'));
	expect(await lines(admin)).toMatchObject([
		{ verb: 'changed the gates', facts: { changes: [{ what: 'added' }] } }
	]);
	expect(await lines(member)).toEqual([]);
});
