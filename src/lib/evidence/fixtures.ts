/* Small made-up pilots for the tests: only what a story is about is said, the rest is customary. */
import {
	evidenceInputSchema,
	type Amendment,
	type EvidenceInput,
	type Goal,
	type Metric,
	type Plan,
	type Row
} from './input.ts';

let rowsMade = 0;

export function metric(some: Partial<Metric> = {}): Metric {
	return {
		id: 'reading',
		name: 'Reading score',
		meaning: '',
		unit: 'points',
		kind: 'mean',
		better: 'higher',
		about: 'students',
		domain: 'achievement',
		measures: 'outcome',
		...some
	};
}

export function goal(some: Partial<Goal> = {}): Goal {
	const own = some.metric ?? metric();
	return {
		id: `goal of ${own.id}`,
		metric_id: own.id,
		objective: '3.1',
		role: 'primary',
		target: null,
		minimum_effect: 3,
		planned_sd: null,
		guardrail_limit: null,
		margin: null,
		...some,
		metric: own
	};
}

export function plan(some: Partial<Plan> = {}): Plan {
	return {
		design: 'randomized',
		assignment_unit: 'student',
		analysis_unit: 'student',
		groups_per_arm: null,
		people_per_arm: 100,
		icc: null,
		pretest_r2: null,
		outcome_period: 'Spring 2026',
		strata: [],
		...some
	};
}

export function row(some: Partial<Row> = {}): Row {
	rowsMade += 1;
	return {
		id: `row ${rowsMade}`,
		metric_id: 'reading',
		arm: 'pilot',
		phase: 'outcome',
		period: some.phase === 'baseline' ? 'Fall 2025' : 'Spring 2026',
		measured_on: some.phase === 'baseline' ? '2025-09-20' : '2026-05-20',
		site: null,
		stratum: null,
		subgroup: null,
		n: null,
		mean: null,
		sd: null,
		events: null,
		exposure: null,
		value: null,
		clusters: null,
		cluster_sd: null,
		correlation: null,
		accepted: true,
		withheld: false,
		...some
	};
}

/** n, mean and sd of the pilot, then of the comparison. */
export function means(
	pilot: [n: number, mean: number, sd: number],
	comparison: [n: number, mean: number, sd: number],
	some: Partial<Row> = {}
): Row[] {
	return [
		row({ ...some, arm: 'pilot', n: pilot[0], mean: pilot[1], sd: pilot[2] }),
		row({ ...some, arm: 'comparison', n: comparison[0], mean: comparison[1], sd: comparison[2] })
	];
}

export function input(
	some: {
		plan?: Plan | null;
		goals?: Goal[];
		rows?: Row[];
		minimumGroup?: number;
		amendments?: Amendment[];
	} = {}
): EvidenceInput {
	return evidenceInputSchema.parse({
		pilot: { id: 'pilot', minimum_group: some.minimumGroup },
		plan: some.plan === undefined ? plan() : some.plan,
		goals: some.goals ?? [goal()],
		rows: some.rows ?? [],
		amendments: some.amendments,
		fingerprint: 'fingerprint'
	});
}
