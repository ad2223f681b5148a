import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Analysis } from '#lib/evidence/analysis.ts';
import { currentAnalysis } from '#lib/evidence/evidence.server.ts';
import { recommendationWords } from '#lib/evidence/recommendation-words.ts';
import { refusedAt, wrong, type Reply } from '#lib/ui/reply.ts';
import * as brief from '../brief.server.ts';
import { decidingOf } from '../deciding.server.ts';
import { roomSchema, type Room } from './room.ts';

type Caller = Pick<App.Locals, 'supabase'>;
const DAY = 86_400_000;
const id = z.uuid();

/**
 * All that the room of a meeting shows this caller, with one item of its docket: the one named, or else the one that is open.
 * @throws 403 and 404 for whose room it is not.
 */
export async function room({ supabase }: Caller, meeting: string, item: string | null): Promise<Room> {
	const shown = id.safeParse(item).data;
	const { item: found, ...rest } = roomSchema.parse(
		await ask(supabase.rpc('room', { meeting, ...(shown ? { item: shown } : {}) }))
	);
	if (!found) return { ...rest, item: null };
	const { analysis, ...kept } = found;
	const recommended = analysis?.recommendation ? recommendationWords(analysis as Analysis) : null;
	const closed = kept.state === 'voting closed' && kept.standing?.tie === false;
	const deciding = closed ? await decidingOf(supabase, kept.pilot, kept) : null;
	return { ...rest, item: { ...kept, recommended, deciding } };
}

/** The same for its page. */
export async function roomPage(caller: Caller, meeting: string, item: string | null) {
	return {
		room: await room(caller, meeting, item),
		/** The item that the reader asked for; without one the page follows the meeting. */
		asked: id.safeParse(item).data ?? null,
		tomorrow: new Date(Date.now() + DAY).toISOString().slice(0, 10)
	};
}

/** What an open page asks again and again: 304 while the room's version is the one that it knows, or else the whole room. */
export async function liveRoom(caller: Caller, url: URL, request: Request): Promise<Response> {
	const meeting = id.safeParse(url.searchParams.get('meeting')).data ?? '';
	const headers = (version: number) => ({ etag: `"${version}"`, 'cache-control': 'private, no-cache' });
	const known = request.headers.get('if-none-match')?.split(/,\s*/) ?? [];
	if (known.length > 0) {
		const { version } = z
			.object({ version: z.number().int() })
			.parse(await ask(caller.supabase.rpc('room_version', { meeting })));
		// On the way a tag may have become a weak one.
		if (known.some((one) => one.replace(/^W\//, '') === `"${version}"`))
			return new Response(null, { status: 304, headers: headers(version) });
	}
	const now = await room(caller, meeting, url.searchParams.get('item'));
	return Response.json(now, { headers: headers(now.version) });
}

const text = (form: FormData, name: string) => {
	const typed = form.get(name);
	return typeof typed === 'string' ? typed.replaceAll('\r\n', '\n').trim() : '';
};

type Act = (supabase: Caller['supabase'], form: FormData, item: string) => PromiseLike<unknown>;

/** An act of the chair: sends it, and says what came of it, at the field that is meant. */
function act(about: string, said: string, work: Act, field?: { name: string; missing: string }) {
	return async ({ supabase }: Caller, form: FormData): Promise<Reply> => {
		const item = id.safeParse(form.get('item')).data;
		if (!item) return wrong(about, form, { item: 'Load this page again: it lost which item is meant.' });
		if (field && text(form, field.name) === '') return wrong(about, form, { [field.name]: field.missing });
		const done = await attempt(Promise.resolve(work(supabase, form, item)));
		if (done.ok) return { ok: true, said };
		return refusedAt(about, form, done);
	};
}

/** A brief is frozen on figures of this moment: they are computed before. */
async function computed(supabase: Caller['supabase'], form: FormData) {
	const pilot = id.safeParse(form.get('pilot')).data;
	if (pilot) await currentAnalysis(supabase, pilot);
}

export const open = act('open', 'The item is open.', async (supabase, form, item) => {
	await computed(supabase, form);
	return ask(supabase.rpc('open_item', { item }));
});

export const close = act('close', 'Voting is closed.', (supabase, _, item) =>
	ask(supabase.rpc('close_voting', { item }))
);

export const reopen = act(
	'reopen',
	'Voting is open again.',
	(supabase, form, item) => ask(supabase.rpc('reopen_voting', { item, reason: text(form, 'reason') })),
	{ name: 'reason', missing: 'Say why voting is opened again.' }
);

export const carry = act(
	'carry',
	'The item is carried over. Votes on it stay.',
	(supabase, form, item) => ask(supabase.rpc('carry_over', { item, reason: text(form, 'reason') })),
	{ name: 'reason', missing: 'Say why the item is carried over.' }
);

export const settle = act(
	'settle',
	'The matter is dealt with.',
	(supabase, form, item) => ask(supabase.rpc('settle_matter', { item, note: text(form, 'reason') })),
	{ name: 'reason', missing: 'Say how it was dealt with.' }
);

export const put = act(
	'put',
	'The matter is put to the vote.',
	async (supabase, form, item) => {
		await computed(supabase, form);
		return ask(supabase.rpc('put_to_vote', { item, reason: text(form, 'reason') }));
	},
	{ name: 'reason', missing: 'Say why the cabinet decides on this pilot again.' }
);

/** A vote in the room. Others may see the screen, so that the answer does not repeat it. */
export async function vote(caller: Caller, form: FormData): Promise<Reply> {
	const pilot = id.safeParse(form.get('pilot')).data;
	if (!pilot) return wrong('vote', form, { pilot: 'Load this page again: it lost which pilot is meant.' });
	const reply = await brief.vote(caller, pilot, form);
	return reply.ok ? { ok: true, said: 'Your vote is cast.' } : reply;
}

/** The decision on the item that its form is of, whichever is open by now. */
export async function decide(caller: Caller, form: FormData, url: URL): Promise<Reply> {
	const pilot = id.safeParse(url.searchParams.get('pilot')).data;
	if (!pilot)
		return wrong('decision', form, { pilot: 'Load this page again: it lost which pilot is meant.' });
	return brief.decide(caller, pilot, form);
}
