/**
 * What may be asked of the sign-in part of the API, by address: how often in how many seconds. The application counts for
 * itself, also by network; this holds for whoever asks the API directly.
 * @type {Record<string, { kind: string, most: number, seconds: number }>}
 */
const LIMITS = {
	token: { kind: 'api sign-in', most: 10, seconds: 15 * 60 },
	verify: { kind: 'api code', most: 10, seconds: 60 * 60 },
	recover: { kind: 'api mail', most: 5, seconds: 60 * 60 },
	otp: { kind: 'api mail', most: 5, seconds: 60 * 60 },
	magiclink: { kind: 'api mail', most: 5, seconds: 60 * 60 },
	resend: { kind: 'api mail', most: 5, seconds: 60 * 60 },
	signup: { kind: 'api sign-up', most: 10, seconds: 60 * 60 }
};

/**
 * Which limit a request falls under, and for whose address. A path that only resembles one counts as that one.
 * @param {Request} request
 */
async function attemptIn(request) {
	if (request.method !== 'POST') return null;
	const path = decoded(new URL(request.url).pathname);
	if (!path.includes('auth')) return null;
	const name = Object.keys(LIMITS).find((one) => path.includes(one));
	if (!name) return null;
	const body = await request
		.clone()
		.json()
		.catch(() => null);
	const address = typeof body?.email === 'string' ? body.email.trim().toLowerCase() : '';
	return address ? { ...LIMITS[name], address } : null;
}

/** @param {string} path */
function decoded(path) {
	try {
		return decodeURIComponent(path).toLowerCase();
	} catch {
		return path.toLowerCase();
	}
}

/**
 * Serves the API, except to whoever tried too often.
 * @param {import('./connection.js').Database} database where the attempts are counted
 * @param {(request: Request) => Response | Promise<Response>} serve
 */
export function countAttempts(database, serve) {
	return async (/** @type {Request} */ request) => {
		const attempt = await attemptIn(request);
		if (!attempt) return serve(request);
		const { kind, most, seconds, address } = attempt;
		const [{ allowed, wait } = { allowed: false, wait: seconds }] = await database.rows(
			`select private.spend_attempt($1, $2, ${most}, ${seconds}) as allowed, private.attempt_wait($1, $2, ${seconds}) as wait`,
			[kind, address]
		);
		if (!allowed) return tooMany(wait || seconds);
		const response = await serve(request);
		if (response.ok && kind === 'api sign-in') {
			await database.rows('select private.forgive_attempts($1, $2, null)', [kind, address]);
		}
		return response;
	};
}

/** @param {number} wait in seconds */
function tooMany(wait) {
	const minutes = Math.max(1, Math.ceil(wait / 60));
	const words = `Too many attempts for this address: try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
	const code = 'over_request_rate_limit';
	return new Response(JSON.stringify({ code, error_code: code, msg: words, message: words }), {
		status: 429,
		headers: { 'content-type': 'application/json', 'retry-after': String(wait) }
	});
}
