import { deviceShelf } from './device-shelf.ts';
import { valuesOfRow } from './form-row.ts';
import { newId } from '#lib/db/ids.ts';
import { of, type Waiting } from './waiting.ts';

/** What stands in the form for one result by the page's own doing, and at which of its places. */
export type Draft = {
	/** The metric and what is corrected: the form of another begins anew. */
	place: string;
	id: string;
	values: Record<string, string | undefined>;
	errors: Record<string, string>;
	message: string;
};

/** A refused result as the form shows it again, with the reason at its field. */
export function draftOf({ rows, refused }: Waiting): Omit<Draft, 'place'> | null {
	const [row, ...others] = rows;
	if (!row || others.length > 0) return null;
	const { field = null, message = '', key = '' } = refused ?? {};
	const values = valuesOfRow(row);
	// Under its id other numbers are logged, so that it needs another.
	const id = key === 'conflict' ? newId() : row.id;
	return {
		id,
		values: { ...values, id },
		errors: field && field !== 'id' ? { [field]: message } : {},
		message
	};
}

/** The address of the form for a result that waits; the last part of it says which. */
export function formAddress({ id, pilot, rows: [row] }: Waiting): string {
	const what = row?.supersedes ? `correct=${row.supersedes}` : `metric=${row?.metric_id}`;
	return `/pilots/${pilot}/evidence?${what}&waiting=${id}#log`;
}

/** The entry of this person and pilot that the address of a page names, as the form shows it. */
export async function waitingFor(
	address: URL | null | undefined,
	whose: { person: string; pilot: string }
): Promise<{ id: string; draft: Omit<Draft, 'place'> } | null> {
	const wanted = address?.searchParams.get('waiting');
	if (!wanted) return null;
	const mine = await of(deviceShelf, whose.person);
	const found = mine.find(({ id, pilot }) => id === wanted && pilot === whose.pilot);
	const draft = found && draftOf(found);
	return draft ? { id: wanted, draft } : null;
}
