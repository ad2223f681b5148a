/** A list of completions, read from text as course systems and spreadsheets write it. */
import Papa from 'papaparse';
import { readDay } from './read-day.ts';

export const MOST_ROWS = 10_000;
export const MOST_BYTES = 1_500_000;

/** As `rpc/import_completions` takes it; `on` is null where no day could be read. */
export type CompletionRow = { email: string; name: string; module: string; on: string | null };

export type CompletionsRead =
	{ ok: true; rows: CompletionRow[]; written: string[]; ignored: string[] } | { ok: false; message: string };

type Column = 'email' | 'name' | 'first' | 'last' | 'module' | 'on';

/** How a column may be headed, without case, spaces and signs. */
const headings: Record<Column, string[]> = {
	email: ['email', 'mail', 'emailaddress', 'mailaddress', 'user', 'useremail', 'login'],
	name: ['name', 'fullname', 'person', 'learner', 'employee'],
	first: ['first', 'firstname', 'givenname'],
	last: ['last', 'lastname', 'surname', 'familyname'],
	module: [
		'module',
		'modulecode',
		'moduletitle',
		'course',
		'coursecode',
		'coursetitle',
		'coursename',
		'code',
		'title',
		'training'
	],
	on: ['date', 'completed', 'completedon', 'completiondate', 'completedat', 'datecompleted', 'finished', 'on']
};

const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

function columnOf(heading: string): Column | undefined {
	return (Object.keys(headings) as Column[]).find((column) => headings[column].includes(plain(heading)));
}

const example = 'e-mail, module, date';

/**
 * Reads a list with a line of headings: e-mail or name, module (code or title), date. What is wrong with single rows is the
 * database's to say; this says what is wrong with the list.
 */
export function readCompletions(text: string): CompletionsRead {
	const no = (message: string): CompletionsRead => ({ ok: false, message });
	if (text.trim() === '') return no('The list is empty: choose a file or paste some lines.');
	if (new TextEncoder().encode(text).length > MOST_BYTES) {
		return no('The list is larger than 1.5 MB: split it, or leave out columns that are not read.');
	}
	const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trim(), {
		skipEmptyLines: 'greedy',
		delimitersToGuess: [',', ';', '\t', '|']
	});
	const quotes = errors.find(({ type }) => type === 'Quotes');
	if (quotes)
		return no(
			`Line ${(quotes.row ?? 0) + 1} has a quotation mark that does not fit: look at it and try again.`
		);
	const [first = [], ...lines] = data;
	const columns = first.map(columnOf);
	const people = columns.includes('email') || columns.includes('name') || columns.includes('last');
	const missing = [
		!people && 'e-mail or name',
		!columns.includes('module') && 'module',
		!columns.includes('on') && 'date'
	].filter((one) => one !== false);
	if (missing.length > 0) {
		return no(
			`No column is headed ${missing.join(', nor ')}. The first line must say what the columns are, such as: ${example}.`
		);
	}
	const twice = columns.find((column, i) => column && columns.indexOf(column) !== i);
	if (twice)
		return no(`Two columns say the same (${twice === 'on' ? 'date' : twice}): take one of them out.`);
	if (lines.length === 0) return no('There is nothing under the line of headings.');
	if (lines.length > MOST_ROWS) {
		return no(
			`The list has ${lines.length.toLocaleString('en-US')} rows, and 10,000 can be imported at a time: split it.`
		);
	}
	const cell = (line: string[], column: Column) =>
		(line[columns.indexOf(column)] ?? '').trim().replaceAll(/\s+/g, ' ');
	return {
		ok: true,
		rows: lines.map((line) => ({
			email: cell(line, 'email'),
			name: cell(line, 'name') || [cell(line, 'first'), cell(line, 'last')].filter(Boolean).join(' '),
			module: cell(line, 'module'),
			on: readDay(cell(line, 'on'))
		})),
		written: lines.map((line) => cell(line, 'on')),
		ignored: first
			.filter((heading, i) => !columns[i] && heading.trim() !== '')
			.map((heading) => heading.trim())
	};
}
