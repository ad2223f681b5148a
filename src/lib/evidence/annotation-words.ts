import { outcomeWords } from '#lib/pilots/words.ts';
import type { Annotation } from './annotations.ts';

/** What happened, in a few words. */
export function annotationWords({ kind, facts }: Annotation): string {
	switch (kind) {
		case 'launched':
			return 'Launched';
		case 'cycle ends':
			return 'The cycle ends';
		case 'amended':
			return `Plan amended: ${facts.reason}`;
		case 'put on hold':
			return `Put on hold: ${facts.reason}`;
		case 'hold lifted':
			return 'Hold lifted';
		case 'incident':
			return 'Serious incident';
		case 'decided':
			return `Decided: ${outcomeWords[facts.outcome].label.toLowerCase()}`;
	}
}
