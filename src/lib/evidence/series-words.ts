import { listed } from '#lib/pilots/words.ts';
import { intervalText, levelText } from './figures.ts';
import type { Absent, SeriesFacts } from './health-series.ts';
import type { Says, Told } from './health-words.ts';
import type { Jump } from './jump.ts';

const SHOWN = 3;

/** The first few, and how many more there are. */
function some(parts: string[]): string {
	const more = parts.length - SHOWN;
	return listed(more > 0 ? [...parts.slice(0, SHOWN), `${more} more`] : parts);
}

const absentText = ({ arm, site, periods }: Absent) =>
	`${site === null ? `the ${arm}` : `${site} (${arm})`} in ${some(periods)}`;

function jumpText({ arm, period, earlier, seen, low, high }: Jump, goal: Told): string {
	const measured = { kind: goal.kind, unit: goal.unit ?? '' };
	const was = seen === null ? '' : ` (${levelText(measured, seen, 1)})`;
	const range = low === null || high === null ? '' : `, ${intervalText(measured, low, high, 1)}`;
	return `In ${period} the ${arm}${was} came out beyond where its ${earlier} earlier periods were heading${range}.`;
}

export const seriesWords: Says<SeriesFacts> = {
	'missing periods': ({ absent }) => ({
		title: 'Not everybody was measured each time',
		detail: `Without results: ${some(absent.map(absentText))}. Periods with other sites in them are not of the same people.`,
		repair: 'Log what is missing, or say in the evaluation why there is none.'
	}),
	'jump off the trend': ({ jumps }, goal) => ({
		title: 'A jump that no trend explains',
		detail: jumps.map((jump) => jumpText(jump, goal)).join(' '),
		repair:
			'Look at what else changed then, such as the test, the students or how it is counted, and say it in the evaluation.'
	})
};
