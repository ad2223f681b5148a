/** Typing and showing mentions: `@Full Name` in plain text. Whom a comment really names, the database decides. */
import type { Mentionable } from './comments.ts';

export type Part = { text: string; mention: boolean };

const ends = (text: string, at: number) => !/[\p{L}\p{N}]/u.test(text.charAt(at));

/** A text in parts, so that the names in it can be set off. Of names that begin alike the longest wins. */
export function partsOf(body: string, names: readonly string[]): Part[] {
	const longestFirst = names.toSorted((a, b) => b.length - a.length);
	const parts: Part[] = [];
	let from = 0;
	for (let at = body.indexOf('@'); at >= 0; at = body.indexOf('@', at + 1)) {
		const rest = body.slice(at + 1);
		const name = longestFirst.find(
			(one) => rest.slice(0, one.length).toLowerCase() === one.toLowerCase() && ends(rest, one.length)
		);
		if (!name || /[\p{L}\p{N}_]/u.test(body.charAt(at - 1))) continue;
		if (at > from) parts.push({ text: body.slice(from, at), mention: false });
		from = at + 1 + name.length;
		parts.push({ text: body.slice(at, from), mention: true });
	}
	if (from < body.length) parts.push({ text: body.slice(from), mention: false });
	return parts;
}

/**
 * Whether an @ in a text, written as a mention is, is followed by none of these names: somebody was meant who cannot be told.
 * An address such as a@b and a lone @ mean nobody.
 */
export function namesNobody(body: string, names: readonly string[]): boolean {
	return partsOf(body, names).some(
		({ text, mention }) => !mention && /(^|[^\p{L}\p{N}_@])@\p{L}/u.test(text)
	);
}

/** The mention that is being typed just before the caret: where its @ stands and what was typed of the name. */
export function mentionAt(text: string, caret: number): { start: number; typed: string } | null {
	const start = text.lastIndexOf('@', caret - 1);
	if (start < 0 || /[\p{L}\p{N}_]/u.test(text.charAt(start - 1))) return null;
	const typed = text.slice(start + 1, caret);
	return typed.length > 60 || /[\n@]/.test(typed) || typed.startsWith(' ') ? null : { start, typed };
}

const folded = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Who could be meant: people a part of whose name begins so, accents aside; whole names first. */
export function suggest(people: readonly Mentionable[], typed: string, most = 6): Mentionable[] {
	const wanted = folded(typed);
	const begins = people.filter(({ name }) => folded(name).startsWith(wanted));
	const within = people.filter((one) => !begins.includes(one) && folded(one.name).includes(` ${wanted}`));
	const found = [...begins, ...within];
	// A name that is written out needs no suggestion, unless it could go on.
	return found.every(({ name }) => folded(name) === wanted) ? [] : found.slice(0, most);
}

/** The text with the name put in for what was typed, and where the caret goes. */
export function complete(
	text: string,
	mention: { start: number; typed: string },
	name: string
): { text: string; caret: number } {
	const after = text.slice(mention.start + 1 + mention.typed.length);
	const apart = after === '' || /^[\p{L}\p{N}]/u.test(after);
	const head = `${text.slice(0, mention.start)}@${name}${apart ? ' ' : ''}`;
	return { text: head + after, caret: head.length };
}
