/** Why a file cannot be read, with what the sentence about it needs to name. The sentences are in import-words.ts. */
export type Reasons = {
	'too large': { bytes: number; most: number };
	empty: Record<never, never>;
	'only headers': { row: number };
	'old excel': Record<never, never>;
	'another kind': { kind: string };
	binary: Record<never, never>;
	'fixed width': Record<never, never>;
	'open quote': { row: number };
	'broken sheet': Record<never, never>;
	'unpacks too large': Record<never, never>;
	'no such sheet': { sheet: string; sheets: string[] };
	'no such header': { row: number };
	'mapping does not fit': { missing: string[] };
	'identity mapped': { column: string };
	'too many groups': { most: number };
	failed: Record<never, never>;
};
export type Reason = keyof Reasons;

/** A file, or a mapping of it, that is refused as a whole. `facts` hold no value of the file's rows. */
export class Refused<Key extends Reason = Reason> extends Error {
	reason: Key;
	facts: Reasons[Key];

	constructor(reason: Key, facts: Reasons[Key]) {
		super(reason);
		this.name = 'Refused';
		this.reason = reason;
		this.facts = facts;
	}
}
