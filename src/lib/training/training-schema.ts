import { z } from 'zod';

const tier = z.number().int();

/** What `rpc/training_page` says of a module: what it is, and how the person stands with it. */
const ownModuleSchema = z.object({
	id: z.string(),
	code: z.string(),
	title: z.string(),
	link: z.string(),
	minutes: z.number(),
	about: z.string(),
	tier,
	valid_months: z.number().nullable(),
	self_report_counts: z.boolean(),
	retired: z.boolean(),
	/** Whether what the person does asks for it. */
	asked: z.boolean(),
	completed_on: z.string().nullable(),
	/** The last day on which it is good; null where it was not completed, or never expires. */
	expires_on: z.string().nullable(),
	/** Reported by themselves, and not confirmed yet where it has to be. */
	reported_on: z.string().nullable()
});
export type OwnModule = z.infer<typeof ownModuleSchema>;

const reasonSchema = z.object({
	who: z.string(),
	tier,
	pilots: z.array(z.object({ id: z.string(), title: z.string() }))
});
export type Reason = z.infer<typeof reasonSchema>;

const completionSchema = z.object({
	id: z.string(),
	module: z.string(),
	/** Null where a correction took it back. */
	completed_on: z.string().nullable(),
	source: z.enum(['self-reported', 'imported', 'recorded']),
	evidence: z.string(),
	reason: z.string(),
	recorded_by: z.string(),
	recorded_at: z.string(),
	/** The day that a correction replaced. */
	was: z.string().nullable(),
	stands: z.boolean()
});
export type Completion = z.infer<typeof completionSchema>;

export const trainingPageSchema = z.object({
	person: z.object({ id: z.string(), name: z.string(), self: z.boolean(), active: z.boolean() }),
	today: z.string(),
	tier,
	reasons: z.array(reasonSchema),
	modules: z.array(ownModuleSchema),
	completions: z.array(completionSchema),
	may: z.object({ office: z.boolean(), coverage: z.boolean() })
});
export type TrainingPage = z.infer<typeof trainingPageSchema>;

const officeModuleSchema = z.object({
	id: z.string(),
	code: z.string(),
	title: z.string(),
	link: z.string(),
	minutes: z.number(),
	about: z.string(),
	tier,
	valid_months: z.number().nullable(),
	self_report_counts: z.boolean(),
	retired: z.boolean(),
	revision: z.number()
});
export type OfficeModule = z.infer<typeof officeModuleSchema>;

const reportedSchema = z.object({
	id: z.string(),
	person: z.string(),
	person_id: z.string(),
	module: z.string(),
	completed_on: z.string(),
	evidence: z.string(),
	/** Whether it counts already. */
	counts: z.boolean(),
	own: z.boolean()
});
export type Reported = z.infer<typeof reportedSchema>;

/** What `rpc/training_office` answers. */
export const trainingOfficeSchema = z.object({
	modules: z.array(officeModuleSchema),
	rules: z.record(z.string(), tier),
	revision: z.number(),
	reported: z.array(reportedSchema),
	reported_in_all: z.number(),
	unknown: z.array(z.object({ email: z.string(), name: z.string(), modules: z.number() })),
	unknown_in_all: z.number()
});
export type TrainingOffice = z.infer<typeof trainingOfficeSchema>;
