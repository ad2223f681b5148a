import { expect, test } from 'vitest';
import { pathOf } from './stage-path.ts';
import type { Stage } from './stages.ts';

const moved = (from_stage: Stage, to_stage: Stage, at: string) => ({
	at,
	verb: 'moved',
	facts: { from_stage, to_stage }
});
const states = (stage: Stage, ...activity: ReturnType<typeof moved>[]) =>
	pathOf({ stage, stage_since: '2026-11-01', activity }).map(({ state }) => state);

test('a pilot on its way has done what is behind it', () => {
	expect(states('experiment')).toEqual(['done', 'done', 'done', 'current', 'ahead', 'ahead', 'ahead']);
	expect(states('adopted').at(-1)).toBe('current');
});

test('a pilot off the way stands where it left it', () => {
	expect(states('shelved', moved('vetting', 'shelved', '2026-10-01'))).toEqual([
		'done',
		'done',
		'off',
		'ahead',
		'ahead',
		'ahead',
		'ahead'
	]);
});

test('a retired pilot left the way before its sunset', () => {
	const path = states('retired', moved('sunset', 'retired', '3'), moved('decision', 'sunset', '2'));
	expect(path.indexOf('off')).toBe(4);
});

test('a stage says when it was entered last, and one that is ahead again says nothing', () => {
	const path = pathOf({
		stage: 'draft',
		stage_since: '2026-11-01',
		activity: [moved('proposed', 'draft', '2026-11-01'), moved('draft', 'proposed', '2026-10-01')]
	});
	expect(path[0]).toEqual({ label: 'Draft', state: 'current', at: '2026-11-01' });
	expect(path[1]).toEqual({ label: 'Proposed', state: 'ahead', at: undefined });
});
