import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { designs, goalRoles, units } from './plan-words.ts';
import { stages } from './stages.ts';
import {
	assignmentRoles,
	capital,
	kinds,
	listed,
	outcomes,
	specialties,
	statuses,
	teamRoles,
	tiers
} from './words.ts';

const folder = new URL('../../../supabase/migrations/', import.meta.url);
const sql = readdirSync(folder)
	.filter((file) => file.endsWith('.sql'))
	.map((file) => readFileSync(new URL(file, folder), 'utf8'))
	.join('\n');

function enumOf(name: string): string[] {
	const values = new RegExp(`create type public\\.${name} as enum \\(([^)]*)\\)`).exec(sql)?.[1] ?? '';
	return [...values.matchAll(/'([^']*)'/g)].map((match) => match[1]!);
}

test.each([
	['stage', stages],
	['status', statuses],
	['pilot_kind', kinds],
	['risk_tier', tiers],
	['team_role', teamRoles],
	['assignment_role', assignmentRoles],
	['specialty', specialties],
	['outcome', outcomes],
	['design', designs],
	['unit', units],
	['goal_role', goalRoles]
])('the words of %s are those of the database, in its order', (name, words) => {
	expect([...words]).toEqual(enumOf(name));
});

test('lists are said as people say them', () => {
	expect(listed([])).toBe('');
	expect(listed(['privacy'])).toBe('privacy');
	expect(listed(['privacy', 'security'])).toBe('privacy and security');
	expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
	expect(capital('data collector')).toBe('Data collector');
});
