/** What came of a form of one’s account: where its words stand, or why not, with what was typed except passwords. */
export type Reply =
	| { ok: true; said: string }
	| {
			ok: false;
			status: number;
			/** Which form of the page. */
			about: string;
			message: string;
			errors: Record<string, string>;
			values: Record<string, string>;
	  };

/** A form that is refused: by a sentence of its own, or by what is wrong with its fields. */
export function refused(
	about: string,
	status: number,
	why: string | Record<string, string>,
	values: Record<string, string> = {}
): Reply {
	const errors = typeof why === 'string' ? {} : why;
	const message = typeof why === 'string' ? why : (Object.values(why)[0] ?? '');
	return { ok: false, status, about, message, errors, values };
}
