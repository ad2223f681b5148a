import { formatPercent } from '#lib/ui/numbers.ts';
import type { AdjustingFacts, NotAdjusted } from './health-adjusting.ts';
import type { Says } from './health-words.ts';
import { unitsInWords } from './unit-words.ts';

const reasons: Record<NotAdjusted, { because: string; repair: string | null }> = {
	'not a mean': { because: 'only means can be adjusted, and this is none', repair: null },
	'no baseline': {
		because: 'a group has no results from before',
		repair: 'Log each group’s figures from before the launch, with the correlation of start and end.'
	},
	'no correlation': {
		because: 'the results came without the correlation of start and end',
		repair:
			'Log the correlation of each group’s start and end with its results; a file with both columns brings it along.'
	},
	'other people': {
		because: 'other numbers of people were measured before and after, so that they can’t be paired',
		repair: 'Log start and end of those people only who have both, with their correlation.'
	}
};

export const adjustingWords: Says<AdjustingFacts> = {
	'not adjustable': ({ why, planned }) => ({
		title: 'Not adjusted for where the groups started',
		detail: `The plan counts on a pretest that explains ${formatPercent(planned)}, but ${reasons[why].because}: the interval is wider than planned.`,
		repair: reasons[why].repair
	}),
	'adjusted within groups': ({ unit, explained }) => ({
		title: 'Adjusted for where each person started',
		detail: `${
			explained === null
				? 'What the start explains'
				: `The start explains ${formatPercent(explained)} of what is measured at the end; that`
		} is taken to hold between ${unitsInWords[unit]} as it does within them.`,
		repair: `To be exact, count ${unitsInWords[unit]}: log the mean and spread of their own means before and after, with the correlation of those.`
	})
};
