import type { AnalysisFile } from '#lib/evidence/analysis-file.ts';
import type { Figure } from '#lib/evidence/figure-paths.ts';
import { numberInWords } from '#lib/pilots/number-words.ts';
import type { BriefFile } from './brief-file.ts';

/** A figure of the brief, under its path, and the one that it has to be. */
export type Twice = [path: string, said: Figure | undefined, other: Figure | undefined];

/** Moments are the same however they are written. */
const moment = (at: unknown) => (typeof at === 'string' && at !== '' ? new Date(at).toISOString() : null);

const word = (value: unknown): Figure | undefined =>
	Array.isArray(value) ? value.map(String).join(', ') : (value as Figure | undefined);

const number = (value: unknown) => (typeof value === 'number' ? value : null);

function planTwice({ plan }: BriefFile['brief'], { plan: other, rule }: AnalysisFile): Twice[] {
	const keys = new Set([...Object.keys(plan ?? {}), ...Object.keys(other ?? {})]);
	keys.delete('locked_at');
	return [
		['brief.plan.locked_at', moment(plan?.locked_at), moment(rule.locked_at)],
		...[...keys].map((key): Twice => [
			`brief.plan.${key}`,
			word(plan?.[key]),
			word(other?.[key as keyof typeof other])
		])
	];
}

function amendmentsTwice({ amendments }: BriefFile['brief'], { amendments: given }: AnalysisFile): Twice[] {
	// A brief tells the latest first.
	const others = given.toReversed();
	return Array.from({ length: Math.max(amendments.length, others.length) }, (_, at): Twice[] => {
		const [one, other] = [amendments[at], others[at]];
		return [
			[`brief.amendments[${at}].at`, moment(one?.at), moment(other?.at)],
			[`brief.amendments[${at}].reason`, one?.reason, other?.reason],
			[`brief.amendments[${at}].results`, one?.results, other?.results]
		];
	}).flat();
}

/** What the brief says of itself and what its analysis says: they are of one pilot, plan and moment, and told to one reader. */
export function saidTwice({ brief, analysis }: BriefFile): Twice[] {
	const { pilot, evidence } = brief;
	const { rule } = analysis;
	return [
		['brief.small_groups', brief.small_groups, analysis.small_groups],
		['brief.pilot.id', pilot.id, analysis.pilot.id],
		['brief.pilot.number', numberInWords(pilot.number), analysis.pilot.number],
		['brief.pilot.title', pilot.title, analysis.pilot.title],
		['brief.pilot.question', pilot.question, rule.question],
		['brief.pilot.stop_rule', pilot.stop_rule, rule.stop_rule],
		['brief.pilot.launched_at', moment(pilot.launched_at), moment(analysis.pilot.launched_at)],
		['brief.pilot.cycle_end', pilot.cycle_end, analysis.cycle.end],
		['brief.evidence.fingerprint', evidence.fingerprint, analysis.fingerprint],
		['brief.evidence.computed_at', moment(evidence.computed_at), moment(analysis.computed_at)],
		['brief.evidence.permitted', evidence.permitted.join(', '), analysis.permitted.join(', ')],
		...planTwice(brief, analysis),
		...amendmentsTwice(brief, analysis)
	];
}

const rounded = (value: number | null, round: (value: number) => number) =>
	value === null ? null : round(value);

/** What the brief reckons from figures that stand beside it: what scaling would take, and what would not be spent any more. */
export function reckoned({ brief: { pilot, sites, scaling, sunset } }: BriefFile): Twice[] {
	const found: Twice[] = [];
	if (scaling && Array.isArray(scaling.sites)) {
		const [tried, left] = [sites.length, scaling.sites.length];
		const inProportion = (of: number | null) => (of === null ? null : (of * left) / tried);
		found.push(
			['brief.scaling.sites_tried', number(scaling.sites_tried), tried],
			['brief.scaling.sites_left', number(scaling.sites_left), left],
			['brief.scaling.people', number(scaling.people), rounded(inProportion(pilot.people), Math.round)],
			['brief.scaling.licences', number(scaling.licences), rounded(inProportion(pilot.people), Math.ceil)],
			[
				'brief.scaling.yearly',
				number(scaling.yearly),
				rounded(inProportion(pilot.budget_yearly), Math.round)
			],
			['brief.scaling.once', number(scaling.once), rounded(inProportion(pilot.budget_once), Math.round)]
		);
	}
	const avoided = (sunset?.avoided ?? {}) as Record<string, unknown>;
	// A school year has 36 weeks.
	if (number(avoided.hours_from) !== null)
		found.push(['brief.sunset.avoided.hours', number(avoided.hours), 36 * number(avoided.hours_from)!]);
	if (avoided.budget_from === 'budget')
		found.push(['brief.sunset.avoided.budget', number(avoided.budget), pilot.budget_yearly]);
	return found;
}
