import { z } from 'zod';
import type { Analysis } from './analysis.ts';
import { ends } from './ends.ts';
import {
	evidenceInputSchema,
	type Amendment,
	type EvidenceInput,
	type Goal,
	type Plan,
	type Row
} from './input.ts';
import { lookSchema, type LookedAt } from './looks-schema.ts';
import { recommendationRules } from './recommendation.ts';
import { outcomes, type Outcome } from './terms.ts';
import { tierRules } from './tier-rules.ts';
import { earlyRules, guardrailRules, judgedRules, secondaryRules } from './verdict-rules.ts';

/** What a file names itself, so that nobody takes another JSON file for one. */
export const FORMAT = 'pilotage-analysis';

/** Raised when the shape of the file changes, so that an older Pilotage says that it cannot read it. */
export const FILE_VERSION = 1;

const { plan, goals, rows, amendments } = evidenceInputSchema.shape;

const fileRowSchema = rows.element.extend({
	source: z.string().default(''),
	/** A share of nearly none or nearly all of a group of people: then `events` is null. */
	end: z.enum(ends).optional()
});

const tables = z.array(z.unknown());

/** Names of it are read; the rest is compared as it stands, whatever it is. */
const analysisSchema = z.looseObject({
	version: z.number(),
	outcomes: z.array(
		z.looseObject({
			goal: z.looseObject({ id: z.string() }),
			strata: z.array(z.looseObject({ stratum: z.string() }))
		})
	),
	health: z.array(z.looseObject({ key: z.string(), goal: z.string() })),
	recommendation: z.looseObject({})
});

/**
 * A pilot's analysis as a file that can be checked without Pilotage's server: what went in, by which rules, and what came out.
 * Figures are unrounded unless marked `coarse`; what is withheld from the one who exported it is null and marked `withheld`.
 */
export const analysisFileSchema = z.object({
	format: z.literal(FORMAT),
	version: z.number(),
	pilot: z.object({
		id: z.string(),
		number: z.string(),
		title: z.string(),
		launched_at: z.string().nullable().default(null)
	}),
	/** Whether its results were read before their time: while it ran, or because it was stopped early. */
	cycle: z.object({ end: z.string().nullable(), running: z.boolean(), stopped_early: z.boolean() }),
	/** What was seen whenever somebody looked while it ran, as the one who exported it may see it. A record: its rows are not here. */
	looks: z.array(lookSchema.omit({ people: true, names: true })),
	/** Whether the one who exported it sees the figures of groups under the minimum. */
	small_groups: z.enum(['shown', 'withheld']),
	minimum_group: z.number(),
	computed_at: z.string(),
	/** Of everything that the analysis read in the database: the decision names the same one. */
	fingerprint: z.string(),
	plan,
	rule: z.object({
		/** When launch locked plan and rule; null before. */
		locked_at: z.string().nullable(),
		/** The decision that the pilot answers, and when it is stopped, in the words of the proposal. */
		question: z.string(),
		stop_rule: z.string(),
		/** The tables that verdicts and recommendation were read from; the first line that holds decides. */
		verdicts: z.object({ judged: tables, early: tables, guardrails: tables, secondary: tables }),
		recommendation: tables,
		/** What lowers the tier that the results could support; every line that holds counts. */
		tiers: tables
	}),
	/** What was changed in the plan since it was locked: `plan` and `goals` are those of the last one. */
	amendments,
	/** The outcome goals with their metrics, in the order of the analysis. */
	goals,
	/** The group summaries that stand, accepted or not, in the order in which they are added up. */
	rows: z.array(fileRowSchema),
	analysis: analysisSchema,
	/** What the cabinet may decide on this evidence without an override. */
	permitted: z.array(z.enum(outcomes))
});
export type AnalysisFile = z.infer<typeof analysisFileSchema>;
export type FileRow = z.infer<typeof fileRowSchema>;

type Parts = {
	pilot: Omit<AnalysisFile['pilot'], 'launched_at'> & {
		launched_at: string | null;
		decision_question: string;
		stop_rule: string;
	};
	plan: (Plan & { locked_at: string | null }) | null;
	cycle: AnalysisFile['cycle'];
	looks: readonly LookedAt[];
	amendments: readonly Amendment[];
	goals: readonly Goal[];
	rows: readonly (Row & { source: string; end?: FileRow['end'] })[];
	kept: { analysis: Analysis; computed_at: string; fingerprint: string; permitted: Outcome[] };
	/** Whether the reader sees small groups. */
	everything: boolean;
};

/** Of what the analysis read, whether that was before its time. */
export const cycleOf = ({
	cycle_end,
	running,
	stopped_early
}: EvidenceInput['pilot']): AnalysisFile['cycle'] => ({
	end: cycle_end,
	running,
	stopped_early
});

/** The tables of this version, as the file carries them. */
export const rules = {
	verdicts: { judged: judgedRules, early: earlyRules, guardrails: guardrailRules, secondary: secondaryRules },
	recommendation: recommendationRules,
	tiers: tierRules
};

/**
 * An analysis without the counts of what is withheld from others: they say who sees what, nothing of the evidence, and the
 * summaries of a file don't bring them.
 */
export function withoutHiddenCounts(analysis: Analysis): AnalysisFile['analysis'] {
	return JSON.parse(JSON.stringify(analysis, (key, value) => (key === 'hidden' ? undefined : value)));
}

/** Rows are added up in the order of their ids, as the database hands them over: sums of fractions depend on it. */
export const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** The file of one pilot's analysis, as one reader may see it. Pure. */
export function analysisFile({
	pilot,
	cycle,
	looks,
	plan,
	amendments,
	goals,
	rows,
	kept,
	everything
}: Parts): AnalysisFile {
	const { analysis } = kept;
	const place = (goal: Goal) => analysis.outcomes.findIndex((outcome) => outcome.goal.id === goal.id);
	return analysisFileSchema.parse({
		format: FORMAT,
		version: FILE_VERSION,
		pilot,
		cycle,
		looks,
		small_groups: everything ? 'shown' : 'withheld',
		minimum_group: analysis.minimumGroup,
		computed_at: kept.computed_at,
		fingerprint: kept.fingerprint,
		plan,
		rule: {
			locked_at: plan?.locked_at ?? null,
			question: pilot.decision_question,
			stop_rule: pilot.stop_rule,
			...rules
		},
		amendments,
		goals: goals.toSorted((a, b) => place(a) - place(b)),
		rows: rows.toSorted(byId),
		analysis: withoutHiddenCounts(analysis),
		permitted: kept.permitted
	});
}
