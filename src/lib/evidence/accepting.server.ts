import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import { has } from '#lib/pilots/parts.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import { refused, type Refused, type Reply } from '#lib/ui/reply.ts';
import { whatChanges, withAccepted, type Changes } from './acceptance.ts';
import { analyse } from './analysis.ts';
import { loggedRows, recompute } from './evidence.server.ts';
import { evidenceInputSchema } from './input.ts';
import { stands, type LoggedRow } from './measurement.ts';
import { readWavesAnew } from './waves/waves.server.ts';

type Database = App.Locals['supabase'];

/** What the evaluator looks at before they accept: these results, all that wait among those that were asked for. */
export type Look = { ids: string[]; changes: Changes };

const waits = (row: LoggedRow) => stands(row) && !row.accepted;

/**
 * What accepting results would change; `asked` are ids, or `all`. Null where none of them waits. Read with the server's own key,
 * since it says what small groups do to a verdict: for the pilot's evaluator alone, which `pilot` has to have been read as.
 */
export async function look(
	pilot: Pick<Pilot, 'id' | 'my_parts'>,
	rows: readonly LoggedRow[],
	asked: readonly string[]
): Promise<Look | null> {
	if (!has(pilot, 'evaluator')) {
		error(403, { message: 'The pilot’s evaluator accepts results.', key: 'not_yours', facts: {} });
	}
	const all = asked.includes('all');
	const ids = rows.filter((row) => waits(row) && (all || asked.includes(row.id))).map(({ id }) => id);
	if (ids.length === 0) return null;
	const input = evidenceInputSchema.parse(
		await ask(serverClient().rpc('evidence_input', { pilot: pilot.id }))
	);
	return { ids, changes: whatChanges(analyse(input), analyse(withAccepted(input, ids))) };
}

async function lookNow(database: Database, id: string, asked: readonly string[]): Promise<Look | null> {
	const [pilot, rows] = await Promise.all([read(database, id), loggedRows(database, id)]);
	return look(pilot, rows, asked);
}

export type Looked = { ok: true; said: null; look: Look } | (Refused & { look?: Look | null });

const nothingChosen = (form: FormData) =>
	refused('accept', form, { status: 400, message: 'Choose a result to accept.', key: 'wrong' });

const idsIn = (form: FormData, name: string) => z.array(z.uuid()).safeParse(form.getAll(name)).data ?? [];

/** Looks again, at the results that were chosen. */
export async function lookAgain(database: Database, pilot: string, form: FormData): Promise<Looked> {
	const ids = idsIn(form, 'id');
	const seen = ids.length > 0 ? await lookNow(database, pilot, ids) : null;
	return seen ? { ok: true, said: null, look: seen } : nothingChosen(form);
}

/**
 * Accepts self-reported results: those whose ids the form sends, if they are the ones that were `looked` at. Others are looked at
 * first, and so is what stands where one was corrected meanwhile.
 */
export async function accept(
	database: Database,
	pilot: string,
	form: FormData
): Promise<Extract<Reply, { ok: true }> | Exclude<Looked, { ok: true }>> {
	const ids = idsIn(form, 'id');
	if (ids.length === 0) return nothingChosen(form);
	if (ids.sort().join() !== idsIn(form, 'looked').sort().join()) {
		const message =
			'You chose others than those that you had looked at, so nothing was accepted. Below is what these would change.';
		const no = refused('accept', form, { status: 409, message, key: 'not_looked_at' });
		return { ...no, look: await lookNow(database, pilot, ids) };
	}
	const done = await attempt(ask(database.rpc('accept_measurements', { pilot, ids })));
	if (!done.ok) {
		const no = refused('accept', form, done);
		return done.key === 'changed_meanwhile' ? { ...no, look: await lookNow(database, pilot, ids) } : no;
	}
	await recompute(pilot);
	await readWavesAnew(pilot);
	if (done.data === 0) return { ok: true, said: 'These results were accepted already.' };
	return { ok: true, said: `${formatCount(done.data, 'result')} accepted.` };
}
