/** When an open page asks whether something changed, and what it then does. */

/** Well within fifteen seconds, with the time that an answer takes. */
export const EVERY = 12_000;
const SELDOM = 5 * 60_000;

/** How long to wait before asking again: longer and longer while asking fails. */
export function pause(failures: number): number {
	return pauseFrom(EVERY, failures);
}

/** The same for a page that asks more often, or less. */
export function pauseFrom(every: number, failures: number): number {
	return Math.min(every * 2 ** Math.min(failures, 10), SELDOM);
}

export type Told = {
	/** As the server answered: 304 for nothing new. */
	status: number;
	tag: string | null;
	/** Seconds since the last change that this reader may see; null for none. */
	seconds: number | null;
};

/**
 * Whether the page is older than what it was told. The first answer has nothing to be compared with: the page is older if
 * something changed while it was on its way.
 * @param age seconds since the page was asked for
 */
export function isOlder(known: string | null, told: Told, age: number): boolean {
	if (told.status !== 200) return false;
	if (known === null) return told.seconds !== null && told.seconds < age;
	return told.tag !== known;
}

/**
 * What is to be done about a change: a page whose form somebody types into is theirs until they say so, and while a dialog
 * is open, a card is in somebody's hand or another page is on its way it is looked at again later.
 */
export function answerTo(page: { typed: boolean; busy: boolean }): 'refresh' | 'say so' | 'later' {
	if (page.busy) return 'later';
	return page.typed ? 'say so' : 'refresh';
}
