import { expect, test } from 'vitest';
import { agreementInWords, doneInWords, valueInWords } from './record-words.ts';

test.each([
	['data_elements', ['identity', 'usage'], 'Identity, Usage'],
	['about', [], 'not stated'],
	['generative', false, 'no'],
	['generative', null, 'not stated'],
	['sign_on', 'rostered', 'By a roster that the district sends'],
	['vendor', 'Inkwell', 'Inkwell'],
	['something new', 'as it is', 'as it is']
])('%s of %j is said as %s', (field, value, words) => {
	expect(valueInWords(field, value)).toBe(words);
});

test.each([
	['current', '2027-03-03', 'Current until 3 Mar 2027'],
	['current', null, 'Current, without a last day'],
	['expired', '2026-03-03', 'Expired on 3 Mar 2026'],
	['ended', '2026-03-03', 'Ended on 3 Mar 2026'],
	['none', null, 'No agreement']
] as const)('an agreement that is %s until %s', (state, until, words) => {
	expect(agreementInWords(state, until)).toBe(words);
});

test('what is done says how many reviews it touches', () => {
	const said = (query: string) => doneInWords(new URLSearchParams(query));
	expect(said('done=changed&reopened=0')).toBe('Saved. What was before stays in its history.');
	expect(said('done=changed&reopened=1')).toMatch(/One review that it touches is asked for again\.$/);
	expect(said('done=recorded&reopened=3')).toMatch(/3 reviews that it touches are asked for again\.$/);
	expect(said('done=anything')).toBeNull();
	expect(said('')).toBeNull();
});
