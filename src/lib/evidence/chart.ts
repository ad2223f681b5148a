import {
	Chart,
	LinearScale,
	LineElement,
	PointElement,
	ScatterController,
	Tooltip,
	type ChartConfiguration,
	type ChartDataset
} from 'chart.js';
import { formatNumber } from '#lib/ui/numbers.ts';
import { WITHHELD, type Plot, type PlotRow } from './plot.ts';

Chart.register(ScatterController, LinearScale, PointElement, LineElement, Tooltip);

/** The page's colours, as the theme has them now. */
export type Palette = Record<'accent' | 'muted' | 'text' | 'line' | 'caution' | 'surface', string>;

type Line = ChartDataset<'scatter'>;

const colourOf = ({ look }: PlotRow, palette: Palette) =>
	look === 'comparison' ? palette.muted : look === 'part' ? palette.text : palette.accent;

/** A point on its interval: two data sets, so that the interval stays under the point. */
function rowSets(row: PlotRow, y: number, palette: Palette): Line[] {
	const colour = colourOf(row, palette);
	const { low, high, value } = row;
	const radius = row.look === 'whole' ? 8 : row.before ? 4 : 6;
	const interval: Line = {
		data:
			low === null || high === null
				? []
				: [
						{ x: low, y },
						{ x: high, y }
					],
		showLine: true,
		borderColor: colour,
		borderWidth: row.look === 'whole' ? 4 : 2,
		pointRadius: 0,
		pointHitRadius: 0
	};
	const point: Line = {
		label: row.label,
		data: value === null ? [] : [{ x: value, y }],
		// Shape as well as colour: the comparison is hollow, everything together a diamond.
		pointStyle: row.look === 'whole' ? 'rectRot' : 'circle',
		pointRadius: radius,
		pointHoverRadius: radius,
		pointHitRadius: 12,
		backgroundColor: row.look === 'comparison' ? palette.surface : colour,
		borderColor: colour,
		borderWidth: 2
	};
	return [interval, point];
}

/** A row without a point says why. */
function tickOf(row: PlotRow | undefined): string {
	if (!row) return '';
	return row.text.value === WITHHELD ? `${row.label} (${WITHHELD})` : row.label;
}

/** Lines differ by more than colour: no difference is whole, what matters dashed, the target dotted. */
const dashes = { zero: [], wanted: [5, 4], target: [1.5, 3] };

function markSets({ marks, rows }: Plot, palette: Palette): Line[] {
	return marks.map(({ value, look }) => ({
		data: [
			{ x: value, y: -0.7 },
			{ x: value, y: rows.length - 0.3 }
		],
		showLine: true,
		borderColor: look === 'wanted' ? palette.caution : palette.text,
		borderWidth: look === 'zero' ? 1 : 1.5,
		borderDash: dashes[look],
		pointRadius: 0,
		pointHitRadius: 0
	}));
}

function configuration(plot: Plot, palette: Palette, font: string): ChartConfiguration<'scatter'> {
	const { rows } = plot;
	const y = (index: number) => rows.length - 1 - index;
	const ticks = { color: palette.muted, font: { family: font, size: 12 } };
	return {
		type: 'scatter',
		data: {
			datasets: [...markSets(plot, palette), ...rows.flatMap((row, index) => rowSets(row, y(index), palette))]
		},
		options: {
			animation: false,
			maintainAspectRatio: false,
			layout: { padding: { right: 12 } },
			scales: {
				x: {
					grace: '8%',
					afterDataLimits: (axis) => {
						axis.min = Math.max(axis.min, plot.bounds?.min ?? -Infinity);
						axis.max = Math.min(axis.max, plot.bounds?.max ?? Infinity);
					},
					border: { display: false },
					grid: { color: palette.line },
					ticks: {
						...ticks,
						maxRotation: 0,
						maxTicksLimit: 7,
						callback: (value) => formatNumber(Number(value))
					},
					title: { display: true, text: plot.axis, color: palette.muted, font: ticks.font }
				},
				y: {
					min: -0.7,
					max: rows.length - 0.3,
					border: { display: false },
					grid: { display: false },
					afterBuildTicks: (axis) => {
						axis.ticks = rows.map((_, index) => ({ value: y(index) }));
					},
					ticks: {
						...ticks,
						color: palette.text,
						autoSkip: false,
						callback: (value) => tickOf(rows[y(Number(value))])
					}
				}
			},
			plugins: {
				tooltip: {
					displayColors: false,
					callbacks: {
						label: ({ parsed }) => {
							const row = rows[y(Math.round(parsed.y ?? 0))];
							return row ? [row.label, row.text.value, row.text.interval] : [];
						}
					}
				}
			}
		}
	};
}

/** Draws a plot on a canvas and gives back what redraws it in other colours, and what takes it down. */
export function draw(canvas: HTMLCanvasElement, plot: Plot, palette: () => Palette) {
	const font = getComputedStyle(canvas).fontFamily;
	const chart = new Chart(canvas, configuration(plot, palette(), font));
	return {
		recolour() {
			const { data, options } = configuration(plot, palette(), font);
			chart.data = data;
			chart.options = options!;
			chart.update('none');
		},
		destroy: () => chart.destroy()
	};
}
