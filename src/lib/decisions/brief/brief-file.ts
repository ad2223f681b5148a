import { z } from 'zod';
import type { Analysis } from '#lib/evidence/analysis.ts';
import { analysisFile, cycleOf, type AnalysisFile } from '#lib/evidence/analysis-file.ts';
import { withoutEnds } from '#lib/evidence/measurement.ts';
import { numberInWords } from '#lib/pilots/number-words.ts';
import type { Brief } from './brief-schema.ts';
import { figuresOfBrief } from './figures.ts';
import { asLogged } from './rows.ts';

/** What a file names itself, so that nobody takes another JSON file for one. */
export const BRIEF_FORMAT = 'pilotage-brief';

/** Raised when the shape of the file changes, so that an older Pilotage says that it cannot read it. */
export const BRIEF_FILE_VERSION = 1;

/** A moment, or a day. */
const moment = z
	.string()
	.refine((at) => !Number.isNaN(Date.parse(at)))
	.nullable();

/** What a verification reads of a brief; the rest is the record in words, which nobody can compute. */
export const briefFileSchema = z.object({
	format: z.literal(BRIEF_FORMAT),
	version: z.number(),
	brief: z.looseObject({
		state: z.enum(['live', 'frozen', 'decided']),
		version: z.number().nullable(),
		frozen_at: z.string().nullable(),
		fingerprint: z.string().nullable(),
		small_groups: z.enum(['shown', 'withheld']),
		pilot: z.looseObject({
			id: z.string(),
			number: z.number(),
			title: z.string(),
			question: z.string(),
			stop_rule: z.string(),
			launched_at: moment,
			cycle_end: z.string().nullable(),
			people: z.number().nullable(),
			budget_once: z.number().nullable(),
			budget_yearly: z.number().nullable()
		}),
		sites: z.array(z.string()),
		plan: z.looseObject({ locked_at: moment }).nullable(),
		amendments: z.array(z.looseObject({ at: moment, reason: z.string(), results: z.number() })),
		scaling: z.record(z.string(), z.unknown()).nullish(),
		sunset: z.record(z.string(), z.unknown()).nullish(),
		evidence: z.object({
			computed_at: moment,
			fingerprint: z.string().nullable(),
			permitted: z.array(z.string())
		}),
		figures: z.looseObject({ outcomes: z.array(z.looseObject({ goal: z.string(), name: z.string() })) })
	}),
	analysis: z.unknown()
});
export type BriefFile = z.infer<typeof briefFileSchema> & { analysis: AnalysisFile };

/** The analysis of a frozen brief as a file, from what was frozen with it: without the rows of today. */
export function analysisOf({ content, everything }: Brief): AnalysisFile | null {
	const { input, pilot, evidence } = content;
	const { analysis, computed_at, fingerprint, permitted } = evidence;
	if (!input || !analysis || computed_at === null || fingerprint === null) return null;
	const rows = input.rows.map(asLogged);
	const goals = input.goals.map(({ metric_id, metric }) => ({ metric_id, ...metric }));
	return analysisFile({
		pilot: {
			id: pilot.id,
			number: numberInWords(pilot.number),
			title: pilot.title,
			launched_at: input.pilot.launched_at,
			decision_question: pilot.question,
			stop_rule: pilot.stop_rule
		},
		cycle: cycleOf(input.pilot),
		looks: input.looks.map((look) => ({ ...look, people: 0, names: null })),
		plan: input.plan,
		amendments: input.amendments,
		goals: input.goals,
		rows: everything ? rows : withoutEnds(goals, rows),
		kept: { analysis, computed_at, fingerprint, permitted },
		everything
	});
}

/** The file of a brief with the analysis that it rests on. Pure. */
export function briefFile(told: Brief, analysis: AnalysisFile) {
	const { id, state, version, frozen_at, frozen_by, fingerprint, everything, content } = told;
	const { input: _, evidence, ...record } = content;
	return {
		format: BRIEF_FORMAT,
		version: BRIEF_FILE_VERSION,
		brief: {
			id,
			state,
			version,
			frozen_at,
			frozen_by,
			fingerprint,
			small_groups: everything ? ('shown' as const) : ('withheld' as const),
			...record,
			// The analysis stands beside, once.
			evidence: {
				computed_at: evidence.computed_at,
				fingerprint: evidence.fingerprint,
				permitted: evidence.permitted
			},
			figures: figuresOfBrief(analysis.analysis as unknown as Analysis)
		},
		analysis
	};
}
