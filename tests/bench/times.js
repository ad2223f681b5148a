import { createClient } from '@supabase/supabase-js';
import { DEMONSTRATION_PASSWORD, demonstrationEmail } from '../../src/lib/people/demonstration.ts';

/**
 * How long each of so many calls takes, one after the other, after a few that warm up.
 * @param {number} count
 * @param {() => PromiseLike<{ error?: unknown } | void>} call
 * @returns {Promise<number[]>} ms
 */
export async function times(count, call) {
	for (let warm = 0; warm < 20; warm += 1) await call();
	const taken = [];
	for (let one = 0; one < count; one += 1) {
		const start = performance.now();
		const answer = await call();
		taken.push(performance.now() - start);
		if (answer?.error) throw new Error(`The measured call failed: ${JSON.stringify(answer.error)}`);
	}
	return taken;
}

/** @param {number[]} values @param {number} percent */
export function percentile(values, percent) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))] ?? NaN;
}

/** @param {string} name @param {number[]} taken in ms @param {number | null} budget @returns {import('./bench.js').Result} */
export function timed(name, taken, budget) {
	const p50 = percentile(taken, 50);
	return {
		name,
		unit: 'ms',
		value: p50,
		p50,
		p99: percentile(taken, 99),
		budget,
		pass: budget === null || p50 <= budget
	};
}

/** A client of somebody of the demonstration. @param {string} url @param {string} key @param {string} account */
export async function signedIn(url, key, account) {
	const client = createClient(url, key, { auth: { persistSession: false } });
	const { error } = await client.auth.signInWithPassword({
		email: demonstrationEmail(account),
		password: DEMONSTRATION_PASSWORD
	});
	if (error) throw error;
	return client;
}
