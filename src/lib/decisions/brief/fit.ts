import { cut, type Block, type Line } from './block.ts';

/** Characters on a printed line of a column, and what a heading takes of its lines. */
const WIDTH = 62;
const HEADING = 1.6;
/** No line of the sheet is longer than this; the appendix has it whole. */
const LONGEST = 3 * WIDTH;
/** The room that a block which begins at all needs: two of its lines say more than one. */
const LEAST = 2;

/** How many printed lines it takes. */
export function taken({ text, mark }: Line): number {
	return Math.ceil((text.length + (mark ? mark.label.length + 3 : 0)) / WIDTH);
}

type Fitted = { sheet: Block[]; appendix: Block[] };

/**
 * What of some blocks stands in a column of so many printed lines, and what goes onto the appendix: blocks keep their order, and each
 * gives up its last lines where those after it need room. Pure.
 */
export function fit(blocks: readonly Block[], room: number): Fitted {
	const result: Fitted = { sheet: [], appendix: [] };
	let left = room;
	blocks.forEach((block, at) => {
		// What comes after keeps the room to begin.
		const after = blocks
			.slice(at + 1)
			.reduce((sum, { lines }) => sum + HEADING + Math.min(LEAST, sizeOf(lines)), 0);
		let own = left - after - HEADING;
		const shown: Line[] = [];
		for (const one of block.lines) {
			const short = { ...one, text: cut(one.text, LONGEST) };
			const size = taken(short);
			if (size > own && shown.length > 0) break;
			// The first line of a block is always told, as far as it goes.
			shown.push(
				size > own ? { ...one, text: cut(one.text, Math.max(1, Math.floor(own)) * WIDTH - 12) } : short
			);
			own -= size;
		}
		left -= HEADING + shown.reduce((sum, one) => sum + taken(one), 0);
		// What has a page of its own is not printed again; everything else that is cut or left out is.
		const rest = block.lines.filter((one, index) => !one.elsewhere && shown[index]?.text !== one.text);
		const more = rest.filter((one) => block.lines.indexOf(one) >= shown.length).length;
		result.sheet.push({
			...block,
			lines: more > 0 ? [...shown, { text: `And ${more} more, in the appendix.` }] : shown
		});
		if (rest.length > 0) result.appendix.push({ ...block, lines: rest });
	});
	return result;
}

const sizeOf = (lines: readonly Line[]) =>
	lines.reduce((sum, one) => sum + taken({ ...one, text: cut(one.text, LONGEST) }), 0);
