import type { Tone } from '#lib/ui/tones.ts';
import { choiceWords } from '../choice-words.ts';
import { voteChoices, type VoteChoice } from '../choices.ts';
import type { Tally } from '../votes.ts';
import type { DocketLine, ItemState, NamedVote } from './room.ts';

export const stateWords: Record<ItemState, { label: string; tone: Tone }> = {
	waiting: { label: 'Waiting', tone: 'neutral' },
	open: { label: 'Open', tone: 'accent' },
	'voting closed': { label: 'Voting closed', tone: 'caution' },
	decided: { label: 'Decided', tone: 'good' },
	'dealt with': { label: 'Dealt with', tone: 'good' },
	'taken off': { label: 'Taken off', tone: 'neutral' }
};

/** '2 for scale, 2 for sunset'. */
export function sidesOf(tally: Tally): string {
	const sides = voteChoices.filter(
		(choice) => choice !== 'abstain' && choice !== 'recuse' && tally[choice] !== undefined
	);
	return sides.map((choice) => `${tally[choice]} for ${choiceWords[choice].counted}`).join(', ');
}

/** The votes gathered by what they are for, the choice with most votes first. */
export function byChoice(votes: readonly NamedVote[]): { choice: VoteChoice; votes: NamedVote[] }[] {
	const sides = voteChoices.map((choice) => ({
		choice,
		votes: votes.filter((vote) => vote.choice === choice)
	}));
	const weight = ({ choice, votes: those }: (typeof sides)[number]) =>
		choice === 'abstain' || choice === 'recuse' ? -1 : those.filter(({ counted }) => counted).length;
	return sides.filter(({ votes: those }) => those.length > 0).sort((a, b) => weight(b) - weight(a));
}

/** How far the meeting is: '2 of 5 items done'. */
export function progress(items: readonly DocketLine[]): string {
	const done = items.filter(({ closed_at }) => closed_at !== null).length;
	return `${done} of ${items.length} ${items.length === 1 ? 'item' : 'items'} done`;
}

/** '7:05' of minutes and seconds, '1:02:30' from an hour on. */
export function clock(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const two = (value: number) => String(value).padStart(2, '0');
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** How long it took beside what was planned: 'took 12 of 10 minutes'. */
export function took(line: Pick<DocketLine, 'begun_at' | 'closed_at' | 'minutes'>): string | null {
	if (!line.begun_at || !line.closed_at) return null;
	const minutes = Math.max(1, Math.round((Date.parse(line.closed_at) - Date.parse(line.begun_at)) / 60_000));
	return `took ${minutes}${line.minutes ? ` of ${line.minutes}` : ''} ${minutes === 1 && !line.minutes ? 'minute' : 'minutes'}`;
}

/** What somebody is told who has no vote on the open item. */
export const noVoteWords = {
	team: 'You are or were on this pilot’s team, so you have no vote on it.',
	recused: 'You recused yourself from this pilot. The others decide.'
};

/** 'On its team', in the list of who votes. */
export const keptOutWords = { team: 'On its team', recused: 'Recused' };

export const planned = (minutes: number | null) =>
	minutes === null ? null : `Planned ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
