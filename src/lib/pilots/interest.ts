/** What a form says to whoever signs or votes without the statement. */
export const stateIt =
	'State that you have no interest in the tool or its vendor, or recuse yourself from this pilot instead.';
