/** How many incidents there were in each month, by what they have in common. */
export type Counted = { name: string; month: string; count: number };
export type Trend = { name: string; counts: number[]; total: number };

/** A line for each name with its count of each month, the most frequent first. */
export function trendsOf(months: readonly string[], counted: readonly Counted[], most = 12): Trend[] {
	const lines = [...Map.groupBy(counted, ({ name }) => name)].map(([name, own]) => {
		const counts = months.map((month) =>
			own.filter((one) => one.month === month).reduce((sum, { count }) => sum + count, 0)
		);
		return { name, counts, total: counts.reduce((sum, count) => sum + count, 0) };
	});
	return lines.sort((a, b) => b.total - a.total || a.name.localeCompare(b.name)).slice(0, most);
}

/** Columns of a chart: for each month its parts from the bottom up, in shares of the highest column. */
export type Column = { month: string; total: number; parts: { name: string; from: number; to: number }[] };

export function columnsOf(
	months: readonly string[],
	names: readonly string[],
	counted: readonly Counted[]
): { highest: number; columns: Column[] } {
	const of = (month: string, name: string) =>
		counted.find((one) => one.month === month && one.name === name)?.count ?? 0;
	const totals = months.map((month) => names.reduce((sum, name) => sum + of(month, name), 0));
	const highest = Math.max(0, ...totals);
	const columns = months.map((month, place) => {
		let below = 0;
		const parts = names
			.map((name) => {
				const from = below;
				below += of(month, name);
				return { name, from: highest && from / highest, to: highest && below / highest };
			})
			.filter(({ from, to }) => to > from);
		return { month, total: totals[place]!, parts };
	});
	return { highest, columns };
}
