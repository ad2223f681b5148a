import { z } from 'zod';
import { consents, dataAbouts, dataCategories, signOns, trainings } from './record.ts';
import type { ToolValues } from './record-values.ts';

export const text = (label: string, most: number) =>
	z
		.string()
		.trim()
		.max(most, `${label} can have ${most} characters. Shorten it: all that you typed is still here.`);

export const link = (label: string) =>
	text(label, 500).refine(
		(typed) => typed === '' || /^https?:\/\/[^\s/]+\S*$/i.test(typed),
		'A link begins with https:// or http://.'
	);

/** One name a line. */
const lines = z
	.string()
	.transform((typed) => [...new Set(typed.split('\n').map((line) => line.trim()))].filter(Boolean))
	.refine((names) => names.length <= 50, 'At most 50, one a line.')
	.refine((names) => names.every((name) => name.length <= 200), 'A name can have 200 characters.');

const name = text('The name', 200).min(1, 'Give it a name.');

/** The record of a tool. That a name is another tool's is the database's to say. */
export const toolFormSchema = z
	.object({
		name,
		vendor: text('The vendor', 200),
		model: text('The model', 200),
		version: text('The version', 100),
		purpose: text('What it does', 2000),
		generative: z
			.enum(['', 'yes', 'no'], 'Choose whether it is generative.')
			.transform((answer) => (answer === '' ? null : answer === 'yes')),
		data_elements: z.array(z.enum(dataCategories, 'Choose the data of the list.')),
		about: z.array(z.enum(dataAbouts, 'Choose whom the data is about.')),
		subprocessors: lines,
		hosting_region: text('Where it is hosted', 200),
		sign_on: z.enum(signOns, 'Choose how people sign in.'),
		trained_on_student_data: z.enum(trainings, 'Choose whether it is trained on student data.'),
		under_13_consent: z.enum(consents, 'Choose who consents for children under 13.'),
		retention: text('How long data is kept', 1000),
		accessibility: text('The evidence of accessibility', 1000),
		accessibility_link: link('The link to that evidence'),
		website: link('The website'),
		reason: text('The reason', 2000)
	})
	.refine(({ data_elements }) => !data_elements.includes('none') || data_elements.length === 1, {
		path: ['data_elements'],
		message: 'It holds no data, or it holds some: choose one of the two.'
	})
	.refine(({ about }) => !about.includes('nobody') || about.length === 1, {
		path: ['about'],
		message: 'Its data is about nobody, or about somebody: choose one of the two.'
	});

/** What anyone says of a tool that they would like to use. */
export const proposedToolSchema = z.object({
	name,
	vendor: text('The vendor', 200),
	purpose: text('What it does', 2000).min(1, 'Say what it does, so that the AI office knows what to look at.')
});

const day = (sentence: string) => z.iso.date(sentence);
const count = (most: number, sentence: string) =>
	z
		.string()
		.transform((typed) => typed.replaceAll(/[,\s]/g, ''))
		.refine((typed) => typed === '' || (/^\d{1,6}$/.test(typed) && Number(typed) <= most), sentence)
		.transform((typed) => (typed === '' ? null : Number(typed)));

export const agreementFormSchema = z
	.object({
		version: text('The version', 100),
		signed_on: day('Choose the day on which it was signed.'),
		expires_on: z.union(
			[z.literal('').transform(() => null), day('Choose the last day on which it counts.')],
			'Choose the last day on which it counts.'
		),
		general_offer: z.boolean(),
		disposition: text('What becomes of the data', 1000),
		deletion_days: count(3650, 'Write a whole number of days, at most 3,650, or leave it empty.'),
		breach_notice_hours: count(8760, 'Write a whole number of hours, at most 8,760, or leave it empty.'),
		link: link('The link')
	})
	.refine(({ signed_on, expires_on }) => expires_on === null || expires_on >= signed_on, {
		path: ['expires_on'],
		message: 'It expires before it was signed.'
	});

export type Reading<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };

/** What a form says, or one sentence for each field that is wrong. */
export function reading<T>(schema: z.ZodType<T>, values: unknown): Reading<T> {
	const read = schema.safeParse(values);
	if (read.success) return { ok: true, value: read.data };
	const errors: Record<string, string> = {};
	for (const { path, message } of read.error.issues) errors[String(path[0])] ??= message;
	return { ok: false, errors };
}

export const readTool = (values: ToolValues) => reading(toolFormSchema, values);
