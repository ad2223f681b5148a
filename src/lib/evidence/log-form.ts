import { z } from 'zod';
import type { Metric } from './input.ts';
import { arms, phases } from './terms.ts';
import { numbersOf, type LoggedRow, type NumberField } from './measurement.ts';

const blankIsNone = (value: unknown) =>
	typeof value === 'string' && value.trim() === '' ? undefined : value;

const optionalText = z.preprocess(blankIsNone, z.string().trim().optional());
const optionalNumber = z.preprocess(blankIsNone, z.coerce.number('Enter a number.').optional());

/** What is said where a number is missing. */
const asks: Record<NumberField, string> = {
	n: 'Enter how many are in the group, as a number.',
	mean: 'Enter the mean, as a number.',
	sd: 'Enter the standard deviation, as a number.',
	events: 'Enter the events, as a number.',
	exposure: 'Enter over how much they were counted, as a number.',
	value: 'Enter the total, as a number.'
};

/** The fields of one result as the form sends them; which numbers are needed depends on the metric's kind. */
export function logSchema(kind: Metric['kind']) {
	const numbers = Object.fromEntries(
		numbersOf[kind].map((field) => [field, z.preprocess(blankIsNone, z.coerce.number(asks[field]))])
	);
	return z.object({
		id: z.uuid('This form is damaged: open the page again.'),
		metric_id: z.uuid('Choose what was measured.'),
		arm: z.enum(arms, 'Choose whether it is the pilot or the comparison.'),
		phase: z.enum(phases, 'Choose whether it is from before the pilot or an outcome.'),
		period: z.string().trim().min(1, 'Name the period, such as Spring 2026.'),
		measured_on: z.iso.date('Enter the day, such as 2026-03-31.'),
		site_id: z.preprocess(blankIsNone, z.uuid('Choose a site of the list.').optional()),
		stratum: optionalText,
		subgroup: optionalText,
		...numbers,
		// Of counts and totals about students the group's size is asked for too, so that none is of a small one.
		...(kind === 'count' || kind === 'total' ? { n: optionalNumber } : {}),
		...(kind === 'mean' || kind === 'proportion' ? { clusters: optionalNumber } : {}),
		...(kind === 'mean' ? { cluster_sd: optionalNumber, correlation: optionalNumber } : {}),
		source: optionalText,
		note: optionalText,
		supersedes: z.preprocess(blankIsNone, z.uuid().optional()),
		reason: optionalText
	});
}

/** A result that is to be corrected, as the form shows it. */
export function valuesOf(row: LoggedRow): Record<string, string> {
	const shown = Object.entries({ ...row, reason: '', id: '' });
	return Object.fromEntries(shown.map(([name, value]) => [name, value === null ? '' : String(value)]));
}
