import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guideSimulation, simulate } from './simulation.ts';
import { simulationTables, wavesTable } from './simulation-words.ts';
import { guideWaves, simulateWaves } from './waves/simulated-waves.ts';

/** What the lines of eight classes say, by table, line and column; a share of 0 may have no column. */
function ofEight(tables: string): Map<string, string> {
	const said = new Map<string, string>();
	let head: string[] = [];
	let title = '';
	for (const line of tables.split('\n')) {
		if (line.startsWith('### ')) [title, head] = [line, []];
		if (!line.startsWith('| ')) continue;
		const cells = line.split('|').map((cell) => cell.trim());
		if (head.length === 0) head = cells;
		if (cells[2] !== '8') continue;
		cells.forEach((cell, i) => {
			if (cell !== '' && cell !== '0') said.set(`${title}: ${cells[1]} ${cells[3]}: ${head[i]}`, cell);
		});
	}
	return said;
}

test("the guide's lines of eight classes are what the rules of today say; if not: npm run simulate", () => {
	const guide = readFileSync(new URL('../../../docs/guide/verdicts.md', import.meta.url), 'utf8');
	const today = ofEight(simulationTables(simulate({ ...guideSimulation, classes: [8] })));
	expect(today.size).toBeGreaterThan(100);
	expect(ofEight(guide)).toEqual(today);
}, 60_000);

test('its first line of waves, too', () => {
	const guide = readFileSync(new URL('../../../docs/guide/verdicts.md', import.meta.url), 'utf8');
	const line = wavesTable(simulateWaves({ ...guideWaves, sizes: [[2, 2]], effects: [0] })).split('\n')[2]!;
	const cells = (text: string) => text.split('|').map((cell) => cell.trim());
	const told = guide.split('\n').find((one) => one.startsWith('| 2 + 2 '))!;
	expect(cells(told)).toEqual(cells(line));
	expect(() => simulateWaves({ ...guideWaves, pilots: 0 })).toThrow(RangeError);
	expect(() => simulateWaves({ ...guideWaves, sizes: [[2]] })).toThrow(RangeError);
}, 60_000);
