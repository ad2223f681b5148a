/** Who did what when, in words. */
import type { Activity } from './pilot.ts';
import { stages, stageWords, type Stage } from './stages.ts';
import { listed, outcomeWords, type Outcome } from './words.ts';
import { formatCount } from '#lib/ui/numbers.ts';

export type Line = {
	at: string;
	actor: string;
	did: string;
	/** In their own words. */
	note: string;
};

const acts: Record<string, string> = {
	submit: 'submitted the proposal',
	triage: 'took the pilot into vetting',
	launch: 'launched the pilot and locked its plan',
	evidence: 'handed the evidence to the cabinet',
	'stop early': 'stopped the pilot early',
	adopt: 'adopted the pilot',
	retire: 'closed the pilot',
	wake: 'brought the pilot back',
	rework: 'sent the proposal back for rework',
	shelve: 'shelved the pilot',
	decline: 'declined the proposal',
	withdraw: 'withdrew the proposal',
	review: 'brought the pilot back to the cabinet',
	overdue: 'brought the pilot before the cabinet, as its cycle ended without an evaluation'
};

const fields: Record<string, string> = {
	risk_tier: 'the risk tier',
	risk_reason: 'its reason',
	decision_question: 'the decision question',
	stop_rule: 'the stop rule',
	budget_once: 'the budget',
	budget_yearly: 'the budget',
	cycle_end: 'the end of the cycle',
	wake_on: 'the wake-up date',
	operating_owner: 'who runs it',
	operating_budget: 'the line in the budget',
	next_review: 'the next review',
	people_told_on: 'when people were told',
	access_revoked_on: 'when access was revoked',
	lesson: 'the lesson'
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const count = (value: unknown) => (typeof value === 'number' ? value : 0);

function moved(facts: Activity['facts']): string {
	const act = text(facts.act);
	if (acts[act]) return acts[act];
	const to = stages.find((stage: Stage) => stage === facts.to_stage);
	return `moved the pilot to ${to ? stageWords[to].label.toLowerCase() : 'another stage'}`;
}

function filledIn(facts: Activity['facts']): string {
	const given = Array.isArray(facts.fields) ? facts.fields.map(String) : [];
	const known = Object.keys(fields).filter((field) => given.includes(field));
	return `filled in ${listed([...new Set(known.map((field) => fields[field]!))])}`;
}

/** A person joins, leaves, or is named, by themselves or by somebody else. */
function seat({ actor, verb, facts }: Activity): string {
	const person = text(facts.person) || 'somebody';
	const role = text(facts.role);
	const self = person === actor;
	if (verb === 'joined')
		return self ? `joined the team as ${role}` : `added ${person} to the team as ${role}`;
	if (verb === 'left') return self ? 'left the team' : `took ${person} off the team`;
	if (verb === 'appointed') return self ? `came forward as ${role}` : `named ${person} as ${role}`;
	return self ? `stepped back as ${role}` : `released ${person} as ${role}`;
}

/** What a gate asks for, in the district's own words where it has some. */
const criterion = ({ title, criterion: key }: Activity['facts']) =>
	text(title) || text(key).replaceAll('_', ' ') || 'a criterion';

function did(entry: Activity): string {
	const { verb, facts } = entry;
	switch (verb) {
		case 'started':
			return 'started the draft';
		case 'moved':
			return moved(facts);
		case 'joined':
		case 'left':
		case 'appointed':
		case 'released':
			return seat(entry);
		case 'asked':
			return `asked for the review for ${text(facts.specialty)}`;
		case 'reviewed':
			return `${text(facts.state)} the review for ${text(facts.specialty)}`;
		case 'planned':
			return 'saved the measurement plan';
		case 'evaluated':
			return `submitted the evaluation and recommends to ${text(facts.recommendation)}`;
		case 'logged':
			return `logged ${formatCount(count(facts.rows), 'result')}`;
		case 'accepted':
			return `accepted ${formatCount(count(facts.rows), 'result')}`;
		case 'decided':
			return `recorded the decision: ${outcomeWords[facts.outcome as Outcome]?.label.toLowerCase() ?? 'another'}`;
		case 'filled in':
			return filledIn(facts);
		case 'recused':
			return 'recused themselves';
		case 'appointed a substitute':
			return `appointed ${text(facts.person) || 'somebody'} to stand in for the part of ${text(facts.part)}`;
		case 'ended a substitution':
			return `ended the substitution for the part of ${text(facts.part)}`;
		case 'passed on the lead':
			return `passed the lead on to ${text(facts.person) || 'somebody'}`;
		case 'signed':
			return `signed for ${criterion(facts)}`;
		case 'took back a signature':
			return `took back their signature for ${criterion(facts)}`;
		case 'waived':
			return `waived ${criterion(facts)}`;
		case 'put on hold':
			return 'put the pilot on hold';
		case 'reported an incident':
			return `reported a ${text(facts.severity)} incident`;
		case 'came onto the docket overdue':
			return 'put the pilot on the docket: its cycle ended without an evaluation';
		default:
			return verb;
	}
}

/** What another line says already: a launch locks the plan, a decision moves the pilot, whoever starts a draft leads it. */
function isImplied({ verb, actor, facts }: Activity): boolean {
	return (
		(verb === 'planned' && Boolean(facts.locked_at)) ||
		(verb === 'moved' && facts.act === 'decide') ||
		(verb === 'joined' && facts.role === 'lead' && facts.person === actor)
	);
}

/** The lines of a pilot's activity. Reviews asked for at one moment are one line. */
export function linesOf(activity: readonly Activity[]): Line[] {
	const lines: Line[] = [];
	let asked: string[] = [];
	// Who passes the lead on leaves one seat and takes another at that moment.
	const passed = new Set(activity.filter(({ verb }) => verb === 'passed on the lead').map(({ at }) => at));
	const changesSeat = ({ verb, at }: Activity) => ['joined', 'left'].includes(verb) && passed.has(at);
	const told = activity.filter((entry) => !isImplied(entry) && !changesSeat(entry));
	told.forEach((entry, i) => {
		const next = told[i + 1];
		if (entry.verb === 'asked') {
			asked.push(text(entry.facts.specialty));
			if (next?.verb === 'asked' && next.at === entry.at) return;
		}
		lines.push({
			at: entry.at,
			actor: entry.actor ?? 'Pilotage',
			did: asked.length > 1 ? `asked for the reviews for ${listed(asked.toSorted())}` : did(entry),
			note: text(entry.facts.note) || text(entry.facts.reason) || text(entry.facts.rationale)
		});
		asked = [];
	});
	return lines;
}

/** Why the proposal came back, if it was sent back last: who, when and their words. */
export function reworkOf(activity: readonly Activity[]): Line | null {
	const last = activity.find(({ verb }) => verb === 'moved');
	return last?.facts.act === 'rework' ? (linesOf([last])[0] ?? null) : null;
}
