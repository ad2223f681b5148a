import { capital, listed } from '#lib/pilots/words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import type { TierLowering, TierResult } from './tier.ts';
import type { TierKey } from './tier-rules.ts';
import { essaRules, essaSources, type Source, type Tier } from './tiers.ts';

/** How a tier is said after "could support". */
export const tierNames: Record<Tier, string> = {
	1: 'tier 1, strong evidence',
	2: 'tier 2, moderate evidence',
	3: 'tier 3, promising evidence',
	4: 'tier 4, a rationale with a study under way'
};

/** How the district reads what a site is: its own answer, with where that is written and when somebody read it there. */
export type SiteReading = { schoolsCount: boolean; source: string; readOn: string | null };

const nameOf = (tier: Tier | null) => (tier === null ? 'no tier' : tierNames[tier]);

/** Which tier results could support, by the district's reading; the other one beside it. Never which it is. */
export function tierSentence(
	{ applies, tier, bySchools }: TierResult,
	{ schoolsCount }: SiteReading
): string {
	if (!applies)
		return 'The tiers of the Every Student Succeeds Act are about effects on students, and the primary outcome is not about students.';
	const [here, there] = schoolsCount ? [bySchools, tier] : [tier, bySchools];
	const reading = schoolsCount
		? 'where they don’t count as sites'
		: 'where schools of one district count as sites';
	const otherwise = here === there ? '' : `; ${reading}, ${nameOf(there)}`;
	return `These results could support ${nameOf(here)}${otherwise}.`;
}

/** What lowers the tier by the district's reading, the worst first. */
export function loweredBy({ lowered }: TierResult, { schoolsCount }: SiteReading): TierLowering[] {
	return lowered.filter(({ key }) => !schoolsCount || key !== 'one district');
}

type Said = { title: string; repair: string | null };

const enough = `${essaRules.students} are asked, or ${essaRules.groups} groups`;

const words: Record<TierKey, (lowering: TierLowering) => Said> = {
	'no plan': () => ({
		title: 'There is no measurement plan',
		repair: 'Plan how the pilot is measured, and lock it.'
	}),
	harm: () => ({
		title: 'The primary outcome got worse',
		repair: 'Find and remove the cause before anything else is measured.'
	}),
	'no primary outcome': () => ({
		title: 'No primary outcome is chosen',
		repair: 'Choose the one figure that the decision rests on.'
	}),
	'no comparison': () => ({
		title: 'Nothing is compared with',
		repair: 'Compare with a similar group that doesn’t have it yet; or let chance decide who begins first.'
	}),
	invalid: () => ({
		title: 'The comparison is not valid',
		repair: 'Extend with what the checks beside the primary outcome name repaired.'
	}),
	'not judged yet': () => ({
		title: 'There is too little to judge the primary outcome',
		repair: 'Log the results of the outcome period.'
	}),
	'not significant': () => ({
		title: 'No significant positive effect on the primary outcome',
		repair: 'Extend with more groups: the recommendation says how many.'
	}),
	'negative finding': ({ names }) => ({
		title: `${listed(names)} got worse`,
		repair: 'Extend with the cause removed: a negative finding overrides the positive one.'
	}),
	'small sample': ({ students, groups, missing }) => {
		const seen =
			students === null
				? `Fewer students were measured than are asked: ${enough}`
				: `${formatCount(students, 'student')} were measured${groups ? ` in ${formatCount(groups, 'group')}` : ''}, and ${enough}`;
		return {
			title: seen,
			repair: `Take in ${missing === null ? 'more students' : formatCount(missing, 'more student', 'more students')}, in both arms together.`
		};
	},
	'size unknown': () => ({
		title: 'Nobody said how many students were measured',
		repair: `Log the number of students with each result: ${enough}.`
	}),
	'sites unknown': () => ({
		title: 'Results don’t name their site',
		repair: 'Log the results of the outcome period by site.'
	}),
	'one school': () => ({
		title: 'All results are of one site',
		repair: 'Run it at a second school as well.'
	}),
	'one district': () => ({
		title: 'All sites are of one district, which may be read as one site',
		repair:
			'Ask the state how it reads this, and have the AI office enter the answer in the settings; else have a partner district run the same plan.'
	}),
	'nothing before': () => ({
		title: 'Nobody knows whether the matched groups began alike',
		repair: 'Log each group’s figures from before the launch.'
	}),
	'not level': () => ({
		title: 'The groups did not begin quite alike, and nothing adjusts for it',
		repair: 'Log the correlation of each group’s start and end with its results.'
	}),
	'not by chance': () => ({
		title: 'The groups are matched and not drawn',
		repair: 'Nothing for this pilot; for the next, let chance decide who is in it.'
	}),
	'many lost': () => ({
		title: 'Many were lost on the way, or many more on one side',
		repair: 'Log the results of those who are missing.'
	}),
	'loss unknown': () => ({
		title: 'Nobody knows how many were lost on the way',
		repair: 'Log each group’s figures from before the launch, or how many the plan counted on.'
	})
};

/** One thing that lowers the tier, and the cheapest repair. */
export const tierLoweringWords = (lowering: TierLowering): Said => words[lowering.key](lowering);

const sources: Record<Source['of'], string> = {
	tiers: 'the four tiers are from 20 U.S.C. 7801(21)(A)',
	'students and sites': `${essaRules.students} students and two sites from the What Works Clearinghouse’s page on ESSA tiers`,
	groups: `${essaRules.groups} groups are from the Department of Education’s guidance on using evidence (2016)`,
	boundaries: 'the bounds on baseline and loss from the Clearinghouse’s Standards Handbook 4.1 (2020)'
};

/** Where the rules are from, and which of them were looked up when. */
export function sourcesSentence(): string {
	const said = (one: readonly Source[]) => capital(listed(one.map(({ of }) => sources[of])));
	const read = essaSources.filter(({ readOn }) => readOn !== null);
	const unread = essaSources.filter(({ readOn }) => readOn === null);
	return `${said(read)}, both read in copies on ${formatDate(read[0]!.readOn!)}. ${said(unread)}; these two were not looked up again.`;
}

/** How this district reads what a site is. */
export function readingSentence({ schoolsCount, source, readOn }: SiteReading): string {
	if (!schoolsCount)
		return 'This district does not count its schools as sites of their own, which is the careful reading.';
	return `This district counts its schools as sites: ${source}${readOn ? `, verified on ${formatDate(readOn)}` : ''}.`;
}
