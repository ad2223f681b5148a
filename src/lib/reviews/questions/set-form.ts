/** The form in which the AI office keeps the questions of a specialty. */
import { tiers, type Tier } from '#lib/pilots/words.ts';
import { answers, type Answer, type Question } from './review-schema.ts';

/** New questions that the form has room for, below those that are there. */
export const ROOM = 2;

/** One question as the form shows it: everything is text, or a list of ticks. */
export type QuestionValues = {
	key: string;
	place: string;
	text: string;
	why: string;
	kind: string;
	from: string;
	concern: string;
	required: boolean;
	note_on: string[];
	link_on: string[];
	out: boolean;
};

export const fieldOf = (at: number, name: keyof QuestionValues): string => `${at}.${name}`;

export function valuesOf(question: Question | null, place: number): QuestionValues {
	return {
		key: question?.key ?? '',
		place: String(place),
		text: question?.text ?? '',
		why: question?.why ?? '',
		kind: question?.kind ?? 'choice',
		from: question?.from ?? 'low',
		concern: question ? (question.concern ?? '') : 'no',
		required: question?.required ?? true,
		note_on: question?.note_on ?? ['no'],
		link_on: question?.link_on ?? [],
		out: false
	};
}

/** All questions of a set, and room for some more. */
export function valuesOfSet(questions: readonly Question[]): QuestionValues[] {
	const room = Array.from({ length: ROOM }, (_, i) => valuesOf(null, questions.length + i + 1));
	return [...questions.map((question, i) => valuesOf(question, i + 1)), ...room];
}

/** What a form holds, as it was typed. */
export function valuesIn(form: FormData): QuestionValues[] {
	const count = Math.min(Number(form.get('count')) || 0, 40);
	return Array.from({ length: count }, (_, at) => {
		const text = (name: keyof QuestionValues) =>
			String(form.get(fieldOf(at, name)) ?? '').replaceAll('\r\n', '\n');
		const ticks = (name: keyof QuestionValues) => form.getAll(fieldOf(at, name)).map(String);
		return {
			key: text('key'),
			place: text('place'),
			text: text('text'),
			why: text('why'),
			kind: text('kind'),
			from: text('from'),
			concern: text('concern'),
			required: text('required') === 'yes',
			note_on: ticks('note_on'),
			link_on: ticks('link_on'),
			out: text('out') === 'yes'
		};
	});
}

/** A key for a new question: from its words, unlike those that are there. */
export function keyFor(text: string, taken: ReadonlySet<string>): string {
	const words = text
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '_')
		.replaceAll(/^_+|_+$/g, '')
		.slice(0, 50)
		.replace(/_$/, '');
	const base = words || 'question';
	if (!taken.has(base)) return base;
	for (let number = 2; ; number += 1) if (!taken.has(`${base}_${number}`)) return `${base}_${number}`;
}

const isAnswer = (value: string): value is Answer => (answers as readonly string[]).includes(value);

/**
 * The questions that are meant, in their order: without what is taken out, and without room that was left empty.
 * @returns with each the row of the form that it came from, where a refusal of the database belongs
 */
export function questionsIn(values: readonly QuestionValues[]): { at: number; question: Question }[] {
	const taken = new Set(values.map(({ key }) => key).filter(Boolean));
	return values
		.map((value, at) => ({ value, at, place: Number(value.place.replace(',', '.')) }))
		.filter(({ value }) => !value.out && (value.key !== '' || value.text.trim() !== ''))
		.sort((a, b) => (a.place || 99) - (b.place || 99) || a.at - b.at)
		.map(({ value, at }) => {
			const key = value.key || keyFor(value.text, taken);
			taken.add(key);
			return {
				at,
				question: {
					key,
					text: value.text.trim(),
					why: value.why.trim(),
					kind: value.kind === 'text' ? 'text' : 'choice',
					from: (tiers.find((one) => one === value.from) ?? 'low') satisfies Tier,
					required: value.required,
					concern: value.concern === 'yes' || value.concern === 'no' ? value.concern : null,
					note_on: value.note_on.filter(isAnswer),
					link_on: value.link_on.filter(isAnswer)
				}
			};
		});
}
