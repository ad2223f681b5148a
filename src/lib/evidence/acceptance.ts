import type { Analysis, JudgedGoal, OutcomeResult } from './analysis.ts';
import type { HealthCheck } from './health.ts';
import type { EvidenceInput } from './input.ts';
import type { Recommendation } from './recommendation.ts';

/** What accepting some results would do to a pilot's evidence. */
export type Changes = {
	/** The outcomes of which any figure or the verdict would be another, in the order of the page. */
	outcomes: { goal: JudgedGoal; before: OutcomeResult; after: OutcomeResult }[];
	/** Checks that would appear, or appear in another severity; and those that would go. */
	health: { came: HealthCheck[]; went: HealthCheck[] };
	/** What the evidence permits, where that would be another. */
	recommendation: { before: Recommendation; after: Recommendation } | null;
};

/** The same evidence with these results accepted. */
export function withAccepted(input: EvidenceInput, ids: readonly string[]): EvidenceInput {
	const accepted = new Set(ids);
	return {
		...input,
		rows: input.rows.map((row) => (accepted.has(row.id) ? { ...row, accepted: true } : row))
	};
}

/** What its figures and verdict rest on; how many results wait is not among it. */
const told = ({ arms, effect, strata, target, verdict }: OutcomeResult) =>
	JSON.stringify([arms, effect, strata, target, verdict]);

/** How many results wait is seen beside: as a check that comes or goes it would only repeat that. */
const isAboutWaiting = ({ key }: HealthCheck) => key === 'self-reported only' || key === 'self-reported rows';

const nameOf = ({ goal, key, severity }: HealthCheck) => `${goal} ${key} ${severity}`;

function less(some: readonly HealthCheck[], others: readonly HealthCheck[]): HealthCheck[] {
	const known = new Set(others.map(nameOf));
	return some.filter((check) => !isAboutWaiting(check) && !known.has(nameOf(check)));
}

const decided = ({ rule, permitted }: Recommendation) => JSON.stringify([rule, permitted]);

/** Two analyses of one pilot, side by side: what is another in the second. */
export function whatChanges(before: Analysis, after: Analysis): Changes {
	const outcomes = before.outcomes.flatMap((was) => {
		const becomes = after.outcomes.find(({ goal }) => goal.id === was.goal.id);
		if (!becomes || told(was) === told(becomes)) return [];
		return [{ goal: becomes.goal, before: was, after: becomes }];
	});
	const same = decided(before.recommendation) === decided(after.recommendation);
	return {
		outcomes,
		health: { came: less(after.health, before.health), went: less(before.health, after.health) },
		recommendation: same ? null : { before: before.recommendation, after: after.recommendation }
	};
}
