import { z } from 'zod';
import { incidentKinds, severities } from '#lib/pilots/incident-words.ts';
import { affectedGroups, howMany } from './report-words.ts';
import type { ReportField, ReportValues } from './report-values.ts';

const words = (label: string) =>
	z
		.string()
		.trim()
		.max(4000, `${label} can have 4,000 characters. Shorten it: all that you typed is still here.`);
const time = z
	.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/)], 'Write a time as 14:30.')
	.transform((typed) => typed || null);
const ids = (label: string) =>
	z.array(z.uuid(`Choose ${label} of the list.`)).max(20, `A report names 20 ${label} at most.`);

/** A report of an incident. What words may not hold, and which days cannot be, is the database's to say. */
export const reportFormSchema = z.object({
	id: z.uuid('This form is damaged: open the page again.'),
	pilots: ids('pilots'),
	tools: ids('tools'),
	kind: z.enum(incidentKinds, 'Choose what kind of incident it is.'),
	severity: z.enum(severities, 'Say how serious it is.'),
	occurred_on: z.iso.date('Enter the day when it happened.'),
	occurred_time: time,
	detected_on: z
		.union([z.literal(''), z.iso.date()], 'Enter the day when it was noticed, or leave it empty.')
		.transform((typed) => typed || null),
	detected_time: time,
	affected: z.array(z.enum(affectedGroups, 'Choose groups of the list.')),
	how_many: z.enum(howMany, 'Choose about how many people were affected.'),
	what_happened: words('What happened').min(1, 'Say what happened.'),
	done_at_once: words('What was done at once')
});

export type ReportReading =
	| { ok: true; report: z.infer<typeof reportFormSchema> }
	| { ok: false; errors: Partial<Record<ReportField, string>> };

export function readReport(values: ReportValues): ReportReading {
	const read = reportFormSchema.safeParse(values);
	if (read.success) return { ok: true, report: read.data };
	const errors: Partial<Record<ReportField, string>> = {};
	for (const { path, message } of read.error.issues) errors[path[0] as ReportField] ??= message;
	return { ok: false, errors };
}
