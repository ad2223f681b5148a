import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { Standing } from './schemas.ts';

/** Where the reader stands with a policy, as a badge says it. */
export const standingWords: Record<Standing['state'], { label: string; tone: Tone; icon?: IconName }> = {
	'to acknowledge': { label: 'To acknowledge', tone: 'caution', icon: 'alert' },
	acknowledged: { label: 'Acknowledged', tone: 'good', icon: 'check' },
	excepted: { label: 'Excepted', tone: 'info' },
	'not asked': { label: 'Not asked of you', tone: 'neutral' }
};
