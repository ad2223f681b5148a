import { ends } from './ends.ts';
import type { Metric } from './input.ts';
import { withholdings, type MeasurementColumn } from './measurements-csv.ts';
import { arms, phases } from './terms.ts';

/** What a column of the measurements is said to be. What depends on the pilot, as the names of its strata, is not here. */
export type ColumnWords = {
	meaning: string;
	/** Empty where a column has none. */
	unit: string;
	allowed: string;
	type: 'text' | 'id' | 'day' | 'moment' | 'whole number' | 'number' | 'one of a list' | 'yes or no';
};

const listed = (values: readonly string[]) => values.join('; ');
const ITS_METRIC = 'that of its metric';

export const columnWords: Record<MeasurementColumn, ColumnWords> = {
	pilot: { meaning: 'The pilot’s number.', unit: '', allowed: '', type: 'text' },
	id: { meaning: 'The row itself.', unit: '', allowed: 'UUID', type: 'id' },
	metric: { meaning: 'What was measured: a metric below.', unit: '', allowed: '', type: 'one of a list' },
	metric_id: { meaning: 'The same metric by its id.', unit: '', allowed: 'UUID', type: 'id' },
	arm: {
		meaning: 'Whether the group is in the pilot or is what it is compared with.',
		unit: '',
		allowed: listed(arms),
		type: 'one of a list'
	},
	phase: {
		meaning: 'Whether it was measured before the pilot or as its outcome.',
		unit: '',
		allowed: listed(phases),
		type: 'one of a list'
	},
	period: {
		meaning: 'The term or time that the figures are of. Outcomes of the plan’s period count.',
		unit: '',
		allowed: 'letters, digits, spaces and . / - –, up to 40',
		type: 'text'
	},
	measured_on: {
		meaning: 'The day of the measurement.',
		unit: '',
		allowed: 'such as 2026-06-12',
		type: 'day'
	},
	site: {
		meaning: 'The school or office of the group; empty for several or where it is not told.',
		unit: '',
		allowed: 'sites of the district',
		type: 'text'
	},
	stratum: {
		meaning: 'The part within which groups are compared, such as a grade; empty for none.',
		unit: '',
		allowed: '',
		type: 'text'
	},
	subgroup: {
		meaning: 'A subgroup shown beside the whole and never added to it; empty for the whole group.',
		unit: '',
		allowed: '',
		type: 'one of a list'
	},
	n: {
		meaning: 'How many are in the group: people, classes or things, as the plan counts them.',
		unit: 'members of the group',
		allowed: '1 or more; of students 5 or more',
		type: 'whole number'
	},
	mean: {
		meaning: 'Mean of the group; for metrics of kind mean.',
		unit: ITS_METRIC,
		allowed: 'any',
		type: 'number'
	},
	sd: {
		meaning: 'Standard deviation within the group; for metrics of kind mean.',
		unit: ITS_METRIC,
		allowed: '0 or more',
		type: 'number'
	},
	events: {
		meaning:
			'For proportions how many of the n had it, for counts how often it happened. To whoever is not told of small groups, shares of people near none or all are withheld; in a group under 20, 1 may stand for none and n − 1 for all.',
		unit: 'members or events',
		allowed: '0 or more; for proportions at most n',
		type: 'whole number'
	},
	exposure: {
		meaning: 'Over how much it was counted, such as months; for metrics of kind count.',
		unit: 'what the metric’s rate is for each of',
		allowed: 'more than 0',
		type: 'number'
	},
	value: {
		meaning: 'The total; for metrics of kind total.',
		unit: ITS_METRIC,
		allowed: 'any',
		type: 'number'
	},
	clusters: {
		meaning: 'How many classes or schools the group is made of; empty where it was not told.',
		unit: 'classes or schools',
		allowed: '1 to n',
		type: 'whole number'
	},
	cluster_sd: {
		meaning: 'Standard deviation of the means of those classes or schools.',
		unit: ITS_METRIC,
		allowed: '0 or more',
		type: 'number'
	},
	correlation: {
		meaning: 'Correlation of the same people’s values before and after.',
		unit: 'none',
		allowed: '−1 to 1',
		type: 'number'
	},
	withheld: {
		meaning:
			'Why numbers of the row are empty. Small group: a group of people under the district’s minimum, or the next smallest where what is left would give that one back. Share near its end: only events are withheld. Corrected since: old figures of a corrected row.',
		unit: '',
		allowed: listed(withholdings),
		type: 'one of a list'
	},
	share: {
		meaning: 'What is told in place of events that are withheld.',
		unit: '',
		allowed: listed([...ends]),
		type: 'one of a list'
	},
	accepted: {
		meaning: 'Whether the evaluator accepted it; what is not accepted does not count.',
		unit: '',
		allowed: 'yes; no',
		type: 'yes or no'
	},
	source: { meaning: 'Where the figures come from.', unit: '', allowed: '', type: 'text' },
	note: { meaning: 'What was noted beside them.', unit: '', allowed: '', type: 'text' },
	logged_by: { meaning: 'Who logged it, where that is told.', unit: '', allowed: '', type: 'text' },
	logged_at: {
		meaning: 'When it was logged, in universal time.',
		unit: '',
		allowed: 'such as 2026-06-12T08:30:00.000Z',
		type: 'moment'
	},
	supersedes: { meaning: 'The id of the row that it corrects.', unit: '', allowed: 'UUID', type: 'id' },
	reason: { meaning: 'Why it corrects that row.', unit: '', allowed: '', type: 'text' },
	superseded_by: {
		meaning: 'The id of the row that corrects it: then it does not count any more.',
		unit: '',
		allowed: 'UUID',
		type: 'id'
	}
};

/** What is logged of a metric, by its kind. */
export const loggedWith: Record<Metric['kind'], string> = {
	mean: 'n, mean and sd of each group',
	proportion: 'n of each group, and events from 0 to n; the share is events / n, from 0 to 1',
	count: 'events and exposure; the rate is events / exposure',
	total: 'value'
};
