import { inWords } from '#lib/pilots/criterion-words.ts';
import { designWords } from '#lib/pilots/plan-words.ts';
import { listed, outcomeWords } from '#lib/pilots/words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { line, lines, sentence, type Block, type Line } from './block.ts';
import type { Content } from './brief-schema.ts';
import { contractLines, scalingLines, sunsetLines } from './taking-words.ts';

type Asked = Content['criteria'][number];

const asked = (criteria: readonly Asked[], act: Asked['act']) => criteria.filter((one) => one.act === act);

function unmet(one: Asked, label: string): Line {
	const words = inWords(one);
	return line(`${words.label}. ${sentence(words.detail)}`, { tone: one.required ? 'bad' : 'caution', label });
}

/** What the district asks before a pilot is scaled or extended: what is not met first. */
export function gatesBlock({ criteria }: Content): Block {
	const [scale, extend] = [asked(criteria, 'scale'), asked(criteria, 'extend')];
	// What holds both is said once.
	const both = (one: Asked, of: Asked[]) =>
		of.some(({ criterion, met }) => criterion === one.criterion && met === one.met);
	const open = [
		...scale
			.filter(({ met }) => !met)
			.map((one) => unmet(one, both(one, extend) ? 'Not met' : 'Not met, to scale')),
		...extend.filter((one) => !one.met && !both(one, scale)).map((one) => unmet(one, 'Not met, to extend'))
	];
	const met = [
		...scale,
		...extend.filter((one) => !scale.some(({ criterion }) => criterion === one.criterion))
	].filter((one) => one.met);
	return {
		key: 'gates',
		heading: 'What is asked to scale or extend it',
		lines: lines(
			...open,
			met.length > 0 &&
				(open.length === 0
					? 'All of it is met.'
					: `Met: ${met.map((one) => inWords(one).label.toLowerCase()).join(', ')}.`),
			criteria.length === 0 && 'Nothing that is asked is on record.'
		)
	};
}

const states: Record<Content['conditions'][number]['state'], { tone: Tone; label: string }> = {
	open: { tone: 'neutral', label: 'Open' },
	reported: { tone: 'info', label: 'Reported' },
	met: { tone: 'good', label: 'Met' },
	lifted: { tone: 'neutral', label: 'Lifted' }
};

/** What earlier decisions ask for; what is overdue first. */
export function conditionsBlock({ conditions }: Content): Block {
	const place = ({ overdue, state }: Content['conditions'][number]) =>
		overdue ? 0 : state === 'open' || state === 'reported' ? 1 : 2;
	return {
		key: 'conditions',
		heading: 'Conditions of earlier decisions',
		lines:
			conditions.length > 0
				? conditions
						.toSorted((a, b) => place(a) - place(b))
						.map(({ words, owner, due_on, state, overdue }) =>
							line(
								`${sentence(words)} ${owner}, by ${formatDate(due_on)}.`,
								overdue ? { tone: 'bad', label: 'Overdue' } : states[state]
							)
						)
				: lines('None is on record.')
	};
}

export function decisionsBlock({ decisions }: Content): Block {
	return {
		key: 'decisions',
		heading: 'Decided before',
		lines:
			decisions.length > 0
				? decisions.map(({ outcome, rationale, at, by, within_permitted: within }) => ({
						text: `${formatDate(at)}, ${by}${within ? '' : ', against what the evidence permitted'}: ${sentence(rationale)}`,
						mark: { tone: outcomeWords[outcome].tone, label: outcomeWords[outcome].label },
						elsewhere: true
					}))
				: lines('The cabinet has not decided on it before.')
	};
}

const orNot = (found: Line[]) => (found.length > 0 ? found : lines('Not on record.'));

export const scalingBlock = ({ scaling }: Content): Block => ({
	key: 'scaling',
	heading: 'What scaling would take',
	lines: orNot(scalingLines(scaling))
});

export const sunsetBlock = ({ sunset }: Content): Block => ({
	key: 'sunset',
	heading: 'What sunsetting would take',
	lines: orNot(sunsetLines(sunset))
});

export const contractBlock = ({ contract }: Content): Block => ({
	key: 'contract',
	heading: 'Contract and families',
	// It has a page of its own.
	lines: orNot(contractLines(contract)).map((one) => ({ ...one, elsewhere: true }))
});

/** How it was to be measured and by whom, where, and what was changed since. */
export function planBlock({ plan, amendments, sites, team, assignments, objectives, pilot }: Content): Block {
	const sizes = plan
		? [
				plan.groups_per_arm && formatCount(plan.groups_per_arm, 'group'),
				plan.people_per_arm && formatCount(plan.people_per_arm, 'person', 'people')
			].filter((part) => typeof part === 'string')
		: [];
	const named = (role: string) =>
		listed(assignments.filter((one) => one.role === role).map(({ name }) => name));
	const lead = team.find(({ role }) => role === 'lead')?.name;
	const scope = [
		pilot.classes !== null && formatCount(pilot.classes, 'class', 'classes'),
		pilot.people !== null && formatCount(pilot.people, 'person', 'people')
	].filter((part) => typeof part === 'string');
	return {
		key: 'plan',
		heading: 'Plan and people',
		lines: lines(
			plan
				? `${designWords[plan.design].label}${sizes.length > 0 ? `, ${listed(sizes)} in each arm` : ''}; ${plan.outcome_period} counts${
						plan.locked_at ? `; locked ${formatDate(plan.locked_at)}` : ', not locked'
					}.`
				: 'No measurement plan is on record.',
			...amendments.map(({ at, by, reason, results }) =>
				line(`${formatDate(at)}, ${by}, with ${formatCount(results, 'result')} known: ${sentence(reason)}`, {
					tone: 'caution',
					label: 'Amended'
				})
			),
			{
				text: `${listed(sites) || 'No site'}${scope.length > 0 ? `: ${listed(scope)}` : ''}.`,
				elsewhere: true
			},
			{
				text: `Team of ${team.length}${lead ? `, led by ${lead}` : ''}; sponsor ${named('sponsor') || 'not named'}; evaluator ${named('evaluator') || 'not named'}.`,
				elsewhere: true
			},
			objectives.length > 0 && {
				text: `Serves ${objectives.map(({ code, title }) => `${code} ${title}`).join('; ')}.`,
				elsewhere: true
			},
			pilot.launched_at !== null && {
				text: `Launched ${formatDate(pilot.launched_at)}${pilot.cycle_end ? `, cycle until ${formatDate(pilot.cycle_end)}` : ''}.`,
				elsewhere: true
			}
		)
	};
}
