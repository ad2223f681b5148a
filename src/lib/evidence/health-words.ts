import { listed } from '#lib/pilots/words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatNumber, formatPValue } from '#lib/ui/numbers.ts';
import type { JudgedGoal } from './analysis.ts';
import type { Gap } from './baseline.ts';
import { adjustingWords } from './adjusting-words.ts';
import type { HealthCheck, HealthFacts } from './health.ts';
import { lossWords } from './losses-words.ts';
import type { Sample } from './sample.ts';
import { seriesWords } from './series-words.ts';
import { unitsInWords } from './unit-words.ts';

/** A check in words: what was found, why it matters, and what would repair it. */
export type HealthWords = { title: string; detail: string; repair: string | null };

/** 'grade 2' from 'Grade 2': a stratum inside a sentence. */
const inside = (stratum: string) =>
	/^[A-Z][a-z]/.test(stratum) ? stratum[0]!.toLowerCase() + stratum.slice(1) : stratum;

const sd = (g: number) => formatNumber(Math.abs(g), { decimals: 2 });

/** '0.42 standard deviations ahead in grade 2, 0.36 ahead in grade 4'. */
function gapsText(gaps: Gap[], better: JudgedGoal['better']): string {
	const parts = gaps.map(({ stratum, g }, index) => {
		const where = stratum !== null ? ` in ${inside(stratum)}` : gaps.length > 1 ? ' all together' : '';
		if (g === null) return `apart${where} (by how much is withheld)`;
		const ahead = g > 0 === (better === 'higher') ? 'ahead' : 'behind';
		const of = ahead === 'ahead' ? ' of the comparison' : ' the comparison';
		return index === 0 ? `${sd(g)} standard deviations ${ahead}${of}${where}` : `${sd(g)} ${ahead}${where}`;
	});
	return listed(parts);
}

function largest(gaps: Gap[]): string {
	return sd(Math.max(...gaps.map(({ g }) => Math.abs(g ?? 0))));
}

const sampleText = ({ arm, of, seen, planned }: Sample) =>
	`${formatNumber(seen)} of ${formatNumber(planned)} ${of} in the ${arm === 'pilot' ? 'pilot' : 'comparison'}`;

/** What the words need to know of the outcome that a check is about. */
export type Told = Pick<JudgedGoal, 'better' | 'kind'> & Partial<Pick<JudgedGoal, 'unit'>>;

/** How each of these checks is said. */
export type Says<Facts> = {
	[Key in keyof Facts]: (facts: Facts[Key], goal: Told, severity: HealthCheck['severity']) => HealthWords;
};

const words: Says<HealthFacts> = {
	...lossWords,
	...seriesWords,
	...adjustingWords,
	'baseline gap': ({ gaps, adjusted }, { better }) => {
		const wide = gaps.filter(({ verdict }) => verdict === 'not satisfied');
		const some = wide.length > 0 ? wide : gaps.filter(({ verdict }) => verdict === 'adjustment');
		const where = `Before the pilot its groups were ${gapsText(some, better)}.`;
		if (wide.length > 0) {
			return {
				title: 'The groups were too far apart at the start',
				detail: `${where} Above 0.25 no comparison at the end can be trusted, whatever it shows.`,
				repair:
					'Extend with groups that start level, or amend the plan so that it compares only those that did.'
			};
		}
		return {
			title: 'The groups were not quite alike at the start',
			detail: adjusted
				? `${where} The effect is adjusted for it.`
				: `${where} Nothing adjusts for it, since the results came without the correlation of start and end.`,
			repair: adjusted ? null : 'Log the correlation of each group’s start and end with its results.'
		};
	},
	'baseline alike': ({ gaps }) => ({
		title: 'The groups were alike at the start',
		detail: gaps.some(({ g }) => g === null)
			? 'No difference above 0.05 standard deviations.'
			: `No difference above ${largest(gaps)} standard deviations.`,
		repair: null
	}),
	'no baseline': ({ design }) => ({
		title: 'Nothing was measured before the pilot',
		detail:
			design === 'randomized'
				? 'Chance decided who took part, so the groups can be expected to be alike.'
				: 'Nobody knows whether the matched groups were alike at the start.',
		repair: design === 'randomized' ? null : 'Log each group’s figures from before the launch.'
	}),
	'unit counts off plan': ({ seen, p }) => ({
		title: 'The arms are of sizes that chance does not leave',
		detail: seen
			? `${formatNumber(seen[0])} against ${formatNumber(seen[1])} where as many were planned (${formatPValue(p)}). Somebody was lost or added on one side.`
			: 'As many were planned in each. Somebody was lost or added on one side.',
		repair: 'Find out who is missing on which side, and log everyone who was assigned.'
	}),
	'one group in an arm': ({ arms, unit }) => ({
		title: `Only one ${unit} in an arm`,
		detail: `The ${listed(arms)} ${arms.length > 1 ? 'have' : 'has'} one ${unit}, and nobody can tell the pilot from that ${unit}.`,
		repair: `Extend with more ${unitsInWords[unit]}.`
	}),
	'arms mixed at a site': ({ sites }) => ({
		title: 'Both arms at one site',
		detail: `Schools were assigned as a whole, and ${listed(sites)} ${sites.length > 1 ? 'have' : 'has'} results of both arms.`,
		repair: 'Correct the site or the arm of these results, or extend with schools kept apart.'
	}),
	'sample under plan': ({ samples }) => ({
		title: 'Fewer were measured than planned',
		detail: samples.length > 0 ? `${listed(samples.map(sampleText))}.` : 'By how much is withheld.',
		repair: 'Log who is missing, or say in the evaluation who dropped out.'
	}),
	'self-reported only': ({ rows }) => ({
		title: 'Self-reported only',
		detail: `${formatCount(rows, 'result')} of the team ${rows === 1 ? 'waits' : 'wait'} for the evaluator, and nothing counts until then.`,
		repair: 'The evaluator accepts or corrects them.'
	}),
	'self-reported rows': ({ rows }) => ({
		title: 'Some results are self-reported',
		detail: `${formatCount(rows, 'result')} of the team ${rows === 1 ? 'is' : 'are'} shown and not counted until the evaluator accepts ${rows === 1 ? 'it' : 'them'}.`,
		repair: null
	}),
	'other periods': ({ periods, wanted }) => ({
		title: 'Results of another period',
		detail: `There are outcomes of ${listed(periods)}; the plan counts ${wanted}.`,
		repair: `Log the outcomes of ${wanted}, or correct the period.`
	}),
	'strata left out': ({ strata }) => ({
		title: 'A group without its counterpart',
		detail: `${listed(strata)} ${strata.length > 1 ? 'have' : 'has'} nothing to be compared with and ${strata.length > 1 ? 'are' : 'is'} left out of the effect.`,
		repair: 'Log the same stratum in both arms.'
	}),
	'strata mixed': () => ({
		title: 'Results with and without a stratum',
		detail: 'They are added up, so a difference in who is in which stratum can pass for an effect.',
		repair: 'Correct the results so that each names its stratum.'
	}),
	'groups unknown': ({ unit }) => ({
		title: `Nobody said how many ${unitsInWords[unit]} there are`,
		detail: `${unitsInWords[unit].replace(/^./, (first) => first.toUpperCase())} were assigned as a whole. Counting people as if they had been assigned one by one makes the interval too narrow.`,
		repair: `Log how many ${unitsInWords[unit]} each result is made of.`
	}),
	'plan amended': ({ times, last, results }) => ({
		title: results > 0 ? 'The plan was amended after results were there' : 'The plan was amended',
		detail: `${times > 1 ? `${formatCount(times, 'time')}, last` : 'Changed'} on ${formatDate(last)}; it is judged by the plan as amended, and the locked one stands beside it. ${
			results > 0
				? `${formatCount(results, 'result')} of the period that counts ${results === 1 ? 'was' : 'were'} logged by then, so that the change may have followed from ${results === 1 ? 'it' : 'them'}.`
				: 'No result of the period that counts was logged by then.'
		}`,
		repair: results > 0 ? 'Say in the evaluation what the locked plan would have shown.' : null
	}),
	'clusters adjusted': ({ unit, icc }, { kind }) => ({
		title: `Widened for whole ${unitsInWords[unit]}`,
		detail: `Members of one ${unit} resemble each other; the interval allows for an intra-class correlation of ${formatNumber(icc)}, as a fallback.`,
		repair: kind === 'mean' ? `Log each group’s standard deviation of ${unit} means to be exact.` : null
	}),
	'early harm': () => ({
		title: 'It looks like harm, before the cycle is over',
		detail:
			'Pilot groups do worse, and the interval that allows for looking leaves no room for anything else.',
		repair:
			'Tell the lead and the sponsor today, and hold it against the pilot’s stop rule: for harm a pilot may be stopped at any time.'
	})
};

/** What a check found, for a person. `goal` is the outcome that it is about. */
export function healthWords(check: HealthCheck, goal: Told): HealthWords {
	const say = words[check.key] as (facts: unknown, goal: Told, severity: string) => HealthWords;
	return say(check.facts, goal, check.severity);
}
