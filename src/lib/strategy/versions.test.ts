import { describe, expect, test } from 'vitest';
import { changeInWords } from './version-words.ts';
import { changesBetween, type Content } from './versions.ts';

const objective = (id: string, code: string, more = {}) => ({
	id,
	code,
	title: `Title of ${id}`,
	intent: '',
	retired_on: null,
	...more
});
const before: Content = [
	{
		id: 'g1',
		code: '1',
		title: 'Use AI with care',
		intent: '',
		objectives: [objective('a', '1.1'), objective('b', '1.2')]
	},
	{ id: 'g2', code: '2', title: 'Share', intent: '', objectives: [objective('c', '2.1')] }
];
const edited = (edit: (content: Content) => void) => {
	const after = structuredClone(before);
	edit(after);
	return changesBetween(before, after).map(changeInWords);
};

describe('what changed between two versions', () => {
	test('is nothing where nothing did', () => {
		expect(edited(() => {})).toEqual([]);
	});

	test('is told for each goal and objective, met by its id', () => {
		expect(
			edited(([one, two]) => {
				one!.title = 'Use AI well';
				one!.objectives[0]!.intent = 'More time for people';
				one!.objectives.push(objective('d', '1.3'));
				two!.objectives = [];
			})
		).toEqual([
			'Goal 1 was called “Use AI with care” and is now “Use AI well”.',
			'What Objective 1.1 “Title of a” intends is written anew.',
			'Objective 1.3 “Title of d” is new.',
			'Objective 2.1 “Title of c” was removed; no pilot served it.'
		]);
	});

	test('tells swapped numbers from new names', () => {
		expect(
			edited(([one]) => {
				one!.objectives = [objective('b', '1.1'), objective('a', '1.2')];
			})
		).toEqual(['Objective 1.1 “Title of b” was 1.2 before.', 'Objective 1.2 “Title of a” was 1.1 before.']);
	});

	test('tells what retires, and what stands again', () => {
		const retired = structuredClone(before);
		retired[0]!.objectives[1]!.retired_on = '2026-11-25';
		const there = changesBetween(before, retired).map(changeInWords);
		expect(there).toEqual([
			'Objective 1.2 “Title of b” is retired: pilots keep it, new ones no longer choose it.'
		]);
		expect(changesBetween(retired, before).map(changeInWords)).toEqual([
			'Objective 1.2 “Title of b” stands again.'
		]);
	});

	test('from nothing, everything is new', () => {
		expect(changesBetween([], before).filter(({ what }) => what === 'added')).toHaveLength(5);
	});
});
