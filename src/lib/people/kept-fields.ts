/** Names and values of a form, in its order; a secret that was not kept has no value. */
export type KeptField = [name: string, value: string | null];

/** More than any form of ours takes. */
const MOST_BYTES = 200_000;

/** Passwords, and codes that let somebody in, are never kept. */
const SECRET = /password|passphrase|token|^code$|one_time/i;

/** What is kept of a form: its text, never its files, never a secret. Null for one that is too large, or says nothing. */
export function fieldsOf(form: FormData): KeptField[] | null {
	const fields: KeptField[] = [];
	let bytes = 0;
	for (const [name, value] of form) {
		if (typeof value !== 'string') continue;
		// A form sent by script and one sent without write their line ends differently.
		const kept = SECRET.test(name) ? null : value.replaceAll('\r\n', '\n');
		bytes += new TextEncoder().encode(name + (kept ?? '')).length;
		fields.push([name, kept]);
	}
	return bytes > MOST_BYTES || !fields.some(([, value]) => value) ? null : fields;
}

/**
 * Whose session the cookies of a request were, expired or ended: the `sub` of the token that they carry.
 * It proves nothing: it only says who may have back what came along with it.
 */
export function accountOf(cookies: readonly { name: string; value: string }[]): string | null {
	const said = cookies
		.filter(({ name }) => /^sb-.+-auth-token(\.\d+)?$/.test(name))
		.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
		.map(({ value }) => value)
		.join('');
	const text = said.startsWith('base64-') ? decoded(said.slice('base64-'.length)) : said;
	const payload = /"access_token":"[\w-]+\.([\w-]+)\./.exec(text)?.[1];
	return payload ? (/"sub":"([0-9a-f-]{36})"/.exec(decoded(payload))?.[1] ?? null) : null;
}

function decoded(base64url: string): string {
	try {
		const bytes = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
		return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
	} catch {
		return '';
	}
}
