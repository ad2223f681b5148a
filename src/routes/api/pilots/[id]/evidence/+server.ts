import { json } from '@sveltejs/kit';
import { evidenceJson } from '#lib/evidence/evidence-api.ts';
import { beside } from '#lib/evidence/details.ts';
import { currentAnalysis, loggedRows } from '#lib/evidence/evidence.server.ts';
import * as feedback from '#lib/evidence/feedback/feedback.server.ts';
import { forPrograms } from '#lib/people/for-programs.server.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import type { RequestHandler } from './$types';

/** The evidence of a pilot as JSON, for whoever signed in by cookie or brings their token. */
export const GET: RequestHandler = (event) =>
	forPrograms(event, async () => {
		const { params, locals } = event;
		const [pilot, kept, rows, educators] = await Promise.all([
			read(locals.supabase, params.id),
			currentAnalysis(locals.supabase, params.id),
			loggedRows(locals.supabase, params.id),
			feedback.list(locals.supabase, params.id)
		]);
		const seen = { rows, everything: kept.everything, running: kept.analysis.early?.running ?? false };
		return json(
			evidenceJson(pilot, kept.analysis, kept, educators, (outcome) => beside(outcome, pilot.plan, seen))
		);
	});
