import { expect, test } from 'vitest';
import { choicesOf, ignoredInWords, saidOf, stagesIn } from './filter-words.ts';

const known = {
	facets: { sponsors: [{ id: 'p1', name: 'Ada Ruiz' }], evaluators: [], tools: ['Copilot'] },
	choices: {
		objectives: [{ code: '3.1', title: 'Try things', over: true }],
		sites: [{ id: 's1', name: 'Northgate High', over: false }]
	}
};

test('filters are said as a person would', () => {
	const filters = {
		q: 'bus',
		stage: 'vetting,decision',
		objective: '3.1',
		site: 's1',
		risk: 'none',
		sponsor: 'me',
		tool: 'Old tool',
		held: 'true'
	};
	expect(saidOf(filters, known).map(({ text }) => text)).toEqual([
		'“bus”',
		'Stage: Vetting, Decision',
		'Objective: 3.1 Try things (retired)',
		'Site: Northgate High',
		'Risk: Not confirmed yet',
		'Tool: Old tool',
		'Sponsor: Me',
		'On hold'
	]);
});

test('every filter that is chosen from a list has choices', () => {
	for (const name of [
		'stage',
		'status',
		'objective',
		'site',
		'kind',
		'risk',
		'tool',
		'sponsor',
		'evaluator'
	] as const)
		expect(choicesOf(name, known).length, name).toBeGreaterThan(0);
});

test.each([
	[{ filter: 'colour', value: 'red', why: 'unknown' }, 'There is no filter “colour”.'],
	[{ filter: 'site', value: 's9', why: 'gone' }, 'The site that was asked for is not there any more.'],
	[{ filter: 'objective', value: '9.9', why: 'gone' }, 'There is no objective 9.9 any more.'],
	[
		{ filter: 'sponsor', value: 'p9', why: 'gone' },
		'The sponsor that was asked for is not in this district any more.'
	],
	[{ filter: 'status', value: 'asleep', why: 'wrong' }, '“asleep” is nothing that whose move can be.'],
	[{ filter: 'sort', value: 'moon', why: 'wrong' }, '“moon” is nothing that the order can be.'],
	[
		{ filter: 'after', value: '', why: 'wrong' },
		'The place in the list could not be read, so it begins at its top.'
	]
] as const)('%o is told', (ignored, words) => {
	expect(ignoredInWords(ignored)).toBe(words);
});

test('stages come in the order of the way', () => {
	expect(stagesIn({ stage: 'decision,nowhere,draft' })).toEqual(['draft', 'decision']);
});
