import type { AnalysisFile } from './analysis-file.ts';
import { pathText, type Figure, type Placed } from './figure-paths.ts';
import { TOLERANCE, type Verification } from './verification.ts';

const figure = (value: Figure | undefined) => (value === undefined ? 'not there' : JSON.stringify(value));

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Figures of one cell or effect in one line: 'analysis.outcomes["Score"].effect: estimate, low, high'. */
function together(figures: readonly Placed[]): string[] {
	const lines = new Map<string, string[]>();
	for (const { path } of figures) {
		const within = pathText(path.slice(0, -1));
		lines.set(within, [...(lines.get(within) ?? []), path.at(-1)!]);
	}
	return [...lines].map(([within, names]) => (within ? `${within}: ${names.join(', ')}` : names.join(', ')));
}

/** What came of a verification, as lines for a console: what was computed, what is the same, what differs, what can't be checked. */
export function verificationLines(
	file: AnalysisFile,
	{ same, differing, unchecked, rows }: Verification,
	what: 'analysis' | 'brief' = 'analysis'
): string[] {
	const { pilot, computed_at: computedAt, fingerprint } = file;
	const withheld = rows.withheld > 0 ? `, of which ${rows.withheld} without their numbers` : '';
	return [
		`${pilot.number} ${pilot.title}: analysis computed at ${computedAt}, fingerprint ${fingerprint}.`,
		`Computed anew from the file's ${counted(rows.all, 'group summary', 'group summaries')}${withheld}. Numbers are the same when they are equal within ${TOLERANCE} of the larger one, everything else when it is equal.`,
		'',
		`The same: ${counted(same.figures, 'figure', 'figures')}, and ${counted(same.rules, 'part', 'parts')} of the rules.`,
		`Different: ${counted(differing.length, 'figure', 'figures')}.`,
		...differing.map(
			({ path, exported, recomputed }) =>
				`  ${path}: exported ${figure(exported)}, recomputed ${figure(recomputed)}`
		),
		`Not checkable: ${counted(unchecked.length, 'figure', 'figures')}${unchecked.length > 0 ? ', which rest on groups that are withheld or rounded in this file' : ''}.`,
		...together(unchecked).map((line) => `  ${line}`),
		'',
		differing.length > 0
			? `This ${what} does not follow from its group summaries.`
			: `${unchecked.length > 0 ? 'All that can be checked is the same' : what === 'brief' ? 'Every figure that can be computed is the same' : 'Every figure is the same'}.`
	];
}
