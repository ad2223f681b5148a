import { formatDate } from '#lib/ui/dates.ts';
import type { ToolChange } from './record-schema.ts';
import { fieldWords, stateWords, valueInWords } from './record-words.ts';
import { toolStates } from './record.ts';

const until = (value: unknown) =>
	typeof value === 'string' ? `until ${formatDate(value)}` : 'without a last day';
const version = (value: unknown) => (typeof value === 'string' && value ? `version ${value}, ` : '');

/** What was done, in a word or two. */
export function headingOf({ fields, before, after }: ToolChange): string {
	if (fields.includes('state')) {
		const state = toolStates.find((one) => one === after.state);
		const again = before.state === after.state ? ', to something else' : '';
		return `${state ? stateWords[state].label : 'Another state'}${again}`;
	}
	if (fields.includes('agreement')) return after.ended === true ? 'Agreement ended' : 'Agreement recorded';
	const names = fields.map((field) => fieldWords[field] ?? field.replaceAll('_', ' '));
	return names.length > 3
		? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more changed`
		: `${names.join(', ')} changed`;
}

/** From what to what, a line for each field. */
export function changesInWords({ fields, before, after }: ToolChange): string[] {
	if (fields.includes('state')) return [];
	if (fields.includes('agreement')) return [`It counts: ${version(after.version)}${until(after.until)}.`];
	return fields.map((field) => {
		const name = fieldWords[field] ?? field.replaceAll('_', ' ');
		return `${name}: ${valueInWords(field, before[field])} → ${valueInWords(field, after[field])}`;
	});
}
