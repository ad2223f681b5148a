import type { Condition } from '#lib/pilots/condition.ts';
import { formatDate } from '#lib/ui/dates.ts';
import type { Tone } from '#lib/ui/tones.ts';

type State = Condition['state'];

export const stateWords: Record<State, { label: string; tone: Tone }> = {
	open: { label: 'Open', tone: 'info' },
	reported: { label: 'Reported', tone: 'accent' },
	met: { label: 'Met', tone: 'good' },
	lifted: { label: 'Lifted', tone: 'neutral' }
};

/** Whose move it is, in a sentence. */
export function nextInWords(
	one: Pick<Condition, 'state' | 'owner' | 'owner_left' | 'due_on' | 'overdue' | 'closed_at'>
): string {
	const day = formatDate(one.due_on);
	switch (one.state) {
		case 'open':
			if (one.owner_left) return `${one.owner} has left: the clerk names another owner. Due ${day}.`;
			return one.overdue
				? `Was due ${day}. ${one.owner} reports, or asks for more time.`
				: `${one.owner} reports by ${day}.`;
		case 'reported':
			return `Somebody of the cabinet, the clerk or the AI office confirms it, or sends it back. Due ${day}.`;
		case 'met':
			return `Met${one.closed_at ? ` on ${formatDate(one.closed_at)}` : ''}.`;
		case 'lifted':
			return `Lifted${one.closed_at ? ` on ${formatDate(one.closed_at)}` : ''}.`;
	}
}

const done: Record<string, string> = {
	reported: 'reported',
	met: 'confirmed that it is met',
	'sent back': 'sent it back',
	lifted: 'lifted it',
	changed: 'changed its owner or its day'
};

/** 'Ana Lee changed its owner or its day: Ben Ito, 3 May 2027'. */
export function eventInWords({ kind, by, owner, due_on }: Condition['history'][number]): string {
	const said = `${by} ${done[kind] ?? kind}`;
	return kind === 'changed' ? `${said}: ${owner}, by ${formatDate(due_on)}` : said;
}

/** What a page says once something was done with a condition. */
export const conditionDone = {
	'condition reported': 'The report is sent. Somebody else confirms it.',
	'condition met': 'Confirmed: the condition is met.',
	'condition sent back': 'Sent back to its owner, with what is missing.',
	'condition lifted': 'The condition is lifted. Your reason stays with it.',
	'condition changed': 'Changed. What it was stays with the condition.'
} as const;

export function conditionSaid(key: string | null): string | null {
	return key !== null && Object.hasOwn(conditionDone, key) ? conditionDone[key as ConditionDone] : null;
}
export type ConditionDone = keyof typeof conditionDone;
