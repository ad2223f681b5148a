import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Gate } from '#lib/pilots/pilot.ts';
import { actWords, keptOutWords, standing, waysOn, whoMay } from './acts.ts';

const folder = new URL('../../../supabase/migrations/', import.meta.url);
const sql = readdirSync(folder)
	.map((name) => readFileSync(new URL(name, folder), 'utf8'))
	.join('\n');
const inserted = (sql.match(/insert into public\.moves[^;]*;/g) ?? []).join('\n');
const moves = [
	...inserted.matchAll(/\('\w+', '\w+', '([a-z ]+)', \d+, '\{([^}]*)\}'(?:, (?:null|'\{[^}]*\}'), (\w+))?/g)
];

function gate(act: string, some: Partial<Gate> = {}): Gate {
	return {
		act,
		to_stage: 'vetting',
		through: 'advance_pilot',
		asks_note: false,
		parts: ['admin', 'sponsor'],
		mine: false,
		held: false,
		criteria: [],
		...some
	};
}

test('every act of the map has words, and asks for a reason in its own', () => {
	expect(moves.length).toBeGreaterThan(20);
	for (const [, act, parts, asksNote] of moves) {
		const words = actWords[act!];
		expect(words, act).toBeDefined();
		if (asksNote === 'true' && act !== 'decide') expect(words?.reason, act).toBeTruthy();
		expect(whoMay({ act: act!, parts: parts!.split(',') })).toMatch(/ is for (the|a) /);
	}
});

test('who may is said with or', () => {
	expect(whoMay(gate('triage'))).toBe('Triage is for the AI office or the sponsor.');
	expect(whoMay(gate('stop early', { parts: ['lead', 'sponsor', 'evaluator'] }))).toBe(
		'Stop early is for the lead, the sponsor or the pilot’s evaluator.'
	);
});

test('why somebody is kept out is said', () => {
	expect(keptOutWords({ kept_out_why: 'team' })).toMatch(/on this pilot’s team/);
	expect(keptOutWords({ kept_out_why: 'recused' })).toMatch(/recused yourself/);
});

describe('where the reader stands', () => {
	const pilot = { kept_out: false, my_parts: [] as string[] };
	test.each([
		['may', pilot, gate('launch', { mine: true }), ['cabinet']],
		['others', pilot, gate('launch'), ['cabinet']],
		['kept out', { kept_out: true, my_parts: [] }, gate('launch', { parts: ['cabinet'] }), ['cabinet']],
		['kept out', { kept_out: false, my_parts: ['lead', 'team'] }, gate('triage'), ['admin']],
		['others', { kept_out: false, my_parts: ['lead', 'team'] }, gate('triage'), []]
	] as const)('%s', (where, pilot, gate, roles) => {
		expect(standing({ ...pilot, my_parts: [...pilot.my_parts] }, gate, roles)).toBe(where);
	});
});

describe('ways on', () => {
	test('are the one that carries on, and quiet ones of the reader', () => {
		const triage = gate('triage');
		const rework = gate('rework', { asks_note: true, mine: true });
		const withdraw = gate('withdraw', { asks_note: true });
		expect(waysOn([triage, rework, withdraw])).toEqual({ next: triage, others: [rework] });
	});

	test('hold nothing that goes through a decision, and nothing where a pilot rests', () => {
		const decide = gate('decide', { through: 'record_decision' });
		expect(waysOn([decide])).toEqual({ next: null, others: [] });
		const review = gate('review', { asks_note: true, mine: true });
		expect(waysOn([review])).toEqual({ next: null, others: [review] });
		expect(waysOn([])).toEqual({ next: null, others: [] });
	});
});
