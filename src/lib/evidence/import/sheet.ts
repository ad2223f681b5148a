import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { MOST_UNPACKED_BYTES } from './limits.ts';
import { Refused } from './refused.ts';
import type { Record } from './records.ts';

/** A workbook's sheets in their order, each with its merged ranges ('M2:R2'). */
export type Workbook = { name: string; merged: string[] }[];

const entities: { [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string) =>
	text.replaceAll(/&(#x?[\da-f]+|\w+);/gi, (whole, name: string) => {
		if (name[0] !== '#') return entities[name] ?? whole;
		return String.fromCodePoint(name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1)));
	});

const attribute = (tag: string, name: string) =>
	unescaped(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
const tags = (xml: string, name: string) => xml.match(new RegExp(`<(\\w+:)?${name}\\s[^>]*>`, 'g')) ?? [];

/** What else a zip archive can be, by the parts inside. */
function otherKind(parts: string[]): string {
	if (parts.some((part) => part.startsWith('word/'))) return 'a Word document';
	if (parts.some((part) => part.startsWith('ppt/'))) return 'a presentation';
	if (parts.some((part) => part.endsWith('.iwa'))) return 'an Apple Numbers file';
	if (parts.includes('content.xml')) return 'an OpenDocument file';
	return parts.includes('xl/workbook.bin') ? 'a binary Excel file (.xlsb)' : 'a compressed folder';
}

/** The parts of an archive that `wanted` names. Throws `Refused` where it is damaged, no workbook, or unpacks to too much. */
function parts(bytes: Uint8Array, wanted: (name: string) => boolean): { [name: string]: Uint8Array } {
	const names: string[] = [];
	let size = 0;
	let unpacked: { [name: string]: Uint8Array };
	try {
		unpacked = unzipSync(bytes, {
			filter: ({ name, originalSize }) => {
				names.push(name);
				size += originalSize;
				if (size > MOST_UNPACKED_BYTES) throw new Refused('unpacks too large', {});
				return wanted(name);
			}
		});
	} catch (error) {
		throw error instanceof Refused ? error : new Refused('broken sheet', {});
	}
	if (!names.includes('xl/workbook.xml')) throw new Refused('another kind', { kind: otherKind(names) });
	return unpacked;
}

/** The sheets of an XLSX file. */
export function workbookOf(bytes: Uint8Array): Workbook {
	const files = parts(bytes, (name) => /^xl\/(workbook\.xml|_rels\/|worksheets\/[^/]*\.xml$)/.test(name));
	const text = (name: string) => (files[name] ? strFromU8(files[name]) : '');
	const targets = new Map(
		tags(text('xl/_rels/workbook.xml.rels'), 'Relationship').map((tag) => [
			attribute(tag, 'Id'),
			attribute(tag, 'Target').replace(/^\/?(xl\/)?/, 'xl/')
		])
	);
	return tags(text('xl/workbook.xml'), 'sheet').map((tag) => {
		// Merged ranges stand behind the rows: the rest of a large sheet is not looked at.
		const sheet = text(targets.get(attribute(tag, 'r:id')) ?? '');
		const from = sheet.lastIndexOf('<mergeCells');
		const merged = from < 0 ? [] : tags(sheet.slice(from), 'mergeCell').map((cell) => attribute(cell, 'ref'));
		return { name: attribute(tag, 'name'), merged };
	});
}

type Value = string | number | boolean | Date | null;

/** A cell as text: days as 2026-03-31, numbers with a point. */
function written(value: Value): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) return value.toISOString().replace('T00:00:00.000Z', '');
	return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
}

const columnNumber = (letters: string) =>
	[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

/** Gives every cell of a merged range its top left value, in place. */
function fillMerged(rows: string[][], merged: string[]): void {
	for (const range of merged) {
		const found = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
		if (!found) continue;
		const [left, top] = [columnNumber(found[1]!) - 1, Number(found[2]) - 1];
		const value = rows[top]?.[left] ?? '';
		for (const cells of rows.slice(top, Number(found[4]))) {
			const right = Math.min(cells.length, columnNumber(found[3]!));
			if (left < right) cells.fill(value, left, right);
		}
	}
}

/** The rows of one sheet. */
export async function sheetRecords(file: Blob, { name, merged }: Workbook[number]): Promise<Record[]> {
	let rows: string[][];
	try {
		const data = (await readSheet(file, name)) as unknown as Value[][];
		rows = data.map((cells) => cells.map(written));
	} catch {
		throw new Refused('broken sheet', {});
	}
	fillMerged(rows, merged);
	return rows.map((cells, index) => ({ row: index + 1, cells }));
}
