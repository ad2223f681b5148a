import { z } from 'zod';
import { MOST_MINUTES, statements, timeWays, uses, type Statement } from './rubric.ts';

const agreement = z.enum(['1', '2', '3', '4', '5'], 'Choose how far you agree.').transform(Number);

const isMinutes = (typed: string) =>
	/^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_MINUTES;

/** The survey as its form sends it; each question has one answer. */
export const answerSchema = z
	.object({
		...(Object.fromEntries(statements.map((one) => [one, agreement])) as Record<Statement, typeof agreement>),
		use: z.enum(uses, 'Choose how often you used it.'),
		time: z.enum(timeWays, 'Choose what it does to your time.'),
		minutes: z.string().trim().default('')
	})
	.refine(({ time, minutes }) => time === 'even' || isMinutes(minutes), {
		path: ['minutes'],
		error: `Enter about how many minutes a week, from 1 to ${MOST_MINUTES}.`,
		// Said along with whatever else is missing.
		when: ({ value }) => ['saves', 'costs'].includes((value as { time?: string }).time ?? '')
	})
	.transform(({ time, minutes, ...rest }) => ({
		...rest,
		/** Saved in a week, net; below 0 where time is lost. */
		minutes: time === 'even' ? 0 : Number(minutes) * (time === 'saves' ? 1 : -1)
	}));

/** A new round: what it is called and how long it is open. */
export const openSchema = z.object({
	/** Named so that no other form of the page has it. */
	round_period: z
		.string()
		.trim()
		.regex(
			/^[\p{L}\p{N}][\p{L}\p{N} ./–-]{0,39}$/u,
			'Name the round with a short label, such as Spring 2026.'
		),
	closes_on: z.iso.date('Enter the last day, such as 2026-03-31.')
});
