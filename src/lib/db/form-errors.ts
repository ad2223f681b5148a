import type { z } from 'zod';

/** The first thing that is wrong with each field. */
export function formErrors(error: z.ZodError): Record<string, string> {
	const errors: Record<string, string> = {};
	for (const { path, message } of error.issues) errors[String(path[0] ?? '')] ??= message;
	return errors;
}
