import { expect, test } from 'vitest';
import { byGoal } from './choices.ts';

test('objectives stand under their goals, in their order', () => {
	const objectives = ['1.1', '1.2', '3.1'].map((code) => ({
		id: code,
		code,
		title: code,
		goal: `Goal of ${code}`
	}));
	expect(
		byGoal(objectives).map(({ number, objectives }) => [number, objectives.map(({ code }) => code)])
	).toEqual([
		['1', ['1.1', '1.2']],
		['3', ['3.1']]
	]);
});
