import { isShare } from '#lib/pilots/goal-words.ts';
import type { Analysis, JudgedGoal, OutcomeResult } from './analysis.ts';
import type { Cell } from './cells.ts';
import { decimalsOf, differenceText, intervalText, levelDecimalsOf, levelText } from './figures.ts';
import { WITHHELD, type Plot, type PlotMark, type PlotRow } from './plot.ts';
import { isUndefined, meanInterval, wilson } from './statistics/index.ts';

const scale = (goal: JudgedGoal) => (isShare(goal) ? 100 : 1);

const scaled = (goal: JudgedGoal, value: number | null) => (value === null ? null : value * scale(goal));

/** For columns that name the unit at their head. */
const withoutUnit = (goal: JudgedGoal) => ({
	kind: isShare(goal) ? ('proportion' as const) : goal.kind,
	unit: ''
});

/** What a plot of this outcome shows; null where there is nothing yet. */
export function plotOf(outcome: OutcomeResult): Plot | null {
	return outcome.strata.length > 1 && outcome.effect ? effectsPlot(outcome) : levelsPlot(outcome);
}

/** Of each outcome, by the id of its goal. */
export function plotsOf(analysis: Pick<Analysis, 'outcomes'>): Record<string, Plot | null> {
	return Object.fromEntries(analysis.outcomes.map((outcome) => [outcome.goal.id, plotOf(outcome)]));
}

function effectsPlot({ goal, effect, strata }: OutcomeResult): Plot {
	const parts = [{ stratum: null, effect }, ...strata];
	const bare = withoutUnit(goal);
	const rows = parts.map(({ stratum, effect: one }): PlotRow => {
		const decimals = decimalsOf(goal, one);
		const low = one?.low ?? null;
		const high = one?.high ?? null;
		return {
			label: stratum ?? 'All together',
			value: scaled(goal, one?.estimate ?? null),
			low: scaled(goal, low),
			high: scaled(goal, high),
			look: stratum === null ? 'whole' : 'part',
			before: false,
			text: {
				size: '',
				value: one?.withheld ? WITHHELD : differenceText(bare, one?.estimate, { decimals, signed: true }),
				interval: one?.withheld ? WITHHELD : intervalText(bare, low, high, decimals)
			}
		};
	});
	const against = effect?.against === 'baseline' ? 'before' : 'comparison';
	const wanted = goal.better === 'higher' ? goal.minimumEffect : goal.minimumEffect && -goal.minimumEffect;
	const limit = goal.limit === null ? null : Math.abs(goal.limit) * (goal.better === 'higher' ? -1 : 1);
	const marks: PlotMark[] = [{ value: 0, label: 'No difference', look: 'zero' }];
	if (wanted) marks.push({ value: wanted * scale(goal), label: 'What matters', look: 'wanted' });
	if (limit) marks.push({ value: limit * scale(goal), label: 'Limit', look: 'wanted' });
	const unit = isShare(goal) ? 'percentage points' : goal.unit;
	return {
		of: 'effects',
		title: `Pilot less ${against}`,
		axis: `Difference in ${unit}`,
		unit,
		bounds: null,
		rows,
		marks
	};
}

function intervalOf(goal: JudgedGoal, { n, mean, sd, events }: Cell): { low: number; high: number } | null {
	if (n === null) return null;
	if (goal.kind === 'proportion') return events === null ? null : wilson({ n, events });
	if (goal.kind !== 'mean' || mean === null) return null;
	const interval = meanInterval({ n, mean, sd: sd ?? 0 });
	return isUndefined(interval) ? null : interval;
}

const armNames = { pilot: 'Pilot', comparison: 'Comparison' } as const;
const phaseNames = { baseline: 'before', outcome: 'outcome' } as const;

function sizeText(goal: JudgedGoal, cell: Cell): string {
	if (cell.withheld) return WITHHELD;
	if (goal.kind === 'count') return cell.exposure === null ? '' : String(cell.exposure);
	return cell.n === null ? '' : String(cell.n);
}

function levelsPlot(outcome: OutcomeResult): Plot | null {
	const { goal, arms, effect } = outcome;
	const cells = (['pilot', 'comparison'] as const).flatMap((arm) =>
		(['baseline', 'outcome'] as const).map((phase) => ({ arm, phase, cell: arms[arm][phase] }))
	);
	const decimals = levelDecimalsOf(goal, effect);
	const bare = withoutUnit(goal);
	const rows = cells
		.filter((one): one is (typeof cells)[number] & { cell: Cell } => one.cell !== null)
		.map(({ arm, phase, cell }): PlotRow => {
			const interval = intervalOf(goal, cell);
			const exact = levelText(bare, cell.level, decimals);
			const level = cell.end ?? (cell.coarse ? `about ${exact}` : exact);
			return {
				label: `${armNames[arm]}, ${phaseNames[phase]}`,
				value: scaled(goal, cell.level),
				low: scaled(goal, interval?.low ?? null),
				high: scaled(goal, interval?.high ?? null),
				look: arm,
				before: phase === 'baseline',
				text: {
					size: sizeText(goal, cell),
					value: cell.withheld ? WITHHELD : level,
					interval: cell.withheld
						? WITHHELD
						: interval
							? `${levelText(bare, interval.low, decimals)} to ${levelText(bare, interval.high, decimals)}`
							: '—'
				}
			};
		});
	if (rows.length === 0) return null;
	const onLevel = goal.role === 'guardrail' && (goal.kind === 'count' || goal.kind === 'total');
	const mark = onLevel ? goal.limit : goal.target;
	const marks: PlotMark[] =
		mark === null ? [] : [{ value: mark * scale(goal), label: onLevel ? 'Limit' : 'Target', look: 'wanted' }];
	const unit = isShare(goal) ? 'percent' : goal.unit;
	return {
		of: 'levels',
		title: 'Each group',
		axis: unit.charAt(0).toUpperCase() + unit.slice(1),
		unit: isShare(goal) ? '' : goal.unit,
		bounds: isShare(goal) ? { min: 0, max: 100 } : null,
		rows,
		marks
	};
}
