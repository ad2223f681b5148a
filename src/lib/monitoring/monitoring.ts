/* The closed sets of monitoring and their words. No schema here, so that a page brings no parser along. */
import type { Tone } from '#lib/ui/tones.ts';

export const cycles = ['3', '6', '12'] as const;
export const answerStates = ['fine', 'watch', 'problem'] as const;
export const reviewVerdicts = ['fine', 'watch', 'fails'] as const;

export type AnswerState = (typeof answerStates)[number];
export type ReviewVerdict = (typeof reviewVerdicts)[number];

export const cycleWords: Record<(typeof cycles)[number], string> = {
	'3': 'Every three months',
	'6': 'Every six months',
	'12': 'Once a year'
};

export const everyInWords = (every: number | null) =>
	every === null
		? 'not chosen yet'
		: (cycleWords[String(every) as '3'] ?? `every ${every} months`).toLowerCase();

export const answerWords: Record<AnswerState, { label: string; tone: Tone }> = {
	fine: { label: 'Fine', tone: 'good' },
	watch: { label: 'To be watched', tone: 'caution' },
	problem: { label: 'Something is wrong', tone: 'bad' }
};

export const reviewVerdictWords: Record<ReviewVerdict, { label: string; tone: Tone; hint: string }> = {
	fine: { label: 'Fine', tone: 'good', hint: 'It goes on as it is.' },
	watch: { label: 'Watch', tone: 'caution', hint: 'It goes on, and what is named is looked at next time.' },
	fails: {
		label: 'Fails',
		tone: 'bad',
		hint: 'It comes before the cabinet now, with your words as the reason.'
	}
};

/** What stands behind `?done=`. */
export const monitoringDone: Record<string, string> = {
	chosen: 'It is chosen how often this pilot is monitored.',
	reviewed: 'The review is done, and the next one has its day.',
	failed: 'The review is done. The pilot is on the cabinet’s docket.',
	questions: 'The questions are saved. The next reviews answer them.'
};
