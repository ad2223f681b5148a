import type { Gap } from './baseline.ts';
import type { Arms, Strata } from './cells.ts';
import { clusteringOf, groupsIn } from './clustering.ts';
import { benefitOf, type Effect } from './effect.ts';
import type { StratumEffect } from './effects.ts';
import type { Amendment, Goal, Plan } from './input.ts';
import { compares, isJudged, type Arm } from './terms.ts';
import { adjusting, type AdjustingFacts } from './health-adjusting.ts';
import { baseline, gapsOf } from './health-baseline.ts';
import { losses, type LossFacts } from './health-losses.ts';
import { series, type SeriesFacts } from './health-series.ts';
import type { GoalRows } from './rows.ts';
import { samplesOf, scarce, short, type Sample } from './sample.ts';
import { isUndefined, sampleRatio } from './statistics/index.ts';

export type Severity = 'invalid' | 'caution' | 'information';

/** What each check knows; the words for it are the page's. */
export type HealthFacts = {
	/** Arms too far apart before the pilot, overall or within a stratum. */
	'baseline gap': { gaps: Gap[]; adjusted: boolean };
	'baseline alike': { gaps: Gap[] };
	'no baseline': { design: Plan['design'] };
	/** Arms of a randomized design in other sizes than chance would leave; `p` of the χ² test. */
	'unit counts off plan': { seen: [number, number] | null; p: number | null };
	'one group in an arm': { arms: Arm[]; unit: Plan['assignment_unit'] };
	'arms mixed at a site': { sites: string[] };
	'sample under plan': { samples: Sample[] };
	'self-reported only': { rows: number };
	'self-reported rows': { rows: number };
	'other periods': { periods: string[]; wanted: string };
	'strata left out': { strata: string[] };
	'strata mixed': Record<string, never>;
	'groups unknown': { unit: Plan['assignment_unit'] };
	/** The plan was changed after it was locked: `last` when, `results` how many there were by the latest of them. */
	'plan amended': { times: number; last: string; results: number };
	'clusters adjusted': { unit: Plan['assignment_unit']; icc: number };
	/** The pilot runs, and all of the interval that allows for looking is on the wrong side of zero. */
	'early harm': Record<string, never>;
} & LossFacts &
	SeriesFacts &
	AdjustingFacts;
export type HealthKey = keyof HealthFacts;

/** One check of whether the numbers can be trusted; `goal` is the id of the outcome goal that it is about. */
export type HealthCheck = {
	[Key in HealthKey]: { key: Key; severity: Severity; goal: string; facts: HealthFacts[Key] };
}[HealthKey];

export type Examined = {
	goal: Goal;
	plan: Plan | null;
	rows: GoalRows;
	arms: Arms;
	effect: Effect | null;
	strata: StratumEffect[];
	leftOut: Strata['leftOut'];
	mixed: boolean;
	/** Those that touch this outcome. */
	amendments: Amendment[];
	/** Read while the pilot runs. */
	running: boolean;
};

type Found<Check> = Check extends HealthCheck ? Omit<Check, 'goal'> : never;
export type Finding = Found<HealthCheck>;

const severities: Severity[] = ['invalid', 'caution', 'information'];

/**
 * Everything that speaks for or against trusting an outcome's numbers, worst first. *Invalid* is for the outcomes that are judged,
 * primary and key; the same finding about others is a caution.
 */
export function examine(examined: Examined): HealthCheck[] {
	const judged = isJudged(examined.goal);
	const gaps = gapsOf(examined);
	const found = [
		...baseline(examined, gaps),
		...losses(examined, gaps),
		...assignment(examined),
		...rowsAndStrata(examined),
		...series(examined),
		...sample(examined),
		...clusters(examined),
		...adjusting(examined),
		...amended(examined),
		...earlyHarm(examined)
	];
	return found
		.map((finding): HealthCheck => {
			const severity = finding.severity === 'invalid' && !judged ? 'caution' : finding.severity;
			return { ...finding, severity, goal: examined.goal.id };
		})
		.sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

const isGroup = (plan: Plan) => plan.assignment_unit === 'class' || plan.assignment_unit === 'school';

/** Units of assignment that were seen in each arm; null where the rows don't say. */
function unitsSeen(plan: Plan, goal: Goal, arms: Arms): [number, number] | null {
	const both = [arms.pilot.outcome, arms.comparison.outcome].map((cell) =>
		isGroup(plan) ? groupsIn(plan, goal, cell) : (cell?.n ?? null)
	);
	// Classes that were counted say nothing of how many schools were assigned.
	const same =
		!isGroup(plan) || plan.analysis_unit === plan.assignment_unit || plan.analysis_unit === 'student';
	const about = goal.metric.about === 'students' || !isGroup(plan);
	const [first, second] = both;
	return same && about && first != null && second != null ? [first, second] : null;
}

function assignment({ goal, plan, rows, arms }: Examined): Finding[] {
	if (!plan || !compares(plan)) return [];
	const found: Finding[] = [];
	const seen = unitsSeen(plan, goal, arms);
	const sites = (arm: Arm) => new Set(rows.outcome.filter((row) => row.arm === arm).map(({ site }) => site));
	const [first, second] = [sites('pilot'), sites('comparison')];
	const named = !first.has(null) && !second.has(null);
	if (seen && plan.design === 'randomized') {
		const ratio = sampleRatio({ observed: seen, expected: [1, 1] });
		if (!isUndefined(ratio) && ratio.suspicious) {
			found.push({ key: 'unit counts off plan', severity: 'invalid', facts: { seen, p: ratio.p } });
		}
	}
	if (isGroup(plan)) {
		const alone = (['pilot', 'comparison'] as const).filter((arm, index) => {
			const only =
				named && plan.assignment_unit === 'school' && (arm === 'pilot' ? first : second).size === 1;
			return seen?.[index] === 1 || only;
		});
		if (alone.length > 0) {
			const facts = { arms: alone, unit: plan.assignment_unit };
			found.push({ key: 'one group in an arm', severity: 'invalid', facts });
		}
	}
	const shared = [...first].filter((site): site is string => site !== null && second.has(site));
	if (plan.assignment_unit === 'school' && shared.length > 0) {
		found.push({ key: 'arms mixed at a site', severity: 'invalid', facts: { sites: shared } });
	}
	return found;
}

function rowsAndStrata({ plan, rows, arms, leftOut, mixed }: Examined): Finding[] {
	const { selfReported } = rows.counts;
	const found: Finding[] = [];
	if (selfReported > 0) {
		const facts = { rows: selfReported };
		found.push(
			arms.pilot.outcome
				? { key: 'self-reported rows', severity: 'information', facts }
				: { key: 'self-reported only', severity: 'caution', facts }
		);
	}
	if (plan && !arms.pilot.outcome && rows.otherPeriods.length > 0) {
		const facts = { periods: rows.otherPeriods, wanted: plan.outcome_period };
		found.push({ key: 'other periods', severity: 'caution', facts });
	}
	if (leftOut.length > 0)
		found.push({ key: 'strata left out', severity: 'caution', facts: { strata: leftOut } });
	if (mixed) found.push({ key: 'strata mixed', severity: 'caution', facts: {} });
	return found;
}

function sample({ goal, plan, arms }: Examined): Finding[] {
	const samples = plan && arms.pilot.outcome ? samplesOf(plan, goal, arms) : [];
	// Under a tenth is a verdict of its own.
	const few = scarce(samples).length > 0 ? [] : short(samples);
	return few.length > 0 ? [{ key: 'sample under plan', severity: 'caution', facts: { samples: few } }] : [];
}

function clusters({ goal, plan, arms, effect }: Examined): Finding[] {
	const clustering = plan && effect?.against === 'comparison' ? clusteringOf(plan, goal, arms) : null;
	if (!plan || !clustering || goal.metric.kind === 'total') return [];
	if (effect?.method.startsWith('cluster adjusted')) {
		const facts = { unit: plan.assignment_unit, icc: clustering.icc };
		return [{ key: 'clusters adjusted', severity: 'information', facts }];
	}
	if (effect?.method.startsWith('cluster means')) return [];
	return [{ key: 'groups unknown', severity: 'caution', facts: { unit: plan.assignment_unit } }];
}

/** A plan that is changed once there are results can be changed to suit them. */
function amended({ amendments }: Examined): Finding[] {
	const last = amendments.at(-1);
	if (!last) return [];
	const results = Math.max(...amendments.map((one) => one.results));
	const facts = { times: amendments.length, last: last.at, results };
	return [{ key: 'plan amended', severity: results > 0 ? 'caution' : 'information', facts }];
}

/** Nobody may have to wait for the end of a cycle to hear of harm, whatever the plan says of stopping for a gain. */
function earlyHarm({ goal, plan, effect, running }: Examined): Finding[] {
	const judged = isJudged(goal);
	if (!running || !judged || !plan || !compares(plan) || effect?.early !== 'always valid') return [];
	const { high } = benefitOf(effect, goal.metric.better);
	return high !== null && high < 0 ? [{ key: 'early harm', severity: 'caution', facts: {} }] : [];
}
