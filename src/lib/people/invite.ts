/** A list of people to invite, read from text as spreadsheets write it. */
import Papa from 'papaparse';

export const MOST_ROWS = 500;
export const MOST_BYTES = 1_000_000;

/** As `rpc/invite_people` takes it. */
export type Invitee = {
	email: string;
	name: string;
	title?: string;
	site?: string;
	roles?: string[];
	outside?: boolean;
};

export type Reading = { ok: true; rows: Invitee[]; ignored: string[] } | { ok: false; message: string };

type Column = 'email' | 'name' | 'first' | 'last' | 'title' | 'site' | 'roles' | 'outside';

/** How a column may be headed, without case, spaces and signs. */
const headings: Record<Column, string[]> = {
	email: ['email', 'mail', 'emailaddress', 'mailaddress'],
	name: ['name', 'fullname', 'person'],
	first: ['first', 'firstname', 'givenname'],
	last: ['last', 'lastname', 'surname', 'familyname'],
	title: ['title', 'jobtitle', 'position'],
	site: ['site', 'school', 'building', 'department'],
	roles: ['roles', 'role'],
	outside: ['outside', 'external']
};

const plain = (heading: string) => heading.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

function columnOf(heading: string): Column | undefined {
	return (Object.keys(headings) as Column[]).find((column) => headings[column].includes(plain(heading)));
}

const yes = (text: string) => /^(yes|y|true|1|x)$/i.test(text);

/**
 * Reads a list with a line of headings. Comma, semicolon or tab between columns; roles by semicolon or comma.
 * What is wrong with single people is the database's to say; this says what is wrong with the list.
 */
export function readInvitees(text: string): Reading {
	if (text.trim() === '')
		return { ok: false, message: 'The list is empty: choose a file or paste some lines.' };
	if (new TextEncoder().encode(text).length > MOST_BYTES) {
		return { ok: false, message: 'The list is larger than 1 MB, which no list of 500 people is.' };
	}
	const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trim(), {
		skipEmptyLines: 'greedy',
		delimitersToGuess: [',', ';', '\t', '|']
	});
	const quotes = errors.find(({ type }) => type === 'Quotes');
	if (quotes) {
		const line = (quotes.row ?? 0) + 1;
		return {
			ok: false,
			message: `Line ${line} has a quotation mark that does not fit: look at it and try again.`
		};
	}
	const [first = [], ...lines] = data;
	const columns = first.map(columnOf);
	if (!columns.includes('email')) {
		const example = 'e-mail, name, title, site, roles';
		return {
			ok: false,
			message: first.some((cell) => cell.includes('@'))
				? `The first line must say what the columns are, such as: ${example}.`
				: `No column is headed “e-mail”. The first line must say what the columns are, such as: ${example}.`
		};
	}
	const twice = columns.find((column, i) => column && columns.indexOf(column) !== i);
	if (twice) return { ok: false, message: `Two columns say the same (${twice}): take one of them out.` };
	if (lines.length === 0) return { ok: false, message: 'There is nobody under the line of headings.' };
	if (lines.length > MOST_ROWS) {
		return {
			ok: false,
			message: `The list has ${lines.length} people, and ${MOST_ROWS} can be invited at a time: split it.`
		};
	}
	const ignored = first
		.filter((heading, i) => !columns[i] && heading.trim() !== '')
		.map((heading) => heading.trim());
	return { ok: true, rows: lines.map((line) => inviteeOf(columns, line)), ignored };
}

function inviteeOf(columns: (Column | undefined)[], line: string[]): Invitee {
	const cell = (column: Column) => (line[columns.indexOf(column)] ?? '').trim().replaceAll(/\s+/g, ' ');
	const row: Invitee = {
		email: cell('email'),
		name: cell('name') || [cell('first'), cell('last')].filter(Boolean).join(' ')
	};
	if (cell('title')) row.title = cell('title');
	if (cell('site')) row.site = cell('site');
	const roles = cell('roles')
		.split(/[;,]/)
		.map((role) => role.trim())
		.filter(Boolean);
	if (roles.length > 0) row.roles = roles;
	if (yes(cell('outside'))) row.outside = true;
	return row;
}
