// Educators who answer: staff with a site, rounds and what they say in them.
import type { Actor } from './actors.ts';
import { newcomer, type District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';

const statements = ['works', 'easy', 'fits', 'saves', 'helps', 'safe', 'keep'] as const;

/** The same answer to each statement, but for those that are named. */
export const answers = (score = 4, more: object = {}) => ({
	...Object.fromEntries(statements.map((one) => [one, score])),
	use: 'weekly',
	minutes: 20,
	...more
});

/** People of the district at a site, as the AI office puts them there. */
export async function staffAt(district: District, site: string | null, many: number): Promise<Actor[]> {
	const people = await Promise.all(
		Array.from({ length: many }, (_, i) => newcomer(district.id, `educator ${i + 1}`, []))
	);
	await asOwner(
		'update public.people set site_id = $1 where id = any ($2::uuid[])',
		site,
		`{${people.map(({ id }) => id).join(',')}}`
	);
	return people;
}

export const addSite = (district: District, pilot: string, site: string) =>
	asOwner(
		'insert into public.pilot_sites (pilot_id, site_id, district_id) values ($1, $2, $3)',
		pilot,
		site,
		district.id
	);

export const openRound = (who: Actor, pilot: string, period = 'Spring', closes_on = day(7)) =>
	must(who, 'open_feedback', { pilot, period, closes_on }) as Promise<string>;

/** Each of these people gives the answer beside them; the last one again where there are fewer. */
export async function answerAll(people: Actor[], pilot: string, round: string, given: object[]) {
	for (const [i, who] of people.entries()) {
		await must(who, 'answer_feedback', { pilot, round, answers: given[Math.min(i, given.length - 1)] });
	}
}

export type Question = {
	parts: { share: number; end: string | null }[];
	mean?: number;
	mean_end?: string | null;
};
export type Told = { n: number; questions: Record<string, Question> };
export type Round = {
	id: string;
	period: string;
	state: string;
	closed_at: string | null;
	asked: number;
	at_least: number | null;
	me: string | null;
	may_close: boolean;
	minimum: number;
	results: (Told & { sites: (Told & { name: string; site: string })[] }) | null;
};

/** The rounds of a pilot as somebody sees them, the newest first. */
export async function roundsOf(who: Actor, pilot: string): Promise<Round[]> {
	return (await must(who, 'feedback', { pilot })).rounds;
}
