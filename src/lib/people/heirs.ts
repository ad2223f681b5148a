/** Who takes over which seat of whoever leaves, as a form names it and as the database reads it. */

export type Heir = { seat: string; pilot?: string; meeting?: string; heir: string | null };

type Place = { seat: string; pilot?: string | null; meeting?: string | null };

/** The key of a seat in a form: 'lead:pilot:…'. */
export function seatKey({ seat, pilot, meeting }: Place): string {
	return pilot ? `${seat}:pilot:${pilot}` : `${seat}:meeting:${meeting}`;
}

/** Reads 'heir:KEY' (an id) and 'address:KEY' (an e-mail address, which goes before). */
export function heirsOf(
	values: Record<string, string>,
	idOf: ReadonlyMap<string, string>
): { heirs: Heir[]; unknown: Record<string, string> } {
	const heirs: Heir[] = [];
	const unknown: Record<string, string> = {};
	for (const [name, chosen] of Object.entries(values)) {
		if (!name.startsWith('heir:')) continue;
		const key = name.slice('heir:'.length);
		const [seat = '', kind, id = ''] = key.split(':');
		const address = (values[`address:${key}`] ?? '').trim().toLowerCase();
		const heir = address ? idOf.get(address) : chosen || null;
		if (heir === undefined) unknown[key] = `Nobody of this district has the address ${address}.`;
		else heirs.push({ seat, [kind === 'meeting' ? 'meeting' : 'pilot']: id, heir });
	}
	return { heirs, unknown };
}

/** What the database says is wrong, by seat. */
export function wrongSeats(facts: Record<string, unknown>): Record<string, string> {
	const list = Array.isArray(facts.wrong) ? (facts.wrong as (Place & { reason: string })[]) : [];
	return Object.fromEntries(
		list.map((one) => [seatKey(one), `${one.reason.charAt(0).toUpperCase()}${one.reason.slice(1)}.`])
	);
}
