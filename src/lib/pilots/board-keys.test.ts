import { describe, expect, test } from 'vitest';
import { press, type Hand, type Lane } from './board-keys.ts';

const ids = (...names: string[]) => names.map((id) => ({ id }));
const lanes: Lane[] = [
	{ stage: 'draft', cards: [] },
	{ stage: 'proposed', cards: ids('p1', 'p2', 'p3') },
	{ stage: 'vetting', cards: [] },
	{ stage: 'experiment', cards: ids('e1') },
	{ stage: 'decision', cards: [] }
];
const at = (id: string): Hand => ({ at: id, over: null });
const focus = (id: string) => ({ at: id, over: null, does: 'focus' });

describe('between cards', () => {
	test.each([
		['p1', 'ArrowDown', 'p2'],
		['p2', 'ArrowUp', 'p1'],
		['p3', 'ArrowRight', 'e1'],
		['e1', 'ArrowLeft', 'p1'],
		['p2', 'Home', 'p1'],
		['p1', 'End', 'p3']
	])('from %s, %s leads to %s', (from, key, to) => {
		expect(press(lanes, at(from), key)).toEqual(focus(to));
	});

	test.each([
		['p1', 'ArrowUp'],
		['p3', 'ArrowDown'],
		['p1', 'ArrowLeft'],
		['e1', 'ArrowRight'],
		['p1', 'Enter'],
		['p1', 'Tab'],
		['p1', 'x'],
		['gone', 'ArrowDown']
	])('from %s, %s is left alone', (from, key) => {
		expect(press(lanes, at(from), key)).toBeNull();
	});
});

describe('with a card in hand', () => {
	const held = (over: Hand['over']): Hand => ({ at: 'p2', over });

	test('space takes it, where it is', () => {
		expect(press(lanes, at('p2'), ' ')).toEqual({ at: 'p2', over: 'proposed', does: 'lift' });
	});

	test.each([
		['proposed', 'ArrowRight', 'vetting'],
		['vetting', 'ArrowLeft', 'proposed'],
		['draft', 'ArrowLeft', 'draft'],
		['decision', 'ArrowRight', 'decision'],
		['vetting', 'Home', 'draft'],
		['vetting', 'End', 'decision']
	] as const)('over %s, %s points to %s', (over, key, to) => {
		expect(press(lanes, held(over), key)).toEqual({ at: 'p2', over: to, does: 'point' });
	});

	test.each([
		['Enter', 'drop'],
		[' ', 'drop'],
		['Escape', 'cancel'],
		['Tab', 'cancel']
	])('%s does %s', (key, does) => {
		expect(press(lanes, held('vetting'), key)).toEqual({ at: 'p2', over: null, does });
	});

	test('up and down do nothing, and do not scroll away', () => {
		expect(press(lanes, held('vetting'), 'ArrowDown')).toEqual({ at: 'p2', over: 'vetting' });
	});
});
