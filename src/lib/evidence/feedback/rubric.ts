/*
 * What educators are asked, the same in every pilot: version 1. The database knows the keys and what may be answered; the words are
 * here. Other words that mean something else are another version, so that rounds stay comparable.
 */

export const RUBRIC = 1;

/** Agreed with from 1, strongly disagree, to 5, strongly agree. */
export const statements = ['works', 'easy', 'fits', 'saves', 'helps', 'safe', 'keep'] as const;
export type Statement = (typeof statements)[number];

export const statementWords: Record<Statement, string> = {
	works: 'It does what it was said to do.',
	easy: 'It is easy to use.',
	fits: 'It fits how I teach or work.',
	saves: 'It saves me time, checking and correcting included.',
	helps: 'It helps students learn, or the work that it is for.',
	safe: 'It is safe, and fair to everyone it touches.',
	keep: 'I would want to keep it.'
};

export const scale = [
	{ value: '1', label: 'Strongly disagree' },
	{ value: '2', label: 'Disagree' },
	{ value: '3', label: 'Neither' },
	{ value: '4', label: 'Agree' },
	{ value: '5', label: 'Strongly agree' }
] as const;

export const uses = ['never', 'less than weekly', 'weekly', 'most days', 'daily'] as const;
export type Use = (typeof uses)[number];

export const useWords: Record<Use, string> = {
	never: 'Not at all',
	'less than weekly': 'Less than once a week',
	weekly: 'About once a week',
	'most days': 'On most days',
	daily: 'Every day'
};

/** What the tool does to somebody's time in a week, once everything is checked and corrected. */
export const timeWays = ['saves', 'even', 'costs'] as const;
export type TimeWay = (typeof timeWays)[number];

export const timeWords: Record<TimeWay, string> = {
	saves: 'It saves me time',
	even: 'It comes out even',
	costs: 'It costs me time'
};

/** The most minutes a week that somebody can save or lose: a day and a quarter of work. */
export const MOST_MINUTES = 600;

/** What the three parts of each question are called that are told of it, from low to high. */
export const partWords = {
	statement: ['disagree', 'neither', 'agree'],
	use: ['less than weekly or not at all', 'about weekly', 'most days or daily'],
	minutes: ['lose time', 'come out even', 'save time']
} as const;
