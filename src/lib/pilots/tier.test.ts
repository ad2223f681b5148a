import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainTier, type TierAnswers } from './tier.ts';

const no: TierAnswers = {
	students_take_part: false,
	under_13: false,
	personal_data: false,
	decides_about_people: false
};

test.each([
	[{}, 'low', 'neither'],
	[{ students_take_part: true }, 'moderate', 'students'],
	[{ personal_data: true }, 'moderate', 'data'],
	[{ under_13: true }, 'low', 'neither'],
	[{ students_take_part: true, under_13: true }, 'moderate', 'students'],
	[{ under_13: true, personal_data: true }, 'high', 'young data'],
	[{ decides_about_people: true }, 'high', 'decides'],
	[{ decides_about_people: null }, null, 'unanswered'],
	[{ decides_about_people: true, under_13: null }, null, 'unanswered']
] as const)('%o is %s', (answers, tier, rule) => {
	expect(explainTier({ ...no, ...answers })).toEqual({ tier, rule });
});

test('the rule of the database is the one that is explained', () => {
	const file = new URL('../../../supabase/migrations/20261123000600_reviews.sql', import.meta.url);
	const body = /function private\.computed_tier[\s\S]*?select (case[\s\S]*?end)::/.exec(
		readFileSync(file, 'utf8')
	)?.[1];
	// Where this differs, the database changed its rule: change tier.ts with it.
	expect(body?.replace(/\s+/g, ' ')).toBe(
		[
			'case when pilot.students_take_part is null or pilot.under_13 is null or pilot.personal_data is null',
			'or pilot.decides_about_people is null then null',
			"when pilot.decides_about_people or (pilot.under_13 and pilot.personal_data) then 'high'",
			"when pilot.students_take_part or pilot.personal_data then 'moderate'",
			"else 'low' end"
		].join(' ')
	);
});
