/* What an evaluator's report is made of: closed sets and sizes. No schema and no words here, so that a page brings no parser along. */
import type { Outcome } from './terms.ts';

/**
 * The ten factors of the EdTech Genome Project of the EdTech Evidence Exchange: what a school is like decides, beside the tool, what
 * comes of it. Named as the project names them, in its order.
 */
export const factors = [
	'adoption',
	'competing priorities',
	'foundational resources',
	'implementation plan',
	'professional learning',
	'school and staff culture',
	'staff agency',
	'strategic leadership support',
	'teacher beliefs and knowledge',
	'vision for teaching and learning'
] as const;
export type Factor = (typeof factors)[number];

export const ratings = ['helped', 'neither', 'hindered', 'not observed'] as const;
export type Rating = (typeof ratings)[number];

/** Whether it was used as planned. */
export const fidelities = ['as planned', 'partly', 'hardly', 'not known'] as const;
export type Fidelity = (typeof fidelities)[number];
/** These say what differed. */
export const differs = (fidelity: string | undefined) => fidelity === 'partly' || fidelity === 'hardly';

export const verdicts = ['agree', 'agree with remarks', 'disagree'] as const;
export type SecondVerdict = (typeof verdicts)[number];

/** Characters that each text can have; the database holds the same. */
export const sizes = {
	summary: 4000,
	findings: 6000,
	limits: 4000,
	reasons: 4000,
	educators: 4000,
	fidelity_note: 2000,
	note: 500,
	remarks: 4000
} as const;

export type Report = {
	findings: string;
	limits: string;
	/** Why the evaluator recommends what they recommend. */
	reasons: string;
	/** What educators said; may be empty. */
	educators: string;
	fidelity: Fidelity;
	fidelity_note: string;
	factors: Record<Factor, { rating: Rating; note: string }>;
};

/** The fields of the form: texts and choices by name, as they are drafted. */
export type ReportFields = Record<string, string>;

const texts = [
	'summary',
	'findings',
	'limits',
	'fidelity',
	'fidelity_note',
	'educators',
	'recommendation',
	'reasons'
];
export const fieldNames: readonly string[] = [
	...texts,
	...factors.flatMap((factor) => [`factor:${factor}`, `note:${factor}`])
];

type Written = { summary: string; recommendation: Outcome; report: Report | null };

/** An evaluation as its form has it, for whoever writes the next version. */
export function fieldsOf({ summary, recommendation, report }: Written): ReportFields {
	if (!report) return { summary, recommendation };
	const { factors: rated, ...said } = report;
	const context = factors.flatMap((factor) => [
		[`factor:${factor}`, rated[factor].rating],
		[`note:${factor}`, rated[factor].note]
	]);
	return { summary, recommendation, ...said, ...Object.fromEntries(context) };
}

/** What of a form is the report's, as it is drafted. */
export function drafted(typed: Record<string, string>): ReportFields {
	return Object.fromEntries(fieldNames.flatMap((name) => (typed[name] ? [[name, typed[name]]] : [])));
}
