import type { Goal, Row } from '../input.ts';
import { inOrder, type Wave, type WaveInput } from './wave-input.ts';

/*
 * How results of the waves are logged, in the shape that group summaries have anyway: one for each metric, site and period. As long as a
 * site waits for its wave, it is comparison (or, where it was measured before, a baseline); once its wave has begun, it is the pilot's
 * outcome. Whether that is so is told by the day of measuring and the day on which the wave began, never by the label alone: a result
 * whose label says something else is named, and counts for nothing until it is corrected.
 */

/** A result of a site in a wave: of the time before the wave began there, or after. */
export type Placed = { row: Row; wave: Wave; when: 'before' | 'after' };

/** A result that cannot be what it is logged as. */
export type Misplaced = {
	metric: string;
	site: string;
	period: string;
	why: 'pilot before its wave' | 'comparison after its wave' | 'after the roll-back';
};

export type Placing = {
	placed: Placed[];
	misplaced: Misplaced[];
	/** Results since scaling began from where the pilot runs outside of any wave: the schools that tried it. */
	own: Row[];
	/** Sites of waves that had used it before it scaled: there is no time before, so they are in no comparison. */
	usedBefore: string[];
};

const isOutcomeOfPilot = (row: Row) => row.arm === 'pilot' && row.phase === 'outcome';

/** The results of one goal's metric that can count: accepted, and without a subgroup. */
export function rowsOfGoal(goal: Goal, { rows }: Pick<WaveInput, 'rows'>): Row[] {
	return rows.filter((row) => row.metric_id === goal.metric_id && row.accepted && row.subgroup === null);
}

/**
 * The wave that a result belongs to: the last that had begun at its site, or the first that is to. A site has two where one was rolled
 * back and it was planned anew.
 */
function waveOf({ site, measured_on: on }: Row, waves: readonly Wave[]): Wave | undefined {
	const own = waves.filter(({ sites }) => site !== null && sites.includes(site));
	return own.findLast(({ started_on }) => started_on !== null && started_on <= on) ?? own[0];
}

/** Places the results of one goal. Pure. */
export function place(goal: Goal, input: WaveInput): Placing {
	const found: Placing = { placed: [], misplaced: [], own: [], usedBefore: [] };
	const since = input.scaling_since ?? '9999';
	const waves = inOrder(input.waves);
	for (const row of rowsOfGoal(goal, input)) {
		const wave = waveOf(row, waves);
		if (!wave || row.site === null) {
			if (isOutcomeOfPilot(row) && row.measured_on >= since) found.own.push(row);
			continue;
		}
		const began = wave.started_on !== null && row.measured_on >= wave.started_on;
		const wrong = (why: Misplaced['why']) =>
			found.misplaced.push({ metric: goal.metric.name, site: row.site!, period: row.period, why });
		if (wave.stopped_on !== null && row.measured_on >= wave.stopped_on) {
			if (isOutcomeOfPilot(row)) wrong('after the roll-back');
		} else if (isOutcomeOfPilot(row)) {
			if (began) found.placed.push({ row, wave, when: 'after' });
			else if (row.measured_on >= since) wrong('pilot before its wave');
			else if (!found.usedBefore.includes(row.site)) found.usedBefore.push(row.site);
		} else if (!began) found.placed.push({ row, wave, when: 'before' });
		else if (row.phase === 'outcome') wrong('comparison after its wave');
	}
	return found;
}
