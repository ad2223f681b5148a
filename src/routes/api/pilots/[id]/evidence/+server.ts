import { isHttpError, json } from '@sveltejs/kit';
import { evidenceJson } from '#lib/evidence/evidence-api.ts';
import { currentAnalysis } from '#lib/evidence/evidence.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import type { RequestHandler } from './$types';

const headers = { 'cache-control': 'private, no-store' };

/** The evidence of a pilot as JSON, for whoever signed in by cookie or brings their token. */
export const GET: RequestHandler = async ({ locals: { me, supabase }, params }) => {
	if (!me) {
		const message = 'Sign in, or send the token of a person of the district as Authorization: Bearer.';
		return json({ message }, { status: 401, headers: { ...headers, 'www-authenticate': 'Bearer' } });
	}
	try {
		const [pilot, kept] = await Promise.all([
			read(supabase, params.id),
			currentAnalysis(supabase, params.id)
		]);
		return json(evidenceJson(pilot, kept.analysis, kept), { headers });
	} catch (refusal) {
		if (!isHttpError(refusal)) throw refusal;
		return json({ message: refusal.body.message }, { status: refusal.status, headers });
	}
};
