import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, specialties, type District } from './district.ts';
import { day, incidents, labels, result } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { answerPrinciples, advance, findOneMore, must, pilotIn, type Life, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

// Three people hold every role of the district: one is on the team, one left it after the pilot was proposed, and one
// recused themselves. Whatever they could do for another pilot, they can do nothing for this one that somebody else must do.
let district: District;
let both: Actor[];
let recused: Actor;

beforeAll(async () => {
	district = await foundDistrict();
	both = [district.people.insider, district.people.former];
	const everything = ['evaluator', 'cabinet', 'clerk', 'admin', ...specialties];
	recused = await newcomer(district.id, 'recused', everything);
});

/** A pilot that one of them recused themselves from. */
async function keptFrom(life: Stage | Life) {
	const pilot = await pilotIn(district, life);
	await must(recused, 'recuse', { pilot, reason: 'The vendor is my brother.' });
	return pilot;
}

type Attempt = [name: string, args: object, how?: string];

/** What they try in each stage; refused for the team's sake, or because no seat was given to them. */
const attempts: [stage: Stage, attempts: () => Attempt[]][] = [
	[
		'proposed',
		() => [
			['advance_pilot', { from_stage: 'proposed', to_stage: 'vetting' }],
			['advance_pilot', { from_stage: 'proposed', to_stage: 'declined', note: 'No.' }],
			['advance_pilot', { from_stage: 'proposed', to_stage: 'shelved', note: 'Later.' }],
			['advance_pilot', { from_stage: 'proposed', to_stage: 'draft', note: 'Again.' }],
			['appoint', { person: district.people.chair.id, role: 'sponsor' }, '403 not_yours'],
			['appoint', { person: district.people.insider.id, role: 'sponsor' }, '403 not_yours'],
			['appoint', { person: district.people.former.id, role: 'sponsor' }, '403 not_yours'],
			['save_facts', { facts: { risk_tier: 'low', risk_reason: 'It is harmless.' } }, '403 not_yours'],
			['sign_criterion', { criterion: 'duplicates' }],
			['waive', { criterion: 'duplicates', reason: 'No need.' }],
			['substitute', { part: 'finance', person: district.people.member.id, reason: 'Nobody.' }]
		]
	],
	[
		'vetting',
		() => [
			['sign_review', { specialty: 'privacy', verdict: 'signed' }],
			['sign_review', { specialty: 'security', verdict: 'refused', reason: 'No.' }],
			['appoint', { person: district.people.colleague.id, role: 'evaluator' }, '403 not_yours'],
			['advance_pilot', { from_stage: 'vetting', to_stage: 'experiment' }],
			['advance_pilot', { from_stage: 'vetting', to_stage: 'declined', note: 'No.' }],
			['save_facts', { facts: { budget_once: 1 } }, '403 not_yours'],
			['save_facts', { facts: { stop_rule: 'Never.' } }, '403 not_yours'],
			['save_residual_risk', { level: 'low', reason: 'Nothing is left.' }],
			['waive', { criterion: 'budget', reason: 'No need.' }]
		]
	],
	[
		'experiment',
		() => [
			['accept_measurements', { ids: labels([]) }, '403 not_yours'],
			['log_measurements', { rows: [result(district)] }, '403 not_yours'],
			['submit_evaluation', { summary: 'Good.', recommendation: 'scale' }, '403 not_yours'],
			['advance_pilot', { from_stage: 'experiment', to_stage: 'decision', note: 'Stop.' }, '403 not_yours']
		]
	],
	[
		'decision',
		() => [
			['cast_vote', { choice: 'scale' }],
			['cast_vote', { choice: 'recuse', reason: 'I was on it.' }],
			['record_decision', { outcome: 'scale', rationale: 'Ours.' }, '403 not_yours']
		]
	],
	[
		'scaling',
		() => [
			['save_facts', { facts: { operating_owner: 'Me' } }, '403 not_yours'],
			['advance_pilot', { from_stage: 'scaling', to_stage: 'adopted' }, '403 not_yours'],
			['waive', { criterion: 'waves', reason: 'No need.' }]
		]
	],
	[
		'sunset',
		() => [
			['save_facts', { facts: { access_revoked_on: day(0) } }, '403 not_yours'],
			['advance_pilot', { from_stage: 'sunset', to_stage: 'retired' }],
			['waive', { criterion: 'contract_ended', reason: 'No need.' }],
			['save_avoided', { fields: { budget: '1', source: 'Ours.' } }],
			['save_thanks', { words: 'Thanks to us.' }]
		]
	]
];

describe.each(attempts)('while a pilot is in %s', (stage, tries) => {
	test('whoever is or was on its team, or recused themselves, does nobody else’s part', async () => {
		const pilot = await keptFrom(stage);
		await unchanged(district, pilot, async () => {
			for (const who of [...both, recused]) {
				for (const [name, args, how = '403 separation_of_duties'] of tries()) {
					const said = `${who.name}: ${name} ${JSON.stringify(args)}`;
					const facts = await denied(who.call(name, { pilot, ...args }), how, said);
					if (how === '403 separation_of_duties') {
						expect(facts, said).toEqual({ why: who === recused ? 'recused' : 'team' });
					}
				}
			}
		});
	});
});

test('none of them lifts a hold, though each of them may raise one', async () => {
	const pilot = await keptFrom('experiment');
	for (const who of [...both, recused]) {
		const hold = await allowed(who.call('raise_hold', { pilot, reason: 'Stop for a moment.' }), who.name);
		await unchanged(district, pilot, async () => {
			await denied(
				who.call('lift_hold', { pilot, hold, reason: 'Go on.' }),
				'403 separation_of_duties',
				who.name
			);
		});
	}
});

test('a low tier lets no admin of the team launch', async () => {
	const pilot = await keptFrom({ stage: 'vetting', tier: 'low' });
	await unchanged(district, pilot, async () => {
		for (const who of [...both, recused]) {
			await denied(
				who.call('advance_pilot', advance(pilot, 'vetting', 'experiment')),
				'403 separation_of_duties'
			);
		}
	});
});

test('as the chair of its meeting, they record no decision on it', async () => {
	const { clerk, sponsor, cabinet2 } = district.people;
	const pilot = await keptFrom('decision');
	for (const voter of [sponsor, cabinet2]) await must(voter, 'cast_vote', { pilot, choice: 'scale' });
	for (const who of [...both, recused]) {
		await must(clerk, 'call_meeting', { held_on: day(0), chair: who.id });
		await unchanged(district, pilot, async () => {
			const args = { pilot, outcome: 'scale', rationale: 'Ours.' };
			await denied(who.call('record_decision', args), '403 separation_of_duties', who.name);
		});
	}
	await must(clerk, 'call_meeting', { held_on: day(0), chair: district.people.chair.id });
});

test('they see no small cell, the admin’s role notwithstanding', async () => {
	const { evaluator, admin } = district.people;
	const pilot = await keptFrom('experiment');
	const rows = [result(district, { n: 7, mean: 44 }), incidents(district)];
	await must(evaluator, 'log_measurements', { pilot, rows });
	for (const who of [...both, recused]) {
		const seen = await allowed(who.call('measurements', { pilot }));
		expect(seen.find((row: { id: string }) => row.id === rows[0]!.id)).toMatchObject({
			withheld: true,
			n: null,
			mean: null,
			sd: null
		});
	}
	const seen = await allowed(admin.call('measurements', { pilot }));
	expect(seen.find((row: { id: string }) => row.id === rows[0]!.id)).toMatchObject({ n: 7, mean: 44 });
});

test('for another pilot they may do all of it', async () => {
	const { member, former, insider } = district.people;
	const proposal = { title: 'Another', objectives: [district.objectives[0]], sites: [district.sites[0]] };
	const words = { problem: 'P', who_affected: 'W', benefit: 'B', how_we_know: 'H' };
	const pilot = await must(member, 'save_proposal', { pilot: null, proposal: { ...proposal, ...words } });
	await must(member, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
	await findOneMore(district, pilot);
	await answerPrinciples(member, pilot);
	await allowed(insider.call('sign_criterion', { pilot, criterion: 'duplicates' }));
	await allowed(former.call('appoint', { pilot, person: former.id, role: 'sponsor' }));
	const facts = { risk_tier: 'low', risk_reason: 'No student takes part.' };
	await allowed(insider.call('save_facts', { pilot, facts }));
	await allowed(insider.call('advance_pilot', advance(pilot, 'proposed', 'vetting')));
	await allowed(former.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed' }));
});

test('somebody who refused a review and then joins the team cannot send the pilot back', async () => {
	const { lead, privacyReviewer } = district.people;
	const pilot = await pilotIn(district, { stage: 'proposed' });
	await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	const refusal = { pilot, specialty: 'privacy', verdict: 'refused', reason: 'Logs.' };
	await must(privacyReviewer, 'sign_review', refusal);
	const joined = await lead.call('seat', { pilot, person: privacyReviewer.id, role: 'member' });
	await denied(Promise.resolve(joined), '403 separation_of_duties');
});
