/* What somebody can work out who knows how cells add up: for tests that try to get withheld numbers back. */

/** Something that is known of cells, named by id: their numbers, each so many times, add up to a known number. */
export type Equation = ReadonlyMap<string, number>;

export const sumOf = (ids: readonly string[]): Equation => new Map(ids.map((id) => [id, 1]));

/** A whole of which both it and its parts are cells. */
export const wholeOf = (whole: string, parts: readonly string[]): Equation =>
	new Map([[whole, 1], ...parts.map((part): [string, number] => [part, -1])]);

const TINY = 1e-9;

/** What follows from the equations, in reduced echelon form: one line for each cell that can be told by others. */
function reduced(equations: readonly Equation[], ids: readonly string[]): number[][] {
	const lines = equations.map((one) => ids.map((id) => one.get(id) ?? 0));
	let done = 0;
	for (let column = 0; column < ids.length; column += 1) {
		const pivot = lines.findIndex((line, at) => at >= done && Math.abs(line[column]!) > TINY);
		if (pivot < 0) continue;
		[lines[done], lines[pivot]] = [lines[pivot]!, lines[done]!];
		const first = lines[done]!;
		const by = first[column]!;
		const even = first.map((value) => value / by);
		lines.forEach((line, at) => {
			const times = line[column]!;
			lines[at] = at === done ? even : line.map((value, index) => value - times * even[index]!);
		});
		done += 1;
	}
	return lines.slice(0, done);
}

/** The sums of cells that follow from what is known: each a list of ids, one id where that cell alone is determined. */
export function determined(equations: readonly Equation[]): string[][] {
	const ids = [...new Set(equations.flatMap((one) => [...one.keys()]))];
	return reduced(equations, ids)
		.map((line) =>
			ids.flatMap((id, index) => (Math.abs(line[index]!) > TINY ? [{ id, times: line[index]! }] : []))
		)
		.filter((terms) => terms.every(({ times }) => times > 0))
		.map((terms) => terms.map(({ id }) => id));
}
