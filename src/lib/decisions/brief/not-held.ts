import { figuresOf, pathText, type Path } from '#lib/evidence/figure-paths.ts';
import type { BriefFile } from './brief-file.ts';

/**
 * A part of a brief's file that is held against nothing, and how many of its figures: what all others are computed from; the record of
 * its moment; or what only the database can say.
 */
export type NotHeld = { part: string; figures: number; why: 'input' | 'record' | 'database' };

const inputs = ['plan', 'goals', 'rows', 'amendments', 'cycle', 'minimum_group', 'small_groups', 'pilot'];
const ofDatabase = [
	'brief.id',
	'brief.fingerprint',
	'brief.version',
	'brief.frozen_at',
	'brief.frozen_by',
	'brief.state'
];
/** By what the file is read; a wrong one is refused. */
const frame = ['format', 'version', 'analysis.format', 'analysis.version'];

/** What is computed anew, whole. */
const isComputed = ([top, part, within = '']: Path) =>
	top === 'brief'
		? part === 'figures'
		: part === 'analysis' ||
			part === 'permitted' ||
			(part === 'rule' && ['verdicts', 'recommendation', 'tiers'].includes(within));

function whyOf([top, part = '']: Path, text: string): NotHeld['why'] {
	if (top === 'analysis' && inputs.includes(part)) return 'input';
	// The moment and the fingerprint of an analysis are the same in brief and analysis, and can't be computed.
	return ofDatabase.includes(text) ? 'database' : 'record';
}

/** All that is left of a file beside what was computed anew and the paths that were held against another figure of it. */
export function notHeld(file: BriefFile, held: ReadonlySet<string>): NotHeld[] {
	const parts = new Map<string, NotHeld>();
	// Of a part of which some is held the rest is named one by one.
	const partly = new Set([...held].map((text) => text.split(/[.[]/).slice(0, 2).join('.')));
	for (const { path, text } of figuresOf(file, () => null).values()) {
		// A list of words is held as one.
		const whole = path.at(-1)?.match(/^\d+$/) ? text.replace(/\[\d+\]$/, '') : text;
		if (frame.includes(text) || isComputed(path) || held.has(text) || held.has(whole)) continue;
		const outer = path.slice(0, 2).join('.');
		const part = partly.has(outer) ? pathText(path.slice(0, path[2]?.match(/^\d+$/) ? 4 : 3)) : outer;
		const known = parts.get(part) ?? { part, figures: 0, why: whyOf(path, text) };
		parts.set(part, { ...known, figures: known.figures + 1 });
	}
	return [...parts.values()];
}
