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
