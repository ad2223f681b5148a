import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, lapse, toolIs, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { day } from './forms.ts';
import { activityOf, advance, must, pilotIn, settleFamilies } from './pilots.ts';
import { askForTraining } from './training-modules.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
	// Nobody looked into the tool yet, and its agreement has lapsed: both hold the gate.
	await toolIs(district.tool, 'in review');
	await lapse(district.tool);
	await askForTraining(district);
});

const waive = (
	who: Actor,
	pilot: string,
	criterion: string | null,
	reason: string | null = 'Too small for it.'
) => who.call('waive', { pilot, criterion, reason });
const cabinet: Part[] = ['sponsor', 'cabinet2', 'cabinet3', 'chair'];
const open = () => pilotIn(district, { stage: 'vetting', tier: 'high', without: 'signatures' });

test('criteria are waived by the cabinet, and by nobody else', async () => {
	const pilot = await open();
	await unchanged(district, pilot, async () => {
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (cabinet.includes(part)) continue;
			const how =
				part === 'deactivated'
					? '403 no_person'
					: part === 'insider' || part === 'former'
						? '403 separation_of_duties'
						: '403 not_yours';
			await denied(waive(who, pilot, 'training'), how, part);
			await denied(waive(who, pilot, 'data_agreement'), how, part);
		}
	});
	for (const [index, criterion] of ['training', 'tools', 'families'].entries())
		await allowed(waive(district.people[cabinet[index]!], pilot, criterion));
});

test('never the agreement about student data, whoever asks', async () => {
	const pilot = await open();
	for (const part of cabinet)
		await denied(waive(district.people[part], pilot, 'data_agreement'), '422 never_waived', part);
	for (const criterion of ['training', 'tools', 'families'])
		await must(district.people.chair, 'waive', { pilot, criterion, reason: 'Small.' });
	const facts = await denied(
		district.people.cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment')),
		'422 gate_not_met'
	);
	expect(facts).toEqual({ act: 'launch', unmet: ['data_agreement'] });
});

test('only what holds the gate now, with a reason', async () => {
	const { cabinet2 } = district.people;
	const pilot = await open();
	await unchanged(district, pilot, async () => {
		for (const reason of ['', '  ', null])
			await denied(waive(cabinet2, pilot, 'training', reason), '422 no_reason');
		await denied(waive(cabinet2, pilot, 'training', 'x'.repeat(2001)), '422 too_long');
		for (const criterion of ['duplicates', 'hold', 'separation_of_duties', null])
			await denied(waive(cabinet2, pilot, criterion), '422 no_such_criterion', String(criterion));
		await denied(waive(cabinet2, pilot, 'budget'), '409 met_already');
	});
	await allowed(waive(cabinet2, pilot, 'training'));
	await denied(waive(cabinet2, pilot, 'training'), '409 met_already', 'a second time');
});

test('the reason stays: at the gate, in the record of the move, in the activity and in a mail', async () => {
	const { cabinet2, cabinet3, member, admin, reviewer } = district.people;
	const pilot = await open();
	await allowed(waive(cabinet2, pilot, 'training', 'They wrote the course.'));
	const gate = await allowed(member.call('gate', { pilot }));
	const waived = expect.objectContaining({ by: 'cabinet2', reason: 'They wrote the course.' });
	const facts = expect.objectContaining({ waived });
	expect(gate).toContainEqual(expect.objectContaining({ criterion: 'training', met: true, facts }));
	await must(admin, 'record_agreement', { tool: district.tool, agreement: { signed_on: day(0) } });
	// Privacy looks at the new terms.
	await must(reviewer, 'sign_review', { pilot, specialty: 'privacy', verdict: 'signed' });
	await toolIs(district.tool, 'approved');
	await settleFamilies(district, pilot);
	await must(cabinet3, 'advance_pilot', advance(pilot, 'vetting', 'experiment'));
	const [move] = await allowed(
		member.client.from('stage_changes').select('criteria').eq('pilot_id', pilot).eq('act', 'launch')
	);
	expect(move.criteria).toContainEqual(expect.objectContaining({ criterion: 'training', facts }));
	expect(await activityOf(member, pilot)).toContainEqual(
		expect.objectContaining({
			verb: 'waived',
			actor: 'cabinet2',
			facts: { act: 'launch', criterion: 'training', reason: 'They wrote the course.' }
		})
	);
	const mails = await asOwner<{ address: string; facts: object }>(
		`select address, facts from private.mails where kind = 'waived' and facts ->> 'pilot' = $1 order by address`,
		pilot
	);
	expect(mails.map(({ address }) => address.split('.')[0])).toEqual(['lead', 'sponsor']);
	expect(mails[0]!.facts).toMatchObject({
		title: 'A tutor for fractions',
		criterion: 'training',
		by: 'cabinet2',
		reason: 'They wrote the course.'
	});
});

describe('a waiver counts for the stay', () => {
	test('and not when the pilot comes back', async () => {
		const { cabinet2, admin, member } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed', without: 'signatures' });
		await allowed(waive(cabinet2, pilot, 'duplicates'));
		await must(admin, 'save_facts', { pilot, facts: { wake_on: '2999-01-01' } });
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'shelved', 'Later.'));
		await must(district.people.lead, 'advance_pilot', advance(pilot, 'shelved', 'proposed'));
		expect(await allowed(member.call('gate', { pilot }))).toContainEqual(
			expect.objectContaining({ criterion: 'duplicates', met: false })
		);
	});

	test('and what the page offers to waive is exactly that', async () => {
		const pilot = await open();
		await toolIs(district.tool, 'in review');
		const offered = async (who: Actor) =>
			(await allowed(who.call('pilot', { pilot }))).gates
				.flatMap(({ criteria }: { criteria: { may_waive: boolean; criterion: string }[] }) => criteria)
				.filter((one: { may_waive: boolean }) => one.may_waive)
				.map((one: { criterion: string }) => one.criterion);
		expect(await offered(district.people.chair)).toEqual(['tools', 'families', 'training', 'wake_date']);
		for (const part of ['lead', 'admin', 'insider', 'former'] as const)
			expect(await offered(district.people[part]), part).toEqual([]);
	});
});
