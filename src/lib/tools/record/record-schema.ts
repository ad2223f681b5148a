import { z } from 'zod';
import { stages } from '#lib/pilots/stages.ts';
import {
	agreementStates,
	consents,
	dataAbouts,
	dataCategories,
	signOns,
	toolStates,
	trainings
} from './record.ts';

const agreementSchema = z.object({
	id: z.string(),
	version: z.string(),
	signed_on: z.string(),
	expires_on: z.string().nullable(),
	ended_on: z.string().nullable(),
	end_reason: z.string(),
	/** Its last day, however it comes; null where none is set. */
	until: z.string().nullable(),
	state: z.enum(agreementStates),
	/** Current, and no longer than two months more. */
	soon: z.boolean(),
	general_offer: z.boolean(),
	disposition: z.string(),
	deletion_days: z.number().nullable(),
	breach_notice_hours: z.number().nullable(),
	link: z.string(),
	recorded_by: z.string().nullable(),
	recorded_at: z.string()
});
export type Agreement = z.infer<typeof agreementSchema>;

const values = z.record(z.string(), z.unknown());
const changeSchema = z.object({
	id: z.number(),
	revision: z.number(),
	fields: z.array(z.string()),
	before: values,
	after: values,
	reason: z.string(),
	by: z.string().nullable(),
	at: z.string()
});
export type ToolChange = z.infer<typeof changeSchema>;

/** What `rpc/tool` answers. */
export const toolSchema = z.object({
	id: z.string(),
	name: z.string(),
	vendor: z.string(),
	model: z.string(),
	version: z.string(),
	purpose: z.string(),
	generative: z.boolean().nullable(),
	data_elements: z.array(z.enum(dataCategories)),
	about: z.array(z.enum(dataAbouts)),
	subprocessors: z.array(z.string()),
	hosting_region: z.string(),
	sign_on: z.enum(signOns),
	trained_on_student_data: z.enum(trainings),
	under_13_consent: z.enum(consents),
	retention: z.string(),
	accessibility: z.string(),
	accessibility_link: z.string(),
	website: z.string(),
	state: z.enum(toolStates),
	state_reason: z.string(),
	revision: z.number(),
	created_by: z.string().nullable(),
	created_at: z.string(),
	changed_at: z.string(),
	/** By which it was known before. */
	names: z.array(z.string()),
	agreements: z.array(agreementSchema),
	/** The newest first. */
	changes: z.array(changeSchema),
	pilots: z.array(
		z.object({
			id: z.string(),
			number: z.number(),
			title: z.string(),
			stage: z.enum(stages),
			/** As the pilot names it. */
			as: z.string(),
			since: z.string(),
			until: z.string().nullable()
		})
	),
	pilots_in_all: z.number(),
	/** Which reviews a change of which field opens again. */
	touches: z.record(z.string(), z.array(z.string())),
	may_edit: z.boolean(),
	may_agree: z.boolean(),
	moves: z.array(z.enum(toolStates))
});
export type Tool = z.infer<typeof toolSchema>;

const standingSchema = z.object({
	id: z.string(),
	name: z.string(),
	version: z.string().nullable(),
	expires_on: z.string().nullable(),
	state: z.enum([...agreementStates, 'none'])
});

/** What `rpc/pilot_tools` answers. */
export const pilotToolsSchema = z.object({
	tools: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			as: z.string(),
			state: z.enum(toolStates),
			reason: z.string()
		})
	),
	agreements: z.object({ needed: z.boolean(), named: z.boolean(), tools: z.array(standingSchema) }),
	/** Those whose agreement ran out while the pilot works with student data. */
	lapsed: z.array(standingSchema)
});
export type PilotTools = z.infer<typeof pilotToolsSchema>;
