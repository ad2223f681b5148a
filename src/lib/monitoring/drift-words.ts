import { bareDifference, decimalsOf, differenceText, levelText, withoutUnit } from '#lib/evidence/figures.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { Effect, EffectDrift, LevelDrift } from './drift.ts';

/** Both ends as people say them: '2 to 6', '1 worse to 3 better'. */
function spanWords(goal: EffectDrift['goal'], low: number, high: number, decimals?: number): string {
	const bare = (value: number) => bareDifference(goal, Math.abs(value), decimals);
	if (low >= 0) return `${bare(low)} to ${bare(high)}`;
	return high <= 0 ? `${bare(high)} to ${bare(low)}` : `${bare(low)} worse to ${bare(high)} better`;
}

export type DriftLine = { key: string; name: string; sentence: string; tone: Tone };

function effectWords(goal: EffectDrift['goal'], { estimate, low, high }: Effect): string {
	// As the brief and the evidence page round it.
	const decimals = decimalsOf(goal, { low, high });
	const way = estimate < 0 ? 'worse' : 'better';
	const span = low === null || high === null ? '' : ` (plausibly ${spanWords(goal, low, high, decimals)})`;
	return `${way} by ${differenceText(goal, Math.abs(estimate), { decimals })}${span}`;
}

/** An effect then and now, in a sentence that claims no change which the intervals leave open. */
export function effectLine({ goal, then, now, changed, level }: EffectDrift): DriftLine {
	const since = level && levelLine(level);
	const line = (sentence: string, tone: Tone = 'neutral') => ({
		key: goal.id,
		name: goal.name,
		sentence: since ? `${sentence} ${since.sentence}` : sentence,
		tone: since?.tone === 'caution' ? since.tone : tone
	});
	if (!then && !now) return line('There is no effect to compare, neither of the decision nor since.');
	if (!now)
		return line(
			`At the decision: ${effectWords(goal, then!)}. Since then nobody waits for it, so there is nothing to compare with.`
		);
	if (!then) return line(`By the waves since: ${effectWords(goal, now)}. The decision had no such figure.`);
	const both = `At the decision: ${effectWords(goal, then)}. By the waves since: ${effectWords(goal, now)}.`;
	if (changed === 'smaller') return line(`${both} It does less than was decided on.`, 'caution');
	if (changed === 'larger') return line(`${both} It does more than was decided on.`, 'good');
	return line(
		`${both} ${changed === null ? 'Without both intervals nobody can say whether that is another effect.' : 'That is within what chance would make.'}`
	);
}

/** How sure a movement is: of a line, or of its two ends. */
function strength({ way, sure, by, periods }: LevelDrift): string {
	if (way === 'stayed') return '';
	if (sure === null) return ` From ${periods} periods nobody can say whether that is chance.`;
	if (by === 'line')
		return sure
			? ` Over ${periods} periods that is a trend.`
			: ` Over ${periods} periods that could be chance.`;
	return sure
		? ' That is more than chance among those who were asked would make.'
		: ' That could be chance among those who were asked.';
}

/** 'Use fell from 71% to 48% since the adoption (Fall 26 to Fall 27).' What could be chance raises no alarm. */
export function levelLine(drift: LevelDrift): DriftLine {
	const { goal, from, to, sure, way, worse } = drift;
	const decimals = goal.kind !== 'mean' ? undefined : Math.abs(to.level) < 100 ? 1 : 0;
	const span = `${from.period} to ${to.period}`;
	const moved =
		way === 'stayed'
			? `It stayed at ${levelText(goal, to.level, decimals)} since the adoption (${span}).`
			: `It ${way} from ${levelText(withoutUnit(goal), from.level, decimals)} to ${levelText(goal, to.level, decimals)} since the adoption (${span}).`;
	// Other sites have other levels, whatever became of the use at each.
	const sites =
		from.sites === to.sites
			? ''
			: ` It was measured at ${formatCount(from.sites, 'site')} first and at ${formatCount(to.sites, 'site')} last.`;
	return {
		key: goal.id,
		name: goal.name,
		sentence: `${moved}${strength(drift)}${sites}`,
		tone: way === 'stayed' || sure === false ? 'neutral' : worse ? 'caution' : 'good'
	};
}
