import type { Look } from './look.ts';
import type { Mapping } from './mapping.ts';
import type { Reason, Reasons } from './refused.ts';
import type { Rules } from './settle.ts';
import type { Reading } from './source.ts';
import type { Summed } from './summarize-file.ts';

/** What a page asks the worker. `call` tells answers apart. */
export type Asked =
	| { call: number; ask: 'look'; file: Blob; reading: Reading }
	| { call: number; ask: 'sum up'; mapping: Mapping; rules: Rules };

/** What the worker answers: how far it is, and in the end one of the others. */
export type Answered = { call: number } & (
	{ share: number } | { look: Look } | { summed: Summed } | { refused: Reason; facts: Reasons[Reason] }
);
