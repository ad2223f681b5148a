// What the database does, written as the matrix writes it, so that the two can be laid side by side.
import { columns, type Caller } from './access-actors.ts';
import type { Args, Call } from './access-calls.ts';
import type { Fn, Relation } from './access-catalog.ts';
import type { Row } from './access-matrix.ts';
import { line, NO_GRANT_WORD, tryCall, type Tried } from './access-outcomes.ts';
import { run } from './access-probes.ts';
import { NO_GRANT } from './checks.ts';
import { asOwner } from './owner.ts';

export const inSchema = <T extends { schema: string }>(schema: T['schema'], all: T[]) =>
	all.filter((one) => one.schema === schema);

/** The rows of the matrix, as lines in the order of the alphabet. */
export const written = (rows: Row[], first: string[]) =>
	rows
		.map(({ name, situation, cells }) =>
			[`${name} ${situation}`.trim(), ...[...first, ...columns].map((column) => cells[column])].join(' | ')
		)
		.sort();

/** Everyone reads a table or view: the rows of the district, or all where they belong to none. */
export async function reading({ name, columns: has }: Relation, district: string, callers: Caller[]) {
	const key = name === 'districts' ? 'id' : 'district_id';
	const where = has.includes(key) ? `where ${key} = '${district}'` : '';
	const count = `select count(*)::text from public.${name} ${where}`;
	const [all] = await asOwner<{ count: string }>(count);
	const outcomes = await run(callers.map((caller) => ({ caller, text: count })));
	const words = callers.map((caller, at) => {
		const { code, message, answer } = outcomes[at]!;
		if (code === NO_GRANT) return { caller, word: NO_GRANT_WORD };
		if (code) return { caller, word: `failed: ${code} ${message}` };
		return { caller, word: answer === '0' ? 'none' : answer === all!.count ? 'all' : 'some' };
	});
	return line(all!.count === '0' ? `${name} (has no row in access-fixture.ts)` : name, [], words);
}

/** A view over several tables takes no rows, whoever asks. */
const NOT_WRITABLE = '55000';

/** Writing to a table or view in each way that there is. */
export function writes({ schema, name, columns: [first] }: Relation): string[] {
	const relation = `${schema}.${name}`;
	return [
		`insert into ${relation} default values returning 1::text`,
		`update ${relation} set ${first} = default returning 1::text`,
		`delete from ${relation} returning 1::text`
	];
}

/** Which of these statements anybody gets through, although nobody has a grant for them. */
export async function through(texts: string[], callers: Caller[]): Promise<string[]> {
	const tried = texts.flatMap((text) => callers.map((caller) => ({ caller, text })));
	const outcomes = await run(tried);
	return (
		tried
			.map(({ caller, text }, at) => ({ outcome: outcomes[at]!, said: `${caller.name}: ${text}` }))
			// Row level security refuses with the same code, but only somebody who has a grant.
			.filter(
				({ outcome: { code, message } }) =>
					!(code === NO_GRANT && /^permission denied/.test(message)) && code !== NOT_WRITABLE
			)
			.map(({ outcome, said }) => `${said} – ${outcome.code} ${outcome.message}`)
	);
}

export const argsOf = (call: Call) => (caller: Caller) => (typeof call === 'function' ? call(caller) : call);

export const functionIn = (key: string) => key.split(' ')[0]!;

/** The calls of a function, one for each of its situations. */
export const entriesFor = (table: Record<string, Call>, name: string) =>
	Object.entries(table).filter(([key]) => functionIn(key) === name);

/** The same arguments by place: what stands behind a function may call them otherwise, and knows no defaults. */
export const byPlace = (from: Fn, to: Fn, args: Args): Args =>
	Object.fromEntries(
		to.inputs
			.filter(({ optional }, at) => at < from.inputs.length || !optional)
			.map(({ name }, at) => [name, args[from.inputs[at]?.name ?? ''] ?? null])
	);

/** Everyone calls each of these functions in each of its situations. */
export async function observe(those: Fn[], table: Record<string, Call>, callers: Caller[]) {
	const tried: Record<string, Tried[]> = {};
	const lines: string[] = [];
	for (const fn of those) {
		const entries = entriesFor(table, fn.name);
		if (entries.length === 0) lines.push(`${fn.name}: access-calls.ts has no call of it`);
		for (const [key, call] of entries) {
			tried[key] = await tryCall(fn, callers, argsOf(call));
			lines.push(line(key, [fn.granted], tried[key]));
		}
	}
	const gone = Object.keys(table).filter((key) => !those.some(({ name }) => name === functionIn(key)));
	return { tried, lines: [...lines, ...gone.map((key) => `${key}: there is no such function`)].sort() };
}
