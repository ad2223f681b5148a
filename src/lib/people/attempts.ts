/** How often something may be tried, and by whose count. */
export type Limit = { kind: string; most: number; seconds: number };

const HOUR = 60 * 60;

/** By address, and by network for whoever tries many addresses from one place. Each kind is counted by itself. */
export const limits = {
	signIn: { kind: 'sign-in', most: 10, seconds: HOUR / 4 },
	signInNetwork: { kind: 'sign-in network', most: 50, seconds: HOUR / 4 },
	reset: { kind: 'reset', most: 5, seconds: HOUR },
	resetNetwork: { kind: 'reset network', most: 20, seconds: HOUR },
	joinNetwork: { kind: 'join network', most: 20, seconds: HOUR }
} satisfies Record<string, Limit>;

/**
 * Where a request comes from, as it is counted: an IPv4 address, or the network that a whole household or school has in IPv6.
 * @param address as the socket or the proxy says, also `::ffff:192.0.2.1`
 */
export function networkOf(address: string): string {
	const plain = address
		.trim()
		.toLowerCase()
		.replace(/^::ffff:(?=\d+\.)/, '')
		.replace(/%.*$/, '');
	if (!plain.includes(':')) return plain;
	const [head = '', tail] = plain.split('::');
	const before = head.split(':').filter(Boolean);
	const after = (tail ?? '').split(':').filter(Boolean);
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
	const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
	return groups
		.slice(0, 4)
		.map((group) => group.replace(/^0+(?=.)/, ''))
		.join(':');
}

/** Why nothing is tried any more, and until when. */
export function tooManyInWords(seconds: number): string {
	const minutes = Math.max(1, Math.ceil(seconds / 60));
	return `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`;
}
