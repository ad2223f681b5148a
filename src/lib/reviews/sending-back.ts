/** What a form says about the parts of a proposal that are sent back. */
import type { ReworkNote } from '#lib/pilots/drafting.ts';
import { partLabel, reworkParts } from '#lib/pilots/proposal-parts.ts';

const MOST = { note: 2000, reason: 1000 };

export type PartsRead = { note: string; parts: ReworkNote[]; errors: Record<string, string> };

const text = (form: FormData, name: string) =>
	String(form.get(name) ?? '')
		.replaceAll('\r\n', '\n')
		.trim();

const tooLong = (most: number, has: number) =>
	`This can have ${most.toLocaleString('en')} characters and has ${has.toLocaleString('en')}. Shorten it: all that you typed is still here.`;

/** A part is meant when it is ticked; what stands beside one that is not is left out. */
export function readParts(form: FormData): PartsRead {
	const note = text(form, 'note');
	const errors: Record<string, string> = {};
	if (note === '') errors.note = 'Say in a sentence why it goes back: the reason stays with the pilot.';
	else if (note.length > MOST.note) errors.note = tooLong(MOST.note, note.length);
	const parts: ReworkNote[] = [];
	for (const { part } of reworkParts) {
		if (!form.has(`part:${part}`)) continue;
		const reason = text(form, `reason:${part}`);
		if (reason === '') errors[`reason:${part}`] = `${partLabel(part)}: say what should change.`;
		else if (reason.length > MOST.reason) errors[`reason:${part}`] = tooLong(MOST.reason, reason.length);
		parts.push({ part, reason });
	}
	return { note, parts, errors };
}
