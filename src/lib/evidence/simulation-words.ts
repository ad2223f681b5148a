import { recommendationRules } from './recommendation.ts';
import { gains, type Simulated } from './simulation.ts';
import type { Looked } from './simulation-looks.ts';
import { verdicts } from './verdict-rules.ts';
import type { SimulatedWaves } from './waves/simulated-waves.ts';

const begin = '<!-- npm run simulate writes from here -->';
const end = '<!-- to here -->';

type Counts = Partial<Record<string, number>>;

/** Percent with one decimal, or 0 where it never happened: an outcome of one pilot in two thousand isn't none. */
function percent(times: number, of: number): string {
	if (times === 0) return '0';
	const value = (100 * times) / of;
	return value < 0.05 ? '< 0.1' : value.toFixed(1);
}

/** Columns as wide as their widest cell, as the formatter leaves them; the first is text, the rest are numbers. */
function table(head: string[], rows: string[][]): string {
	const widths = head.map((title, column) =>
		Math.max(title.length, 4, ...rows.map((row) => row[column]?.length ?? 0))
	);
	const line = (cells: string[]) =>
		`| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join(' | ')} |`;
	const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
	return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

const identity = (cell: Simulated) => [cell.way, String(cell.classes), String(cell.effect)];

/** One table for all cells; a column for whatever came at least once in any of them. */
function shares(cells: Simulated[], keys: readonly string[], of: (cell: Simulated) => Counts): string {
	const seen = keys.filter((key) => cells.some((cell) => of(cell)[key]));
	const head = ['results as', 'classes', 'effect', ...seen];
	const rows = cells.map((cell) => [
		...identity(cell),
		...seen.map((key) => percent(of(cell)[key] ?? 0, cell.pilots))
	]);
	return table(head, rows);
}

/** How often each cell was called a gain, and how large it then looked. */
function gained(cells: Simulated[]): string {
	const rows = cells.map((cell) => {
		const times = gains.reduce((sum, key) => sum + (cell.verdicts[key] ?? 0), 0);
		const invalid = cell.verdicts.invalid ?? 0;
		return [
			...identity(cell),
			percent(times, cell.pilots),
			invalid < cell.pilots ? percent(times, cell.pilots - invalid) : 'none',
			times > 0 ? (cell.gained / times).toFixed(2) : 'none'
		];
	});
	return table(['results as', 'classes', 'effect', 'gain', 'gain, of valid', 'estimate of gains'], rows);
}

/** The tables in Markdown: shares in percent of the simulated pilots, estimates in standard deviations of single students. */
export function simulationTables(cells: Simulated[]): string {
	const rules = recommendationRules.map(({ rule }) => rule);
	return [
		'### Called a gain of whatever size, in percent of pilots, and the mean estimate of those',
		gained(cells),
		'### Verdicts, in percent of pilots',
		shares(cells, verdicts, ({ verdicts }) => verdicts),
		'### Rules of the recommendation, in percent of pilots',
		shares(cells, rules, ({ recommendations }) => recommendations)
	].join('\n\n');
}

/** How often looking misleads, and how much sooner it finds what is there. */
export function looksTable(looked: Looked[]): string {
	const rows = looked.map(({ reading, effect, pilots, gain, harm, weeks }) => [
		reading,
		String(effect),
		percent(gain, pilots),
		percent(harm, pilots),
		percent(gain + harm, pilots),
		gain + harm > 0 ? (weeks / (gain + harm)).toFixed(1) : 'none'
	]);
	return table(['interval', 'effect', 'gain', 'harm', 'either', 'mean week'], rows);
}

/** What is said of waves whose true effect is known: by the last results, and by those of any period, since each is read. */
export function wavesTable(simulated: SimulatedWaves[]): string {
	const rows = simulated.map(({ sizes, effect, pilots, ...counts }) => [
		sizes.join(' + '),
		String(effect),
		...(['gain', 'harm', 'everGain', 'everHarm', 'covered', 'held', 'breached'] as const).map((key) =>
			percent(counts[key], pilots)
		)
	]);
	return table(
		[
			'sites in each wave',
			'effect',
			'gain',
			'harm',
			'ever gain',
			'ever harm',
			'interval holds it',
			'guardrail holds a wave',
			'breached'
		],
		rows
	);
}

/**
 * The guide with its tables put between the two markers.
 * RangeError: a marker is missing, or they stand the wrong way round.
 */
export function withTables(guide: string, tables: string): string {
	const [from, to] = [guide.indexOf(begin), guide.indexOf(end)];
	if (from < 0 || to < from) throw new RangeError(`The guide must hold "${begin}" and after it "${end}".`);
	return `${guide.slice(0, from)}${begin}\n\n${tables}\n\n${guide.slice(to)}`;
}
