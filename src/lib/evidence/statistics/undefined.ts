/**
 * A quantity that the input does not define: a group of one, no spread at all, an empty cell of a log odds ratio.
 * It is a result of its own, never 0 and never NaN. What is known nevertheless stands beside the reason
 * (the plain difference of two means, for one); where only one field of a result is undefined, that field alone holds this.
 */
export type Undefined = { undefined: true; reason: string };

/** Tells an undefined result, or an undefined field of a result, from one with numbers. */
export function isUndefined(value: unknown): value is Undefined {
	return typeof value === 'object' && value !== null && (value as Partial<Undefined>).undefined === true;
}

/** An undefined result with its reason (one short sentence) and the numbers that are known all the same. */
export function undefinedWith<Known extends Record<string, number>>(
	reason: string,
	known?: Known
): Undefined & Partial<Known> {
	const finite = Object.entries(known ?? {}).filter(([, value]) => Number.isFinite(value));
	return { undefined: true as const, reason, ...(Object.fromEntries(finite) as Partial<Known>) };
}

/** The result itself, unless one of its numbers left the range of a double: then it is undefined. */
export function representable<Result extends object>(result: Result): Result | Undefined {
	const escaped = Object.values(result).some((value) => typeof value === 'number' && !Number.isFinite(value));
	return escaped ? undefinedWith('The numbers are too large or too small to compute with.') : result;
}
