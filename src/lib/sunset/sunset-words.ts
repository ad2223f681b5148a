import type { IconName } from '#lib/ui/icons.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatMoney, formatNumber } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { Avoided } from '#lib/pilots/runbook-part.ts';
import type { Part, Per } from './runbook.ts';
import type { SoFar, Step, StepEvent } from './runbook-schema.ts';

export const stateWords: Record<Step['state'], { label: string; tone: Tone; icon: IconName }> = {
	open: { label: 'Open', tone: 'neutral', icon: 'clock' },
	done: { label: 'Done', tone: 'good', icon: 'check' },
	skipped: { label: 'Left out', tone: 'neutral', icon: 'minus' }
};

export const partWords: Record<Part, string> = {
	lead: 'The lead',
	sponsor: 'The sponsor',
	admin: 'The AI office',
	evaluator: 'The evaluator',
	clerk: 'The clerk'
};

export const perWords: Record<Per, { label: string; hint: string }> = {
	pilot: { label: 'Once for the pilot', hint: '' },
	tool: { label: 'Once for each tool', hint: 'Once for the pilot where it names none.' },
	'data tool': {
		label: 'For each tool that holds data of people',
		hint: 'As its record in the registry says, or does not say.'
	},
	'contract tool': {
		label: 'For each tool with an agreement',
		hint: 'Or once, where the pilot’s record names a contract.'
	}
};

export const evidenceWords = { link: 'A link to what shows it', note: 'A note of what was done' } as const;

/** What somebody did with a step: 'did it on 3 Mar 2026'. */
export function eventInWords({ kind, owner, due_on, done_on }: StepEvent): string {
	switch (kind) {
		case 'done':
			return `did it${done_on ? ` on ${formatDate(done_on)}` : ''}`;
		case 'undone':
			return 'opened it again';
		case 'skipped':
			return 'left it out';
		default:
			return `gave it to ${owner ?? 'nobody yet'}${due_on ? `, due ${formatDate(due_on)}` : ''}`;
	}
}

const reckonedFrom = {
	actual: 'What it cost in a year, as recorded.',
	budget: 'The yearly budget of the pilot.',
	forecast: 'What it was forecast to cost in a year.'
} as const;

/** Each figure that is known, with how it was reckoned unless somebody said it. */
export function avoidedInWords(avoided: Avoided): { label: string; value: string; note?: string }[] {
	const { budget, licences, hours, budget_from, hours_from } = avoided;
	const lines: { label: string; value: string; note?: string }[] = [];
	if (budget !== null) {
		lines.push({
			label: 'Money',
			value: `${formatMoney(budget)} a year`,
			note: budget_from ? reckonedFrom[budget_from] : undefined
		});
	}
	if (hours !== null) {
		lines.push({
			label: 'Staff time',
			value: `${formatNumber(hours)} ${hours === 1 ? 'hour' : 'hours'} a year`,
			note:
				hours_from !== null
					? `${formatNumber(hours_from)} ${hours_from === 1 ? 'hour' : 'hours'} a week over 36 school weeks.`
					: undefined
		});
	}
	if (licences !== null) lines.push({ label: 'Licences', value: formatNumber(licences) });
	return lines;
}

/** One line for the district: what the pilots that it closed do not cost any more. */
export function soFarInWords({ pilots, budget, hours }: SoFar): string {
	const sums = [
		...(budget > 0 ? [`${formatMoney(budget)} a year`] : []),
		...(hours > 0 ? [`${formatNumber(hours)} ${hours === 1 ? 'hour' : 'hours'} a year`] : [])
	];
	const said = sums.length > 0 ? `, ${sums.join(' and ')} not spent` : '';
	return `Closed so far: ${formatCount(pilots, 'pilot')}${said}.`;
}

const doneWords = {
	done: 'The step is done.',
	undone: 'The step is open again.',
	skipped: 'The step is left out, with the reason.',
	changed: 'The step is changed, and its owner is told.',
	added: 'The step is added.',
	avoided: 'What is not spent any more is saved, with its source.',
	thanks: 'Your words are saved, and stay with the pilot.',
	rule: 'Saved. It counts from the next sunset on.',
	'rule ended': 'The step is taken out. Pilots that are being sunset keep theirs.'
} as const;
export type SunsetDone = keyof typeof doneWords;

/** What is said once something was done; nothing for what an address made up. */
export function sunsetDone(done: string | null): string | null {
	return done !== null && Object.hasOwn(doneWords, done) ? doneWords[done as SunsetDone] : null;
}
