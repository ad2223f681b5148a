/** What the activity says of meetings of the cabinet and of their dockets. */
import { formatDate } from '#lib/ui/dates.ts';

type Facts = Record<string, unknown>;

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const day = (facts: Facts, name = 'held_on') => (text(facts[name]) ? formatDate(text(facts[name])) : '');
const of = (facts: Facts) => (day(facts) ? ` of ${day(facts)}` : '');
const whys: Record<string, string> = {
	condition: 'a condition of its decision is overdue',
	monitoring: 'its monitoring review is due',
	asked: 'the office asked for it'
};

export const meetingVerbs: Record<string, (facts: Facts) => string> = {
	'changed a meeting': (facts) => `changed the meeting${of(facts)}`,
	'moved a meeting': (facts) =>
		facts.from === facts.held_on
			? `moved the meeting${of(facts)} to another time`
			: `moved the meeting of ${day(facts, 'from')} to ${day(facts)}`,
	'called off a meeting': (facts) => `called off the meeting${of(facts)}`,
	'opened a meeting': (facts) => `opened the meeting${of(facts)}`,
	'ended a meeting': (facts) => `ended the meeting${of(facts)}`,
	'named another chair': (facts) =>
		`named ${text(facts.person) || 'somebody'} to chair the meeting${of(facts)}`,
	'ordered a docket': (facts) => `put the docket${of(facts)} in order`,
	'sent the docket': (facts) => `sent the docket${of(facts)}`,
	'said whether they come': (facts) =>
		`said that they ${facts.comes === false ? 'do not come' : 'come'} to the meeting${of(facts)}`,
	'wrote the minutes': (facts) => `wrote the minutes of the meeting${of(facts)}`,
	'signed the minutes': (facts) => `signed the minutes of the meeting${of(facts)}`,
	'added to the minutes': (facts) => `added to the minutes of the meeting${of(facts)}`,
	'came onto the docket': (facts) =>
		`put the pilot on the docket${whys[text(facts.why)] ? `, since ${whys[text(facts.why)]}` : ''}`,
	'put on the docket': () => 'put the pilot on the docket',
	'put on another meeting': (facts) => `put the pilot on the docket${of(facts)}`,
	'taken off the docket': () => 'took the pilot off the docket',
	'left the docket': (facts) =>
		`took the pilot off the docket${whys[text(facts.why)] ? ', as it is settled' : ', as it went another way'}`
};
