// From what became of a probe to the word in the matrix.
import { columns, outsiders, type Caller } from './access-actors.ts';
import type { Args } from './access-calls.ts';
import type { Fn } from './access-catalog.ts';
import { literal, run, type Outcome } from './access-probes.ts';
import { NO_GRANT, NOT_THERE } from './checks.ts';
import { labels } from './forms.ts';

export const NO_GRANT_WORD = '–';

/** A refusal of what was asked rather than of who asked it. A reference to what is not there is answered with 409 too. */
const content = ['PT400', 'PT409', 'PT422', NOT_THERE];

export function wordForCall({ code, message }: Outcome): string {
	if (code === null || content.includes(code)) return 'may';
	if (code === 'PT403') return 'no';
	if (code === 'PT404') return 'hidden';
	if (code === NO_GRANT) return NO_GRANT_WORD;
	return `failed: ${code} ${message}`;
}

/** A row as it is written in the matrix. Where people of one column fare differently, the cell says who. */
export function line(name: string, first: string[], words: { caller: Caller; word: string }[]): string {
	const cells = columns.map((column) => {
		const those = words.filter(({ caller }) => caller.column === column);
		const different = [...new Set(those.map(({ word }) => word))];
		const how = (word: string) => those.filter((one) => one.word === word);
		const [most = '', ...fewer] = different.sort((a, b) => how(b).length - how(a).length);
		const said = fewer.map(
			(word) =>
				`${how(word)
					.map(({ caller }) => caller.name.replace('reviewer for ', ''))
					.join(' and ')} ${word}`
		);
		return [...said, said.length > 0 ? `the others ${most}` : most].join(', ');
	});
	return [name, ...first, ...cells].join(' | ');
}

export function callOf(fn: Fn, args: Args): string {
	const given = fn.inputs
		.filter(({ name }) => name in args)
		.map(({ name, type }) => `${name} => ${literal(args[name], type)}`);
	return `select jsonb_agg(to_jsonb(x))::text from ${fn.schema}.${fn.name}(${given.join(', ')}) x`;
}

/** A call of a function that nobody may execute: it is refused before anybody looks at what it is called with. */
export const emptyCallOf = (fn: Fn) =>
	`select ${fn.schema}.${fn.name}(${fn.inputs.map(({ type }) => `null::${type}`).join(', ')})`;

export type Tried = { caller: Caller; args: Args; outcome: Outcome; word: string };

/** Everyone calls a function. */
export async function tryCall(fn: Fn, callers: Caller[], args: (caller: Caller) => Args): Promise<Tried[]> {
	const asked = callers.map((caller) => ({ caller, args: args(caller) }));
	const outcomes = await run(asked.map((one) => ({ caller: one.caller, text: callOf(fn, one.args) })));
	return asked.map((one, at) => ({ ...one, outcome: outcomes[at]!, word: wordForCall(outcomes[at]!) }));
}

/** Which of these ids somebody in these columns was told without having named them. */
export function leaksTo(columns: string[], tried: Tried[], ids: Set<string>): string[] {
	return tried
		.filter(({ caller }) => columns.includes(caller.column))
		.flatMap(({ caller, args, outcome }) => {
			const named = JSON.stringify(args);
			const told = (outcome.answer + outcome.message).match(uuids) ?? [];
			return told
				.filter((id) => ids.has(id) && !named.includes(id))
				.map((id) => `${caller.name} is told ${id}`);
		});
}

/** Ids of the district that an outsider was told without having named them. */
export const leaks = (tried: Tried[], ids: Set<string>) => leaksTo(outsiders, tried, ids);

export const uuids = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** The same arguments for supabase-js: lists as PostgreSQL writes them, which every backend reads. */
export const asTheApiReads = (inputs: Fn['inputs'], args: Args): Args =>
	Object.fromEntries(
		Object.entries(args).map(([name, value]) => {
			const type = inputs.find((input) => input.name === name)?.type ?? '';
			return [name, Array.isArray(value) && type.endsWith('[]') ? labels(value) : value];
		})
	);
