/**
 * The page to go back to: a path of this site, never another one. Browsers leave tabs and line ends out of an address
 * before they read it, so that `/⇥/elsewhere.org` would be another site's.
 */
export function safeBack(value: unknown): string {
	const path = String(value ?? '');
	return /^\/(?![/\\])\P{Cc}*$/u.test(path) && !path.startsWith('/sign-in') ? path : '/';
}
