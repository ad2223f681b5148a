import type { Cell } from './cells.ts';
import { countsGroups } from './clustering.ts';
import type { Examined } from './health.ts';
import type { Row } from './input.ts';
import { samplesOf, scarce } from './sample.ts';
import { attrition, isUndefined } from './statistics/index.ts';
import { compares, type Arm } from './terms.ts';

type Of = 'people' | 'groups';

/** What is asked of an outcome to count who left and who came. */
export type Counted = Pick<Examined, 'plan' | 'goal' | 'rows' | 'arms'>;

/** How many of those who began are missing at the end, by arm: the pilot's first. Percents from 0 to 100. */
export type Loss = {
	of: Of;
	/** Those who were measured before, or those whom the plan counts on. */
	since: 'baseline' | 'plan';
	began: [number, number];
	lost: [number, number];
	overall: number;
	differential: number;
	/** The largest difference between the arms that is still low at this overall loss; null where none is. */
	limit: number | null;
	level: 'low' | 'high';
};

/** Measured at the end and not before. */
export type Joined = { arm: Arm; of: Of; before: number; joined: number };

const arms: Arm[] = ['pilot', 'comparison'];
const dimensions = ['site', 'stratum'] as const;

/** Which of site and stratum every row names, so that what was measured before can be found again. */
const shared = (rows: Row[]) => dimensions.filter((name) => rows.every((row) => row[name] !== null));

/** How many a group of rows holds, where each says so. */
function sizeIn(rows: Row[], column: 'n' | 'clusters'): number | null {
	const sizes = rows.map((row) => row[column]);
	return sizes.every((size) => size !== null) ? sizes.reduce((sum, size) => sum + size, 0) : null;
}

/** What an arm's rows hold before and after, in each site and stratum that both phases name. */
function cellsOf(arm: Arm, { rows }: Pick<Examined, 'rows'>, column: 'n' | 'clusters') {
	const own = { before: rows.baseline, after: rows.outcome };
	const named = shared([...own.before, ...own.after]);
	const keyOf = (row: Row) => named.map((name) => row[name]).join('\n');
	const of = (some: Row[]) => some.filter((row) => row.arm === arm);
	const [before, after] = [of(own.before), of(own.after)];
	const keys = [...new Set([...before, ...after].map(keyOf))];
	return keys.map((key) => {
		const within = (some: Row[]) => some.filter((row) => keyOf(row) === key);
		return { before: sizeIn(within(before), column), after: sizeIn(within(after), column) };
	});
}

/** In which column people or whole groups stand. */
function columnOf(of: Of, { plan, goal, arms }: Counted): 'n' | 'clusters' | null {
	const whole = plan !== null && countsGroups(plan, goal, arms.pilot.outcome);
	if (of === 'people') return whole ? null : 'n';
	return whole ? 'n' : 'clusters';
}

/** Of people, and of whole groups, those who began, were lost and joined, in one arm; null where rows don't say. */
function movedIn(arm: Arm, of: Of, examined: Counted) {
	const column = columnOf(of, examined);
	const { baseline, outcome }: Record<string, Cell | null> = examined.arms[arm];
	if (column === null || !baseline || !outcome) return null;
	const cells = cellsOf(arm, examined, column);
	const known = cells.filter((cell): cell is { before: number; after: number } => {
		return cell.before !== null && cell.after !== null;
	});
	if (known.length < cells.length) return null;
	const sum = (some: number[]) => some.reduce((total, one) => total + one, 0);
	return {
		began: sum(known.map(({ before }) => before)),
		lost: sum(known.map(({ before, after }) => Math.max(0, before - after))),
		joined: sum(known.map(({ before, after }) => Math.max(0, after - before)))
	};
}

const isAboutPeople = ({ goal }: Counted) => goal.metric.about !== 'things';

function lossOf(of: Of, since: Loss['since'], began: [number, number], lost: [number, number]): Loss | null {
	if (began[0] === 0 || began[1] === 0) return null;
	const share = (part: number, all: number) => (100 * part) / all;
	const overall = share(lost[0] + lost[1], began[0] + began[1]);
	const differential = Math.abs(share(lost[0], began[0]) - share(lost[1], began[1]));
	const { level, limit } = attrition({ overall, differential, boundary: 'cautious' });
	return { of, since, began, lost, overall, differential, limit: isUndefined(limit) ? null : limit, level };
}

function sinceBaseline(of: Of, examined: Counted): Loss | null {
	const [pilot, comparison] = arms.map((arm) => movedIn(arm, of, examined));
	if (!pilot || !comparison) return null;
	return lossOf(of, 'baseline', [pilot.began, comparison.began], [pilot.lost, comparison.lost]);
}

/** Where nothing was measured before, those whom the plan counts on: it can't tell the lost from those who never began. */
function sincePlan({ plan, goal, arms: some }: Counted): Loss[] {
	const samples = plan && some.pilot.outcome && some.comparison.outcome ? samplesOf(plan, goal, some) : [];
	if (scarce(samples).length > 0) return [];
	return (['people', 'groups'] as const).flatMap((of) => {
		const [pilot, comparison] = arms.map((arm) => samples.find((one) => one.arm === arm && one.of === of));
		if (!pilot || !comparison) return [];
		const lost = [pilot, comparison].map(({ planned, seen }) => Math.max(0, planned - seen));
		return lossOf(of, 'plan', [pilot.planned, comparison.planned], lost as [number, number]) ?? [];
	});
}

/**
 * What was lost on the way in a comparison design, of people and of whole groups: within the same arm, site and stratum from the
 * baseline to the outcome period, so that somebody who joined elsewhere makes up for nobody. A site that is gone is lost whole.
 * By the cautious boundary, since a pilot can itself drive people away. Empty where nobody can say.
 */
export function lossesOf(examined: Counted): Loss[] {
	const { plan } = examined;
	if (!plan || !compares(plan) || !isAboutPeople(examined)) return [];
	const since = (['people', 'groups'] as const).flatMap((of) => sinceBaseline(of, examined) ?? []);
	return since.length > 0 ? since : sincePlan(examined);
}

/** Who was measured at the end and not before, in any design: then it isn't the same people. */
export function joinedOf(examined: Counted): Joined[] {
	if (!examined.plan || !isAboutPeople(examined)) return [];
	return arms.flatMap((arm) =>
		(['people', 'groups'] as const).flatMap((of) => {
			const moved = movedIn(arm, of, examined);
			return moved && moved.joined > 0 ? [{ arm, of, before: moved.began, joined: moved.joined }] : [];
		})
	);
}
