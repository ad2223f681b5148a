// Calls of the evaluator's report, and of what a second evaluator says about it.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { must } from './pilots.ts';

/** Somebody without a seat was asked about the evaluation of a pilot, and agrees. Answers the evaluation's id. */
export async function furnishSecondOpinion({ people }: District, pilot: string): Promise<string> {
	const { evaluator, colleague } = people;
	await must(evaluator, 'ask_second_evaluator', { pilot, person: colleague.id });
	const { versions } = await must(colleague, 'evaluation', { pilot });
	const evaluation = versions[0].id;
	await must(colleague, 'review_evaluation', { pilot, evaluation, verdict: 'agree' });
	return evaluation;
}

export const evaluations = ({ pilots, evaluations: of, district }: Fixture): Record<string, Call> => {
	const { running, measured, visited } = pilots;
	const fields = { findings: 'So far' };
	return {
		submit_evaluation: { pilot: running, summary: 'It helps.', recommendation: 'scale' },
		save_evaluation_draft: { pilot: running, fields },
		'save_evaluation_draft with a guest': { pilot: visited, fields },
		evaluation: { pilot: measured },
		'evaluation with a guest': { pilot: visited },
		evaluation_evidence: { pilot: measured, evaluation: of.reviewed },
		'evaluation_evidence with a guest': { pilot: visited, evaluation: of.visitors },
		ask_second_evaluator: { pilot: measured, person: district.people.colleague.id },
		'ask_second_evaluator with a guest': { pilot: visited, person: district.people.colleague.id },
		review_evaluation: { pilot: visited, evaluation: of.visitors, verdict: 'agree' }
	};
};
