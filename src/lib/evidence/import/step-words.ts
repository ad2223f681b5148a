/* What is asked and said on the importer's page, step by step. */
import { formatNumber } from '#lib/ui/numbers.ts';
import type { LabelUse, Use } from './changes.ts';
import type { Column } from './column.ts';
import type { Problem } from './problems.ts';
import type { NoImport } from './sent.ts';

export const noImportWords: { [key in NoImport]: string } = {
	stage:
		'A pilot takes results from its vetting until it is decided, and again while it is scaled or adopted.',
	'no goals': 'The plan names no outcome yet. Once it does, its results can be read from a file.',
	'not yours': 'Results are logged by the pilot’s evaluator, its lead and its data collector.'
};

type Asked = { label: string; hint: string; none: string };

/** How each column is asked for. */
export const useWords: { [key in Use]: Asked } = {
	outcome: { label: 'Outcome', hint: 'What was measured, one row for each.', none: 'Choose a column' },
	pretest: {
		label: 'The same from before',
		hint: 'A pretest of the same people, in a column of its own.',
		none: 'None'
	},
	exposure: {
		label: 'Over how much it was counted',
		hint: 'Such as days, lessons or students.',
		none: 'Each row counts once'
	},
	arm: {
		label: 'Pilot or comparison',
		hint: 'Which group a row is of.',
		none: 'Every row is of the pilot'
	},
	phase: {
		label: 'Before or after',
		hint: 'Where rows of both are in the file.',
		none: 'Every row is an outcome'
	},
	period: {
		label: 'Period',
		hint: 'Where there is more than one.',
		none: 'One for all rows'
	},
	site: { label: 'Site', hint: 'The school or department.', none: 'All sites together' },
	stratum: {
		label: 'Stratum',
		hint: 'What the plan compares within, such as the grade.',
		none: 'All together'
	},
	cluster: { label: 'Class', hint: 'Only how many there are is sent, and how far apart.', none: 'Not known' },
	subgroup: { label: 'Subgroup', hint: 'Is shown beside the whole, never added to it.', none: 'Everyone' }
};

/** What the labels of a column can stand for, where that is the same for all. */
export const sideWords: { [key in 'outcome' | 'arm' | 'phase']: { value: string; label: string }[] } = {
	outcome: [
		{ value: 'events', label: 'It happened' },
		{ value: 'others', label: 'It did not' }
	],
	arm: [
		{ value: 'pilot', label: 'Pilot' },
		{ value: 'comparison', label: 'Comparison' }
	],
	phase: [
		{ value: 'baseline', label: 'Before the pilot' },
		{ value: 'outcome', label: 'Outcome' }
	]
};

/** Of a label that nobody says the meaning of: what becomes of its rows. */
export const unsaidWords: { [key in LabelUse]: string } = {
	outcome: 'Left out',
	arm: 'Left out',
	phase: 'Left out',
	site: 'Left out',
	stratum: 'Left out',
	subgroup: 'No subgroup'
};

const problems: { [key in Problem['key']]: string } = {
	'no outcome': 'Choose the column of the outcome.',
	'no events': 'Say for at least one value that it happened.',
	'no arms': 'Say which labels are the pilot, and which the comparison.',
	'no period': 'Name the period, such as Spring 2026.',
	'no label': 'A period is a short label of letters, digits, blanks, points, slashes and dashes.',
	'no pretest period': 'Name the period from before, such as Fall 2025.',
	'no day': 'Enter the day, such as 2026-03-31.',
	future: 'The day is in the future.',
	'too long': 'A source can have 200 characters.'
};

export const problemWords = ({ key }: Problem) => problems[key];

/** The id of the field where a problem is mended. */
export const problemId = ({ field }: Pick<Problem, 'field'>) => `import-${field}`;

/** What a chosen column holds: '192 numbers from 44.2 to 122', '6 different values'. */
export function columnWords({ filled, numbers, lowest, highest, labels }: Column): string {
	const from = lowest === null ? '' : ` from ${formatNumber(lowest)} to ${formatNumber(highest)}`;
	if (numbers > 0 && numbers >= filled * 0.8) return `${formatNumber(numbers)} numbers${from}`;
	if (labels) return `${formatNumber(labels.length)} different ${labels.length === 1 ? 'value' : 'values'}`;
	return 'very many different values';
}

/** How much is sent: '3.1 kB'. */
export const sizeWords = (bytes: number) =>
	bytes < 1_000
		? formatNumber(bytes, { unit: 'bytes' })
		: formatNumber(bytes / 1_000, { decimals: bytes < 10_000 ? 1 : 0, unit: 'kB' });
