import { describe, expect, test } from 'vitest';
import { goal, metric } from '#lib/evidence/fixtures.ts';
import type { Row } from '#lib/evidence/input.ts';
import { analyse } from '#lib/evidence/analysis.ts';
import { input, means } from '#lib/evidence/fixtures.ts';
import { readWaves } from '#lib/evidence/waves/shown-reading.ts';
import { at, begun, wave, waveInput } from '#lib/evidence/waves/wave-fixtures.ts';
import { driftOf } from './drift.ts';
import { effectLine, levelLine } from './drift-words.ts';
import { answersIn, questionsIn } from './monitoring-forms.ts';

const use = metric({
	id: 'use',
	name: 'Staff using it weekly',
	unit: 'share of staff',
	kind: 'proportion',
	about: 'staff survey',
	measures: 'use'
});
const useGoal = goal({ role: 'secondary', minimum_effect: null, target: 0.7, metric: use });
const waves = [wave(1, '2026-09-01', ['a1', 'a2']), wave(2, '2027-01-10', ['b1', 'b2'])];
const share = (period: string, events: number): Row =>
	begun('a1', period, 0, { metric_id: 'use', mean: null, sd: null, n: 100, events });
const scores = [
	at('a1', 'Spring 26', 50),
	at('a2', 'Spring 26', 52),
	at('b1', 'Spring 26', 49),
	at('b2', 'Spring 26', 51),
	begun('a1', 'Fall 26', 56),
	begun('a2', 'Fall 26', 56),
	at('b1', 'Fall 26', 50),
	at('b2', 'Fall 26', 54)
];
const reading = (rows: Row[]) => readWaves(waveInput({ waves, rows, goals: [goal(), useGoal] })).complete;

describe('drift of use', () => {
	const sentence = (...events: number[]) => {
		const periods = ['Fall 26', 'Winter 27', 'Spring 27', 'Fall 27'];
		const rows = events.map((count, place) => share(periods[place]!, count));
		const [line] = driftOf(reading(rows), null, '2026-09-01').use.map(levelLine);
		return line;
	};

	test('between two periods it says whether that is more than chance among those who were asked', () => {
		expect(sentence(71, 48)).toEqual({
			key: 'goal of use',
			name: 'Staff using it weekly',
			sentence:
				'It fell from 71% to 48% since the adoption (Fall 26 to Winter 27). That is more than chance among those who were asked would make.',
			tone: 'caution'
		});
		// 71 and 60 of 100 are 1.6 standard errors apart.
		expect(sentence(71, 60)).toMatchObject({
			sentence: expect.stringContaining('That could be chance among those who were asked.'),
			tone: 'neutral'
		});
	});

	test('from four on it says whether they are a trend, and raises no alarm by chance', () => {
		expect(sentence(71, 65, 58, 40)).toMatchObject({
			sentence: expect.stringContaining('Over 4 periods that is a trend.'),
			tone: 'caution'
		});
		expect(sentence(70, 50, 75, 60)).toMatchObject({
			sentence: expect.stringContaining('could be chance'),
			tone: 'neutral'
		});
		// It fell from first to last, and the line rises: that is no trend of falling.
		expect(sentence(60, 40, 50, 58)?.sentence).toContain('could be chance');
	});

	test('staying is said as staying, and one period as nothing', () => {
		expect(sentence(71, 70)?.sentence).toBe('It stayed at 70% since the adoption (Fall 26 to Winter 27).');
		expect(sentence(71)).toBeUndefined();
	});

	test('that other sites were asked is said', () => {
		const rows = [share('Fall 26', 70), ...['a1', 'a2'].map((site) => ({ ...share('Winter 27', 40), site }))];
		const [line] = driftOf(reading(rows), null, '2026-09-01').use.map(levelLine);
		expect(line!.sentence.replaceAll('\u00a0', ' ')).toMatch(
			/ It was measured at 1 site first and at 2 sites last\.$/
		);
	});

	test('what was measured before the adoption does not count', () => {
		const found = driftOf(
			reading([share('Fall 26', 90), share('Winter 27', 71), share('Spring 27', 48)]),
			null,
			'2027-01-01'
		);
		expect(found.use[0]!.from.period).toBe('Winter 27');
	});
});

describe('drift of an effect', () => {
	const decided = (pilot: number) => analyse(input({ rows: means([400, pilot, 10], [400, 50, 10]) }));

	test('is claimed where the interval of the difference leaves out zero, and not before', () => {
		const [none] = driftOf(reading(scores), decided(54), null).effects;
		expect(none!.changed).toBe('not shown');
		expect(effectLine(none!).sentence).toMatch(
			/^At the decision: better by 4\.0\spoints .* By the waves since: better by 3\.0\spoints .* within what chance would make\.$/
		);
		const [less] = driftOf(reading(scores), decided(80), null).effects;
		expect(effectLine(less!)).toMatchObject({ tone: 'caution' });
		expect(effectLine(less!).sentence).toContain('It does less than was decided on.');
	});

	test('two intervals that overlap may be another effect all the same', () => {
		const [goalNow] = reading(scores).metrics;
		const decidedOn = (estimate: number, reach: number) =>
			({
				outcomes: [
					{ goal: goalNow!.goal, effect: { estimate, low: estimate - reach, high: estimate + reach } }
				]
			}) as never;
		const now = (estimate: number, reach: number) =>
			({
				metrics: [{ ...goalNow!, effect: { estimate, low: estimate - reach, high: estimate + reach } }],
				guardrails: 'held'
			}) as never;
		// Rounded as on the brief of the decision: by two digits of its half width.
		expect(
			effectLine(driftOf(now(91, 32), decidedOn(91, 32), null).effects[0]!).sentence.replaceAll('\u00a0', ' ')
		).toContain('better by 91 points (plausibly 59 to 123)');
		// 6 ± 2 and 3 ± 2: 3 ± 2.83.
		expect(driftOf(now(3, 2), decidedOn(6, 2), null).effects[0]!.changed).toBe('smaller');
		expect(driftOf(now(6, 2), decidedOn(3, 2), null).effects[0]!.changed).toBe('larger');
		expect(driftOf(now(3.2, 2), decidedOn(6, 2), null).effects[0]!.changed).toBe('not shown');
	});

	test('beside it stands how its level went since the adoption, by what matters', () => {
		const levels = (later: number) =>
			effectLine(
				driftOf(
					reading([
						begun('a1', 'Fall 26', 56),
						begun('a1', 'Winter 27', 55),
						begun('a1', 'Spring 27', later)
					]),
					decided(54),
					'2026-09-01'
				).effects[0]!
			);
		// What matters is a difference of 2 points.
		expect(levels(53)).toMatchObject({ tone: 'caution' });
		expect(levels(53).sentence).toMatch(/It fell from 56\.0 to 53\.0\spoints since the adoption/);
		expect(levels(55)).toMatchObject({ tone: 'neutral' });
		expect(levels(55).sentence).toMatch(/It stayed at 55\.0\spoints since the adoption/);
	});

	test('where one of them is missing it says so', () => {
		expect(effectLine(driftOf(reading([]), decided(54), null).effects[0]!).sentence).toContain(
			'Since then nobody waits for it, so there is nothing to compare with.'
		);
		expect(
			effectLine(driftOf(reading(scores), { outcomes: undefined }, null).effects[0]!).sentence
		).toContain('The decision had no such figure.');
		expect(effectLine(driftOf(reading([]), null, null).effects[0]!).sentence).toContain(
			'There is no effect to compare'
		);
		expect(driftOf(null, null, null)).toEqual({ effects: [], use: [], guardrails: null });
	});
});

describe('the forms', () => {
	const form = (fields: [string, string][]) => {
		const made = new FormData();
		for (const [name, value] of fields) made.append(name, value);
		return made;
	};

	test('answers are read by the questions that were shown, and each that is missing is named', () => {
		const { answers, errors } = answersIn(
			form([
				['key', 'use'],
				['key', 'cost'],
				['key', 'equity'],
				['state-use', 'fine'],
				['note-use', ' '],
				['state-cost', 'watch'],
				['note-cost', ''],
				['state-other', 'fine']
			])
		);
		expect(answers).toEqual({
			use: { state: 'fine', note: '' },
			cost: { state: 'watch', note: '' },
			equity: { state: '', note: '' }
		});
		expect(Object.keys(errors)).toEqual(['note-cost', 'state-equity']);
	});

	test('questions keep their keys, and empty lines are left out', () => {
		const given = form([
			['key', 'use'],
			['words', 'Used?'],
			['help', ''],
			['key', ''],
			['words', 'New?'],
			['help', 'Think.'],
			['key', ''],
			['words', ' '],
			['help', '']
		]);
		expect(questionsIn(given)).toEqual([
			{ key: 'use', words: 'Used?', help: '' },
			{ words: 'New?', help: 'Think.' }
		]);
	});
});
