import type { Analysis, OutcomeResult } from '#lib/evidence/analysis.ts';
import type { Cell } from '#lib/evidence/cells.ts';
import {
	decimalsOf,
	differenceText,
	intervalText,
	levelBesideTarget,
	levelDecimalsOf,
	levelText
} from '#lib/evidence/figures.ts';
import { healthWords } from '#lib/evidence/health-words.ts';
import { WITHHELD } from '#lib/evidence/plot.ts';
import { recommendationWords } from '#lib/evidence/recommendation-words.ts';
import { verdictSentence, verdictWords } from '#lib/evidence/verdict-words.ts';
import { isBeside } from '#lib/evidence/worth.ts';
import type { GoalRole } from '#lib/pilots/plan-words.ts';
import { UNKNOWN } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { cut, type Block, type Line } from './block.ts';
import type { Brief } from './brief-schema.ts';
import {
	educatorsBlock,
	evaluatorBlock,
	forecastsBlock,
	groupsBlock,
	worthBlock
} from './evidence-blocks.ts';
import { fit } from './fit.ts';
import {
	conditionsBlock,
	contractBlock,
	decisionsBlock,
	gatesBlock,
	planBlock,
	scalingBlock,
	sunsetBlock
} from './record-blocks.ts';
import { reviewsBlock, risksBlock } from './risk-blocks.ts';

export type OutcomeRow = {
	id: string;
	name: string;
	role: GoalRole;
	better: 'higher' | 'lower';
	pilot: string;
	against: string;
	effect: string;
	interval: string;
	target: string;
	verdict: { label: string; tone: Tone };
	sentence: string;
};

/** Everything that the sheet shows, in words: drawn up on the server, so that the page brings no statistics along. */
export type Sheet = {
	question: string;
	stopRule: string;
	says: { title: string; reason: string } | null;
	/** Over what the pilot is held against. */
	against: 'Comparison' | 'Before';
	outcomes: OutcomeRow[];
	health: Line[];
	left: Block[];
	right: Block[];
	/** What the sheet had no room for. */
	appendix: Block[];
};

/** Printed lines between the table of outcomes and the foot, on the smaller of both papers; and what each of these takes of them. */
const ROOM = 54;
const ROWS = 6;
const perRow = 2.1;
const perText = 1 / 105;

const unknownOr = (withheld: boolean | undefined, text: string) => (withheld ? WITHHELD : text);

/** A level as the table of the evidence page tells it; beside its target never rounded to the side on which it isn't. */
function cellText({ goal, effect }: OutcomeResult, cell: Cell | null, bound: number | null): string {
	if (!cell) return UNKNOWN;
	if (cell.withheld) return WITHHELD;
	if (cell.end) return cell.end;
	const decimals = levelDecimalsOf(goal, effect);
	const level =
		bound === null || cell.level === null
			? levelText(goal, cell.level, decimals)
			: levelBesideTarget(goal, cell.level, bound, decimals);
	return cell.coarse ? `about ${level}` : level;
}

function rowOf(outcome: OutcomeResult, period: string | null): OutcomeRow {
	const { goal, effect, arms, verdict, target } = outcome;
	const decimals = decimalsOf(goal, effect);
	const other =
		effect?.against === 'baseline' || !arms.comparison.outcome
			? arms.pilot.baseline
			: arms.comparison.outcome;
	const wanted = goal.role === 'guardrail' ? goal.limit : (goal.target ?? goal.minimumEffect);
	const level =
		goal.role === 'guardrail' ? goal.kind === 'count' || goal.kind === 'total' : goal.target !== null;
	const sign = goal.better === 'higher' ? '≥' : '≤';
	return {
		id: goal.id,
		name: goal.name,
		role: goal.role,
		better: goal.better,
		pilot: cellText(outcome, arms.pilot.outcome, level ? wanted : null),
		against: cellText(outcome, other, null),
		effect:
			effect?.estimate == null
				? unknownOr(effect !== null, UNKNOWN)
				: `${effect.coarse ? 'about ' : ''}${differenceText(goal, effect.estimate, { decimals, signed: true })}`,
		interval: effect?.low == null ? '' : intervalText(goal, effect.low, effect.high, decimals),
		target:
			wanted === null
				? UNKNOWN
				: level
					? `${sign} ${levelText(goal, wanted)}${target?.reached == null ? '' : target.reached ? ', met' : ', missed'}`
					: goal.role === 'guardrail'
						? `no worse by ${differenceText(goal, Math.abs(wanted))}`
						: `${differenceText(goal, wanted)} matters`,
		verdict: verdictWords[verdict.verdict],
		sentence: verdictSentence(outcome, period)
	};
}

function healthLines({ health, outcomes }: Analysis): Line[] {
	const goals = new Map(outcomes.map(({ goal }) => [goal.id, goal]));
	const doubts = health.flatMap((check) => {
		const goal = goals.get(check.goal);
		if (check.severity === 'information' || !goal) return [];
		const words = healthWords(check, goal);
		const invalid = check.severity === 'invalid';
		const mark = {
			tone: invalid ? ('bad' as const) : ('caution' as const),
			label: invalid ? 'Not valid' : 'Caution'
		};
		return [{ text: `${words.title} (${goal.name}). ${words.detail}`, mark, elsewhere: true }];
	});
	return doubts.length > 0 ? doubts : [{ text: 'Nothing speaks against trusting these figures.' }];
}

/** Draws up the sheet of a brief, and what goes onto its appendix. Pure. */
export function sheetOf(told: Pick<Brief, 'content' | 'everything'>): Sheet {
	const { content } = told;
	const { pilot, evidence } = content;
	// What was kept without outcomes is of a time before they were.
	const analysis = evidence.analysis?.outcomes ? evidence.analysis : null;
	const rows = (analysis?.outcomes ?? [])
		.filter((outcome) => !isBeside(outcome))
		.map((outcome) => rowOf(outcome, analysis!.period));
	const says = analysis ? recommendationWords(analysis) : null;
	const health = analysis ? healthLines(analysis) : [];
	const [shown, others] = [rows.slice(0, ROWS), rows.slice(ROWS)];
	const question = pilot.question || 'No question was written down.';
	const stopRule = pilot.stop_rule || 'none was written down';
	const text = [
		says?.reason ?? '',
		cut(question, 300),
		cut(stopRule, 240),
		...health.slice(0, 3).map(({ text }) => cut(text, 210))
	];
	const room =
		ROOM - shown.length * perRow - text.reduce((sum, one) => sum + Math.ceil(one.length * perText), 0);
	const left = fit(
		[
			worthBlock(content),
			contractBlock(content),
			evaluatorBlock(content),
			groupsBlock(told),
			educatorsBlock(content),
			forecastsBlock(content),
			planBlock(content)
		],
		room
	);
	const right = fit(
		[
			gatesBlock(content),
			risksBlock(content),
			reviewsBlock(content),
			conditionsBlock(content),
			scalingBlock(content),
			sunsetBlock(content),
			decisionsBlock(content)
		],
		room
	);
	const whole: Block[] = [
		...(question.length > 300 || stopRule.length > 240
			? [
					{
						key: 'question',
						heading: 'The question, whole',
						lines: [{ text: question }, { text: `Stop rule: ${stopRule}` }]
					}
				]
			: []),
		...(others.length > 0
			? [
					{
						key: 'outcomes',
						heading: 'Other outcomes',
						lines: others.map((row) => ({ text: `${row.name}: ${row.sentence}`, mark: row.verdict }))
					}
				]
			: []),
		...(health.length > 3
			? [{ key: 'health', heading: 'What speaks against trusting the figures', lines: health }]
			: [])
	];
	const before =
		analysis?.outcomes.some(({ effect }) => effect?.against === 'baseline') &&
		!analysis.outcomes.some(({ effect }) => effect?.against === 'comparison');
	return {
		question: cut(question, 300),
		stopRule: cut(stopRule, 240),
		says,
		against: before ? 'Before' : 'Comparison',
		outcomes: shown,
		health: health.slice(0, 3).map((one) => ({ ...one, text: cut(one.text, 210) })),
		left: left.sheet,
		right: right.sheet,
		appendix: [...whole, ...left.appendix, ...right.appendix]
	};
}
