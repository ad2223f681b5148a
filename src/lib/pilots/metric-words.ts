/** What a metric of the library can be, and how a person says it. */
export const metricKinds = ['mean', 'proportion', 'count', 'total'] as const;
export type MetricKind = (typeof metricKinds)[number];
export const metricKindWords: Record<MetricKind, { label: string; hint: string }> = {
	mean: {
		label: 'Mean',
		hint: 'An average of many values, such as a score or minutes. Logged with its spread.'
	},
	proportion: {
		label: 'Proportion',
		hint: 'How many of all, from 0 to 1, such as checks that were answered.'
	},
	count: {
		label: 'Count',
		hint: 'Events for each unit of exposure, such as incidents a month or champions a school.'
	},
	total: {
		label: 'Total',
		hint: 'One sum, such as dollars a year. It has no interval: its target judges it.'
	}
};

export const metricMeasures = ['outcome', 'use', 'minutes saved', 'minutes checking', 'cost'] as const;
export type MetricMeasures = (typeof metricMeasures)[number];
export const metricMeasuresWords: Record<MetricMeasures, { label: string; hint: string }> = {
	outcome: { label: 'Outcome', hint: 'What a pilot is for, or what must not suffer from it.' },
	use: { label: 'Use', hint: 'How much the tool is really used, held against what was planned.' },
	'minutes saved': { label: 'Minutes saved', hint: 'Gross: before the time for checking and correcting.' },
	'minutes checking': {
		label: 'Minutes of checking',
		hint: 'Time for checking and correcting; taken off what was saved.'
	},
	cost: { label: 'Cost', hint: 'What the pilot costs, held against what it brings.' }
};

export const metricBetters = ['higher', 'lower'] as const;
export const metricBetterWords = { higher: 'Higher is better', lower: 'Lower is better' } as const;

export const metricAbouts = ['students', 'staff survey', 'things'] as const;
export type MetricAbout = (typeof metricAbouts)[number];
export const metricAboutWords: Record<MetricAbout, { label: string; hint: string }> = {
	students: { label: 'Students', hint: 'Groups under 5 are never stored, and small ones are withheld.' },
	'staff survey': {
		label: 'Staff',
		hint: 'Asked or counted of members of staff: small groups are withheld.'
	},
	things: { label: 'Things', hint: 'Checks, buses, cases, dollars: never withheld.' }
};

export const metricDomains = ['achievement', 'other'] as const;
export const metricDomainWords = {
	achievement: {
		label: 'Achievement',
		hint: 'What students have learnt. Where a plan says nothing else, classes are taken to be alike by 0.20.'
	},
	other: {
		label: 'Other',
		hint: 'Everything else. Where a plan says nothing else, groups are taken to be alike by 0.10.'
	}
} as const;
