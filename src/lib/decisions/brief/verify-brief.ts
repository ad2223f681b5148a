import type { AnalysisFile } from '#lib/evidence/analysis-file.ts';
import { figuresOf, type Naming, type Path } from '#lib/evidence/figure-paths.ts';
import { doubts } from '#lib/evidence/in-doubt.ts';
import { computedAnew, isSame, labelsOf, verify, type Verification } from '#lib/evidence/verification.ts';
import type { BriefFile } from './brief-file.ts';
import { figuresOfBrief } from './figures.ts';
import { notHeld, type NotHeld } from './not-held.ts';
import { reckoned, saidTwice } from './said-twice.ts';

/** Outcomes by their labels, as the analysis calls them. */
const namingOf =
	(labels: ReadonlyMap<string, string>): Naming =>
	(list) => {
		const last = list.at(-1);
		if (last !== 'outcomes' && last !== 'use') return null;
		return (one) => {
			const { goal } = one as { goal: string };
			return labels.get(goal) ?? goal;
		};
	};

/** What of the analysis a figure of the brief is computed from; empty where it is none of its numbers. */
function sources(path: Path, file: AnalysisFile, labels: ReadonlyMap<string, string>): Path[] {
	const [, , part, name = '', ...rest] = path;
	const of = (label: string, ...within: string[]): Path => ['analysis', 'outcomes', label, ...within];
	const cell = (label: string, arm = 'pilot', phase = 'outcome') => of(label, 'arms', arm, phase, 'level');
	const named = (test: (goal: AnalysisFile['goals'][number]) => boolean) =>
		file.goals.filter(test).map(({ id }) => labels.get(id)!);
	if (part === 'recommendation') return [['analysis', 'recommendation', name]];
	if (part === 'outcomes') {
		const [which] = rest;
		if (which === 'pilot') return [cell(name)];
		if (which === 'against') return [cell(name, 'comparison'), cell(name, 'pilot', 'baseline')];
		if (which === 'effect') return [of(name, 'effect', 'estimate')];
		if (which === 'target') return [of(name, 'target', 'level')];
		return which === 'verdict' ? [of(name, 'verdict', 'verdict')] : [];
	}
	if (part !== 'worth') return [];
	if (name === 'use') return rest[0] ? [cell(rest[0])] : [];
	if (name === 'minutes')
		return named(
			({ metric }) => metric.measures === 'minutes saved' || metric.measures === 'minutes checking'
		).map((label) => cell(label));
	if (name !== 'cost') return [];
	return [
		...named(({ metric }) => metric.measures === 'cost').map((label) => cell(label)),
		...named(({ role }) => role === 'primary').flatMap((label) => [
			cell(label),
			of(label, 'effect', 'estimate'),
			of(label, 'verdict', 'verdict')
		])
	];
}

/** The same in the analysis, which is of the brief when what it says of itself is the same there. */
const inAnalysis: Readonly<Record<string, string>> = {
	'brief.small_groups': 'analysis.small_groups',
	'brief.pilot.id': 'analysis.pilot.id',
	'brief.pilot.number': 'analysis.pilot.number',
	'brief.pilot.title': 'analysis.pilot.title',
	'brief.pilot.question': 'analysis.rule.question',
	'brief.pilot.stop_rule': 'analysis.rule.stop_rule',
	'brief.pilot.launched_at': 'analysis.pilot.launched_at',
	'brief.evidence.fingerprint': 'analysis.fingerprint',
	'brief.evidence.computed_at': 'analysis.computed_at',
	'brief.plan.locked_at': 'analysis.rule.locked_at'
};

export type BriefVerification = Verification & {
	/** What of the file is held against nothing, and why. */
	notHeld: NotHeld[];
};

/**
 * Verifies a brief: its analysis from the group summaries that were frozen with it, then every figure that the brief derives from
 * that or reckons from others, and that both are of one moment. Pure. RangeError as `verify`.
 */
export function verifyBrief(file: BriefFile): BriefVerification {
	const { analysis } = file;
	const result = verify(analysis);
	const labels = labelsOf(analysis);
	const naming = namingOf(labels);
	const isInDoubt = doubts(analysis, labels);
	const exported = figuresOf({ brief: { figures: file.brief.figures } }, naming);
	const anew = figuresOf({ brief: { figures: figuresOfBrief(computedAnew(analysis).seen) } }, naming);
	for (const text of new Set([...exported.keys(), ...anew.keys()])) {
		const [one, other] = [exported.get(text), anew.get(text)];
		const { path } = (one ?? other)!;
		if (sources(path, analysis, labels).some(isInDoubt)) {
			if (one) result.unchecked.push(one);
		} else if (isSame(one?.value, other?.value)) {
			result.same.figures += 1;
		} else {
			result.differing.push({ path: text, exported: one?.value, recomputed: other?.value });
		}
	}
	const held = new Set<string>();
	for (const [path, said, other] of [...saidTwice(file), ...reckoned(file)]) {
		held.add(path);
		held.add(inAnalysis[path] ?? path);
		if (isSame(said, other)) result.same.figures += 1;
		else result.differing.push({ path, exported: said, recomputed: other });
	}
	return { ...result, notHeld: notHeld(file, held) };
}
