import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import type { Scaling, Wave, WaveEvent, WaveState } from './scaling.ts';

export const waveStateWords: Record<WaveState, { label: string; tone: Tone; icon: IconName }> = {
	planned: { label: 'Planned', tone: 'neutral', icon: 'calendar' },
	running: { label: 'Running', tone: 'accent', icon: 'arrow-right' },
	held: { label: 'Held', tone: 'caution', icon: 'pause' },
	'rolled back': { label: 'Rolled back', tone: 'bad', icon: 'cross' },
	done: { label: 'Done', tone: 'good', icon: 'check' }
};

const doneWords = {
	planned: 'The wave is planned.',
	saved: 'The wave is saved.',
	suggested: 'The waves are planned. Look at each: days, people and money can still be changed.',
	removed: 'The wave is off the plan.',
	ordered: 'The waves are in the new order: the days stay, and each wave takes those of its new place.',
	started: 'The wave has started.',
	finished: 'The wave is done.',
	held: 'The wave is held, and those concerned are told.',
	released: 'The wave goes on.',
	'rolled back': 'The wave is rolled back, and those concerned are told.',
	chosen: 'What a breach does is saved.'
} as const;
export type WaveDone = keyof typeof doneWords;

/** What is said once something was done; nothing for what an address made up. */
export function waveDone(done: string | null): string | null {
	return done !== null && Object.hasOwn(doneWords, done) ? doneWords[done as WaveDone] : null;
}

const eventWords: Record<WaveEvent['kind'], (by: string | null) => string> = {
	started: (by) => (by ? `${by} started it` : 'It started by itself, on its day'),
	held: (by) => (by ? `${by} held it` : 'It was held by itself'),
	released: (by) => (by ? `${by} let it go on` : 'It goes on by itself'),
	finished: (by) => `${by ?? 'Somebody'} said that it is done`,
	'rolled back': (by) => (by ? `${by} rolled it back` : 'It was rolled back by itself')
};
export const eventInWords = ({ kind, by }: Pick<WaveEvent, 'kind' | 'by'>) => eventWords[kind](by);

/** Who or what holds a wave, and how it goes on. */
export function heldInWords({ held_by, events }: Pick<Wave, 'held_by' | 'events'>): string {
	if (held_by === 'guardrail')
		return 'A guardrail holds it. It goes on by itself once the guardrails hold, or the cabinet lets it go on.';
	if (held_by === null) return 'On its day, what a start asks for was not there.';
	return `${events.findLast(({ kind }) => kind === 'held')?.by ?? 'Somebody'} holds it.`;
}

/** '3 of 5 people trained', and what is missing where nobody can tell. */
export function trainedInWords(told: { people: number; trained: number } | null): string | null {
	return told ? `${told.trained} of ${formatCount(told.people, 'person', 'people')} trained` : null;
}

export const guardrailWords: Record<
	NonNullable<Scaling['guardrails']>,
	{ title: string; tone: Tone; says: string }
> = {
	held: {
		title: 'The guardrails hold',
		tone: 'good',
		says: 'The results of the waves are within every limit.'
	},
	open: {
		title: 'A guardrail has no results yet',
		tone: 'neutral',
		says: 'Nothing is held for that, and nothing that is held goes on.'
	},
	'at risk': {
		title: 'A guardrail may be beyond its limit',
		tone: 'caution',
		says: 'The next wave is held until it holds again, or the cabinet lets it go on.'
	},
	breached: {
		title: 'A guardrail is beyond its limit',
		tone: 'bad',
		says: 'The next wave is held, and the pilot comes before the cabinet.'
	}
};
