import { differenceInWords } from '#lib/pilots/goal-words.ts';
import { capital, listed } from '#lib/pilots/words.ts';
import { formatCount, formatNumber, formatPercent } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { Change, Layout } from './plan-power.ts';
import type { PlanTells } from './plan-tells.ts';
import { plannedInWords, unitsInWords } from './unit-words.ts';

/** Said here once more, so that a page brings no statistics along. */
const MEDIAN = 'the median published effect in education is 0.10 sd';

const small = [
	'',
	'one',
	'two',
	'three',
	'four',
	'five',
	'six',
	'seven',
	'eight',
	'nine',
	'ten',
	'eleven',
	'twelve'
];
const tens: Record<number, string> = { 20: 'twenty', 30: 'thirty', 40: 'forty', 50: 'fifty' };

/** 'eight', 'forty', '126': counts as a sentence says them. */
export function manyInWords(count: number): string {
	return small[count] || tens[count] || formatNumber(count);
}

/** '0.44': a forecast has no more than two decimals. */
export const sdInWords = (effect: number) => formatNumber(effect, { decimals: 2 });

/** 'a pretest that explains 60%'. */
export const explainsInWords = (r2: number) => `a pretest that explains ${formatPercent(r2)}`;

/** 'eight classes of 25', '240 students'. */
export function unitsOf({ unit, size, nested }: Layout, units: number): string {
	const many = `${manyInWords(units)} ${unitsInWords[unit]}`;
	return nested ? `${many} of ${formatNumber(size, { decimals: 0 })}` : many;
}

/** What a plan can ever find, in one sentence; or why that is not known. */
export function powerInWords(tells: PlanTells): string {
	const { layout, effect, larger, open, pretest } = tells;
	if (open === 'no design') return 'Choose a design, and here stands what it can ever tell.';
	if (open === 'no comparison')
		return 'Without a comparison this plan can show a change, and never what caused it: no number of people mends that.';
	if (!layout || open === 'no numbers')
		return 'Say what is put into a side, what is analysed, and how many there are on each side: what the plan can find follows from that.';
	if (effect === null)
		return `With ${unitsOf(layout, layout.units)} nothing can be found: the pilot cannot be told from the ${layout.unit} that it happens in. At least two ${unitsInWords[layout.unit]} are needed on each side.`;
	const other = pretest ? tells.without : tells.withPretest;
	const beside =
		other === null
			? ''
			: pretest
				? ` with ${explainsInWords(tells.r2)} (${sdInWords(other)} without it)`
				: ` (${sdInWords(other)} with ${explainsInWords(tells.r2)})`;
	const more = larger ? `; ${manyInWords(larger.units)} detect ${sdInWords(larger.effect)}` : '';
	const whole = !layout.nested && (layout.unit === 'class' || layout.unit === 'school');
	const known = whole ? '' : `; ${MEDIAN}`;
	const spread = whole ? ` of ${layout.unit} means` : '';
	return `${capital(unitsOf(layout, layout.units))} detect ${sdInWords(effect)} sd${spread} at 80% power${beside}${more}${known}.`;
}

/** The same in the primary outcome's own unit, against what matters. */
export function enoughInWords({ open, goal, detectable, effect }: PlanTells): {
	tone: Tone;
	title: string;
	detail: string;
} {
	if (open === 'no comparison') {
		return {
			tone: 'info',
			title: 'This plan can show a change, not its cause',
			detail: 'The decision will rest on use, workload, cost and harm, and on the change for what it is.'
		};
	}
	if (open === 'too few') {
		return {
			tone: 'caution',
			title: 'This plan can find nothing',
			detail: 'One group on a side is no comparison.'
		};
	}
	if (detectable === null || !goal) {
		const missing = !goal
			? 'a primary outcome'
			: effect === null
				? 'how many there are'
				: 'the expected spread of the primary outcome';
		return {
			tone: 'neutral',
			title: 'Whether that is enough is not known yet',
			detail: `It follows from ${missing}.`
		};
	}
	const seen = `change of ${differenceInWords(goal, Number(detectable.toPrecision(2)))} or more in ${goal.name} will be seen four times out of five`;
	if (goal.minimum === null) {
		return {
			tone: 'neutral',
			title: 'Whether that is enough is not known yet',
			detail: `A ${seen}. Say which change would matter.`
		};
	}
	const matters = differenceInWords(goal, goal.minimum);
	return detectable <= goal.minimum
		? {
				tone: 'good',
				title: 'This plan can tell',
				detail: `A ${seen}, and what matters starts at ${matters}.`
			}
		: {
				tone: 'caution',
				title: 'This plan may miss what matters',
				detail: `Only a ${seen}, and what matters starts at ${matters} already.`
			};
}

/** What a plan can judge, whatever it can find of the primary outcome. */
export function judgesInWords({ used, staff, guardrails, open }: PlanTells): string[] {
	const named = (names: string[]) => (names.length > 0 ? `: ${listed(names)}` : '');
	return [
		`Use: whether people use it as intended, how often, and who does not${named(used)}.`,
		`Workload: what it costs or saves those who work with it${named(staff)}.`,
		`Harm: whether something that must not suffer does${guardrails.length > 0 ? named(guardrails) : '; name a guardrail, and its limit decides'}.`,
		open === 'no comparison'
			? 'Direction: which way things went since before, with an interval, and not why.'
			: 'Direction: which way the difference points, with an interval, even where its size stays unsure.'
	];
}

/** What would change what the plan can find, and what it would find then. */
export function changeInWords(change: Change, { unit }: Layout): string {
	const finds = `detects ${sdInWords(change.effect)} sd`;
	switch (change.key) {
		case 'units for':
			return `${capital(manyInWords(change.perArm))} ${unitsInWords[unit]} on each side: ${finds}, ${change.aim === 'median' ? 'the median published effect' : 'which is what matters'}.`;
		case 'pretest':
			return `${capital(explainsInWords(change.r2))}: ${finds}.`;
		case 'units':
			return `Twice as many, ${manyInWords(change.perArm)} ${unitsInWords[unit]} on each side: ${finds}.`;
		case 'people':
			return `Twice as many people in each ${unit}, ${formatNumber(change.size, { decimals: 0 })}: ${finds}. More groups bring more.`;
		case 'one by one':
			return `The same ${formatNumber(change.people)} people put into a side one by one, where that is possible: ${finds}.`;
	}
}

/** What a plan names, for its list of facts. */
export function namedInWords(tells: PlanTells): { label: string; value: string | null }[] {
	const { layout, period, strata, people, groups, counted } = tells;
	const size =
		counted && layout
			? plannedInWords({
					assignment_unit: layout.unit,
					analysis_unit: counted,
					groups_per_arm: groups,
					people_per_arm: people
				})
			: null;
	const some = [
		groups !== null ? formatCount(groups, 'group') : '',
		people !== null ? formatCount(people, 'person', 'people') : ''
	].filter(Boolean);
	const icc = layout?.nested
		? `${formatNumber(layout.icc)}${layout.iccPlanned ? '' : ', the customary one, as none is planned'}`
		: null;
	return [
		{ label: 'Period that counts', value: period || null },
		{ label: 'On each side', value: size ?? (some.length > 0 ? listed(some) : null) },
		{ label: 'Compared within', value: strata.length > 0 ? listed(strata) : 'Nothing: all together' },
		...(icc ? [{ label: 'Likeness in a group (ICC)', value: icc }] : [])
	];
}
