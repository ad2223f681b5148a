import { z } from 'zod';
import { designs, goalRoles } from '#lib/pilots/plan-words.ts';
import { prompted, type Prompted, type TemplateVersion } from '#lib/pilots/templates.ts';
import { kinds, specialties } from '#lib/pilots/words.ts';

/** As many metrics as a template can have. */
export const MOST_METRICS = 8;

const text = (label: string, most: number) =>
	z
		.string()
		.trim()
		.max(most, `${label} can have ${most} characters. Shorten it: all that you typed is still here.`);

const figure = z
	.string()
	.transform((typed) => typed.replace(/[,\s]/g, ''))
	.refine(
		(typed) => typed === '' || /^-?\d{1,9}(\.\d{1,6})?$/.test(typed),
		'Write a figure, such as 3 or 0.05.'
	)
	.transform((typed) => (typed === '' ? null : Number(typed)));

const metricSchema = z
	.object({
		metric_id: z.uuid('Choose a metric.'),
		role: z.enum(goalRoles, 'Choose a role.'),
		figure
	})
	.refine(({ role, figure }) => role !== 'guardrail' || figure !== null, {
		path: ['figure'],
		message: 'A guardrail needs its limit.'
	})
	.transform(({ metric_id, role, figure }) => ({
		metric_id,
		role,
		...(role === 'guardrail' ? { limit: figure } : figure === null ? {} : { minimum_effect: figure })
	}));

export const templateFormSchema = z.object({
	name: text('The name', 80).min(1, 'Give it a name.'),
	kind: z.enum(kinds, 'Choose the kind of pilot that it is for.'),
	about: text('The description', 500),
	prompt_problem: text('The prompt', 300),
	prompt_who_affected: text('The prompt', 300),
	prompt_benefit: text('The prompt', 300),
	prompt_how_we_know: text('The prompt', 300),
	starter: text('The text', 2000),
	design: z.union([z.literal('').transform(() => null), z.enum(designs, 'Choose a design.')]),
	cycle_weeks: z.union(
		[
			z.literal('').transform(() => null),
			z
				.string()
				.regex(/^\d{1,3}$/)
				.transform(Number)
				.refine((weeks) => weeks >= 1 && weeks <= 104)
		],
		'Write a number of weeks, from 1 to 104.'
	),
	training: z
		.string()
		.transform((typed) =>
			typed
				.split('\n')
				.map((line) => line.trim())
				.filter(Boolean)
		)
		.refine((lines) => lines.length <= 10, 'Name at most ten.')
});
export type TemplateField = keyof z.infer<typeof templateFormSchema>;
const fields = Object.keys(templateFormSchema.shape) as TemplateField[];

export type MetricRow = { metric_id: string; role: string; figure: string };
export type TemplateValues = Record<TemplateField, string> & { reviews: string[]; metrics: MetricRow[] };

const emptyMetric = (): MetricRow => ({ metric_id: '', role: 'secondary', figure: '' });

/** A template as its form shows it, with room for two more metrics; without one, an empty form. */
export function templateValuesOf(template: TemplateVersion | null): TemplateValues {
	const prompt = (field: Prompted) => template?.prompts[field] ?? '';
	const rows = (template?.metrics ?? []).map(({ metric_id, role, limit, minimum_effect }) => ({
		metric_id,
		role,
		figure: String((role === 'guardrail' ? limit : minimum_effect) ?? '')
	}));
	const room = Math.min(MOST_METRICS, Math.max(rows.length + 2, 4));
	return {
		name: template?.name ?? '',
		kind: template?.kind ?? '',
		about: template?.about ?? '',
		prompt_problem: prompt('problem'),
		prompt_who_affected: prompt('who_affected'),
		prompt_benefit: prompt('benefit'),
		prompt_how_we_know: prompt('how_we_know'),
		starter: template?.starter ?? '',
		design: template?.design ?? '',
		cycle_weeks: String(template?.cycle_weeks ?? ''),
		training: template?.training.join('\n') ?? '',
		reviews: template?.reviews ?? [],
		metrics: [...rows, ...Array.from({ length: room - rows.length }, emptyMetric)]
	};
}

/** What was typed, row by row. */
export function templateTyped(form: FormData): TemplateValues {
	const said = (name: string) => String(form.get(name) ?? '').replaceAll('\r\n', '\n');
	const texts = Object.fromEntries(fields.map((field) => [field, said(field)])) as Record<
		TemplateField,
		string
	>;
	const rows = Math.min(Math.max(0, Math.trunc(Number(form.get('rows')) || 0)), MOST_METRICS);
	return {
		...texts,
		reviews: form.getAll('reviews').map(String),
		metrics: Array.from({ length: rows }, (_, i) => ({
			metric_id: said(`metric-${i}-metric_id`),
			role: said(`metric-${i}-role`),
			figure: said(`metric-${i}-figure`)
		}))
	};
}

export type TemplateReading = { ok: true; template: object } | { ok: false; errors: Record<string, string> };

/** Reads a form into what the database takes; a row without a metric was never meant. */
export function readTemplate(values: TemplateValues): TemplateReading {
	const errors: Record<string, string> = {};
	const parsed = templateFormSchema.safeParse(values);
	for (const { path, message } of parsed.error?.issues ?? []) errors[String(path[0])] ??= message;
	const metrics: object[] = [];
	values.metrics.forEach((row, i) => {
		if (row.metric_id === '' && row.figure.trim() === '') return;
		const metric = metricSchema.safeParse(row);
		if (metric.success) metrics.push(metric.data);
		for (const { path, message } of metric.error?.issues ?? [])
			errors[`metric-${i}-${String(path[0])}`] ??= message;
	});
	const reviews = z.array(z.enum(specialties)).safeParse(values.reviews);
	if (!reviews.success) errors.reviews = 'Choose from the list.';
	if (!parsed.success || !reviews.success || Object.keys(errors).length > 0) return { ok: false, errors };
	const { name, kind, about, starter, design, cycle_weeks, training } = parsed.data;
	const prompts = Object.fromEntries(
		prompted.flatMap((field) => {
			const said = parsed.data[`prompt_${field}`];
			return said ? [[field, said]] : [];
		})
	);
	return {
		ok: true,
		template: {
			name,
			kind,
			about,
			starter,
			design,
			cycle_weeks,
			training,
			prompts,
			metrics,
			reviews: reviews.data
		}
	};
}
