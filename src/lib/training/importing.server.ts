import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { MOST_BYTES, readCompletions, type CompletionRow } from './completions-file.ts';
import { previewOf, unpacked, type ImportPreview } from './import-preview.ts';

type Database = App.Locals['supabase'];

const answerSchema = z.object({
	rows: z.array(
		z.object({
			row: z.number(),
			state: z.enum([
				'recorded',
				'known',
				'waits',
				'nobody',
				'bad address',
				'several people',
				'unknown name',
				'unknown module',
				'bad date',
				'future date'
			]),
			person: z.string().optional(),
			module: z.string().optional()
		})
	),
	counts: z.record(z.string(), z.number())
});

async function bring(database: Database, rows: readonly CompletionRow[], dry_run: boolean) {
	return answerSchema.parse(
		await ask(database.rpc('import_completions', { rows: [...rows] as Json, dry_run }))
	);
}

/** What came of a list: a preview to look at, or why it is none. The list itself comes back to be mended. */
export type ImportReply = { ok: false; text: string; message: string; preview: ImportPreview | null };

async function textOf(form: FormData): Promise<string> {
	const file = form.get('file');
	if (!(file instanceof File) || file.size === 0) return String(form.get('text') ?? '');
	if (file.size > MOST_BYTES) return 'x'.repeat(MOST_BYTES + 1);
	const bytes = await file.arrayBuffer();
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// What older spreadsheets write.
		return new TextDecoder('windows-1252').decode(bytes);
	}
}

/** What is too long to be mended by hand in a field is mended in its file. */
const KEPT = 60_000;

/** Reads a list and asks what would become of each row. Nothing is saved. */
export async function preview(database: Database, form: FormData): Promise<ImportReply> {
	const given = await textOf(form);
	const text = given.length > KEPT ? '' : given;
	const read = readCompletions(given);
	if (!read.ok) return { ok: false, text, message: read.message, preview: null };
	const done = await attempt(bring(database, read.rows, true));
	if (!done.ok) return { ok: false, text, message: done.message, preview: null };
	return {
		ok: false,
		text,
		message: '',
		preview: previewOf(read.rows, read.written, done.data.rows, read.ignored)
	};
}

/** Takes the rows of a preview: all of them, or none. */
export async function take(
	database: Database,
	form: FormData
): Promise<{ ok: true; recorded: number; waits: number } | (ImportReply & { status: number })> {
	const rows = unpacked(String(form.get('rows') ?? ''));
	const no = (status: number, message: string) => ({
		ok: false as const,
		status,
		text: '',
		message,
		preview: null
	});
	if (!rows) return no(400, 'The list did not arrive whole. Nothing was saved: bring it again.');
	const done = await attempt(bring(database, rows, false));
	if (!done.ok) return no(done.status, done.message);
	const { recorded = 0, waits = 0 } = done.data.counts;
	return { ok: true, recorded, waits };
}
