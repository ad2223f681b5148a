/*
 * For the tests alone: how a reference case's inputs are read and what an answer to it is.
 */
import * as statistics from '../index.ts';

export type Inputs = Record<string, unknown>;
/** The whole result, which an undefined case is judged by, and the fields that a case may expect. */
export type Answer = { result: object; fields: Record<string, unknown> };

export const number = (inputs: Inputs, name: string) => inputs[name] as number;
export const numbers = (inputs: Inputs, name: string) => [inputs[name]].flat() as number[];
export const group = (inputs: Inputs, name: string) =>
	statistics.summarize({ values: numbers(inputs, name) }) as statistics.Group;
export const share = (inputs: Inputs, arm: 1 | 2) => ({
	events: number(inputs, `x${arm}`),
	n: number(inputs, `n${arm}`)
});
export const read = (result: object) => result as Record<string, number>;
export const ends = (result: object) => ({ ci95_low: read(result).low, ci95_high: read(result).high });

export function comparison(result: object): Answer {
	const { difference, t, df, p, se } = read(result);
	return { result, fields: { estimate_diff: difference, t, df, p, se, ...ends(result) } };
}

export function correlation(first: number[], second: number[]): number {
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [a, b] = [mean(first), mean(second)];
	const product = (x: number[], y: number[], mx: number, my: number) =>
		x.reduce((sum, value, index) => sum + (value - mx) * ((y[index] ?? 0) - my), 0);
	return (
		product(first, second, a, b) / Math.sqrt(product(first, first, a, a) * product(second, second, b, b))
	);
}
