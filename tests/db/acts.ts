import type { District } from './district.ts';
import { completeMapping, completePlan, day, goals, labels, result } from './forms.ts';

/**
 * Every function of the API that takes a pilot, called with arguments that somebody could mean.
 * `reads` change nothing, whoever calls them.
 */
export const acts = (district: District, pilot: string): Record<string, Record<string, unknown>> => ({
	...reads(pilot),
	advance_pilot: { pilot, from_stage: 'proposed', to_stage: 'vetting', note: 'Mine now.' },
	save_proposal: { pilot, proposal: { title: 'Mine now' } },
	save_draft: { pilot, proposal: { title: 'Mine now' } },
	answer_look_alikes: { pilot, answers: [] },
	seek_again: { pilot },
	send_back: { pilot, from_stage: 'proposed', note: 'Mine now.' },
	appoint: { pilot, person: district.outsider.id, role: 'sponsor' },
	seat: { pilot, person: district.people.member.id, role: 'member' },
	save_facts: { pilot, facts: { risk_tier: 'low', risk_reason: 'Mine now.' } },
	save_forecast: { pilot, about: 'value', amount: 1 },
	sign_review: { pilot, specialty: 'privacy', verdict: 'signed' },
	save_review_answers: { pilot, specialty: 'privacy', answers: [] },
	save_plan: { pilot, plan: completePlan, goals: goals(district) },
	amend_plan: { pilot, plan: { ...completePlan, people_per_arm: 90 }, reason: 'Mine now.' },
	log_measurements: { pilot, rows: [result(district)] },
	keep_mapping: { pilot, metric: district.metrics.score, mapping: completeMapping },
	kept_mapping: { pilot, metric: district.metrics.score },
	accept_measurements: { pilot, ids: labels([]) },
	do_step: { pilot, step: pilot, fields: { done_on: day(0) } },
	undo_step: { pilot, step: pilot, fields: { reason: 'Mine now.' } },
	skip_step: { pilot, step: pilot, fields: { reason: 'Mine now.' } },
	change_step: { pilot, step: pilot, fields: { due_on: day(3) } },
	add_step: { pilot, step: pilot, fields: { title: 'Mine now.' } },
	save_avoided: { pilot, fields: { budget: '1', source: 'Mine now.' } },
	save_thanks: { pilot, words: 'Mine now.' },
	runbook_office: { pilot },
	submit_evaluation: { pilot, summary: 'Mine now.', recommendation: 'scale' },
	save_evaluation_draft: { pilot, fields: { findings: 'Mine now.' } },
	ask_second_evaluator: { pilot, person: district.people.colleague.id },
	review_evaluation: { pilot, evaluation: pilot, verdict: 'agree' },
	cast_vote: { pilot, choice: 'scale' },
	put_on_docket: { pilot, note: 'Mine now.' },
	save_wave: { pilot, wave: pilot, fields: { name: 'Mine now.' }, seen: 0 },
	plan_waves: { pilot, waves: [{ id: pilot, fields: {} }], seen: 0 },
	order_waves: { pilot, waves: [], seen: 0 },
	choose_on_breach: { pilot, roll_back: true, seen: 0 },
	leave_team: { pilot },
	recuse: { pilot, reason: 'Mine now.' },
	substitute: { pilot, part: 'finance', person: district.people.member.id, reason: 'Mine now.' },
	sign_criterion: { pilot, criterion: 'duplicates' },
	waive: { pilot, criterion: 'duplicates', reason: 'Mine now.' },
	raise_hold: { pilot, reason: 'Mine now.' },
	lift_hold: { pilot, hold: pilot, reason: 'Mine now.' },
	report_incident: { pilot, severity: 'serious', occurred_on: day(0), what_happened: 'Mine now.' },
	record_decision: {
		pilot,
		outcome: 'extend',
		rationale: 'Mine now.',
		cycle_end: day(30),
		different: 'Mine now.'
	},
	raise_finding: {
		pilot,
		finding: pilot,
		fields: {
			specialty: 'privacy',
			severity: 'minor',
			title: 'Mine now.',
			body: 'Mine now.',
			owner: district.people.lead.id,
			due_on: day(7)
		}
	},
	assign_review: { pilot, specialty: 'privacy', person: null },
	comment: { pilot, body: 'Mine now.' },
	take_back_comment: { pilot, comment: pilot },
	resolve_comment: { pilot, comment: pilot },
	open_seat: { pilot, role: 'member', wanted: 'Mine now.' },
	close_seat: { pilot, seat: pilot },
	ask_to_join: { pilot, note: 'Mine now.' },
	save_partner: { pilot, contact: { name: 'Mine', organisation: 'Now' } },
	remove_partner: { pilot, contact: pilot },
	ask_partner: { pilot, contact: pilot, question: 'Mine now.' },
	withdraw_partner_question: { pilot, question: pilot },
	close_partner_room: { pilot, contact: pilot },
	see_mentions: { pilot },
	open_feedback: { pilot, period: 'Mine now', closes_on: day(7) },
	close_feedback: { pilot, round: pilot },
	save_family_measure: { pilot, kind: 'alternative', measure: { activity: 'Mine now.' } },
	save_residual_risk: { pilot, level: 'low', reason: 'Mine now.' },
	save_mitigation: {
		pilot,
		mitigation: { id: pilot, what: 'Mine now.', owner_id: district.people.member.id, due_on: day(7) }
	},
	answer_feedback: { pilot, round: pilot, answers: { works: 1 } },
	answer_principles: { pilot, answers: [], seen: 0 },
	mark_answer: { pilot, answer: 0, mark: 'convincing' },
	save_contract_facts: { pilot, facts: { payer_next_year: 'Mine now.' } },
	choose_monitoring: { pilot, every: 6, seen: 0 },
	do_monitoring_review: { pilot, answers: {}, verdict: 'fine', words: 'Mine now.', seen: 0 },
	cite_principle: { pilot, principle: pilot, act: 'decision', note: 'Mine now.' }
});

export const reads = (pilot: string) => ({
	partner_questions_of: { pilot },
	pilot: { pilot },
	gate: { pilot },
	pilot_tools: { pilot },
	safeguards: { pilot },
	contract_facts: { pilot },
	look_alikes: { pilot, query: 'A tutor for fractions' },
	measurements: { pilot },
	measurements_of: { pilot },
	feedback: { pilot },
	analysis: { pilot },
	looks: { pilot },
	brief: { pilot },
	votes: { pilot },
	deciding: { pilot },
	evaluation: { pilot },
	evaluation_evidence: { pilot, evaluation: pilot },
	comments: { pilot },
	mentionable: { pilot },
	changes_of: { pilot },
	pilot_reviews: { pilot },
	pilot_review: { pilot, specialty: 'privacy' },
	findings: { pilot },
	scaling: { pilot },
	runbook: { pilot },
	pilot_principles: { pilot },
	wave_reading: { pilot },
	monitoring: { pilot }
});

export { tables } from './access-matrix.ts';

/** The stage map and what gates ask are the same for all districts, and anyone signed in may read them. */
export const sameForAll: readonly string[] = ['criteria', 'moves'];
