import { listed } from '#lib/pilots/words.ts';
import { formatNumber } from '#lib/ui/numbers.ts';
import type { LossFacts } from './health-losses.ts';
import type { Says } from './health-words.ts';
import type { Joined, Loss } from './losses.ts';

const percent = (value: number) => formatNumber(value, { decimals: 1, unit: '%' });
const sides = ['the pilot', 'the comparison'] as const;

/** '12 of 100 people of the pilot and 3 of 100 of the comparison'. */
function countsText({ of, began, lost }: Loss): string {
	const side = (at: 0 | 1) => `${formatNumber(lost[at])} of ${formatNumber(began[at])}`;
	return `${side(0)} ${of} of ${sides[0]} and ${side(1)} of ${sides[1]}`;
}

function shareText({ overall, differential, limit }: Loss): string {
	const low =
		limit === null
			? 'no difference would be low any more'
			: `up to ${formatNumber(limit, { decimals: 1 })} would be low`;
	return `that is ${percent(overall)} of all, and ${formatNumber(differential, { decimals: 1 })} percentage points more on one side, where ${low}`;
}

const joinedText = ({ arm, of, before, joined }: Joined) =>
	`${formatNumber(joined)} more ${of} than the ${formatNumber(before)} before in the ${arm}`;

export const lossWords: Says<LossFacts> = {
	'many lost': ({ losses, since }, _, severity) => {
		const figures = losses.map((loss) => `${countsText(loss)}: ${shareText(loss)}`);
		const counted = losses.length > 0 ? `Missing are ${figures.join('; ')}.` : 'How many is withheld.';
		if (since === 'plan') {
			return {
				title: 'By the plan’s numbers, many are missing',
				detail: `${counted} Nothing was measured before, so nobody can tell who left from who never began.`,
				repair:
					'Log each group’s figures from before the launch, or say in the evaluation how many were assigned and who left.'
			};
		}
		return {
			title: 'Many were lost on the way',
			detail: `${counted} Those who are left may be others than those who were alike at the start.${
				severity === 'invalid' ? '' : ' Read the difference with that in mind.'
			}`,
			repair:
				'Log the results of those who are missing; whoever left can’t be made up for, so otherwise extend with groups that stay.'
		};
	},
	'few lost': ({ losses }) => ({
		title: 'Few were lost on the way',
		detail:
			losses.length > 0
				? `Missing are ${losses.map(countsText).join('; ')}: few enough.`
				: 'How many is withheld.',
		repair: null
	}),
	'some joined': ({ joined }) => ({
		title: 'Some joined after the start',
		detail: `${joined.length > 0 ? `At the end were ${listed(joined.map(joinedText))}.` : 'How many is withheld.'} Whoever came later was not there when the groups were compared.`,
		repair: 'Log the results of those only who were there from the start.'
	})
};
