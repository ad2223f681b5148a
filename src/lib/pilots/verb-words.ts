/** What each verb of the activity says, beyond a pilot's moves and seats. A verb that is missing here says itself. */
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import { labelOf } from './criterion-words.ts';
import { familyLabel } from './family-kinds.ts';
import { partInWords } from './part-words.ts';
import { talkPart } from './talk-parts.ts';
import { waveVerbs } from './wave-verbs.ts';
import { meetingVerbs } from './meeting-verbs.ts';
import { listed, outcomeWords, type Outcome } from './words.ts';

type Facts = Record<string, unknown>;
type Say = (facts: Facts, record: string) => string;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const count = (value: unknown) => (typeof value === 'number' ? value : 0);
const person = (facts: Facts) => text(facts.person) || 'somebody';
const whose = (facts: Facts) => (facts.person ? `${person(facts)}’s` : 'somebody’s');

/** 'min_group_size' as 'min group size'. */
const plain = (key: string) => key.replaceAll(/[_-]+/g, ' ').trim();

/** A role with its specialty: 'reviewer for privacy'. */
function role(facts: Facts): string {
	const name = plain(text(facts.role) || text(facts.part)) || 'a role';
	return facts.specialty ? `${name} for ${text(facts.specialty)}` : name;
}

/** ' and mentioned 2 people'; nothing where nobody is. */
function mentioning(facts: Facts): string {
	const people = count(facts.mentioned);
	return people > 0 ? ` and mentioned ${formatCount(people, 'person', 'people')}` : '';
}

/** A criterion as its gate calls it: a district's own by its title. */
function criterion(facts: Facts): string {
	const key = text(facts.criterion);
	const title = text(facts.title) || null;
	return key || title ? `“${labelOf({ criterion: key, title })}”` : 'a criterion';
}

/** The parts of what a district asks before it scales, in the words of its gate. */
function contractIn(fields: unknown): string {
	const parts: Record<string, string> = {
		payer_next_year: 'who pays next year',
		family_notice_on: 'when families were told',
		opt_outs: 'how many opted out',
		accommodations: 'accommodations'
	};
	const named = (Array.isArray(fields) ? fields : []).map((field) => parts[text(field)] ?? 'the contract');
	return listed([...new Set(named)]) || 'contract and families';
}

/** What a line is about, where its verb says only what was done with it. */
const records: Record<string, string> = {
	criteria: 'a criterion',
	days_off: 'days off',
	districts: 'the settings',
	gate_rules: 'the rules of a gate',
	goals: 'a goal',
	holds: 'a hold',
	incidents: 'an incident',
	invitations: 'an invitation',
	meetings: 'a meeting',
	metrics: 'a metric',
	objectives: 'an objective',
	open_seats: 'a seat on the team',
	organisations: 'a partner',
	partner_contacts: 'a partner contact',
	people: 'a person',
	pilot_templates: 'a template',
	policies: 'a policy',
	principles: 'a guiding principle',
	review_rules: 'which reviews a pilot needs',
	runbook_rules: 'a step of the runbook of a sunset',
	sites: 'a site',
	sourced_facts: 'what is stated of a law or framework',
	strategy_versions: 'a version of the strategy',
	terms: 'a term',
	tools: 'a tool',
	training_modules: 'a training module',
	training_rules: 'who needs which training'
};

function thing(facts: Facts, record: string): string {
	if (record === 'people' && facts.person) return person(facts);
	const what = records[record] ?? plain(record);
	const name = text(facts.name) || text(facts.title);
	return name ? `${what.replace(/^an? /, 'the ')} ${name}` : what;
}

/** Where a limit holds: at a site, for an evaluator, or nothing for the stage as a whole. */
function limited(facts: Facts): string {
	if (facts.per === 'site') return ` at ${text(facts.site) || 'each site'}`;
	return facts.per === 'evaluator' ? ` for ${facts.person ? person(facts) : 'each evaluator'}` : '';
}

/** 'at most 5 pilots in vetting at each site, warns'. */
function limit(facts: Facts): string {
	const does = facts.mode === 'block' ? 'blocks' : 'warns';
	return `at most ${formatCount(count(facts.most), 'pilot')} in ${text(facts.stage)}${limited(facts)}, which ${does}`;
}

/** 'blocking finding on privacy “Chats are kept”'. */
function finding(facts: Facts): string {
	const about = facts.specialty ? ` on ${text(facts.specialty)}` : '';
	return `${text(facts.severity)} finding${about} “${text(facts.title)}”`.trim();
}

/** 'Revoke access: A chat tutor'. */
const step = (facts: Facts) => `“${text(facts.title)}${facts.tool ? `: ${text(facts.tool)}` : ''}”`;

/** 'reviews for privacy and security'. */
function reviewsFor(value: unknown): string {
	const specialties = Array.isArray(value) ? value.map(String) : [];
	return specialties.length === 1 ? `review for ${specialties[0]}` : `reviews for ${listed(specialties)}`;
}

const fields: Record<string, string> = {
	risk_tier: 'the risk tier',
	risk_reason: 'its reason',
	decision_question: 'the decision question',
	stop_rule: 'the stop rule',
	budget_once: 'the budget',
	budget_yearly: 'the budget',
	cycle_end: 'the end of the cycle',
	cycle_start: 'the beginning of the cycle',
	payer: 'who pays',
	classes: 'the expected numbers',
	people: 'the expected numbers',
	grades: 'the grades',
	staff_hours: 'staff time',
	staff_who: 'staff time',
	partners: 'the partners',
	tools: 'the tools',
	students_take_part: 'answers on risk',
	under_13: 'answers on risk',
	personal_data: 'answers on risk',
	decides_about_people: 'answers on risk',
	uses: 'answers on risk',
	outputs_reviewed: 'answers on risk',
	reversible: 'answers on risk',
	biometric: 'answers on risk',
	trained_on_student_data: 'answers on risk',
	wake_on: 'the wake-up date',
	operating_owner: 'who runs it',
	operating_budget: 'the line in the budget',
	next_review: 'the next review',
	people_told_on: 'when people were told',
	access_revoked_on: 'when access was revoked',
	lesson: 'the lesson'
};

function filledIn(facts: Facts): string {
	const given = Array.isArray(facts.fields) ? facts.fields.map(String) : [];
	const known = Object.keys(fields).filter((field) => given.includes(field));
	return known.length > 0
		? `filled in ${listed([...new Set(known.map((field) => fields[field]!))])}`
		: 'filled in facts';
}

/** What somebody did for which they named a principle. */
function citedAs(facts: Facts): string {
	const acts: Record<string, string> = {
		rework: 'sending it back',
		shelve: 'shelving it',
		decline: 'declining it',
		refusal: 'refusing the review',
		decision: 'the decision'
	};
	return acts[text(facts.act)] ?? 'it';
}

export const verbWords: Record<string, Say> = {
	// a pilot
	started: () => 'started the draft',
	'said what is different': () => 'said what is different from a pilot like this one',
	'answered the principles': (facts) =>
		`answered the guiding principles ${listed(Array.isArray(facts.codes) ? facts.codes.map(String) : [])}`,
	'marked an answer': (facts) => `marked the answer to principle ${text(facts.code)}: ${text(facts.mark)}`,
	'named a principle': (facts) => `named principle ${text(facts.code)} as the reason for ${citedAs(facts)}`,
	'took back what is different': () => 'took back what is different from a pilot like this one',
	asked: (facts) => `asked for the review for ${text(facts.specialty)}`,
	reviewed: (facts) => `${text(facts.state)} the review for ${text(facts.specialty)}`,
	'answered questions': (facts) =>
		`answered ${formatCount(count(facts.answers), 'question')} of the review for ${text(facts.specialty)}`,
	'asked for reviews again': (facts) =>
		`asked again for the ${reviewsFor(facts.specialties)}, as ${text(facts.tool) || 'a tool'} changed`,
	'voided a review': (facts) =>
		`made the ${text(facts.state)} review for ${text(facts.specialty)} of ${person(facts)} void, and asked for it again`,
	'assigned a review': (facts) => `gave ${person(facts)} the review for ${text(facts.specialty)}`,
	'gave back a review': (facts) => `took the review for ${text(facts.specialty)} from ${person(facts)}`,
	'raised a finding': (facts) => `raised a ${finding(facts)} for ${person(facts)}`,
	'answered a finding': (facts) => `answered the ${finding(facts)}`,
	'passed on a finding': (facts) => `gave the ${finding(facts)} to ${person(facts)}`,
	'weighed a finding anew': (facts) =>
		`weighs a finding as ${text(facts.severity)} now: “${text(facts.title)}”`,
	'closed a finding': (facts) => `closed the ${finding(facts)}`,
	'opened a finding again': (facts) => `opened the ${finding(facts)} again`,
	planned: () => 'saved the measurement plan',
	amended: () => 'amended the locked plan',
	'asked for feedback': (facts) => `asked educators what they say: ${text(facts.period)}`,
	'closed feedback': (facts) => `closed the round of feedback ${text(facts.period)}`,
	evaluated: (facts) => `submitted the evaluation and recommends to ${text(facts.recommendation)}`,
	'asked for a second opinion': (facts) => `asked ${person(facts)} for a second opinion on the evaluation`,
	'asked again for a second opinion': (facts) =>
		`submitted a new version, on which ${person(facts)} ${facts.person === 'you' ? 'are' : 'is'} asked for a second opinion`,
	'asked no more for a second opinion': (facts) =>
		`no longer asks ${person(facts)} for a second opinion on the evaluation`,
	'gave a second opinion': (facts) => `gave a second opinion on the evaluation: ${text(facts.verdict)}`,
	logged: (facts) => `logged ${formatCount(count(facts.rows), 'result')}`,
	accepted: (facts) => `accepted ${formatCount(count(facts.rows), 'result')}`,
	voted: () => 'voted',
	decided: (facts) =>
		`recorded the decision: ${outcomeWords[facts.outcome as Outcome]?.label.toLowerCase() ?? 'another'}`,
	'filled in': filledIn,
	'set the tier': (facts) =>
		`set the risk tier to ${text(facts.tier)}${facts.led && facts.led !== facts.tier ? `, where the answers lead to ${text(facts.led)}` : ''}`,
	forecast: (facts) =>
		facts.actual ? `entered the actual ${text(facts.about)}` : `forecast the ${text(facts.about)}`,
	offered: (facts, record) =>
		record === 'metrics'
			? `offers the metric ${text(facts.name)} again`
			: record === 'training_modules'
				? `asks for the training ${text(facts.name)} again`
				: `offers the template “${text(facts.name)}” again`,
	required: (facts) => `requires the template “${text(facts.name)}”`,
	retired: (facts, record) =>
		record === 'pilot_templates'
			? `retired the template “${text(facts.name)}”`
			: `retired ${thing(facts, record)}`,
	'new version': (facts, record) => `made version ${count(facts.version)} of ${thing(facts, record)}`,
	'changed their vote': () => 'changed their vote',
	'came onto the docket overdue': () => 'put the pilot on the next docket, since its cycle is over',
	// tools
	proposed: (facts, record) => `proposed ${thing(facts, record)}`,
	'took into review': (facts, record) => `began to look into ${thing(facts, record)}`,
	approved: (facts, record) => `approved ${thing(facts, record)}`,
	restricted: (facts, record) => `restricted ${thing(facts, record)}`,
	blocked: (facts, record) => `blocked ${thing(facts, record)}`,
	'recorded an agreement': (facts, record) =>
		record === 'organisations'
			? `recorded the agreement “${text(facts.title)}” with ${text(facts.name)}`
			: `recorded an agreement for ${thing(facts, record)}`,
	'ended an agreement': (facts, record) =>
		record === 'organisations'
			? `ended the agreement “${text(facts.title)}” with ${text(facts.name)}`
			: `ended an agreement of ${thing(facts, record)}`,
	// limits of work in progress
	'set a limit': (facts) => `set a limit: ${limit(facts)}`,
	'changed a limit': (facts) => `changed a limit to ${limit(facts)}`,
	'removed a limit': (facts) => `took away the limit of ${limit(facts)}`,
	'went over a limit': (facts) =>
		`brought ${text(facts.stage)}${limited(facts)} to ${count(facts.count)} of ${count(facts.most)}`,
	// safeguards
	'settled for families': (facts) => `settled for families: ${familyLabel(text(facts.kind)).toLowerCase()}`,
	'amended for families': (facts) => `amended for families: ${familyLabel(text(facts.kind)).toLowerCase()}`,
	'changed what families are asked': () => 'changed what each risk tier asks for families',
	'judged the risk that is left': (facts) => `judged the risk that is left: ${text(facts.level)}`,
	'added a mitigation': (facts) => `added a mitigation for ${person(facts)}: ${text(facts.what)}`,
	'changed a mitigation': (facts) => `changed a mitigation of ${person(facts)}: ${text(facts.what)}`,
	'finished a mitigation': (facts) => `marked a mitigation done: ${text(facts.what)}`,
	'opened a mitigation again': (facts) => `opened a mitigation again: ${text(facts.what)}`,
	'changed the risk table': () => 'changed the table that the risk tier follows from',
	// gates
	signed: (facts) => `signed ${criterion(facts)}`,
	'took back a signature': (facts) => `took back the signature of ${criterion(facts)}`,
	waived: (facts) => `waived ${criterion(facts)}`,
	'published questions': (facts) =>
		`published version ${count(facts.version)} of the questions for ${text(facts.specialty)}: ${formatCount(count(facts.questions), 'question')}`,
	'changed the gates': () => 'changed what the gates ask',
	'put on hold': () => 'put the pilot on hold',
	'lifted a hold': () => 'lifted a hold',
	'reported an incident': (facts) =>
		facts.severity ? `reported a ${text(facts.severity)} incident` : 'reported an incident',
	'triaged an incident': (facts) =>
		`looked into an incident, found it ${text(facts.severity) || 'less clear'}${facts.person ? `, and asked ${person(facts)} to answer for it` : ''}`,
	'asked for work on an incident': (facts) => `asked ${person(facts)} to do something about an incident`,
	'gave an interim report of an incident': () => 'gave an interim report of an incident',
	'proposed to close an incident': () => 'proposed to close an incident',
	'sent back the closing of an incident': () => 'found that an incident is not settled yet',
	'closed an incident': () => 'agreed that an incident is closed',
	'reopened an incident': () => 'opened an incident again',
	'joined two reports of an incident': () => 'joined two reports of one incident',
	recused: () => 'recused themselves from this pilot',
	'appointed a substitute': (facts) =>
		`appointed ${person(facts)} to stand in as ${partInWords(text(facts.part))}`,
	'ended a substitution': (facts) => `ended the standing in as ${partInWords(text(facts.part))}`,
	'passed on the lead': (facts) => `passed the lead on to ${person(facts)}`,
	'asked to join': () => 'asked to join the team',
	answered: (facts) => `answered the request of ${person(facts)} to join the team`,
	'withdrew a request': () => 'asks to join the team no more',
	// talk
	commented: (facts) =>
		`wrote a comment${facts.part ? ` on ${talkPart(text(facts.part))}` : ''}${mentioning(facts)}`,
	replied: (facts) => `answered a comment of ${person(facts)}${mentioning(facts)}`,
	resolved: (facts) => `settled a thread of ${person(facts)}`,
	reopened: (facts) => `opened a thread of ${person(facts)} again`,
	mentioned: (facts) => `mentioned ${person(facts)}`,
	'took back': () => 'took a comment back',
	// the registry of tools
	'imported tools': (facts) =>
		`imported a list of tools: ${count(facts.added)} new, ${count(facts.filled)} with blanks filled`,
	'joined tools': (facts) => `joined the tools ${text(facts.other)} and ${text(facts.name)} as one`,
	'kept tools apart': (facts) =>
		`said that the tools ${text(facts.name)} and ${text(facts.other)} are not the same`,
	// people and places
	granted: (facts) => `made ${person(facts)} ${role(facts)}`,
	revoked: (facts) => `took the role of ${role(facts)} from ${person(facts)}`,
	invited: (facts) => (facts.person ? `invited ${person(facts)}` : 'invited somebody'),
	'invited again': (facts) => `invited ${person(facts)} again`,
	'withdrew invitation': (facts) => `withdrew ${whose(facts)} invitation`,
	'came in': () => 'came in by their invitation',
	deactivated: (facts) => `deactivated ${person(facts)}`,
	reactivated: (facts) => `made ${person(facts)} active again`,
	'passed on': (facts) => `passed the seat of ${role(facts)} to ${person(facts)}`,
	'ended sessions': (facts) => `ended the sessions of ${person(facts)}`,
	'asked a partner': (facts) => `asked ${text(facts.name)} of ${text(facts.organisation)} a question`,
	'took back a question': () => 'took back a question to a partner contact',
	'answered as a partner': (facts) =>
		`passed on the answer of ${text(facts.name)} of ${text(facts.organisation)}`,
	'ended a link': () => 'ended the link of a partner contact',
	added: (facts, record) => `added ${thing(facts, record)}`,
	changed: (facts, record) => `changed ${thing(facts, record)}`,
	opened: (facts, record) => `opened ${thing(facts, record)}`,
	closed: (facts, record) => `closed ${thing(facts, record)}`,
	removed: (facts, record) => `removed ${thing(facts, record)}`,
	saved: (facts, record) => `saved ${thing(facts, record)}`,
	'changed settings': () => 'changed the settings',
	published: (facts, record) =>
		record === 'strategy_versions' && facts.version
			? `published version ${String(facts.version)} of the strategy`
			: `published ${thing(facts, record)}`,
	corrected: (facts, record) => `corrected ${thing(facts, record)}, now version ${text(facts.version)}`,
	edited: (facts, record) => `edited ${thing(facts, record)}`,
	'brought back': (facts, record) => `brought back ${thing(facts, record)}`,
	'granted an exception': (facts) => `granted an exception from the policy ${text(facts.name)}`,
	'looked up': (facts) => `looked up ${text(facts.name)}`,
	'changed rules': () => 'changed the rules of a gate',
	called: () => 'called a meeting of the cabinet',
	// scaling in waves
	...waveVerbs,
	// meetings and their dockets
	...meetingVerbs,
	// the live room
	'opened the item': () => 'opened the item in the meeting of the cabinet',
	'closed the voting': () => 'closed the voting',
	'reopened the voting': (facts) => `opened the voting again: ${text(facts.reason)}`,
	'carried the item over': (facts) =>
		`carried the item over${facts.held_on ? ` to ${formatDate(text(facts.held_on))}` : ''}: ${text(facts.reason)}`,
	'dealt with the matter': (facts) => `dealt with the matter on the docket: ${text(facts.note)}`,
	'put the matter to the vote': () => 'put the matter on the docket to the vote',
	// conditions of decisions
	'asked for a condition': (facts) =>
		`asked ${person(facts)} for something with the decision: ${text(facts.title)}`,
	'reported on a condition': (facts) => `reported on a condition: ${text(facts.title)}`,
	'confirmed a condition': (facts) => `confirmed that a condition is met: ${text(facts.title)}`,
	'sent back a condition': (facts) => `sent a condition back to ${person(facts)}: ${text(facts.title)}`,
	'lifted a condition': (facts) => `lifted a condition: ${text(facts.title)}`,
	'changed a condition': (facts) =>
		`changed the owner or the day of a condition, which is ${whose(facts)} now: ${text(facts.title)}`,
	// What a district asks before it scales, and what came of overrides.
	'said what scaling needs': ({ fields }) => `said what scaling needs: ${contractIn(fields)}`,
	'said what came of an override': (facts) =>
		`said what came of the decision to ${text(facts.outcome)}: ${text(facts.verdict)}`,
	// monitoring after adoption, and results of the waves
	'did a monitoring review': (facts) => `did a monitoring review: ${text(facts.verdict)}`,
	'chose how often it is monitored': (facts) =>
		`chose to have it monitored every ${text(facts.every)} months`,
	'changed the monitoring questions': () => 'changed what a monitoring review asks',
	'found a guardrail breached': () => 'found a guardrail beyond its limit in the latest results',
	// the runbook of a sunset
	'began a runbook': (facts) => `began the runbook: ${formatCount(count(facts.steps), 'step')}`,
	'did a runbook step': (facts) => `did a step of the runbook: ${step(facts)}`,
	'took back a runbook step': (facts) => `opened a step of the runbook again: ${step(facts)}`,
	'left out a runbook step': (facts) => `left out a step of the runbook: ${step(facts)}`,
	'changed a runbook step': (facts) => `gave ${person(facts)} a step of the runbook: ${step(facts)}`,
	'added a runbook step': (facts) => `added a step to the runbook for ${person(facts)}: ${step(facts)}`,
	'said what is not spent': () => 'said what is not spent any more',
	'thanked the team': () => 'thanked the team',
	'wrote the thanks': () => 'wrote words of thanks to the team'
};

/** What somebody did, in words; a verb that nobody wrote words for is said as it is, never its facts. */
export function said(verb: string, facts: Facts, record: string): string {
	return Object.hasOwn(verbWords, verb) ? verbWords[verb]!(facts, record) : plain(verb);
}
