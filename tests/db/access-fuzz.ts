// What somebody may call who means no good, or fills in nothing: each argument of a call in turn is put out of bounds, and so is each
// part of one that has parts.
import type { Caller } from './access-actors.ts';
import type { Args } from './access-calls.ts';
import type { Fn } from './access-catalog.ts';
import { callOf } from './access-outcomes.ts';
import type { Probe } from './access-probes.ts';

const long = 'x'.repeat(20_000);
const places = [
	'',
	' ',
	long,
	'٣',
	'-1',
	'1e9',
	'infinity',
	'0001-01-01',
	'9999-12-31',
	'2027-02-30',
	'=1+1'
];
const anything: unknown[] = [null, true, -1, 0.5, 1e300, [], {}, [null], [[1]], [{}], ...places];
const dates = [null, 'infinity', '-infinity', '0001-01-01', '9999-12-31'];

/** The same value with each of its parts in the place of another, however deep. */
function* changed(value: unknown, id: string): Generator<unknown> {
	yield* [...anything, id];
	if (Array.isArray(value)) {
		yield [...value, ...value];
		yield Array.from({ length: 300 }, () => value[0] ?? null);
		for (const [at, part] of value.entries()) {
			for (const other of changed(part, id)) yield value.with(at, other);
		}
	} else if (typeof value === 'object' && value !== null) {
		yield { ...value, no_such: 1 };
		for (const [key, part] of Object.entries(value)) {
			const { [key]: _, ...others } = value as Record<string, unknown>;
			yield others;
			for (const other of changed(part, id)) yield { ...others, [key]: other };
		}
	}
}

/** Values of a type that an argument of it can really have. */
function* valuesOf(type: string, meant: unknown, id: string): Generator<unknown> {
	if (type === 'jsonb') yield* changed(meant, id);
	else if (type === 'text') yield* [null, ...places];
	else if (type === 'date') yield* dates;
	else if (type === 'integer') yield* [null, -1, 0, 2 ** 31 - 1, -(2 ** 31)];
	else if (type === 'uuid') yield* [null, id];
	else if (type.endsWith('[]')) {
		const list = Array.isArray(meant) ? meant : [];
		yield* [null, [], [null], [...list, ...list], Array.from({ length: 2000 }, () => list[0] ?? null)];
	} else yield null;
}

/** Such calls of a function. `id` is one of something else. */
export function fuzzed(fn: Fn, caller: Caller, args: Args, id: string): Probe[] {
	return fn.inputs.flatMap(({ name, type }) =>
		[...valuesOf(type, args[name], id)].map((value) => ({
			caller,
			text: callOf(fn, { ...args, [name]: value })
		}))
	);
}

/** A refusal in words of ours, or none. */
export const inWords = (code: string | null) => code === null || /^PT4/.test(code);
