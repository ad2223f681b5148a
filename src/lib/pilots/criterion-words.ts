/** What each criterion of a gate asks, and why it is met or not, from the facts that the database gives. */
import { familyLabel } from './family-kinds.ts';
import type { MetCriterion } from './pilot.ts';
import { designWords, type Design } from './plan-words.ts';
import type { RiskQuestion } from './risk.ts';
import { riskWords } from './risk-words.ts';
import { either, listed, tierWords, type Tier } from './words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatMoney } from '#lib/ui/numbers.ts';
import { decisionCriteria } from './decision-criteria.ts';
import { runbookCriteria } from './runbook-criteria.ts';
import { agreementsInWords, toolsInWords } from './tool-criteria.ts';
import { wavesInWords } from './wave-verbs.ts';

type Facts = Record<string, unknown>;
type Words = { label: string; say: (facts: Facts, met: boolean) => string };

const written = (there: string, missing: string) => (_: Facts, met: boolean) => (met ? there : missing);
const names = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
const things = (value: unknown) => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);
const name = (value: unknown) => (typeof value === 'string' ? value : 'Somebody');
const number = (value: unknown) => (typeof value === 'number' ? value : 0);

function dated(value: unknown, there: (day: string) => string, missing: string): string {
	return typeof value === 'string' ? there(formatDate(value)) : missing;
}

function alike(close: number): string {
	return close === 0
		? 'None is known that is very much like it.'
		: `What is different from ${formatCount(close, 'pilot', 'pilots')} like it is said.`;
}

export const criterionWords: Record<string, Words> = {
	...decisionCriteria,
	waves: { label: 'The waves', say: wavesInWords },
	problem: {
		label: 'The problem, before any tool',
		say: written('Written down.', 'Say what happens today and what it costs.')
	},
	who_affected: {
		label: 'Who is affected',
		say: written('Written down.', 'Say whom the problem touches, and about how many.')
	},
	benefit: {
		label: 'The expected benefit',
		say: written('Written down.', 'Say what would be better, and for whom.')
	},
	how_we_know: {
		label: 'How we would know',
		say: written('Written down.', 'Say in words what you would look at.')
	},
	objective: {
		label: 'An objective of the strategy',
		say: ({ count }, met) =>
			met ? `Serves ${formatCount(number(count), 'objective')}.` : 'Choose at least one objective.'
	},
	site: {
		label: 'A place where it runs',
		say: ({ count }, met) =>
			met ? `Runs at ${formatCount(number(count), 'site')}.` : 'Choose at least one site.'
	},
	lookalikes: {
		label: 'Pilots like this one',
		say: ({ close, open }, met) =>
			met
				? alike(number(close))
				: `Say what is different from ${formatCount(number(open), 'pilot that is', 'pilots that are')} very much like it.`
	},
	duplicates: {
		label: 'Duplicates explained',
		say: ({ close, open, signed }, met) => {
			if (met && !signed) return alike(number(close));
			const missing = number(open);
			const without = `Its team has not said what is different from ${formatCount(missing, 'pilot that is', 'pilots that are')} very much like it.`;
			return missing > 0
				? without
				: 'Where it overlaps with another pilot, the proposal says why both are worth it.';
		}
	},
	sponsor: {
		label: 'A sponsor',
		say: (facts, met) =>
			met
				? `${name(facts.name)} sponsors it.`
				: 'Nobody sponsors it yet. A member of the cabinet who is not on its team can.'
	},
	evaluator: {
		label: 'An evaluator',
		say: (facts, met) =>
			met
				? `${name(facts.name)} evaluates it.`
				: 'Nobody evaluates it yet. Research and assessment names one from outside the team.'
	},
	risk_tier: {
		label: 'The risk tier',
		say: ({ tier, computed, reason, unanswered, uses }, met) => {
			const led = computed ? `The answers lead to ${tierWords[computed as Tier].label.toLowerCase()}.` : '';
			const set = tierWords[tier as Tier]?.label;
			const open = names(unanswered).map((key) => riskWords[key as RiskQuestion]?.short.toLowerCase() ?? key);
			const asks = open.length > 0 ? `Not answered yet: ${listed(open)}.` : '';
			if (!set)
				return (
					[led, asks, led && !asks ? 'The AI office confirms it.' : ''].filter(Boolean).join(' ') ||
					'The questions on students and data are not all answered.'
				);
			if (!met)
				return `${set} is confirmed, and not every question is answered: answer them, or give a reason. ${asks}`;
			const presumed =
				names(uses).length > 0 ? ` Its use is presumed high-impact: ${listed(names(uses))}.` : '';
			return computed === tier
				? `${set}.${presumed}${reason ? ` Reason given: “${reason}”` : ''}`
				: `${set}. ${led || 'Not all questions are answered.'}${presumed} Set otherwise: “${reason}”`;
		}
	},
	principles: {
		label: 'The guiding principles',
		say: ({ asked, missing, marks }, met) => {
			if (number(asked) === 0) return 'None is asked of this pilot.';
			const open = things(missing).map(({ code, title }) => `${code} ${title}`);
			if (!met) return `Not answered yet: ${listed(open)}.`;
			const marked = Object.entries((marks ?? {}) as Record<string, number>);
			const said = marked.map(([mark, times]) => `${times} ${mark}`);
			return `${formatCount(number(asked), 'principle')} answered${said.length > 0 ? `; marked ${listed(said)}` : ''}.`;
		}
	},
	policies: {
		label: 'The policies that bind the team',
		say: ({ policies, titles, people }, met) => {
			if (number(policies) === 0) return 'No policy is in force for it.';
			return met
				? 'Everyone on the team acknowledged what is for them.'
				: `Not acknowledged yet: ${listed(names(titles))}, by ${listed(names(people))}.`;
		}
	},
	template: {
		label: 'A template that is required',
		say: ({ names: offered }, met) =>
			met
				? 'Begun with it.'
				: `Use ${either(names(offered).map((one) => `“${one}”`)) || 'one of the templates'}: what you wrote stays.`
	},
	numbers: {
		label: 'Expected numbers',
		say: ({ classes, people }, met) =>
			met
				? `${formatCount(number(classes), 'class or group', 'classes or groups')}, ${formatCount(number(people), 'person', 'people')}.`
				: 'Say about how many classes and people take part.'
	},
	resources: {
		label: 'Who pays, and staff time',
		say: ({ payer, hours }, met) =>
			met
				? `${name(payer)} pays; ${formatCount(number(hours), 'hour')} of staff time a week.`
				: 'Say who pays, and how many hours a week it asks of staff.'
	},
	families: {
		label: 'Families',
		say: ({ asked, signed }, met) => {
			// Gates that were passed before each kind was settled for itself.
			if (!Array.isArray(asked))
				return 'Families have notice, consent is in hand where it is needed, and whoever opts out has something else to do.';
			const kinds = asked as { kind: string; state: string; date?: string }[];
			const open = kinds
				.filter(({ state }) => state !== 'done')
				.map(({ kind }) => familyLabel(kind).toLowerCase());
			if (met && signed && open.length > 0) return 'Signed for before it was settled one by one.';
			if (met)
				return kinds.length === 0
					? 'The district asks for nothing at this tier.'
					: `Settled: ${listed(kinds.map(({ kind, date }) => `${familyLabel(kind).toLowerCase()}${date ? ` (${formatDate(date)})` : ''}`))}.`;
			return `Not settled yet: ${listed(open)}.`;
		}
	},
	residual_risk: {
		label: 'The risk that is left',
		say: ({ level, by, open }, met) => {
			if (!met) return 'Its sponsor, the AI office or a reviewer says how much risk is left, and why.';
			const undone = number(open);
			return `${tierWords[level as Tier]?.label ?? 'Judged'}, says ${name(by)}.${undone > 0 ? ` ${formatCount(undone, 'mitigation is', 'mitigations are')} still open.` : ''}`;
		}
	},
	forecast: {
		label: 'A forecast of value, cost and effect',
		say: ({ missing }, met) =>
			met
				? 'Made, and kept to be compared with what comes of it.'
				: `Not forecast yet: ${listed(names(missing))}.`
	},
	tools: { label: 'The tools are approved', say: toolsInWords },
	data_agreement: { label: 'The student-data agreement', say: agreementsInWords },
	findings: {
		label: 'No blocking finding open',
		say: ({ blocking, major, minor }, met) => {
			const held = Array.isArray(blocking) ? (blocking as { title?: unknown; answered?: unknown }[]) : [];
			const others = [
				[number(major), 'major'],
				[number(minor), 'minor']
			] as const;
			const beside = others.filter(([many]) => many > 0).map(([many, word]) => `${many} ${word}`);
			const open = beside.length > 0 ? ` Open beside: ${listed(beside)}.` : '';
			if (held.length === 0)
				return met
					? `None is open.${open}`
					: 'Reviewers raise what they find, and close it once it is settled.';
			const said = held
				.slice(0, 3)
				.map(({ title, answered }) => `“${title}”${answered ? ' (answered)' : ''}`);
			const more = held.length > 3 ? ` and ${held.length - 3} more` : '';
			return `Still to be closed: ${more ? said.join(', ') : listed(said)}${more}.${open}`;
		}
	},
	reviews: {
		label: 'The reviews of its risk tier',
		say: ({ signed, missing, refused }, met) => {
			if (met) return `Signed: ${listed(names(signed))}.`;
			const parts = [
				['Refused', names(refused)],
				['Waiting for', names(missing)],
				['Signed', names(signed)]
			] as const;
			const said = parts
				.filter(([, list]) => list.length > 0)
				.map(([word, list]) => `${word}: ${listed(list)}.`);
			return said.join(' ') || 'Triage asks for them.';
		}
	},
	training: {
		label: 'The team’s training',
		say: ({ tier, people, modules, lacking }) => {
			// Signed for, before it ticked itself.
			if (typeof modules !== 'number') return 'Everyone who runs the pilot has done the training for it.';
			if (modules === 0) return 'The district asks for no training yet.';
			const said = (Array.isArray(lacking) ? lacking : []).map(
				(one: { name: string; modules: unknown }) => `${one.name} lacks ${listed(names(one.modules))}`
			);
			if (said.length > 0) return `${said.join('; ')}.`;
			return `Everyone on the team (${number(people)}) has the ${formatCount(modules, 'module')} of tier ${number(tier)}.`;
		}
	},
	plan: {
		label: 'A measurement plan',
		say: ({ design, outcome_period }, met) => {
			if (!design) return 'There is no plan yet.';
			const chosen = `${designWords[design as Design].label}, counted in ${outcome_period}.`;
			return met ? chosen : `${chosen} How many groups and people each side has is missing.`;
		}
	},
	primary_outcome: {
		label: 'A primary outcome with a target',
		say: written(
			'Chosen, with what would count as enough.',
			'Choose the one figure that the decision rests on, with a target or the smallest change that matters.'
		)
	},
	decision_question: {
		label: 'The decision that it will answer',
		say: written('Written down.', 'Say what the cabinet should be able to decide at the end.')
	},
	stop_rule: {
		label: 'A stop rule',
		say: written('Written down.', 'Say what would end the pilot before its time.')
	},
	budget: {
		label: 'A budget',
		say: ({ once, yearly }, met) =>
			met
				? `${formatMoney(number(once))} once, ${formatMoney(number(yearly))} a year.`
				: 'Say what it costs once and by year; nothing is $0.'
	},
	cycle_end: {
		label: 'The end of the cycle',
		say: ({ date }, met) =>
			dated(
				date,
				(day) => (met ? `Ends on ${day}.` : `${day} is past: choose a later day.`),
				'Say when the experiment ends.'
			)
	},
	evaluation: {
		label: 'The evaluation of this cycle',
		say: ({ submitted_at }) =>
			dated(submitted_at, (day) => `Submitted on ${day}.`, 'The evaluator has not submitted it yet.')
	},
	outcome_rows: {
		label: 'Accepted results of the primary outcome',
		say: ({ period, rows }, met) => {
			const when = period ? ` for ${period}` : '';
			return met
				? `${formatCount(number(rows), 'accepted row')}${when}.`
				: `No result${when} is logged and accepted yet.`;
		}
	},
	guardrails: {
		label: 'Every guardrail has a result',
		say: ({ guardrails, missing }, met) => {
			if (!met) return `Without an accepted result: ${listed(names(missing))}.`;
			const count = number(guardrails);
			return count === 0 ? 'The plan has no guardrails.' : `${formatCount(count, 'guardrail')} answered.`;
		}
	},
	cycle_over: {
		label: 'The cycle is over',
		say: ({ date }, met) =>
			dated(
				date,
				(day) =>
					met ? `Ended on ${day}.` : `Ends on ${day}. Before that, a pilot can only be stopped early.`,
				'No end is set.'
			)
	},
	operating_owner: {
		label: 'Somebody who runs it from now on',
		say: (facts, met) => (met ? `${name(facts.name)}.` : 'Name the person or office.')
	},
	operating_budget: {
		label: 'A line in the budget',
		say: ({ line }, met) =>
			met ? `${typeof line === 'string' ? line : 'Named'}.` : 'Name the line that pays for it.'
	},
	next_review: {
		label: 'The next review',
		say: ({ date }, met) =>
			dated(
				date,
				(day) => (met ? `On ${day}.` : `${day} is past: choose a later day.`),
				'Say when it is looked at again.'
			)
	},
	...runbookCriteria,
	lesson: {
		label: 'The lesson',
		say: written(
			'Written down, for whoever tries next.',
			'Say what the district learnt, for whoever tries next.'
		)
	},
	wake_date: {
		label: 'The wake-up date',
		say: ({ date }, met) =>
			dated(
				date,
				(day) => (met ? `Wakes up on ${day}.` : `${day} is past: choose a later day.`),
				'Say when it is looked at again.'
			)
	},
	guardrails_held: {
		label: 'The guardrails held',
		say: ({ guardrails, read, current }, met) => {
			if (number(guardrails) === 0) return 'The plan sets none.';
			if (met) return 'All of them, by the latest results since it scales.';
			if (read === 'breached') return 'One is beyond its limit.';
			if (read === 'at risk') return 'One may be beyond its limit.';
			if (read === 'held' && current !== true)
				return 'Results came since they were last read: open the results since it scales.';
			return 'Log results of each guardrail since it scales.';
		}
	},
	monitoring: {
		label: 'A monitoring cycle',
		say: ({ every, date }, met) => {
			if (met)
				return dated(date, (day) => `Every ${number(every)} months, the first time on ${day}.`, 'Chosen.');
			if (number(every) > 0) return 'The day of its first review is past: choose a later one.';
			return 'Choose how often it is looked at after the adoption.';
		}
	}
};

type Said = Pick<MetCriterion, 'criterion' | 'met' | 'facts'> & Partial<Pick<MetCriterion, 'title'>>;

/** How a criterion is called: the district's own by its title, and a key without words as it is. */
export function labelOf({ criterion, title }: { criterion: string; title?: string | null }): string {
	return title ?? criterionWords[criterion]?.label ?? criterion.replace(/^own:/, '').replaceAll(/[_-]/g, ' ');
}

/** A list of criteria as `rpc/home` gives it: keys with spaces, and the district's own by their titles. */
export function labelsOf(list: string): string {
	const known = (key: string) => criterionWords[key]?.label;
	return list
		.split(', ')
		.map((name) => known(name.replaceAll(' ', '_')) ?? name)
		.join(', ');
}

/** The words of one criterion, and why it is met or not. */
export function inWords({ criterion, met, facts, title }: Said): { label: string; detail: string } {
	const label = labelOf({ criterion, title });
	const detail = criterionWords[criterion]?.say(facts, met) ?? '';
	return { label, detail };
}
