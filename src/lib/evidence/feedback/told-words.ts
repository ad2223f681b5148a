import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatNumber, formatPercent } from '#lib/ui/numbers.ts';
import type { Averaged, Part, Results, Round } from './feedback.ts';

/** A share as it is told: '65%', 'none or 1'. */
export const shareWords = ({ share, end }: Part): string =>
	// Its last two words stay together.
	end ? end.replace(/ (\S+)$/, '\u00a0$1') : formatPercent(share);

/** The mean of a statement, of 5: '3.9', '4.8 or more'. */
export function meanWords({ mean, mean_end }: Averaged): string {
	const figure = formatNumber(mean, { decimals: 1 });
	if (mean_end === null) return figure;
	return `${figure} or ${mean_end === 'at least' ? 'more' : 'less'}`;
}

/** What it does to the time of those who answered, on average. */
export function minutesWords({ mean, mean_end }: Averaged): string {
	if (mean === 0) return 'comes out even on average';
	const figure = formatCount(Math.abs(mean), 'minute');
	const more = mean_end === null ? '' : ' or more';
	return `${mean > 0 ? 'saves' : 'costs'} ${figure}${more} a week on average`;
}

/** The first thing to know of a round: who wants to keep it, and what it does to their time. */
export function headline({ n, questions: { keep, minutes } }: Results): string {
	const [, , agree] = keep.parts;
	return `Of ${n} who answered, ${shareWords(agree)} would want to keep it. Once all is checked, it ${minutesWords(minutes)}.`;
}

/** How an open round stands: never by one, since that would tell who has just answered. */
export function soFar({ at_least, asked, closes_on, minimum }: Round): string {
	const answered = at_least ? `At least ${at_least}` : 'Fewer than 10';
	return `${answered} people have answered so far, and ${asked} are asked. It is open through ${formatDate(closes_on)}; results show once it is closed, if at least ${minimum} have answered by then.`;
}

/** Why there is nothing to see of a closed round. */
export const tooFew = ({ minimum }: Pick<Round, 'minimum'>): string =>
	`Fewer than ${minimum} answered, so nothing of it is told to anybody. What they answered is deleted.`;
