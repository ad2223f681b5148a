import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { completePlan, day, goals } from './forms.ts';
import { activityOf, advance, familyMeasures, must, pilotIn, settleFamilies } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type Kind = {
	kind: string;
	asked: boolean;
	state: string;
	id: number | null;
	measure: Record<string, unknown> | null;
	amended: boolean;
	reason: string;
	by: string;
	earlier: { measure: object; by: string }[];
};
const page = async (pilot: string, who: Actor = district.people.lead) =>
	(await must(who, 'safeguards', { pilot })).families as {
		may_save: boolean;
		amending: boolean;
		applies: boolean;
		kinds: Kind[];
	};
const kindOf = async (pilot: string, kind: string, who?: Actor) =>
	(await page(pilot, who)).kinds.find((one) => one.kind === kind)!;
const save = (who: Actor, pilot: string, kind: string, measure: object, more: object = {}) =>
	who.call('save_family_measure', { pilot, kind, measure, ...more });
const criterion = async (pilot: string) =>
	(await must(district.people.lead, 'gate', { pilot })).find(
		(one: { criterion: string }) => one.criterion === 'families'
	);
const open = (tier?: 'moderate' | 'high') =>
	pilotIn(district, { stage: 'vetting', without: 'signatures', ...(tier ? { tier } : {}) });

describe('what a tier asks for', () => {
	test('a moderate one asks for notice, opt-out, alternative, languages and accommodations', async () => {
		const pilot = await open();
		const asked = (await page(pilot)).kinds.filter((one) => one.asked).map((one) => one.kind);
		expect(asked).toEqual(['notice', 'opt_out', 'alternative', 'languages', 'accommodations']);
		expect(await criterion(pilot)).toMatchObject({ met: false, how: 'automatic' });
	});

	test('a high one asks for consent too, for children under 13, and for research where chance assigns', async () => {
		const pilot = await open('high');
		const asked = (await page(pilot)).kinds.filter((one) => one.asked).map((one) => one.kind);
		expect(asked).toEqual(Object.keys(familyMeasures));
	});

	test('nothing of research where neither chance assigns nor consent is active', async () => {
		const pilot = await open('high');
		const { evaluator, lead } = district.people;
		await must(evaluator, 'save_plan', {
			pilot,
			plan: { ...completePlan, design: 'matched comparison' },
			goals: goals(district)
		});
		expect((await kindOf(pilot, 'research_review')).asked).toBe(false);
		await must(lead, 'save_family_measure', { pilot, kind: 'consent', measure: { consent: 'active' } });
		expect((await kindOf(pilot, 'research_review')).asked).toBe(true);
	});

	test('nothing where no students take part, and the gate does not ask', async () => {
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'low' });
		expect((await page(pilot)).kinds.some((one) => one.asked)).toBe(false);
		expect((await page(pilot)).applies).toBe(false);
		expect(await criterion(pilot)).toBeUndefined();
	});
});

describe('settling it', () => {
	test('ticks the gate once each kind is settled, and says what is missing until then', async () => {
		const pilot = await open('high');
		const { lead } = district.people;
		for (const [kind, measure] of Object.entries(familyMeasures)) {
			expect(await criterion(pilot), kind).toMatchObject({ met: false });
			await allowed(save(lead, pilot, kind, measure));
		}
		const { met, facts } = await criterion(pilot);
		expect(met).toBe(true);
		expect(facts.asked).toContainEqual({ kind: 'notice', state: 'done', date: day(-3) });
		const lines = await activityOf(lead, pilot);
		expect(lines.filter((line: { verb: string }) => line.verb === 'settled for families')).toHaveLength(8);
	});

	test('belongs to the team until launch, its sponsor, the AI office and reviewers of instruction', async () => {
		const pilot = await open();
		const measure = (who: string) => ({ activity: `${who} says: on paper.` });
		let seen: number | null = null;
		for (const part of ['lead', 'teammate', 'collector', 'insider', 'sponsor', 'admin', 'reviewer'] as Part[])
			seen = await allowed(save(district.people[part], pilot, 'alternative', measure(part), { seen }));
		for (const part of [
			'member',
			'evaluator',
			'privacyReviewer',
			'cabinet2',
			'chair',
			'clerk',
			'colleague'
		] as Part[])
			await denied(
				save(district.people[part], pilot, 'alternative', measure(part), { seen }),
				'403 not_yours',
				part
			);
		await denied(
			save(district.people.former, pilot, 'alternative', measure('former'), { seen }),
			'403 separation_of_duties'
		);
		await denied(
			save(district.outsider, pilot, 'alternative', measure('outsider'), { seen }),
			'404 no_such_pilot'
		);
		const last = await kindOf(pilot, 'alternative');
		expect(last.earlier).toHaveLength(6);
		expect(last.measure).toEqual(measure('reviewer'));
	});

	test('after launch only those outside the team amend, with a reason that stays', async () => {
		const pilot = await pilotIn(district, 'experiment');
		const { lead, sponsor } = district.people;
		const { id } = await kindOf(pilot, 'alternative');
		const measure = { activity: 'Reading in the library.' };
		await denied(save(lead, pilot, 'alternative', measure, { seen: id, reason: 'Why' }), '403 not_yours');
		await denied(save(sponsor, pilot, 'alternative', measure, { seen: id }), '422 no_reason');
		await allowed(save(sponsor, pilot, 'alternative', measure, { seen: id, reason: 'Paper was too slow.' }));
		expect(await kindOf(pilot, 'alternative')).toMatchObject({
			amended: true,
			reason: 'Paper was too slow.',
			earlier: [{ measure: familyMeasures.alternative, amended: false }]
		});
		expect((await activityOf(lead, pilot))[0]).toMatchObject({
			verb: 'amended for families',
			facts: { kind: 'alternative', reason: 'Paper was too slow.' }
		});
	});

	test('a page that is older loses nothing of what is there, and the same again is harmless', async () => {
		const pilot = await open();
		const { lead, teammate } = district.people;
		const first = await allowed(save(lead, pilot, 'opt_out', { how: 'A note.' }));
		await denied(save(teammate, pilot, 'opt_out', { how: 'A call.' }), '409 changed_meanwhile');
		expect(await allowed(save(teammate, pilot, 'opt_out', { how: ' A note. ' }))).toBe(first);
		await allowed(save(teammate, pilot, 'opt_out', { how: 'A call.' }, { seen: first }));
	});

	test('is over with the pilot', async () => {
		const pilot = await pilotIn(district, 'declined');
		await denied(save(district.people.lead, pilot, 'opt_out', { how: 'A note.' }), '409 not_now');
	});

	test.each([
		['notice', { languages: ['English'] }, 'how'],
		['notice', { how: 'A letter' }, 'languages'],
		['notice', { how: 'A letter', languages: ['English'], date: '2026-02-31' }, 'date'],
		['notice', { how: 'A letter', languages: ['English'], link: 'javascript:alert(1)' }, 'link'],
		['notice', { how: 'A letter', languages: ['x'.repeat(61)] }, 'languages'],
		['opt_out', { how: '   ' }, 'how'],
		['alternative', {}, 'activity'],
		['languages', { applies: 'no' }, 'reason'],
		['languages', { applies: 'yes' }, 'languages'],
		['accommodations', { plans: 'yes', english: 'yes', plans_how: 'More time' }, 'english_how'],
		['accommodations', { plans_how: 'x', english_how: 'y' }, 'plans'],
		['consent', {}, 'consent'],
		['consent', { consent: 'none needed' }, 'reason'],
		['consent', { consent: 'active', of: 120 }, 'returned'],
		['consent', { consent: 'active', of: 120, returned: 130 }, 'returned'],
		['consent', { consent: 'active', of: 120, returned: 9 }, 'returned'],
		['consent', { consent: 'active', of: 9, returned: 9 }, 'of'],
		['consent', { consent: 'active', of: '120', returned: '100' }, 'of'],
		['under_13', { consent_by: 'not needed' }, 'reason'],
		['research_review', { needed: 'no' }, 'reason'],
		['research_review', { needed: 'yes', office: 'IRB', decision: 'approved' }, 'date'],
		['research_review', { needed: 'yes', decision: 'pending' }, 'office'],
		['research_review', { needed: 'yes', office: 'IRB', decision: 'approved', date: day(2) }, 'date']
	])('%s refuses %j and names the field %s', async (kind, measure, field) => {
		const { error } = await save(district.people.lead, await open(), kind, measure);
		expect(error).toMatchObject({ hint: 'wrong_measure' });
		expect(JSON.parse(error!.details!)).toEqual({ field });
	});

	test('names of students have no field to be in', async () => {
		const pilot = await open();
		await denied(
			save(district.people.lead, pilot, 'consent', { consent: 'active', names: ['A. Student'] }),
			'400 unknown_field'
		);
		await denied(save(district.people.lead, pilot, 'grades', {}), '422 unknown_kind');
	});
});

describe('what settles a kind', () => {
	const state = async (kind: string, measure: object) => {
		const pilot = await open('high');
		await must(district.people.lead, 'save_family_measure', { pilot, kind, measure });
		return (await kindOf(pilot, kind)).state;
	};

	test.each([
		['notice', { how: 'A letter', languages: ['English'] }, 'no evidence'],
		['notice', { how: 'A letter', languages: ['English'], date: day(3) }, 'pending'],
		['notice', { how: 'A letter', languages: ['English'], link: 'https://wps.example/letter' }, 'done'],
		['consent', { consent: 'active' }, 'no evidence'],
		['consent', { consent: 'none needed', reason: 'It is part of the course.' }, 'done'],
		['under_13', { consent_by: 'families' }, 'no evidence'],
		['research_review', { needed: 'yes', office: 'IRB', decision: 'pending' }, 'pending'],
		['research_review', { needed: 'yes', office: 'IRB', decision: 'not approved', date: day(-1) }, 'refused'],
		['research_review', { needed: 'yes', office: 'IRB', decision: 'exempt', date: day(-1) }, 'done'],
		['research_review', { needed: 'no', reason: 'Nothing is published.' }, 'done']
	])('%s with %j is %s', async (kind, measure, expected) => {
		expect(await state(kind, measure)).toBe(expected);
	});

	test('how many families answered is told in steps, and exactly only to those who settle it', async () => {
		const pilot = await open('high');
		const { lead, member } = district.people;
		const measure = { consent: 'active', date: day(-1), of: 120, returned: 117 };
		await must(lead, 'save_family_measure', { pilot, kind: 'consent', measure });
		expect((await kindOf(pilot, 'consent')).measure).toEqual(measure);
		const shown = (await kindOf(pilot, 'consent', member)).measure;
		expect(shown).toMatchObject({ of: 120, share: 0.95, end: 'at least 95 %' });
		expect(JSON.stringify(shown)).not.toContain('117');
	});
});

describe('the rules of the district', () => {
	const rules = (who: Actor) => who.call('family_rules');

	test('are kept by the AI office, and read by everyone with the risk table', async () => {
		const { admin, member, insider } = district.people;
		const { revision, rules: now } = await must(admin, 'family_rules', {});
		for (const who of [member, district.people.chair]) await denied(rules(who), '403 not_yours', who.name);
		await denied(member.call('save_family_rules', { revision, rules: now }), '403 not_yours');
		expect((await must(member, 'risk_table', {})).families).toEqual(now);
		await allowed(rules(insider));
	});

	test('change for pilots that come to the gate later, and not for those that stand there', async () => {
		const own = await foundDistrict();
		const { admin, lead, cabinet2, clerk } = own.people;
		const standing = await pilotIn(own, { stage: 'vetting', without: 'signatures' });
		const { revision, rules: now } = await must(admin, 'family_rules', {});
		const less = now.filter((rule: { kind: string }) => rule.kind === 'notice');
		const saved = await allowed(admin.call('save_family_rules', { revision, rules: less }));
		expect(saved).toBe(revision + 1);
		await denied(admin.call('save_family_rules', { revision, rules: now }), '409 changed_meanwhile');
		await denied(
			admin.call('save_family_rules', { revision: saved, rules: [{ tier: 'low' }] }),
			'422 wrong_rule'
		);
		await denied(
			admin.call('save_family_rules', { revision: saved, rules: [...less, less[0]] }),
			'422 twice'
		);
		const asked = async (pilot: string) =>
			(await must(lead, 'safeguards', { pilot })).families.kinds
				.filter((one: Kind) => one.asked)
				.map((one: Kind) => one.kind);
		expect(await asked(standing)).toContain('opt_out');
		expect(await asked(await pilotIn(own, { stage: 'vetting', without: 'signatures' }))).toEqual(['notice']);
		expect(await allowed(admin.call('save_family_rules', { revision: saved, rules: less }))).toBe(saved);
		for (const who of [cabinet2, clerk]) await denied(rules(who), '403 not_yours');
	});

	test('that ask for nothing hold nobody up', async () => {
		const own = await foundDistrict();
		const { revision } = await must(own.people.admin, 'family_rules', {});
		await must(own.people.admin, 'save_family_rules', { revision, rules: [] });
		const pilot = await pilotIn(own, { stage: 'vetting', without: 'signatures' });
		const gate = await must(own.people.lead, 'gate', { pilot });
		expect(gate.find((one: { criterion: string }) => one.criterion === 'families')).toMatchObject({
			met: true,
			facts: { asked: [] }
		});
	});
});

test('the launch waits for it, and on its lead', async () => {
	const pilot = await pilotIn(district, 'vetting');
	const { lead, cabinet2, sponsor } = district.people;
	const bare = await open();
	const waits = async (who: Actor) =>
		(await must(who, 'home', {})).waiting.filter(
			(one: { what: string; pilot: string }) => one.what === 'settle what families need' && one.pilot === bare
		);
	expect(await waits(lead)).toMatchObject([
		{ detail: 'notice, opt_out, alternative, languages, accommodations' }
	]);
	expect(await waits(sponsor)).toEqual([]);
	const { error } = await cabinet2.call('advance_pilot', advance(bare, 'vetting', 'experiment'));
	expect(error).toMatchObject({ hint: 'gate_not_met' });
	expect(error!.details).toContain('families');
	await settleFamilies(district, bare);
	expect(await waits(lead)).toEqual([]);
	await allowed(cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment')));
});
