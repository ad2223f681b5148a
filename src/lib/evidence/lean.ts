import type { Analysis, OutcomeResult } from './analysis.ts';

const nothing = { baseline: null, outcome: null };

function leanOutcome(outcome: OutcomeResult): OutcomeResult {
	const { pilot } = outcome.arms;
	return {
		...outcome,
		strata: [],
		arms: { pilot: { ...nothing, outcome: pilot.outcome }, comparison: nothing }
	};
}

/** An analysis as a page sends it along: of outcomes that are not open only what their line says. */
export function lean(analysis: Analysis, opened: ReadonlySet<string>): Analysis {
	return {
		...analysis,
		outcomes: analysis.outcomes.map((outcome) =>
			opened.has(outcome.goal.id) ? outcome : leanOutcome(outcome)
		)
	};
}
