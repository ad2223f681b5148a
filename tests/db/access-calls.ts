// What each function that somebody may execute is called with: arguments that somebody could mean, on a pilot in the
// stage where the act belongs. A function of the matrix with several rows has a call for each: `name situation`.
import { randomUUID } from 'node:crypto';
import type { Caller } from './access-actors.ts';
import { briefs } from './access-calls-briefs.ts';
import { evaluations } from './access-calls-evaluation.ts';
import { contracts } from './access-calls-contracts.ts';
import { drafting } from './access-calls-drafting.ts';
import { feedback } from './access-calls-feedback.ts';
import { decided } from './access-calls-decided.ts';
import { findings } from './access-calls-findings.ts';
import { gates, talk, visits } from './access-calls-gates.ts';
import { incidents } from './access-calls-incidents.ts';
import { meetings } from './access-calls-meetings.ts';
import { metrics } from './access-calls-metrics.ts';
import { room } from './access-calls-room.ts';
import { monitoring } from './access-calls-monitoring.ts';
import { registry } from './access-calls-registry.ts';
import { questions } from './access-calls-questions.ts';
import { principles } from './access-calls-principles.ts';
import { joining } from './access-calls-joining.ts';
import { partners } from './access-calls-partners.ts';
import { notices } from './access-calls-notices.ts';
import { proposal } from './access-calls-proposal.ts';
import { boardCalls } from './access-calls-board.ts';
import { comingIn, office, ownAccount, server } from './access-calls-office.ts';
import { pipeline } from './access-calls-pipeline.ts';
import { safeguards } from './access-calls-safeguards.ts';
import { sunset } from './access-calls-sunset.ts';
import { training } from './access-calls-training.ts';
import { scaling } from './access-calls-scaling.ts';
import { tools } from './access-calls-tools.ts';
import type { Fixture } from './access-fixture.ts';
import { specialties } from './district.ts';
import { completeMapping, completePlan, day, goals, result } from './forms.ts';
import { advance } from './pilots.ts';

export type Args = Record<string, unknown>;
/** The same for everyone, or what this caller would say. */
export type Call = Args | ((caller: Caller) => Args);

/** The specialty that a reviewer holds; privacy for all others. */
export const own = ({ name }: Caller) =>
	specialties.find((one) => name === `reviewer for ${one}`) ?? 'privacy';
export const another = (caller: Caller) => (own(caller) === 'finance' ? 'privacy' : 'finance');

const moves = ({ pilots }: Fixture): Record<string, Call> => ({
	'advance_pilot submit': advance(pilots.draft, 'draft', 'proposed'),
	'advance_pilot withdraw': advance(pilots.proposed, 'proposed', 'withdrawn', 'No time.'),
	'advance_pilot triage': advance(pilots.proposed, 'proposed', 'vetting'),
	'advance_pilot rework': advance(pilots.triaged, 'vetting', 'draft', 'Say who is affected.'),
	'advance_pilot shelve': advance(pilots.proposed, 'proposed', 'shelved', 'Next year.'),
	'advance_pilot decline': advance(pilots.proposed, 'proposed', 'declined', 'Not this one.'),
	'advance_pilot wake': advance(pilots.shelved, 'shelved', 'proposed'),
	'advance_pilot launch': advance(pilots.ready, 'vetting', 'experiment'),
	'advance_pilot evidence': advance(pilots.measured, 'experiment', 'decision'),
	'advance_pilot stop early': advance(pilots.running, 'experiment', 'decision', 'Scores fell.'),
	'advance_pilot decide': advance(pilots.voted, 'decision', 'scaling', 'The evidence says so.'),
	'advance_pilot adopt': advance(pilots.scaling, 'scaling', 'adopted'),
	'advance_pilot review': advance(pilots.adopted, 'adopted', 'decision', 'A guardrail failed.'),
	'advance_pilot retire': advance(pilots.sunset, 'sunset', 'retired')
});

const pilotWork = ({ district, pilots }: Fixture): Record<string, Call> => ({
	save_proposal: { pilot: pilots.draft, proposal: { title: 'Another title' } },
	'save_proposal a new one': {
		pilot: randomUUID(),
		proposal: { title: 'New', sites: [district.sites[0]], objectives: [district.objectives[0]] }
	},
	'seat a member': { pilot: pilots.running, person: district.people.member.id, role: 'member' },
	'appoint the evaluator': {
		pilot: pilots.proposed,
		person: district.people.colleague.id,
		role: 'evaluator'
	},
	'appoint themselves as sponsor': ({ actor }) => ({
		pilot: pilots.proposed,
		person: actor.id || null,
		role: 'sponsor'
	}),
	'save_facts stop rule': { pilot: pilots.ready, facts: { stop_rule: 'Stop if scores fall twice.' } },
	'save_facts budget': { pilot: pilots.ready, facts: { budget_once: 10 } },
	'save_facts risk tier': {
		pilot: pilots.proposed,
		facts: { risk_tier: 'high', risk_reason: 'A new vendor.' }
	},
	'save_facts operation': { pilot: pilots.scaling, facts: { operating_owner: 'Operations' } },
	'save_facts runbook': { pilot: pilots.sunset, facts: { people_told_on: day(0) } },
	'save_facts lesson': { pilot: pilots.sunset, facts: { lesson: 'Ask families first.' } },
	'sign_review own specialty': (caller) => ({
		pilot: pilots.triaged,
		specialty: own(caller),
		verdict: 'signed'
	}),
	'sign_review another specialty': (caller) => ({
		pilot: pilots.triaged,
		specialty: another(caller),
		verdict: 'signed'
	}),
	gate: { pilot: pilots.ready },
	pilot: { pilot: pilots.running },
	'pilot a draft': { pilot: pilots.draft }
});

const evidence = ({ district, pilots, waiting }: Fixture): Record<string, Call> => ({
	save_plan: { pilot: pilots.ready, plan: completePlan, goals: goals(district) },
	amend_plan: {
		pilot: pilots.running,
		plan: { ...completePlan, people_per_arm: 90 },
		reason: 'A class was closed.'
	},
	log_measurements: {
		pilot: pilots.running,
		rows: [result(district, { period: 'Fall', site_id: district.sites[0] })]
	},
	keep_mapping: { pilot: pilots.running, metric: district.metrics.score, mapping: completeMapping },
	kept_mapping: { pilot: pilots.running, metric: district.metrics.score },
	accept_measurements: { pilot: pilots.running, ids: [waiting] },
	measurements: { pilot: pilots.measured },
	measurements_of: { pilot: pilots.measured },
	analysis: { pilot: pilots.voted },
	looks: { pilot: pilots.measured },
	outlived_analyses: {},
	evidence_input: { pilot: pilots.measured },
	evidence_stamp: { pilot: pilots.measured },
	store_analysis: {
		pilot: pilots.measured,
		fingerprint: 'x',
		complete: {},
		shown: {},
		permitted: ['scale']
	}
});

const decisions = ({ district, pilots }: Fixture): Record<string, Call> => ({
	call_meeting: { held_on: day(3), chair: district.people.cabinet2.id },
	cast_vote: { pilot: pilots.voted, choice: 'extend', reason: 'One more term.' },
	record_decision: { pilot: pilots.voted, outcome: 'scale', rationale: 'The evidence says so.' },
	votes: { pilot: pilots.voted },
	cabinet: {}
});

const pages: Record<string, Call> = { home: {}, choices: {}, strategy: {} };

/** What policies ask, and what functions that run as their caller use. */
const asked = ({ district: { people }, pilots, reported }: Fixture): Record<string, Call> => ({
	district_id: {},
	person_id: {},
	is_outside: {},
	my_pilots: {},
	now: {},
	today: {},
	has_role: { person: people.admin.id, wanted: 'admin' },
	among_reviewers: { pilot: pilots.running },
	must_see: { pilot: pilots.running },
	reads_report: { incident: reported.fresh }
});

export const calls = (fixture: Fixture): Record<string, Call> => ({
	...moves(fixture),
	...pilotWork(fixture),
	...evidence(fixture),
	...briefs(fixture),
	...evaluations(fixture),
	...feedback(fixture),
	...findings(fixture),
	...monitoring(fixture),
	...decisions(fixture),
	...meetings(fixture),
	...decided(fixture),
	...gates(fixture),
	...proposal(fixture),
	...metrics(fixture),
	...registry(fixture),
	...questions(fixture),
	...safeguards(fixture),
	...contracts(fixture),
	...principles(fixture),
	...training(fixture),
	...incidents(fixture),
	...room(fixture),
	...tools(fixture),
	...scaling(fixture),
	...sunset(fixture),
	...visits(fixture),
	...talk(fixture),
	...drafting(fixture),
	...joining(fixture),
	...partners(fixture),
	...boardCalls(fixture),
	...pages,
	...pipeline(fixture),
	...comingIn(fixture),
	...ownAccount(),
	...office(fixture),
	...notices(fixture),
	...server(fixture)
});

export const helperCalls = asked;
