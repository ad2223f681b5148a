const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text from outside is an id as the database has them; anything else it would refuse with an error of its own. */
export function isId(text: string): boolean {
	return UUID.test(text);
}
