// What educators say of a pilot in the survey of its rounds.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Use = 'never' | 'less than weekly' | 'weekly' | 'most days' | 'daily';
/** Who answered: how often they used it, minutes saved a week, and a digit for each statement in the order of the rubric. */
export type Answer = [account: string, use: Use, minutes: number, statements: string];

export type Asking = {
	on: number;
	by: string;
	period: string;
	/** the last day; below 0 for days that are to come */
	closes: number;
	/** before its day, by whoever opened it */
	closed?: number;
	answers: Answer[];
};

const statements = ['works', 'easy', 'fits', 'saves', 'helps', 'safe', 'keep'];

export async function askEducators(director: Director, pilot: string, { asking = [] }: Story): Promise<void> {
	for (const { on, by, period, closes, closed, answers } of asking) {
		const round = await director.act(by, on, 'open_feedback', {
			pilot,
			period,
			closes_on: director.day(closes)
		});
		for (const [account, use, minutes, digits] of answers) {
			const agreed = statements.map((statement, i) => [statement, Number(digits[i])]);
			await director.act(account, on - 2, 'answer_feedback', {
				pilot,
				round,
				answers: { ...Object.fromEntries(agreed), use, minutes }
			});
		}
		if (closed !== undefined) await director.act(by, closed, 'close_feedback', { pilot, round });
	}
}
