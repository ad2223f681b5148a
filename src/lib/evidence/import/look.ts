import { columnProfile, type Column } from './column.ts';
import { columnNames, headerRowOf, median } from './header.ts';
import { HEADER_WITHIN, MOST_LABELS_WIDE, WIDE } from './limits.ts';
import { emptyListing, list, type Listing } from './listing.ts';
import { isBlank, type Record } from './records.ts';
import { Refused } from './refused.ts';
import { openFile, type Reading, type Source } from './source.ts';

/** What a file holds, for whoever maps it: no row of it. Every setting is said and can be given back, corrected. */
export type Look = {
	reading: Required<Omit<Reading, 'encoding' | 'delimiter' | 'sheet'>> &
		Pick<Source, 'encoding' | 'delimiter' | 'sheet'>;
	sheets: string[];
	merged: string[];
	/** Rows of data, without titles, header and empty rows. */
	rows: number;
	/** More columns than a results file has. */
	wide: boolean;
	/** Rows above the header that are not read. */
	titles: number;
	columns: Column[];
	twice: string[];
	unnamed: number[];
	/** Rows with more or fewer cells than the header. Those with more are left out, since nobody knows which cell is which. */
	ragged: Listing<{ row: number; cells: number }>;
	badQuotes: Listing<number>;
};

export type OnShare = (share: number) => void;

/** Whether a row says more than the header has columns for. */
export const overflows = ({ cells }: Record, width: number) =>
	cells.length > width && !isBlank(cells.slice(width));

/**
 * Reads a whole file once and says what is in it. Throws `Refused`.
 * A byte that is no UTF-8 after all sends it back to the start, as Windows-1252.
 */
export async function lookAt(
	file: Blob,
	reading: Reading = {},
	onShare?: OnShare
): Promise<{ look: Look; source: Source }> {
	const source = await openFile(file, reading);
	try {
		return { look: await lookThrough(source, reading, onShare), source };
	} catch (error) {
		if (!(error instanceof TypeError) || source.encoding !== 'utf-8' || reading.encoding) throw error;
		return lookAt(file, { ...reading, encoding: 'windows-1252' }, onShare);
	}
}

async function lookThrough(source: Source, reading: Reading, onShare?: OnShare): Promise<Look> {
	const top: Record[] = [];
	const begin = () => lookBelow(top, headerIn(top, reading), source);
	let below: ReturnType<typeof lookBelow> | undefined;
	for await (const batch of source.records(onShare)) {
		for (const record of batch) {
			if (below) below.add(record);
			else top.push(record);
			if (top.length === HEADER_WITHIN) below ??= begin();
		}
	}
	return (below ?? begin()).finish();
}

function headerIn(top: Record[], { headerRow }: Reading): number | null {
	const some = top.filter(({ cells }) => !isBlank(cells));
	if (some.length === 0) throw new Refused('empty', {});
	if (headerRow === undefined) return headerRowOf(top);
	if (headerRow !== null && !some.some(({ row }) => row === headerRow)) {
		throw new Refused('no such header', { row: headerRow });
	}
	return headerRow;
}

/** Looks at everything under the header; `top` are the first rows, which it stands among. */
function lookBelow(top: Record[], headerRow: number | null, source: Source) {
	const header = top.find(({ row }) => row === headerRow)?.cells ?? null;
	const below = top.filter(({ row, cells }) => row > (headerRow ?? 0) && !isBlank(cells));
	const until = (cells: string[]) => cells.findLastIndex((cell) => cell.trim() !== '') + 1;
	const ends = below.map(({ cells }) => until(cells));
	// Empty cells behind the last name are commas that a spreadsheet left, unless most rows go on there.
	const width = header ? Math.max(until(header), median(ends)) : Math.max(...ends);
	const { names, twice, unnamed } = columnNames(header, width);
	const profiles = names.map((name, index) =>
		columnProfile(name, index, source.delimiter, width > WIDE ? MOST_LABELS_WIDE : undefined)
	);
	const ragged = emptyListing<{ row: number; cells: number }>();
	let rows = 0;

	function add(record: Record): void {
		if (isBlank(record.cells)) return;
		rows++;
		const over = overflows(record, width);
		if (over || record.cells.length < width) list(ragged, { row: record.row, cells: record.cells.length });
		if (over) return;
		for (let index = 0; index < profiles.length; index++) profiles[index]!.add(record.cells[index] ?? '');
	}
	below.forEach(add);

	return {
		add,
		finish(): Look {
			if (rows === 0) throw new Refused('only headers', { row: headerRow ?? 1 });
			const badQuotes = emptyListing<number>();
			for (const row of source.badQuotes()) list(badQuotes, row);
			const { encoding, delimiter, sheet, sheets, merged } = source;
			return {
				reading: { encoding, delimiter, sheet, headerRow },
				sheets,
				merged,
				rows,
				wide: width > WIDE,
				titles: headerRow === null ? 0 : headerRow - 1,
				columns: profiles.map((profile) => profile.finish()),
				twice,
				unnamed,
				ragged,
				badQuotes
			};
		}
	};
}
