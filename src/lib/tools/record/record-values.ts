import type { Tool } from './record-schema.ts';
import { textFields, type TextField } from './record.ts';

/* A tool's form as it is typed. No schema here, so that the page brings no parser along. */

export type ToolField =
	| TextField
	| 'generative'
	| 'data_elements'
	| 'about'
	| 'subprocessors'
	| 'sign_on'
	| 'trained_on_student_data'
	| 'under_13_consent'
	| 'reason';

export type ToolValues = Record<Exclude<ToolField, 'data_elements' | 'about'>, string> & {
	data_elements: string[];
	about: string[];
};

const blank = Object.fromEntries(textFields.map((field) => [field, ''])) as Record<TextField, string>;

/** A tool as its form shows it; without one, an empty form. */
export function toolValuesOf(tool: Tool | null): ToolValues {
	const texts = tool
		? (Object.fromEntries(textFields.map((field) => [field, tool[field]])) as Record<TextField, string>)
		: blank;
	return {
		...texts,
		generative: tool?.generative == null ? '' : tool.generative ? 'yes' : 'no',
		data_elements: [...(tool?.data_elements ?? [])],
		about: [...(tool?.about ?? [])],
		subprocessors: tool?.subprocessors.join('\n') ?? '',
		sign_on: tool?.sign_on ?? 'unknown',
		trained_on_student_data: tool?.trained_on_student_data ?? 'unknown',
		under_13_consent: tool?.under_13_consent ?? 'unknown',
		reason: ''
	};
}

export function toolTyped(form: FormData): ToolValues {
	const said = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
	const chosen = (name: string) => form.getAll(name).map(String);
	const texts = Object.fromEntries(textFields.map((field) => [field, said(field)])) as Record<
		TextField,
		string
	>;
	return {
		...texts,
		generative: said('generative'),
		data_elements: chosen('data_elements'),
		about: chosen('about'),
		subprocessors: said('subprocessors'),
		sign_on: said('sign_on'),
		trained_on_student_data: said('trained_on_student_data'),
		under_13_consent: said('under_13_consent'),
		reason: said('reason')
	};
}
