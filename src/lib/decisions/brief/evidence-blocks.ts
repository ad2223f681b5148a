import type { Analysis, OutcomeResult } from '#lib/evidence/analysis.ts';
import { breakdownOf } from '#lib/evidence/breakdown.ts';
import { headline } from '#lib/evidence/feedback/told-words.ts';
import { decimalsOf, differenceText } from '#lib/evidence/figures.ts';
import { isJudged } from '#lib/evidence/terms.ts';
import { WITHHELD } from '#lib/evidence/plot.ts';
import { fidelityWords, ratedAs, verdictOfSecond } from '#lib/evidence/report-words.ts';
import { worthOf } from '#lib/evidence/worth.ts';
import { costSaid, minutesSaid, spentSaid, useSaid, type Said } from '#lib/evidence/worth-words.ts';
import { amountInWords, nameOf } from '#lib/pilots/forecast-words.ts';
import { compareForecasts } from '#lib/pilots/forecasts.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatMoney, UNKNOWN } from '#lib/ui/numbers.ts';
import { listed, outcomeWords } from '#lib/pilots/words.ts';
import { line, lines, sentence, type Block, type Line } from './block.ts';
import { asLogged } from './rows.ts';
import type { Brief, Content } from './brief-schema.ts';

const worthLine = ({ label, value, note }: Said): Line =>
	line(value === UNKNOWN ? `${label}: not known. ${note}` : `${label}: ${value}. ${note}`);

/** Use against plan, net minutes, and what it cost for what it gave. */
export function worthBlock({ evidence: { analysis }, pilot }: Content): Block {
	const worth = analysis?.outcomes ? worthOf(analysis.outcomes) : null;
	const { budget_once: once, budget_yearly: yearly, payer } = pilot;
	const budget =
		once === null && yearly === null
			? 'No budget is on record.'
			: `Budget: ${formatMoney(once)} once, ${formatMoney(yearly)} a year${payer ? `, paid by ${payer}` : ''}.`;
	return {
		key: 'worth',
		heading: 'Use, time and cost',
		lines: lines(
			...(worth
				? [
						worth.minutes && worthLine(minutesSaid(worth.minutes)),
						worth.cost && worthLine(costSaid(worth.cost)),
						worth.cost && worthLine(spentSaid(worth.cost)),
						...worth.use.map((one) => worthLine(useSaid(one)))
					]
				: ['Neither use, time nor cost is on record as measured.']),
			budget
		)
	};
}

/** What the evaluator concluded, and who looked at it a second time. */
export function evaluatorBlock({ evaluation }: Content): Block {
	const heading = 'What the evaluator says';
	if (!evaluation)
		return {
			key: 'evaluator',
			heading,
			lines: lines('No evaluation is on record: it is decided on what there is.')
		};
	const { recommendation, summary, report, by, at, opinions, asked } = evaluation;
	const words = outcomeWords[recommendation];
	return {
		key: 'evaluator',
		heading,
		lines: lines(
			{
				text: sentence(summary),
				mark: { tone: words.tone, label: `Recommends ${words.label.toLowerCase()}` },
				elsewhere: true
			},
			...opinions.map(({ verdict, remarks, by: second }) => ({
				text: `${second} ${verdictOfSecond[verdict].did}${remarks ? `: ${sentence(remarks)}` : '.'}`,
				mark: { tone: verdictOfSecond[verdict].tone, label: 'Second opinion' },
				elsewhere: true
			})),
			asked.length > 0 && `${listed(asked)} has not given the second opinion yet.`,
			report && { text: sentence(report.reasons), elsewhere: true },
			report && {
				text: `${fidelityWords[report.fidelity].sentence} ${sentence(report.fidelity_note)}`.trim(),
				elsewhere: true
			},
			report && { text: factors(report), elsewhere: true },
			{ text: `${by}, ${formatDate(at)}.`, elsewhere: true }
		)
	};
}

/** What helped and what hindered, in two sentences. */
function factors(report: NonNullable<NonNullable<Content['evaluation']>['report']>): string {
	const rated = (wanted: 'helped' | 'hindered') =>
		ratedAs(report.factors as Parameters<typeof ratedAs>[0], wanted);
	return [
		rated('helped').length > 0 && `Helped: ${listed(rated('helped'))}.`,
		rated('hindered').length > 0 && `Hindered: ${listed(rated('hindered'))}.`
	]
		.filter(Boolean)
		.join(' ');
}

const effectOf = (outcome: OutcomeResult, effect: { estimate: number | null } & object) =>
	effect.estimate === null
		? WITHHELD
		: differenceText(outcome.goal, effect.estimate, {
				decimals: decimalsOf(outcome.goal, outcome.effect),
				signed: true
			});

function strataLine(outcome: OutcomeResult): Line | null {
	const parts = (outcome.strata ?? []).map(
		({ stratum, effect }) => `${stratum} ${effect ? effectOf(outcome, effect) : 'nothing to compare'}`
	);
	return parts.length > 0 ? line(`${outcome.goal.name}: ${parts.join('; ')}.`) : null;
}

function subgroupLine(
	outcome: OutcomeResult,
	{ content, everything }: Pick<Brief, 'content' | 'everything'>
): Line | null {
	const { plan, evidence } = content;
	if (!plan || evidence.subgroups.length === 0) return null;
	const rows = evidence.subgroups.map(asLogged);
	const found = breakdownOf({ goal: outcome.goal, plan, rows, everything }, 'subgroup');
	const parts = (found?.parts ?? []).map(
		({ label, state, effect }) =>
			`${label} ${effect ? effectOf(outcome, effect) : state === 'withheld' ? WITHHELD : 'nothing to compare'}`
	);
	return parts.length > 0 ? line(`${outcome.goal.name} by subgroup: ${parts.join('; ')}.`) : null;
}

/** Whether all groups were served alike: effects within strata and subgroups of judged outcomes. */
export function groupsBlock(told: Pick<Brief, 'content' | 'everything'>): Block {
	const { analysis } = told.content.evidence;
	const judged = (analysis?.outcomes ?? []).filter(({ goal }) => isJudged(goal));
	const found = lines(...judged.flatMap((outcome) => [strataLine(outcome), subgroupLine(outcome, told)]));
	return {
		key: 'groups',
		heading: 'Groups within',
		lines:
			found.length > 0
				? found
				: lines(
						'No results of grades or subgroups are on record, so nobody can say whether it served all alike.'
					)
	};
}

export function educatorsBlock({ educators }: Content): Block {
	return {
		key: 'educators',
		heading: educators ? `Educators, ${educators.period}` : 'Educators',
		lines: lines(educators ? headline(educators.results) : 'What educators say of it is not on record.')
	};
}

const measured = (analysis: Analysis | null, at: string | null) =>
	(analysis?.outcomes ?? [])
		.filter(({ goal, effect }) => isJudged(goal) && effect?.estimate != null)
		.map(({ goal, effect }) => ({
			metric_id: goal.metricId,
			metric: goal.name,
			unit: goal.unit,
			estimate: effect!.estimate!,
			low: effect!.low,
			high: effect!.high,
			at: at ?? ''
		}));

/** What people expected before the launch, beside what came. */
export function forecastsBlock({ forecasts, evidence: { analysis, computed_at } }: Content): Block {
	const running = analysis?.early?.running ?? false;
	const compared = compareForecasts({
		rows: forecasts,
		measured: running ? [] : measured(analysis, computed_at)
	});
	const goals = (analysis?.outcomes ?? []).map(({ goal }) => ({ ...goal, metric_id: goal.metricId }));
	const amount = (one: Parameters<typeof amountInWords>[1]) => amountInWords({ goals: goals as never }, one);
	return {
		key: 'forecasts',
		heading: 'Forecast, and what came',
		lines:
			compared.length > 0
				? compared.map(({ about, metric, metricId, first, actual }) => ({
						text: `${nameOf({ about, metric })}: ${amount({ ...first, about, metric_id: metricId })} expected, ${
							actual
								? amount({ about, metric_id: metricId, amount: actual.amount, words: actual.words })
								: 'not known yet'
						}.`,
						elsewhere: true
					}))
				: lines('Nobody said beforehand what they expected.')
	};
}
