import { describe, expect, test } from 'vitest';
import { lineOf, linesOf, reworkOf } from './activity-words.ts';
import type { Activity } from './pilot.ts';

function entry(
	verb: string,
	facts: Activity['facts'] = {},
	at = '1',
	actor: string | null = 'Maya'
): Activity {
	return { at, actor, record: verb === 'published' ? 'strategy_versions' : '', verb, facts };
}
const did = (...entries: Activity[]) => linesOf(entries).map((line) => line.did);

describe('activity in words', () => {
	test.each([
		['moved', { act: 'submit' }, 'submitted the proposal'],
		['moved', { act: 'unheard of', to_stage: 'scaling' }, 'moved the pilot to scaling'],
		['joined', { person: 'Bea', role: 'member' }, 'added Bea to the team as member'],
		['left', { person: 'Maya', role: 'member' }, 'left the team'],
		['appointed', { person: 'Maya', role: 'sponsor' }, 'came forward as sponsor'],
		['reviewed', { specialty: 'privacy', state: 'refused' }, 'refused the review for privacy'],
		['logged', { rows: 1 }, 'logged 1\u00a0result'],
		['decided', { outcome: 'scale' }, 'recorded the decision: scale'],
		[
			'filled in',
			{ fields: ['budget_yearly', 'budget_once', 'stop_rule'] },
			'filled in the stop rule and the budget'
		],
		[
			'said what scaling needs',
			{ fields: ['board_approved_on', 'contract_value', 'opt_outs'] },
			'said what scaling needs: the contract and how many opted out'
		],
		[
			'said what came of an override',
			{ outcome: 'scale', verdict: 'the rules were right' },
			'said what came of the decision to scale: the rules were right'
		],
		['changed their vote', {}, 'changed their vote'],
		['commented', { mentioned: 2 }, 'wrote a comment and mentioned 2\u00a0people'],
		['commented', { mentioned: 0 }, 'wrote a comment'],
		[
			'commented',
			{ mentioned: 1, part: 'how_we_know' },
			'wrote a comment on how we would know and mentioned 1\u00a0person'
		],
		['commented', { mentioned: 0, part: 'another_part' }, 'wrote a comment on another part'],
		['replied', { person: 'Bea', mentioned: 0 }, 'answered a comment of Bea'],
		['resolved', { person: 'Bea' }, 'settled a thread of Bea'],
		['reopened', { person: 'Bea' }, 'opened a thread of Bea again'],
		['asked to join', {}, 'asked to join the team'],
		['answered', { person: 'Bea' }, 'answered the request of Bea to join the team'],
		['withdrew a request', {}, 'asks to join the team no more'],
		['granted', { person: 'Bea', role: 'reviewer', specialty: 'privacy' }, 'made Bea reviewer for privacy'],
		['revoked', { person: 'Bea', role: 'admin' }, 'took the role of admin from Bea'],
		['published', { version: 3 }, 'published version 3 of the strategy'],
		['recused', { reason: 'My brother sells it.' }, 'recused themselves from this pilot'],
		[
			'appointed a substitute',
			{ person: 'Bea', part: 'privacy' },
			'appointed Bea to stand in as a reviewer for privacy'
		],
		['ended a substitution', { part: 'privacy' }, 'ended the standing in as a reviewer for privacy'],
		['passed on the lead', { person: 'Bea' }, 'passed the lead on to Bea'],
		['signed', { criterion: 'data_agreement' }, 'signed “The student-data agreement”'],
		['took back a signature', { criterion: 'tools' }, 'took back the signature of “The tools are approved”'],
		['waived', { criterion: 'own:council', title: 'The council' }, 'waived “The council”'],
		['reported an incident', { severity: 'serious' }, 'reported a serious incident'],
		['put on hold', { reason: 'x' }, 'put the pilot on hold'],
		['lifted a hold', {}, 'lifted a hold'],
		[
			'set the tier',
			{ tier: 'low', led: 'high' },
			'set the risk tier to low, where the answers lead to high'
		],
		['set the tier', { tier: 'low', led: 'low' }, 'set the risk tier to low'],
		['forecast', { about: 'cost', actual: false }, 'forecast the cost'],
		['forecast', { about: 'value', actual: true }, 'entered the actual value'],
		['required', { name: 'Tutors' }, 'requires the template “Tutors”'],
		['filled in', { fields: ['uses', 'biometric', 'payer'] }, 'filled in who pays and answers on risk'],
		['moved', { act: 'overdue' }, /without an evaluation/],
		['came onto the docket overdue', {}, /its cycle is over/],
		[
			'set a limit',
			{ stage: 'vetting', per: 'site', most: 5, mode: 'block' },
			'set a limit: at most 5\u00a0pilots in vetting at each site, which blocks'
		],
		[
			'changed a limit',
			{ stage: 'vetting', per: 'stage', most: 1, mode: 'warn' },
			'changed a limit to at most 1\u00a0pilot in vetting, which warns'
		],
		[
			'removed a limit',
			{ stage: 'experiment', per: 'evaluator', most: 2, mode: 'warn' },
			'took away the limit of at most 2\u00a0pilots in experiment for each evaluator, which warns'
		],
		[
			'went over a limit',
			{ stage: 'vetting', per: 'evaluator', person: 'Bea', count: 4, most: 3 },
			'brought vetting for Bea to 4 of 3'
		],
		['unheard_of', { secret: { nested: true } }, 'unheard of'],
		['toString', {}, 'toString']
	])('%s %o', (verb, facts, words) => {
		expect(did(entry(verb, facts))).toEqual([
			typeof words === 'string' ? words : expect.stringMatching(words)
		]);
	});

	test('whoever passes the lead on is not said to leave and to join', () => {
		expect(
			did(
				entry('passed on the lead', { person: 'Bea' }, '2'),
				entry('joined', { person: 'Maya', role: 'member' }, '2'),
				entry('joined', { person: 'Bea', role: 'lead' }, '2'),
				entry('left', { person: 'Maya', role: 'lead' }, '2'),
				entry('joined', { person: 'Bea', role: 'member' }, '1')
			)
		).toEqual(['passed the lead on to Bea', 'added Bea to the team as member']);
	});

	test('reviews asked for at one moment are one line', () => {
		const asked = (specialty: string, at: string) => entry('asked', { specialty }, at);
		expect(did(asked('security', '2'), asked('privacy', '2'), asked('finance', '1'))).toEqual([
			'asked for the reviews for privacy and security',
			'asked for the review for finance'
		]);
	});

	test('an incident and the hold that comes with it are one line', () => {
		expect(
			did(
				entry('put on hold', { reason: 'The terms changed.' }, '3'),
				entry('put on hold', { reason: 'A serious incident was reported.' }, '2'),
				entry('reported an incident', { severity: 'serious' }, '2'),
				entry('reported an incident', { severity: 'minor' }, '1')
			)
		).toEqual([
			'put the pilot on hold',
			'reported a serious incident, which put the pilot on hold',
			'reported a minor incident'
		]);
	});

	test('what another line says is not said twice', () => {
		expect(
			did(
				entry('decided', { outcome: 'scale' }),
				entry('moved', { act: 'decide', to_stage: 'scaling' }),
				entry('planned', { locked_at: '1' }),
				entry('moved', { act: 'launch' }),
				entry('joined', { role: 'lead', person: 'Maya' }),
				entry('started')
			)
		).toEqual([
			'recorded the decision: scale',
			'launched the pilot and locked its plan',
			'started the draft'
		]);
	});

	test('what nobody did, Pilotage did', () => {
		expect(linesOf([entry('moved', { act: 'review' }, '1', null)])[0]?.actor).toBe('Pilotage');
	});
});

describe('one line on its own', () => {
	test.each([
		['added', { name: 'Mesa' }, 'sites', 'added the site Mesa'],
		['changed', { changes: [{ minimum_group: 5 }] }, 'districts', 'changed the settings'],
		['changed', { person: 'Bea' }, 'people', 'changed Bea'],
		['removed', {}, 'days_off', 'removed days off'],
		['changed', {}, 'something_new', 'changed something new']
	])('%s %o of %s', (verb, facts, record, words) => {
		expect(lineOf({ at: '1', actor: 'Tom', record, verb, facts }).did).toBe(words);
	});
});

describe('rework', () => {
	test('is the last move, with its reason', () => {
		const back = entry('moved', { act: 'rework', note: 'Say how many.' }, '2', 'Alicia');
		expect(reworkOf([entry('joined'), back])).toMatchObject({
			actor: 'Alicia',
			at: '2',
			note: 'Say how many.'
		});
		expect(reworkOf([entry('moved', { act: 'submit' }), back])).toBeNull();
		expect(reworkOf([])).toBeNull();
	});
});
