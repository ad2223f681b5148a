const READING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a request may be answered with the session's cookies: what only reads, and what a page of ours sent. Browsers
 * say where a request comes from in `Origin`; where that is missing, in `Sec-Fetch-Site` or `Referer`. A request that says
 * nothing of the kind is refused, whatever its content type. A token in `Authorization` is its own proof: no other site
 * can make a browser send it. A mail program that presses the button of `List-Unsubscribe` brings no cookies (RFC 8058),
 * so that it can do no more than anyone who has the link.
 */
export function maySend(request: Request, ours: string): boolean {
	if (READING.includes(request.method) || hasToken(request) || isOneClick(request)) return true;
	const origin = request.headers.get('origin');
	if (origin !== null) return origin === ours;
	const site = request.headers.get('sec-fetch-site');
	if (site !== null) return site === 'same-origin';
	const referer = request.headers.get('referer');
	return referer !== null && URL.canParse(referer) && new URL(referer).origin === ours;
}

/** Whether the caller brings a token of their own, so that the session's cookies are not looked at. */
function hasToken(request: Request): boolean {
	return request.headers.get('authorization')?.startsWith('Bearer ') ?? false;
}

/** Stops a kind of mail, by the token of its address alone. */
function isOneClick({ method, url, headers }: Request): boolean {
	return method === 'POST' && /^\/stop\/[^/]+$/.test(new URL(url).pathname) && !headers.has('cookie');
}
