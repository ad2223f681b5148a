import { expect, test } from 'vitest';
import { byGoal, withChosen } from './choices.ts';

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

test('what is offered no more stays where it is chosen', () => {
	const [open, closed, other] = [{ id: 'a' }, { id: 'b' }, { id: 'c' }];
	expect(withChosen([open], [closed, other], [])).toEqual([open]);
	expect(withChosen([open], [closed, other], ['b', 'a'])).toEqual([open, closed]);
});
