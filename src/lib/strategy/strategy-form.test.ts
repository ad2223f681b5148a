import { describe, expect, test } from 'vitest';
import { edited, fieldMeant, linesOf, readStrategy, type GoalLine } from './strategy-form.ts';

const lines: GoalLine[] = [
	{
		id: 'g1',
		code: '1',
		title: 'Use AI with care',
		intent: 'Two\nlines',
		objectives: [
			{ id: 'a', code: '1.1', title: 'One', intent: '', retired: false },
			{ id: 'b', code: '1.4', title: 'Two', intent: 'Why', retired: true }
		]
	},
	{ id: '', code: '2', title: 'New', intent: '', objectives: [] }
];

function formOf(goals: readonly GoalLine[]): FormData {
	const form = new FormData();
	const put = (name: string, { id, code, title, intent }: Omit<GoalLine, 'objectives'>) => {
		for (const [field, value] of Object.entries({ id, code, title, intent }))
			form.set(`${name}.${field}`, value.replaceAll('\n', '\r\n'));
	};
	goals.forEach((goal, g) => {
		put(`goals.${g}`, goal);
		goal.objectives.forEach((objective, o) => {
			put(`goals.${g}.objectives.${o}`, objective);
			if (objective.retired) form.set(`goals.${g}.objectives.${o}.retired`, 'yes');
		});
	});
	return form;
}

describe('the form of a strategy', () => {
	test('is read as it was written', () => {
		expect(readStrategy(formOf(lines))).toEqual(lines);
		expect(readStrategy(new FormData())).toEqual([]);
	});

	test('starts from the strategy as it stands', () => {
		const objectives = lines[0]!.objectives.map(({ retired, ...one }) => ({
			...one,
			retired_on: retired ? '2026-11-25' : null
		}));
		expect(linesOf([{ ...lines[0]!, objectives }])).toEqual([lines[0]]);
	});

	test('grows and shrinks by its buttons, and numbers what is new', () => {
		expect(edited(lines, 'add-goal').at(-1)).toMatchObject({ code: '3', objectives: [] });
		expect(edited(lines, 'add-objective:0')[0]!.objectives.at(-1)).toMatchObject({ id: '', code: '1.5' });
		expect(edited(lines, 'add-objective:1')[1]!.objectives).toMatchObject([{ code: '2.1' }]);
		expect(edited(lines, 'take-objective:0:0')[0]!.objectives.map(({ id }) => id)).toEqual(['b']);
		expect(edited(lines, 'take-goal:1')).toEqual([lines[0]]);
		expect(edited(lines, 'take-goal:9')).toEqual(lines);
		expect(edited(lines, 'something else')).toEqual(lines);
	});

	test('knows which field a refusal means', () => {
		const place = 'goals.0.objectives.1';
		expect(fieldMeant({ place, reason: 'needs a title' })).toBe(`${place}.title`);
		expect(fieldMeant({ place, reason: 'needs a code under its goal' })).toBe(`${place}.code`);
		expect(fieldMeant({ place, reason: 'has an intent of 1001 characters' })).toBe(`${place}.intent`);
		expect(fieldMeant({})).toBeNull();
	});
});
