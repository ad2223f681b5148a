// What somebody may call who means no good, or fills in nothing: each argument of a call in turn is put out of bounds, and so is each
// part of one that has parts.
import type { Caller } from './access-actors.ts';
import type { Args } from './access-calls.ts';
import type { Fn } from './access-catalog.ts';
import type { Fixture } from './access-fixture.ts';
import { callOf } from './access-outcomes.ts';
import type { Probe } from './access-probes.ts';
import { day } from './forms.ts';

const long = 'x'.repeat(20_000);
const places = [
	'',
	' ',
	long,
	'٣',
	'-1',
	'1e9',
	'infinity',
	'0001-01-01',
	'9999-12-31',
	'2027-02-30',
	'=1+1'
];
const anything: unknown[] = [null, true, -1, 0.5, 1e300, [], {}, [null], [[1]], [{}], ...places];
const dates = [null, 'infinity', '-infinity', '0001-01-01', '9999-12-31'];

/** The same value with each of its parts in the place of another, however deep. */
function* changed(value: unknown, id: string): Generator<unknown> {
	yield* [...anything, id];
	if (Array.isArray(value)) {
		yield [...value, ...value];
		yield Array.from({ length: 300 }, () => value[0] ?? null);
		for (const [at, part] of value.entries()) {
			for (const other of changed(part, id)) yield value.with(at, other);
		}
	} else if (typeof value === 'object' && value !== null) {
		yield { ...value, no_such: 1 };
		for (const [key, part] of Object.entries(value)) {
			const { [key]: _, ...others } = value as Record<string, unknown>;
			yield others;
			for (const other of changed(part, id)) yield { ...others, [key]: other };
		}
	}
}

/** Values of a type that an argument of it can really have. */
function* valuesOf(type: string, meant: unknown, id: string): Generator<unknown> {
	if (type === 'jsonb') yield* changed(meant, id);
	else if (type === 'text') yield* [null, ...places];
	else if (type === 'date') yield* dates;
	else if (type === 'integer') yield* [null, -1, 0, 2 ** 31 - 1, -(2 ** 31)];
	else if (type === 'uuid') yield* [null, id];
	else if (type.endsWith('[]')) {
		const list = Array.isArray(meant) ? meant : [];
		yield* [null, [], [null], [...list, ...list], Array.from({ length: 2000 }, () => list[0] ?? null)];
	} else yield null;
}

/** Calls with more of their parts than the matrix needs. */
export const fuller = ({ district: { people, sites } }: Fixture): Record<string, Args> => ({
	call_meeting: { begins: '10:00', minutes: 60, place: 'Room 2' },
	save_meeting: {
		fields: { held_on: day(50), begins: '10:00', minutes: 60, place: 'Room 2', chair: people.chair.id }
	},
	'save_contract_facts the contract': {
		facts: {
			contract_value: 12000,
			board_approved_on: day(-1),
			board_reference: '4.2',
			renewal_notice_on: day(9),
			payer_next_year: 'Line 12'
		}
	},
	'save_contract_facts families': {
		facts: { family_notice_on: day(-1), opt_outs: 12, accommodations: 'Read aloud.' }
	},
	record_decision: {
		conditions: [
			{ words: 'Train them.', owner: people.lead.id, due_on: day(30), evidence_asked: 'The list.' }
		]
	},
	decision_log: {
		filters: {
			...{ q: 'tutor', outcome: 'scale', year: '2026', from: day(-9), to: day(0), objective: '1.1' },
			...{ site: sites[0], sponsor: people.sponsor.id, overrides: 'yes', conditions: 'open' },
			...{ sort: 'title', page: 1, per: 9 }
		}
	},
	decision_overrides: { filters: { came: 'to be said', against: 'evidence', page: '1', per: '9' } },
	condition_list: { filters: { state: 'open', owner: people.lead.id }, page: 1 },
	'do_step of the AI office': {
		fields: { seen: '1', done_on: day(0), note: 'All.', link: 'https://x.example', lesson: 'Ask first.' }
	},
	undo_step: { fields: { seen: '2', reason: 'Two were forgotten.' } },
	skip_step: { fields: { seen: '1', reason: 'There were none.' } },
	change_step: { fields: { seen: '1', owner: people.teammate.id, due_on: day(9), reason: 'She asked.' } },
	add_step: {
		fields: { title: 'Another', hint: 'So.', owner: people.lead.id, due_on: day(7), required: true }
	},
	save_avoided: { fields: { seen: '1', budget: '2400', licences: '3', hours: '9', source: 'The invoice.' } }
});

/** Such calls of a function. `id` is one of something else. */
export function fuzzed(fn: Fn, caller: Caller, args: Args, id: string): Probe[] {
	return fn.inputs.flatMap(({ name, type }) =>
		[...valuesOf(type, args[name], id)].map((value) => ({
			caller,
			text: callOf(fn, { ...args, [name]: value })
		}))
	);
}

/** A refusal in words of ours, or none. */
export const inWords = (code: string | null) => code === null || /^PT4/.test(code);
