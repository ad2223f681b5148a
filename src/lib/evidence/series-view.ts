import { isShare } from '#lib/pilots/goal-words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatNumber } from '#lib/ui/numbers.ts';
import type { JudgedGoal } from './analysis.ts';
import { annotationWords } from './annotation-words.ts';
import type { Annotation } from './annotations.ts';
import { decimalsOf, levelText, withoutUnit } from './figures.ts';
import type { Level } from './levels.ts';
import { WITHHELD } from './plot.ts';
import { hasUntold, type Series } from './series.ts';
import { drawSeries, type SeriesPicture } from './series-picture.ts';
import type { Arm, Phase } from './terms.ts';

export type SeriesCell = { arm: Arm; size: string; level: string; interval: string; told: string };
export type SeriesRow = { period: string; phase: Phase; on: string; cells: SeriesCell[] };

/** A series as a page shows it: a picture and its table, already in words. */
export type SeriesView = {
	picture: SeriesPicture | null;
	unit: string;
	arms: Arm[];
	rows: SeriesRow[];
	/** What happened meanwhile; with a letter where it stands in the picture. */
	notes: { letter: string | null; on: string; words: string }[];
	/** Some groups are left out, since the reader is not told of them. */
	untold: boolean;
};

const nothing = { size: '', level: '—', interval: '', told: '' };

/** Two digits of the narrowest interval are what the levels support. */
function decimalsFor(goal: JudgedGoal, { lines }: Series): number | undefined {
	const intervals = lines
		.flatMap(({ levels }) => levels)
		.filter((level) => level?.low != null && level.high !== null) as { low: number; high: number }[];
	const [narrow] = intervals.sort((a, b) => a.high - a.low - (b.high - b.low));
	return narrow && decimalsOf(goal, narrow);
}

function cellText(goal: JudgedGoal, level: Level | null, decimals: number | undefined) {
	if (!level) return nothing;
	const told = level.told < level.of ? `${level.told} of ${level.of} groups` : '';
	if (level.told === 0) return { size: WITHHELD, level: WITHHELD, interval: '', told: '' };
	const bare = withoutUnit(goal);
	const exact = levelText(bare, level.level, decimals);
	return {
		size: level.n === null ? '' : formatNumber(level.n),
		level: level.end ?? (level.about ? `about ${exact}` : exact),
		interval:
			level.low === null || level.high === null
				? ''
				: `${levelText(bare, level.low, decimals)} to ${levelText(bare, level.high, decimals)}`,
		told
	};
}

const letter = (at: number) => String.fromCharCode(65 + at);

/** How an outcome went over time, with what happened meanwhile. */
export function seriesView(goal: JudgedGoal, series: Series, annotations: readonly Annotation[]): SeriesView {
	const onLevel = goal.role === 'guardrail' && (goal.kind === 'count' || goal.kind === 'total');
	const picture = drawSeries(series, annotations, {
		scale: isShare(goal) ? 100 : 1,
		target: onLevel ? goal.limit : goal.target
	});
	const decimals = decimalsFor(goal, series);
	const drawn = new Map(picture?.notes.map(({ at }, place) => [at, letter(place)]));
	return {
		picture,
		unit: isShare(goal) ? '%' : goal.unit,
		arms: series.lines.map(({ arm }) => arm),
		rows: series.periods.map(({ name, phase, on }, at) => ({
			period: name,
			phase,
			on: formatDate(on),
			cells: series.lines.map(({ arm, levels }) => ({
				arm,
				...cellText(goal, levels[at] ?? null, decimals)
			}))
		})),
		notes: annotations.map((annotation, at) => ({
			letter: drawn.get(at) ?? null,
			on: formatDate(annotation.on),
			words: annotationWords(annotation)
		})),
		untold: hasUntold(series)
	};
}
