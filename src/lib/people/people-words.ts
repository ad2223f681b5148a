import { formatDate, toDate } from '#lib/ui/dates.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { PersonEvent, PersonLine, Seat, State } from './people.ts';

export const stateWords: Record<State, string> = {
	active: 'Active',
	invited: 'Invited',
	deactivated: 'Deactivated',
	outside: 'From outside'
};

/** What the list says of somebody's state, where it is not the usual one. */
export function stateBadge(person: PersonLine, now: string): { tone: Tone; text: string } | null {
	if (person.state === 'deactivated') return { tone: 'neutral', text: 'Deactivated' };
	if (person.state === 'active') return null;
	if (!person.invited_until) return { tone: 'caution', text: 'No invitation out' };
	return toDate(person.invited_until) < toDate(now)
		? { tone: 'caution', text: `Invitation expired on ${formatDate(person.invited_until)}` }
		: { tone: 'info', text: `Invited until ${formatDate(person.invited_until)}` };
}

const done: Record<string, string> = {
	saved: 'Saved.',
	deactivated: 'They are deactivated: signed out everywhere, and their seats have passed on.',
	reactivated: 'They are back, with the roles that they held.',
	invited: 'The invitation is on its way.',
	'invited-again': 'A new invitation is on its way. The one before is worth nothing any more.',
	withdrawn: 'The invitation is withdrawn.'
};

/** What a page says once something is done: '?done=invited&n=12'. */
export function doneInWords(address: URLSearchParams): string | null {
	const n = Number(address.get('n'));
	if (address.get('done') === 'imported' && Number.isSafeInteger(n) && n >= 0) {
		return `${formatCount(n, 'person', 'people')} invited. The mails are on their way.`;
	}
	return done[address.get('done') ?? ''] ?? null;
}

export const seatWords: Record<Seat['seat'], string> = {
	lead: 'Lead',
	sponsor: 'Sponsor',
	evaluator: 'Evaluator',
	'data collector': 'Data collector',
	member: 'Team member',
	chair: 'Chair'
};

const fieldWords: Record<string, string> = { name: 'name', title: 'title', site: 'site' };

function roleOf({ facts }: PersonEvent): string {
	const role = String(facts.role ?? '');
	return typeof facts.specialty === 'string' ? `${role} for ${facts.specialty}` : role;
}

/** What happened to somebody, in words: 'Alicia Grant gave them the role of clerk'. */
export function eventInWords(event: PersonEvent, name: string): string {
	const by = event.actor ?? 'The installation';
	switch (event.verb) {
		case 'granted':
			return `${by} gave the role of ${roleOf(event)}`;
		case 'revoked':
			return `${by} took the role of ${roleOf(event)}`;
		case 'changed': {
			const fields = Array.isArray(event.facts.fields) ? event.facts.fields.map(String) : [];
			return `${by} changed the ${fields.map((field) => fieldWords[field] ?? field).join(' and ')}`;
		}
		case 'deactivated':
			return `${by} deactivated ${name}`;
		case 'reactivated':
			return `${by} let ${name} back in`;
		case 'invited':
			return `${by} invited ${name}`;
		case 'invited again':
			return `${by} invited ${name} again`;
		case 'withdrew invitation':
			return `${by} withdrew the invitation`;
		case 'came in':
			return `${name} made their account`;
		default:
			return `${by} ${event.verb}`;
	}
}
