/** The form in which a review is answered: what it sends, what it shows, and where a refusal of the database belongs in it. */
import type { Asked, Offer } from './review-schema.ts';

/** The fields of a question: its answer, its note, its link. */
export const fieldsOf = (key: string) =>
	({ answer: `answer.${key}`, note: `note.${key}`, link: `link.${key}` }) as const;

export type GivenAnswer =
	{ question: string; answer: string; note: string; link: string } | { question: string; take: string };

/** An offer is fresh while it is neither older than a year nor than the tool's last change. */
export const isFresh = ({ old, outdated }: Pick<Offer, 'old' | 'outdated'>): boolean => !old && !outdated;

/** Open questions for which something fresh is on offer: what one press takes over. */
export const takeable = (asked: readonly Asked[]): Asked[] =>
	asked.filter(({ answer, offer }) => answer === '' && offer !== null && isFresh(offer));

/** What is shown in a field: what was typed where the form was refused, else what is saved. */
export function shownIn(asked: Asked, typed: Record<string, string> | undefined) {
	const names = fieldsOf(asked.key);
	return {
		answer: typed ? (typed[names.answer] ?? '') : asked.answer,
		note: typed ? (typed[names.note] ?? '') : asked.note,
		link: typed ? (typed[names.link] ?? '') : asked.link
	};
}

/**
 * The answers of a form, as they were typed. Which questions it shows, it says itself, since a question without a choice sends
 * nothing. `take` names the question whose offer was pressed, with the offer's id: 'training:12', more of them by commas.
 */
export function answersIn(form: FormData): GivenAnswer[] {
	const text = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
	const taken = new Map(
		text('take')
			.split(',')
			.filter(Boolean)
			.map((one) => one.split(':') as [string, string])
	);
	return form.getAll('question').map((value) => {
		const question = String(value);
		const take = taken.get(question);
		const names = fieldsOf(question);
		return take
			? { question, take }
			: { question, answer: text(names.answer), note: text(names.note), link: text(names.link).trim() };
	});
}

const missingWords: Record<string, string> = {
	answer: 'Answer this before you sign.',
	note: 'This answer needs a note: say what is behind it.',
	link: 'This answer needs a link to what shows it.'
};

/** Which fields a refusal is about, each with its sentence. */
export function errorsAt(refusal: {
	key: string;
	message: string;
	facts: Record<string, unknown>;
}): Record<string, string> {
	const { key, message, facts } = refusal;
	if (key === 'unanswered' && typeof facts.missing === 'object' && facts.missing !== null) {
		return Object.fromEntries(
			Object.entries(facts.missing).map(([question, what]) => [
				fieldsOf(question)[what as 'answer' | 'note' | 'link'] ?? fieldsOf(question).answer,
				missingWords[String(what)] ?? message
			])
		);
	}
	if (typeof facts.field !== 'string')
		return key === 'no_reason' || key === 'too_long' ? { reason: message } : {};
	const names = fieldsOf(facts.field);
	return { [key === 'wrong_link' ? names.link : key === 'too_long' ? names.note : names.answer]: message };
}
