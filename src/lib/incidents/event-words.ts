import { severityWords, type Severity } from '#lib/pilots/incident-words.ts';

type Event = { what: string; facts: Record<string, unknown> };

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const severity = (value: unknown) =>
	(severityWords[text(value) as Severity]?.label ?? 'unknown').toLowerCase();

/** What was done with an incident, after the name of who did it, and their words. */
export function eventInWords({ what, facts }: Event): { did: string; words: string | null } {
	const told = text(facts.reason) || text(facts.words) || text(facts.note) || null;
	switch (what) {
		case 'reported':
			return { did: `reported it as ${severity(facts.severity)}`, words: null };
		case 'triaged': {
			const same = facts.severity === facts.was;
			const found = same
				? `found it ${severity(facts.severity)}`
				: `found it ${severity(facts.severity)}, not ${severity(facts.was)}`;
			return { did: `${found}; ${text(facts.owner) || 'somebody'} answers for it`, words: told };
		}
		case 'added an action':
			return {
				did: `asked ${text(facts.owner) || 'somebody'} for something to be done`,
				words: text(facts.what)
			};
		case 'finished an action':
			return { did: `did what was asked for: ${text(facts.what)}`, words: told };
		case 'reported in between':
			return { did: 'gave an interim report', words: null };
		case 'proposed to close':
			return { did: 'proposed to close it', words: told };
		case 'sent back the closing':
			return { did: 'found that it is not settled yet', words: told };
		case 'closed':
			return { did: 'agreed that it is closed', words: told };
		case 'opened again':
			return { did: 'opened it again', words: told };
		case 'joined':
			return { did: 'joined another report of the same event to it', words: told };
		case 'was joined':
			return { did: 'joined it to another report of the same event', words: told };
		default:
			return { did: what, words: told };
	}
}
