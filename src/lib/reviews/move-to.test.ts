import { describe, expect, test } from 'vitest';
import type { Gate, MetCriterion } from '#lib/pilots/pilot.ts';
import type { Stage } from '#lib/pilots/stages.ts';
import { choicesOf, wayTo, type Move } from './move-to.ts';

const criterion = (met: boolean): MetCriterion => ({
	criterion: met ? 'problem' : 'benefit',
	met,
	facts: {},
	required: true,
	how: 'automatic',
	signed_by: [],
	title: null,
	may_sign: false,
	may_unsign: false,
	may_waive: false
});
const gate = (act: string, to_stage: Stage, more: Partial<Gate> = {}): Gate => ({
	act,
	to_stage,
	through: 'advance_pilot',
	asks_note: false,
	parts: ['admin'],
	mine: true,
	held: false,
	criteria: [criterion(true)],
	...more
});

const map = (
	[
		['draft', 'proposed'],
		['proposed', 'vetting'],
		['proposed', 'draft'],
		['vetting', 'experiment'],
		['experiment', 'decision'],
		['decision', 'scaling'],
		['decision', 'sunset'],
		['scaling', 'adopted'],
		['sunset', 'retired']
	] as const
).map(([from_stage, to_stage]): Move => ({ from_stage, to_stage }));

describe('the way to a stage', () => {
	test('where it is already', () => {
		expect(wayTo({ stage: 'vetting', gates: [] }, 'vetting', map)).toEqual({ kind: 'here' });
	});

	test('by each act that leads there', () => {
		const gates = [gate('evidence', 'decision'), gate('stop early', 'decision'), gate('other', 'shelved')];
		expect(wayTo({ stage: 'experiment', gates }, 'decision', map)).toEqual({
			kind: 'gates',
			gates: gates.slice(0, 2)
		});
	});

	test('by a decision alone', () => {
		const gates = [gate('decide', 'scaling', { through: 'record_decision' })];
		expect(wayTo({ stage: 'decision', gates }, 'scaling', map)).toEqual({ kind: 'decision' });
	});

	test('through other stages, or none at all', () => {
		expect(wayTo({ stage: 'proposed', gates: [] }, 'adopted', map)).toEqual({
			kind: 'none',
			through: ['vetting', 'experiment', 'decision', 'scaling', 'adopted']
		});
		expect(wayTo({ stage: 'adopted', gates: [] }, 'draft', map)).toEqual({ kind: 'none', through: [] });
		expect(wayTo({ stage: 'retired', gates: [] }, 'vetting', map)).toEqual({ kind: 'none', through: [] });
	});
});

describe('the choices', () => {
	test('say what stands in the way of each', () => {
		const gates = [
			gate('a', 'vetting'),
			gate('b', 'draft', { criteria: [criterion(false), criterion(false), criterion(true)] }),
			gate('c', 'shelved', { held: true }),
			gate('d', 'declined', { mine: false }),
			gate('e', 'sunset', { through: 'record_decision' }),
			gate('f', 'experiment')
		];
		const full = [{ stage: 'experiment', per: 'stage', count: 5, most: 5, mode: 'block' }] as const;
		expect(choicesOf({ gates, full: [...full] }).map(({ to, stands, open }) => [to, stands, open])).toEqual([
			['vetting', 'ready', 0],
			['draft', 'open', 2],
			['shelved', 'held', 0],
			['declined', 'others', 0],
			['sunset', 'decision', 0],
			['experiment', 'full', 0]
		]);
	});

	test('name a stage once, by the act that is nearer', () => {
		const gates = [
			gate('evidence', 'decision', { criteria: [criterion(false)] }),
			gate('stop early', 'decision')
		];
		expect(choicesOf({ gates, full: [] })).toEqual([{ to: 'decision', stands: 'ready', open: 0 }]);
	});

	test('what the form itself asks for is nothing to be seen to before', () => {
		const day = { ...criterion(false), criterion: 'wake_date' };
		expect(choicesOf({ gates: [gate('shelve', 'shelved', { criteria: [day] })], full: [] })[0]!.stands).toBe(
			'ready'
		);
		expect(choicesOf({ gates: [gate('a', 'vetting', { criteria: [day] })], full: [] })[0]!.stands).toBe(
			'open'
		);
	});

	test('a limit that warns stands in nobody’s way', () => {
		const full = [{ stage: 'vetting', per: 'stage', count: 5, most: 5, mode: 'warn' }] as const;
		expect(choicesOf({ gates: [gate('a', 'vetting')], full: [...full] })[0]!.stands).toBe('ready');
	});
});
