import type { Feedback, Round } from './feedback.ts';

type Rounds = Pick<Feedback, 'rounds'>;

/** The round that is open, of which a pilot has one at a time. */
export const openRound = ({ rounds }: Rounds): Round | null =>
	rounds.find(({ state }) => state === 'open') ?? null;

export const closedRounds = ({ rounds }: Rounds): Round[] => rounds.filter(({ state }) => state === 'closed');

/** The newest round of which something is told. */
export const lastTold = (feedback: Rounds): Round | null =>
	closedRounds(feedback).find(({ results }) => results !== null) ?? null;

export const mayAnswer = ({ me }: Pick<Round, 'me'>): boolean => me === 'asked' || me === 'volunteer';
