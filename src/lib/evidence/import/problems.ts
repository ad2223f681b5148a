import { columnOf } from './changes.ts';
import type { Mapping } from './mapping.ts';

/** What somebody types about a file: when it was measured, and where it is from. */
export type About = { outcome: string; baseline: string; source: string };

/** What is missing before groups can be added up, by the field where it is mended. */
export type Problem = {
	field:
		| 'column-outcome'
		| 'outcome-labels'
		| 'arm-labels'
		| 'period'
		| 'pretest-period'
		| 'on'
		| 'before-on'
		| 'source';
	key:
		| 'no outcome'
		| 'no events'
		| 'no arms'
		| 'no period'
		| 'no label'
		| 'no pretest period'
		| 'no day'
		| 'future'
		| 'too long';
};

const label = /^[\p{L}\p{N}][\p{L}\p{N} ./–-]{0,39}$/u;

/** Whether rows from before are in the file, in a column of their own or under those from after. */
export const hasBaseline = (mapping: Mapping) =>
	columnOf(mapping, 'pretest') !== null || columnOf(mapping, 'phase') !== null;

/** Whether the period of what is from before has to be typed. */
export const asksBefore = (mapping: Mapping) =>
	mapping.pretest !== null || (mapping.phase.column !== null && mapping.period.column === null);

/** What to mend before the groups can be added up. */
export function problemsOf(mapping: Mapping, about: About, today: string): Problem[] {
	const found: (Problem | false)[] = [
		mapping.outcome === '' && { field: 'column-outcome', key: 'no outcome' },
		mapping.outcome !== '' &&
			mapping.kind === 'proportion' &&
			mapping.events.length === 0 && { field: 'outcome-labels', key: 'no events' },
		mapping.arm.column !== null &&
			mapping.arm.pilot.length + mapping.arm.comparison.length === 0 && {
				field: 'arm-labels',
				key: 'no arms'
			},
		mapping.period.column === null && periodProblem('period', mapping.period.name),
		asksBefore(mapping) && periodProblem('pretest-period', mapping.period.pretest),
		dayProblem('on', about.outcome, today),
		hasBaseline(mapping) && dayProblem('before-on', about.baseline, today),
		about.source.length > 200 && { field: 'source', key: 'too long' }
	];
	return found.filter((problem) => problem !== false);
}

function periodProblem(field: 'period' | 'pretest-period', name: string): Problem | false {
	if (name.trim() === '') return { field, key: field === 'period' ? 'no period' : 'no pretest period' };
	return !label.test(name.trim()) && { field, key: 'no label' };
}

function dayProblem(field: 'on' | 'before-on', day: string, today: string): Problem | false {
	if (!/^\d{4}-\d\d-\d\d$/.test(day)) return { field, key: 'no day' };
	return day > today && { field, key: 'future' };
}
