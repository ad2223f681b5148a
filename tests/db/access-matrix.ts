// Reads docs/access.md: the one place that says who may do what. What it says is compared with the database.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../docs/access.md', import.meta.url), 'utf8');

/** One row of a table: what is said of an object, by the heading of the column. */
export type Row = { name: string; situation: string; cells: Record<string, string> };

/** The part of the document below a heading, up to the next heading of any depth. */
function section(heading: string): string[] {
	const lines = text.split('\n');
	const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
	if (start < 0) throw new Error(`docs/access.md has no section “${heading}”.`);
	const rest = lines.slice(start + 1);
	const end = rest.findIndex((line) => /^#+ /.test(line));
	return end < 0 ? rest : rest.slice(0, end);
}

const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

/** The rows of a section's table. An object's name stands in code, what is said about the situation behind it. */
function table(heading: string): Row[] {
	const [head, , ...rows] = section(heading)
		.filter((line) => line.startsWith('|'))
		.map(cellsOf);
	return rows.map((cells) => {
		const [, name = '', situation = ''] = /^`([^`]+)`\s*(.*)$/.exec(cells[0]!) ?? [];
		if (!name) throw new Error(`docs/access.md: “${cells[0]}” below “${heading}” names no object.`);
		const said = Object.fromEntries(head!.slice(1).map((column, at) => [column, cells[at + 1] ?? '']));
		return { name, situation, cells: said };
	});
}

/** The names in code that a section lists. */
const list = (heading: string) =>
	[
		...section(heading)
			.join('\n')
			.matchAll(/`([^`]+)`/g)
	].map(([, name]) => name!);

export const relations = table('Tables and views');
export const hiddenRelations = list('Tables and views behind the API');
export const columnPrivileges = table('Columns that differ from their table');
export const functions = table('Functions of the API');
export const twins = list('Functions behind one of the same name');
export const helpers = table('Functions that policies ask');
export const hiddenFunctions = list('Functions behind the API');

/** Every table and view of the API. */
export const tables = [...new Set(relations.map(({ name }) => name))];
