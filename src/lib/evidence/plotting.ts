import { isShare } from '#lib/pilots/goal-words.ts';
import type { JudgedGoal, OutcomeResult } from './analysis.ts';
import type { Cell } from './cells.ts';
import {
	decimalsOf,
	differenceText,
	intervalText,
	levelDecimalsOf,
	levelText,
	withoutUnit
} from './figures.ts';
import { intervalOf } from './levels.ts';
import { WITHHELD, type Plot, type PlotMark, type PlotRow } from './plot.ts';
import { marksOf } from './strip.ts';

const scale = (goal: JudgedGoal) => (isShare(goal) ? 100 : 1);

const scaled = (goal: JudgedGoal, value: number | null) => (value === null ? null : value * scale(goal));

/** What a plot of this outcome shows; null where there is nothing yet. */
export function plotOf(outcome: OutcomeResult): Plot | null {
	return outcome.strata.length > 1 && outcome.effect ? effectsPlot(outcome) : levelsPlot(outcome);
}

function effectsPlot(outcome: OutcomeResult): Plot {
	const { goal, effect, strata } = outcome;
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
	const { wanted, target, limit } = marksOf(outcome);
	const marks: PlotMark[] = [{ value: 0, label: 'No difference', look: 'zero' }];
	if (wanted !== null) marks.push({ value: wanted * scale(goal), label: 'What matters', look: 'wanted' });
	if (limit !== null) marks.push({ value: limit * scale(goal), label: 'Limit', look: 'wanted' });
	if (target !== null) marks.push({ value: target * scale(goal), label: 'Target', look: 'target' });
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
			// Before the end two intervals side by side would stand for the one that isn't shown.
			const interval = effect?.early ? null : intervalOf(goal, cell);
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
		mark === null
			? []
			: [
					{
						value: mark * scale(goal),
						label: onLevel ? 'Limit' : 'Target',
						look: onLevel ? 'wanted' : 'target'
					}
				];
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
