import type { VoteChoice } from './choices.ts';

/** How each choice is said on a ballot, and what it means for the pilot. */
export const choiceWords: Record<VoteChoice, { label: string; hint: string; counted: string }> = {
	scale: {
		label: 'Scale',
		hint: 'Bring it to more sites, in waves, measured as it goes.',
		counted: 'scale'
	},
	extend: {
		label: 'Extend',
		hint: 'Run one more cycle, with what has to be repaired or measured longer.',
		counted: 'extend'
	},
	shelve: {
		label: 'Shelve',
		hint: 'Let it rest until a date. Nothing is lost, and it can come back.',
		counted: 'shelve'
	},
	sunset: {
		label: 'Sunset',
		hint: 'Close it with care and with thanks. An honest answer is what a pilot is for.',
		counted: 'sunset'
	},
	abstain: {
		label: 'Abstain',
		hint: 'You were there, and your vote is for no outcome.',
		counted: 'abstained'
	},
	recuse: {
		label: 'Recuse yourself',
		hint: 'You have a stake in this. The reason is recorded.',
		counted: 'recused'
	}
};
