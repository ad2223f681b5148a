import { json } from '@sveltejs/kit';
import { readiness } from '#lib/db/readiness.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async () => {
	const answer = await readiness();
	return json(answer, { status: answer.status === 'ok' ? 200 : 503 });
};
