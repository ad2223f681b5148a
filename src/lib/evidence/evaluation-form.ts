import { z } from 'zod';
import { differs, factors, fidelities, ratings, sizes, verdicts, type Report } from './report.ts';
import { outcomes } from './terms.ts';
import { factorWords } from './report-words.ts';

const said = (what: string, most: number) =>
	z
		.string()
		.trim()
		.max(
			most,
			`${what} can have ${most.toLocaleString('en')} characters. Shorten it: all that you typed is here.`
		);
const optional = (what: string, most: number) => said(what, most).default('');

const context = Object.fromEntries(
	factors.flatMap((factor) => [
		[`factor:${factor}`, z.enum(ratings, `Rate “${factorWords[factor].label}”, or choose “Not observed”.`)],
		[`note:${factor}`, optional('A sentence on a factor', sizes.note)]
	])
);

/** The evaluator's report on a cycle, as its form sends it; it becomes what `rpc/submit_evaluation` takes. */
export const evaluationSchema = z
	.object({
		summary: said('The summary', sizes.summary).min(1, 'Say in a few sentences what the results mean.'),
		findings: said('Findings', sizes.findings).min(1, 'Say what was found.'),
		limits: said('Limits', sizes.limits).min(1, 'Say what the results do not show.'),
		fidelity: z.enum(fidelities, 'Say whether it was used as planned.'),
		fidelity_note: optional('What differed', sizes.fidelity_note),
		educators: optional('What educators said', sizes.educators),
		recommendation: z.enum(outcomes, 'Choose what you recommend.'),
		reasons: said('The reasons', sizes.reasons).min(1, 'Give the reasons for your recommendation.'),
		...(context as object)
	})
	.superRefine(({ fidelity, fidelity_note }, check) => {
		if (differs(fidelity) && fidelity_note === '')
			check.addIssue({
				code: 'custom',
				path: ['fidelity_note'],
				message: 'Say what differed from the plan.'
			});
	})
	.transform(({ summary, recommendation, ...fields }) => {
		const rated = fields as unknown as Record<string, string>;
		const { findings, limits, reasons, educators, fidelity, fidelity_note } = fields;
		const report = {
			findings,
			limits,
			reasons,
			educators,
			fidelity,
			fidelity_note,
			factors: Object.fromEntries(
				factors.map((factor) => [
					factor,
					{ rating: rated[`factor:${factor}`], note: rated[`note:${factor}`] ?? '' }
				])
			)
		} as Report;
		return { summary, recommendation, report };
	});

/** What a second evaluator says about one version. */
export const secondOpinionSchema = z
	.object({
		evaluation: z.uuid('This form is damaged: open the page again.'),
		verdict: z.enum(verdicts, 'Say whether you agree.'),
		remarks: optional('Remarks', sizes.remarks)
	})
	.superRefine(({ verdict, remarks }, check) => {
		if (verdict !== 'agree' && remarks === '')
			check.addIssue({
				code: 'custom',
				path: ['remarks'],
				message: verdict === 'disagree' ? 'Give the reasons why you disagree.' : 'Write your remarks.'
			});
	});
