import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';

const changesSchema = z.object({ tag: z.string(), seconds: z.number().nullable() });

type Caller = Pick<RequestEvent, 'url' | 'request'> & { locals: Pick<App.Locals, 'supabase'> };

/**
 * Whether anything changed that the caller may see, in the district or of one pilot: 304 while the tag is the one that they
 * know. The tag is of what they may see alone, so that it changes for nothing else.
 */
export async function changes({ url, request, locals: { supabase } }: Caller): Promise<Response> {
	const pilot = z.uuid().safeParse(url.searchParams.get('pilot')).data;
	const { tag, seconds } = changesSchema.parse(
		await ask(pilot ? supabase.rpc('changes_of', { pilot }) : supabase.rpc('changes'))
	);
	const etag = `"${tag}"`;
	const known = request.headers.get('if-none-match')?.split(/,\s*/) ?? [];
	const headers = { etag, 'cache-control': 'private, no-cache' };
	// On the way a tag may have become a weak one.
	if (known.some((one) => one.replace(/^W\//, '') === etag))
		return new Response(null, { status: 304, headers });
	return Response.json({ seconds }, { headers });
}
