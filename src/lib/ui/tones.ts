import type { IconName } from './icons.ts';

export type Tone = 'neutral' | 'accent' | 'info' | 'good' | 'caution' | 'bad';

/** The sign that goes with a tone, so that colour never speaks alone. */
export const TONE_ICON: Record<Tone, IconName> = {
	neutral: 'info',
	accent: 'flag',
	info: 'info',
	good: 'check',
	caution: 'alert',
	bad: 'cross'
};
