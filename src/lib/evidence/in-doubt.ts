import type { AnalysisFile, FileRow } from './analysis-file.ts';
import { endOf } from './ends.ts';
import type { Path } from './figure-paths.ts';
import type { HealthKey } from './health.ts';
import type { Goal, Row } from './input.ts';
import { rowsOf } from './rows.ts';
import { compares, type Arm, type Phase } from './terms.ts';

/*
 * Which figures of a file rest on a group summary whose numbers the file doesn't have, or has only roughly. Nobody can say of
 * them whether they are right, and of all others one can. It is told from what a figure is computed from, never from its value.
 */

/** What a row that is withheld is computed with, so that all that doesn't rest on it comes out as it should. */
const standIn = { n: 9, mean: 50, sd: 10, events: 4, exposure: 9, value: 9 };

/** Checks that ask only which rows there are, or how the plan came about. */
const ofRowsAlone: HealthKey[] = [
	'arms mixed at a site',
	'self-reported only',
	'self-reported rows',
	'other periods',
	'missing periods',
	'strata mixed',
	'plan amended'
];

/** The check that reads every period, and not only those that count. */
const ofSeries: HealthKey = 'jump off the trend';

/**
 * Whether the events of a row may have been moved away from none or all, as the database does for whoever sees no small groups.
 */
function mayBeMoved({ n, events, end }: FileRow, { metric }: Goal): boolean {
	if (metric.kind !== 'proportion' || metric.about === 'things') return false;
	if (end || n === null || events === null) return true;
	return endOf(n, events) !== undefined;
}

const goalOf = ({ goals }: AnalysisFile, row: FileRow) =>
	goals.find(({ metric_id }) => metric_id === row.metric_id);

function isUnsure(file: AnalysisFile, row: FileRow): boolean {
	const goal = goalOf(file, row);
	return row.withheld || (file.small_groups === 'withheld' && goal !== undefined && mayBeMoved(row, goal));
}

/** The rows as the analysis takes them, with stand-ins for numbers that aren't there. */
export function filledRows(file: AnalysisFile, instead: typeof standIn = standIn): Row[] {
	return file.rows.map(({ source: _, end, ...row }) => {
		const kind = goalOf(file, row as FileRow)?.metric.kind;
		if (!row.withheld) return end && row.n !== null ? { ...row, events: Math.round(row.n / 2) } : row;
		if (kind === 'mean') return { ...row, n: instead.n, mean: instead.mean, sd: instead.sd };
		if (kind === 'proportion') return { ...row, n: instead.n, events: instead.events };
		if (kind === 'count') return { ...row, events: instead.events, exposure: instead.exposure };
		return { ...row, value: instead.value };
	});
}

type Known = {
	/** Whether a row in this arm and phase is unsure: of everything, or of one stratum. */
	cell: (arm: Arm, phase: Phase, stratum?: string) => boolean;
	/** Whether any of the rows that count is. */
	any: boolean;
	/** Whether any of those over all periods is. */
	series: boolean;
	/** What an effect and its verdict rest on. */
	effect: boolean;
	/** Effects within strata allow for the size of whole classes or schools over all of them. */
	allowsForClusters: boolean;
};

function knownOf(goal: Goal, file: AnalysisFile, unsure: ReadonlySet<string>): Known {
	const { baseline, outcome, series } = rowsOf(goal, file);
	const counted = [...baseline, ...outcome].filter(({ id }) => unsure.has(id));
	const cell = (arm: Arm, phase: Phase, stratum?: string) =>
		counted.some(
			(row) => row.arm === arm && row.phase === phase && (stratum === undefined || row.stratum === stratum)
		);
	const { plan } = file;
	const comparison = plan !== null && compares(plan);
	const wholes = plan?.assignment_unit === 'class' || plan?.assignment_unit === 'school';
	return {
		cell,
		any: counted.length > 0,
		series: series.some(({ id }) => unsure.has(id)),
		effect: counted.some(({ arm }) => comparison || arm === 'pilot'),
		allowsForClusters: comparison && wholes && goal.metric.about === 'students'
	};
}

function inArms(known: Known, [arm, phase, figure]: Path, stratum?: string): boolean {
	// How many rows there are, and that there are none, is seen without their numbers.
	return figure !== undefined && figure !== 'rows' && known.cell(arm as Arm, phase as Phase, stratum);
}

function inStratum(known: Known, stratum: string, [part, ...rest]: Path): boolean {
	if (part === 'stratum') return false;
	if (part === 'arms') return inArms(known, rest, stratum);
	const own = (['pilot', 'comparison'] as const).some(
		(arm) => known.cell(arm, 'baseline', stratum) || known.cell(arm, 'outcome', stratum)
	);
	return own || (known.allowsForClusters && known.any);
}

function inOutcome(known: Known, [part, ...rest]: Path): boolean {
	switch (part) {
		case 'goal':
			return rest[0] === 'counts' && known.cell('pilot', 'outcome');
		case 'rows':
			return false;
		case 'arms':
			return inArms(known, rest);
		case 'strata':
			return rest[0] !== undefined && inStratum(known, rest[0], rest.slice(1));
		case 'target':
			return rest[0] !== 'target' && known.cell('pilot', 'outcome');
		case 'effect':
		case 'look':
			return known.effect;
		default:
			return known.any;
	}
}

/**
 * Tells of each figure of the file whether it rests on numbers that the file doesn't have. `labels` are the names by which the
 * paths call outcome goals, by id; checks of health are called after goal and key, as `healthName` does.
 */
export function doubts(file: AnalysisFile, labels: ReadonlyMap<string, string>): (path: Path) => boolean {
	const unsure = new Set(file.rows.filter((row) => isUnsure(file, row)).map(({ id }) => id));
	const known = new Map(
		file.goals.map((goal) => [labels.get(goal.id) ?? goal.id, { goal, ...knownOf(goal, file, unsure) }])
	);
	const isAnyOf = (...roles: Goal['role'][]) =>
		[...known.values()].some(({ goal, any }) => any && roles.includes(goal.role));
	const decisive = isAnyOf('primary', 'guardrail');
	// What overrides a tier may be a key outcome, too.
	const overrides = decisive || isAnyOf('key');
	const onRowsAlone = new Set(
		[...known.keys()].flatMap((name) => ofRowsAlone.map((key) => healthName(name, key)))
	);
	// The longest name first: one may begin like another.
	const names = [...known.keys()].toSorted((a, b) => b.length - a.length);
	const ofGoal = (health: string) => known.get(names.find((name) => health.startsWith(`${name}: `)) ?? '');
	return ([top, part, name = '', ...rest]) => {
		if (top === 'permitted') return decisive;
		if (top !== 'analysis') return false;
		if (part === 'recommendation') return decisive;
		if (part === 'tier') return overrides;
		if (part === 'outcomes') return known.has(name) && inOutcome(known.get(name)!, rest);
		if (part !== 'health' || onRowsAlone.has(name)) return false;
		const own = ofGoal(name);
		return (name.endsWith(ofSeries) ? own?.series : own?.any) ?? false;
	};
}

/** What paths call a check of an outcome's health. */
export const healthName = (goal: string, key: string) => `${goal}: ${key}`;
