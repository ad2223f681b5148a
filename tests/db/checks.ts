import { expect } from 'vitest';

/** What supabase-js answers, as far as these tests look at it. */
export type Answer = {
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each test knows the shape that it asked for
	data: any;
	error: { code?: string; hint?: string | null; details?: string | null; message: string } | null;
	status: number;
};

let checks = 0;

// One call of one actor, allowed or denied as it should be.
const check = () => (checks += 1);

/** How many there were since this was asked last. */
export function countedChecks(): number {
	const counted = checks;
	checks = 0;
	return counted;
}

/** The call is allowed; answers its data. */
export async function allowed(call: PromiseLike<Answer>, who = '') {
	const { data, error } = await call;
	check();
	expect(error, who).toBeNull();
	return data;
}

/** The call is allowed and finds nothing. */
export async function empty(call: PromiseLike<Answer>, who = '') {
	expect(await allowed(call, who), who).toEqual([]);
}

/** Refusals that are not raised by a function of ours. */
export const NO_GRANT = '42501';
export const NOT_THERE = '23503';
export const MISSING = '23502';
export const TWICE = '23505';
export const NOT_UNDERSTOOD = '22P02';
/** A violated check: PostgREST says 23514, the embedded backend SUP. */
export const OUT_OF_BOUNDS = /^(23514|SUP)$/;

/**
 * The call is denied in exactly this way: `403 not_yours` for what our functions raise (status and key), else the code.
 * @returns the facts that came with the refusal
 */
export async function denied(call: PromiseLike<Answer>, how: string | RegExp, who = '') {
	const { data, error, status } = await call;
	check();
	const said = error?.code?.startsWith('PT')
		? `${error.code.slice(2)} ${error.hint}`
		: (error?.code ?? 'allowed');
	if (how instanceof RegExp) expect(said, who).toMatch(how);
	else expect(said, `${who} ${error?.message ?? ''}`).toBe(how);
	expect(status, who).toBeGreaterThanOrEqual(400);
	expect(data, who).toBeNull();
	return error?.code?.startsWith('PT') ? JSON.parse(error.details ?? '{}') : {};
}
