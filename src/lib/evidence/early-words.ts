import { formatDate } from '#lib/ui/dates.ts';
import type { Early } from './early.ts';

/** That results are read before their time, and what follows from that, for the top of the page. */
export function earlyInWords({ running, until, mayStop }: Early): { title: string; detail: string } {
	if (!running) {
		return {
			title: 'Stopped before its cycle was over',
			detail:
				'Somebody had looked by then, and who stops once a result looks good is misled more often than an ordinary interval says. So the wider interval that allows for looking decides.'
		};
	}
	const end = until ? formatDate(until) : null;
	return {
		title: end ? `Still running: its cycle is over on ${end}` : 'Still running: no end of its cycle is named',
		detail: `${
			mayStop
				? 'The plan allows to stop for a clear result, by an interval that stays true however often one looks.'
				: 'Until then there is no verdict, and only an interval that stays true however often one looks is shown: it is wider than the one that decides in the end.'
		} Harm, and a guardrail past its limit, are told at once; sites and groups of people are compared once it is over. That you looked is on record.`
	};
}
