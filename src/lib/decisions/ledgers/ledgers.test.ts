import { describe, expect, test } from 'vitest';
import { logCsv } from './log-csv.ts';
import { isNarrowed, logFiltersIn, logHref } from './log-filters.ts';
import type { LoggedDecision } from './log-schema.ts';
import { overrideFiltersIn, overrideHref, rightInWords } from './override-filters.ts';
import { overridesCsv } from './overrides-csv.ts';
import type { DecisionOverride } from './overrides-schema.ts';

const params = (text: string) => new URLSearchParams(text);

describe('filters of an address', () => {
	test('are those that are known', () => {
		const all =
			'q=bus&outcome=scale&year=2026&from=2026-01-01&to=2026-12-31&objective=1.2&site=s&sponsor=p&overrides=yes&conditions=open&sort=title&page=3';
		expect(logHref(logFiltersIn(params(all)))).toBe(`/cabinet/decisions?${all}`);
		expect(
			logFiltersIn(
				params(
					`outcome=delete&year=26&from=2026-02-30&to=May&overrides=no&sort=votes&page=0&q=${'x'.repeat(201)}&colour=red&site=+`
				)
			)
		).toEqual({});
		expect(isNarrowed({ sort: 'title', page: '2' })).toBe(false);
		expect(isNarrowed({ q: 'bus' })).toBe(true);
	});

	test('of the ledger, too', () => {
		const given = 'came=cannot+tell&against=evidence&page=2';
		expect(overrideHref(overrideFiltersIn(params(given)))).toBe(`/cabinet/overrides?${given}`);
		expect(overrideFiltersIn(params('came=x&against=y&page=1+or+1'))).toEqual({});
	});
});

describe('how often who was right', () => {
	test.each([
		[{}, 'None was looked at yet, a year after its decision.'],
		[{ 'not yet': 3, 'to be said': 1 }, 'None was looked at yet, a year after its decision.'],
		[{ 'cannot tell': 2 }, 'Of 2 looked at so far, nobody can tell who was right.'],
		[
			{ 'the override was right': 4 },
			'Of 4 that could be told, the override was right 4 times and the rules never. That is too few to conclude anything.'
		],
		[
			{ 'the override was right': 1, 'the rules were right': 4, 'cannot tell': 2 },
			'Of 5 that could be told, the override was right once and the rules 4 times. Of 2 more nobody can tell. That is too few to conclude anything.'
		],
		// By the sign test 4 of 6 is p 0.69, 8 of 9 is 0.039, 9 of 12 is 0.146, 10 of 12 is 0.039.
		[
			{ 'the override was right': 4, 'the rules were right': 2 },
			'Of 6 that could be told, the override was right 4 times and the rules twice. Chance alone would often part them like that, so nobody can say who judges better.'
		],
		[
			{ 'the override was right': 3, 'the rules were right': 9 },
			'Of 12 that could be told, the override was right 3 times and the rules 9 times. Chance alone would often part them like that, so nobody can say who judges better.'
		],
		[
			{ 'the override was right': 8, 'the rules were right': 1 },
			'Of 9 that could be told, the override was right 8 times and the rules once. So far those who overrode the rules saw more than the rules did.'
		],
		[
			{ 'the override was right': 2, 'the rules were right': 10 },
			'Of 12 that could be told, the override was right twice and the rules 10 times. So far the rules did better than those who overrode them.'
		]
	])('%j', (counts, words) => {
		expect(rightInWords(counts)).toBe(words);
	});
});

const both = {
	id: 'd',
	pilot: 'p',
	title: '=HYPERLINK("http://evil")',
	stage: 'scaling' as const,
	outcome: 'scale' as const,
	decided_at: '2026-09-01T08:00:00Z',
	decided_by: '@Ruth',
	tally: { scale: 3, recuse: 1 },
	within_permitted: false,
	with_majority: true,
	override_reason: '-1+1',
	seconded_by: null
};

describe('files', () => {
	test('of the log hold no formula, and figures as figures', () => {
		const row: LoggedDecision = {
			...both,
			number: 142,
			rationale: '+cmd|calc',
			next_review: null,
			different: '',
			sponsor: null,
			sites: ['Mesa'],
			objectives: ['1.1', '2.2'],
			conditions: { in_all: 2, open: 1, overdue: 0 },
			superseded: true
		};
		const [head, line] = logCsv([row]).split('\r\n');
		expect(head).toMatch(/^Decided at,Outcome,Number,Pilot,/);
		expect(line).toBe(
			`2026-09-01T08:00:00.000Z,scale,142,"'=HYPERLINK(""http://evil"")",scaling,,1.1; 2.2,Mesa,"'+cmd|calc",,3,0,0,0,0,1,no,yes,"'-1+1",,"'@Ruth",2,1,,yes`
		);
	});

	test('of the ledger have what was said last', () => {
		const row: DecisionOverride = {
			...both,
			permitted: ['sunset', 'extend'],
			primary: 'harm',
			came: 'the rules were right',
			judged_from: '2027-09-01',
			may_say: true,
			verdicts: [
				{ id: '2', verdict: 'the rules were right', words: '=1', by: 'Ana', at: '2027-09-03T08:00:00Z' },
				{ id: '1', verdict: 'cannot tell', words: 'x', by: 'Ben', at: '2027-09-02T08:00:00Z' }
			]
		};
		const [, line] = overridesCsv([row]).split('\r\n');
		expect(line).toBe(
			`2026-09-01T08:00:00.000Z,"'=HYPERLINK(""http://evil"")",scale,sunset; extend,harm,3,0,0,0,0,1,yes,no,"'-1+1","'@Ruth",,scaling,The rules were right,"'=1",Ana,2027-09-03T08:00:00.000Z`
		);
	});
});
