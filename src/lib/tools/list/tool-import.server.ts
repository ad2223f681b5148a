import { createHash } from 'node:crypto';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { importSchema, previewOf, type Imported, type ImportReply } from './tool-import.ts';
import { toolColumns, type Mapping, type ToolRow } from './tool-columns.ts';
import {
	guessMapping,
	mappingFault,
	MOST_BYTES,
	readSheet,
	rowsOf,
	textOfBytes,
	type Sheet
} from './tool-sheet.ts';

type Database = App.Locals['supabase'];

async function askImport(database: Database, rows: readonly ToolRow[], more: object): Promise<Imported> {
	return importSchema.parse(await ask(database.rpc('import_tools', { rows: [...rows], ...more })));
}

const nothingRead = (text: string, message: string): ImportReply => ({
	text,
	message,
	checked: '',
	columns: [],
	preview: null
});

const hashOf = (text: string, mapping: Mapping) =>
	createHash('sha256')
		.update(JSON.stringify([text.trim(), mapping]))
		.digest('hex');

/** Without the returns that forms add to each line. */
const plain = (text: string) => text.replaceAll('\r\n', '\n');

/** The text that a form brings: of its file, or what was pasted. */
async function textOf(form: FormData): Promise<{ text: string; message: string }> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0)
		return { text: plain(String(form.get('text') ?? '')), message: '' };
	if (file.size > MOST_BYTES)
		return {
			text: '',
			message: 'The file is larger than 1.5 MB: take out columns that are not needed, or split it.'
		};
	const text = textOfBytes(new Uint8Array(await file.arrayBuffer()));
	return typeof text === 'string'
		? { text, message: '' }
		: { text: '', message: text.ok ? '' : text.message };
}

/** The mapping that somebody chose; the one that the headings say where nobody has yet. */
function mappingOf(form: FormData, { headings }: Sheet): Mapping {
	// What was chosen for the columns of another list means nothing for this one.
	if (form.get('headings') !== JSON.stringify(headings)) return guessMapping(headings);
	return headings.map((_, i) => toolColumns.find((column) => column === form.get(`column-${i}`)) ?? null);
}

function columnsOf({ headings, lines }: Sheet, mapping: Mapping): ImportReply['columns'] {
	return headings.map((heading, i) => ({
		heading,
		is: mapping[i] ?? null,
		example: (lines.find(({ cells }) => cells[i])?.cells[i] ?? '').slice(0, 80)
	}));
}

/** A list as a form brings it; or without rows, and the reply says why. */
async function listOf(
	form: FormData
): Promise<{ reply: ImportReply; list?: { sheet: Sheet; rows: ToolRow[] } }> {
	const { text, message } = await textOf(form);
	if (message) return { reply: nothingRead(text, message) };
	const reading = readSheet(text);
	if (!reading.ok) return { reply: nothingRead(text.length > MOST_BYTES ? '' : text, reading.message) };
	const { sheet } = reading;
	const mapping = mappingOf(form, sheet);
	const fault = mappingFault(mapping);
	const columns = columnsOf(sheet, mapping);
	const reply = { text, message: fault ?? '', checked: hashOf(text, mapping), columns, preview: null };
	return fault ? { reply } : { reply, list: { sheet, rows: rowsOf(sheet, mapping) } };
}

/** Reads a list and asks what would become of each row. Nothing is imported. */
export async function preview(database: Database, form: FormData): Promise<ImportReply> {
	const { reply, list } = await listOf(form);
	if (!list) return reply;
	const done = await attempt(askImport(database, list.rows, { dry_run: true }));
	if (!done.ok) return { ...reply, message: done.message };
	return { ...reply, preview: previewOf(list.sheet, list.rows, done.data) };
}

export type Sent =
	{ ok: true; added: number; filled: number } | { ok: false; status: number; reply: ImportReply };

/** Imports what a preview showed as right: all of it, or with a new preview nothing. */
export async function send(database: Database, form: FormData): Promise<Sent> {
	const { reply, list } = await listOf(form);
	if (!list) return { ok: false, status: 422, reply };
	const { sheet, rows } = list;
	const looked = await attempt(askImport(database, rows, { dry_run: true }));
	if (!looked.ok) return { ok: false, status: looked.status, reply: { ...reply, message: looked.message } };
	const again = (message: string): Sent => {
		return {
			ok: false,
			status: 409,
			reply: { ...reply, message, preview: previewOf(sheet, rows, looked.data) }
		};
	};
	if (form.get('checked') !== reply.checked)
		return again(
			'The list is not the one that was checked. Nothing was imported: look at what would become of it.'
		);
	const right = looked.data.rows.filter(({ state }) => state !== 'refused').map(({ row }) => rows[row - 1]!);
	const seen = { new: Number(form.get('new')), filled: Number(form.get('filled')) };
	const done = right.length > 0 ? await attempt(askImport(database, right, { seen })) : null;
	if (done && !done.ok) return { ok: false, status: done.status, reply: { ...reply, message: done.message } };
	if (done?.data.done) return { ok: true, added: seen.new, filled: seen.filled };
	return again('The registry has changed since you looked at the list. Nothing was imported: look again.');
}
