import type { Gap } from './baseline.ts';
import { isAdjusted } from './effect.ts';
import type { Examined, Finding, Severity } from './health.ts';
import { joinedOf, lossesOf, type Joined, type Loss } from './losses.ts';

export type LossFacts = {
	/** So many are missing at the end, or so many more on one side, that those who are left may differ: WWC's boundary. */
	'many lost': { losses: Loss[]; since: Loss['since'] };
	'few lost': { losses: Loss[]; since: Loss['since'] };
	/** More at the end than before, in some site or stratum. */
	'some joined': { joined: Joined[] };
};

/** Whether the arms are known to have been alike at the start, or what was between them is adjusted for. */
function isLevel(gaps: Gap[], { effect }: Examined): boolean {
	const near = (gap: Gap) =>
		gap.verdict === 'satisfied' || (gap.verdict === 'adjustment' && effect !== null && isAdjusted(effect));
	return gaps.length > 0 && gaps.every(near);
}

/**
 * Many lost is invalid where the arms are held to be alike: whoever matched them showed it of those who began, and lots balance only
 * those who were drawn, unless the arms are shown to be alike. A plan's numbers, and results that wait, are no proof that anybody left.
 */
function severityOf(since: Loss['since'], examined: Examined, gaps: Gap[]): Severity {
	if (since === 'plan' || examined.rows.counts.selfReported > 0) return 'caution';
	return examined.plan?.design === 'randomized' && isLevel(gaps, examined) ? 'caution' : 'invalid';
}

/** Who left on the way, and who came. `gaps` are those before the pilot. */
export function losses(examined: Examined, gaps: Gap[]): Finding[] {
	const found: Finding[] = [];
	const all = lossesOf(examined);
	const [first] = all;
	const high = all.filter(({ level }) => level === 'high');
	if (first && high.length > 0) {
		const severity = severityOf(first.since, examined, gaps);
		found.push({ key: 'many lost', severity, facts: { losses: high, since: first.since } });
	} else if (first?.since === 'baseline' && all.some(({ overall }) => overall > 0)) {
		found.push({ key: 'few lost', severity: 'information', facts: { losses: all, since: first.since } });
	}
	const joined = joinedOf(examined);
	if (joined.length > 0) found.push({ key: 'some joined', severity: 'caution', facts: { joined } });
	return found;
}
