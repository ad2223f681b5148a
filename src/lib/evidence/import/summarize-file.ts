import { lookAt, type Look, type OnShare } from './look.ts';
import type { Mapping } from './mapping.ts';
import { settle, type Rules, type Settled } from './settle.ts';
import type { Reading, Source } from './source.ts';
import { tally, type Tally } from './tally.ts';

/** A file that was looked at. Its rows stay behind `source`, which is never handed to a page. */
export type Opened = { look: Look; source: Source };

/** What a mapped file comes to; the groups are those that may be sent. */
export type Summed = Settled & Omit<Tally, 'groups'>;

export const open = (file: Blob, reading?: Reading, onShare?: OnShare): Promise<Opened> =>
	lookAt(file, reading, onShare);

/** Reads all rows again and sums them up. Throws `Refused` where the mapping doesn't fit. */
export async function summarizeFile(
	{ look, source }: Opened,
	mapping: Mapping,
	rules: Rules,
	onShare?: OnShare
): Promise<Summed> {
	const rows = tally(mapping, look.columns, look.reading.headerRow);
	for await (const batch of source.records(onShare)) for (const record of batch) rows.add(record);
	const { groups, ...told } = rows.finish();
	return { ...told, ...settle({ groups, ...told }, rules) };
}
