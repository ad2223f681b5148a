/** Results that wait on a device until the server has them: whose they are, what they are, and why one was refused. */

/** A result as `rpc/log_measurements` takes it: fields that it has nothing for are left out. */
export type ResultRow = { id: string; metric_id: string } & Record<string, string | number>;

/** Why the server will not have some results, and which field of a single one is wrong. */
export type Refusal = { message: string; key: string; field: string | null };

/** What was logged in one go: one result of the form, or all of a file. It is sent whole or not at all. */
export type Waiting = {
	/** Of a single result its own id, so that it waits once however often it is kept. */
	id: string;
	/** Whose they are: nobody else sees or sends them. */
	person: string;
	pilot: string;
	/** The pilot's title. */
	title: string;
	/** What they are, such as 'Reading score: pilot, outcome, Spring 2026'. */
	about: string;
	rows: ResultRow[];
	/** When they were kept. */
	at: string;
	refused: Refusal | null;
};

/** Where they wait. */
export type Shelf = {
	/** Of everybody on this device. */
	all(): Promise<Waiting[]>;
	/** @returns whether it is kept: a full or forbidden shelf keeps nothing. */
	keep(waiting: Waiting): Promise<boolean>;
	/** Remembers why it was refused, unless it is gone meanwhile. */
	refuse(id: string, refusal: Refusal): Promise<void>;
	forget(id: string): Promise<void>;
};

/** One person's, the oldest first: a correction follows what it corrects. */
export async function of(shelf: Shelf, person: string): Promise<Waiting[]> {
	return (await shelf.all()).filter((one) => one.person === person).sort((a, b) => a.at.localeCompare(b.at));
}

/** Keeps results that could not be sent. @returns whether they are kept */
export function keepResults(
	shelf: Shelf,
	given: Omit<Waiting, 'refused' | 'at'>,
	now: Date
): Promise<boolean> {
	return shelf.keep({ ...given, at: now.toISOString(), refused: null });
}

export const countOf = (some: readonly Waiting[]) => some.reduce((sum, { rows }) => sum + rows.length, 0);
