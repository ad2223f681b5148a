import { formatCount } from '#lib/ui/numbers.ts';
import type { Lowering, TierReach } from './plan-tier.ts';
import { tierNames } from './tier-words.ts';

/** Which tier a plan could support: never which it is. */
export function tierInWords({ tier, bySchools }: TierReach): string {
	if (tier === null || bySchools === null)
		return 'The tiers of the Every Student Succeeds Act are about effects on students, and the primary outcome is not about students.';
	const could = `This plan could support ${tierNames[tier]}`;
	const otherwise = bySchools === tier ? '' : `; where schools count as sites, ${tierNames[bySchools]}`;
	const condition =
		tier === 4
			? ''
			: `, if the effect turns out significant and positive, nothing overrides it, and few are lost on the way`;
	return `${could}${otherwise}${condition}.`;
}

/** What lowers the tier, and its cheapest repair. */
export function loweringInWords(lowering: Lowering): { title: string; repair: string } {
	switch (lowering.key) {
		case 'no primary outcome':
			return {
				title: 'No primary outcome is chosen',
				repair: 'Choose the one figure that the decision rests on.'
			};
		case 'no comparison':
			return {
				title: 'Nothing is compared with',
				repair:
					'Choose a similar group without the pilot before the start; or let chance decide who begins first.'
			};
		case 'one group':
			return {
				title: `One ${lowering.unit} on a side`,
				repair: 'Have at least two on each side: otherwise nobody can tell the pilot from that one.'
			};
		case 'size unknown':
			return {
				title: 'The number of students is not planned',
				repair: 'Say how many students there are on each side: 350 in all are asked, or 50 groups.'
			};
		case 'small sample':
			return {
				title: `${formatCount(lowering.students, 'student')} are planned, and 350 are asked, or 50 groups`,
				repair: `Take in ${formatCount(lowering.missing, 'more student', 'more students')}, in both sides together.`
			};
		case 'one school':
			return { title: 'The pilot is at one site', repair: 'Run it at a second school as well.' };
		case 'one district':
			return {
				title: 'All sites are of one district, which may be read as one site',
				repair: 'Have a partner district run the same plan; ask the state how it reads this first.'
			};
		case 'nothing before':
			return {
				title: 'Nothing is measured before, so that nobody can show that the groups were alike',
				repair: 'Use last year’s score of each side as a pretest, and enter what it explains.'
			};
		case 'not by chance':
			return {
				title: 'The groups are matched and not drawn',
				repair: 'Let chance decide which of the matched groups is in the pilot.'
			};
	}
}
