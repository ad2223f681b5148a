/** What a decision means for the people of a pilot, in plain words: for its letter and its page. */
import { formatDate } from '#lib/ui/dates.ts';
import type { Outcome } from './words.ts';

/** The title of a decision, as one says it. */
export const decidedWords: Record<Outcome, string> = {
	scale: 'Scale: it goes to more sites',
	extend: 'Extend: it runs one more cycle',
	shelve: 'Shelve: it rests, and may come back',
	sunset: 'Sunset: it closes with care, with thanks to its team'
};

/** What happens now. `until` is the end of the next cycle, or the day on which a shelved pilot wakes up. */
export function meansNow(
	outcome: Outcome,
	{ until, cycle }: { until?: string | null; cycle?: number | null }
): string {
	const day = until ? formatDate(until) : null;
	switch (outcome) {
		case 'scale':
			return 'It goes to more sites in waves, one after the other, measured as before. Its sponsor plans the first wave with you. Sites that have it keep it.';
		case 'extend':
			return `It runs on as cycle ${cycle ?? 2}${day ? `, until ${day}` : ''}. The evaluator amends the plan where that is needed, and results are logged for a period of their own.`;
		case 'shelve':
			return `It rests${day ? ` until ${day}` : ''}. Nothing is lost: what you wrote and measured stays, and it can come back as it is.`;
		case 'sunset':
			return 'It closes with care. Its sites and families are told, the work is exported and access is ended step by step, and what you learnt is kept for the next team. To end what is not worth going on with is what pilots are for.';
	}
}

/** The thanks that end its letter. */
export const thanksFor: Record<Outcome, string> = {
	scale: 'Thank you for the work that made this decision possible.',
	extend: 'Thank you for the work so far, and for going on with it.',
	shelve: 'Thank you for the work, which stays on record for when its time comes.',
	sunset: 'Thank you. The district knows more because you tried, measured and told what came of it.'
};
