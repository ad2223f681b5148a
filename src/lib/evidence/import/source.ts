import { delimiterOf } from './delimiter.ts';
import { decoder, kindOf, type Encoding } from './encoding.ts';
import { MOST_BYTES, MOST_SHEET_BYTES } from './limits.ts';
import { recordReader, withoutMark, type Delimiter, type Record } from './records.ts';
import { Refused } from './refused.ts';
import { sheetRecords, workbookOf } from './sheet.ts';

/** How a file is read. What is left out is detected. */
export type Reading = {
	encoding?: Encoding;
	delimiter?: Delimiter;
	sheet?: string;
	/** The row of the column names; null where the file has none. */
	headerRow?: number | null;
};

/** A file that can be read row by row, any number of times. */
export type Source = {
	encoding: Encoding | null;
	delimiter: Delimiter | null;
	sheets: string[];
	sheet: string | null;
	/** Ranges of merged cells in the sheet. */
	merged: string[];
	/** Rows in batches. `onShare` hears how much of the file is read, from 0 to 1. */
	records(onShare?: (share: number) => void): AsyncGenerator<Record[]>;
	/** Rows whose quotation marks do not fit; complete when all are read. */
	badQuotes(): number[];
};

const HEAD = 65_536;
const PIECE = 262_144;
const BATCH = 1_000;

/** Finds out what a file is. Throws `Refused` before reading one that is too large, and for what is no table. */
export async function openFile(file: Blob, reading: Reading = {}): Promise<Source> {
	if (file.size > MOST_BYTES) throw new Refused('too large', { bytes: file.size, most: MOST_BYTES });
	const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
	const kind = kindOf(head);
	return kind.kind === 'sheet'
		? openSheet(file, reading)
		: openText(file, head, reading.encoding ?? kind.encoding, reading.delimiter);
}

function openText(file: Blob, head: Uint8Array, encoding: Encoding, given?: Delimiter): Source {
	const sample = withoutMark(decoder(encoding).push(head));
	if (sample.trim() === '' && file.size <= HEAD) throw new Refused('empty', {});
	// The last line of the sample may be cut.
	const lines = file.size > HEAD ? sample.slice(0, sample.lastIndexOf('\n')) : sample;
	const delimiter = given ?? delimiterOf(lines);
	let badQuotes: number[] = [];
	async function* records(onShare: (share: number) => void = () => {}) {
		const decode = decoder(encoding);
		const reader = recordReader(delimiter);
		badQuotes = reader.badQuotes;
		for (let from = 0; from < file.size; from += PIECE) {
			const bytes = new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer());
			yield reader.push(decode.push(bytes));
			onShare(Math.min(1, (from + PIECE) / file.size));
		}
		const last = reader.push(decode.end());
		yield [...last, ...reader.end()];
	}
	return { encoding, delimiter, sheets: [], sheet: null, merged: [], records, badQuotes: () => badQuotes };
}

async function openSheet(file: Blob, reading: Reading): Promise<Source> {
	if (file.size > MOST_SHEET_BYTES) {
		throw new Refused('too large', { bytes: file.size, most: MOST_SHEET_BYTES });
	}
	const workbook = workbookOf(new Uint8Array(await file.arrayBuffer()));
	const sheets = workbook.map(({ name }) => name);
	const chosen = workbook.find(({ name }) => name === (reading.sheet ?? sheets[0]));
	if (!chosen) throw new Refused('no such sheet', { sheet: reading.sheet ?? '', sheets });
	const all = await sheetRecords(file, chosen);
	async function* records(onShare: (share: number) => void = () => {}) {
		for (let from = 0; from < all.length; from += BATCH) {
			yield all.slice(from, from + BATCH);
			onShare(Math.min(1, (from + BATCH) / all.length));
		}
	}
	const { name, merged } = chosen;
	return { encoding: null, delimiter: null, sheets, sheet: name, merged, records, badQuotes: () => [] };
}
