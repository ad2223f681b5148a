/** One line of a plot and of its table: a point with its interval. Values in the metric's unit, shares in percent. */
export type PlotRow = {
	label: string;
	value: number | null;
	low: number | null;
	high: number | null;
	look: 'whole' | 'part' | 'pilot' | 'comparison';
	/** From before the pilot: drawn smaller. */
	before: boolean;
	/** The same as words, for the table. */
	text: { size: string; value: string; interval: string };
};

export type PlotMark = { value: number; label: string; look: 'zero' | 'wanted' | 'target' };

export type Plot = {
	/** Differences within strata and overall, or the level of each arm. */
	of: 'effects' | 'levels';
	title: string;
	axis: string;
	/** Of the figures in the table's columns. */
	unit: string;
	/** Shares stay between none and all. */
	bounds: { min: number; max: number } | null;
	rows: PlotRow[];
	marks: PlotMark[];
};

export const WITHHELD = 'withheld';

/** What the picture says, in one sentence, for whoever can't see it. The table beside it has the figures. */
export function plotSummary({ title, rows, marks }: Plot, name: string): string {
	const parts = rows.map(({ label, text }) => `${label} ${text.value}`);
	const lines = marks.map(({ label }) => label.toLowerCase());
	const marked = lines.length > 0 ? ` Lines mark: ${lines.join(', ')}.` : '';
	return `${name}, ${title.toLowerCase()}: ${parts.join('; ')}.${marked}`;
}
