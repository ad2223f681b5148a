// The access matrix (docs/access.md) against the database: every object of the catalog, every actor, every act is really
// tried, and what becomes of it must be what is written.
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { callersOf, type Caller } from './access-actors.ts';
import { leftNoTrace, swaps } from './access-across.ts';
import { calls, helperCalls } from './access-calls.ts';
import { briefs } from './access-calls-briefs.ts';
import { contracts } from './access-calls-contracts.ts';
import { decided } from './access-calls-decided.ts';
import { meetings } from './access-calls-meetings.ts';
import { monitoring } from './access-calls-monitoring.ts';
import { room as roomCalls } from './access-calls-room.ts';
import { scaling } from './access-calls-scaling.ts';
import { sunset } from './access-calls-sunset.ts';
import {
	columnPrivileges,
	functionsThere,
	relationsThere,
	type Fn,
	type Relation
} from './access-catalog.ts';
import { furnished, idsBeyond, idsOf, printCode, takeCodeBack, type Fixture } from './access-fixture.ts';
import { fuller, fuzzed, inWords } from './access-fuzz.ts';
import * as matrix from './access-matrix.ts';
import {
	argsOf,
	byPlace,
	entriesFor,
	functionIn,
	inSchema,
	observe,
	reading,
	through,
	writes,
	written
} from './access-observe.ts';
import {
	asTheApiReads,
	callOf,
	emptyCallOf,
	leaks,
	leaksTo,
	NO_GRANT_WORD,
	tryCall,
	type Tried
} from './access-outcomes.ts';
import { dropProbes, openProbes, run } from './access-probes.ts';
import { denied, NO_GRANT } from './checks.ts';
import { reportProbes } from './owner.ts';

// Some thousand statements a test, on a machine that may do much else.
vi.setConfig({ testTimeout: 900_000, hookTimeout: 600_000 });

let fixture: Fixture;
let callers: Caller[];
let relations: Relation[];
/** the functions of the API by their names, and those behind it */
let published: Map<string, Fn>;
let behind: Fn[];
/** what became of each call of the API's functions */
let seen: Record<string, Tried[]>;
let ids: Set<string>;

beforeAll(async () => {
	await openProbes();
	fixture = await furnished();
	await printCode(fixture);
	callers = await callersOf(fixture);
	relations = await relationsThere();
	const functions = await functionsThere();
	published = new Map(inSchema('public', functions).map((fn) => [fn.name, fn]));
	behind = inSchema('private', functions);
	ids = await idsOf(fixture.district.id);
});

afterAll(async () => {
	await takeCodeBack(fixture);
	await dropProbes();
});

/** Ids of the district that outsiders were told. */
const told = (all: Record<string, Tried[]>) =>
	Object.entries(all).flatMap(([key, tried]) => leaks(tried, ids).map((leak) => `${key}: ${leak}`));

describe('tables and views', () => {
	test('are read by exactly whom the matrix says', async () => {
		const lines: string[] = [];
		for (const relation of inSchema('public', relations)) {
			lines.push(await reading(relation, fixture.district.id, callers));
		}
		expect(lines.sort()).toEqual(written(matrix.relations, []));
	});

	test('are written by nobody', async () => {
		expect(await through(inSchema('public', relations).flatMap(writes), callers)).toEqual([]);
	});

	test('of the schema behind the API are nobody’s', async () => {
		const hidden = inSchema('private', relations);
		expect(hidden.map(({ name }) => name).sort()).toEqual([...matrix.hiddenRelations].sort());
		const reads = hidden.map(({ name }) => `select count(*)::text from private.${name}`);
		expect(await through([...reads, ...hidden.flatMap(writes)], callers)).toEqual([]);
	});

	test('have columns with the rights of their table, or what the matrix says', async () => {
		const rights = await columnPrivileges();
		const differing = rights.filter(({ schema, name, role, privilege, may }) => {
			const reads = schema === 'public' && role === 'authenticated' && privilege === 'select';
			return may !== (reads && matrix.tables.includes(name.split('.')[0]!));
		});
		expect(
			differing.map(({ name, role, privilege, may }) =>
				[name, role, privilege, may ? 'may' : 'no'].join(' | ')
			)
		).toEqual(
			matrix.columnPrivileges.map(({ name, cells }) =>
				[name, cells['role'], cells['privilege'], cells['may']].join(' | ')
			)
		);
		await reportProbes({ columns: rights.length });
	});
});

/** What a link opens for whoever has it: here everyone does, and it names the question that is answered. */
const exceptLinks = (all: typeof seen) =>
	Object.fromEntries(Object.entries(all).filter(([key]) => key !== 'partner_room'));

describe('functions', () => {
	test('of the API do for each actor what the matrix says', async () => {
		const { tried, lines } = await observe([...published.values()], calls(fixture), callers);
		seen = tried;
		expect(lines).toEqual(written(matrix.functions, ['granted to']));
	});

	test('really run for somebody, where the matrix says that somebody may', () => {
		const never = Object.entries(seen).flatMap(([key, tried]) => {
			const may = tried.filter(({ word }) => word === 'may');
			return may.length > 0 && may.every(({ outcome }) => outcome.code)
				? [`${key}: ${may[0]!.outcome.message}`]
				: [];
		});
		expect(never).toEqual([]);
	});

	test('say in words of ours what is wrong, whatever they are called with', async () => {
		const room = [meetings, roomCalls, decided, briefs, contracts, scaling, monitoring, sunset];
		const keys = [...room.flatMap((those) => Object.keys(those(fixture))), 'cast_vote', 'record_decision'];
		const whole = fuller(fixture);
		const probes = keys.flatMap((key) => {
			const fn = published.get(functionIn(key))!;
			// Whoever may call it, and somebody who may not.
			const of = (word: string) => seen[key]!.find((one) => one.word === word);
			return [of('may'), of('no')].flatMap((one) =>
				one && one.caller.role !== 'service_role'
					? fuzzed(fn, one.caller, { ...one.args, ...whole[key] }, fixture.pilots.draft)
					: []
			);
		});
		const outcomes = await run(probes);
		const wrong = outcomes.flatMap(({ code, message }, at) =>
			inWords(code) ? [] : [`${code} ${message}: ${probes[at]!.text.slice(35, 300)}`]
		);
		expect(wrong).toEqual([]);
	});

	test('tell outsiders nothing of the district', () => {
		expect(told(exceptLinks(seen))).toEqual([]);
	});

	test('tell people from outside nothing of the pilots that they have no seat in', async () => {
		const { visited, crowded } = fixture.pilots;
		const beyond = await idsBeyond(fixture.district.id, [visited, crowded]);
		expect(beyond.size).toBeGreaterThan(100);
		const all = Object.entries(exceptLinks(seen)).flatMap(([key, tried]) =>
			leaksTo(['outside'], tried, beyond).map((leak) => `${key}: ${leak}`)
		);
		expect(all).toEqual([]);
	});

	test('do nothing with ids of another district, put one by one in the place of their own', async () => {
		const neighbour = await furnished();
		const there = { calls: calls(neighbour), callers: await callersOf(neighbour) };
		const theirIds = await idsOf(neighbour.district.id);
		const tried = Object.entries(seen).flatMap(([key, those]) =>
			swaps(those, theirIds, ({ name }) =>
				argsOf(there.calls[key]!)(there.callers.find((one) => one.name === name)!)
			).map((swap) => ({ ...swap, key }))
		);
		const outcomes = await run(
			tried.map(({ key, caller, args, foreign }) => ({
				caller,
				text: callOf(published.get(functionIn(key))!, args),
				watched: neighbour.district.id,
				foreign
			}))
		);
		expect(tried.length).toBeGreaterThan(Object.keys(seen).length);
		const left = tried.filter((swap, at) => !leftNoTrace(swap, outcomes[at]!, theirIds));
		expect(left.map(({ key, caller, at }) => `${key}, ${caller.name}: ${at}`)).toEqual([]);
	});

	test('behind one of the same name do the same, whoever calls them', async () => {
		const twins = behind.filter(({ name }) => matrix.twins.includes(name));
		expect(twins.map(({ name }) => name)).toEqual([...matrix.twins].sort());
		const different: string[] = [];
		for (const fn of twins) {
			const front = published.get(fn.name)!;
			expect(fn.granted, fn.name).toBe(front.granted);
			for (const [key, call] of entriesFor(calls(fixture), fn.name)) {
				const tried = await tryCall(fn, callers, (caller) => byPlace(front, fn, argsOf(call)(caller)));
				const others = tried.filter(({ word }, at) => word !== seen[key]![at]!.word);
				different.push(...others.map(({ caller, word }) => `${key}, ${caller.name}: ${word}`));
			}
		}
		expect(different).toEqual([]);
	});

	test('that policies ask answer whom the matrix says', async () => {
		const others = [...matrix.twins, ...matrix.hiddenFunctions];
		const asked = behind.filter(({ name }) => !others.includes(name));
		const { tried, lines } = await observe(asked, helperCalls(fixture), callers);
		expect(lines).toEqual(written(matrix.helpers, ['granted to']));
		expect(told(tried)).toEqual([]);
	});

	test('that are parts of others are nobody’s', async () => {
		const hidden = behind.filter(({ name }) => matrix.hiddenFunctions.includes(name));
		expect(hidden.map(({ name }) => name)).toEqual([...matrix.hiddenFunctions].sort());
		expect(await through(hidden.map(emptyCallOf), callers)).toEqual([]);
	});

	test('answer the same through the API', async () => {
		const refusals: Record<string, string> = { no: '403', hidden: '404', [NO_GRANT_WORD]: NO_GRANT };
		// One refused actor of each row, another one each time: what may be done is shown by the tests of each act.
		for (const [at, [key, tried]] of Object.entries(seen).entries()) {
			const refused = tried.filter(({ word }) => word in refusals);
			const one = refused[at % refused.length];
			if (!one) continue;
			const { name, inputs } = published.get(functionIn(key))!;
			const call = one.caller.actor.call(name, asTheApiReads(inputs, one.args));
			await denied(call, new RegExp(`^${refusals[one.word]}\\b`), `${key}, ${one.caller.name}`);
		}
	});
});
