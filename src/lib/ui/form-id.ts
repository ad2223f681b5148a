/**
 * The id of what one form of a page makes, from the one id that the page was given: the same on the server and in the
 * browser, and another one for each form, so that a form that is sent twice makes one record.
 * @param draft a uuid, new with each load of the page
 * @param about which form it is
 */
export function formId(draft: string, about: string): string {
	// FNV-1a in 32 bits: forms of one page must not meet, and nobody must be kept out by it.
	let hash = 0x811c9dc5;
	for (const character of about) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	return draft.slice(0, -8) + (hash >>> 0).toString(16).padStart(8, '0');
}
