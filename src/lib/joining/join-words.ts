/** Why somebody cannot join, what joining costs, and what a seat asks, in words. */
import type { JoinFault } from '#lib/pilots/joining.ts';
import { either, listed } from '#lib/pilots/words.ts';

/** Said to the reader themselves; null where there is nothing to say, since they are on the team. */
export const whyNotYou: Record<JoinFault, string | null> = {
	over: 'This pilot is over, so that nobody joins its team any more.',
	gone: null,
	team: null,
	outside: 'Teams are of people of the district. From outside, the AI office appoints you to one pilot.',
	recused: 'You recused yourself from this pilot, so you cannot join its team.',
	judges: 'You sponsor, evaluate, review or decide on this pilot, so you cannot join its team.'
};

/** Said to the lead about whoever asks. */
export const whyNotThem: Record<JoinFault, string> = {
	over: 'The pilot is over.',
	gone: 'They left the district.',
	outside: 'They are not of the district any more.',
	team: 'They are on the team already.',
	recused: 'They recused themselves from this pilot meanwhile.',
	judges: 'They sponsor, evaluate, review or decide on this pilot meanwhile.'
};

const acts: Record<string, string> = {
	reviewer: 'review it',
	evaluator: 'evaluate it',
	cabinet: 'sponsor it or vote on it',
	admin: 'act on it for the AI office'
};
const order = Object.keys(acts);

/**
 * What somebody with these roles gives up by joining: 'You will not be able to review it or evaluate it from then on …'.
 * Null for who holds none that judges.
 */
export function costOf(roles: readonly string[]): string | null {
	const lost = roles.filter((role) => role in acts).sort((a, b) => order.indexOf(a) - order.indexOf(b));
	if (lost.length === 0) return null;
	const named = lost.map((role) =>
		role === 'admin'
			? 'of the AI office'
			: role === 'cabinet'
				? 'of the cabinet'
				: `${role === 'evaluator' ? 'an' : 'a'} ${role}`
	);
	return `You are ${listed(named)}. Once you are on this team you will not be able to ${either(lost.map((role) => acts[role]!))}, not even after you leave it.`;
}

/** 'about 2 hours a week'. */
export function hoursOf(hours: number | null): string | null {
	return hours === null ? null : `about ${hours} ${hours === 1 ? 'hour' : 'hours'} a week`;
}
