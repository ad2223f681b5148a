import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
	await asOwner(
		`insert into public.gate_rules (district_id, act, criterion, title, signed_by, required, position, valid_from)
		values ($1, 'retire', 'own:minutes', 'The board has minuted it', '{admin,sponsor}', true, 30, '-infinity')`,
		district.id
	);
});

const sign = (who: Actor, pilot: string, criterion: string | null, more: object = {}) =>
	who.call('sign_criterion', { pilot, criterion, ...more });
const asked = async (who: Actor, pilot: string, criterion: string) =>
	(await allowed(who.call('pilot', { pilot }))).gates
		.flatMap(({ criteria }: { criteria: object[] }) => criteria)
		.find((one: { criterion: string }) => one.criterion === criterion);
const unsigned = (stage: 'proposed' | 'vetting' | 'sunset', more: object = {}) =>
	pilotIn(district, { stage, without: 'signatures', ...more });

describe('a criterion is signed', () => {
	const signers: [
		criterion: string,
		stage: 'proposed' | 'vetting' | 'sunset',
		may: Part[],
		keptOut: Part[]
	][] = [
		['duplicates', 'proposed', ['admin', 'sponsor'], ['insider', 'former']],
		['own:minutes', 'sunset', ['admin', 'sponsor'], ['insider', 'former']]
	];
	test.each(signers)('%s, in %s, by %s and nobody else', async (criterion, stage, may, keptOut) => {
		const pilot = await unsigned(stage, { tier: 'high' });
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (may.includes(part)) continue;
				const how =
					part === 'deactivated'
						? '403 no_person'
						: keptOut.includes(part)
							? '403 separation_of_duties'
							: '403 not_yours';
				await denied(sign(who, pilot, criterion), how, part);
				await denied(sign(who, pilot, criterion, { signed: false }), how, part);
			}
		});
		for (const part of may) {
			const who = district.people[part];
			expect(await asked(who, pilot, criterion), part).toMatchObject({ may_sign: true, may_unsign: false });
			await allowed(sign(who, pilot, criterion, { note: 'Seen.' }), part);
			expect(await asked(who, pilot, criterion), part).toMatchObject({
				met: true,
				may_sign: false,
				may_unsign: true,
				facts: { signed: { by: part, note: 'Seen.' } }
			});
			await allowed(sign(who, pilot, criterion, { signed: false }), part);
			expect(await asked(who, pilot, criterion), part).toMatchObject({ met: false, facts: {} });
		}
	});

	test('once: a second signer is told who was first, and the first one nothing new', async () => {
		const { admin, sponsor } = district.people;
		const pilot = await unsigned('proposed');
		await allowed(sign(sponsor, pilot, 'duplicates'));
		await unchanged(district, pilot, async () => {
			const facts = await denied(sign(admin, pilot, 'duplicates'), '409 signed_already');
			expect(facts).toMatchObject({ by: 'sponsor' });
			await denied(sign(admin, pilot, 'duplicates', { signed: false }), '409 not_signed');
			await allowed(sign(sponsor, pilot, 'duplicates', { note: 'Twice.' }));
		});
	});

	test('by one of two who do it at once', async () => {
		const { admin, sponsor } = district.people;
		const pilot = await unsigned('proposed');
		const answers = await Promise.all([sign(sponsor, pilot, 'duplicates'), sign(admin, pilot, 'duplicates')]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		const rows = await allowed(
			admin.client.from('signatures').select('id').eq('pilot_id', pilot).eq('criterion', 'duplicates')
		);
		expect(rows).toHaveLength(1);
	});

	test('only where the gate asks for it now', async () => {
		const { admin, lead } = district.people;
		const pilot = await unsigned('proposed');
		await unchanged(district, pilot, async () => {
			for (const criterion of ['training', 'nonsense', '', null, 'lookalikes'])
				await denied(sign(admin, pilot, criterion), '422 no_such_criterion', String(criterion));
			await denied(sign(admin, pilot, 'sponsor'), '422 not_signed');
			await denied(sign(lead, pilot, 'principles'), '422 not_signed');
			await denied(sign(admin, pilot, 'duplicates', { note: 'x'.repeat(2001) }), '422 too_long');
		});
	});

	test('for as long as the pilot stays: after rework it is signed again', async () => {
		const town = await foundDistrict();
		await asOwner(
			`insert into public.gate_rules (district_id, act, criterion, title, signed_by, required, position, valid_from)
			values ($1, 'launch', 'own:board', 'The board has heard of it', '{admin}', true, 30, '-infinity')`,
			town.id
		);
		const { admin, lead } = town.people;
		const pilot = await pilotIn(town, { stage: 'vetting', without: 'signatures' });
		await allowed(sign(admin, pilot, 'own:board'));
		expect(await asked(admin, pilot, 'own:board')).toMatchObject({ met: true });
		await must(admin, 'advance_pilot', advance(pilot, 'vetting', 'draft', 'Again.'));
		await denied(lead.call('advance_pilot', advance(pilot, 'draft', 'proposed')), '422 gate_not_met');
		await signAll(town, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		expect(await asked(admin, pilot, 'own:board')).toMatchObject({ met: false });
	});
});

test('the agreement about student data and families’ notice are asked where they apply', async () => {
	const { member } = district.people;
	const keys = async (tier: 'low' | 'moderate' | 'high') => {
		const gate = await allowed(
			member.call('gate', { pilot: await pilotIn(district, { stage: 'vetting', tier }) })
		);
		return gate.map(({ criterion }: { criterion: string }) => criterion);
	};
	expect(await keys('low')).not.toEqual(expect.arrayContaining(['data_agreement']));
	expect(await keys('low')).not.toEqual(expect.arrayContaining(['families']));
	expect(await keys('moderate')).not.toEqual(expect.arrayContaining(['data_agreement']));
	expect(await keys('moderate')).toEqual(expect.arrayContaining(['families']));
	expect(await keys('high')).toEqual(expect.arrayContaining(['families', 'data_agreement']));
});

describe('the record', () => {
	test('of the move keeps who signed what', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const moves = await allowed(
			lead.client.from('stage_changes').select('act, criteria').eq('pilot_id', pilot).order('at')
		);
		const triage = moves.find(({ act }: { act: string }) => act === 'triage');
		expect(triage.criteria).toContainEqual(
			expect.objectContaining({
				criterion: 'duplicates',
				met: true,
				facts: expect.objectContaining({ signed: expect.objectContaining({ by: 'admin' }) })
			})
		);
	});

	test('of signatures is seen with the pilot', async () => {
		const pilot = await pilotIn(district, 'proposed');
		const rows = (who: Actor) => who.client.from('signatures').select('criterion').eq('pilot_id', pilot);
		expect(await allowed(rows(district.people.member))).toHaveLength(1);
		await empty(rows(district.outsider));
		await empty(rows(district.stranger));
		await denied(rows(district.nobody), '42501');
	});
});
