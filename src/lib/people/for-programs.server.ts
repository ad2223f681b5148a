import { isHttpError, json, type RequestEvent } from '@sveltejs/kit';

const headers = { 'cache-control': 'private, no-store' };

/**
 * Answers a program, or a link that is kept as a file: whoever signed in by cookie or brings a person's token as
 * `Authorization: Bearer` gets what `answer` makes; everybody else, and whoever is refused, gets a status and a sentence as JSON.
 */
export async function forPrograms(
	{ locals: { me } }: Pick<RequestEvent, 'locals'>,
	answer: () => Promise<Response>
): Promise<Response> {
	if (!me) {
		const message = 'Sign in, or send the token of a person of the district as Authorization: Bearer.';
		return json({ message }, { status: 401, headers: { ...headers, 'www-authenticate': 'Bearer' } });
	}
	try {
		const response = await answer();
		response.headers.set('cache-control', headers['cache-control']);
		return response;
	} catch (refusal) {
		if (!isHttpError(refusal)) throw refusal;
		return json({ message: refusal.body.message }, { status: refusal.status, headers });
	}
}
