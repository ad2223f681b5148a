import { z } from 'zod';
import { answerStates, cycles, reviewVerdicts, type AnswerState } from './monitoring.ts';

const damaged = 'This form is damaged: open the page again.';
const seen = z.coerce.number(damaged).int(damaged);

export const cycleForm = z.object({
	every: z.enum(cycles, 'Choose every 3, 6 or 12 months.').transform(Number),
	seen
});

export const reviewForm = z.object({
	verdict: z.enum(reviewVerdicts, 'Choose a verdict: fine, watch or fails.'),
	words: z
		.string()
		.trim()
		.min(1, 'Say in a few sentences how it stands.')
		.max(4000, 'This can have 4,000 characters. Shorten it: all that you typed is still here.'),
	seen
});

export type Answers = Record<string, { state: AnswerState | ''; note: string }>;

/** The answers in a form, by the keys of the questions that it showed, and what is missing or wrong at which field. */
export function answersIn(form: FormData): { answers: Answers; errors: Record<string, string> } {
	const answers: Answers = {};
	const errors: Record<string, string> = {};
	for (const key of form.getAll('key').map(String)) {
		const given = String(form.get(`state-${key}`) ?? '');
		const state = answerStates.find((one) => one === given) ?? '';
		const note = String(form.get(`note-${key}`) ?? '')
			.replaceAll('\r\n', '\n')
			.trim();
		answers[key] = { state, note };
		if (state === '') errors[`state-${key}`] = 'Choose an answer to each question.';
		else if (state !== 'fine' && note === '')
			errors[`note-${key}`] = 'Say in words what is to be watched, or wrong.';
		else if (note.length > 2000) errors[`note-${key}`] = 'An answer can have 2,000 characters.';
	}
	return { answers, errors };
}

/** Questions as the office's form sends them, one after another; those without words are left out. */
export function questionsIn(form: FormData): { key?: string; words: string; help: string }[] {
	const all = (name: string) => form.getAll(name).map((value) => String(value).trim());
	const [keys, words, help] = [all('key'), all('words'), all('help')];
	return words
		.map((one, at) => ({ ...(keys[at] && { key: keys[at] }), words: one, help: help[at] ?? '' }))
		.filter((one) => one.words !== '' || one.help !== '');
}
