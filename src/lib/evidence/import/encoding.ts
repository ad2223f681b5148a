import { Refused } from './refused.ts';

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** What the first bytes of a file say that it is. */
export type Kind = { kind: 'sheet' } | { kind: 'text'; encoding: Encoding };

/** First bytes of what people drop by mistake, as Latin-1 text, and what it is called. */
const others: [start: string, name: string][] = [
	['%PDF', 'a PDF'],
	['\x89PNG', 'a picture'],
	['\xff\xd8\xff', 'a picture'],
	['GIF8', 'a picture'],
	['\x1f\x8b', 'a compressed file'],
	['Rar!', 'a compressed file'],
	['7z\xbc\xaf', 'a compressed file'],
	['SQLite format', 'a database'],
	['PAR1', 'a Parquet file'],
	['$FL', 'an SPSS file'],
	['<stata', 'a Stata file'],
	['<!DOCTYPE', 'a web page'],
	['<html', 'a web page'],
	['<?xml', 'an XML file'],
	['{\\rtf', 'a text document']
];

const latin = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');

/**
 * Kind and encoding from the first bytes of a file (64 kB are plenty). A byte that is no UTF-8 may still come later:
 * whoever reads on falls back to Windows-1252 then. Throws `Refused` for what is no table.
 */
export function kindOf(head: Uint8Array): Kind {
	if (head.length === 0) throw new Refused('empty', {});
	const start = latin(head.subarray(0, 16));
	if (start.startsWith('PK\x03\x04')) return { kind: 'sheet' };
	if (start.startsWith('\xd0\xcf\x11\xe0')) throw new Refused('old excel', {});
	const text = start.replace(/^\xef\xbb\xbf/, '').trimStart();
	const other = others.find(([mark]) => text.toLowerCase().startsWith(mark.toLowerCase()));
	if (other) throw new Refused('another kind', { kind: other[1] });
	if (/^(\{\s*"|\[\s*[[{])/.test(text)) throw new Refused('another kind', { kind: 'a JSON file' });
	return { kind: 'text', encoding: encodingOf(head) };
}

function encodingOf(head: Uint8Array): Encoding {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const wide = wideOrder(head);
	if (wide) return wide;
	const controls = head.reduce((sum, byte) => sum + (byte < 9 || (byte > 13 && byte < 32) ? 1 : 0), 0);
	if (head.includes(0) || controls > head.length / 50) throw new Refused('binary', {});
	return readsAs('utf-8', head) ? 'utf-8' : 'windows-1252';
}

/** UTF-16 without a mark: in Western text every other byte is zero. */
function wideOrder(head: Uint8Array): Encoding | null {
	const zeros = [0, 0];
	head.forEach((byte, index) => {
		if (byte === 0) zeros[index % 2]!++;
	});
	const half = head.length / 2;
	const [even = 0, odd = 0] = zeros;
	if (odd > half * 0.6 && even < half * 0.05 && readsAs('utf-16le', head)) return 'utf-16le';
	if (even > half * 0.6 && odd < half * 0.05 && readsAs('utf-16be', head)) return 'utf-16be';
	return null;
}

function readsAs(encoding: Encoding, head: Uint8Array): boolean {
	try {
		// As a stream, since the head may end in the middle of a character.
		new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
		return true;
	} catch {
		return false;
	}
}

/** Decodes a file piece by piece, every line break as \n. Throws a TypeError at a byte that the encoding has none of. */
export function decoder(encoding: Encoding) {
	const decode = new TextDecoder(encoding, { fatal: encoding !== 'windows-1252' });
	// A \r at the end of a piece may be half a line break.
	let held = '';
	const plain = (text: string) => text.replaceAll(/\r\n?/g, '\n');
	return {
		push(bytes: Uint8Array): string {
			const text = held + decode.decode(bytes, { stream: true });
			held = text.endsWith('\r') ? '\r' : '';
			return plain(held ? text.slice(0, -1) : text);
		},
		end: (): string => plain(held + decode.decode())
	};
}
