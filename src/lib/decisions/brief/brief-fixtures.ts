/* A small brief for tests, in the shape in which the database tells it: only what a story is about is said. */
import { analyse, shown } from '#lib/evidence/analysis.ts';
import type { EvidenceInput } from '#lib/evidence/input.ts';
import { exported } from '#lib/evidence/analysis-file-fixtures.ts';
import type { Brief, Content } from './brief-schema.ts';
import { briefFile, type BriefFile } from './brief-file.ts';

const risks: Content['risks'] = {
	tier: 'moderate',
	tier_reason: '',
	computed_tier: 'moderate',
	residual: null,
	mitigations: [],
	families: { applies: false, met: true, asked: [] },
	tools: [],
	agreements: {},
	reviews: [],
	waivers: [],
	findings: { closed: 0, open: [] },
	incidents: [],
	holds: [],
	principles: { asked: 0, answered: 0, concerns: [] },
	training: { met: true, people: 3, lacking: [] }
};

/** A frozen brief on the analysis of this input: with every figure, or without those of small groups. */
export function frozen(input: EvidenceInput, everything: boolean, more: Partial<Content> = {}): Brief {
	const complete = analyse(input);
	const content: Content = {
		pilot: {
			id: input.pilot.id,
			number: 7,
			title: 'A tutor for fractions',
			kind: 'student-facing instruction',
			stage: 'decision',
			problem: 'A third starts without fractions.',
			question: 'Does it go to every school?',
			stop_rule: 'Two weeks without results.',
			launched_at: input.pilot.launched_at,
			cycle_end: null,
			overdue: false,
			classes: 8,
			people: 200,
			budget_once: 1000,
			budget_yearly: 2000,
			payer: 'Curriculum',
			next_review: null
		},
		objectives: [],
		sites: ['Mission High'],
		team: [{ name: 'Ana Reyes', role: 'lead' }],
		assignments: [],
		plan: input.plan && { ...input.plan, locked_at: '2026-01-10T08:00:00Z' },
		amendments: [],
		evidence: {
			analysis: everything ? complete : shown(complete),
			computed_at: '2026-06-01T08:00:00Z',
			fingerprint: input.fingerprint,
			permitted: complete.recommendation.permitted,
			glyph: null,
			subgroups: []
		},
		forecasts: [],
		educators: null,
		evaluation: null,
		risks,
		conditions: [],
		decisions: [],
		contract: null,
		scaling: {},
		sunset: {},
		criteria: [],
		...more
	};
	return {
		id: 'brief',
		state: 'frozen',
		version: 1,
		frozen_at: '2026-06-02T08:00:00Z',
		frozen_by: 'Grace Kim',
		fingerprint: 'f'.repeat(64),
		everything,
		withheld: false,
		current: true,
		content
	};
}

/** The file that somebody exports of it. */
export const fileOf = (input: EvidenceInput, everything: boolean, more: Partial<Content> = {}): BriefFile =>
	JSON.parse(JSON.stringify(briefFile(frozen(input, everything, more), exported(input, everything))));
