/** Who did what when, in words. */
import type { Activity } from './pilot.ts';
import { stages, stageWords, type Stage } from './stages.ts';
import { said } from './verb-words.ts';
import { listed } from './words.ts';

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

const text = (value: unknown) => (typeof value === 'string' ? value : '');

function moved(facts: Activity['facts']): string {
	const act = text(facts.act);
	if (acts[act]) return acts[act];
	const to = stages.find((stage: Stage) => stage === facts.to_stage);
	return `moved the pilot to ${to ? stageWords[to].label.toLowerCase() : 'another stage'}`;
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

function did(entry: Activity): string {
	const { verb, facts, record } = entry;
	switch (verb) {
		case 'moved':
			return moved(facts);
		case 'joined':
		case 'left':
		case 'appointed':
		case 'released':
			return seat(entry);
		default:
			return said(verb, facts, record);
	}
}

/** One line on its own, as it is. */
export function lineOf(entry: Activity): Line {
	return {
		at: entry.at,
		actor: entry.actor ?? 'Pilotage',
		did: did(entry),
		note: text(entry.facts.note) || text(entry.facts.reason) || text(entry.facts.rationale)
	};
}

/** What another line says already: a launch locks the plan, a decision moves the pilot, whoever starts a draft leads it. */
function isImplied({ verb, actor, facts }: Activity): boolean {
	return (
		(verb === 'planned' && Boolean(facts.locked_at)) ||
		(verb === 'moved' && facts.act === 'decide') ||
		(verb === 'joined' && facts.role === 'lead' && facts.person === actor)
	);
}

/** The lines of a pilot's activity. Reviews asked for at one moment are one line, and so are an incident and its hold. */
export function linesOf(activity: readonly Activity[]): Line[] {
	const lines: Line[] = [];
	let asked: string[] = [];
	const moments = (verb: string) => new Set(activity.filter((one) => one.verb === verb).map(({ at }) => at));
	// Who passes the lead on leaves one seat and takes another at that moment.
	const passed = moments('passed on the lead');
	const changesSeat = ({ verb, at }: Activity) => ['joined', 'left'].includes(verb) && passed.has(at);
	const reported = moments('reported an incident');
	const held = moments('put on hold');
	const heldByItself = ({ verb, at }: Activity) => verb === 'put on hold' && reported.has(at);
	const told = activity.filter((entry) => !isImplied(entry) && !changesSeat(entry) && !heldByItself(entry));
	told.forEach((entry, i) => {
		const next = told[i + 1];
		if (entry.verb === 'asked') {
			asked.push(text(entry.facts.specialty));
			if (next?.verb === 'asked' && next.at === entry.at) return;
		}
		const line = lineOf(entry);
		if (entry.verb === 'reported an incident' && held.has(entry.at)) {
			line.did += ', which put the pilot on hold';
		}
		lines.push(
			asked.length > 1 ? { ...line, did: `asked for the reviews for ${listed(asked.toSorted())}` } : line
		);
		asked = [];
	});
	return lines;
}

/** Why the proposal came back, if it was sent back last: who, when and their words. */
export function reworkOf(activity: readonly Activity[]): Line | null {
	const last = activity.find(({ verb }) => verb === 'moved');
	return last?.facts.act === 'rework' ? (linesOf([last])[0] ?? null) : null;
}
