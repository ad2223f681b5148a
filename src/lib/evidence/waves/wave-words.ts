import { listed } from '#lib/pilots/words.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { benefitOf } from '../effect.ts';
import { bareDifference, decimalsOf, differenceText, levelBesideTarget, levelText } from '../figures.ts';
import type { VerdictKey } from '../verdict-rules.ts';
import type { NoPair } from './pairs.ts';
import type { Misplaced } from './placing.ts';
import type { Guardrails, MetricReading, Unlogged } from './wave-reading.ts';
import type { WaveMissing } from './wave-verdict.ts';

/** How the guardrails stand, in a word and a sentence. */
export const guardrailWords: Record<Guardrails, { label: string; tone: Tone; says: string }> = {
	held: {
		label: 'Held',
		tone: 'good',
		says: 'All guardrails are within their limits by the latest results.'
	},
	open: {
		label: 'Open',
		tone: 'neutral',
		says: 'A guardrail has no results yet since it scales, so nobody knows.'
	},
	'at risk': {
		label: 'At risk',
		tone: 'caution',
		says: 'A guardrail may be beyond its limit; it could be chance.'
	},
	breached: { label: 'Breached', tone: 'bad', says: 'A guardrail is beyond its limit. The next wave waits.' }
};

const missingWords: Record<WaveMissing, string> = {
	'no comparison':
		'No wave can be compared with one that waited, so nobody can say what the pilot does here.',
	'one site a wave':
		'With one site in each wave nobody can tell the pilot from that site’s own year, however many people were measured.',
	'no spread':
		'The sites changed by exactly the same, or there are too few of them, so that chance can’t be judged.',
	'no results': 'Nothing has been logged yet since it scales.',
	'no target': 'The plan names no target to hold the figure against.',
	'no time before':
		'Nothing was measured where it runs before it began there, so there is no change to speak of.'
};

const withheld = 'The figures are withheld, since they would tell of a small group.';

type Said = { by: string; span: string | null };

function said(
	{ goal, effect, change }: MetricReading,
	on: 'delayed start' | 'change' | 'level' | null
): Said | null {
	const used = on === 'change' ? change : effect;
	const benefit = used && benefitOf(used, goal.better);
	if (!used || !benefit || benefit.estimate === null) return null;
	const decimals = decimalsOf(goal, used);
	const size = (value: number) => differenceText(goal, Math.abs(value), { decimals });
	const bare = (value: number) => bareDifference(goal, Math.abs(value), decimals);
	const about = used.coarse ? 'about ' : '';
	const { estimate, low, high } = benefit;
	const by =
		estimate === 0 ? 'no differently' : `${estimate < 0 ? 'worse' : 'better'} by ${about}${size(estimate)}`;
	if (low === null || high === null) return { by, span: null };
	if (low >= 0) return { by, span: `${about}${bare(low)} to ${size(high)} better` };
	if (high <= 0) return { by, span: `${about}${bare(high)} to ${size(low)} worse` };
	return { by, span: `${about}${bare(low)} worse to ${size(high)} better` };
}

/** A level beside what it is held against, never rounded onto the bound that it passed. */
function beside(goal: MetricReading['goal'], level: number): string {
	const bound = goal.role === 'guardrail' ? goal.limit : goal.target;
	return bound === null ? levelText(goal, level) : levelBesideTarget(goal, level, bound);
}

/** One or two plain sentences: what the verdict on the waves rests on. The label stands beside them. */
export function waveSentence(metric: MetricReading): string {
	const { goal, verdict, running, effect, change } = metric;
	const level = running.at(-1)?.cell;
	const words = said(metric, verdict.on);
	const used = verdict.on === 'change' ? change : effect;
	if (metric.series.length === 0) return missingWords['no results'];
	if (verdict.verdict === 'not enough data') {
		const why = missingWords[verdict.missing ?? 'no results'];
		if (verdict.missing === 'no comparison' && level?.level != null)
			return `It is ${levelText(goal, level.level)} in ${running.at(-1)!.period}. ${why}`;
		return words && verdict.missing === 'one site a wave'
			? `Sites that began did ${words.by} than those that still waited${words.span ? `; counting people alone, plausibly ${words.span}` : ''}. ${why}`
			: why;
	}
	if (verdict.on === 'level') {
		const now =
			level?.level == null ? withheld : `${beside(goal, level.level)} in ${running.at(-1)!.period}.`;
		if (goal.role === 'guardrail') return `${now} The limit is ${levelText(goal, goal.limit)}.`;
		return `${now} The plan wants ${goal.better === 'higher' ? 'at least' : 'at most'} ${levelText(goal, goal.target)}.`;
	}
	if (used?.withheld) return withheld;
	if (!words)
		return level?.level == null
			? missingWords['no comparison']
			: `${levelText(goal, level.level)} in ${running.at(-1)!.period}.`;
	const matters = goal.minimumEffect === null ? null : differenceText(goal, goal.minimumEffect);
	const against = verdict.on === 'change' ? 'than before it began there' : 'than those that still waited';
	const first = `Sites that began did ${words.by} ${against}${words.span ? `; plausibly ${words.span}` : ''}.`;
	switch (verdict.verdict) {
		case "can't tell":
			return `Plausibly anything from ${words.span} ${against}. ${matters ? `That leaves room for no effect at all, and for what matters (${matters}).` : 'That leaves room for no effect at all, and for a gain.'}`;
		case 'clear gain':
			return `${first} All of that is at least what matters (${matters}).`;
		case 'gain, small':
			return `${first} None of that reaches what matters (${matters}).`;
		case 'gain, size unsure':
			return `${first} ${matters ? `Whether it reaches what matters (${matters}) is open.` : 'Nobody said beforehand how much would matter.'}`;
		case 'harm':
			return `${first} All of that is a loss.`;
		case 'no gain that matters':
			return `${first} All of it is less than what matters (${matters}).`;
		case 'no worse':
			return `${first} That is inside the ${differenceText(goal, goal.margin)} worse that the plan accepts.`;
		case 'safe':
		case 'at risk':
		case 'breached': {
			const limit = `${differenceText(goal, Math.abs(goal.limit ?? 0))} worse`;
			const end =
				verdict.verdict === 'safe'
					? `Up to ${limit} is allowed.`
					: verdict.verdict === 'at risk'
						? `That is past the limit of ${limit}, though it could be chance.`
						: `That is past the limit of ${limit}, and chance alone is an unlikely cause.`;
			return `${first} ${end}`;
		}
		default:
			return `${first} Secondary outcomes are shown and decide nothing.`;
	}
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Verdicts that an interval is sure of. */
const sure: VerdictKey[] = ['clear gain', 'gain, size unsure', 'gain, small', 'harm', 'breached'];

/** On how much a comparison rests, and how strong that is. Null where there is none. */
export function strengthOf({
	goal,
	pairs,
	sites,
	people,
	basis,
	weak,
	looks,
	verdict
}: MetricReading): string | null {
	if (pairs.length === 0) return null;
	const of = `${counted(sites.pilot, 'site', 'sites')} that began against ${counted(sites.comparison, 'site', 'sites')} that waited`;
	const who =
		people && goal.about !== 'things' ? `, with ${people.pilot} and ${people.comparison} people` : '';
	if (basis === 'people') return `It rests on ${of}${who}. What differs between sites can’t be seen in that.`;
	// A gain or a loss that only the last of several readings shows is chance more often than one in forty.
	const again =
		looks > 1 && sure.includes(verdict.verdict)
			? ` It was read after ${looks} periods, and each gives chance another try: what only the latest shows asks for one more.`
			: '';
	return `It rests on ${of}${who}. ${weak ? 'That is few: a single site’s own year can look like an effect, or hide one.' : 'Each site counts once, so that a large one doesn’t decide it.'}${again}`;
}

const notWords: Record<NoPair, (wave: string) => string | null> = {
	'not begun': () => null,
	'nobody waits': (wave) =>
		`${wave} is the last: nobody waits behind it any more, so it is in no comparison.`,
	'never apart': (wave) =>
		`${wave} began on the same day as the next one, so neither can stand in for the other.`,
	'no results after': (wave) => `${wave} has no results since it began.`,
	'no results of those who wait': (wave) =>
		`Nobody logged results of the sites behind ${wave} while they waited.`,
	'no results before': (wave) =>
		`There is no period before ${wave} began in which its sites and those behind it were both measured.`
};

/** Where nothing is logged, or a level is held against a limit or a target, nobody misses a comparison. */
const isCompared = ({ series, verdict }: MetricReading) => series.length > 0 && verdict.on !== 'level';

/** What stands in the way of comparing, wave by wave. */
export const inTheWay = (metric: MetricReading): string[] =>
	isCompared(metric)
		? metric.not.map(({ wave, why }) => notWords[why](wave)).filter((words) => words !== null)
		: [];

/** What would make the comparison stronger, the cheapest first. */
export function improvements(metric: MetricReading): string[] {
	const { goal, verdict, basis, weak, not } = metric;
	if (goal.kind === 'total' || !isCompared(metric)) return [];
	const why = new Set(not.map((one) => one.why));
	const found: string[] = [];
	if (why.has('no results of those who wait'))
		found.push('Log the same metric of the sites that still wait, in the same period.');
	if (why.has('no results before'))
		found.push('Log a period before the next wave begins, of its sites and of those behind it.');
	if (why.has('no results after')) found.push('Log the results of the sites that began.');
	if (basis === 'people' || verdict.missing === 'no spread')
		found.push('Let each wave have at least two sites, better four.');
	else if (weak) found.push('With four sites or more on each side no single one decides it.');
	if (verdict.verdict === "can't tell" && !weak)
		found.push('Another wave with a time of waiting before it narrows the interval.');
	return found;
}

const misplacedWords: Record<Misplaced['why'], string> = {
	'pilot before its wave': 'is logged as the pilot’s, and its wave had not begun then',
	'comparison after its wave': 'is logged as comparison, and its wave had begun by then',
	'after the roll-back': 'is logged as the pilot’s, and its wave was rolled back by then'
};

export const misplacedSentence = ({ metric, site, period, why }: Misplaced) =>
	`${metric} of ${site} in ${period} ${misplacedWords[why]}. It counts for nothing until it is corrected.`;

const SHOWN = 4;

export function unloggedSentence({ metric, period, sites }: Unlogged): string {
	if (period === null) return `${metric}: nothing yet since it scales.`;
	const more = sites.length - SHOWN;
	return `${metric} in ${period}: ${listed(more > 0 ? [...sites.slice(0, SHOWN), `${more} more`] : sites)}.`;
}
