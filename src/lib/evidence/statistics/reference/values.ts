/*
 * For the tests alone: the values behind a reference case that names a file instead of holding them.
 */
import { readFileSync } from 'node:fs';
import type { Inputs } from './answer.ts';

function rows(text: string): string[] {
	return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** Every number after the last line that isn't one: NIST's univariate sets. */
export function lastNumbers(text: string): number[] {
	const lines = rows(text);
	const start = lines.findLastIndex((line) => !Number.isFinite(Number(line))) + 1;
	return lines.slice(start).map(Number);
}

/** Responses by treatment after the heading "Data:  Treatment   Response": NIST's analysis of variance sets. */
export function treatments(text: string): number[][] {
	const lines = rows(text);
	const start = lines.findIndex((line) => /^Data:\s+Treatment\s+Response/.test(line)) + 1;
	const groups = new Map<number, number[]>();
	for (const line of lines.slice(start)) {
		const [group = NaN, value = NaN] = line.trim().split(/\s+/).map(Number);
		groups.set(group, [...(groups.get(group) ?? []), value]);
	}
	return [...groups.values()];
}

/** The inputs themselves, or with the values of the file that they name (`a` and `b` by group column, else `values`). */
export function readValues(inputs: Inputs, folder: URL): Inputs {
	if (typeof inputs.file !== 'string') return inputs;
	const text = readFileSync(new URL(inputs.file, folder), 'utf8');
	if (!inputs.file.endsWith('.csv')) return { values: lastNumbers(text) };
	const [header = [], ...body] = rows(text).map((line) => line.split(','));
	const [group, outcome] = [inputs.group_column, inputs.outcome].map((name) =>
		header.indexOf(name as string)
	);
	const of = (value: unknown) =>
		body.filter((row) => row[group ?? -1] === value).map((row) => Number(row[outcome ?? -1]));
	return { a: of(inputs.a), b: of(inputs.b) };
}
