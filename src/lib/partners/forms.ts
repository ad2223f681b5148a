import { z } from 'zod';
import { agreementKinds, organisationKinds } from './partner-words.ts';

const text = (most: number, label: string) =>
	z
		.string()
		.trim()
		.max(most, `${label} can have ${most.toLocaleString('en')} characters. Shorten it.`)
		.default('');
const needed = (most: number, label: string, missing: string) => text(most, label).refine(Boolean, missing);
const link = z
	.union([
		z.literal(''),
		z.url({ protocol: /^https?$/, error: 'A link begins with https://, or is left empty.' })
	])
	.default('');
const damaged = 'This form is damaged: open the page again. What you typed is still here.';
const day = (missing: string) => z.iso.date(missing);
const maybeDay = z
	.union([z.literal(''), z.iso.date('Give a day, or leave it empty.')])
	.default('')
	.transform((given) => given || null);

export const organisationForm = z.object({
	name: needed(160, 'The name', 'Give the name.'),
	kind: z.enum(organisationKinds, 'Choose what kind of organisation it is.'),
	about: text(2000, 'What they do'),
	website: link,
	revision: z.coerce.number().int().optional()
});

export const agreementForm = z.object({
	id: z.uuid(damaged),
	kind: z.enum(agreementKinds, 'Choose what kind of agreement it is.'),
	title: needed(200, 'The title', 'Say what the agreement is called.'),
	signed_on: day('Give the day on which it was signed.'),
	expires_on: maybeDay,
	link
});

export const endForm = z.object({
	agreement: z.uuid(damaged),
	ended_on: day('Give the day on which it ended.'),
	reason: needed(2000, 'The reason', 'Say why it ended.')
});

export const askForm = z.object({
	id: z.uuid(damaged),
	contact: z.uuid(damaged),
	question: needed(2000, 'A question', 'Write the question.'),
	due_on: maybeDay
});

export const answerForm = z.object({
	question: z.uuid(damaged),
	answer: needed(4000, 'An answer', 'Write an answer.')
});
