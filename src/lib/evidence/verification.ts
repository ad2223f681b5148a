import { analyse, shown, type Analysis } from './analysis.ts';
import { byId, rules, withoutHiddenCounts, type AnalysisFile } from './analysis-file.ts';
import { figuresOf, type Figure, type Naming, type Placed } from './figure-paths.ts';
import { doubts, filledRows, healthName } from './in-doubt.ts';

/** Numbers are the same when they are this near, as a part of the larger one: processors differ in the last digit of a logarithm. */
export const TOLERANCE = 1e-12;

/** Undefined stands for a figure that is not there. */
export type Difference = { path: string; exported: Figure | undefined; recomputed: Figure | undefined };

/** What came of computing a file's figures anew. Paths are as `figuresOf` writes them. */
export type Verification = {
	/** Figures of the analysis, and parts of the rules, that are the same. */
	same: { figures: number; rules: number };
	differing: Difference[];
	/** Figures that rest on numbers which the file doesn't have. */
	unchecked: Placed[];
	/** How many group summaries were computed with, and how many of them are withheld. */
	rows: { all: number; withheld: number };
};

/** Outcome goals by name, with their role where two have the same name. */
export function labelsOf({ goals }: AnalysisFile): Map<string, string> {
	const count = (name: string) => goals.filter(({ metric }) => metric.name === name).length;
	return new Map(
		goals.map(({ id, role, metric: { name } }) => [id, count(name) > 1 ? `${name} (${role} ${id})` : name])
	);
}

function namingOf(labels: ReadonlyMap<string, string>): Naming {
	const label = (id: string) => labels.get(id) ?? id;
	return (list) => {
		const [top, part, , within] = list;
		if (top !== 'analysis') return null;
		if (part === 'outcomes' && within === 'strata' && list.length === 4)
			return (one) => (one as { stratum: string }).stratum;
		if (list.length !== 2) return null;
		if (part === 'outcomes') return (one) => label((one as { goal: { id: string } }).goal.id);
		if (part !== 'health') return null;
		return (one) => {
			const { goal, key } = one as { goal: string; key: string };
			return healthName(label(goal), key);
		};
	};
}

/** What Pilotage computes from the file's plan, goals and group summaries: all of it, and as the one who exported it may see it. */
export function computedAnew(file: AnalysisFile): { complete: Analysis; seen: Analysis } {
	const complete = analyse({
		pilot: {
			id: file.pilot.id,
			launched_at: file.pilot.launched_at,
			cycle_end: file.cycle.end,
			running: file.cycle.running,
			stopped_early: file.cycle.stopped_early,
			minimum_group: file.minimum_group
		},
		plan: file.plan,
		goals: file.goals,
		rows: filledRows(file).toSorted(byId),
		amendments: file.amendments,
		fingerprint: file.fingerprint
	});
	return { complete, seen: file.small_groups === 'shown' ? complete : shown(complete) };
}

/** The same in the shape of the file. */
function recomputed(file: AnalysisFile) {
	const { complete, seen } = computedAnew(file);
	return {
		rule: JSON.parse(JSON.stringify(rules)),
		analysis: withoutHiddenCounts(seen),
		permitted: complete.recommendation.permitted
	};
}

/** Whether two figures are the same, numbers within the tolerance. */
export function isSame(one: Figure | undefined, other: Figure | undefined): boolean {
	if (typeof one !== 'number' || typeof other !== 'number') return one === other;
	return one === other || Math.abs(one - other) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(other));
}

/**
 * Computes every figure of an exported analysis anew from the file's own plan, goals and group summaries, and holds each against
 * the exported one. Pure.
 * RangeError: a group summary that cannot be; `readAnalysisFile` lets none through.
 */
export function verify(file: AnalysisFile): Verification {
	const labels = labelsOf(file);
	const naming = namingOf(labels);
	const { analysis, permitted } = file;
	// The words of the proposal beside the rules can't be computed.
	const { verdicts, recommendation, tiers } = file.rule;
	const exported = figuresOf({ rule: { verdicts, recommendation, tiers }, analysis, permitted }, naming);
	const anew = figuresOf(recomputed(file), naming);
	const isInDoubt = doubts(file, labels);
	const result: Verification = {
		same: { figures: 0, rules: 0 },
		differing: [],
		unchecked: [],
		rows: { all: file.rows.length, withheld: file.rows.filter(({ withheld }) => withheld).length }
	};
	for (const text of new Set([...exported.keys(), ...anew.keys()])) {
		const [one, other] = [exported.get(text), anew.get(text)];
		if (isInDoubt((one ?? other!).path)) {
			if (one) result.unchecked.push(one);
		} else if (isSame(one?.value, other?.value)) {
			result.same[text.startsWith('rule.') ? 'rules' : 'figures'] += 1;
		} else {
			result.differing.push({ path: text, exported: one?.value, recomputed: other?.value });
		}
	}
	return result;
}
