/** What a rule may look at. A fact that isn't known is null, and then no condition on it holds. */
export type Facts = Record<string, string | number | boolean | null>;

/** `to` is a value, or the name of another fact. */
export type Condition = {
	fact: string;
	is: 'below' | 'at least' | 'above' | 'equal' | 'one of';
	to: number | string | boolean | readonly string[] | { fact: string };
};

/** One line of a decision table: plain data, so that a district can read it and keep its own. */
export type Rule = { rule: string; when: readonly Condition[] };

/** Whether a condition is met. */
export function holds({ fact, is, to }: Condition, facts: Facts): boolean {
	const value = facts[fact] ?? null;
	if (is === 'one of') return Array.isArray(to) && to.includes(value);
	const other = typeof to === 'object' && 'fact' in to ? (facts[to.fact] ?? null) : to;
	if (value === null || other === null) return false;
	if (is === 'equal') return value === other;
	if (typeof value !== 'number' || typeof other !== 'number') return false;
	return is === 'below' ? value < other : is === 'above' ? value > other : value >= other;
}

/**
 * The first line of the table whose conditions all hold.
 * RangeError: no line does; a table ends with a line that asks nothing.
 */
export function firstMatch<Line extends Rule>(table: readonly Line[], facts: Facts): Line {
	const line = table.find(({ when }) => when.every((condition) => holds(condition, facts)));
	if (!line) throw new RangeError('table must end with a rule without conditions.');
	return line;
}
