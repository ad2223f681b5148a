import { inject } from 'vitest';
import type { Names } from './setup/lives.ts';

const door = inject('ownersDoor');

/**
 * Runs a statement as the database's owner: for fixtures, the clock and the catalog. No test shows a rule by it.
 * Objects go as text: write `$1::text::jsonb`.
 */
export async function asOwner<Row = Record<string, unknown>>(
	text: string,
	...values: unknown[]
): Promise<Row[]> {
	const { rows } = await ask({
		text,
		values: values.map((value) =>
			value !== null && typeof value === 'object' ? JSON.stringify(value) : value
		)
	});
	return rows as Row[];
}

/** Calls a function of the API as somebody, with what their token says. Answers what the API would. */
export async function asPerson(claims: Record<string, unknown>, name: string, args: Record<string, unknown>) {
	return (await ask({ claims, name, args })).answer;
}

/** A pilot like one that was kept before; answers whether there was one of its kind. */
export const copyLife = async (kind: string, names: Names): Promise<boolean> =>
	(await ask({ copy: kind, names })).copied;

/** Keeps what a pilot has lived, for the next of its kind. */
export const keepLife = (kind: string, names: Names) => ask({ keep: kind, names });

/** Adds to the count that is printed when a project of tests ends. */
export const report = (checks: number) => ask({ checks });

/** The same for what the access test runs: statements tried, and privileges on columns compared. */
export const reportProbes = (counted: { probes?: number; columns?: number }) => ask(counted);

async function ask(body: object) {
	const response = await fetch(door.url, {
		method: 'POST',
		headers: { authorization: `Bearer ${door.token}` },
		body: JSON.stringify(body)
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.error);
	return answer;
}
