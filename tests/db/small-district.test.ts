import { beforeAll, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { place, type District } from './district.ts';
import { completePlan, completeProposal, day, goal, incidents, labels, result } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, answerPrinciples, doSteps, sayWhatIsDifferent, settleFamilies } from './pilots.ts';

// A district of three: Ada runs the AI office and evaluates, Ben is its cabinet, clerk and every reviewer, Cy teaches.
// Its preset: a quorum of one, and one person may sign several specialties.
type Place = Awaited<ReturnType<typeof place>>;

let town: Place;
let ada: Actor;
let ben: Actor;
let cy: Actor;
let pilot: string;

beforeAll(async () => {
	town = await place('A small district', [
		['ada', ['admin', 'evaluator']],
		[
			'ben',
			['cabinet', 'clerk', 'privacy', 'security', 'instruction', 'accessibility and equity', 'finance']
		],
		['cy', []]
	]);
	({ ada, ben, cy } = town.people as Record<string, Actor> as { ada: Actor; ben: Actor; cy: Actor });
	await asOwner('update public.districts set quorum = 1, one_signs_several = true where id = $1', town.id);
	await asOwner(
		`insert into public.gate_rules (district_id, act, criterion, title, signed_by, required, position, valid_from)
		values ($1, 'retire', 'own:board', 'The board has heard of it', '{sponsor}', true, 30, '-infinity')`,
		town.id
	);
});

const does = (who: Actor, name: string, args: object = {}) =>
	allowed(who.call(name, { pilot, ...args }), `${who.name}: ${name}`);
const moves = (who: Actor, from: string, to: string) => does(who, 'advance_pilot', advance(pilot, from, to));
const signs = async (who: Actor, ...criteria: string[]) => {
	for (const criterion of criteria) await does(who, 'sign_criterion', { criterion });
};
const reads = () => allowed(ada.call('pilot', { pilot }));

async function proposes(who: Actor) {
	const proposal = completeProposal(town as unknown as District);
	pilot = await allowed(who.call('save_proposal', { pilot: null, proposal }));
	await sayWhatIsDifferent(who, pilot);
	await moves(who, 'draft', 'proposed');
	await answerPrinciples(who, pilot);
	await does(ada, 'save_facts', { facts: { risk_tier: 'moderate' } });
}

async function plans() {
	const goals = [
		goal(town as unknown as District, 'score', 'primary'),
		goal(town as unknown as District, 'incidents', 'guardrail', { guardrail_limit: 3 })
	];
	await does(ada, 'appoint', { person: ada.id, role: 'evaluator' });
	await does(ada, 'save_plan', { plan: completePlan, goals });
	await does(ada, 'save_facts', {
		facts: {
			decision_question: 'Keep it?',
			stop_rule: 'If scores fall.',
			budget_once: 0,
			budget_yearly: 900,
			cycle_end: day(0)
		}
	});
}

async function measures() {
	const here = town as unknown as District;
	const rows = [result(here), result(here, { arm: 'comparison', mean: 64 }), incidents(here)];
	await does(ada, 'log_measurements', { rows });
	await does(ada, 'submit_evaluation', { summary: 'It does not help.', recommendation: 'sunset' });
	await moves(ada, 'experiment', 'decision');
	const { fingerprint } = await allowed(server.call('evidence_input', { pilot }));
	const analysis = { complete: {}, shown: {}, permitted: labels(['shelve', 'sunset']) };
	await allowed(server.call('store_analysis', { pilot, fingerprint, ...analysis }));
	await allowed(ada.call('call_meeting', { held_on: day(0), chair: ben.id }));
}

async function closes(replaces: Actor) {
	await doSteps({ people: { admin: ada } } as unknown as District, pilot);
	await signs(replaces, 'own:board');
	await moves(ada, 'sunset', 'retired');
	expect(await reads()).toMatchObject({ stage: 'retired', nobody_for: [] });
}

test('three people take a pilot from proposal to sunset', async () => {
	await proposes(cy);
	await does(ben, 'appoint', { person: ben.id, role: 'sponsor' });
	await moves(ada, 'proposed', 'vetting');
	for (const specialty of ['privacy', 'security', 'instruction']) {
		await does(ben, 'sign_review', { specialty, verdict: 'signed' });
	}
	await plans();
	await settleFamilies(town as unknown as District, pilot, cy);
	expect((await reads()).nobody_for).toEqual([]);
	await moves(ben, 'vetting', 'experiment');
	await measures();
	await does(ben, 'cast_vote', { choice: 'sunset' });
	await does(ben, 'record_decision', { outcome: 'sunset', rationale: 'It does not help.' });
	await closes(ben);
});

test('and one that the whole cabinet leads, with substitutes where nobody else can', async () => {
	const guest = await newcomer(town.id, 'guest');
	await proposes(ben);
	expect((await reads()).nobody_for).toEqual(['sponsor']);
	await denied(ben.call('appoint', { pilot, person: ben.id, role: 'sponsor' }), '403 not_yours');
	const stands = (part: string, who: Actor) =>
		does(ada, 'substitute', { part, person: who.id, reason: 'Ben leads this pilot.' });
	await stands('sponsor', cy);
	await moves(cy, 'proposed', 'vetting');
	expect((await reads()).nobody_for).toEqual(['cabinet', 'instruction', 'privacy', 'security']);
	await denied(
		ben.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed' }),
		'403 separation_of_duties'
	);
	for (const specialty of ['privacy', 'security', 'instruction']) {
		await stands(specialty, guest);
		await does(guest, 'sign_review', { specialty, verdict: 'signed' });
	}
	await plans();
	await settleFamilies(town as unknown as District, pilot, ben);
	await stands('cabinet', guest);
	expect((await reads()).nobody_for).toEqual([]);
	await moves(guest, 'vetting', 'experiment');
	await measures();
	await denied(ben.call('cast_vote', { pilot, choice: 'scale' }), '403 separation_of_duties');
	await denied(cy.call('cast_vote', { pilot, choice: 'scale' }), '403 not_yours');
	await does(guest, 'cast_vote', { choice: 'sunset' });
	await denied(
		ben.call('record_decision', { pilot, outcome: 'scale', rationale: 'Mine.' }),
		'403 separation_of_duties'
	);
	await does(guest, 'record_decision', { outcome: 'sunset', rationale: 'It does not help.' });
	const { decisions, substitutes } = await reads();
	expect(decisions[0]).toMatchObject({ outcome: 'sunset', decided_by: 'guest', tally: { sunset: 1 } });
	expect(substitutes.map(({ part, name }: { part: string; name: string }) => `${part}: ${name}`)).toEqual([
		'sponsor: cy',
		'privacy: guest',
		'security: guest',
		'instruction: guest',
		'cabinet: guest'
	]);
	await closes(cy);
});
