import type { Tone } from '#lib/ui/tones.ts';

/** One thing that a block says. The mark stands before it, for what must not be missed. */
export type Line = {
	text: string;
	mark?: { tone: Tone; label: string };
	/** It stands whole on a page of the pilot, or only confirms: where there is no room, the appendix does not repeat it. */
	elsewhere?: boolean;
};

/** Lines under a heading. The most important first: the last ones make room. */
export type Block = { key: string; heading: string; lines: Line[] };

export const line = (text: string, mark?: Line['mark']): Line => (mark ? { text, mark } : { text });

/** Words without the lines of which there is nothing to say. */
export const lines = (...some: (Line | string | null | false | undefined)[]): Line[] =>
	some
		.flatMap((one) => (!one ? [] : [typeof one === 'string' ? line(one) : one]))
		.filter(({ text, mark }) => text !== '' || mark);

/** A text ends with a full stop, whoever wrote it. */
export function sentence(text: string): string {
	const trimmed = text.trim().replace(/\s+/g, ' ');
	return /[.!?…]$/.test(trimmed) || trimmed === '' ? trimmed : `${trimmed}.`;
}

/** At most so many characters, cut between words. */
export function cut(text: string, most: number): string {
	if (text.length <= most) return text;
	const room = text.slice(0, most - 1);
	const at = room.lastIndexOf(' ');
	return `${room.slice(0, at > most / 2 ? at : most - 1).replace(/[\s,;:.–-]+$/, '')}…`;
}
