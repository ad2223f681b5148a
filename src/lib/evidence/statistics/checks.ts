/*
 * What an argument must be. Each check throws a `RangeError` of one sentence that begins with the argument's name.
 * Meant to be read as a sentence: `must.bePositive(tau2, 'tau2')`.
 */

function refuse(name: string, rule: string, value: unknown): never {
	const shown = typeof value === 'object' && value !== null ? 'an object' : String(value);
	throw new RangeError(`${name} must be ${rule}, not ${shown}.`);
}

export function beReal(value: unknown, name: string): asserts value is number {
	if (!Number.isFinite(value)) refuse(name, 'a finite number', value);
}

export function bePositive(value: unknown, name: string): asserts value is number {
	if (!Number.isFinite(value) || (value as number) <= 0) refuse(name, 'a finite number above 0', value);
}

export function beNotNegative(value: unknown, name: string): asserts value is number {
	if (!Number.isFinite(value) || (value as number) < 0) refuse(name, 'a finite number of at least 0', value);
}

/** A number of units: whole and at least 1. */
export function beCount(value: unknown, name: string): asserts value is number {
	if (!Number.isSafeInteger(value) || (value as number) < 1) refuse(name, 'a positive whole number', value);
}

/** A number of events or of things that may be absent: whole and at least 0. */
export function beTally(value: unknown, name: string): asserts value is number {
	if (!Number.isSafeInteger(value) || (value as number) < 0)
		refuse(name, 'a whole number of at least 0', value);
}

/** At least `low` and at most `high`. */
export function beWithin(value: unknown, name: string, low: number, high: number): asserts value is number {
	if (!Number.isFinite(value) || (value as number) < low || (value as number) > high) {
		refuse(name, `between ${low} and ${high}`, value);
	}
}

/** A probability that is neither impossible nor certain: a confidence, a power, an alpha, a share allotted. */
export function beInside01(value: unknown, name: string): asserts value is number {
	if (!Number.isFinite(value) || (value as number) <= 0 || (value as number) >= 1) {
		refuse(name, 'above 0 and below 1', value);
	}
}

export function beOneOf(value: unknown, name: string, allowed: readonly string[]): void {
	if (!allowed.includes(value as string)) refuse(name, `one of ${allowed.join(', ')}`, value);
}

export function beList(value: unknown, name: string): asserts value is unknown[] {
	if (!Array.isArray(value)) refuse(name, 'a list', value);
	if (value.length === 0) throw new RangeError(`${name} must not be empty.`);
}

export function beObject(value: unknown, name: string): asserts value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) refuse(name, 'an object', value);
}

/** The start of a field's name; of a field of the argument itself it is empty. */
function prefix(name: string): string {
	return name ? `${name}.` : '';
}

/**
 * A group's `{ n, mean, sd }`, `name` being what holds them ('' for the argument itself).
 * Of a group of one the sd may be missing (or NaN): it has none.
 */
export function beGroup(value: unknown, name: string, size = 'n'): void {
	beObject(value, name || 'the argument');
	beCount(value[size], `${prefix(name)}${size}`);
	beReal(value.mean, `${prefix(name)}mean`);
	const absent = value.sd === undefined || value.sd === null || Number.isNaN(value.sd);
	if (value[size] === 1 && absent) return;
	beNotNegative(value.sd, `${prefix(name)}sd`);
}

/** Events among n units, `name` being what holds them ('' for the argument itself). */
export function beEvents(value: unknown, name: string): void {
	beObject(value, name || 'the argument');
	beCount(value.n, `${prefix(name)}n`);
	beTally(value.events, `${prefix(name)}events`);
	if (value.events > value.n) {
		throw new RangeError(`${prefix(name)}events must not exceed n, but ${value.events} is above ${value.n}.`);
	}
}
