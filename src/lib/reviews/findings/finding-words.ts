import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { FindingEvent, FindingSeverity, FindingState, ReviewTurn } from './findings.ts';
import { formatDate } from '#lib/ui/dates.ts';

export const severityWords: Record<
	FindingSeverity,
	{ label: string; tone: Tone; icon: IconName; meaning: string }
> = {
	blocking: {
		label: 'Blocking',
		tone: 'bad',
		icon: 'lock',
		meaning: 'The pilot isn’t launched until it is closed.'
	},
	major: {
		label: 'Major',
		tone: 'caution',
		icon: 'alert',
		meaning: 'It has to be settled, and doesn’t hold the launch.'
	},
	minor: { label: 'Minor', tone: 'neutral', icon: 'info', meaning: 'It would be better settled.' }
};

export const findingStateWords: Record<FindingState, { label: string; tone: Tone; icon: IconName }> = {
	open: { label: 'Open', tone: 'accent', icon: 'clock' },
	answered: { label: 'Answered', tone: 'info', icon: 'comment' },
	closed: { label: 'Closed', tone: 'good', icon: 'check' }
};

const doneWords = {
	raised: 'The finding is raised, and its owner is told.',
	answered: 'The answer is there. A reviewer closes the finding, or asks for more.',
	'passed on': 'The finding is passed on.',
	weighed: 'The finding is weighed anew, with the reason.',
	closed: 'The finding is closed.',
	'opened again': 'The finding is open again, and its owner is told.'
} as const;
export type FindingDone = keyof typeof doneWords;

/** What is said once something was done; nothing for what an address made up. */
export function findingDone(done: string | null): string | null {
	return done !== null && Object.hasOwn(doneWords, done) ? doneWords[done as FindingDone] : null;
}

/** What somebody did with a finding: 'passed it on to Ann, due 3 Mar 2026'. */
export function eventInWords({ kind, owner, due_on, severity }: FindingEvent): string {
	const due = due_on ? `, due ${formatDate(due_on)}` : '';
	switch (kind) {
		case 'raised':
			return `raised it as ${severity}, for ${owner ?? 'somebody'}${due}`;
		case 'answered':
			return 'answered';
		case 'reassigned':
			return `gave it to ${owner ?? 'somebody'}${due}`;
		case 'regraded':
			return `weighs it as ${severity} from here on`;
		case 'closed':
			return 'closed it';
		case 'reopened':
			return 'opened it again';
	}
}

/** Why somebody who could close it must not, and who can. */
export function othersClose(names: readonly string[]): string {
	const rule = 'Whoever owns or answered a finding doesn’t close it.';
	if (names.length === 0)
		return `${rule} Nobody else can yet: the AI office gives somebody the role of reviewer, or appoints a substitute.`;
	const shown = names.slice(0, 3).join(', ');
	return `${rule} ${shown}${names.length > 3 ? ` or ${names.length - 3} more` : ''} can.`;
}

export const causeWords: Record<ReviewTurn['before'][number]['cause'], string> = {
	tool: 'Asked again, as a tool changed',
	team: 'Void, as the reviewer came onto the team',
	recused: 'Void, as the reviewer recused themselves'
};
